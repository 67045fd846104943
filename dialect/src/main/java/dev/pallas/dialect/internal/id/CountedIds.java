package dev.pallas.dialect.internal.id;

import org.hibernate.generator.Generator;
import org.hibernate.service.ServiceRegistry;

/**
 * Makes generators of ids that continue from the greatest in the table, where JDBC cannot read it. Found through the service loader.
 */
public interface CountedIds {
    /**
     * Whether session factories of a registry cannot use JDBC, and these generators can be used.
     *
     * @param registry the registry
     * @return whether they can
     */
    boolean isFor(ServiceRegistry registry);

    /**
     * A generator.
     *
     * @param greatest the query for the greatest id; of an empty table NULL
     * @param type the class of ids
     * @return a generator that reads the greatest id with its first one
     */
    Generator create(String greatest, Class<?> type);
}
