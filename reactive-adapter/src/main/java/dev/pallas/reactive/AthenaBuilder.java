package dev.pallas.reactive;

import dev.pallas.reactive.internal.AthenaDriver;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.ClientBuilder;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.SqlConnectOptions;
import io.vertx.sqlclient.impl.ClientBuilderBase;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Builds pools of Athena connections.
 *
 * <p>A connection holds no socket and no thread; it is the right to have one statement in flight. So a pool is as large as the
 * number of queries that may run at once: {@value #DEFAULT_POOL_SIZE} unless {@link ClientBuilder#with} says otherwise. What is
 * more than Athena takes waits in the driver.
 */
public final class AthenaBuilder {
    /** How many statements a pool has in flight at most, when no {@link PoolOptions} are given. */
    public static final int DEFAULT_POOL_SIZE = 100;

    /** How long a statement waits for its turn in the pool, when no {@link PoolOptions} are given: queries take minutes. */
    public static final int DEFAULT_WAIT_SECONDS = 300;

    private AthenaBuilder() {}

    /** Builds a pool with what {@code block} sets. */
    public static Pool pool(Handler<ClientBuilder<Pool>> block) {
        var builder = pool();
        block.handle(builder);
        return builder.build();
    }

    /** A builder of a pool; {@link ClientBuilder#connectingTo(String)} takes the URLs of the JDBC driver. */
    public static ClientBuilder<Pool> pool() {
        return new PoolBuilder()
                .with(new PoolOptions()
                        .setMaxSize(DEFAULT_POOL_SIZE)
                        .setConnectionTimeout(DEFAULT_WAIT_SECONDS)
                        .setConnectionTimeoutUnit(TimeUnit.SECONDS));
    }

    private static final class PoolBuilder extends ClientBuilderBase<Pool> {
        PoolBuilder() {
            super(AthenaDriver.INSTANCE);
        }

        @Override
        public ClientBuilder<Pool> connectingTo(String url) {
            return connectingTo(AthenaConnectOptions.fromUri(url));
        }

        @Override
        protected Pool create(Vertx vertx, Supplier<Future<SqlConnectOptions>> databases, PoolOptions poolOptions) {
            return driver.createPool(vertx, databases, poolOptions);
        }
    }
}
