package dev.pallas.driver.internal.jdbc;

import java.sql.Array;
import java.sql.JDBCType;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An array made by the application, to be bound as a parameter. */
final class MemoryArray implements Array {
    private final String typeName;
    private @Nullable Object @Nullable [] elements;

    MemoryArray(String typeName, @Nullable Object[] elements) {
        this.typeName = typeName;
        this.elements = elements;
    }

    private @Nullable Object[] elements() throws SQLException {
        var current = elements;
        if (current == null) {
            throw SqlErrors.of(SqlErrors.CLOSED, "The array has been freed");
        }
        return current;
    }

    @Override
    public String getBaseTypeName() {
        return typeName;
    }

    /** The type of the elements as far as its name is one of Athena's or of JDBC's; otherwise OTHER. */
    @Override
    public int getBaseType() {
        var hive = HiveType.parse(typeName);
        if (hive.jdbcType() != JDBCType.OTHER.getVendorTypeNumber()) {
            return hive.jdbcType();
        }
        try {
            return JDBCType.valueOf(typeName.toUpperCase(Locale.ROOT)).getVendorTypeNumber();
        } catch (IllegalArgumentException e) {
            return JDBCType.OTHER.getVendorTypeNumber();
        }
    }

    @Override
    public Object getArray() throws SQLException {
        return elements().clone();
    }

    @Override
    public Object getArray(@Nullable Map<String, Class<?>> map) throws SQLException {
        return getArray();
    }

    @Override
    public Object getArray(long index, int count) throws SQLException {
        var all = elements();
        if (index < 1 || count < 0 || index - 1 + count > all.length) {
            throw SqlErrors.of("2202E", "The array has " + all.length + " elements");
        }
        return Arrays.copyOfRange(all, (int) index - 1, (int) index - 1 + count);
    }

    @Override
    public Object getArray(long index, int count, @Nullable Map<String, Class<?>> map) throws SQLException {
        return getArray(index, count);
    }

    @Override
    public ResultSet getResultSet() throws SQLException {
        throw SqlErrors.unsupported("Array.getResultSet", "use getArray()");
    }

    @Override
    public ResultSet getResultSet(@Nullable Map<String, Class<?>> map) throws SQLException {
        return getResultSet();
    }

    @Override
    public ResultSet getResultSet(long index, int count) throws SQLException {
        return getResultSet();
    }

    @Override
    public ResultSet getResultSet(long index, int count, @Nullable Map<String, Class<?>> map) throws SQLException {
        return getResultSet();
    }

    @Override
    public void free() {
        elements = null;
    }

    @Override
    public String toString() {
        return Arrays.toString(elements);
    }
}
