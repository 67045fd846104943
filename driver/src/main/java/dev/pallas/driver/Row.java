package dev.pallas.driver;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A row of a result: a view of its page, which decodes a cell each time it is asked for. Immutable and thread-safe. Columns count from 0,
 * or are named, in any case; of columns with one name the first is meant.
 */
public interface Row {

    List<Column> columns();

    boolean isNull(int column);

    /** The cell's text as Athena wrote it; {@code null} for SQL NULL. */
    @Nullable
    String text(int column);

    /** See {@link Page#value}. */
    @Nullable
    Object get(int column);

    /** See {@link Page#get}. */
    <T> @Nullable T get(int column, Class<T> type);

    /**
     * See {@link Page#value}.
     *
     * @throws AthenaException (SQLState 42S22) when there is no such column
     */
    @Nullable
    Object get(String column);

    /**
     * See {@link Page#get}.
     *
     * @throws AthenaException (SQLState 42S22) when there is no such column
     */
    <T> @Nullable T get(String column, Class<T> type);

    /** Column name to value, in the order of the columns. */
    Map<String, @Nullable Object> toMap();

    /**
     * A record whose components are named as the columns, in any case, {@code createdAt} for {@code created_at} as well. Columns that no
     * component takes are left out.
     *
     * @throws AthenaException (SQLState 42S22 or 22xxx) when a component has no column, or a value does not convert to its type without
     *     loss, SQL NULL to a primitive included
     */
    <R extends Record> R as(Class<R> type);
}
