package dev.pallas.driver.internal.type;

import dev.pallas.driver.AthenaType;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.math.BigDecimal;
import java.nio.ByteOrder;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import org.jspecify.annotations.Nullable;

/**
 * Reads the texts that nearly all values have straight from their bytes, with no String in between. A text that is not usual is left to
 * the {@link Codec}, wrong ones included; so what is read here is what the codec reads, only sooner.
 */
public final class UsualText {
    /** So many decimal digits fit into a long, whatever they are. */
    private static final int LONG_DIGITS = 18;
    /** Whole numbers up to this one are exact as double. */
    private static final long EXACT_DOUBLE = 1L << 53;

    private static final double[] POWERS_OF_TEN = {
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19,
        1e20, 1e21, 1e22
    };
    /** Stays negative when digits are put before and behind it. */
    private static final int NO_DIGITS = -100_000;

    private static final int POINT = '.' - '0';
    private static final int DATE_LENGTH = 10;
    private static final int TIME_LENGTH = 8;
    private static final int MILLIS_LENGTH = 23;
    private static final int NANO_DIGITS = 9;

    private UsualText() {}

    /** The value of a text in UTF-8, an instance of the type's class; null when the text or the type is not usual. */
    public static @Nullable Object read(AthenaType type, byte[] bytes, int start, int end) {
        return switch (type) {
            case BOOLEAN -> flag(bytes, start, end);
            case INTEGER -> {
                var value = whole(bytes, start, end);
                yield value == (int) value ? (Object) (int) value : null;
            }
            case BIGINT -> {
                var value = whole(bytes, start, end);
                yield value == Long.MIN_VALUE ? null : (Object) value;
            }
            case DOUBLE -> real(bytes, start, end);
            case DECIMAL -> decimal(bytes, start, end);
            case DATE -> end - start == DATE_LENGTH ? date(bytes, start) : null;
            case TIME -> time(bytes, start, end);
            case TIMESTAMP -> timestamp(bytes, start, end);
            case TIMESTAMP_WITH_TIME_ZONE -> utc(bytes, start, end);
            default -> null;
        };
    }

    private static @Nullable Boolean flag(byte[] bytes, int start, int end) {
        if (end - start == 4 && bytes[start] == 't' && bytes[start + 1] == 'r' && bytes[start + 2] == 'u') {
            return bytes[start + 3] == 'e' ? true : null;
        }
        if (end - start == 5 && bytes[start] == 'f' && bytes[start + 1] == 'a' && bytes[start + 2] == 'l') {
            return (bytes[start + 3] == 's' && bytes[start + 4] == 'e') ? false : null;
        }
        return null;
    }

    /** {@link Long#MIN_VALUE} when it is not usual. */
    private static long whole(byte[] bytes, int start, int end) {
        var negative = start < end && bytes[start] == '-';
        var first = negative ? start + 1 : start;
        if (first == end || end - first > LONG_DIGITS) {
            return Long.MIN_VALUE;
        }
        var value = 0L;
        for (var i = first; i < end; i++) {
            var digit = bytes[i] - '0';
            if (digit < 0 || digit > 9) {
                return Long.MIN_VALUE;
            }
            value = value * 10 + digit;
        }
        return negative ? -value : value;
    }

    /**
     * Digits with or without a point between two of them.
     *
     * @param unscaled the digits as if there were no point, or {@link Long#MIN_VALUE} when there are none, or more than is usual
     * @param scale how many of them are behind the point
     * @param end where the first byte is that is none of this
     */
    private record Digits(long unscaled, int scale, int end) {

        static Digits read(byte[] bytes, int start, int end) {
            var negative = start < end && bytes[start] == '-';
            var first = negative ? start + 1 : start;
            var value = 0L;
            var behindPoint = 0;
            var position = first;
            for (; position < end; position++) {
                var digit = bytes[position] - '0';
                if (digit >= 0 && digit <= 9) {
                    value = value * 10 + digit;
                } else if (digit == POINT && behindPoint == 0 && position > first) {
                    behindPoint = position + 1;
                } else {
                    break;
                }
            }
            var count = position - first - (behindPoint == 0 ? 0 : 1);
            if (count == 0 || count > LONG_DIGITS || behindPoint == position) {
                return new Digits(Long.MIN_VALUE, 0, position);
            }
            return new Digits(negative ? -value : value, behindPoint == 0 ? 0 : position - behindPoint, position);
        }
    }

    private static @Nullable BigDecimal decimal(byte[] bytes, int start, int end) {
        var digits = Digits.read(bytes, start, end);
        return digits.end < end || digits.unscaled == Long.MIN_VALUE
                ? null
                : BigDecimal.valueOf(digits.unscaled, digits.scale);
    }

    /**
     * A number whose digits and whose power of ten are exact as double: one division of the two is rounded as the text has to be (W. Clinger,
     * How to Read Floating Point Numbers Accurately, 1990).
     */
    private static @Nullable Double real(byte[] bytes, int start, int end) {
        var digits = Digits.read(bytes, start, end);
        var unscaled = digits.unscaled;
        if (unscaled == Long.MIN_VALUE || Math.abs(unscaled) > EXACT_DOUBLE || (unscaled == 0 && bytes[start] == '-')) {
            return null;
        }
        var exponent = 0L;
        if (digits.end < end) {
            exponent = bytes[digits.end] == 'E' ? whole(bytes, digits.end + 1, end) : Long.MIN_VALUE;
        }
        var scale = digits.scale - exponent;
        if (exponent == Long.MIN_VALUE || Math.abs(scale) >= POWERS_OF_TEN.length) {
            return null;
        }
        return scale >= 0 ? unscaled / POWERS_OF_TEN[(int) scale] : unscaled * POWERS_OF_TEN[(int) -scale];
    }

