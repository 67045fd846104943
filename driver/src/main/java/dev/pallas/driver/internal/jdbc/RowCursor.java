package dev.pallas.driver.internal.jdbc;

import dev.pallas.driver.Page;
import dev.pallas.driver.QueryResult;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * The way through a result. It holds one page at a time, and lets go of it before it asks for the next. Used by one thread, but for
 * {@link #cancel}.
 */
class RowCursor {
    private final AthenaConnection connection;
    private final QueryResult result;
    private final long maxRows;
    private @Nullable Page page;
    private int rowInPage = -1;
    private long row;
    private boolean atEnd;
    private volatile boolean cancelled;

    /**
     * Reads a result.
     *
     * @param maxRows the row after which nothing is read any more; 0 for all
     */
    RowCursor(AthenaConnection connection, QueryResult result, long maxRows) {
        this.connection = connection;
        this.result = result;
        this.maxRows = maxRows;
    }

    /** One of the types of {@link ResultSet}. */
    int type() {
        return ResultSet.TYPE_FORWARD_ONLY;
    }

    boolean next() throws SQLException {
        if (atEnd) {
            return false;
        }
        var current = page;
        if (maxRows > 0 && row >= maxRows) {
            return end();
        } else if (current != null && rowInPage + 1 < current.rowCount()) {
            rowInPage++;
        } else if (fetch()) {
            rowInPage = 0;
        } else {
            return end();
        }
        row++;
        return true;
    }

    private boolean end() {
        atEnd = true;
        close();
        return false;
    }

    private boolean fetch() throws SQLException {
        show(null, -1);
        show(nextPage(), -1);
        return page != null;
    }

    /** Reads a page; null after the last. */
    final @Nullable Page nextPage() throws SQLException {
        if (cancelled) {
            throw cancelled(null);
        }
        try {
            return connection.answer(result.nextPage(), result::close).orElse(null);
        } catch (SQLException e) {
            throw cancelled ? cancelled(e) : e;
        }
    }

    private static SQLException cancelled(@Nullable Throwable cause) {
        return SqlErrors.of(SqlErrors.CANCELLED, "The statement was cancelled while its result was read", false, cause);
    }

    /** A cell of the row, which the cursor must be on. Columns count from 0. */
    final <T> @Nullable T get(int column, Class<T> type) throws SQLException {
        try {
            return page().get(rowInPage, column, type);
        } catch (RuntimeException e) {
            throw SqlErrors.translate(e);
        }
    }

    private Page page() throws SQLException {
        var current = page;
        if (current == null || rowInPage < 0) {
            throw SqlErrors.of(
                    SqlErrors.BAD_CURSOR,
                    isAtEnd()
                            ? "The result has no more rows"
                            : "The result is before its first row; call next() first");
        }
        return current;
    }

    /** Goes to a row of a page; to none where there is no page. */
    final void show(@Nullable Page shown, int row) {
        page = shown;
        rowInPage = row;
    }

    /** Whether there is a first row and it has not been reached; reads the first page to tell. */
    boolean isBeforeFirst() throws SQLException {
        return row == 0 && !atEnd && (page != null || fetch() || end());
    }

    boolean isLast() throws SQLException {
        throw SqlErrors.forwardOnly();
    }

    boolean isAtEnd() {
        return atEnd;
    }

    /** The number of the row, from 1; after the end that of the last. */
    long row() {
        return row;
    }

    /** Where the cursor is: 0 before the first row, the number of a row, or one more than there are. */
    long position() throws SQLException {
        throw SqlErrors.forwardOnly();
    }

    /** How many rows there are, which are all read for it. */
    long count() throws SQLException {
        throw SqlErrors.forwardOnly();
    }

    /** Goes to a row, or before the first or after the last where there is none of that number; whether there is one. */
    boolean moveTo(long position) throws SQLException {
        throw SqlErrors.forwardOnly();
    }

    /** Frees the reader, who is told that the statement was cancelled. */
    void cancel() {
        cancelled = true;
        result.close();
    }

    void close() {
        page = null;
        result.close();
    }
}
