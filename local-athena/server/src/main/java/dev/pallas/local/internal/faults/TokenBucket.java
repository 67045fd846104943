package dev.pallas.local.internal.faults;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** A quota as AWS keeps it: calls fill up again at a rate, up to a burst. Safe for use by many threads. */
final class TokenBucket {
    private final double perSecond;
    private final double burst;
    private final Clock clock;
    private double tokens;
    private Instant filled;

    /** Begins full. */
    TokenBucket(double perSecond, double burst, Clock clock) {
        this.perSecond = perSecond;
        this.burst = burst;
        this.clock = clock;
        this.tokens = burst;
        this.filled = clock.instant();
    }

    /** Takes a call from the quota; false if there is none. */
    synchronized boolean take() {
        var now = clock.instant();
        var passed = Duration.between(filled, now);
        if (!passed.isNegative()) {
            tokens = Math.min(burst, tokens + passed.toNanos() / 1e9 * perSecond);
            filled = now;
        }
        if (tokens < 1) {
            return false;
        }
        tokens--;
        return true;
    }
}