    /** The number that two digits are. */
    private static int two(byte[] bytes, int start) {
        var high = bytes[start] - '0';
        var low = bytes[start + 1] - '0';
        return (high | low | (9 - high) | (9 - low)) < 0 ? NO_DIGITS : high * 10 + low;
    }

    private static int digits(byte[] bytes, int start, int end) {
        var value = 0;
        for (var i = start; i < end; i++) {
            var digit = bytes[i] - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            value = value * 10 + digit;
        }
        return value;
    }

    private static @Nullable LocalDate date(byte[] bytes, int start) {
        var year = two(bytes, start) * 100 + two(bytes, start + 2);
        var month = two(bytes, start + 5);
        var day = two(bytes, start + 8);
        return bytes[start + 4] == '-' && bytes[start + 7] == '-' && isDate(year, month, day)
                ? LocalDate.of(year, month, day)
                : null;
    }

    private static boolean isDate(int year, int month, int day) {
        return year >= 0
                && month >= 1
                && month <= 12
                && day >= 1
                && (day <= 28 || day <= YearMonth.of(year, month).lengthOfMonth());
    }

    private static @Nullable LocalTime time(byte[] bytes, int start, int end) {
        if (end - start < TIME_LENGTH || bytes[start + 2] != ':' || bytes[start + 5] != ':') {
            return null;
        }
        var hour = two(bytes, start);
        var minute = two(bytes, start + 3);
        var second = two(bytes, start + 6);
        var nano = nano(bytes, start + TIME_LENGTH, end);
        if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 59 || nano < 0) {
            return null;
        }
        return LocalTime.of(hour, minute, second, nano);
    }

    private static int nano(byte[] bytes, int start, int end) {
        if (start == end) {
            return 0;
        }
        var count = end - start - 1;
        if (bytes[start] != '.' || count == 0 || count > NANO_DIGITS) {
            return -1;
        }
        var nanos = digits(bytes, start + 1, end);
        for (var i = count; i < NANO_DIGITS; i++) {
            nanos *= 10;
        }
        return nanos;
    }

    private static @Nullable LocalDateTime timestamp(byte[] bytes, int start, int end) {
        if (end - start == MILLIS_LENGTH) {
            return timestampOfMillis(bytes, start);
        }
        if (end - start <= DATE_LENGTH || bytes[start + DATE_LENGTH] != ' ') {
            return null;
        }
        var date = date(bytes, start);
        var time = date == null ? null : time(bytes, start + DATE_LENGTH + 1, end);
        return time == null ? null : LocalDateTime.of(date, time);
    }

    /** {@code 2024-12-31 23:59:59.999}, as nearly all timestamps are: eight bytes at a time. */
    private static @Nullable LocalDateTime timestampOfMillis(byte[] bytes, int start) {
        var months = EightBytes.MONTHS.pairs(bytes, start);
        var minutes = EightBytes.MINUTES.pairs(bytes, start + 8);
        var millis = EightBytes.MILLIS.pairs(bytes, start + 15);
        if ((months | minutes | millis) < 0) {
            return null;
        }
        var year = EightBytes.pair(months, 0) * 100 + EightBytes.pair(months, 2);
        var month = EightBytes.pair(months, 5);
        var day = EightBytes.pair(minutes, 0);
        var hour = EightBytes.pair(minutes, 3);
        var minute = EightBytes.pair(minutes, 6);
        var second = EightBytes.pair(millis, 2);
        if (!isDate(year, month, day) || hour > 23 || minute > 59 || second > 59) {
            return null;
        }
        var milli = EightBytes.pair(millis, 5) * 10 + bytes[start + MILLIS_LENGTH - 1] - '0';
        return LocalDateTime.of(year, month, day, hour, minute, second, milli * 1_000_000);
    }

    /** What eight bytes have to be: digits, and between them what is no digit. */
    private record EightBytes(long zeros, long headroom) {
        static final EightBytes MONTHS = of("0000-00-");
        static final EightBytes MINUTES = of("00 00:00");
        static final EightBytes MILLIS = of("0:00.000");

        private static final VarHandle LONGS =
                MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
        private static final long HIGHEST_BITS = 0x8080808080808080L;

        private static EightBytes of(String pattern) {
            var zeros = 0L;
            var headroom = 0L;
            for (var i = Long.BYTES - 1; i >= 0; i--) {
                var letter = pattern.charAt(i);
                zeros = (zeros << 8) | letter;
                // what takes the first number that is too large to the highest bit: 10 where a digit is, 1 elsewhere
                headroom = (headroom << 8) | (letter == '0' ? 128 - 10 : 128 - 1);
            }
            return new EightBytes(zeros, headroom);
        }

        /** For each two digits in a row the number that they are, see {@link #pair}; negative when the bytes are something else. */
        long pairs(byte[] bytes, int start) {
            var digits = (long) LONGS.get(bytes, start) ^ zeros;
            var wrong = (digits | (digits + headroom)) & HIGHEST_BITS;
            return wrong == 0 ? digits * 10 + (digits >>> 8) : -1;
        }

        static int pair(long pairs, int place) {
            return (int) (pairs >>> (8 * place)) & 0xFF;
        }
    }

    private static @Nullable ZonedDateTime utc(byte[] bytes, int start, int end) {
        var zone = end - 4;
        if (zone <= start
                || bytes[zone] != ' '
                || bytes[zone + 1] != 'U'
                || bytes[zone + 2] != 'T'
                || bytes[zone + 3] != 'C') {
            return null;
        }
        var local = timestamp(bytes, start, zone);
        return local == null ? null : ZonedDateTime.of(local, ZoneOffset.UTC);
    }
}
