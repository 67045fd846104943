package dev.pallas.dialect.internal.type;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAccessor;
import java.util.Calendar;
import java.util.Date;
import java.util.GregorianCalendar;
import java.util.TimeZone;
import org.hibernate.sql.ast.spi.SqlAppender;
import org.jspecify.annotations.Nullable;

/** Writes dates and times as the literals that match what columns hold. */
// legacy dates are still Java types that entities have
@SuppressWarnings("JavaUtilDate")
public final class DateTimeLiterals {
    private static final DateTimeFormatter TIMESTAMP = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE)
            .appendLiteral(' ')
            .appendPattern("HH:mm:ss")
            .appendFraction(ChronoField.NANO_OF_SECOND, 3, 9, true)
            .toFormatter();

    private DateTimeLiterals() {}

    /**
     * Writes a DATE literal.
     *
     * @param sql where to
     * @param value anything with a date in it
     */
    public static void date(SqlAppender sql, TemporalAccessor value) {
        sql.appendSql("DATE '");
        sql.appendSql(DateTimeFormatter.ISO_LOCAL_DATE.format(LocalDate.from(value)));
        sql.appendSql('\'');
    }

    /**
     * Writes a time of day as the text that columns hold.
     *
     * @param sql where to
     * @param value a time; with an offset it is moved to UTC
     */
    public static void time(SqlAppender sql, TemporalAccessor value) {
        var time = value instanceof OffsetTime offset
                ? offset.withOffsetSameInstant(ZoneOffset.UTC).toLocalTime()
                : LocalTime.from(value);
        sql.appendSql('\'');
        sql.appendSql(TimeAsTextJdbcType.text(time));
        sql.appendSql('\'');
    }

    /**
     * Writes a TIMESTAMP literal without a zone, cut to microseconds as columns are.
     *
     * @param sql where to
     * @param value wall time, or an instant, which is written in the given zone
     * @param zone the zone that columns are kept in; null means UTC
     */
    public static void timestamp(SqlAppender sql, TemporalAccessor value, @Nullable TimeZone zone) {
        LocalDateTime wallTime;
        if (value.isSupported(ChronoField.INSTANT_SECONDS)) {
            wallTime = LocalDateTime.ofInstant(Instant.from(value), zoneOf(zone));
        } else if (value.isSupported(ChronoField.SECOND_OF_DAY)) {
            wallTime = LocalDateTime.from(value);
        } else {
            wallTime = LocalDate.from(value).atStartOfDay();
        }
        sql.appendSql("TIMESTAMP '");
        sql.appendSql(TIMESTAMP.format(wallTime.truncatedTo(ChronoUnit.MICROS)));
        sql.appendSql('\'');
    }

    /**
     * The instant of a legacy date, nanoseconds included.
     *
     * @param date a {@code java.sql.Timestamp} or other date
     * @return the instant
     */
    public static Instant instantOf(Date date) {
        return date instanceof java.sql.Timestamp timestamp
                ? timestamp.toInstant()
                : Instant.ofEpochMilli(date.getTime());
    }

    /**
     * The day of a legacy date, in the zone of the JVM, where such dates live, and by its calendar, which is Julian before October 1582: the day of
     * which {@code java.sql.Date.valueOf} makes that date.
     *
     * @param date a {@code java.sql.Date} or other date
     * @return its day
     */
    public static LocalDate dayOf(Date date) {
        // Date.toLocalDate drops the era
        var calendar = new GregorianCalendar();
        calendar.setTime(date);
        var year = calendar.get(Calendar.YEAR);
        return LocalDate.of(
                calendar.get(Calendar.ERA) == GregorianCalendar.BC ? 1 - year : year,
                calendar.get(Calendar.MONTH) + 1,
                calendar.get(Calendar.DAY_OF_MONTH));
    }

    private static ZoneId zoneOf(@Nullable TimeZone zone) {
        return zone == null ? ZoneOffset.UTC : zone.toZoneId();
    }
}
