package dev.pallas.driver.internal.type;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;

/**
 * Reads dates and times as Athena writes them. Years may have a sign and more than four digits; a second has up to nine digits of
 * fraction, and up to twelve when the last three are zero.
 */
final class TimeParser {
    private static final int NANO_DIGITS = 9;

    private TimeParser() {}

    static LocalDate date(String text) {
        var day = text.lastIndexOf('-');
        var month = text.lastIndexOf('-', day - 1);
        if (month < 1 || day != month + 3 || text.length() != day + 3) {
            throw new DateTimeException("not a date");
        }
        return LocalDate.of(
                Integer.parseInt(text, 0, month, 10),
                digits(text, month + 1, month + 3),
                digits(text, day + 1, day + 3));
    }

    static LocalTime time(String text) {
        if (text.length() < 8 || text.charAt(2) != ':' || text.charAt(5) != ':') {
            throw new DateTimeException("not a time");
        }
        return LocalTime.of(digits(text, 0, 2), digits(text, 3, 5), digits(text, 6, 8), fraction(text));
    }

    private static int fraction(String text) {
        if (text.length() == 8) {
            return 0;
        }
        var digits = text.length() - 9;
        if (text.charAt(8) != '.' || digits == 0) {
            throw new DateTimeException("not a time");
        }
        var nanos = digits(text, 9, 9 + Math.min(digits, NANO_DIGITS));
        for (var i = digits; i < NANO_DIGITS; i++) {
            nanos *= 10;
        }
        if (digits > NANO_DIGITS && digits(text, 9 + NANO_DIGITS, text.length()) != 0) {
            throw new DateTimeException("finer than a nanosecond: cast it to timestamp(9)");
        }
        return nanos;
    }

    private static int digits(String text, int start, int end) {
        var value = 0;
        for (var i = start; i < end; i++) {
            var digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                throw new DateTimeException("not a digit: " + text.charAt(i));
            }
            value = value * 10 + digit;
        }
        return value;
    }

    static LocalDateTime timestamp(String text) {
        var blank = text.indexOf(' ');
        if (blank < 0) {
            throw new DateTimeException("not a timestamp");
        }
        return LocalDateTime.of(date(text.substring(0, blank)), time(text.substring(blank + 1)));
    }

    /** The zone follows the last blank: UTC, a region or an offset. */
    static ZonedDateTime zoned(String text) {
        var blank = text.lastIndexOf(' ');
        if (blank < 0) {
            throw new DateTimeException("not a timestamp with time zone");
        }
        var zone = text.substring(blank + 1);
        // the engine's UTC is an offset here, so that a value equals the one that was written
        var id = zone.equals("UTC") ? ZoneOffset.UTC : ZoneId.of(zone);
        return ZonedDateTime.of(timestamp(text.substring(0, blank)), id);
    }
}
