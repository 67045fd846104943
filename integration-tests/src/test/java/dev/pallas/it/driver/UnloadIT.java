package dev.pallas.it.driver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pallas.driver.AthenaException;
import dev.pallas.driver.AthenaType;
import dev.pallas.driver.Column;
import dev.pallas.driver.Query;
import dev.pallas.driver.QueryOptions;
import dev.pallas.driver.ResultFetcher;
import dev.pallas.driver.RowValue;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Rows that come by UNLOAD and Parquet. */
class UnloadIT {
    private static final Bucket BUCKET = new Bucket("unload-it/");

    private static Driver driver;

    @BeforeAll
    static void open() {
        driver = Driver.open("ResultFetcher", "unload", "OutputLocation", BUCKET.location());
    }

    @AfterAll
    static void close() {
        driver.close();
        assertThat(BUCKET.ownFiles()).isEmpty();
    }

    static Stream<Arguments> values() {
        return Stream.of(
                Arguments.of("true", true),
                Arguments.of("TINYINT '-128'", Byte.MIN_VALUE),
                Arguments.of("SMALLINT '-32768'", Short.MIN_VALUE),
                Arguments.of("-2147483648", Integer.MIN_VALUE),
                Arguments.of("BIGINT '-9223372036854775808'", Long.MIN_VALUE),
                Arguments.of("REAL '-0.0'", -0.0f),
                Arguments.of("CAST(nan() AS real)", Float.NaN),
                Arguments.of("nan()", Double.NaN),
                Arguments.of("-infinity()", Double.NEGATIVE_INFINITY),
                Arguments.of("DOUBLE '-0.0'", -0.0),
                Arguments.of("DECIMAL '12.340'", new BigDecimal("12.340")),
                Arguments.of(
                        "DECIMAL '-99999999999999999999999999999999999.999'",
                        new BigDecimal("-99999999999999999999999999999999999.999")),
                Arguments.of("CAST('ab' AS char(5))", "ab   "),
                Arguments.of("CAST('😀b' AS varchar(5))", "😀b"),
                Arguments.of("''", ""),
                Arguments.of("X'00FF7F'", new byte[] {0, -1, 127}),
                Arguments.of("DATE '0001-01-01'", LocalDate.of(1, 1, 1)),
                Arguments.of("DATE '1582-10-10'", LocalDate.of(1582, 10, 10)),
                Arguments.of("DATE '9999-12-31'", LocalDate.of(9999, 12, 31)),
                Arguments.of("TIME '10:11:12.123'", LocalTime.of(10, 11, 12, 123_000_000)),
                Arguments.of("TIMESTAMP '0001-01-01 00:00:00.001'", LocalDateTime.of(1, 1, 1, 0, 0, 0, 1_000_000)),
                Arguments.of("TIMESTAMP '1900-01-01 12:00:00'", LocalDateTime.of(1900, 1, 1, 12, 0)),
                Arguments.of(
                        "TIMESTAMP '9999-12-31 23:59:59.999999'",
                        LocalDateTime.of(9999, 12, 31, 23, 59, 59, 999_999_000)),
                Arguments.of(
                        "TIMESTAMP '2020-10-25 02:30:00.123 Europe/Berlin'",
                        ZonedDateTime.of(2020, 10, 25, 2, 30, 0, 123_000_000, ZoneId.of("Europe/Berlin"))),
                Arguments.of("JSON '{\"a\": [1, null, \"x\"]}'", "{\"a\":[1,null,\"x\"]}"),
                Arguments.of(
                        "UUID '12151fd2-7586-11e9-8f9e-2a86e4085a59'",
                        UUID.fromString("12151fd2-7586-11e9-8f9e-2a86e4085a59")),
                Arguments.of("IPADDRESS '10.0.0.1'", "10.0.0.1"),
                Arguments.of("INTERVAL '2' DAY", "2 00:00:00.000"),
                Arguments.of("INTERVAL '3' MONTH", "0-3"),
                Arguments.of("NULL", null),
                Arguments.of("CAST(NULL AS row(a integer))", null),
                Arguments.of("ARRAY['a, b', NULL, '']", Arrays.asList("a, b", null, "")),
                Arguments.of("CAST(ARRAY[] AS array(integer))", List.of()),
                Arguments.of(
                        "ARRAY[TIMESTAMP '2020-01-01 00:00:00.123456']",
                        List.of(LocalDateTime.of(2020, 1, 1, 0, 0, 0, 123_456_000))),
                Arguments.of("MAP(ARRAY['k=1', 'l'], ARRAY[ARRAY[1], NULL])", map("k=1", List.of(1), "l", null)),
                Arguments.of(
                        "MAP(ARRAY[DATE '2020-01-01'], ARRAY[TIME '01:02:03'])",
                        Map.of(LocalDate.of(2020, 1, 1), LocalTime.of(1, 2, 3))),
                Arguments.of("MAP(ARRAY['a'], ARRAY[JSON '{\"b\":1}'])", Map.of("a", "{\"b\":1}")),
                Arguments.of(
                        "ROW(1, 'x', NULL)",
                        new RowValue(Arrays.asList(null, null, null), Arrays.asList(1, "x", null))),
                Arguments.of(
                        "CAST(ROW(1, ARRAY[ROW(2)]) AS row(\"A b\" integer, c array(row(d bigint))))",
                        row("A b", 1, "c", List.of(row("d", 2L)))),
                Arguments.of(
                        "CAST(ROW(ARRAY[JSON '1', NULL], 'x') AS row(j array(json), y varchar))",
                        row("j", Arrays.asList("1", null), "y", "x")));
    }

