package dev.pallas.local.internal.sql;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RepeatableTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT 1",
                "SELECT 'rand()' AS \"now\" -- uuid()",
                "SELECT * FROM t ORDER BY a LIMIT 3",
                "SELECT rand FROM t",
                "SELECT date '2020-01-01', a FROM (SELECT a FROM t ORDER BY a OFFSET 2 ROWS)"
            })
    void theSameEachTime(String sql) {
        assertThat(Repeatable.is(QueryText.of(sql))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT rand()",
                "SELECT a FROM t WHERE \"RANDOM\"(3) = 1",
                "SELECT shuffle(ARRAY[1, 2])",
                "WITH x AS (SELECT uuid() AS u) SELECT * FROM x",
                "SELECT current_date",
                "SELECT now()",
                "SELECT * FROM t LIMIT 3",
                "SELECT * FROM (SELECT * FROM t FETCH FIRST 1 ROW ONLY)",
                "SELECT * FROM t OFFSET 1",
                "SELECT * FROM t TABLESAMPLE SYSTEM (10)"
            })
    void anotherEachTime(String sql) {
        assertThat(Repeatable.is(QueryText.of(sql))).isFalse();
    }
}
