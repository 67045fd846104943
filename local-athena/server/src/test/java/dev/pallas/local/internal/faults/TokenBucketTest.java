package dev.pallas.local.internal.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class TokenBucketTest {
    private final TickingClock clock = new TickingClock();

    private static int take(TokenBucket bucket, int calls) {
        var taken = 0;
        for (var i = 0; i < calls; i++) {
            taken += bucket.take() ? 1 : 0;
        }
        return taken;
    }

    @Test
    void holdsABurstAndFillsUpAtItsRate() {
        var bucket = new TokenBucket(20, 80, clock);
        assertThat(take(bucket, 100)).isEqualTo(80);
        clock.pass(Duration.ofMillis(49));
        assertThat(take(bucket, 1)).isZero();
        clock.pass(Duration.ofMillis(1));
        assertThat(take(bucket, 2)).isEqualTo(1);
        clock.pass(Duration.ofSeconds(1));
        assertThat(take(bucket, 100)).isEqualTo(20);
        clock.pass(Duration.ofHours(1));
        assertThat(take(bucket, 100)).isEqualTo(80);
    }

    @Test
    void fillsUpHoweverOftenItIsAsked() {
        var bucket = new TokenBucket(1, 1, clock);
        assertThat(bucket.take()).isTrue();
        for (var i = 0; i < 999; i++) {
            clock.pass(Duration.ofMillis(1));
            assertThat(bucket.take()).isFalse();
        }
        clock.pass(Duration.ofMillis(2));
        assertThat(bucket.take()).isTrue();
    }

    @Test
    void aClockThatGoesBackTakesNothingAway() {
        var bucket = new TokenBucket(1, 2, clock);
        clock.pass(Duration.ofMinutes(-1));
        assertThat(take(bucket, 3)).isEqualTo(2);
    }

    @Test
    void aRateOfZeroNeverFillsUp() {
        var bucket = new TokenBucket(0, 1, clock);
        assertThat(take(bucket, 2)).isEqualTo(1);
        clock.pass(Duration.ofDays(1));
        assertThat(bucket.take()).isFalse();
    }
}
