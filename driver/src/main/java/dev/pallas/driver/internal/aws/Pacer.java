package dev.pallas.driver.internal.aws;

import dev.pallas.driver.internal.error.Errors;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Sends the requests of an account in a region at the pace that its quota allows, each operation in the order in which its requests came.
 * A throttled request slows all that follow down and is sent again, later and later, until it is taken: a throttle never fails a query.
 * No thread waits. Thread-safe.
 */
public final class Pacer {
    private static final long FIRST_MILLIS = 250;
    private static final long LAST_MILLIS = 10_000;

    /**
     * What Athena counts, with the default quota of an account: requests a second, and at once
     * (https://docs.aws.amazon.com/athena/latest/ug/service-limits.html).
     */
    public enum Operation {
        START_QUERY(20, 80),
        STOP_QUERY(20, 80),
        GET_QUERY(100, 200),
        BATCH_GET_QUERY(20, 40),
        GET_RESULTS(100, 200),
        LIST_QUERIES(5, 10),
        /** The catalog's, whose quotas differ: held back only by the throttles they meet. */
        CATALOG(1000, 1000);

        private final double perSecond;
        private final double burst;

        Operation(double perSecond, double burst) {
            this.perSecond = perSecond;
            this.burst = burst;
        }
    }

    private final ScheduledExecutorService timer;
    private final DoubleSupplier random;
    private final Map<Operation, Lane> lanes = new EnumMap<>(Operation.class);

    /**
     * @param workers sends what could not be sent at once
     * @param random numbers from 0 to 1, which spread the senders
     */
    public Pacer(Executor workers, ScheduledExecutorService timer, Clock clock, DoubleSupplier random) {
        this.timer = timer;
        this.random = random;
        for (var operation : Operation.values()) {
            lanes.put(operation, new Lane(operation.perSecond, operation.burst, workers, timer, clock));
        }
    }

    /** A time of which senders that wait at once take different parts, half of it at least. */
    public Duration spread(Duration most) {
        return Duration.ofMillis((long) (most.toMillis() * (0.5 + random.getAsDouble() / 2)));
    }

    /** Sends a request when it is its turn, which may be at once; each attempt asks the supplier anew. */
    public <T> Call<T> call(Operation operation, Supplier<CompletableFuture<T>> request) {
        var call = new Call<>(Objects.requireNonNull(lanes.get(operation)), request);
        call.queue();
        return call;
    }

    /** A request on its way. */
    public final class Call<T> {
        private final Lane lane;
        private final Lane.Place place;
        private final Supplier<CompletableFuture<T>> request;
        private final CompletableFuture<T> result = new CompletableFuture<>();
        private int throttles;
        private boolean abandoned;
        private @Nullable ScheduledFuture<?> pause;

        private Call(Lane lane, Supplier<CompletableFuture<T>> request) {
            this.lane = lane;
            this.request = request;
            this.place = lane.place(this::send);
        }

        public CompletableFuture<T> result() {
            return result;
        }

        /**
         * Sends no more. A request that is under way still has its answer; one that waits for its turn or for its next attempt fails with
         * {@link AbandonedException}.
         */
        public void abandon() {
            ScheduledFuture<?> waiting;
            synchronized (this) {
                abandoned = true;
                waiting = pause;
            }
            if (lane.leave(place) || (waiting != null && waiting.cancel(false))) {
                result.completeExceptionally(new AbandonedException());
            }
        }

        private void queue() {
            if (!lane.enter(place)) {
                result.completeExceptionally(new AbandonedException());
            }
        }

        private void send() {
            if (result.isDone()) {
                // the reader has gone
                lane.answered();
                return;
            }
            CompletableFuture<T> attempt;
            try {
                attempt = request.get();
            } catch (RuntimeException e) {
                attempt = CompletableFuture.failedFuture(e);
            }
            var unused = attempt.whenComplete(this::answered);
        }

        private void answered(@Nullable T value, @Nullable Throwable failure) {
            if (failure != null && Errors.isThrottle(failure)) {
                lane.throttled();
                sendLater();
                return;
            }
            lane.answered();
            if (failure == null) {
                result.complete(value);
            } else {
                result.completeExceptionally(Errors.unwrap(failure));
            }
        }

        private void sendLater() {
            synchronized (this) {
                if (!abandoned) {
                    var most = Math.min(LAST_MILLIS, FIRST_MILLIS << Math.min(throttles++, 10));
                    var millis = spread(Duration.ofMillis(most)).toMillis();
                    try {
                        pause = timer.schedule(this::queue, millis, TimeUnit.MILLISECONDS);
                        return;
                    } catch (RejectedExecutionException e) {
                        // the client has been closed in between
                    }
                }
            }
            result.completeExceptionally(new AbandonedException());
        }
    }

    /** A request that was not sent, or was throttled and not sent again: Athena has certainly not taken it. */
    public static final class AbandonedException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        AbandonedException() {
            super("The request was abandoned before Athena had taken it", null, false, false);
        }
    }
}
