package dev.pallas.dialect.internal.type;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import org.hibernate.dialect.Dialect;
import org.hibernate.engine.jdbc.Size;
import org.hibernate.sql.ast.spi.SqlAppender;
import org.hibernate.sql.ast.tree.expression.Expression;
import org.hibernate.type.BasicType;
import org.hibernate.type.descriptor.ValueBinder;
import org.hibernate.type.descriptor.ValueExtractor;
import org.hibernate.type.descriptor.WrapperOptions;
import org.hibernate.type.descriptor.java.BasicPluralJavaType;
import org.hibernate.type.descriptor.java.JavaType;
import org.hibernate.type.descriptor.jdbc.ArrayJdbcType;
import org.hibernate.type.descriptor.jdbc.JdbcType;
import org.hibernate.type.spi.TypeConfiguration;
import org.jspecify.annotations.Nullable;

/**
 * An {@code array} column. Its values are bound as arrays, with the type of their elements, so that native queries can take them too; those of structs
 * as JSON text. They come back as JSON text, see {@link ColumnType}.
 */
public class AthenaArrayJdbcType extends ArrayJdbcType {
    private static final long serialVersionUID = 1L;

    private final JavaType<?> elementJavaType;
    private final TypeConfiguration types;

    /**
     * Creates the type.
     *
     * @param elementJdbcType the type of the elements
     * @param elementJavaType the class of the elements
     * @param types where the names of types are
     */
    public AthenaArrayJdbcType(JdbcType elementJdbcType, JavaType<?> elementJavaType, TypeConfiguration types) {
        super(elementJdbcType);
        this.elementJavaType = elementJavaType;
        this.types = types;
    }

    /**
     * The column's type.
     *
     * @param size of an element, as far as it is known
     */
    ColumnType.ArrayOf columnType(@Nullable Size size, Dialect dialect) {
        return new ColumnType.ArrayOf(ColumnTypes.of(
                getElementJdbcType(), elementJavaType, size == null ? Size.nil() : size, types, dialect));
    }

    /** The parts of a row can have names in a type only, and not in a value. */
    private static boolean isBoundAsText(ColumnType.ArrayOf type) {
        var element = type.element();
        while (element instanceof ColumnType.ArrayOf array) {
            element = array.element();
        }
        return !(element instanceof ColumnType.Scalar);
    }

    @Override
    public Expression wrapTopLevelSelectionExpression(Expression expression) {
        return new NestedSelection(expression, dialect -> columnType(null, dialect));
    }

    @Override
    public void appendWriteExpression(String expression, @Nullable Size size, SqlAppender appender, Dialect dialect) {
        var type = columnType(size, dialect);
        if (!isBoundAsText(type)) {
            appender.append("cast(" + expression + " as " + type.query() + ")");
        } else {
            appender.append(expression.equals("?") ? type.write(expression) : expression);
        }
    }

    @Override
    public boolean isWriteExpressionTyped(Dialect dialect) {
        return true;
    }

    private <X> JsonText.Part part(X value, JavaType<X> javaType, WrapperOptions options) throws SQLException {
        var type = ((BasicPluralJavaType<?>) javaType).getElementJavaType();
        var parts = new ArrayList<@Nullable Object>();
        for (var element : NestedValues.elements(value)) {
            parts.add(NestedValues.part(element, type, getElementJdbcType(), options));
        }
        return new JsonText.Part(JsonText.of(parts));
    }

    @Override
    public <X> ValueBinder<X> getBinder(JavaType<X> javaType) {
        return new ColumnBinder<>(javaType, this) {
            private static final long serialVersionUID = 1L;

            @Override
            Object toColumn(X value, WrapperOptions options) throws SQLException {
                return part(value, javaType, options);
            }

            @Override
            Object toParameter(X value, WrapperOptions options) throws SQLException {
                var type = columnType(null, options.getDialect());
                if (isBoundAsText(type)) {
                    return super.toParameter(value, options);
                }
                var element = ((BasicPluralJavaType<?>) javaType).getElementJavaType();
                return new BoundArray(
                        type.element().query(), NestedValues.plain(value, element, getElementJdbcType(), options));
            }
        };
    }

    @Override
    public <X> ValueExtractor<X> getExtractor(JavaType<X> javaType) {
        return new ColumnExtractor<>(javaType, this) {
            private static final long serialVersionUID = 1L;

            @Override
            protected @Nullable X doExtract(ResultSet row, int index, WrapperOptions options) throws SQLException {
                return NestedValues.column(row, index, javaType, AthenaArrayJdbcType.this, options);
            }
        };
    }

    @Override
    public boolean equals(@Nullable Object that) {
        return that instanceof AthenaArrayJdbcType array
                && super.equals(that)
                && array.elementJavaType.equals(elementJavaType);
    }

    @Override
    public int hashCode() {
        return super.hashCode();
    }

    /** An array of fixed length that vector functions take. */
    static final class Vector extends AthenaArrayJdbcType {
        private static final long serialVersionUID = 1L;

        private final int code;

        Vector(int code, BasicType<?> element, TypeConfiguration types) {
            super(element.getJdbcType(), element.getJavaTypeDescriptor(), types);
            this.code = code;
        }

        @Override
        public int getDefaultSqlTypeCode() {
            return code;
        }

        @Override
        public boolean equals(@Nullable Object that) {
            return that instanceof Vector vector && super.equals(that) && vector.code == code;
        }

        @Override
        public int hashCode() {
            return 31 * super.hashCode() + code;
        }
    }
}