    private static Map<String, Object> map(Object... entries) {
        var map = new java.util.LinkedHashMap<String, Object>();
        for (var i = 0; i < entries.length; i += 2) {
            map.put((String) entries[i], entries[i + 1]);
        }
        return map;
    }

    private static RowValue row(Object... fields) {
        return RowValue.of(map(fields));
    }

    @Test
    void everyTypeComesBackAsItWas() {
        var cases = values().toList();
        var columns = new StringBuilder();
        for (var i = 0; i < cases.size(); i++) {
            columns.append(i == 0 ? "" : ", ").append(cases.get(i).get()[0]);
        }

        var rows = driver.rows("SELECT " + columns);

        assertThat(rows).hasSize(1);
        for (var i = 0; i < cases.size(); i++) {
            // the equality of the classes themselves, by which NaN is NaN and -0.0 is not 0.0
            assertThat(rows.get(0).get(i))
                    .as("%s", cases.get(i).get()[0])
                    .isEqualTo(cases.get(i).get()[1]);
        }
    }

    @Test
    void columnsAndTextAreThoseOfOtherFetchers() {
        var sql =
                "SELECT 1 AS \"Upper\", 'x', true b, REAL '1.5' r, CAST(1 AS decimal(10,2)) d, CAST('a' AS varchar(7)) v,"
                        + " CAST('a' AS char(3)) c, TIMESTAMP '2020-01-01 00:00:00.000' t, current_date - current_date i, X'01ff' x,"
                        + " DATE '2020-01-01' dd, NULL n, 1 b, 1.5e10 e, TIMESTAMP '2020-01-01 00:00:00.123456' u, current_timestamp z";
        try (var auto = Driver.open();
                var expected = auto.result(sql);
                var actual = driver.result(sql)) {
            assertThat(actual.fallback()).isEmpty();
            assertThat(actual.columns()).isEqualTo(expected.columns());
            var page = Driver.await(actual.nextPage()).orElseThrow();
            var other = Driver.await(expected.nextPage()).orElseThrow();
            for (var i = 0; i < expected.columns().size() - 1; i++) {
                assertThat(page.text(0, i)).as("%s", expected.columns().get(i)).isEqualTo(other.text(0, i));
            }
        }
    }

