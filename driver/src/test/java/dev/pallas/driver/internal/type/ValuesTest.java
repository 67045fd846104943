package dev.pallas.driver.internal.type;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.pallas.driver.AthenaException;
import dev.pallas.driver.AthenaType;
import dev.pallas.driver.Column;
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
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ValuesTest {

    private static Column column(String type) {
        return new Column("c", "c", AthenaType.ofName(type), type, 0, 0);
    }

    static Stream<Arguments> texts() {
        return Stream.of(
                Arguments.of("boolean", "true", true),
                Arguments.of("tinyint", "-128", Byte.MIN_VALUE),
                Arguments.of("smallint", "32767", Short.MAX_VALUE),
                Arguments.of("integer", "-2147483648", Integer.MIN_VALUE),
                Arguments.of("bigint", "9223372036854775807", Long.MAX_VALUE),
                Arguments.of("float", "NaN", Float.NaN),
                Arguments.of("real", "-0.0", -0.0f),
                Arguments.of("double", "-Infinity", Double.NEGATIVE_INFINITY),
                Arguments.of("double", "4.9E-324", Double.MIN_VALUE),
                Arguments.of("decimal(3,2)", "-1.50", new BigDecimal("-1.50")),
                Arguments.of("varchar", "", ""),
                Arguments.of("string", "x", "x"),
                Arguments.of("varbinary", "", new byte[0]),
                Arguments.of("varbinary", "31 00 ff", new byte[] {0x31, 0, -1}),
                Arguments.of("date", "2020-01-31", LocalDate.of(2020, 1, 31)),
                Arguments.of("date", "-0044-03-15", LocalDate.of(-44, 3, 15)),
                Arguments.of("date", "+10000-01-01", LocalDate.of(10000, 1, 1)),
                Arguments.of("date", "10000-01-01", LocalDate.of(10000, 1, 1)),
                Arguments.of("date", "1582-10-10", LocalDate.of(1582, 10, 10)),
                Arguments.of("time", "10:11:12.123", LocalTime.of(10, 11, 12, 123_000_000)),
                Arguments.of("time", "10:11:12", LocalTime.of(10, 11, 12)),
                Arguments.of(
                        "timestamp", "2020-01-31 10:11:12.123", LocalDateTime.of(2020, 1, 31, 10, 11, 12, 123_000_000)),
                Arguments.of(
                        "timestamp",
                        "2020-01-31 10:11:12.123456",
                        LocalDateTime.of(2020, 1, 31, 10, 11, 12, 123_456_000)),
                Arguments.of(
                        "timestamp",
                        "2020-01-31 10:11:12.123456789",
                        LocalDateTime.of(2020, 1, 31, 10, 11, 12, 123_456_789)),
                Arguments.of(
                        "timestamp",
                        "2020-01-31 10:11:12.123456789000",
                        LocalDateTime.of(2020, 1, 31, 10, 11, 12, 123_456_789)),
                Arguments.of(
                        "timestamp(3) with time zone",
                        "2020-01-31 10:11:12.000 UTC",
                        ZonedDateTime.of(2020, 1, 31, 10, 11, 12, 0, ZoneOffset.UTC)),
                Arguments.of(
                        "timestamp with time zone",
                        "2020-01-31 10:11:12.000 Europe/Berlin",
                        ZonedDateTime.of(2020, 1, 31, 10, 11, 12, 0, ZoneId.of("Europe/Berlin"))),
                Arguments.of(
                        "timestamp with time zone",
                        "2020-01-31 10:11:12.000 +02:00",
                        ZonedDateTime.of(2020, 1, 31, 10, 11, 12, 0, ZoneOffset.ofHours(2))),
                Arguments.of("uuid", "00000000-0000-0001-0000-000000000002", new UUID(1, 2)),
                Arguments.of("json", "{\"a\":1}", "{\"a\":1}"),
                Arguments.of("interval day to second", "0 00:00:01.000", "0 00:00:01.000"));
    }

    @ParameterizedTest
    @MethodSource("texts")
    void theTextOfATypeIsItsValue(String type, String text, Object expected) {
        var value = Values.decode(text, column(type));
        assertThat(value).isEqualTo(expected);
        assertThat(value).isInstanceOf(AthenaType.ofName(type).javaClass());
    }

    static Stream<Arguments> conversions() {
        return Stream.of(
                Arguments.of("bigint", "7", Integer.class, 7),
                Arguments.of("bigint", "7", int.class, 7),
                Arguments.of("integer", "7", Long.class, 7L),
                Arguments.of("integer", "7", BigDecimal.class, new BigDecimal("7")),
                Arguments.of("decimal", "7.00", Byte.class, (byte) 7),
                Arguments.of("decimal", "0.1", Double.class, 0.1),
                Arguments.of("double", "0.1", Float.class, 0.1f),
                Arguments.of("double", "3.0", BigInteger.class, BigInteger.valueOf(3)),
                Arguments.of("float", "0.1", BigDecimal.class, new BigDecimal("0.1")),
                Arguments.of("float", "NaN", Double.class, Double.NaN),
                Arguments.of("integer", "1", Boolean.class, true),
                Arguments.of("boolean", "false", Integer.class, 0),
                Arguments.of("varchar", "12", Long.class, 12L),
                Arguments.of("varchar", "TRUE", Boolean.class, true),
                Arguments.of("varchar", "2020-01-31", LocalDate.class, LocalDate.of(2020, 1, 31)),
                Arguments.of("varchar", "00000000-0000-0001-0000-000000000002", UUID.class, new UUID(1, 2)),
                Arguments.of("varchar", "ä", byte[].class, new byte[] {(byte) 0xc3, (byte) 0xa4}),
                Arguments.of("char", "x", Character.class, 'x'),
                Arguments.of("date", "2020-01-31", java.sql.Date.class, java.sql.Date.valueOf("2020-01-31")),
                Arguments.of(
                        "timestamp",
                        "2020-01-31 01:02:03.000000001",
                        java.sql.Timestamp.class,
                        java.sql.Timestamp.valueOf("2020-01-31 01:02:03.000000001")),
                Arguments.of("time", "01:02:03.000", java.sql.Time.class, java.sql.Time.valueOf("01:02:03")),
                Arguments.of(
                        "timestamp with time zone", "1970-01-01 01:00:00.000 +01:00", Instant.class, Instant.EPOCH),
                Arguments.of(
                        "timestamp with time zone",
                        "1970-01-01 01:00:00.000 +01:00",
                        OffsetDateTime.class,
                        OffsetDateTime.parse("1970-01-01T01:00:00+01:00")),
                Arguments.of("double", "1.0E10", String.class, "1.0E10"),
                Arguments.of("date", "2020-01-31", Object.class, LocalDate.of(2020, 1, 31)));
    }

    @ParameterizedTest
    @MethodSource("conversions")
    void aValueConvertsWhereNothingIsLost(String type, String text, Class<?> target, Object expected) {
        assertThat((Object) Values.decode(text, column(type), target)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "integer,128,java.lang.Byte,22003",
        "double,1.5,java.lang.Integer,22003",
        "double,1.0E39,java.lang.Float,22003",
        "double,0.12345678901,java.lang.Float,22003",
        "bigint,9007199254740993,java.lang.Double,22003",
        "double,NaN,java.math.BigDecimal,22003",
        "integer,2,java.lang.Boolean,22003",
        "varchar,abc,java.lang.Integer,22018",
        "varchar,2020-13-01,java.time.LocalDate,22018",
        "timestamp,2020-01-31 01:02:03.000,java.time.LocalDate,07006",
        "date,2020-01-31,java.time.LocalDateTime,07006",
        "timestamp,2020-01-31 01:02:03.000,java.time.Instant,07006",
        "integer,1,java.time.LocalDate,07006",
        "date,2020-01-31,java.lang.Integer,07006",
        "time,01:02:03.000001,java.sql.Time,22003",
        "varchar,xy,java.lang.Character,07006"
    })
    void aConversionThatLosesOrInventsIsRefused(String type, String text, String target, String sqlState)
            throws ClassNotFoundException {
        var wanted = Class.forName(target);
        assertThatExceptionOfType(AthenaException.class)
                .isThrownBy(() -> Values.decode(text, column(type), wanted))
                .withMessageContaining("Column c")
                .matches(e -> e.sqlState().equals(sqlState));
    }

    @ParameterizedTest
    @CsvSource({
        "boolean,yes",
        "integer,1.0",
        "date,2020-1-1",
        "date,2020-02-30",
        "date,x",
        "time,1:02:03",
        "time,01:02:03.",
        "timestamp,2020-01-31",
        "timestamp,2020-01-31 01:02:03.0000000001",
        "timestamp with time zone,2020-01-31 01:02:03.000 Nowhere/Land",
        "varbinary,3",
        "varbinary,31-32",
        "varbinary,zz",
        "uuid,1"
    })
    void aTextThatIsNotOfItsTypeIsRefused(String type, String text) {
        assertThatExceptionOfType(AthenaException.class)
                .isThrownBy(() -> Values.decode(text, column(type)))
                .withMessageContaining("is not a " + type)
                .matches(e -> e.sqlState().equals("22000"));
    }

    @Test
    void typeNamesOfDdlAreKnown() {
        assertThat(AthenaType.ofName("struct<a:int>")).isEqualTo(AthenaType.ROW);
        assertThat(AthenaType.ofName("ARRAY(timestamp(3) with time zone)")).isEqualTo(AthenaType.ARRAY);
        assertThat(AthenaType.ofName("hyperloglog")).isEqualTo(AthenaType.OTHER);
    }
}
