package dev.pallas.local.junit;

import dev.pallas.local.Tpch;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Gives the tests of a class, and those of the classes nested in it, a local-athena. All classes of a JVM that ask for the same server share
 * it; it starts with the first of them, and ends with the test plan.
 *
 * <p>Parameters of tests, life cycle methods and constructors, and non-final fields, static ones included, are given
 *
 * <ul>
 *   <li>the server, where their type is {@link dev.pallas.local.LocalAthena};
 *   <li>what {@link JdbcUrl}, {@link DatabaseName} and {@link Endpoint} say, where they carry one of these.
 * </ul>
 */
@Documented
@Inherited
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(LocalAthenaExtension.class)
public @interface LocalAthena {
    /** The generated tables of the data catalog {@code tpch}. */
    Tpch tpch() default Tpch.NONE;

    /** Whether requests must be signed with the server's own keys. Otherwise any signature is accepted. */
    boolean verifySignatures() default false;

    /**
     * Whether the class has a database of its own, which is created before its tests and dropped, with its tables, after them. Its name is
     * unique; {@link JdbcUrl} and {@link DatabaseName} tell it.
     */
    boolean freshDatabase() default false;

    /**
     * Whether the system properties by which AWS SDKs find region, endpoints and keys, and {@code pallas.local.jdbcUrl}, are set until the
     * test plan ends. They are those of the JVM, so all classes that ask for them must ask for the same server.
     */
    boolean systemProperties() default false;
}
