package dev.pallas.driver.internal.jdbc;

import java.sql.ParameterMetaData;
import java.sql.SQLException;

/** The number of parameters; their types are known only to the engine, which is asked when the statement is run. */
record AthenaParameterMetaData(int count) implements ParameterMetaData, Unwrapping {

    @Override
    public int getParameterCount() {
        return count;
    }

    @Override
    public int isNullable(int param) throws SQLException {
        check(param);
        return parameterNullableUnknown;
    }

    @Override
    public int getParameterMode(int param) throws SQLException {
        check(param);
        return parameterModeIn;
    }

    @Override
    public boolean isSigned(int param) throws SQLException {
        throw untyped(param);
    }

    @Override
    public int getPrecision(int param) throws SQLException {
        throw untyped(param);
    }

    @Override
    public int getScale(int param) throws SQLException {
        throw untyped(param);
    }

    @Override
    public int getParameterType(int param) throws SQLException {
        throw untyped(param);
    }

    @Override
    public String getParameterTypeName(int param) throws SQLException {
        throw untyped(param);
    }

    @Override
    public String getParameterClassName(int param) throws SQLException {
        throw untyped(param);
    }

    private void check(int param) throws SQLException {
        if (param < 1 || param > count) {
            throw SqlErrors.of(SqlErrors.BAD_INDEX, "There is no parameter " + param + ": the statement has " + count);
        }
    }

    private SQLException untyped(int param) throws SQLException {
        check(param);
        return SqlErrors.unsupported(
                "The type of a parameter", "Athena tells no types of parameters before a statement is run");
    }
}
