package dev.pallas.driver.internal.type;

import dev.pallas.driver.AthenaException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.SignStyle;
import java.time.temporal.ChronoField;
import java.util.Locale;

/** Dates and times as the engine writes them, and reads them in a literal. */
public final class TimeText {
    private static final DateTimeFormatter DATE = new DateTimeFormatterBuilder()
            .appendValue(ChronoField.YEAR, 4, 10, SignStyle.NORMAL)
            .appendLiteral('-')
            .appendValue(ChronoField.MONTH_OF_YEAR, 2)
            .appendLiteral('-')
            .appendValue(ChronoField.DAY_OF_MONTH, 2)
            .toFormatter(Locale.ROOT);
    private static final DateTimeFormatter TIME = new DateTimeFormatterBuilder()
            .appendPattern("HH:mm:ss")
            .appendFraction(ChronoField.NANO_OF_SECOND, 3, 9, true)
            .toFormatter(Locale.ROOT);

    private static final DateTimeFormatter COLUMN = DateTimeFormatter.ofPattern("HH:mm:ss.SSSSSSSSS", Locale.ROOT);

    /** The engine's own range of offsets. */
    private static final int MAX_OFFSET_SECONDS = 14 * 3600;

    private TimeText() {}

    public static String date(LocalDate date) {
        return DATE.format(date);
    }

    public static String time(LocalTime time) {
        return TIME.format(time);
    }

    /** As columns of text hold it: with nine digits after the second. */
    public static String column(LocalTime time) {
        return COLUMN.format(time);
    }

    public static String timestamp(LocalDateTime timestamp) {
        return date(timestamp.toLocalDate()) + " " + time(timestamp.toLocalTime());
    }

    public static String zoned(ZonedDateTime value) {
        return timestamp(value.toLocalDateTime()) + " " + zone(value);
    }

    /**
     * The region where it says all; the offset where the clock was put back and the region alone would mean the hour before that.
     */
    private static String zone(ZonedDateTime value) {
        if (value.getZone() instanceof ZoneOffset
                || !value.withEarlierOffsetAtOverlap().equals(value)) {
            return offset(value.getOffset());
        }
        var id = value.getZone().getId();
        return id.equals("Z") ? "UTC" : id;
    }

    private static String offset(ZoneOffset offset) {
        var seconds = offset.getTotalSeconds();
        if (seconds == 0) {
            return "UTC";
        }
        if (seconds % 60 != 0 || Math.abs(seconds) > MAX_OFFSET_SECONDS) {
            throw new AthenaException(
                    "The offset " + offset
                            + " is not one of Athena's, which are whole minutes from -14:00 to +14:00: pass the same"
                            + " instant with another offset, or a java.time.Instant.",
                    "22009",
                    null,
                    null,
                    false,
                    null);
        }
        return offset.getId();
    }
}
