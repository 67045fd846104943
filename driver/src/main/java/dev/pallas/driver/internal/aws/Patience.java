package dev.pallas.driver.internal.aws;

import dev.pallas.driver.internal.error.Errors;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Sends a throttled request again, later and later, until it is taken: a throttle slows down, it never fails a query. */
public final class Patience {
    private static final long FIRST_MILLIS = 250;
    private static final long LAST_MILLIS = 10_000;

    private final ScheduledExecutorService scheduler;
    private final DoubleSupplier random;

    /**
     * @param random numbers from 0 to 1, which spread the senders
     */
    public Patience(ScheduledExecutorService scheduler, DoubleSupplier random) {
        this.scheduler = scheduler;
        this.random = random;
    }

    /** A time of which senders that wait at once take different parts, half of it at least. */
    public Duration spread(Duration most) {
        return Duration.ofMillis((long) (most.toMillis() * (0.5 + random.getAsDouble() / 2)));
    }

    /** Sends a request; each attempt asks the supplier anew. */
    public <T> Call<T> call(Supplier<CompletableFuture<T>> request) {
        var call = new Call<>(request);
        call.send();
        return call;
    }

    /** A request on its way. */
    public final class Call<T> {
        private final Supplier<CompletableFuture<T>> request;
        private final CompletableFuture<T> result = new CompletableFuture<>();
        private int throttles;
        private boolean abandoned;
        private @Nullable ScheduledFuture<?> pause;

        private Call(Supplier<CompletableFuture<T>> request) {
            this.request = request;
        }

        public CompletableFuture<T> result() {
            return result;
        }

        /**
         * Sends no more. A request that is under way still has its answer; one that waits for its next attempt fails with the
         * throttle.
         */
        public void abandon() {
            ScheduledFuture<?> waiting;
            synchronized (this) {
                abandoned = true;
                waiting = pause;
            }
            if (waiting != null && waiting.cancel(false)) {
                result.completeExceptionally(new AbandonedException());
            }
        }

        private void send() {
            CompletableFuture<T> attempt;
            try {
                attempt = request.get();
            } catch (RuntimeException e) {
                attempt = CompletableFuture.failedFuture(e);
            }
            var unused = attempt.whenComplete(this::answered);
        }

        private void answered(@Nullable T value, @Nullable Throwable failure) {
            if (failure == null) {
                result.complete(value);
            } else if (!Errors.isThrottle(failure)) {
                result.completeExceptionally(Errors.unwrap(failure));
            } else {
                sendLater();
            }
        }

        private void sendLater() {
            synchronized (this) {
                if (!abandoned) {
                    var most = Math.min(LAST_MILLIS, FIRST_MILLIS << Math.min(throttles++, 10));
                    var millis = spread(Duration.ofMillis(most)).toMillis();
                    try {
                        pause = scheduler.schedule(this::send, millis, TimeUnit.MILLISECONDS);
                        return;
                    } catch (RejectedExecutionException e) {
                        // the client has been closed in between
                    }
                }
            }
            result.completeExceptionally(new AbandonedException());
        }
    }

    /** A throttled request that was not sent again: Athena has certainly not taken it. */
    public static final class AbandonedException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        AbandonedException() {
            super("The request was throttled and then abandoned", null, false, false);
        }
    }
}
