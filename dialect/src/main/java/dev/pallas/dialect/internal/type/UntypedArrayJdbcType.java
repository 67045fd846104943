package dev.pallas.dialect.internal.type;

import java.sql.Array;
import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.util.Arrays;
import org.hibernate.type.descriptor.ValueExtractor;
import org.hibernate.type.descriptor.WrapperOptions;
import org.hibernate.type.descriptor.java.JavaType;
import org.hibernate.type.descriptor.java.ObjectJavaType;
import org.hibernate.type.descriptor.jdbc.ObjectJdbcType;
import org.hibernate.type.spi.TypeConfiguration;
import org.jspecify.annotations.Nullable;

/**
 * An array in the result of a native query that says no type of it: an {@code Object[]} of what the driver makes of the elements, where dates and
 * timestamps are those of {@code java.time}, as in the arrays of entities.
 */
final class UntypedArrayJdbcType extends ObjectJdbcType {
    private static final long serialVersionUID = 1L;

    static final UntypedArrayJdbcType INSTANCE = new UntypedArrayJdbcType();

    private UntypedArrayJdbcType() {
        super(Types.ARRAY);
    }

    @Override
    public JavaType<?> getRecommendedJavaType(
            @Nullable Integer precision, @Nullable Integer scale, TypeConfiguration types) {
        return ObjectJavaType.INSTANCE;
    }

    @Override
    public <X> ValueExtractor<X> getExtractor(JavaType<X> javaType) {
        return new ColumnExtractor<>(javaType, this) {
            private static final long serialVersionUID = 1L;

            @Override
            protected @Nullable X doExtract(ResultSet row, int index, WrapperOptions options) throws SQLException {
                // Hibernate Reactive's result sets have no Array, but what is in it
                var value = row.getObject(index);
                return javaType.wrap(modern(value instanceof Array array ? array.getArray() : value), options);
            }
        };
    }

    private static @Nullable Object modern(@Nullable Object value) {
        if (value instanceof Object[] elements) {
            return Arrays.stream(elements).map(UntypedArrayJdbcType::modern).toArray();
        }
        if (value instanceof Timestamp timestamp) {
            return timestamp.toLocalDateTime();
        }
        return value instanceof Date date ? DateTimeLiterals.dayOf(date) : value;
    }
}
