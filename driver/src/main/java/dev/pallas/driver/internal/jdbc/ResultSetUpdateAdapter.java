package dev.pallas.driver.internal.jdbc;

import java.io.InputStream;
import java.io.Reader;
import java.math.BigDecimal;
import java.sql.Array;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.Date;
import java.sql.NClob;
import java.sql.Ref;
import java.sql.ResultSet;
import java.sql.RowId;
import java.sql.SQLException;
import java.sql.SQLType;
import java.sql.SQLXML;
import java.sql.Time;
import java.sql.Timestamp;

/** Refuses what would change a row of a result by the number of its column. */
interface ResultSetUpdateAdapter extends ResultSet {
    @Override
    default void updateNull(int columnIndex) throws SQLException {
        throw SqlErrors.readOnlyResult("updateNull");
    }

    @Override
    default void updateBoolean(int columnIndex, boolean value) throws SQLException {
        throw SqlErrors.readOnlyResult("updateBoolean");
    }

    @Override
    default void updateByte(int columnIndex, byte value) throws SQLException {
        throw SqlErrors.readOnlyResult("updateByte");
    }

    @Override
    default void updateShort(int columnIndex, short value) throws SQLException {
        throw SqlErrors.readOnlyResult("updateShort");
    }

    @Override
    default void updateInt(int columnIndex, int scale) throws SQLException {
        throw SqlErrors.readOnlyResult("updateInt");
    }

    @Override
    default void updateLong(int columnIndex, long length) throws SQLException {
        throw SqlErrors.readOnlyResult("updateLong");
    }

    @Override
    default void updateFloat(int columnIndex, float value) throws SQLException {
        throw SqlErrors.readOnlyResult("updateFloat");
    }

    @Override
    default void updateDouble(int columnIndex, double value) throws SQLException {
        throw SqlErrors.readOnlyResult("updateDouble");
    }

    @Override
    default void updateBigDecimal(int columnIndex, BigDecimal value) throws SQLException {
        throw SqlErrors.readOnlyResult("updateBigDecimal");
    }

    @Override
    default void updateString(int columnIndex, String value) throws SQLException {
        throw SqlErrors.readOnlyResult("updateString");
    }

    @Override
    default void updateBytes(int columnIndex, byte[] value) throws SQLException {
        throw SqlErrors.readOnlyResult("updateBytes");
    }

    @Override
    default void updateDate(int columnIndex, Date value) throws SQLException {
        throw SqlErrors.readOnlyResult("updateDate");
    }

    @Override
    default void updateTime(int columnIndex, Time value) throws SQLException {
        throw SqlErrors.readOnlyResult("updateTime");
    }

    @Override
    default void updateTimestamp(int columnIndex, Timestamp value) throws SQLException {
        throw SqlErrors.readOnlyResult("updateTimestamp");
    }

    @Override
    default void updateAsciiStream(int columnIndex, InputStream value, int length) throws SQLException {
        throw SqlErrors.readOnlyResult("updateAsciiStream");
    }

    @Override
    default void updateBinaryStream(int columnIndex, InputStream value, int length) throws SQLException {
        throw SqlErrors.readOnlyResult("updateBinaryStream");
    }

    @Override
    default void updateCharacterStream(int columnIndex, Reader value, int length) throws SQLException {
        throw SqlErrors.readOnlyResult("updateCharacterStream");
    }

    @Override
    default void updateObject(int columnIndex, Object value, int scale) throws SQLException {
        throw SqlErrors.readOnlyResult("updateObject");
    }

    @Override
    default void updateObject(int columnIndex, Object value) throws SQLException {
        throw SqlErrors.readOnlyResult("updateObject");
    }

    @Override
    default void insertRow() throws SQLException {
        throw SqlErrors.readOnlyResult("insertRow");
    }

    @Override
    default void updateRow() throws SQLException {
        throw SqlErrors.readOnlyResult("updateRow");
    }

    @Override
    default void deleteRow() throws SQLException {
        throw SqlErrors.readOnlyResult("deleteRow");
    }

    @Override
    default void refreshRow() throws SQLException {
        throw SqlErrors.readOnlyResult("refreshRow");
    }

    @Override
    default void cancelRowUpdates() throws SQLException {
        throw SqlErrors.readOnlyResult("cancelRowUpdates");
    }

