package dev.pallas.dialect.internal.type;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import org.hibernate.type.descriptor.ValueExtractor;
import org.hibernate.type.descriptor.WrapperOptions;
import org.hibernate.type.descriptor.java.JavaType;
import org.hibernate.type.descriptor.java.ObjectJavaType;
import org.hibernate.type.descriptor.jdbc.ObjectJdbcType;
import org.hibernate.type.spi.TypeConfiguration;
import org.jspecify.annotations.Nullable;

/** An array in the result of a native query that says no type of it: an {@code Object[]} of what the driver makes of the elements. */
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
                return javaType.wrap(value instanceof Array array ? array.getArray() : value, options);
            }
        };
    }
}
