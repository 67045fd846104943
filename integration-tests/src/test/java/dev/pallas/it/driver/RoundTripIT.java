package dev.pallas.it.driver;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every value that is written as a parameter comes back equal, whichever way it is fetched. */
class RoundTripIT {
    private static final int RANDOM_ROWS = 400;

    /** What is written, and what comes back. */
    private static Map<Object, Object> values() {
        Map<Object, Object> values = new LinkedHashMap<>();
        for (var same : new Object[] {
            true,
            false,
            Byte.MIN_VALUE,
            Short.MAX_VALUE,
            0,
            -1,
            Integer.MIN_VALUE,
            Integer.MAX_VALUE,
            Long.MIN_VALUE,
            Long.MAX_VALUE,
            Float.NaN,
            -0.0f,
            Float.MIN_VALUE,
            Float.MAX_VALUE,
            Double.NaN,
            -0.0,
            Double.MIN_VALUE,
            Double.MAX_VALUE,
            Double.NEGATIVE_INFINITY,
            new BigDecimal("-" + "9".repeat(38)),
            new BigDecimal("0." + "0".repeat(37) + "1"),
            new BigDecimal("1.50"),
            "",
            " leading and trailing ",
            "it's \"quoted\", \\ ? -- /* */ ; {x} ??",
            "lines\n\r\n\ttab\0nul",
            "\uD83D\uDE00 \u00e4\u20ac\uFFFD\u2028",
            LocalDate.of(1, 1, 1),
            LocalDate.of(1582, 10, 10),
            LocalDate.of(9999, 12, 31),
            LocalDate.of(10000, 1, 1),
            LocalDate.of(-44, 3, 15),
            LocalTime.MIDNIGHT,
            LocalTime.of(23, 59, 59, 999_999_999),
            LocalDateTime.of(2020, 3, 29, 2, 30),
            LocalDateTime.of(2020, 1, 31, 1, 2, 3, 123_456_789),
            LocalDateTime.of(1, 1, 1, 0, 0),
            LocalDateTime.of(9999, 12, 31, 23, 59, 59, 999_999_999),
            ZonedDateTime.of(2020, 7, 1, 1, 2, 3, 0, ZoneId.of("Europe/Berlin")),
            ZonedDateTime.of(2020, 10, 25, 2, 30, 0, 0, ZoneId.of("Europe/Berlin")),
            ZonedDateTime.of(2020, 7, 1, 1, 2, 3, 4_000, ZoneOffset.ofHoursMinutes(-2, -30))
        }) {
            values.put(same, same);
        }
        var later = ZonedDateTime.of(2020, 10, 25, 2, 30, 0, 0, ZoneId.of("Europe/Berlin"))
                .withLaterOffsetAtOverlap();
        values.put(later, later.withFixedOffsetZone());
        values.put(new BigInteger("123456789012345678901234567890"), new BigDecimal("123456789012345678901234567890"));
        values.put(
                Instant.parse("2020-01-01T00:00:00.123456789Z"), ZonedDateTime.parse("2020-01-01T00:00:00.123456789Z"));
        values.put(OffsetDateTime.parse("2020-01-01T00:00:00+14:00"), ZonedDateTime.parse("2020-01-01T00:00:00+14:00"));
        values.put(new UUID(1, 2), "00000000-0000-0001-0000-000000000002");
        values.put('x', "x");
        values.put(
                java.sql.Timestamp.valueOf("2020-01-31 01:02:03.000000001"), LocalDateTime.of(2020, 1, 31, 1, 2, 3, 1));
        values.put(java.sql.Date.valueOf("2020-01-31"), LocalDate.of(2020, 1, 31));
        values.put(java.sql.Time.valueOf("01:02:03"), LocalTime.of(1, 2, 3));
        values.put(List.of(1, 2), List.of(1, 2));
        values.put(Map.of("k", 1), Map.of("k", 1));
        return values;
    }

