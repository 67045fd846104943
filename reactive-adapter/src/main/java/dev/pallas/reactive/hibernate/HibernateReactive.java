package dev.pallas.reactive.hibernate;

/** Whether Hibernate Reactive is there: the adapter works in programs that have Hibernate ORM alone beside it. */
final class HibernateReactive {
    static final String DIALECT = "dev.pallas.dialect.AthenaDialect";

    private HibernateReactive() {}

    static boolean isPresent() {
        return isPresent("org.hibernate.reactive.pool.ReactiveConnectionPool");
    }

    static boolean isDialectPresent() {
        return isPresent(DIALECT);
    }

    private static boolean isPresent(String className) {
        try {
            Class.forName(className, false, HibernateReactive.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }
}
