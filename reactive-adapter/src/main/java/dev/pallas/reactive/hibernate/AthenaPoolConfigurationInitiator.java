package dev.pallas.reactive.hibernate;

import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.SqlConnectOptions;
import java.net.URI;
import java.util.Map;
import org.hibernate.boot.registry.StandardServiceInitiator;
import org.hibernate.reactive.pool.impl.DefaultSqlClientPoolConfiguration;
import org.hibernate.reactive.pool.impl.SqlClientPoolConfiguration;
import org.hibernate.reactive.pool.impl.SqlClientPoolConfigurationInitiator;
import org.hibernate.reactive.provider.Settings;
import org.hibernate.service.spi.ServiceRegistryImplementor;

/** Reads URLs of Athena's for pools that an application derives from Hibernate Reactive's own, such as one with a pool for each tenant. */
final class AthenaPoolConfigurationInitiator implements StandardServiceInitiator<SqlClientPoolConfiguration> {
    static final AthenaPoolConfigurationInitiator INSTANCE = new AthenaPoolConfigurationInitiator();

    private AthenaPoolConfigurationInitiator() {}

    @Override
    public SqlClientPoolConfiguration initiateService(
            Map<String, Object> configuration, ServiceRegistryImplementor registry) {
        return configuration.get(Settings.SQL_CLIENT_POOL_CONFIG) == null
                        && AthenaConfiguration.isAthenaUrl(configuration)
                ? new OfAthena(configuration)
                : SqlClientPoolConfigurationInitiator.INSTANCE.initiateService(configuration, registry);
    }

    @Override
    public Class<SqlClientPoolConfiguration> getServiceInitiated() {
        return SqlClientPoolConfiguration.class;
    }

    private static final class OfAthena extends DefaultSqlClientPoolConfiguration {
        private static final long serialVersionUID = 1L;

        private final transient Map<String, Object> configuration;

        OfAthena(Map<String, Object> configuration) {
            this.configuration = configuration;
        }

        @Override
        public PoolOptions poolOptions() {
            return AthenaConfiguration.poolOptions(configuration, super.poolOptions());
        }

        @Override
        public SqlConnectOptions connectOptions(URI uri) {
            return AthenaConfiguration.options(uri.toString(), configuration);
        }
    }
}
