package dev.pallas.reactive.internal;

import dev.pallas.driver.AthenaSettings;
import dev.pallas.reactive.AthenaConnectOptions;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A Vert.x of its own for each test, and a pool on a fake of the driver's core. */
abstract class VertxTest {
    Vertx vertx;
    FakeAthena athena;
    Pool pool;

    @BeforeEach
    void open() {
        vertx = Vertx.vertx();
        athena = new FakeAthena(AthenaSettings.of(Map.of("ResultBufferBytes", "1000000")));
        pool = pool(new PoolOptions().setMaxSize(2));
    }

    Pool pool(PoolOptions options) {
        return new AthenaDriver(settings -> athena).createPool(vertx, List.of(new AthenaConnectOptions()), options);
    }

    @AfterEach
    void close() {
        await(pool.close());
        await(vertx.close());
    }

    /** Waits until the core has been given a statement. */
    void awaitSubmission() {
        Promise<Void> submitted = Promise.promise();
        vertx.setPeriodic(1, id -> {
            if (!athena.queries.isEmpty() && vertx.cancelTimer(id)) {
                submitted.complete();
            }
        });
        await(submitted.future());
    }

    static <T> T await(Future<T> future) {
        try {
            return future.toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException | TimeoutException e) {
            throw new IllegalStateException(e);
        }
    }

    static Throwable failureOf(Future<?> future) {
        return org.assertj.core.api.Assertions.catchThrowable(() -> await(future));
    }
}
