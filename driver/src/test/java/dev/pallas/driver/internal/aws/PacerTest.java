package dev.pallas.driver.internal.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pallas.driver.internal.aws.Pacer.Operation;
import dev.pallas.driver.internal.submit.FakeAthena;
import dev.pallas.driver.internal.submit.ManualScheduler;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PacerTest {
    private final ManualScheduler time = new ManualScheduler();
    private final Pacer pacer = new Pacer(Runnable::run, time, time.clock(), () -> 1.0);
    private final List<Integer> sent = new ArrayList<>();

    private Pacer.Call<Integer> send(int number) {
        return pacer.call(Operation.START_QUERY, () -> {
            sent.add(number);
            return soon(number);
        });
    }

    /** An answer that comes in a moment. */
    private CompletableFuture<Integer> soon(int number) {
        var answer = new CompletableFuture<Integer>();
        Runnable task = () -> answer.complete(number);
        var unused = time.schedule(task, 5, TimeUnit.MILLISECONDS);
        return answer;
    }

    @Test
    void sendsABurstAtOnceAndTheRestAtThePaceOfTheQuotaInOrder() {
        IntStream.range(0, 300).forEach(this::send);
        assertThat(sent).hasSize(76);
        time.pass(Duration.ofSeconds(1));
        assertThat(sent.size()).isBetween(94, 96);
        time.pass(Duration.ofMillis(9_050));
        assertThat(sent.size()).isBetween(274, 277);
        time.pass(Duration.ofSeconds(10));
        assertThat(sent).isEqualTo(IntStream.range(0, 300).boxed().toList());
    }

    @Test
    void meetsNoThrottleWithTheDefaultQuota() {
        var quota = new Quota(20, 80);
        var calls = IntStream.range(0, 1_200)
                .mapToObj(i -> pacer.call(Operation.START_QUERY, () -> quota.ask(i)))
                .toList();
        time.pass(Duration.ofSeconds(57));
        assertThat(calls).allMatch(call -> call.result().isDone());
        assertThat(quota.refused).isZero();
    }

    @Test
    void countsARequestWhenItIsAnsweredForTheServiceMayHaveCountedItAsLate() {
        for (var i = 0; i < 200; i++) {
            var number = i;
            pacer.call(Operation.START_QUERY, () -> {
                sent.add(number);
                var answer = new CompletableFuture<Integer>();
                Runnable task = () -> answer.complete(number);
                var unused = time.schedule(task, 2, TimeUnit.SECONDS);
                return answer;
            });
        }
        time.pass(Duration.ofMillis(1_990));
        assertThat(sent).hasSize(76);
        time.pass(Duration.ofMillis(1_020));
        assertThat(sent.size()).isBetween(94, 98);
    }

    @Test
    void doesNotHoldAFewBackUntilThereIsAThrottle() {
        for (var i = 0; i < 500; i++) {
            send(i);
            time.pass(Duration.ofMillis(10));
        }
        assertThat(sent).hasSize(500);
        pacer.call(Operation.START_QUERY, new Throttled(1, 0)::ask);
        for (var i = 0; i < 500; i++) {
            send(i);
            time.pass(Duration.ofMillis(10));
        }
        // a second later, and then 20 a second
        assertThat(sent.size()).isBetween(560, 600);
    }

    @Test
    void oneOperationDoesNotHoldAnotherBack() {
        IntStream.range(0, 100).forEach(this::send);
        var stop = pacer.call(Operation.STOP_QUERY, () -> CompletableFuture.completedFuture("stopped"));
        assertThat(stop.result()).isCompletedWithValue("stopped");
    }

    @Test
    void sendsAThrottledRequestAgainBeforeThoseThatCameLater() {
        var first = pacer.call(Operation.START_QUERY, new Throttled(1, 0)::ask);
        IntStream.range(1, 200).forEach(this::send);
        // its pause is 250 ms, and nothing is sent meanwhile that the pace does not allow
        time.pass(Duration.ofMillis(200));
        assertThat(first.result()).isNotDone();
        time.pass(Duration.ofMillis(150));
        assertThat(first.result()).isCompletedWithValue(0);
        assertThat(sent).hasSizeLessThan(90);
    }

    @Test
    void slowsAllSendersDownWhenTheQuotaIsSmallerThanUsualAndRecoversAfterwards() {
        var quota = new Quota(4, 4);
        var calls = IntStream.range(0, 400)
                .mapToObj(i -> pacer.call(Operation.START_QUERY, () -> quota.ask(i)))
                .toList();
        time.pass(Duration.ofSeconds(130));
        assertThat(calls).allMatch(call -> call.result().isDone());
        // after the first burst, which nobody could foresee
        assertThat(quota.refused).isBetween(72, 350);
        time.pass(Duration.ofSeconds(20));
        IntStream.range(0, 300).forEach(this::send);
        assertThat(sent).hasSize(76);
    }

    @Test
    void findsOutInTimeThatAnAccountMayDoMore() {
        IntStream.range(0, 100_000).forEach(this::send);
        time.pass(Duration.ofMinutes(1));
        var usual = sent.size();
        time.pass(Duration.ofMinutes(5));
        sent.clear();
        time.pass(Duration.ofMinutes(1));
        assertThat(sent.size()).isGreaterThan(4 * usual);
    }

    @Test
    void anAbandonedRequestIsNotSentAndGivesItsPlaceUp() {
        var calls = IntStream.range(0, 100).mapToObj(this::send).toList();
        calls.get(80).abandon();
        calls.get(0).abandon();
        time.pass(Duration.ofSeconds(10));
        assertThat(sent).hasSize(99).doesNotContain(80);
        assertThat(calls.get(0).result()).isCompletedWithValue(0);
        assertThat(calls.get(80).result())
                .isCompletedExceptionally()
                .failsWithin(Duration.ZERO)
                .withThrowableThat()
                .withCauseInstanceOf(Pacer.AbandonedException.class);
    }

    @Test
    void aRequestWhoseReaderHasGoneIsNotSent() {
        var calls = IntStream.range(0, 100).mapToObj(this::send).toList();
        calls.get(90).result().cancel(true);
        time.pass(Duration.ofSeconds(10));
        assertThat(sent).hasSize(99).doesNotContain(90);
    }

    @Test
    void aRequestThatCannotBeMadeFailsItsCallOnly() {
        var call = pacer.call(Operation.GET_RESULTS, () -> {
            throw new IllegalStateException("no region");
        });
        assertThat(call.result()).isCompletedExceptionally();
        assertThat(pacer.call(Operation.GET_RESULTS, () -> CompletableFuture.completedFuture(1))
                        .result())
                .isCompletedWithValue(1);
    }

    /** A request that is throttled so many times. */
    private static final class Throttled {
        private int times;
        private final int number;

        Throttled(int times, int number) {
            this.times = times;
            this.number = number;
        }

        CompletableFuture<Integer> ask() {
            return times-- > 0
                    ? CompletableFuture.failedFuture(FakeAthena.throttle())
                    : CompletableFuture.completedFuture(number);
        }
    }

    /** The service's own token bucket. */
    private final class Quota {
        private final double perSecond;
        private final double burst;
        private double tokens;
        private long at = time.clock().millis();
        private int refused;

        Quota(double perSecond, double burst) {
            this.perSecond = perSecond;
            this.burst = burst;
            this.tokens = burst;
        }

        CompletableFuture<Integer> ask(int number) {
            var now = time.clock().millis();
            tokens = Math.min(burst, tokens + (now - at) * perSecond / 1000);
            at = now;
            if (tokens < 1) {
                refused++;
                return CompletableFuture.failedFuture(FakeAthena.throttle());
            }
            tokens--;
            return soon(number);
        }
    }
}
