package dev.pallas.dialect.internal.hint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.hibernate.query.IllegalQueryOperationException;
import org.junit.jupiter.api.Test;

class QueryHintsTest {
    private static String with(String sql, String... hints) {
        return QueryHints.of(List.of(hints), null).apply(sql);
    }

    @Test
    void hintsForTheDriverAreACommentInFront() {
        assertThat(with("select 1", "work_group=adhoc", "tag.team=blue, result_reuse_minutes=5"))
                .isEqualTo("/*+ athena(work_group=adhoc, tag.team=blue, result_reuse_minutes=5) */ select 1");
        assertThat(with("select 1")).isEqualTo("select 1");
        assertThat(with("select 1", "")).isEqualTo("select 1");
    }

    @Test
    void theFactorysReuseYieldsToAHints() {
        assertThat(QueryHints.of(List.of(), 7).apply("select 1"))
                .isEqualTo("/*+ athena(result_reuse_minutes=7) */ select 1");
        assertThat(QueryHints.of(List.of("result_reuse_minutes=0"), 7).apply("select 1"))
                .isEqualTo("/*+ athena(result_reuse_minutes=0) */ select 1");
    }

    @Test
    void aSnapshotStandsBehindEachReadOfItsTable() {
        assertThat(with(
                        "select * from Orders o1_0 join lines l on l.a=o1_0.a where 'from orders' in (select x from db.orders y"
                                + " join orders z on true) /* from orders */",
                        "snapshot=orders:42"))
                .isEqualTo(
                        "select * from Orders for version as of 42 o1_0 join lines l on l.a=o1_0.a where 'from orders' in "
                                + "(select x from db.orders y join orders for version as of 42 z on true) /* from orders */");
        assertThat(with("select * from \"a$b\" x", "snapshot=\"a$b\":-7"))
                .isEqualTo("select * from \"a$b\" for version as of -7 x");
    }

    @Test
    void whatSaysNothingIsRefused() {
        for (var hint : List.of(
                "index=x",
                "work_group",
                "work_group=",
                "work_group=a) */ drop table t /*",
                "snapshot=orders",
                "snapshot=orders:x")) {
            assertThatThrownBy(() -> with("select * from orders", hint))
                    .as(hint)
                    .isInstanceOf(IllegalQueryOperationException.class)
                    .hasMessageContaining("says nothing to Athena");
        }
        assertThatThrownBy(() -> with("select * from lines", "snapshot=orders:1"))
                .hasMessageContaining("names the table 'orders', which the query does not read");
    }
}
