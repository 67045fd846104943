package dev.pallas.reactive.hibernate;

import org.hibernate.dialect.Dialect;

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

    /** By name, since a program that uses another database has no reason to have our dialect. */
    static boolean isAthena(Dialect dialect) {
        for (Class<?> type = dialect.getClass(); type != null; type = type.getSuperclass()) {
            if (type.getName().equals(DIALECT)) {
                return true;
            }
        }
        return false;
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
