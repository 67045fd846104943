package dev.pallas.driver.internal.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.pallas.driver.AthenaException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Time;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.Collections;
import java.util.GregorianCalendar;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TimeZone;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class LiteralsTest {
    private static final int RANDOM_VALUES = 20_000;

    private enum Colour {
        RED
    }

    static Stream<Arguments> literals() {
        var berlin = ZoneId.of("Europe/Berlin");
        var map = new LinkedHashMap<String, Integer>();
        map.put("a", 1);
        map.put("b", null);
        return Stream.of(
                Arguments.of(null, "NULL"),
                Arguments.of(true, "TRUE"),
                Arguments.of(false, "FALSE"),
                Arguments.of((byte) -1, "TINYINT '-1'"),
                Arguments.of((short) 1, "SMALLINT '1'"),
                Arguments.of(0, "0"),
                Arguments.of(42, "42"),
                Arguments.of(-1, "INTEGER '-1'"),
                Arguments.of(Integer.MIN_VALUE, "INTEGER '-2147483648'"),
                Arguments.of(5L, "BIGINT '5'"),
                Arguments.of(1.5f, "REAL '1.5'"),
                Arguments.of(Float.NaN, "REAL 'NaN'"),
                Arguments.of(-0.0, "DOUBLE '-0.0'"),
                Arguments.of(Double.NEGATIVE_INFINITY, "DOUBLE '-Infinity'"),
                Arguments.of(1e300, "DOUBLE '1.0E300'"),
                Arguments.of(new BigDecimal("1.50"), "DECIMAL '1.50'"),
                Arguments.of(new BigDecimal("1E+3"), "DECIMAL '1000'"),
                Arguments.of(new BigDecimal("1E-10"), "DECIMAL '0.0000000001'"),
                Arguments.of(new BigInteger("9".repeat(38)), "DECIMAL '" + "9".repeat(38) + "'"),
                Arguments.of("it's", "'it''s'"),
                Arguments.of("", "''"),
                Arguments.of("a\\\n\0\"?", "'a\\\n\0\"?'"),
                Arguments.of("\uD83D\uDE00", "'\uD83D\uDE00'"),
                Arguments.of(java.nio.CharBuffer.wrap("x"), "'x'"),
                Arguments.of('\'', "''''"),
                Arguments.of(Colour.RED, "'RED'"),
                Arguments.of(new UUID(1, 2), "'00000000-0000-0001-0000-000000000002'"),
                Arguments.of(new byte[] {0, -1}, "X'00FF'"),
                Arguments.of(new byte[0], "X''"),
                Arguments.of(LocalDate.of(2020, 1, 31), "DATE '2020-01-31'"),
                Arguments.of(LocalDate.of(1, 1, 1), "DATE '0001-01-01'"),
                Arguments.of(LocalDate.of(-44, 3, 15), "DATE '-0044-03-15'"),
                Arguments.of(LocalDate.of(10000, 1, 1), "DATE '10000-01-01'"),
                Arguments.of(LocalTime.of(1, 2, 3), "TIME '01:02:03.000'"),
                Arguments.of(LocalTime.of(1, 2, 3, 456_789_000), "TIME '01:02:03.456789'"),
                Arguments.of(LocalDateTime.of(2020, 1, 31, 0, 0), "TIMESTAMP '2020-01-31 00:00:00.000'"),
                Arguments.of(LocalDateTime.of(2020, 1, 31, 0, 0, 0, 1), "TIMESTAMP '2020-01-31 00:00:00.000000001'"),
                Arguments.of(Instant.EPOCH, "TIMESTAMP '1970-01-01 00:00:00.000 UTC'"),
                Arguments.of(
                        OffsetDateTime.parse("2020-01-01T01:00:00+02:00"),
                        "TIMESTAMP '2020-01-01 01:00:00.000 +02:00'"),
                Arguments.of(
                        ZonedDateTime.of(2020, 7, 1, 1, 0, 0, 0, berlin),
                        "TIMESTAMP '2020-07-01 01:00:00.000 Europe/Berlin'"),
                Arguments.of(
                        ZonedDateTime.of(2020, 7, 1, 1, 0, 0, 0, ZoneOffset.UTC),
                        "TIMESTAMP '2020-07-01 01:00:00.000 UTC'"),
                Arguments.of(
                        Timestamp.valueOf("2020-01-31 01:02:03.000000001"),
                        "TIMESTAMP '2020-01-31 01:02:03.000000001'"),
                Arguments.of(java.sql.Date.valueOf("2020-01-31"), "DATE '2020-01-31'"),
                Arguments.of(Time.valueOf("01:02:03"), "TIME '01:02:03.000'"),
                Arguments.of(new Time(Time.valueOf("01:02:03").getTime() + 7), "TIME '01:02:03.007'"),
                Arguments.of(java.util.Date.from(Instant.ofEpochMilli(1)), "TIMESTAMP '1970-01-01 00:00:00.001 UTC'"),
                Arguments.of(calendar(), "TIMESTAMP '1970-01-01 01:00:00.000 Europe/Berlin'"),
                Arguments.of(List.of(1, 2), "ARRAY[1, 2]"),
                Arguments.of(List.of(), "ARRAY[]"),
                Arguments.of(new Object[] {"a", null}, "ARRAY['a', NULL]"),
                Arguments.of(new int[] {1}, "ARRAY[1]"),
                Arguments.of(List.of(List.of(1L)), "ARRAY[ARRAY[BIGINT '1']]"),
                Arguments.of(map, "MAP(ARRAY['a', 'b'], ARRAY[1, NULL])"));
    }

    private static GregorianCalendar calendar() {
        var calendar = new GregorianCalendar(TimeZone.getTimeZone("Europe/Berlin"));
        calendar.setTimeInMillis(0);
        return calendar;
    }

    @ParameterizedTest
    @MethodSource("literals")
    void aValueIsWrittenAsALiteralOfItsType(Object value, String expected) {
        assertThat(Literals.of(value)).isEqualTo(expected);
    }

    @Test
    void anHourThatComesTwiceKeepsItsOffset() {
        var first = ZonedDateTime.of(2020, 10, 25, 2, 30, 0, 0, ZoneId.of("Europe/Berlin"));
        assertThat(Literals.of(first)).isEqualTo("TIMESTAMP '2020-10-25 02:30:00.000 Europe/Berlin'");
        assertThat(Literals.of(first.withLaterOffsetAtOverlap()))
                .isEqualTo("TIMESTAMP '2020-10-25 02:30:00.000 +01:00'");
    }

    @Test
    void aLongListIsPutTogetherFromShorterOnes() {
        var literal = Literals.of(Collections.nCopies(250, 7));
        assertThat(literal).startsWith("(ARRAY[7, 7").endsWith("7])").contains("7] || ARRAY[7");
        assertThat(literal.chars().filter(c -> c == '7').count()).isEqualTo(250);
        assertThat(literal.split("\\|\\|")).hasSize(3);
    }

    static Stream<Arguments> refused() {
        return Stream.of(
                Arguments.of(new BigInteger("1" + "0".repeat(38)), "22003"),
                Arguments.of(new BigDecimal("1E-39"), "22003"),
                Arguments.of(new BigDecimal("1E+38"), "22003"),
                Arguments.of("half \uD83D of a pair", "22021"),
                Arguments.of("\uDE00", "22021"),
                Arguments.of('\uD83D', "22021"),
                Arguments.of(OffsetDateTime.parse("2020-01-01T00:00:00+18:00"), "22009"),
                Arguments.of(OffsetDateTime.parse("2020-01-01T00:00:00+01:00:01"), "22009"),
                Arguments.of(Collections.singletonMap(null, 1), "22004"),
                Arguments.of(Instant.MAX, "22008"),
                Arguments.of(new Object(), "07006"),
                Arguments.of(List.of(new Object()), "07006"));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void whatCannotBeHeldExactlyIsRefused(Object value, String sqlState) {
        assertThatExceptionOfType(AthenaException.class)
                .isThrownBy(() -> Literals.of(value))
                .matches(e -> e.sqlState().equals(sqlState));
    }

    @Test
    void randomStringsComeBack() {
        var random = new Random(1);
        for (var i = 0; i < RANDOM_VALUES; i++) {
            var text = new StringBuilder();
            for (var length = random.nextInt(12); length > 0; length--) {
                text.appendCodePoint(
                        random.nextBoolean() ? "'?\"\\-/*`\n\0".charAt(random.nextInt(10)) : scalar(random));
            }
            var literal = Literals.of(text);
            var tokens = Scanner.scan(literal, false);
            assertThat(tokens)
                    .singleElement()
                    .matches(token -> token.kind() == Token.Kind.STRING && token.end() == literal.length());
            assertThat(literal.substring(1, literal.length() - 1).replace("''", "'"))
                    .isEqualTo(text.toString());
        }
    }

    private static int scalar(Random random) {
        var point = random.nextInt(0x110000);
        return point >= 0xD800 && point < 0xE000 ? 'x' : point;
    }

    @Test
    void randomNumbersAndBytesComeBack() {
        var random = new Random(2);
        for (var i = 0; i < RANDOM_VALUES; i++) {
            var number = Double.longBitsToDouble(random.nextLong());
            assertThat(Double.valueOf(inner(Literals.of(number)))).isEqualTo(Double.valueOf(number));
            var small = Float.intBitsToFloat(random.nextInt());
            assertThat(Float.valueOf(inner(Literals.of(small)))).isEqualTo(Float.valueOf(small));
            var integer = new BigInteger(random.nextInt(126), random);
            var decimal = new BigDecimal(integer, random.nextInt(39));
            if (decimal.precision() <= 38) {
                assertThat(new BigDecimal(inner(Literals.of(decimal)))).isEqualTo(decimal);
            }
            var bytes = new byte[random.nextInt(9)];
            random.nextBytes(bytes);
            assertThat(HexFormat.of().parseHex(inner(Literals.of(bytes)))).isEqualTo(bytes);
        }
    }

    private static String inner(String literal) {
        return literal.substring(literal.indexOf('\'') + 1, literal.length() - 1);
    }

    @Test
    void theOrderOfAMapStays() {
        Map<Integer, Integer> map = new LinkedHashMap<>();
        Arrays.asList(3, 1, 2).forEach(key -> map.put(key, key * 10));
        assertThat(Literals.of(map)).isEqualTo("MAP(ARRAY[3, 1, 2], ARRAY[30, 10, 20])");
    }
}
