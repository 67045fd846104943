package dev.pallas.driver;

import org.jspecify.annotations.Nullable;

/**
 * Some rows of a result. A page keeps the bytes that came and decodes a cell each time it is asked for. Immutable and
 * thread-safe. Rows and columns count from 0.
 */
public interface Page {

    int rowCount();

    boolean isNull(int row, int column);

    /** The cell's text as Athena wrote it; {@code null} for SQL NULL. */
    @Nullable
    String text(int row, int column);

    /**
     * The cell as the Java class of its type, see {@link AthenaType#javaClass()}; {@code null} for SQL NULL.
     *
     * <p>Athena writes arrays, maps and rows without quotes: {@code [a, b]} are two strings, or one. Such a text becomes a value only
     * where exactly one value of the column's type has it; {@code CAST(x AS JSON)} in the query, or the fetcher {@code unload}, are
     * never in doubt.
     *
     * @throws AthenaException when the text is not one of the column's type (SQLState 22000), or of several values (0A000)
     */
    @Nullable
    Object value(int row, int column);

    /**
     * The cell as the class that is asked for; {@code null} for SQL NULL. Numbers convert to each other where no digit is lost,
     * text is parsed, date and time types convert where no information is invented, an array converts to a Java array, a row to a Map,
     * everything converts to String (its text).
     *
     * @throws AthenaException (SQLState 22xxx or 07006) when the value does not convert without loss
     */
    <T> @Nullable T get(int row, int column, Class<T> type);
}
