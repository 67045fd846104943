package dev.pallas.driver.internal.jdbc;

import dev.pallas.driver.AthenaType;
import dev.pallas.driver.Column;
import dev.pallas.driver.DataType;
import dev.pallas.driver.internal.type.AthenaText;
import dev.pallas.driver.internal.type.Columns;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An array of a result, or one made by the application to be bound. It holds its elements; {@link #free} lets go of them. */
final class AthenaArray implements Array {
    private final AthenaConnection connection;
    private final DataType element;
    private @Nullable List<@Nullable Object> elements;

    /**
     * @param element the type of the elements
     * @param elements as the asynchronous client has them, or as the application gave them
     */
    AthenaArray(AthenaConnection connection, DataType element, List<@Nullable Object> elements) {
        this.connection = connection;
        this.element = element;
        this.elements = elements;
    }

    DataType element() {
        return element;
    }

    List<@Nullable Object> elements() throws SQLException {
        var current = elements;
        if (current == null) {
            throw SqlErrors.of(SqlErrors.CLOSED, "The array has been freed");
        }
        return current;
    }

    @Override
    public String getBaseTypeName() throws SQLException {
        elements();
        return element.toString();
    }

    @Override
    public int getBaseType() throws SQLException {
        elements();
        return JdbcTypes.code(element.type());
    }

    /** An array of the class that {@link NestedValues#componentClass} gives, {@code Integer[]} for instance. */
    @Override
    public Object getArray() throws SQLException {
        return NestedValues.javaArray(connection, element, elements());
    }

    @Override
    public Object getArray(@Nullable Map<String, Class<?>> map) throws SQLException {
        return getArray();
    }

    @Override
    public Object getArray(long index, int count) throws SQLException {
        return NestedValues.javaArray(connection, element, slice(index, count));
    }

    @Override
    public Object getArray(long index, int count, @Nullable Map<String, Class<?>> map) throws SQLException {
        return getArray(index, count);
    }

    private List<@Nullable Object> slice(long index, int count) throws SQLException {
        var all = elements();
        if (index < 1 || count < 0 || index - 1 > all.size()) {
            throw SqlErrors.of("2202E", "The array has " + all.size() + " elements");
        }
        // as JDBC says: as many as there are, if there are fewer
        return all.subList((int) index - 1, (int) Math.min(all.size(), index - 1 + count));
    }

    @Override
    public ResultSet getResultSet() throws SQLException {
        return rows(1, elements());
    }

    @Override
    public ResultSet getResultSet(@Nullable Map<String, Class<?>> map) throws SQLException {
        return getResultSet();
    }

    @Override
    public ResultSet getResultSet(long index, int count) throws SQLException {
        return rows(index, slice(index, count));
    }

    @Override
    public ResultSet getResultSet(long index, int count, @Nullable Map<String, Class<?>> map) throws SQLException {
        return getResultSet(index, count);
    }

    /** As JDBC says: a row for each element, its place first. */
    private ResultSet rows(long first, List<@Nullable Object> values) {
        var result = MemoryResult.of(
                new Column("INDEX", "INDEX", AthenaType.BIGINT, "bigint", 19, 0), Columns.of("VALUE", element));
        var place = first;
        for (var value : values) {
            result.add(place++, value);
        }
        return AthenaResultSet.of(connection, result);
    }

    @Override
    public void free() {
        elements = null;
    }

    /** As Athena writes it. */
    @Override
    public String toString() {
        var current = elements;
        return current == null ? "a freed array" : AthenaText.of(current);
    }
}
