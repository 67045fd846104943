package dev.pallas.dialect.internal.type;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.hibernate.type.SqlTypes;
import org.hibernate.type.descriptor.ValueBinder;
import org.hibernate.type.descriptor.ValueExtractor;
import org.hibernate.type.descriptor.WrapperOptions;
import org.hibernate.type.descriptor.java.JavaType;
import org.hibernate.type.descriptor.jdbc.TimestampJdbcType;
import org.jspecify.annotations.Nullable;

/**
 * A {@code timestamp} column. Values cross JDBC as {@link LocalDateTime}, so that the statement holds a plain TIMESTAMP literal, which is the
 * only kind that INSERT takes for such a column, and so that no value passes through the zone of the JVM.
 */
public final class AthenaTimestampJdbcType extends TimestampJdbcType implements NestedLeaf {
    private static final long serialVersionUID = 1L;

    /** For wall time, {@code java.util.Date} and the like. */
    public static final AthenaTimestampJdbcType WALL_TIME = new AthenaTimestampJdbcType(SqlTypes.TIMESTAMP);
    /** For instants that Hibernate normalizes to UTC. */
    public static final AthenaTimestampJdbcType UTC = new AthenaTimestampJdbcType(SqlTypes.TIMESTAMP_UTC);
    /** For mappings that ask for a zoned column, which Athena's tables do not have. */
    public static final AthenaTimestampJdbcType ZONED = new AthenaTimestampJdbcType(SqlTypes.TIMESTAMP_WITH_TIMEZONE);

    private final int sqlTypeCode;

    private AthenaTimestampJdbcType(int sqlTypeCode) {
        this.sqlTypeCode = sqlTypeCode;
    }

    @Override
    public int getDefaultSqlTypeCode() {
        return sqlTypeCode;
    }

    @Override
    public Class<?> getPreferredJavaTypeClass(WrapperOptions options) {
        // what Hibernate's reader of JSON makes of an element, by the type's code
        return sqlTypeCode == SqlTypes.TIMESTAMP ? LocalDateTime.class : OffsetDateTime.class;
    }

    @Override
    public <X> @Nullable X fromText(String text, JavaType<X> type, WrapperOptions options) {
        return fromColumn(LocalDateTime.parse(text.replace(' ', 'T')), type, options);
    }

    @Override
    public <X> ValueBinder<X> getBinder(JavaType<X> javaType) {
        return new ColumnBinder<>(javaType, this) {
            private static final long serialVersionUID = 1L;

            @Override
            Object toColumn(X value, WrapperOptions options) {
                return Timestamps.toColumn(value, javaType, options);
            }
        };
    }

    @Override
    public <X> ValueExtractor<X> getExtractor(JavaType<X> javaType) {
        return new ColumnExtractor<>(javaType, this) {
            private static final long serialVersionUID = 1L;

            @Override
            protected @Nullable X doExtract(ResultSet row, int index, WrapperOptions options) throws SQLException {
                return fromColumn(read(row, index), javaType, options);
            }
        };
    }

    private <X> @Nullable X fromColumn(@Nullable LocalDateTime wallTime, JavaType<X> type, WrapperOptions options) {
        return Timestamps.fromColumn(wallTime, type, options, sqlTypeCode == SqlTypes.TIMESTAMP);
    }

    /** The wall time; in UTC where the column has a zone, as in Iceberg's own tables and in views. */
    private static @Nullable LocalDateTime read(ResultSet row, int index) throws SQLException {
        try {
            return row.getObject(index, LocalDateTime.class);
        } catch (SQLException | RuntimeException notPlain) {
            // Hibernate Reactive's rows have the unchecked exceptions of Vert.x
            try {
                var zoned = row.getObject(index, OffsetDateTime.class);
                return zoned == null
                        ? null
                        : zoned.withOffsetSameInstant(ZoneOffset.UTC).toLocalDateTime();
            } catch (SQLException | RuntimeException notZoned) {
                notPlain.addSuppressed(notZoned);
                throw notPlain;
            }
        }
    }

    private Object readResolve() {
        return switch (sqlTypeCode) {
            case SqlTypes.TIMESTAMP_UTC -> UTC;
            case SqlTypes.TIMESTAMP_WITH_TIMEZONE -> ZONED;
            default -> WALL_TIME;
        };
    }
}
