package dev.pallas.driver.internal.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.pallas.driver.AthenaException;
import java.nio.charset.StandardCharsets;
import java.sql.Time;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.Collections;
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
                "SELECT 1 /* a /* nested ? */",
                "SELECT 1 /*/ ? */",
                "SELECT 1 --? \r",
                "--?",
                "SELECT '--', '/*?', \"--?\"",
                "SELECT 'it''s ''? ', \"\"\"?\"\"\"",
                "SELECT U&'\\003F?' UESCAPE '!', X'3F'",
                "DESCRIBE `a?b`",
                "DROP TABLE `d`.`t?`",
                "CREATE EXTERNAL TABLE `t?` (`c?` string COMMENT 'who? \\'?\\' \\\\') LOCATION \"s3://b/?\\\"?/\"",
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

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "INSERT INTO t VALUES (1, ?)                | INSERT INTO t VALUES (1, '01:02:03.000000000')",
                "insert into a.t (x) values (?), ( ? )      | insert into a.t (x) values ('01:02:03.000000000'), ( '01:02:03.000000000' )",
                "INSERT INTO t VALUES (f(?), ? + 1)         | INSERT INTO t VALUES (f(TIME '01:02:03.000'), TIME '01:02:03.000' + 1)",
                "INSERT INTO t SELECT ?                     | INSERT INTO t SELECT TIME '01:02:03.000'",
                "UPDATE t SET a = ?, b=? WHERE t.k = ?      | UPDATE t SET a = '01:02:03.000000000', b='01:02:03.000000000' WHERE t.k = '01:02:03.000000000'",
                "DELETE FROM t WHERE cast(k as time) = ?    | DELETE FROM t WHERE cast(k as time) = TIME '01:02:03.000'",
                "SELECT a FROM t WHERE a = ?                | SELECT a FROM t WHERE a = TIME '01:02:03.000'"
            })
    void aTimeIsTextWhereItIsTheValueOfAColumn(String sql, String expected) {
        var markers = Statement.parse(sql).parameterCount();
        assertThat(bind(sql, Collections.nCopies(markers, LocalTime.of(1, 2, 3)).toArray()))
                .isEqualTo(expected);
        assertThat(bind(
                        sql,
                        Collections.nCopies(markers, Time.valueOf("01:02:03")).toArray()))
                .isEqualTo(expected);
    }

    @Test
    void aTimeThatIsAnExecutionParameterIsTextToo() {
        var bound = Statement.parse("INSERT INTO t VALUES (?)")
                .bindForExecution(List.of(new Time(Time.valueOf("01:02:03").getTime() + 7)));

        assertThat(bound.executionParameters()).containsExactly("'01:02:03.007000000'");
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
    void aTableThatIsStoredAsAFormatIsDdl() {
        var sql =
                "CREATE EXTERNAL TABLE view_as (a string) ROW FORMAT DELIMITED FIELDS TERMINATED BY '\\'' STORED AS TEXTFILE"
                        + " LOCATION ?";
        assertThat(bind(sql, "s3://b/p/")).endsWith("'\\'' STORED AS TEXTFILE LOCATION 's3://b/p/'");
        assertThatExceptionOfType(AthenaException.class).isThrownBy(() -> bind(sql, "it's"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CREATE OR REPLACE VIEW v AS SELECT '\\', ?",
                "create view v as (select '\\', ?)",
                "CREATE TABLE t WITH (format = 'ORC') AS WITH x AS (SELECT '\\', ?) SELECT * FROM x",
                "CREATE TABLE IF NOT EXISTS t AS VALUES ('\\', ?)"
            })
    void aTableOrViewOfAQueryIsNotDdl(String sql) {
        assertThat(bind(sql, "it's")).contains("'\\', 'it''s'");
    }

    @Test
    void theLimitIsThatOfBytes() {
        for (var character : List.of("a", "ä", "漢", "😀")) {
            var bytes = character.getBytes(StandardCharsets.UTF_8).length;
            var room = Statement.MAX_BYTES - "SELECT ''".length();
            var fits = character.repeat(room / bytes) + "a".repeat(room % bytes);
            assertThat(bind("SELECT ?", fits).getBytes(StandardCharsets.UTF_8)).hasSize(Statement.MAX_BYTES);
            assertThatExceptionOfType(AthenaException.class)
                    .isThrownBy(() -> bind("SELECT ?", fits + "a"))
                    .withMessageContaining("262145");
        }
    }

    @Test
    void executionParametersAreLiterals() {
        var statement = Statement.parse("SELECT '?', ? FROM t WHERE a = ? AND b = ? LIMIT ?");
        var bound = statement.bindForExecution(Arrays.asList("it's", null, "x".repeat(1023), 5));

        assertThat(bound.sql())
                .isEqualTo("SELECT '?', ? FROM t WHERE a = ? AND b = '" + "x".repeat(1023) + "' LIMIT ?");
        assertThat(bound.executionParameters()).containsExactly("'it''s'", "NULL", "5");
        assertThat(Statement.parse("SELECT a ?? ?").bindForExecution(List.of(1)))
                .isEqualTo(new Statement.Bound("SELECT a ? 1", List.of()));
        assertThat(Statement.parse("UPDATE t SET a = ?").bindForExecution(List.of("?")))
                .isEqualTo(new Statement.Bound("UPDATE t SET a = '?'", List.of()));
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
