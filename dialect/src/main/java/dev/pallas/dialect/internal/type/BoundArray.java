package dev.pallas.dialect.internal.type;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Types;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An array on its way to the driver. It says the type of its elements and needs no connection, which Hibernate Reactive does not have. */
final class BoundArray implements Array {
    private final String elementType;
    private final List<@Nullable Object> elements;

    /**
     * @param elementType as in a cast; digits that it names are left to the values, and to the column that takes them
     * @param elements the elements, of arrays as lists
     */
    BoundArray(String elementType, List<@Nullable Object> elements) {
        this.elementType = elementType.replaceAll("\\b(decimal|timestamp)\\([0-9, ]+\\)", "$1");
        this.elements = elements;
    }

    @Override
    public String getBaseTypeName() {
        return elementType;
    }

    @Override
    public int getBaseType() {
        return Types.OTHER;
    }

    @Override
    public Object getArray() {
        return elements.toArray();
    }

    @Override
    public Object getArray(@Nullable Map<String, Class<?>> map) {
        return getArray();
    }

    @Override
    public Object getArray(long index, int count) throws SQLException {
        throw boundOnly();
    }

    @Override
    public Object getArray(long index, int count, @Nullable Map<String, Class<?>> map) throws SQLException {
        throw boundOnly();
    }

    @Override
    public ResultSet getResultSet() throws SQLException {
        throw boundOnly();
    }

    @Override
    public ResultSet getResultSet(@Nullable Map<String, Class<?>> map) throws SQLException {
        throw boundOnly();
    }

    @Override
    public ResultSet getResultSet(long index, int count) throws SQLException {
        throw boundOnly();
    }

    @Override
    public ResultSet getResultSet(long index, int count, @Nullable Map<String, Class<?>> map) throws SQLException {
        throw boundOnly();
    }

    private static SQLException boundOnly() {
        return new SQLFeatureNotSupportedException("The array of a parameter is taken as a whole");
    }

    @Override
    public void free() {
        // holds nothing but its elements
    }

    @Override
    public String toString() {
        return elements.toString();
    }
}
