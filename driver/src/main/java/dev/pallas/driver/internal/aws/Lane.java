package dev.pallas.driver.internal.aws;

import java.time.Clock;
import java.util.TreeMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The requests of one operation, in the order in which they came; one that comes back after a throttle has its old place. A token bucket
 * paces them. Each throttle makes the pace a little slower, for all of them, by the more the fewer requests are usual; time makes it
 * faster: back to the usual pace within seconds, and beyond it, slowly, where an account seems to have a larger quota than usual.
 * Thread-safe.
 */
final class Lane {
    private static final double SLOWEST = 0.1;
    private static final double FASTEST = 10;
    /** Of the pace, regained a second. */
    private static final double RECOVERY = 0.1;
    /** Of the usual pace, gained a second when that has not been throttled for long. */
    private static final double ADVANCE = 0.02;

    /** How long a throttle is remembered, and how long requests have to queue before the pace goes beyond the usual one. */
    private static final long CAUTIOUS_MILLIS = 60_000;
    /** As long as no more have to be sent or answered, and no throttle is remembered, it is worth a try to go beyond the pace. */
    private static final int FEW = 4;

    /** Less than the burst that is allowed: requests do not arrive in the intervals in which they are sent. */
    private static final double BURST = 0.95;

    private final double usual;
    private final double burst;
    private final Executor workers;
    private final ScheduledExecutorService timer;
    private final Clock clock;

    // guarded by this
    private final TreeMap<Long, Place> waiting = new TreeMap<>();
    private long places;
    private double perSecond;
    private double tokens;
    private long refilled;
    private long throttled;
    /** When nobody waited. */
    private long idle;

    private int underWay;
    private boolean waking;
    private boolean closed;

    /** A request's place in the order. */
    static final class Place {
        private final long number;
        private final Runnable send;

        private Place(long number, Runnable send) {
            this.number = number;
            this.send = send;
        }
    }

    /**
     * @param perSecond the usual pace
     * @param burst how many may be sent at once after a while without any
     */
    Lane(double perSecond, double burst, Executor workers, ScheduledExecutorService timer, Clock clock) {
        this.usual = perSecond;
        this.perSecond = perSecond;
        this.burst = burst * BURST;
        this.tokens = this.burst;
        this.workers = workers;
        this.timer = timer;
        this.clock = clock;
        this.refilled = clock.millis();
        this.throttled = refilled - CAUTIOUS_MILLIS;
        this.idle = refilled;
    }

    /** The place behind all others that have been given. */
    synchronized Place place(Runnable send) {
        return new Place(places++, send);
    }

    /** Sends as soon as the pace allows: on this thread, or on a worker. False if that will never be, because the client is closed. */
    boolean enter(Place place) {
        synchronized (this) {
            if (closed) {
                return false;
            }
            waiting.put(place.number, place);
        }
        sendPermitted();
        return true;
    }

    /** Gives the place up; false if the request is not waiting here. */
    synchronized boolean leave(Place place) {
        return waiting.remove(place.number, place);
    }

    private void sendPermitted() {
        for (var next = takePermitted(); next != null; next = takePermitted()) {
            next.send.run();
        }
    }

    private synchronized @Nullable Place takePermitted() {
        refill();
        if (waiting.isEmpty()) {
            return null;
        }
        var left = tokens - underWay;
        if (left >= 1 || (waiting.size() + underWay <= FEW && !isCautious())) {
            underWay++;
            return waiting.pollFirstEntry().getValue();
        }
        if (!waking) {
            var millis = (long) Math.ceil((1 - left) * 1000 / perSecond);
            try {
                var unused = timer.schedule(this::wake, millis, TimeUnit.MILLISECONDS);
                waking = true;
            } catch (RejectedExecutionException e) {
                // closed, and its queries have been told
                closed = true;
            }
        }
        return null;
    }

    private void wake() {
        synchronized (this) {
            waking = false;
        }
        try {
            workers.execute(this::sendPermitted);
        } catch (RejectedExecutionException e) {
            synchronized (this) {
                closed = true;
            }
        }
    }

    private void refill() {
        var now = clock.millis();
        var seconds = Math.max(0, now - refilled) / 1000.0;
        refilled = now;
        if (waiting.isEmpty()) {
            idle = now;
        }
        if (perSecond < usual) {
            perSecond = Math.min(usual, perSecond * (1 + RECOVERY * seconds));
        } else if (now - Math.max(idle, throttled) >= CAUTIOUS_MILLIS) {
            perSecond = Math.min(usual * FASTEST, perSecond + usual * ADVANCE * seconds);
        }
        tokens = Math.min(burst, tokens + perSecond * seconds);
    }

    /**
     * A request that was sent has been answered otherwise than by {@link #throttled}. It takes its token only now: nobody knows when the
     * service counted it, and a bucket that was full until then has gained nothing meanwhile.
     */
    synchronized void answered() {
        refill();
        underWay--;
        tokens = Math.max(-usual, tokens - 1);
    }

    private boolean isCautious() {
        return refilled - throttled < CAUTIOUS_MILLIS;
    }

    /** A request has been refused because there were too many. */
    synchronized void throttled() {
        refill();
        underWay--;
        throttled = refilled;
        perSecond = Math.max(usual * SLOWEST, perSecond * (1 - 1 / usual));
        tokens = Math.min(tokens, underWay);
    }
}
