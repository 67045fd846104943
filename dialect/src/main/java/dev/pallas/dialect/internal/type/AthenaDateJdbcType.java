package dev.pallas.dialect.internal.type;

import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import org.hibernate.type.descriptor.ValueBinder;
import org.hibernate.type.descriptor.ValueExtractor;
import org.hibernate.type.descriptor.WrapperOptions;
import org.hibernate.type.descriptor.java.JavaType;
import org.hibernate.type.descriptor.jdbc.DateJdbcType;
import org.jspecify.annotations.Nullable;

/** A {@code date} column. Values cross JDBC as {@link LocalDate}: a day is a day in every zone. */
public final class AthenaDateJdbcType extends DateJdbcType implements NestedLeaf {
    private static final long serialVersionUID = 1L;

    /** The one instance. */
    public static final AthenaDateJdbcType INSTANCE = new AthenaDateJdbcType();

    private AthenaDateJdbcType() {}

    private static <X> LocalDate toColumn(X value, JavaType<X> type, WrapperOptions options) {
        return value instanceof LocalDate day ? day : DateTimeLiterals.dayOf(type.unwrap(value, Date.class, options));
    }

    private static <X> @Nullable X fromColumn(@Nullable LocalDate day, JavaType<X> type, WrapperOptions options) {
        return day == null || type.getJavaTypeClass() == LocalDate.class
                ? type.wrap(day, options)
                : type.wrap(Date.valueOf(day), options);
    }

    @Override
    public <X> @Nullable X fromText(String text, JavaType<X> type, WrapperOptions options) {
        return fromColumn(LocalDate.parse(text), type, options);
    }

    @Override
    public <X> ValueBinder<X> getBinder(JavaType<X> javaType) {
        return new ColumnBinder<>(javaType, this) {
            private static final long serialVersionUID = 1L;

            @Override
            Object toColumn(X value, WrapperOptions options) {
                return AthenaDateJdbcType.toColumn(value, javaType, options);
            }
        };
    }

    @Override
    public <X> ValueExtractor<X> getExtractor(JavaType<X> javaType) {
        return new ColumnExtractor<>(javaType, this) {
            private static final long serialVersionUID = 1L;

            @Override
            protected @Nullable X doExtract(ResultSet row, int index, WrapperOptions options) throws SQLException {
                return fromColumn(row.getObject(index, LocalDate.class), javaType, options);
            }
        };
    }

    private Object readResolve() {
        return INSTANCE;
    }
}
