package dev.pallas.driver.internal.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.pallas.driver.AthenaException;
import dev.pallas.driver.internal.sql.InsertValues.Folded;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InsertValuesTest {

    private static List<Folded> fold(String sql, List<?>... rows) {
        return InsertValues.of(Statement.parse(sql)).orElseThrow().fold(Arrays.asList(rows));
    }

    @Test
    void rowsBecomeTuplesOfOneStatement() {
        assertThat(fold("INSERT INTO t VALUES (?, ?)", List.of(1, "a"), List.of(2, "b")))
                .containsExactly(new Folded("INSERT INTO t VALUES (1, 'a'),(2, 'b')", 2));
    }

    @Test
    void expressionsAndCommentsStay() {
        assertThat(fold(
                        "insert into \"c\".d.`t` (a, \"b)\") /* ) */ values (coalesce(?, '(?'), cast(? AS varchar(9)), 7) ; -- end",
                        List.of(1, 2),
                        List.of(3, 4)))
                .containsExactly(new Folded(
                        "insert into \"c\".d.`t` (a, \"b)\") /* ) */ values (coalesce(1, '(?'), cast(2 AS varchar(9)), 7),"
                                + "(coalesce(3, '(?'), cast(4 AS varchar(9)), 7) ; -- end",
                        2));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "INSERT INTO t VALUES (?), (?)",
                "INSERT INTO t SELECT ?",
                "INSERT INTO t VALUES ((SELECT max(a) FROM t) + ?)",
                "INSERT INTO t (a) SELECT * FROM (VALUES (?))",
                "INSERT INTO t VALUES (?",
                "INSERT INTO t VALUES ?",
                "UPDATE t SET a = ?",
                "WITH x AS (SELECT 1) INSERT INTO t VALUES (?)",
                "INSERT INTO t VALUES (?) UNION ALL SELECT 1",
                ""
            })
    void otherStatementsAreNotFolded(String sql) {
        assertThat(InsertValues.of(Statement.parse(sql))).isEmpty();
    }

    @Test
    void aTextIsFilledUpToTheLimitAndNotBeyond() {
        var rows = new ArrayList<List<?>>();
        for (var i = 0; i < 10_000; i++) {
            rows.add(List.of(i, "ä".repeat(50)));
        }
        var statements = InsertValues.of(Statement.parse("INSERT INTO t VALUES (?, ?)"))
                .orElseThrow()
                .fold(rows);
        assertThat(statements.stream().mapToInt(Folded::rows).sum()).isEqualTo(10_000);
        assertThat(statements).hasSize(5).allSatisfy(statement -> assertThat(
                        statement.sql().getBytes(StandardCharsets.UTF_8).length)
                .isLessThanOrEqualTo(Statement.MAX_BYTES));
        assertThat(statements.get(0).sql().getBytes(StandardCharsets.UTF_8).length)
                .isGreaterThan(Statement.MAX_BYTES - 200);
    }

    @Test
    void aRowThatAloneIsTooLongIsRefused() {
        assertThatExceptionOfType(AthenaException.class)
                .isThrownBy(() -> fold("INSERT INTO t VALUES (?)", List.of("x".repeat(Statement.MAX_BYTES))))
                .matches(e -> e.sqlState().equals("54000"));
    }

    @Test
    void rowsOfDifferentTypesAreNotPutTogether() {
        assertThat(fold("INSERT INTO t VALUES (?)", List.of(1), Arrays.asList((Object) null), List.of(2), List.of("x")))
                .containsExactly(
                        new Folded("INSERT INTO t VALUES (1),(NULL),(2)", 3),
                        new Folded("INSERT INTO t VALUES ('x')", 1));
    }

    @Test
    void decimalsThatNoTypeHoldsTogetherAreNotPutTogether() {
        var large = new BigDecimal("1" + "0".repeat(37));
        var fine = new BigDecimal("0.1");
        assertThat(fold("INSERT INTO t VALUES (?)", List.of(large), List.of(fine)))
                .hasSize(2);
        assertThat(fold("INSERT INTO t VALUES (?)", List.of(large), List.of(large.negate())))
                .hasSize(1);
    }

    @Test
    void eachRowNeedsAValueForEachMarker() {
        assertThatExceptionOfType(AthenaException.class)
                .isThrownBy(() -> fold("INSERT INTO t VALUES (?, ?)", List.of(1, 2), List.of(1)))
                .matches(e -> e.sqlState().equals("07001"));
    }

    @Test
    void noRowsAreNoStatement() {
        assertThat(fold("INSERT INTO t VALUES (?)")).isEmpty();
    }
}
