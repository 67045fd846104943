package dev.pallas.driver.internal.submit;

import java.util.Comparator;
import java.util.TreeSet;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Lets a number of queries run at once; the others wait in the order in which they came. The number is the one that is set, or what the
 * account turns out to allow: a query that Athena refuses for that reason gets its place in the order back, and from time to time one
 * more than ran before tries whether there is more room by now. Thread-safe.
 */
public final class ActiveLimit {
    private static final long SHORTEST_MILLIS = 250;
    private static final long FIRST_MILLIS = 500;
    private static final long LONGEST_MILLIS = 10_000;

    private final int most;
    private final ScheduledExecutorService timer;

    // guarded by this
    private final TreeSet<Turn> waiting = new TreeSet<>(Comparator.comparingLong(turn -> turn.number));
    private long turns;
    private int active;
    /** How many may be active, as far as is known. */
    private int room;
    /** How many more are tried the next time. */
    private int step = 1;

    private long pause = FIRST_MILLIS;
    private boolean trying;
    private boolean refused;

    /**
     * @param most how many at once; 0 is without limit
     */
    public ActiveLimit(int most, ScheduledExecutorService timer) {
        this.most = most == 0 ? Integer.MAX_VALUE : most;
        this.timer = timer;
        this.room = this.most;
    }

    /**
     * A place that is to be entered.
     *
     * @param start runs as soon as there is room, once for each time that the turn waits: on the thread that enters or makes room
     */
    Turn turn(Runnable start) {
        return new Turn(start);
    }

    private void admit() {
        for (var next = takeNext(); next != null; next = takeNext()) {
            next.start.run();
        }
    }

    private synchronized @Nullable Turn takeNext() {
        if (waiting.isEmpty()) {
            return null;
        }
        if (active >= room) {
            tryLater();
            return null;
        }
        var next = waiting.pollFirst();
        next.admitted = true;
        active++;
        return next;
    }

    /** Others of the account may have made room. */
    private void tryLater() {
        if (trying || room >= most) {
            return;
        }
        try {
            var unused = timer.schedule(this::tryMore, pause, TimeUnit.MILLISECONDS);
            trying = true;
        } catch (RejectedExecutionException e) {
            // the client has been closed, and its queries have been told
        }
    }

    private void tryMore() {
        synchronized (this) {
            trying = false;
            if (refused) {
                refused = false;
            } else {
                pause = Math.max(SHORTEST_MILLIS, pause / 2);
                step = Math.min(step * 2, most);
            }
            room = (int) Math.min(most, (long) room + step);
        }
        admit();
    }

    /** A query's place among those that run or wait. */
    final class Turn {
        private final Runnable start;
        private long number = -1;
        private boolean admitted;
        private boolean left;

        private Turn(Runnable start) {
            this.start = start;
        }

        /** Waits for room; to be called once. */
        void enter() {
            synchronized (ActiveLimit.this) {
                if (left) {
                    return;
                }
                number = turns++;
                waiting.add(this);
            }
            admit();
        }

        /** Athena has no room for it: it waits again, before those that came later. */
        void refused() {
            synchronized (ActiveLimit.this) {
                if (left || !admitted) {
                    return;
                }
                admitted = false;
                active--;
                room = Math.min(room, active);
                waiting.add(this);
                if (!refused) {
                    refused = true;
                    step = 1;
                    pause = Math.min(LONGEST_MILLIS, pause * 2);
                }
            }
            admit();
        }

        /** Makes room for the next, or gives the place in the order up. Idempotent. */
        void leave() {
            synchronized (ActiveLimit.this) {
                if (left) {
                    return;
                }
                left = true;
                if (admitted) {
                    active--;
                } else if (number >= 0) {
                    waiting.remove(this);
                }
            }
            admit();
        }
    }
}
