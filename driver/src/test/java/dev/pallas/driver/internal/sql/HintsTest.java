package dev.pallas.driver.internal.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pallas.driver.AthenaException;
import dev.pallas.driver.QueryOptions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HintsTest {
    @Test
    void aCommentInFrontSaysHowToRun() {
        var options = Hints.merge(
                " /*+ athena(work_group=adhoc, result_reuse_minutes = 60,timeout_seconds=9, tag.team=blue) */ select 1",
                QueryOptions.builder().database("db").workGroup("other").build());

        assertThat(options.workGroup()).contains("adhoc");
        assertThat(options.resultReuse()).contains(Duration.ofMinutes(60));
        assertThat(options.timeout()).contains(Duration.ofSeconds(9));
        assertThat(options.tags()).isEqualTo(Map.of("team", "blue"));
        assertThat(options.database()).contains("db");
    }

    @Test
    void anyOtherCommentSaysNothing() {
        for (var sql : List.of(
                "select 1",
                "/* athena(work_group=a) */ select 1",
                "select /*+ athena(work_group=a) */ 1",
                "/*+ athena( */",
                "")) {
            assertThat(Hints.merge(sql, QueryOptions.NONE)).as(sql).isSameAs(QueryOptions.NONE);
        }
        assertThat(Hints.merge("/*+ athena() */ select 1", QueryOptions.NONE).workGroup())
                .isEmpty();
    }

    @Test
    void aHintThatCannotBeIsRefused() {
        for (var hint : List.of(
                "index=a", "work_group", "work_group=", "result_reuse_minutes=x", "result_reuse_minutes=99999")) {
            assertThatThrownBy(() -> Hints.merge("/*+ athena(" + hint + ") */ select 1", QueryOptions.NONE))
                    .as(hint)
                    .isInstanceOf(AthenaException.class)
                    .hasMessageStartingWith("The hint '" + hint + "' cannot be: ");
        }
    }
}
