package dev.pallas.driver.internal.jdbc;

import java.sql.SQLException;

/** Where a result is and where it can go, which its cursor knows. */
interface ResultSetScrolling extends ResultSetAdapter {
    /**
     * The cursor of the rows.
     *
     * @throws SQLException if the result is closed
     */
    RowCursor cursor() throws SQLException;

    @Override
    default boolean next() throws SQLException {
        return cursor().next();
    }

    @Override
    default boolean previous() throws SQLException {
        return relative(-1);
    }

    @Override
    default boolean absolute(int rows) throws SQLException {
        var cursor = cursor();
        return cursor.moveTo(rows < 0 ? cursor.count() + 1 + rows : rows);
    }

    @Override
    default boolean relative(int rows) throws SQLException {
        var cursor = cursor();
        return cursor.moveTo(cursor.position() + rows);
    }

    @Override
    default boolean first() throws SQLException {
        return cursor().moveTo(1);
    }

    @Override
    default boolean last() throws SQLException {
        return cursor().moveTo(cursor().count());
    }

    @Override
    default void beforeFirst() throws SQLException {
        cursor().moveTo(0);
    }

    @Override
    default void afterLast() throws SQLException {
        cursor().moveTo(cursor().count() + 1);
    }

    @Override
    default boolean isBeforeFirst() throws SQLException {
        return cursor().isBeforeFirst();
    }

    @Override
    default boolean isFirst() throws SQLException {
        var cursor = cursor();
        return cursor.row() == 1 && !cursor.isAtEnd();
    }

    @Override
    default boolean isLast() throws SQLException {
        return cursor().isLast();
    }

    @Override
    default boolean isAfterLast() throws SQLException {
        var cursor = cursor();
        return cursor.isAtEnd() && cursor.row() > 0;
    }

    @Override
    default int getRow() throws SQLException {
        var cursor = cursor();
        return cursor.isAtEnd() ? 0 : (int) Math.min(Integer.MAX_VALUE, cursor.row());
    }

    @Override
    default int getType() throws SQLException {
        return cursor().type();
    }

    /** A hint, which changes nothing: pages are read forward. */
    @Override
    default void setFetchDirection(int direction) throws SQLException {
        SqlErrors.checkDirection(direction, cursor().type());
    }
}
