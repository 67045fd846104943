package dev.pallas.driver.internal.result;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ByteBudgetTest {
    private final ByteBudget budget = new ByteBudget(100);

    @Test
    void givesWhatIsLeftAndNoMore() {
        assertThat(budget.tryTake(60)).isTrue();
        assertThat(budget.tryTake(41)).isFalse();
        assertThat(budget.tryTake(40)).isTrue();
        assertThat(budget.tryTake(1)).isFalse();
    }

    @Test
    void whatIsRefusedTakesNothing() {
        assertThat(budget.tryTake(101)).isFalse();
        assertThat(budget.tryTake(100)).isTrue();
    }

    @Test
    void whatIsGivenBackCanBeTakenAgain() {
        assertThat(budget.tryTake(100)).isTrue();
        budget.giveBack(30);
        assertThat(budget.tryTake(31)).isFalse();
        assertThat(budget.tryTake(30)).isTrue();
    }

    @Test
    void whatIsWantedNowIsTakenBeyondTheLimitAndPaidBackFirst() {
        assertThat(budget.tryTake(100)).isTrue();
        budget.take(50);
        budget.giveBack(100);
        assertThat(budget.tryTake(51)).isFalse();
        assertThat(budget.tryTake(50)).isTrue();
    }
}
