package dev.pallas.driver.internal.type;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pallas.driver.AthenaType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Random;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class UsualTextTest {
    private static final int VALUES = 20_000;
    private static final String CHARACTERS = "0123456789.-+:E TUCNaN\"é";

    private final Random random = new Random(5);

    private static Object read(AthenaType type, String text) {
        // with bytes around it that do not belong to it
        var bytes = ("12" + text + "34").getBytes(UTF_8);
        return UsualText.read(type, bytes, 2, bytes.length - 2);
    }

    /** Equal to what the codec reads, whenever it is read at all. Returns whether it was. */
    private static boolean agrees(AthenaType type, String text) {
        var value = read(type, text);
        if (value == null) {
            return false;
        }
        assertThat(value).as("%s %s", type, text).isEqualTo(Codec.of(type).decode(text));
        return true;
    }

    private void allAgree(AthenaType type, Supplier<String> texts) {
        for (var i = 0; i < VALUES; i++) {
            var text = texts.get();
            assertThat(agrees(type, text)).as(text).isTrue();
        }
    }

    private BigDecimal number(int digits) {
        return new BigDecimal(BigInteger.valueOf(random.nextLong()).remainder(BigInteger.TEN.pow(digits)));
    }

    @Test
    void wholeNumbers() {
        allAgree(AthenaType.INTEGER, () -> String.valueOf(random.nextInt() >> random.nextInt(32)));
        allAgree(AthenaType.BIGINT, () -> number(1 + random.nextInt(18)).toString());
    }

    @Test
    void decimals() {
        allAgree(AthenaType.DECIMAL, () -> number(1 + random.nextInt(14))
                .movePointLeft(random.nextInt(14))
                .setScale(random.nextInt(2) == 0 ? 0 : 3, java.math.RoundingMode.HALF_UP)
                .toPlainString());
    }

    @Test
    void doubles() {
        var read = 0;
        for (var i = 0; i < VALUES; i++) {
            read += agrees(AthenaType.DOUBLE, String.valueOf(Double.longBitsToDouble(random.nextLong()))) ? 1 : 0;
            read += agrees(AthenaType.DOUBLE, String.valueOf(random.nextInt(10_000_000) / 1000.0)) ? 1 : 0;
            read += agrees(AthenaType.DOUBLE, String.valueOf(random.nextInt() * 1e8)) ? 1 : 0;
            read += agrees(AthenaType.DOUBLE, String.valueOf(random.nextInt() * 1e-8)) ? 1 : 0;
        }
        // prices and the like are usual; what has all of its 17 digits is not
        assertThat(read).isGreaterThan(VALUES);
    }

    @Test
    void times() {
        Supplier<LocalDate> dates = () -> LocalDate.ofYearDay(random.nextInt(10_000), 1 + random.nextInt(365));
        Supplier<String> times = () -> LocalTime.ofSecondOfDay(random.nextInt(86_400))
                + (random.nextInt(2) == 0 ? ":00." : ":59.")
                + random.nextInt(1_000_000);
        allAgree(AthenaType.DATE, () -> dates.get().toString());
        allAgree(AthenaType.TIME, () -> times.get().substring(0, 5) + ":07." + random.nextInt(1_000_000));
        allAgree(AthenaType.TIMESTAMP, () -> dates.get() + " 23:05:07." + random.nextInt(1_000_000_000));
        allAgree(AthenaType.TIMESTAMP_WITH_TIME_ZONE, () -> dates.get() + " 23:05:07.123 UTC");
        assertThat(read(AthenaType.TIMESTAMP, "2020-02-29 01:02:03")).isEqualTo(LocalDateTime.of(2020, 2, 29, 1, 2, 3));
    }

    @Test
    void timestampsOfMillisecondsWithOneByteWrong() {
        var right = "2024-02-29 23:59:58.987".getBytes(StandardCharsets.UTF_8);
        assertThat(agrees(AthenaType.TIMESTAMP, "2024-02-29 23:59:58.987")).isTrue();
        assertThat(agrees(AthenaType.TIMESTAMP, "0000-01-01 00:00:00.000")).isTrue();
        for (var place = 0; place < right.length; place++) {
            for (var wrong = Byte.MIN_VALUE; wrong < Byte.MAX_VALUE; wrong++) {
                var bytes = right.clone();
                bytes[place] = wrong;
                var value = UsualText.read(AthenaType.TIMESTAMP, bytes, 0, bytes.length);
                if (value != null) {
                    assertThat(value.toString().replace('T', ' ')).isEqualTo(new String(bytes, StandardCharsets.UTF_8));
                }
            }
        }
        assertThat(read(AthenaType.TIMESTAMP, "2023-02-29 23:59:58.987")).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "BOOLEAN,True",
        "BOOLEAN,trux",
        "BOOLEAN,fals",
        "BOOLEAN,''",
        "INTEGER,2147483648",
        "INTEGER,-2147483649",
        "INTEGER,+1",
        "INTEGER,''",
        "INTEGER,-",
        "BIGINT,9223372036854775807",
        "BIGINT,'1 '",
        "BIGINT,٣",
        "DOUBLE,NaN",
        "DOUBLE,-0.0",
        "DOUBLE,Infinity",
        "DOUBLE,1e5",
        "DOUBLE,.",
        "DOUBLE,1.7976931348623157E308",
        "DOUBLE,E5",
        "DECIMAL,''",
        "DECIMAL,1.",
        "DECIMAL,.1",
        "DECIMAL,-",
        "DECIMAL,1.2.3",
        "DECIMAL,1E5",
        "DECIMAL,12345678901234567890123456789012345678",
        "DATE,2021-02-29",
        "DATE,2021-13-01",
        "DATE,2021-00-10",
        "DATE,-0001-01-01",
        "DATE,10000-01-01",
        "DATE,2021/01/01",
        "DATE,20x1-01-01",
        "DATE,x021-01-01",
        "TIME,24:00:00",
        "TIME,10:60:00",
        "TIME,10:00:60",
        "TIME,10:00:00.",
        "TIME,10:00:00.1234567891",
        "TIME,10:00",
        "TIMESTAMP,2021-01-01T10:00:00",
        "TIMESTAMP,2021-01-01",
        "TIMESTAMP_WITH_TIME_ZONE,2021-01-01 10:00:00 Europe/Berlin",
        "TIMESTAMP_WITH_TIME_ZONE, UTC",
        "VARCHAR,a",
        "UUID,00000000-0000-0000-0000-000000000000",
        "TINYINT,1"
    })
    void whatIsNotUsualIsLeftToTheCodec(AthenaType type, String text) {
        assertThat(read(type, text)).isNull();
    }

    @ParameterizedTest
    @EnumSource(AthenaType.class)
    void nothingIsReadThatTheCodecRefuses(AthenaType type) {
        for (var i = 0; i < VALUES; i++) {
            var text = new StringBuilder();
            var length = random.nextInt(12);
            for (var c = 0; c < length; c++) {
                text.append(CHARACTERS.charAt(random.nextInt(CHARACTERS.length())));
            }
            try {
                agrees(type, text.toString());
            } catch (IllegalArgumentException | DateTimeException e) {
                throw new AssertionError(type + " " + text, e);
            }
        }
    }
}
