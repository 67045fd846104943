package dev.pallas.driver.internal.result;

import java.util.concurrent.atomic.AtomicLong;

/** Bytes that may be read before somebody wants them, by all readers together. Thread-safe. */
final class ByteBudget {
    private static final long MOST = 128L * 1024 * 1024;
    /** Of the heap: an index of the bytes may take as much again as they do, and the readers' own pages come on top. */
    private static final int PART = 8;

    private final long limit;
    private final AtomicLong taken = new AtomicLong();

    ByteBudget(long limit) {
        this.limit = limit;
    }

    /** A part of this JVM's heap. */
    static ByteBudget ofHeap() {
        return new ByteBudget(Math.min(MOST, Runtime.getRuntime().maxMemory() / PART));
    }

    /** Takes bytes if they are left. */
    boolean tryTake(long bytes) {
        var before = taken.getAndUpdate(now -> now + bytes <= limit ? now + bytes : now);
        return before + bytes <= limit;
    }

    /** Takes bytes that somebody wants now, left or not. */
    void take(long bytes) {
        taken.addAndGet(bytes);
    }

    void giveBack(long bytes) {
        taken.addAndGet(-bytes);
    }
}