    @ParameterizedTest
    @ValueSource(strings = {"auto", "S3", "GetQueryResults"})
    void everyTypeByEveryFetcher(String fetcher) {
        var values = values();
        var sql = IntStream.range(0, values.size())
                .mapToObj(i -> "? AS c" + i)
                .collect(Collectors.joining(", ", "SELECT ", ""));
        try (var driver = Driver.open("ResultFetcher", fetcher)) {
            var row = driver.rows(sql, values.keySet().toArray()).get(0);
            assertThat(row).containsExactlyElementsOf(values.values());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"auto", "S3", "GetQueryResults"})
    void bytesNullsAndEmptyText(String fetcher) {
        try (var driver = Driver.open("ResultFetcher", fetcher)) {
            var row = driver.rows("SELECT ?, ?, ?, ?", new byte[] {0, -1, 49}, new byte[0], null, "")
                    .get(0);
            assertThat(row.get(0)).isEqualTo(new byte[] {0, -1, 49});
            assertThat(row.get(1)).isEqualTo(new byte[0]);
            assertThat(row.get(2)).isNull();
            assertThat(row.get(3)).isEqualTo("");
            var nulls = driver.rows(
                    "SELECT x FROM (VALUES (1, CAST(NULL AS varchar)), (2, ''), (3, NULL)) t(i, x) ORDER BY i");
            assertThat(nulls).containsExactly(Arrays.asList((Object) null), List.of(""), Arrays.asList((Object) null));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"S3", "GetQueryResults"})
    void randomValues(String fetcher) {
        var random = new Random(7);
        var rows = new ArrayList<List<Object>>();
        List<Function<Random, Object>> makers = List.of(
                RoundTripIT::text,
                r -> Double.longBitsToDouble(r.nextLong()),
                r -> Float.intBitsToFloat(r.nextInt()),
                r -> new BigDecimal(new BigInteger(120, r), 19),
                r -> LocalDate.ofEpochDay(r.nextInt(4_000_000) - 719_162),
                r -> LocalDateTime.ofEpochSecond(
                        r.nextLong() % 60_000_000_000L, r.nextInt(1_000_000_000), ZoneOffset.UTC),
                r -> LocalTime.ofNanoOfDay((long) (r.nextDouble() * 86_400_000_000_000L)),
                r -> r.nextLong());
        for (var i = 0; i < RANDOM_ROWS; i++) {
            var row = new ArrayList<Object>(List.of(i));
            makers.forEach(maker -> row.add(maker.apply(random)));
            rows.add(row);
        }
        var tuple = makers.stream().map(maker -> "?").collect(Collectors.joining(", ", "(?, ", ")"));
        var sql = rows.stream()
                .map(row -> tuple)
                .collect(Collectors.joining(", ", "SELECT * FROM (VALUES ", ") t ORDER BY 1"));
        try (var driver = Driver.open("ResultFetcher", fetcher)) {
            assertThat(driver.rows(sql, rows.stream().flatMap(List::stream).toArray()))
                    .isEqualTo(rows);
        }
    }

    private static String text(Random random) {
        var text = new StringBuilder();
        for (var length = random.nextInt(10); length > 0; length--) {
            var point = random.nextInt(0x110000);
            text.appendCodePoint(
                    random.nextInt(3) == 0
                            ? "'\",\n\r\\?".charAt(random.nextInt(7))
                            : point >= 0xD800 && point < 0xE000 ? 'x' : point);
        }
        return text.toString();
    }

    @Test
    void parametersInLimitAndOffset() {
        try (var driver = Driver.open()) {
            assertThat(driver.rows("SELECT x FROM UNNEST(sequence(1, 9)) t(x) ORDER BY x OFFSET ? LIMIT ?", 2, 3L))
                    .isEqualTo(List.of(List.of(3L), List.of(4L), List.of(5L)));
            assertThat(driver.rows("SELECT x FROM UNNEST(sequence(1, 9)) t(x) ORDER BY x FETCH FIRST ? ROWS ONLY", 1))
                    .isEqualTo(List.of(List.of(1L)));
        }
    }
}