    @Test
    void manyRowsComeOnceEach() {
        var rows = driver.rows("SELECT orderkey, linenumber, comment FROM tpch.tiny.lineitem");

        assertThat(rows).hasSize(60_175).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @MethodSource("statements")
    void parametersAndFormsOfQueries(String sql, List<Object> parameters, List<List<Object>> expected) {
        for (var style : dev.pallas.driver.ParameterStyle.values()) {
            var query = Query.of(sql, parameters).with(options -> options.parameterStyle(style));
            try (var result = Driver.await(driver.client().submit(query).result())) {
                assertThat(result.fallback()).isEmpty();
                assertThat(result.info().substatementType()).isEqualTo("UNLOAD");
                assertThat(Driver.read(result)).isEqualTo(expected);
            }
        }
    }

    static Stream<Arguments> statements() {
        return Stream.of(
                Arguments.of("SELECT ? AS a, '?' AS b -- end", List.of("it's"), List.of(List.of("it's", "?"))),
                Arguments.of("WITH q AS (SELECT 1 x ORDER BY 1) SELECT x + ? FROM q;", List.of(2), List.of(List.of(3))),
                Arguments.of("VALUES (1, ?) -- /* ;", List.of("a"), List.of(List.of(1, "a"))),
                Arguments.of("TABLE tpch.tiny.region LIMIT 0", List.of(), List.of()),
                Arguments.of("SELECT 1 AS a WHERE ? = 2", List.of(1), List.of()));
    }

    @Test
    void orderIsKeptByAnotherFetcher() {
        try (var result = driver.result("SELECT name FROM tpch.tiny.nation ORDER BY name DESC")) {
            assertThat(result.fallback().orElseThrow()).contains("ORDER BY");
            assertThat(Driver.read(result)).hasSize(25).startsWith(List.of("VIETNAM"), List.of("UNITED STATES"));
        }
    }

    @Test
    void otherStatementsAreNotWrapped() {
        assertThat(driver.rows("SHOW DATABASES")).contains(List.of("default"));
        assertThat(driver.failure("SELECT x FROM no_such_table").getMessage()).contains("TABLE_NOT_FOUND: line 1:15");
        assertThat(driver.failure("SELECT ?").sqlState()).isEqualTo("07001");
    }

    @Test
    void aQueryMayAskForItAlone() {
        try (var other = Driver.open("OutputLocation", BUCKET.location())) {
            var query = Query.of("SELECT ARRAY['a, b'] x")
                    .withOptions(QueryOptions.NONE.toBuilder()
                            .fetcher(ResultFetcher.UNLOAD)
                            .build());
            try (var result = Driver.await(other.client().submit(query).result())) {
                assertThat(result.columns()).extracting(Column::type).containsExactly(AthenaType.ARRAY);
                assertThat(Driver.read(result)).isEqualTo(List.of(List.of(List.of("a, b"))));
            }
        }
    }

    @Test
    void anotherClientReadsTheFilesOfASerializedQuery() {
        String text;
        try (var first = Driver.open("ResultFetcher", "unload", "OutputLocation", BUCKET.location())) {
            var handle = first.client().submit(Query.of("SELECT MAP(ARRAY['a'], ARRAY[1]) m"));
            Driver.await(handle.completion());
            text = Driver.await(handle.serialize());
        }
        try (var second = Driver.open();
                var result = Driver.await(second.client().attach(text).result())) {
            assertThat(Driver.read(result)).isEqualTo(List.of(List.of(Map.of("a", 1))));
        }
    }

    @Test
    void filesStayOnlyWhereThatIsAskedFor() {
        var place = new Bucket("unload-it-kept/");
        try (var keeping =
                Driver.open("ResultFetcher", "unload", "UnloadKeepFiles", "true", "OutputLocation", place.location())) {
            assertThat(keeping.rows("SELECT 1 a")).isEqualTo(List.of(List.of(1)));
        }
        assertThat(place.ownFiles()).hasSize(1);
    }

    @Test
    void closingTheClientDeletesWhatWasNotRead() {
        var place = new Bucket("unload-it-closed/");
        try (var client = Driver.open("ResultFetcher", "unload", "OutputLocation", place.location())) {
            Driver.await(client.client().submit(Query.of("SELECT 1 a")).completion());
            assertThat(place.ownFiles()).hasSize(1);
        }
        assertThat(place.ownFiles()).isEmpty();
    }

    @Test
    void cancelEndsTheQueryInWhateverItDoes() {
        var handle = driver.client()
                .submit(
                        Query.of(
                                "SELECT a.orderkey FROM tpch.sf1.lineitem a, tpch.sf1.lineitem b WHERE a.comment || b.comment = 'x'"));
        Driver.await(handle.cancel());

        AthenaException failure = Driver.failure(handle.completion());
        assertThat(failure.sqlState()).isEqualTo("57014");
    }
}
