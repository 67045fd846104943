package dev.pallas.driver.internal.jdbc;

import dev.pallas.driver.Page;
import dev.pallas.driver.QueryResult;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.TreeMap;

/** The way through a result in any direction. It keeps each page that it has read, and reads no further than it is sent. */
final class ScrollCursor extends RowCursor {
    private final QueryResult result;
    private final long most;
    /** By the number of rows before each. */
    private final TreeMap<Long, Page> pages = new TreeMap<>();

    private long known;
    private boolean complete;
    private long position;

    ScrollCursor(AthenaConnection connection, QueryResult result, long maxRows) {
        super(connection, result, 0);
        this.result = result;
        this.most = maxRows > 0 ? maxRows : Long.MAX_VALUE;
    }

    @Override
    int type() {
        return ResultSet.TYPE_SCROLL_INSENSITIVE;
    }

    /** Whether there is a row of that number; reads up to it. */
    private boolean has(long row) throws SQLException {
        while (known < row && !complete) {
            var next = known < most ? nextPage() : null;
            if (next == null) {
                complete = true;
                result.close();
            } else {
                pages.put(known, next);
                known = Math.min(most, known + next.rowCount());
            }
        }
        return row <= known;
    }

    @Override
    boolean moveTo(long wanted) throws SQLException {
        show(null, -1);
        position = 0;
        if (wanted <= 0) {
            return false;
        }
        if (!has(wanted)) {
            position = known + 1;
            return false;
        }
        position = wanted;
        Map.Entry<Long, Page> found = pages.floorEntry(wanted - 1);
        show(found.getValue(), (int) (wanted - 1 - found.getKey()));
        return true;
    }

    @Override
    boolean next() throws SQLException {
        return moveTo(position + 1);
    }

    @Override
    long count() throws SQLException {
        has(Long.MAX_VALUE);
        return known;
    }

    @Override
    long position() {
        return position;
    }

    @Override
    boolean isBeforeFirst() throws SQLException {
        return position == 0 && has(1);
    }

    @Override
    boolean isLast() throws SQLException {
        return position > 0 && has(position) && !has(position + 1);
    }

    @Override
    boolean isAtEnd() {
        return complete && position > known;
    }

    @Override
    long row() {
        return Math.min(position, known);
    }

    @Override
    void close() {
        super.close();
        pages.clear();
    }
}
