package dev.pallas.dialect.internal.type;

import java.sql.CallableStatement;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import org.hibernate.type.descriptor.WrapperOptions;
import org.hibernate.type.descriptor.java.JavaType;
import org.hibernate.type.descriptor.jdbc.BasicExtractor;
import org.hibernate.type.descriptor.jdbc.JdbcType;
import org.jspecify.annotations.Nullable;

/** Reads an attribute's value from a column. */
abstract class ColumnExtractor<X> extends BasicExtractor<X> {
    private static final long serialVersionUID = 1L;

    ColumnExtractor(JavaType<X> javaType, JdbcType jdbcType) {
        super(javaType, jdbcType);
    }

    @Override
    protected @Nullable X doExtract(CallableStatement row, int index, WrapperOptions options) throws SQLException {
        throw noProcedures();
    }

    @Override
    protected @Nullable X doExtract(CallableStatement row, String name, WrapperOptions options) throws SQLException {
        throw noProcedures();
    }

    private static SQLException noProcedures() {
        return new SQLFeatureNotSupportedException("Athena has no stored procedures whose results could be read.");
    }
}
