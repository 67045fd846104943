package dev.pallas.dialect.internal.type;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Time;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Calendar;
import java.util.Date;
import org.hibernate.type.SqlTypes;
import org.hibernate.type.descriptor.ValueBinder;
import org.hibernate.type.descriptor.ValueExtractor;
import org.hibernate.type.descriptor.WrapperOptions;
import org.hibernate.type.descriptor.java.JavaType;
import org.hibernate.type.descriptor.jdbc.TimeJdbcType;
import org.jspecify.annotations.Nullable;

/**
 * A time of day. Athena's tables have no column type for it, so it is kept as text of fixed width, {@code 10:11:12.000000000}: nothing is lost,
 * and text of fixed width compares and sorts as the times do.
 */
// legacy dates are still Java types that entities have
@SuppressWarnings("JavaUtilDate")
public final class TimeAsTextJdbcType extends TimeJdbcType implements NestedLeaf {
    private static final long serialVersionUID = 1L;
    private static final DateTimeFormatter TEXT = DateTimeFormatter.ofPattern("HH:mm:ss.SSSSSSSSS");

    /** For times without a zone. */
    public static final TimeAsTextJdbcType LOCAL = new TimeAsTextJdbcType(SqlTypes.TIME);
    /** For {@link OffsetTime}, which Hibernate normalizes to UTC. */
    public static final TimeAsTextJdbcType UTC = new TimeAsTextJdbcType(SqlTypes.TIME_UTC);

    private final int sqlTypeCode;

    private TimeAsTextJdbcType(int sqlTypeCode) {
        this.sqlTypeCode = sqlTypeCode;
    }

    /**
     * The text of a time as columns hold it.
     *
     * @param time the time
     * @return 18 characters
     */
    public static String text(LocalTime time) {
        return TEXT.format(time);
    }

    /**
     * The time of day of a legacy date, in the zone of the JVM, where such dates live.
     *
     * @param date a {@code java.sql.Time} or other date
     * @return its time of day
     */
    public static LocalTime timeOf(Date date) {
        return Instant.ofEpochMilli(date.getTime())
                .atZone(ZoneId.systemDefault())
                .toLocalTime();
    }

    @Override
    public int getDdlTypeCode() {
        return sqlTypeCode;
    }

    @Override
    public int getDefaultSqlTypeCode() {
        return sqlTypeCode;
    }

    @Override
    public Class<?> getPreferredJavaTypeClass(WrapperOptions options) {
        return LocalTime.class;
    }

    private static <X> String toColumn(X value, JavaType<X> type, WrapperOptions options) {
        if (value instanceof LocalTime time) {
            return text(time);
        }
        if (value instanceof OffsetTime time) {
            return text(time.withOffsetSameInstant(ZoneOffset.UTC).toLocalTime());
        }
        if (value instanceof Calendar calendar) {
            return text(calendar.toInstant()
                    .atZone(calendar.getTimeZone().toZoneId())
                    .toLocalTime());
        }
        return text(timeOf(value instanceof Date date ? date : type.unwrap(value, Time.class, options)));
    }

    private static <X> @Nullable X fromColumn(@Nullable String text, JavaType<X> type, WrapperOptions options) {
        if (text == null) {
            return type.wrap(null, options);
        }
        var time = LocalTime.parse(text);
        if (type.getJavaTypeClass() == LocalTime.class) {
            return type.wrap(time, options);
        }
        if (type.getJavaTypeClass() == OffsetTime.class) {
            return type.wrap(time.atOffset(ZoneOffset.UTC), options);
        }
        var millis = time.atDate(LocalDate.EPOCH)
                .atZone(ZoneId.systemDefault())
                .toInstant()
                .toEpochMilli();
        return type.wrap(new Time(millis), options);
    }

    @Override
    public <X> @Nullable X fromText(String text, JavaType<X> type, WrapperOptions options) {
        return fromColumn(text, type, options);
    }

    @Override
    public <X> ValueBinder<X> getBinder(JavaType<X> javaType) {
        return new ColumnBinder<>(javaType, this) {
            private static final long serialVersionUID = 1L;

            @Override
            Object toColumn(X value, WrapperOptions options) {
                return TimeAsTextJdbcType.toColumn(value, javaType, options);
            }
        };
    }

    @Override
    public <X> ValueExtractor<X> getExtractor(JavaType<X> javaType) {
        return new ColumnExtractor<>(javaType, this) {
            private static final long serialVersionUID = 1L;

            @Override
            protected @Nullable X doExtract(ResultSet row, int index, WrapperOptions options) throws SQLException {
                return fromColumn(row.getString(index), javaType, options);
            }
        };
    }

    private Object readResolve() {
        return sqlTypeCode == SqlTypes.TIME_UTC ? UTC : LOCAL;
    }
}
