package dev.pallas.it.driver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pallas.driver.QueryResult;
import dev.pallas.driver.arrow.ArrowBatches;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.util.Text;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Results as vectors of Apache Arrow. */
class ArrowIT {
    private static final Bucket BUCKET = new Bucket("arrow-it/");

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

    private static List<List<Object>> read(QueryResult result) {
        var rows = new ArrayList<List<Object>>();
        try (var allocator = new RootAllocator();
                var batches = ArrowBatches.of(result, allocator)) {
            for (var batch = Driver.await(batches.next()); batch.isPresent(); batch = Driver.await(batches.next())) {
                try (VectorSchemaRoot root = batch.get()) {
                    for (var row = 0; row < root.getRowCount(); row++) {
                        var cells = new ArrayList<Object>();
                        for (var vector : root.getFieldVectors()) {
                            cells.add(plain(vector.getObject(row)));
                        }
                        rows.add(cells);
                    }
                }
            }
        }
        return rows;
    }

    /** Arrow's own texts and lists as Java's. */
    private static Object plain(Object value) {
        if (value instanceof Text text) {
            return text.toString();
        } else if (value instanceof byte[] bytes) {
            return new String(bytes, StandardCharsets.ISO_8859_1);
        } else if (value instanceof Map<?, ?> map) {
            var plain = new LinkedHashMap<Object, Object>();
            map.forEach((key, each) -> plain.put(key, plain(each)));
            return plain;
        } else if (value instanceof Collection<?> list) {
            var plain = new ArrayList<>();
            list.forEach(each -> plain.add(plain(each)));
            return plain;
        }
        return value;
    }

    @Test
    void columnsHaveTheirTypes() {
        var sql = "SELECT true b, TINYINT '-1' t, SMALLINT '-2' s, 3 i, BIGINT '4' l, REAL '1.5' f, DOUBLE '-0.0' d,"
                + " DECIMAL '-1234567890123456789012345678.9012345678' n, 'ü😀' v, CAST('a' AS char(3)) c, X'00ff' x,"
                + " DATE '0001-01-01' dt, TIME '01:02:03.004' tm, TIMESTAMP '9999-12-31 23:59:59.999' ts,"
                + " TIMESTAMP '1969-12-31 23:59:59.123456' us, TIMESTAMP '2020-06-01 12:00:00 Europe/Berlin' tz, JSON '[1]' j,"
                + " ARRAY[ARRAY[1, NULL], NULL, ARRAY[]] a, MAP(ARRAY['k'], ARRAY[DATE '2020-01-01']) m,"
                + " CAST(ROW(1, ARRAY[ROW('x')]) AS row(p integer, q array(row(r varchar)))) r";
        var result = driver.result(sql);
        try (var allocator = new RootAllocator()) {
            assertThat(ArrowBatches.of(result, allocator).schema().getFields().stream()
                            .map(field -> field.getName() + " " + field.getType()))
                    .containsExactly(
                            "b Bool",
                            "t Int(8, true)",
                            "s Int(16, true)",
                            "i Int(32, true)",
                            "l Int(64, true)",
                            "f FloatingPoint(SINGLE)",
                            "d FloatingPoint(DOUBLE)",
                            "n Decimal(38, 10, 128)",
                            "v Utf8",
                            "c Utf8",
                            "x Binary",
                            "dt Date(DAY)",
                            "tm Time(NANOSECOND, 64)",
                            "ts Timestamp(MICROSECOND, null)",
                            "us Timestamp(MICROSECOND, null)",
                            "tz Timestamp(MICROSECOND, UTC)",
                            "j Utf8",
                            "a List",
                            "m Map(false)",
                            "r Struct");
        }

        assertThat(read(result))
                .containsExactly(Arrays.asList(
                        true,
                        (byte) -1,
                        (short) -2,
                        3,
                        4L,
                        1.5f,
                        -0.0,
                        new BigDecimal("-1234567890123456789012345678.9012345678"),
                        "ü😀",
                        "a  ",
                        "\u0000\u00ff",
                        -719_162,
                        3_723_004_000_000L,
                        LocalDateTime.of(9999, 12, 31, 23, 59, 59, 999_000_000),
                        LocalDateTime.of(1969, 12, 31, 23, 59, 59, 123_456_000),
                        1_591_005_600_000_000L,
                        "[1]",
                        Arrays.asList(Arrays.asList(1, null), null, List.of()),
                        List.of(Map.of("key", "k", "value", 18_262)),
                        Map.of("p", 1, "q", List.of(Map.of("r", "x")))));
    }

    @Test
    void nullsAndManyBatches() {
        var rows = read(driver.result(
                "SELECT IF(n % 3 = 0, NULL, n) a, IF(n % 5 = 0, NULL, ARRAY['v' || CAST(n AS varchar), NULL]) b,"
                        + " IF(n % 7 = 0, NULL, CAST(ROW(n) AS row(x integer))) c FROM (SELECT CAST(x * 200 + y AS integer) n"
                        + " FROM UNNEST(sequence(0, 99)) AS t (x) CROSS JOIN UNNEST(sequence(0, 199)) AS u (y))"));

        assertThat(rows).hasSize(20_000);
        for (var row : rows) {
            if (row.get(0) != null && row.get(1) != null) {
                assertThat(row.get(1)).isEqualTo(Arrays.asList("v" + row.get(0), null));
            }
            if (row.get(0) != null && row.get(2) != null) {
                assertThat(row.get(2)).isEqualTo(Map.of("x", row.get(0)));
            }
        }
        assertThat(rows.stream().filter(row -> row.get(0) == null)).hasSize(6_667);
        assertThat(rows.stream().filter(row -> row.get(1) == null)).hasSize(4_000);
        assertThat(rows.stream().filter(row -> row.get(2) == null)).hasSize(2_858);
    }

    @Test
    void resultsOfOtherFetchersAreVectorsToo() {
        try (var auto = Driver.open()) {
            assertThat(read(auto.result("SELECT BIGINT '7' l, ARRAY[1] a, NULL n ORDER BY 1")))
                    .containsExactly(Arrays.asList(7L, List.of(1), null));
        }
    }

    @Test
    void whatArrowCannotHoldIsAnError() {
        var result = driver.result("SELECT TIMESTAMP '2020-01-01 00:00:00.123456789' t");
        try (var allocator = new RootAllocator();
                var batches = ArrowBatches.of(result, allocator)) {
            assertThat(Driver.failure(batches.next()).sqlState()).isEqualTo("22000");
        }
    }

    @Test
    void anEmptyResultHasASchemaAndNoBatch() {
        try (var allocator = new RootAllocator();
                var batches = ArrowBatches.of(driver.result("SELECT 1 a WHERE 1 = 2"), allocator)) {
            assertThat(batches.schema().getFields()).hasSize(1);
            assertThat(Driver.await(batches.next())).isEmpty();
        }
    }
}
