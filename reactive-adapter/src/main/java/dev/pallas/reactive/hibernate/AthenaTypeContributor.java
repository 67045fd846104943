package dev.pallas.reactive.hibernate;

import org.hibernate.boot.model.TypeContributions;
import org.hibernate.boot.model.TypeContributor;
import org.hibernate.engine.jdbc.env.spi.JdbcEnvironment;
import org.hibernate.reactive.provider.impl.ReactiveModeCheck;
import org.hibernate.service.ServiceRegistry;
import org.hibernate.type.SqlTypes;
import org.hibernate.type.descriptor.jdbc.JsonAsStringJdbcType;

/**
 * Gives the dialect the last word on types. Hibernate Reactive's own contributor comes after the dialect and expects a database
 * whose driver knows JSON objects; Athena keeps JSON as text.
 */
public final class AthenaTypeContributor implements TypeContributor {
    /** Hibernate Reactive's contributor has 1000. */
    private static final int AFTER_HIBERNATE_REACTIVE = 2000;

    @Override
    public void contribute(TypeContributions contributions, ServiceRegistry registry) {
        if (!HibernateReactive.isPresent() || !Reactive.is(registry)) {
            return;
        }
        var dialect = registry.requireService(JdbcEnvironment.class).getDialect();
        if (HibernateReactive.isAthena(dialect)) {
            var types = contributions.getTypeConfiguration();
            types.getJdbcTypeRegistry().addDescriptor(SqlTypes.JSON, JsonAsStringJdbcType.VARCHAR_INSTANCE);
            types.getJavaTypeRegistry().addDescriptor(JsonObjectType.INSTANCE.getJavaTypeDescriptor());
            types.getBasicTypeRegistry().register(JsonObjectType.INSTANCE);
            dialect.contribute(contributions, registry);
        }
    }

    @Override
    public int ordinal() {
        return AFTER_HIBERNATE_REACTIVE;
    }

    /** A class of its own, so that it is loaded only where Hibernate Reactive is. */
    private static final class Reactive {
        static boolean is(ServiceRegistry registry) {
            return ReactiveModeCheck.isReactiveRegistry(registry);
        }
    }
}
