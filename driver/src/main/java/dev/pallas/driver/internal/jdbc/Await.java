package dev.pallas.driver.internal.jdbc;

import java.sql.SQLException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The only place where the driver waits. */
final class Await {
    private Await() {}

    /** Stops in Athena what is being waited for; must not block. */
    @FunctionalInterface
    interface Stop {
        void stop();
    }

    /**
     * Waits for a stage. An interrupt stops what is being waited for, keeps the thread's interrupt flag and is reported as an
     * SQLException of SQLState 57014.
     */
    static <T> T get(CompletionStage<T> stage, Stop stop) throws SQLException {
        return get(stage, stop, 0);
    }

    /**
     * Waits for a stage for a limited time.
     *
     * @param timeoutMillis 0 waits without a limit
     */
    static <T> T get(CompletionStage<T> stage, Stop stop, long timeoutMillis) throws SQLException {
        var future = stage.toCompletableFuture();
        try {
            return timeoutMillis <= 0 ? future.get() : future.get(timeoutMillis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            try {
                stop.stop();
            } finally {
                // not before: the SDK sends nothing from a thread whose flag is set
                Thread.currentThread().interrupt();
            }
            throw SqlErrors.of(
                    SqlErrors.CANCELLED,
                    "The thread was interrupted while it waited for Athena; what it waited for has been stopped",
                    false,
                    e);
        } catch (TimeoutException e) {
            stop.stop();
            throw SqlErrors.of(
                    SqlErrors.NETWORK_TIMED_OUT,
                    "No answer within the network time-out of " + timeoutMillis + " ms",
                    false,
                    e);
        } catch (ExecutionException | CancellationException e) {
            throw SqlErrors.translate(e);
        }
    }
}
