package dev.pallas.dialect.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Map;
import org.hibernate.HibernateException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CostStatisticsTest {
    private static final QueryCost TERABYTE = QueryCost.of(1, 1L << 40);

    @Test
    void nobodyCountsUnlessAsked() {
        assertThat(new CostStatistics(Map.of()).isCounting()).isFalse();
        assertThat(new CostStatistics(Map.of("hibernate.generate_statistics", "true")).isCounting())
                .isTrue();
        assertThat(new CostStatistics(Map.of("hibernate.athena.session_budget", 1)).isCounting())
                .isTrue();
    }

    @Test
    void sessionsAddUpAndHaveABudgetEach() {
        var statistics = new CostStatistics(
                Map.of("hibernate.athena.session_budget", " 10.5 ", "hibernate.athena.price_per_terabyte", "6.25"));
        var told = new ArrayList<QueryCost>();
        statistics.onStatement(told::add);
        var first = statistics.open();
        var second = statistics.open();
        first.afterStatement(TERABYTE);
        first.beforeStatement();
        first.afterStatement(TERABYTE);

        assertThatThrownBy(first::beforeStatement)
                .isInstanceOf(BudgetSpentException.class)
                .hasMessageStartingWith(
                        "The session's budget of $10.5 for Athena is spent: its queries cost about $12.5.");
        second.beforeStatement();
        assertThat(first.dollars()).isEqualByComparingTo("12.5");
        assertThat(statistics.total()).isEqualTo(TERABYTE.plus(TERABYTE));
        assertThat(statistics.dollars()).isEqualByComparingTo("12.5");
        assertThat(told).containsExactly(TERABYTE, TERABYTE);
    }

    @Test
    void theLatestTextsAreKept() {
        var statistics = new CostStatistics(Map.of("hibernate.statistics.query_max_size", 2));
        statistics.add("a", TERABYTE);
        statistics.add("b", TERABYTE);
        statistics.add("a", TERABYTE);
        statistics.add("none", QueryCost.NONE);
        statistics.add("c", TERABYTE);

        assertThat(statistics.queries()).isEqualTo(Map.of("a", TERABYTE.plus(TERABYTE), "c", TERABYTE));
        assertThat(statistics.query("b")).isEqualTo(QueryCost.NONE);
        statistics.clear();
        assertThat(statistics.queries()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "half", "", "$5"})
    void anAmountThatIsNoneIsRefused(String amount) {
        assertThatThrownBy(() -> new CostStatistics(Map.of("hibernate.athena.session_budget", amount)))
                .isInstanceOf(HibernateException.class)
                .hasMessage(
                        "The setting hibernate.athena.session_budget takes an amount of dollars, such as 0.50, and not '"
                                + amount + "'");
    }

    @Test
    void theStandardPriceIsFiveDollars() {
        var statistics = new CostStatistics(Map.of());
        statistics.open().afterStatement(TERABYTE);
        assertThat(statistics.dollars()).isEqualTo(new BigDecimal("5.00000000"));
    }
}
