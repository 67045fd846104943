package dev.pallas.reactive.internal;

import dev.pallas.driver.AthenaClient;
import dev.pallas.driver.AthenaException;
import dev.pallas.driver.AthenaSettings;
import dev.pallas.reactive.AthenaConnectOptions;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.impl.ContextInternal;
import io.vertx.core.impl.VertxInternal;
import io.vertx.core.net.SocketAddress;
import io.vertx.sqlclient.SqlConnectOptions;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.impl.ConnectionFactoryBase;
import io.vertx.sqlclient.impl.SingletonSupplier;
import io.vertx.sqlclient.spi.ConnectionFactory;
import io.vertx.sqlclient.spi.Driver;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Makes connections, which costs no I/O: all connections of equal settings share one Athena client, opened with the factory where
 * the options are known by then.
 */
final class AthenaConnectionFactory implements ConnectionFactory {
    private final Driver driver;
    private final VertxInternal vertx;
    private final Supplier<? extends Future<? extends SqlConnectOptions>> databases;
    private final Function<AthenaSettings, AthenaClient> opener;
    private final Map<AthenaSettings, AthenaClient> clients = new ConcurrentHashMap<>();
    /** Of options that were known from the start: what they mean is found out once and not for each connection. */
    private final @Nullable Target fixed;

    private volatile boolean closed;

    /** What a connection connects to. */
    private record Target(
            SqlConnectOptions source, AthenaConnectOptions options, AthenaClient client, SocketAddress server) {}

    AthenaConnectionFactory(
            Driver driver,
            VertxInternal vertx,
            Supplier<? extends Future<? extends SqlConnectOptions>> databases,
            Function<AthenaSettings, AthenaClient> opener) {
        this.driver = driver;
        this.vertx = vertx;
        this.databases = databases;
        this.opener = opener;
        // options that are known now are checked now, and the SDK is loaded on this thread and not on an event loop
        Object source = databases;
        fixed = source instanceof SingletonSupplier<?> single && single.unwrap() instanceof SqlConnectOptions options
                ? target(options)
                : null;
    }

    private Target target(SqlConnectOptions source) {
        var options = source instanceof AthenaConnectOptions athena ? athena : new AthenaConnectOptions(source);
        return new Target(source, options, client(options.toSettings()), options.getSocketAddress());
    }

    @Override
    public Future<SqlConnection> connect(Context context) {
        return connect(context, databases.get());
    }

    @Override
    public Future<SqlConnection> connect(Context context, SqlConnectOptions options) {
        var connectionContext = ConnectionFactoryBase.asEventLoopContext((ContextInternal) context);
        if (closed) {
            return connectionContext.failedFuture("The pool is closed");
        }
        try {
            var target = fixed != null && fixed.source == options ? fixed : target(options);
            var metricsFactory = vertx.metricsSPI();
            var metrics = metricsFactory == null
                    ? null
                    : metricsFactory.createClientMetrics(target.server, "sql", target.options.getMetricsName());
            var connection = new CommandQueue(connectionContext, target.client, target.options, target.server, metrics);
            var wrapper = new AthenaConnectionImpl(connectionContext, this, connection, driver);
            connection.init(wrapper);
            return connectionContext.succeededFuture(wrapper);
        } catch (RuntimeException e) {
            return connectionContext.failedFuture(e);
        }
    }

    private AthenaClient client(AthenaSettings settings) {
        try {
            return clients.computeIfAbsent(settings, opener);
        } catch (AthenaException e) {
            throw Errors.of(e);
        }
    }

    @Override
    public void close(Promise<Void> promise) {
        closed = true;
        var closings = clients.values().stream()
                .map(client -> client.closeAsync().toCompletableFuture())
                .toArray(CompletableFuture<?>[]::new);
        CompletionStage<Void> all = CompletableFuture.allOf(closings);
        all.whenComplete((done, failure) -> {
            if (failure == null) {
                promise.complete();
            } else {
                promise.fail(Errors.of(failure));
            }
        });
    }
}
