package dev.pallas.dialect.cost;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

class QueryCostTest {
    private static final long MEGABYTE = 1L << 20;

    @Test
    void aQueryThatScansIsBilledTenMegabytesAtLeast() {
        assertThat(QueryCost.of(1, 0).bytesBilled()).isZero();
        assertThat(QueryCost.of(1, 1).bytesBilled()).isEqualTo(10 * MEGABYTE);
        assertThat(QueryCost.of(3, 5).bytesBilled()).isEqualTo(30 * MEGABYTE);
        assertThat(QueryCost.of(1, 11 * MEGABYTE).bytesBilled()).isEqualTo(11 * MEGABYTE);
    }

    @Test
    void dollarsAreByTheTerabyte() {
        assertThat(QueryCost.of(1, 1L << 40).dollars(SessionCost.PRICE)).isEqualByComparingTo("5");
        assertThat(QueryCost.of(1, 1).dollars(SessionCost.PRICE)).isEqualTo(new BigDecimal("0.00004769"));
        assertThat(QueryCost.NONE.dollars(SessionCost.PRICE)).isZero();
    }

    @Test
    void costsAddUp() {
        var one = QueryCost.of(1, 20 * MEGABYTE);
        var two = QueryCost.of(2, 0);

        assertThat(one.plus(two)).isEqualTo(new QueryCost(3, 20 * MEGABYTE, 20 * MEGABYTE));
        assertThat(one.plus(two).minus(one)).isEqualTo(two);
    }
}
