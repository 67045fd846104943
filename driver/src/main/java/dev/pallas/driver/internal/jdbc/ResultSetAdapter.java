package dev.pallas.driver.internal.jdbc;

import java.io.InputStream;
import java.net.URL;
import java.sql.Ref;
import java.sql.RowId;
import java.sql.SQLException;
import java.sql.SQLXML;

/** What follows from a result that is only read, and what that does not do. */
interface ResultSetAdapter extends ResultSetByLabel, ResultSetUpdateAdapter, ResultSetUpdateByLabelAdapter {
    @Override
    default int getFetchDirection() {
        return FETCH_FORWARD;
    }

    @Override
    default int getConcurrency() {
        return CONCUR_READ_ONLY;
    }

    @Override
    default int getHoldability() {
        return HOLD_CURSORS_OVER_COMMIT;
    }

    @Deprecated
    @Override
    default InputStream getUnicodeStream(int columnIndex) throws SQLException {
        throw SqlErrors.unsupported("ResultSet.getUnicodeStream");
    }

    @Override
    default String getCursorName() throws SQLException {
        throw SqlErrors.unsupported("ResultSet.getCursorName");
    }

    @Override
    default boolean rowUpdated() throws SQLException {
        throw SqlErrors.unsupported("ResultSet.rowUpdated");
    }

    @Override
    default boolean rowInserted() throws SQLException {
        throw SqlErrors.unsupported("ResultSet.rowInserted");
    }

    @Override
    default boolean rowDeleted() throws SQLException {
        throw SqlErrors.unsupported("ResultSet.rowDeleted");
    }

    @Override
    default Ref getRef(int columnIndex) throws SQLException {
        throw SqlErrors.unsupported("ResultSet.getRef");
    }

    @Override
    default URL getURL(int columnIndex) throws SQLException {
        throw SqlErrors.unsupported("ResultSet.getURL");
    }

    @Override
    default RowId getRowId(int columnIndex) throws SQLException {
        throw SqlErrors.unsupported("ResultSet.getRowId");
    }

    @Override
    default SQLXML getSQLXML(int columnIndex) throws SQLException {
        throw SqlErrors.unsupported("ResultSet.getSQLXML");
    }
}
