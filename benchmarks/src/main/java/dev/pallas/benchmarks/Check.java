package dev.pallas.benchmarks;

/** A measurement of something that went wrong is worth nothing. */
final class Check {
    private Check() {}

    static long equal(long expected, long actual) {
        if (actual != expected) {
            throw new IllegalStateException(actual + " instead of " + expected);
        }
        return actual;
    }
}
