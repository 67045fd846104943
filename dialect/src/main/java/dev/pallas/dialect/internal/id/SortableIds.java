package dev.pallas.dialect.internal.id;

import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A source of ids that grow: 41 bits of milliseconds, 6 bits of a counter, 16 bits of the node. A clock that goes back does not take the ids back.
 * Safe for use by many threads.
 */
public final class SortableIds {
    static final long EPOCH = Instant.parse("2025-01-01T00:00:00Z").toEpochMilli();
    static final int COUNTER_BITS = 6;
    static final int NODE_BITS = 16;

    /** The highest number of a node. */
    public static final int MAX_NODE = (1 << NODE_BITS) - 1;

    private static final int RANDOM_NODE = new SecureRandom().nextInt(MAX_NODE + 1);

    /** All ids of this process, so that two session factories that write the same table do not meet. */
    private static final SortableIds OF_PROCESS = new SortableIds(InstantSource.system());

    private final InstantSource clock;
    private final AtomicLong lastTick = new AtomicLong();

    SortableIds(InstantSource clock) {
        this.clock = clock;
    }

    /** The source that all session factories of this process share. */
    static SortableIds ofProcess() {
        return OF_PROCESS;
    }

    /** The node of this process where none is named. */
    static int randomNode() {
        return RANDOM_NODE;
    }

    /**
     * The next id.
     *
     * @param node which process it is, from 0 to {@link #MAX_NODE}
     * @return greater than all ids before it
     */
    long next(int node) {
        long now = (clock.millis() - EPOCH) << COUNTER_BITS;
        long tick = lastTick.updateAndGet(last -> Math.max(last + 1, now));
        return tick << NODE_BITS | node;
    }
}
