package dev.pallas.reactive.hibernate;

import dev.pallas.reactive.AthenaConnectOptions;
import dev.pallas.reactive.internal.AthenaDriver;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.spi.Driver;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.hibernate.HibernateException;
import org.hibernate.engine.jdbc.spi.JdbcServices;
import org.hibernate.engine.jdbc.spi.SqlExceptionHelper;
import org.hibernate.engine.jdbc.spi.SqlStatementLogger;
import org.hibernate.reactive.pool.ReactiveConnection;
import org.hibernate.reactive.pool.impl.SqlClientPool;
import org.hibernate.reactive.pool.impl.SqlClientPoolConfiguration;
import org.hibernate.reactive.vertx.VertxInstance;
import org.hibernate.service.spi.ServiceRegistryAwareService;
import org.hibernate.service.spi.ServiceRegistryImplementor;
import org.hibernate.service.spi.Startable;
import org.hibernate.service.spi.Stoppable;
import org.jspecify.annotations.Nullable;

/**
 * Hibernate Reactive's pool of Athena connections: one of its own, made from the URL, or one of the application's, which goes as the value
 * of the setting {@code hibernate.vertx.pool.class}.
 */
public final class AthenaReactivePool extends SqlClientPool
        implements ServiceRegistryAwareService, Startable, Stoppable {
    private static final long serialVersionUID = 1L;

    private final transient @Nullable AthenaConnectOptions options;
    private final transient Driver driver;
    private transient @Nullable ServiceRegistryImplementor registry;
    private transient @Nullable SqlStatementLogger statementLogger;
    private transient @Nullable Pool pool;
    private transient @Nullable Function<String, Pool> tenants;
    private transient Future<Void> closing = Future.succeededFuture();

    AthenaReactivePool(AthenaConnectOptions options, Driver driver) {
        this.options = options;
        this.driver = driver;
    }

    private AthenaReactivePool(Pool pool, @Nullable Function<String, Pool> tenants) {
        this.options = null;
        this.driver = AthenaDriver.INSTANCE;
        this.pool = pool;
        this.tenants = tenants;
    }

    /**
     * Has Hibernate Reactive use a pool of the application's, which stays open when the session factory closes.
     *
     * @param pool a pool of Athena connections, on the Vert.x that Hibernate Reactive uses
     * @return the value for the setting {@code hibernate.vertx.pool.class}
     */
    public static AthenaReactivePool of(Pool pool) {
        return new AthenaReactivePool(pool, null);
    }

    /**
     * Has Hibernate Reactive use a pool of the application's for each tenant. All stay open when the session factory closes.
     *
     * @param pool the pool of sessions without a tenant, and of the schema tool
     * @param tenants gives the pool of a tenant by its identifier, each time the same; it is called on event loops and must not wait
     * @return the value for the setting {@code hibernate.vertx.pool.class}
     */
    public static AthenaReactivePool of(Pool pool, Function<String, Pool> tenants) {
        return new AthenaReactivePool(pool, tenants);
    }

    @Override
    public void injectServices(ServiceRegistryImplementor services) {
        registry = services;
        // asked for now: Hibernate resolves the dialect with the registry locked and waits for the event loop meanwhile
        statementLogger = services.requireService(SqlStatementLogger.class);
    }

    @Override
    public void start() {
        if (pool == null && options != null) {
            var poolOptions = service(SqlClientPoolConfiguration.class).poolOptions();
            pool = driver.createPool(service(VertxInstance.class).getVertx(), List.of(options), poolOptions);
        }
    }

    @Override
    public CompletionStage<ReactiveConnection> getConnection() {
        return connect(getPool(), getSqlExceptionHelper());
    }

    @Override
    public CompletionStage<ReactiveConnection> getConnection(SqlExceptionHelper exceptions) {
        return connect(getPool(), exceptions);
    }

    @Override
    public CompletionStage<ReactiveConnection> getConnection(String tenant) {
        return connect(getTenantPool(tenant), getSqlExceptionHelper());
    }

    @Override
    public CompletionStage<ReactiveConnection> getConnection(String tenant, SqlExceptionHelper exceptions) {
        return connect(getTenantPool(tenant), exceptions);
    }

    private CompletionStage<ReactiveConnection> connect(Pool from, SqlExceptionHelper exceptions) {
        CompletableFuture<ReactiveConnection> connected = new CompletableFuture<>();
        from.getConnection().onComplete(opened -> {
            if (opened.failed()) {
                connected.completeExceptionally(opened.cause());
                return;
            }
            var cost = new ReactiveCost(() -> service(JdbcServices.class));
            var connection =
                    new AthenaReactiveConnection(opened.result(), from, getSqlStatementLogger(), exceptions, cost);
            // whoever asked may have given up meanwhile
            if (!connected.complete(connection)) {
                connection.close();
            }
        });
        return connected;
    }

    @Override
    protected Pool getTenantPool(String tenant) {
        if (tenants == null) {
            throw new HibernateException("The pool of tenant '" + tenant
                    + "' is not known: give hibernate.vertx.pool.class an AthenaReactivePool.of(pool, tenants)");
        }
        return Objects.requireNonNull(tenants.apply(tenant), () -> "no pool for tenant '" + tenant + "'");
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
        if (pool != null && options != null) {
            closing = pool.close();
        }
    }

    @Override
    public CompletionStage<Void> getCloseFuture() {
        return closing.toCompletionStage();
    }
}
