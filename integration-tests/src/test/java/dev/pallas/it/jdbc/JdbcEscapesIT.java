package dev.pallas.it.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Each function that DatabaseMetaData lists, by its JDBC escape. */
class JdbcEscapesIT {
    /** Call and answer; what depends on time or chance is compared with what it must equal. */
    private static final String[][] CALLS = {
        {"abs(-1)", "1"},
        {"acos(1)", "0.0"},
        {"asin(0)", "0.0"},
        {"atan(0)", "0.0"},
        {"atan2(0, 1)", "0.0"},
        {"ceiling(1.2)", "2.0"},
        {"cos(0)", "1.0"},
        {"round({fn cot(1)}, 3)", "0.642"},
        {"degrees(0)", "0.0"},
        {"exp(0)", "1.0"},
        {"floor(1.8)", "1.0"},
        {"log(1)", "0.0"},
        {"log10(100)", "2.0"},
        {"mod(7, 4)", "3"},
        {"round({fn pi()}, 2)", "3.14"},
        {"power(2, 3)", "8.0"},
        {"radians(0)", "0.0"},
        {"floor({fn rand()})", "0.0"},
        {"round(1.25, 1)", "1.3"},
        {"sign(-3)", "-1"},
        {"sin(0)", "0.0"},
        {"sqrt(9)", "3.0"},
        {"tan(0)", "0.0"},
        {"truncate(1.29, 1)", "1.2"},
        {"ascii('Ab')", "65"},
        {"char(65)", "A"},
        {"char_length('é ')", "2"},
        {"character_length('ab')", "2"},
        {"concat('a', 'b')", "ab"},
        {"insert('abcd', 2, 2, 'X')", "aXd"},
        {"lcase('AB')", "ab"},
        {"left('abc', 2)", "ab"},
        {"length('ab  ')", "2"},
        {"locate('c', 'abc')", "3"},
        {"ltrim(' a')", "a"},
        {"octet_length('é')", "2"},
        {"position('b' IN 'abc')", "2"},
        {"repeat('ab', 2)", "abab"},
        {"replace('abc', 'b', 'X')", "aXc"},
        {"right('abc', 2)", "bc"},
        {"right('abc', 9)", "abc"},
        {"rtrim('a ')", "a"},
        {"soundex('Robert')", "R163"},
        {"concat({fn space(2)}, 'x')", "  x"},
        {"substring('abc', 2)", "bc"},
        {"substring('abc', 2, 1)", "b"},
        {"ucase('ab')", "AB"},
        {"database()", "it_jdbc"},
        {"ifnull(NULL, 'x')", "x"},
        {"ifnull(nullif({fn user()}, {fn user()}), 'same')", "same"},
        {"dayname({d '2024-02-29'})", "Thursday"},
        {"dayofmonth({d '2024-02-29'})", "29"},
        {"dayofweek({d '2024-02-25'})", "1"},
        {"dayofweek({d '2024-03-02'})", "7"},
        {"dayofyear({d '2024-02-29'})", "60"},
        {"extract(year FROM {d '2024-02-29'})", "2024"},
        {"hour({ts '2024-02-29 10:11:12'})", "10"},
        {"minute({ts '2024-02-29 10:11:12'})", "11"},
        {"second({ts '2024-02-29 10:11:12'})", "12"},
        {"month({d '2024-02-29'})", "2"},
        {"monthname({d '2024-02-29'})", "February"},
        {"quarter({d '2024-02-29'})", "1"},
        {"week({d '2024-02-29'})", "9"},
        {"year({d '2024-02-29'})", "2024"},
        {"timestampadd(SQL_TSI_DAY, 1, {d '2024-02-29'})", "2024-03-01"},
        {"timestampdiff(SQL_TSI_HOUR, {ts '2024-02-29 10:00:00'}, {ts '2024-03-01 10:00:00'})", "24"},
        {"abs({fn timestampdiff(SQL_TSI_DAY, {fn curdate()}, {fn current_date()})})", "0"},
        {"abs({fn timestampdiff(SQL_TSI_HOUR, {fn now()}, {fn current_timestamp()})})", "0"},
        {"abs({fn timestampdiff(SQL_TSI_HOUR, {fn curtime()}, {fn current_time()})})", "0"},
        {"convert('7', SQL_INTEGER)", "7"},
    };

    private static Connection connection;

    @BeforeAll
    static void connect() throws SQLException {
        connection = JdbcDatabase.connect();
    }

    @AfterAll
    static void close() throws SQLException {
        connection.close();
    }

    @Test
    void answerAsJdbcSays() throws SQLException {
        var sql = Arrays.stream(CALLS)
                .map(call -> "{fn " + call[0] + "}")
                .collect(Collectors.joining(", ", "SELECT ", ""));
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            assertThat(rows.next()).isTrue();
            for (var i = 0; i < CALLS.length; i++) {
                assertThat(rows.getString(i + 1)).as(CALLS[i][0]).isEqualTo(CALLS[i][1]);
            }
        }
    }

    @Test
    void areAllListed() throws SQLException {
        var metaData = connection.getMetaData();
        Set<String> listed = Stream.of(
                        metaData.getNumericFunctions(),
                        metaData.getStringFunctions(),
                        metaData.getSystemFunctions(),
                        metaData.getTimeDateFunctions())
                .flatMap(names -> Arrays.stream(names.split(",", -1)))
                .collect(Collectors.toSet());
        var proven = new HashSet<String>();
        for (var call : CALLS) {
            for (var name : call[0].toUpperCase(java.util.Locale.ROOT).split("[^A-Z0-9_]+", -1)) {
                if (listed.contains(name)) {
                    proven.add(name);
                }
            }
        }
        assertThat(proven).isEqualTo(listed);
    }
}
