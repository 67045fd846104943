package dev.pallas.driver.internal.jdbc;

import java.sql.Date;
import java.sql.SQLException;
import java.sql.Time;
import java.sql.Timestamp;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoField;
import java.util.Calendar;
import java.util.GregorianCalendar;
import java.util.TimeZone;
import org.jspecify.annotations.Nullable;

/**
 * Between the date and time classes of java.sql, which are instants, and those of java.time, which are what Athena's types hold.
 * A calendar names the zone in which the one becomes the other; without one it is the zone of the JVM, as JDBC says.
 */
// JavaUtilDate: the old classes are what this one is there to take and to make
@SuppressWarnings("JavaUtilDate")
final class Temporals {
    private static final long UNUSUAL = Long.MIN_VALUE;
    /** java.util.GregorianCalendar is a Julian one until October 1582. */
    private static final int FIRST_USUAL_YEAR = 1583;

    private static final long DAY_MILLIS = 24 * 60 * 60 * 1000;

    /** The last that was found: results tend to go on with the same day. */
    private static volatile @Nullable SteadyDay steadyDay;

    private Temporals() {}

    static LocalDate localDate(java.util.Date value, @Nullable Calendar calendar) throws SQLException {
        return local(value, 0, calendar).toLocalDate();
    }

    static LocalTime localTime(java.util.Date value, @Nullable Calendar calendar) throws SQLException {
        var nanos = value instanceof Timestamp timestamp ? timestamp.getNanos() : millis(value) * 1_000_000;
        return local(value, nanos, calendar).toLocalTime();
    }

    static LocalDateTime localDateTime(java.util.Date value, @Nullable Calendar calendar) throws SQLException {
        var nanos = value instanceof Timestamp timestamp ? timestamp.getNanos() : millis(value) * 1_000_000;
        return local(value, nanos, calendar);
    }

    private static int millis(java.util.Date value) {
        return (int) Math.floorMod(value.getTime(), 1000L);
    }

    private static LocalDateTime local(java.util.Date value, int nanos, @Nullable Calendar calendar)
            throws SQLException {
        var fields = fields(calendar);
        fields.setTimeInMillis(value.getTime());
        var year = fields.get(Calendar.YEAR);
        try {
            return LocalDateTime.of(
                    fields.get(Calendar.ERA) == GregorianCalendar.BC ? 1 - year : year,
                    fields.get(Calendar.MONTH) + 1,
                    fields.get(Calendar.DAY_OF_MONTH),
                    fields.get(Calendar.HOUR_OF_DAY),
                    fields.get(Calendar.MINUTE),
                    fields.get(Calendar.SECOND),
                    nanos);
        } catch (DateTimeException e) {
            // a leap day of the Julian calendar that the ISO calendar does not have
            throw SqlErrors.of("22008", "Not a date of the ISO calendar: " + value, false, e);
        }
    }

    static Date date(LocalDate value, @Nullable Calendar calendar) {
        return new Date(instant(value.atStartOfDay(), calendar));
    }

    /**
     * A java.sql.Time on 1970-01-01.
     *
     * @throws SQLException (SQLState 22008) for a fraction finer than the milliseconds that java.sql.Time can hold
     */
    static Time time(LocalTime value, @Nullable Calendar calendar) throws SQLException {
        if (value.get(ChronoField.NANO_OF_SECOND) % 1_000_000 != 0) {
            throw SqlErrors.of(
                    "22008",
                    "java.sql.Time cannot hold " + value
                            + ", it has milliseconds at most; use getObject(.., LocalTime.class)");
        }
        return new Time(instant(value.atDate(LocalDate.EPOCH), calendar));
    }

    /**
     * The instant of a local time.
     *
     * @throws SQLException (SQLState 22008) for a local time that the zone skips when its clocks go forward: no instant has it
     */
    static Timestamp timestamp(LocalDateTime value, @Nullable Calendar calendar) throws SQLException {
        var usual = usualInstant(value, calendar);
        var timestamp = new Timestamp(usual == UNUSUAL ? unusualInstant(value, calendar) : usual);
        timestamp.setNanos(value.get(ChronoField.NANO_OF_SECOND));
        if (usual == UNUSUAL && !localDateTime(timestamp, calendar).equals(value)) {
            throw SqlErrors.of(
                    "22008",
                    "java.sql.Timestamp cannot hold " + value + " in the zone "
                            + fields(calendar).getTimeZone().getID()
                            + ", whose clocks skip it; use getObject(.., LocalDateTime.class)");
        }
        return timestamp;
    }

    private static long instant(LocalDateTime value, @Nullable Calendar calendar) {
        var usual = usualInstant(value, calendar);
        return usual == UNUSUAL ? unusualInstant(value, calendar) : usual;
    }

    /**
     * What {@link #unusualInstant} tells, much sooner, of a local time of the JVM's zone that is after the change of calendars and has no
     * change of the clocks near it; otherwise {@link #UNUSUAL}.
     */
    private static long usualInstant(LocalDateTime value, @Nullable Calendar calendar) {
        if (calendar != null || value.getYear() < FIRST_USUAL_YEAR) {
            return UNUSUAL;
        }
        var zone = TimeZone.getDefault();
        var local = value.toEpochSecond(ZoneOffset.UTC) * 1000 + value.get(ChronoField.NANO_OF_SECOND) / 1_000_000;
        var day = steadyDay;
        if (day == null || !day.has(local, zone)) {
            day = SteadyDay.of(local, zone);
            if (day == null) {
                return UNUSUAL;
            }
            steadyDay = day;
        }
        return local - day.offset;
    }

    /**
     * A day of a zone with no change of the clocks in it, nor in those beside it.
     *
     * @param start its first local millisecond, counted as if it were of UTC
     * @param offset in milliseconds
     */
    private record SteadyDay(TimeZone zone, long start, int offset) {
        /** The day of a local time; null if the clocks change near it. */
        static @Nullable SteadyDay of(long local, TimeZone zone) {
            var start = local - Math.floorMod(local, DAY_MILLIS);
            // not off by more than clocks are put forward
            var instant = start - zone.getRawOffset();
            var offset = zone.getOffset(instant);
            return zone.getOffset(instant - DAY_MILLIS) == offset && zone.getOffset(instant + 2 * DAY_MILLIS) == offset
                    ? new SteadyDay(zone, start, offset)
                    : null;
        }

        boolean has(long local, TimeZone other) {
            return local >= start && local < start + DAY_MILLIS && zone.equals(other);
        }
    }

    private static long unusualInstant(LocalDateTime value, @Nullable Calendar calendar) {
        var fields = fields(calendar);
        fields.clear();
        if (value.getYear() > 0) {
            fields.set(Calendar.YEAR, value.getYear());
        } else {
            fields.set(Calendar.ERA, GregorianCalendar.BC);
            fields.set(Calendar.YEAR, 1 - value.getYear());
        }
        fields.set(Calendar.MONTH, value.getMonthValue() - 1);
        fields.set(Calendar.DAY_OF_MONTH, value.getDayOfMonth());
        fields.set(Calendar.HOUR_OF_DAY, value.getHour());
        fields.set(Calendar.MINUTE, value.getMinute());
        fields.set(Calendar.SECOND, value.getSecond());
        fields.set(Calendar.MILLISECOND, value.get(ChronoField.NANO_OF_SECOND) / 1_000_000);
        return fields.getTimeInMillis();
    }

    /** The caller's calendar is not touched. */
    private static Calendar fields(@Nullable Calendar calendar) {
        return calendar == null ? new GregorianCalendar() : (Calendar) calendar.clone();
    }
}
