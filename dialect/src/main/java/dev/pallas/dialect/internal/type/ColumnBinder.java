package dev.pallas.dialect.internal.type;

import java.sql.CallableStatement;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.hibernate.type.descriptor.WrapperOptions;
import org.hibernate.type.descriptor.java.JavaType;
import org.hibernate.type.descriptor.jdbc.BasicBinder;
import org.hibernate.type.descriptor.jdbc.JdbcType;
import org.jspecify.annotations.Nullable;

/** Binds to a parameter what its column takes for a value. */
abstract class ColumnBinder<X> extends BasicBinder<X> {
    private static final long serialVersionUID = 1L;

    ColumnBinder(JavaType<X> javaType, JdbcType jdbcType) {
        super(javaType, jdbcType);
    }

    /** What JDBC takes for a value, or a {@link JsonText.Part}. */
    abstract Object toColumn(X value, WrapperOptions options) throws SQLException;

    @Override
    public @Nullable Object getBindValue(@Nullable X value, WrapperOptions options) throws SQLException {
        return value == null ? null : toColumn(value, options);
    }

    /** What is bound where the value is a parameter of its own, and not a part of another. */
    Object toParameter(X value, WrapperOptions options) throws SQLException {
        var column = toColumn(value, options);
        return column instanceof JsonText.Part part ? part.text() : column;
    }

    @Override
    protected void doBind(PreparedStatement statement, X value, int index, WrapperOptions options) throws SQLException {
        statement.setObject(index, toParameter(value, options));
    }

    @Override
    protected void doBind(CallableStatement statement, X value, String name, WrapperOptions options)
            throws SQLException {
        statement.setObject(name, toParameter(value, options));
    }
}
