package dev.pallas.reactive.hibernate;

import dev.pallas.reactive.AthenaConnectOptions;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.spi.Driver;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import org.hibernate.engine.jdbc.spi.JdbcServices;
import org.hibernate.engine.jdbc.spi.SqlExceptionHelper;
import org.hibernate.engine.jdbc.spi.SqlStatementLogger;
import org.hibernate.reactive.pool.impl.SqlClientPool;
import org.hibernate.reactive.pool.impl.SqlClientPoolConfiguration;
import org.hibernate.reactive.vertx.VertxInstance;
import org.hibernate.service.spi.ServiceRegistryAwareService;
import org.hibernate.service.spi.ServiceRegistryImplementor;
import org.hibernate.service.spi.Startable;
import org.hibernate.service.spi.Stoppable;
import org.jspecify.annotations.Nullable;

/**
 * Hibernate Reactive's pool of Athena connections. Hibernate Reactive's own default pool would read the URL as a
 * {@code java.net.URI} and ask for host, port and user, none of which Athena has.
 */
public final class AthenaReactivePool extends SqlClientPool
        implements ServiceRegistryAwareService, Startable, Stoppable {
    private static final long serialVersionUID = 1L;

    private final transient AthenaConfiguration configuration;
    private final transient Driver driver;
    private transient @Nullable ServiceRegistryImplementor registry;
    private transient @Nullable SqlStatementLogger statementLogger;
    private transient @Nullable Pool pool;
    private transient Future<Void> closing = Future.succeededFuture();

    AthenaReactivePool(AthenaConfiguration configuration, Driver driver) {
        this.configuration = configuration;
        this.driver = driver;
    }

    @Override
    public void injectServices(ServiceRegistryImplementor services) {
        registry = services;
        // asked for now: Hibernate resolves the dialect with the registry locked and waits for the event loop meanwhile
        statementLogger = services.requireService(SqlStatementLogger.class);
    }

    @Override
    public void start() {
        if (pool == null) {
            AthenaConnectOptions options = configuration.options();
            var poolOptions = configuration.poolOptions(service(SqlClientPoolConfiguration.class));
            pool = driver.createPool(service(VertxInstance.class).getVertx(), List.of(options), poolOptions);
        }
    }

    private <S extends org.hibernate.service.Service> S service(Class<S> role) {
        return Objects.requireNonNull(registry, "used before it was started").requireService(role);
    }

    @Override
    protected Pool getPool() {
        return Objects.requireNonNull(pool, "used before it was started");
    }

    @Override
    protected SqlStatementLogger getSqlStatementLogger() {
        return Objects.requireNonNull(statementLogger, "used before it was started");
    }

    @Override
    public SqlExceptionHelper getSqlExceptionHelper() {
        return service(JdbcServices.class).getSqlExceptionHelper();
    }

    @Override
    public void stop() {
        if (pool != null) {
            closing = pool.close();
        }
    }

    @Override
    public CompletionStage<Void> getCloseFuture() {
        return closing.toCompletionStage();
    }
}
