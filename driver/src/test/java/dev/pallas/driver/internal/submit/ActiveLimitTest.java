package dev.pallas.driver.internal.submit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ActiveLimitTest {
    private final ManualScheduler time = new ManualScheduler();
    private final List<Integer> running = new ArrayList<>();
    private final List<Integer> order = new ArrayList<>();
    private int refusals;
    private int most;

    /** Queries that take what the account allows, as many as come. */
    private final class Account {
        private final ActiveLimit limit;
        private int allowed;
        private final List<ActiveLimit.Turn> turns = new ArrayList<>();

        Account(ActiveLimit limit, int allowed) {
            this.limit = limit;
            this.allowed = allowed;
        }

        void submit(int queries) {
            IntStream.range(0, queries).forEach(i -> {
                var number = turns.size();
                turns.add(limit.turn(() -> start(number)));
                turns.get(number).enter();
            });
        }

        private void start(int number) {
            if (running.size() >= allowed) {
                refusals++;
                // as Athena's answer does, it comes later
                time.execute(() -> turns.get(number).refused());
            } else {
                running.add(number);
                order.add(number);
                most = Math.max(most, running.size());
            }
        }

        void endOldest() {
            turns.get(running.remove(0)).leave();
        }
    }

    @Test
    void theOthersWaitInOrder() {
        var account = new Account(new ActiveLimit(3, time), 1000);
        account.submit(10);
        assertThat(order).containsExactly(0, 1, 2);
        account.endOldest();
        account.endOldest();
        assertThat(order).containsExactly(0, 1, 2, 3, 4);
        // gives up while it waits
        account.turns.get(5).leave();
        account.turns.get(5).leave();
        account.endOldest();
        assertThat(order).containsExactly(0, 1, 2, 3, 4, 6);
    }

    @Test
    void oneThatLeftBeforeItEnteredIsNotStarted() {
        var limit = new ActiveLimit(0, time);
        var turn = limit.turn(() -> running.add(0));
        turn.leave();
        turn.enter();
        assertThat(running).isEmpty();
    }

    @Test
    void findsOutWhatTheAccountAllowsAndKeepsTheOrder() {
        var account = new Account(new ActiveLimit(0, time), 25);
        account.submit(1_000);
        assertThat(running).hasSize(25);
        while (!running.isEmpty()) {
            account.endOldest();
            time.pass(Duration.ofMillis(20));
        }
        assertThat(order).isEqualTo(IntStream.range(0, 1_000).boxed().toList());
        assertThat(most).isEqualTo(25);
        assertThat(refusals).isLessThan(50);
    }

    @Test
    void triesAgainInTimeWhenOthersOfTheAccountTakeAllRoom() {
        var account = new Account(new ActiveLimit(0, time), 2);
        running.add(-1);
        running.add(-2);
        account.submit(3);
        time.pass(Duration.ofSeconds(30));
        assertThat(order).isEmpty();
        assertThat(refusals).isBetween(3, 10);
        running.clear();
        time.pass(Duration.ofSeconds(16));
        assertThat(order).containsExactly(0, 1);
    }

    @Test
    void growsWithWhatTheAccountAllows() {
        var account = new Account(new ActiveLimit(0, time), 10);
        account.submit(200);
        assertThat(running).hasSize(10);
        account.allowed = 60;
        time.pass(Duration.ofSeconds(30));
        assertThat(order).isEqualTo(IntStream.range(0, 60).boxed().toList());
    }

    @Test
    void isNeverMoreThanWhatIsSet() {
        var account = new Account(new ActiveLimit(20, time), 10);
        account.submit(200);
        account.allowed = 1000;
        time.pass(Duration.ofMinutes(2));
        assertThat(running).hasSize(20);
    }
}