    @Override
    default void moveToInsertRow() throws SQLException {
        throw SqlErrors.readOnlyResult("moveToInsertRow");
    }

    @Override
    default void moveToCurrentRow() throws SQLException {
        throw SqlErrors.readOnlyResult("moveToCurrentRow");
    }

    @Override
    default void updateRef(int columnIndex, Ref value) throws SQLException {
        throw SqlErrors.readOnlyResult("updateRef");
    }

    @Override
    default void updateBlob(int columnIndex, Blob value) throws SQLException {
        throw SqlErrors.readOnlyResult("updateBlob");
    }

    @Override
    default void updateClob(int columnIndex, Clob value) throws SQLException {
        throw SqlErrors.readOnlyResult("updateClob");
    }

    @Override
    default void updateArray(int columnIndex, Array value) throws SQLException {
        throw SqlErrors.readOnlyResult("updateArray");
    }

    @Override
    default void updateRowId(int columnIndex, RowId value) throws SQLException {
        throw SqlErrors.readOnlyResult("updateRowId");
    }

    @Override
    default void updateNString(int columnIndex, String value) throws SQLException {
        throw SqlErrors.readOnlyResult("updateNString");
    }

    @Override
    default void updateNClob(int columnIndex, NClob value) throws SQLException {
        throw SqlErrors.readOnlyResult("updateNClob");
    }

    @Override
    default void updateSQLXML(int columnIndex, SQLXML value) throws SQLException {
        throw SqlErrors.readOnlyResult("updateSQLXML");
    }

    @Override
    default void updateNCharacterStream(int columnIndex, Reader value, long length) throws SQLException {
        throw SqlErrors.readOnlyResult("updateNCharacterStream");
    }

    @Override
    default void updateAsciiStream(int columnIndex, InputStream value, long length) throws SQLException {
        throw SqlErrors.readOnlyResult("updateAsciiStream");
    }

    @Override
    default void updateBinaryStream(int columnIndex, InputStream value, long length) throws SQLException {
        throw SqlErrors.readOnlyResult("updateBinaryStream");
    }

    @Override
    default void updateCharacterStream(int columnIndex, Reader value, long length) throws SQLException {
        throw SqlErrors.readOnlyResult("updateCharacterStream");
    }

    @Override
    default void updateBlob(int columnIndex, InputStream value, long length) throws SQLException {
        throw SqlErrors.readOnlyResult("updateBlob");
    }

    @Override
    default void updateClob(int columnIndex, Reader value, long length) throws SQLException {
        throw SqlErrors.readOnlyResult("updateClob");
    }

    @Override
    default void updateNClob(int columnIndex, Reader value, long length) throws SQLException {
        throw SqlErrors.readOnlyResult("updateNClob");
    }

    @Override
    default void updateNCharacterStream(int columnIndex, Reader value) throws SQLException {
        throw SqlErrors.readOnlyResult("updateNCharacterStream");
    }

    @Override
    default void updateAsciiStream(int columnIndex, InputStream value) throws SQLException {
        throw SqlErrors.readOnlyResult("updateAsciiStream");
    }

    @Override
    default void updateBinaryStream(int columnIndex, InputStream value) throws SQLException {
        throw SqlErrors.readOnlyResult("updateBinaryStream");
    }

    @Override
    default void updateCharacterStream(int columnIndex, Reader value) throws SQLException {
        throw SqlErrors.readOnlyResult("updateCharacterStream");
    }

    @Override
    default void updateBlob(int columnIndex, InputStream value) throws SQLException {
        throw SqlErrors.readOnlyResult("updateBlob");
    }

    @Override
    default void updateClob(int columnIndex, Reader value) throws SQLException {
        throw SqlErrors.readOnlyResult("updateClob");
    }

    @Override
    default void updateNClob(int columnIndex, Reader value) throws SQLException {
        throw SqlErrors.readOnlyResult("updateNClob");
    }

    @Override
    default void updateObject(int columnIndex, Object value, SQLType targetType, int scale) throws SQLException {
        throw SqlErrors.readOnlyResult("updateObject");
    }

    @Override
    default void updateObject(int columnIndex, Object value, SQLType targetType) throws SQLException {
        throw SqlErrors.readOnlyResult("updateObject");
    }
}
