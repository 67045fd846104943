package dev.pallas.dialect.internal.type;

import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Calendar;
import java.util.Date;
import org.hibernate.type.descriptor.WrapperOptions;
import org.hibernate.type.descriptor.java.JavaType;
import org.jspecify.annotations.Nullable;

/**
 * Java's many instants and Athena's one {@code timestamp}, which has no zone: instants are kept as UTC wall time, unless
 * {@code hibernate.jdbc.time_zone} names another zone. The zone of the JVM never matters.
 */
// legacy dates are still Java types that entities have
@SuppressWarnings("JavaUtilDate")
final class Timestamps {
    private Timestamps() {}

    static ZoneId zone(WrapperOptions options) {
        var zone = options.getJdbcTimeZone();
        return zone == null ? ZoneOffset.UTC : zone.toZoneId();
    }

    /** Cut to microseconds, which is what a column holds: a condition on the value that was written has to find it. */
    static <X> LocalDateTime toColumn(X value, JavaType<X> type, WrapperOptions options) {
        var wallTime = value instanceof LocalDateTime local
                ? local
                : LocalDateTime.ofInstant(toInstant(value, type, options), zone(options));
        return wallTime.truncatedTo(ChronoUnit.MICROS);
    }

    private static <X> Instant toInstant(X value, JavaType<X> type, WrapperOptions options) {
        if (value instanceof Timestamp timestamp) {
            return timestamp.toInstant();
        }
        if (value instanceof Date date) {
            return Instant.ofEpochMilli(date.getTime());
        }
        if (value instanceof Calendar calendar) {
            return calendar.toInstant();
        }
        try {
            return type.unwrap(value, Instant.class, options);
        } catch (RuntimeException noInstant) {
            return type.unwrap(value, Timestamp.class, options).toInstant();
        }
    }

    /**
     * What an attribute gets.
     *
     * @param inJvmZone whether a value with a zone gets that of the JVM, as where Hibernate normalizes to it, and not UTC
     */
    static <X> @Nullable X fromColumn(
            @Nullable LocalDateTime wallTime, JavaType<X> type, WrapperOptions options, boolean inJvmZone) {
        if (wallTime == null) {
            return type.wrap(null, options);
        }
        if (type.getJavaTypeClass() == LocalDateTime.class) {
            return type.wrap(wallTime, options);
        }
        // where clocks went back, the second of the two, as java.util.Calendar has it
        var instant = wallTime.atZone(zone(options)).withLaterOffsetAtOverlap().toInstant();
        if (inJvmZone && type.getJavaTypeClass() == ZonedDateTime.class) {
            return type.wrap(instant.atZone(ZoneId.systemDefault()), options);
        }
        if (inJvmZone && type.getJavaTypeClass() == OffsetDateTime.class) {
            return type.wrap(instant.atZone(ZoneId.systemDefault()).toOffsetDateTime(), options);
        }
        var legacy = Date.class.isAssignableFrom(type.getJavaTypeClass())
                || Calendar.class.isAssignableFrom(type.getJavaTypeClass());
        return legacy ? type.wrap(Timestamp.from(instant), options) : type.wrap(instant, options);
    }
}
