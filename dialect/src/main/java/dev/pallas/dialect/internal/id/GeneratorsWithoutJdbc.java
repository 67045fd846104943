package dev.pallas.dialect.internal.id;

import java.util.Optional;
import org.hibernate.boot.registry.classloading.spi.ClassLoaderService;
import org.hibernate.generator.Generator;
import org.hibernate.service.ServiceRegistry;

/** Makes the generators of ids that Hibernate's own cannot make where there is no JDBC. Found through the service loader. */
public interface GeneratorsWithoutJdbc {
    /**
     * The ones for session factories of a registry.
     *
     * @param registry the registry
     * @return empty where there is JDBC
     */
    static Optional<GeneratorsWithoutJdbc> of(ServiceRegistry registry) {
        return registry.requireService(ClassLoaderService.class).loadJavaServices(GeneratorsWithoutJdbc.class).stream()
                .filter(generators -> generators.isFor(registry))
                .findFirst();
    }

    /**
     * Whether session factories of a registry cannot use JDBC, and these generators can be used.
     *
     * @param registry the registry
     * @return whether they can
     */
    boolean isFor(ServiceRegistry registry);

    /**
     * A generator of ids that continue from the greatest in the table.
     *
     * @param greatest the query for the greatest id; of an empty table NULL
     * @param type the class of ids
     * @return a generator that reads the greatest id with its first one
     */
    Generator counted(String greatest, Class<?> type);

    /**
     * A generator for a part of a composite id.
     *
     * @param generator a generator that was not made for such a place
     * @return one that gives the same values there
     */
    Generator partOfId(Generator generator);
}
