package dev.pallas.reactive.internal;

import dev.pallas.driver.AthenaClient;
import dev.pallas.driver.AthenaSettings;
import dev.pallas.reactive.AthenaConnectOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.impl.CloseFuture;
import io.vertx.core.impl.ContextInternal;
import io.vertx.core.impl.VertxInternal;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.SqlConnectOptions;
import io.vertx.sqlclient.impl.Connection;
import io.vertx.sqlclient.impl.PoolBase;
import io.vertx.sqlclient.impl.PoolImpl;
import io.vertx.sqlclient.impl.SingletonSupplier;
import io.vertx.sqlclient.impl.SqlConnectionInternal;
import io.vertx.sqlclient.spi.ConnectionFactory;
import io.vertx.sqlclient.spi.Driver;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Found by the Vert.x SQL client through the service loader. Takes Athena's options and no others. */
public final class AthenaDriver implements Driver {
    public static final AthenaDriver INSTANCE = new AthenaDriver();

    private static final String SHARED_CLIENT_KEY = "__vertx.shared.athenaclient";

    private final Function<AthenaSettings, AthenaClient> opener;

    /** For the service loader. */
    public AthenaDriver() {
        this(AthenaClient::open);
    }

    public AthenaDriver(Function<AthenaSettings, AthenaClient> opener) {
        this.opener = opener;
    }

    @Override
    public Pool createPool(Vertx vertx, List<? extends SqlConnectOptions> databases, PoolOptions options) {
        // options that are known now are checked now
        return databases.size() == 1
                ? createPool(vertx, SingletonSupplier.wrap(databases.get(0)), options)
                : Driver.super.createPool(vertx, databases, options);
    }

    @Override
    public Pool newPool(
            Vertx vertx,
            Supplier<? extends Future<? extends SqlConnectOptions>> databases,
            PoolOptions options,
            CloseFuture closeFuture) {
        var internal = (VertxInternal) vertx;
        if (!options.isShared()) {
            return newPoolImpl(internal, databases, options, closeFuture);
        }
        PoolImpl shared = internal.createSharedClient(
                SHARED_CLIENT_KEY,
                options.getName(),
                closeFuture,
                sharedClose -> newPoolImpl(internal, databases, options, sharedClose));
        return new PoolBase<>(internal, closeFuture, shared);
    }

    private PoolImpl newPoolImpl(
            VertxInternal vertx,
            Supplier<? extends Future<? extends SqlConnectOptions>> databases,
            PoolOptions options,
            CloseFuture closeFuture) {
        var factory = createConnectionFactory(vertx, databases);
        var pool = new PoolImpl(vertx, this, false, options, null, AthenaDriver::recycle, closeFuture);
        pool.connectionProvider(factory::connect);
        pool.init();
        closeFuture.add(factory);
        return pool;
    }

    private static Future<Void> recycle(Connection connection) {
        return ((CommandQueue) connection.unwrap()).recycle();
    }

    @Override
    public SqlConnectionInternal wrapConnection(
            ContextInternal context, ConnectionFactory factory, Connection connection) {
        return new AthenaConnectionImpl(context, factory, connection, this);
    }

    @Override
    public ConnectionFactory createConnectionFactory(Vertx vertx, SqlConnectOptions database) {
        return createConnectionFactory(vertx, SingletonSupplier.wrap(database));
    }

    @Override
    public ConnectionFactory createConnectionFactory(
            Vertx vertx, Supplier<? extends Future<? extends SqlConnectOptions>> databases) {
        return new AthenaConnectionFactory(this, (VertxInternal) vertx, databases, opener);
    }

    @Override
    public @Nullable SqlConnectOptions parseConnectionUri(String uri) {
        return AthenaConnectOptions.isAthenaUri(uri) ? AthenaConnectOptions.fromUri(uri) : null;
    }

    /** Athena's options, and options of no database in particular that hold nothing but settings of Athena's. */
    @Override
    public boolean acceptsOptions(SqlConnectOptions options) {
        return options instanceof AthenaConnectOptions
                || (options.getClass() == SqlConnectOptions.class && AthenaConnectOptions.isAthena(options));
    }
}
