package dev.pallas.driver.internal.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.pallas.driver.AthenaException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StatementTest {

    private static String bind(String sql, Object... values) {
        return Statement.parse(sql).bind(Arrays.asList(values));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT '?'",
                "SELECT 'it''s ?'",
                "SELECT \"a?\" FROM t",
                "SELECT \"a\"\"?\" FROM t",
                "SELECT `a?` FROM t",
                "SELECT 1 -- ?",
                "SELECT 1 -- ? '\n",
                "SELECT 1 /* ? ' \" */",
                "SELECT 1 /* -- ? */ + 1",
                "SELECT 'not closed ?",
                "SELECT 1 /* not closed ?",
                "",
                "   "
            })
    void aQuestionMarkInQuotesOrACommentIsNoMarker(String sql) {
        assertThat(Statement.parse(sql).parameterCount()).isZero();
        assertThat(bind(sql)).isEqualTo(sql);
    }

    @Test
    void markersAreReplacedInOrder() {
        assertThat(bind("SELECT ?, '?', ? -- ?\nFROM t WHERE a=?", 1, "x'y", null))
                .isEqualTo("SELECT 1, '?', 'x''y' -- ?\nFROM t WHERE a=NULL");
    }

    @Test
    void aValueIsNotScannedAgain() {
        assertThat(bind("SELECT ?, ?", "?", "--")).isEqualTo("SELECT '?', '--'");
    }

    @Test
    void aDoubledQuestionMarkIsOneThatIsNoMarker() {
        assertThat(bind("SELECT a ?? b, ?", 1)).isEqualTo("SELECT a ? b, 1");
        assertThat(bind("SELECT a ?? b")).isEqualTo("SELECT a ? b");
    }

    @Test
    void trailingCommentsAndSemicolonsStay() {
        assertThat(bind("SELECT ? ; -- done", 1)).isEqualTo("SELECT 1 ; -- done");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SELECT 1 LIMIT ?                        | SELECT 1 LIMIT 7",
                "SELECT 1 offset ? ROWS                  | SELECT 1 offset 7 ROWS",
                "SELECT 1 FETCH FIRST ? ROWS ONLY        | SELECT 1 FETCH FIRST 7 ROWS ONLY",
                "SELECT 1 FETCH /* next */ NEXT ? ROWS   | SELECT 1 FETCH /* next */ NEXT 7 ROWS",
                "SELECT first ?                          | SELECT first BIGINT '7'",
                "SELECT \"limit\" = ?                    | SELECT \"limit\" = BIGINT '7'"
            })
    void rowCountsAreDigits(String sql, String expected) {
        assertThat(bind(sql, 7L)).isEqualTo(expected);
    }

    @Test
    void aRowCountMustBeAWholeNumber() {
        for (var value : new Object[] {null, -1, "1", 1.0}) {
            assertThatExceptionOfType(AthenaException.class)
                    .isThrownBy(() -> bind("SELECT 1 LIMIT ?", value))
                    .matches(e -> e.sqlState().equals("22023"));
        }
    }

    @Test
    void theNumberOfValuesMustBeThatOfTheMarkers() {
        assertThatExceptionOfType(AthenaException.class)
                .isThrownBy(() -> bind("SELECT ?"))
                .withMessageContaining("1 parameter marker and 0 values")
                .matches(e -> e.sqlState().equals("07001"));
        assertThatExceptionOfType(AthenaException.class).isThrownBy(() -> bind("SELECT 1", 1));
    }

    @Test
    void theMarkersOfAPreparedStatementAreForItsExecution() {
        assertThat(bind("PREPARE p FROM SELECT ? + 1")).isEqualTo("PREPARE p FROM SELECT ? + 1");
    }

    @Test
    void ddlHasBackslashEscapes() {
        var sql = "CREATE EXTERNAL TABLE t (a string) ROW FORMAT DELIMITED ESCAPED BY '\\'?' LOCATION ?";
        assertThat(bind(sql, "s3://b/p/"))
                .isEqualTo(
                        "CREATE EXTERNAL TABLE t (a string) ROW FORMAT DELIMITED ESCAPED BY '\\'?' LOCATION 's3://b/p/'");
    }

    @Test
    void ddlTakesNoStringThatItWouldReadDifferently() {
        for (var value : List.of("it's", "a\\b")) {
            assertThatExceptionOfType(AthenaException.class)
                    .isThrownBy(() -> bind("CREATE DATABASE d COMMENT ?", value));
            assertThat(bind("CREATE TABLE t AS SELECT ? x", value)).startsWith("CREATE TABLE t AS SELECT '");
        }
    }

    @Test
    void aTextThatIsTooLongIsRefused() {
        var fits = "x".repeat(Statement.MAX_BYTES - "SELECT ''".length());
        assertThat(bind("SELECT ?", fits)).hasSize(Statement.MAX_BYTES);
        assertThatExceptionOfType(AthenaException.class)
                .isThrownBy(() -> bind("SELECT ?", fits + "x"))
                .withMessageContaining("262145")
                .matches(e -> e.sqlState().equals("54000"));
        assertThatExceptionOfType(AthenaException.class)
                .isThrownBy(() -> bind("SELECT ?", "ä".repeat(Statement.MAX_BYTES / 2)));
    }

    @Test
    void leavesTheValuesOut() {
        assertThat(Statement.parse("SELECT ?, '?' FROM t WHERE a ?? ? LIMIT ?").withoutValues())
                .isEqualTo("SELECT NULL, '?' FROM t WHERE a ? NULL LIMIT 1");
        assertThat(Statement.parse("SELECT 1").withoutValues()).isEqualTo("SELECT 1");
    }
}
