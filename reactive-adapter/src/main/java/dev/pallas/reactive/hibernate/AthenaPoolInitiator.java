package dev.pallas.reactive.hibernate;

import dev.pallas.reactive.internal.AthenaDriver;
import java.util.Map;
import org.hibernate.HibernateException;
import org.hibernate.boot.registry.StandardServiceInitiator;
import org.hibernate.cfg.AvailableSettings;
import org.hibernate.reactive.pool.ReactiveConnectionPool;
import org.hibernate.reactive.pool.impl.ReactiveConnectionPoolInitiator;
import org.hibernate.reactive.provider.Settings;
import org.hibernate.service.spi.ServiceRegistryImplementor;

/**
 * Our pool for a URL of Athena's, unless {@code hibernate.vertx.pool.class} names another; Hibernate Reactive's own for every
 * other URL.
 */
final class AthenaPoolInitiator implements StandardServiceInitiator<ReactiveConnectionPool> {
    static final AthenaPoolInitiator INSTANCE = new AthenaPoolInitiator();

    private AthenaPoolInitiator() {}

    @Override
    public ReactiveConnectionPool initiateService(
            Map<String, Object> configuration, ServiceRegistryImplementor registry) {
        if (configuration.get(Settings.SQL_CLIENT_POOL) == null && AthenaConfiguration.isAthena(configuration)) {
            if (!HibernateReactive.isDialectPresent() && configuration.get(AvailableSettings.DIALECT) == null) {
                throw new HibernateException(
                        "Hibernate Reactive needs a dialect for Athena: add dev.pallas:pallas-dialect to the dependencies");
            }
            // read here and not when the pool starts: what is wrong is told in its own words, and not as a missing pool
            return new AthenaReactivePool(AthenaConfiguration.options(configuration), AthenaDriver.INSTANCE);
        }
        if (configuration.get(Settings.SQL_CLIENT_POOL) == null) {
            AthenaConfiguration.refuseNearlyAthena(configuration);
        }
        return ReactiveConnectionPoolInitiator.INSTANCE.initiateService(configuration, registry);
    }

    @Override
    public Class<ReactiveConnectionPool> getServiceInitiated() {
        return ReactiveConnectionPool.class;
    }
}
