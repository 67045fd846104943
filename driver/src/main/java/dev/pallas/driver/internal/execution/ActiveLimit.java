package dev.pallas.driver.internal.execution;

import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/** Lets a number of queries run at once; the others wait in the order in which they came. Thread-safe. */
public final class ActiveLimit {
    private final int limit;
    private final Queue<Turn> waiting = new ArrayDeque<>();
    private int active;

    /**
     * @param limit how many at once; 0 is without limit
     */
    public ActiveLimit(int limit) {
        this.limit = limit;
    }

    /** Runs {@code start} as soon as there is room: on this thread, or on the one that makes room. */
    Turn enter(Runnable start) {
        var turn = new Turn(start);
        synchronized (this) {
            if (limit > 0 && active >= limit) {
                waiting.add(turn);
                return turn;
            }
            active++;
            turn.admitted = true;
        }
        start.run();
        return turn;
    }

    /** A query's place among those that run or wait. */
    final class Turn {
        private final Runnable start;
        private boolean admitted;
        private boolean left;

        private Turn(Runnable start) {
            this.start = start;
        }

        /** Makes room for the next. Idempotent; before its start, gives the place in the queue up. */
        void leave() {
            var next = leaveAndTakeNext();
            if (next != null) {
                next.start.run();
            }
        }

        private @Nullable Turn leaveAndTakeNext() {
            synchronized (ActiveLimit.this) {
                if (left) {
                    return null;
                }
                left = true;
                if (!admitted) {
                    waiting.remove(this);
                    return null;
                }
                var next = waiting.poll();
                if (next == null) {
                    active--;
                } else {
                    next.admitted = true;
                }
                return next;
            }
        }
    }
}
