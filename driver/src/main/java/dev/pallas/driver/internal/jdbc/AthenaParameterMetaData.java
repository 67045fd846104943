package dev.pallas.driver.internal.jdbc;

import java.sql.ParameterMetaData;
import java.sql.SQLException;
import java.sql.Types;

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
        check(param);
        return false;
    }

    @Override
    public int getPrecision(int param) throws SQLException {
        check(param);
        return 0;
    }

    @Override
    public int getScale(int param) throws SQLException {
        check(param);
        return 0;
    }

    /** OTHER: not known, and any value may be bound. */
    @Override
    public int getParameterType(int param) throws SQLException {
        check(param);
        return Types.OTHER;
    }

    @Override
    public String getParameterTypeName(int param) throws SQLException {
        check(param);
        return "unknown";
    }

    @Override
    public String getParameterClassName(int param) throws SQLException {
        check(param);
        return Object.class.getName();
    }

    private void check(int param) throws SQLException {
        if (param < 1 || param > count) {
            throw SqlErrors.of(SqlErrors.BAD_INDEX, "There is no parameter " + param + ": the statement has " + count);
        }
    }
}
