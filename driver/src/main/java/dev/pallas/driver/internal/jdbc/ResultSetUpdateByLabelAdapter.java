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

/** Refuses what would change a row of a result by the label of its column. */
interface ResultSetUpdateByLabelAdapter extends ResultSet {
    @Override
    default void updateNull(String columnLabel) throws SQLException {
        throw SqlErrors.readOnlyResult("updateNull");
    }

    @Override
    default void updateBoolean(String columnLabel, boolean value) throws SQLException {
        throw SqlErrors.readOnlyResult("updateBoolean");
    }

    @Override
    default void updateByte(String columnLabel, byte value) throws SQLException {
        throw SqlErrors.readOnlyResult("updateByte");
    }

    @Override
    default void updateShort(String columnLabel, short value) throws SQLException {
        throw SqlErrors.readOnlyResult("updateShort");
    }

    @Override
    default void updateInt(String columnLabel, int scale) throws SQLException {
        throw SqlErrors.readOnlyResult("updateInt");
    }

    @Override
    default void updateLong(String columnLabel, long length) throws SQLException {
        throw SqlErrors.readOnlyResult("updateLong");
    }

    @Override
    default void updateFloat(String columnLabel, float value) throws SQLException {
        throw SqlErrors.readOnlyResult("updateFloat");
    }

    @Override
    default void updateDouble(String columnLabel, double value) throws SQLException {
        throw SqlErrors.readOnlyResult("updateDouble");
    }

    @Override
    default void updateBigDecimal(String columnLabel, BigDecimal value) throws SQLException {
        throw SqlErrors.readOnlyResult("updateBigDecimal");
    }

    @Override
    default void updateString(String columnLabel, String value) throws SQLException {
        throw SqlErrors.readOnlyResult("updateString");
    }

    @Override
    default void updateBytes(String columnLabel, byte[] value) throws SQLException {
        throw SqlErrors.readOnlyResult("updateBytes");
    }

    @Override
    default void updateDate(String columnLabel, Date value) throws SQLException {
        throw SqlErrors.readOnlyResult("updateDate");
    }

    @Override
    default void updateTime(String columnLabel, Time value) throws SQLException {
        throw SqlErrors.readOnlyResult("updateTime");
    }

    @Override
    default void updateTimestamp(String columnLabel, Timestamp value) throws SQLException {
        throw SqlErrors.readOnlyResult("updateTimestamp");
    }

    @Override
    default void updateAsciiStream(String columnLabel, InputStream value, int length) throws SQLException {
        throw SqlErrors.readOnlyResult("updateAsciiStream");
    }

    @Override
    default void updateBinaryStream(String columnLabel, InputStream value, int length) throws SQLException {
        throw SqlErrors.readOnlyResult("updateBinaryStream");
    }

    @Override
    default void updateCharacterStream(String columnLabel, Reader value, int length) throws SQLException {
        throw SqlErrors.readOnlyResult("updateCharacterStream");
    }

    @Override
    default void updateObject(String columnLabel, Object value, int scale) throws SQLException {
        throw SqlErrors.readOnlyResult("updateObject");
    }

    @Override
    default void updateObject(String columnLabel, Object value) throws SQLException {
        throw SqlErrors.readOnlyResult("updateObject");
    }

    @Override
    default void updateRef(String columnLabel, Ref value) throws SQLException {
        throw SqlErrors.readOnlyResult("updateRef");
    }

    @Override
    default void updateBlob(String columnLabel, Blob value) throws SQLException {
        throw SqlErrors.readOnlyResult("updateBlob");
    }

    @Override
    default void updateClob(String columnLabel, Clob value) throws SQLException {
        throw SqlErrors.readOnlyResult("updateClob");
    }

    @Override
    default void updateArray(String columnLabel, Array value) throws SQLException {
        throw SqlErrors.readOnlyResult("updateArray");
    }

    @Override
    default void updateRowId(String columnLabel, RowId value) throws SQLException {
        throw SqlErrors.readOnlyResult("updateRowId");
    }

    @Override
    default void updateNString(String columnLabel, String value) throws SQLException {
        throw SqlErrors.readOnlyResult("updateNString");
    }

    @Override
    default void updateNClob(String columnLabel, NClob value) throws SQLException {
        throw SqlErrors.readOnlyResult("updateNClob");
    }

    @Override
    default void updateSQLXML(String columnLabel, SQLXML value) throws SQLException {
        throw SqlErrors.readOnlyResult("updateSQLXML");
    }

    @Override
    default void updateNCharacterStream(String columnLabel, Reader value, long length) throws SQLException {
        throw SqlErrors.readOnlyResult("updateNCharacterStream");
    }

    @Override
    default void updateAsciiStream(String columnLabel, InputStream value, long length) throws SQLException {
        throw SqlErrors.readOnlyResult("updateAsciiStream");
    }

    @Override
    default void updateBinaryStream(String columnLabel, InputStream value, long length) throws SQLException {
        throw SqlErrors.readOnlyResult("updateBinaryStream");
    }

    @Override
    default void updateCharacterStream(String columnLabel, Reader value, long length) throws SQLException {
        throw SqlErrors.readOnlyResult("updateCharacterStream");
    }

    @Override
    default void updateBlob(String columnLabel, InputStream value, long length) throws SQLException {
        throw SqlErrors.readOnlyResult("updateBlob");
    }

    @Override
    default void updateClob(String columnLabel, Reader value, long length) throws SQLException {
        throw SqlErrors.readOnlyResult("updateClob");
    }

    @Override
    default void updateNClob(String columnLabel, Reader value, long length) throws SQLException {
        throw SqlErrors.readOnlyResult("updateNClob");
    }

    @Override
    default void updateNCharacterStream(String columnLabel, Reader value) throws SQLException {
        throw SqlErrors.readOnlyResult("updateNCharacterStream");
    }

    @Override
    default void updateAsciiStream(String columnLabel, InputStream value) throws SQLException {
        throw SqlErrors.readOnlyResult("updateAsciiStream");
    }

    @Override
    default void updateBinaryStream(String columnLabel, InputStream value) throws SQLException {
        throw SqlErrors.readOnlyResult("updateBinaryStream");
    }

    @Override
    default void updateCharacterStream(String columnLabel, Reader value) throws SQLException {
        throw SqlErrors.readOnlyResult("updateCharacterStream");
    }

    @Override
    default void updateBlob(String columnLabel, InputStream value) throws SQLException {
        throw SqlErrors.readOnlyResult("updateBlob");
    }

    @Override
    default void updateClob(String columnLabel, Reader value) throws SQLException {
        throw SqlErrors.readOnlyResult("updateClob");
    }

    @Override
    default void updateNClob(String columnLabel, Reader value) throws SQLException {
        throw SqlErrors.readOnlyResult("updateNClob");
    }

    @Override
    default void updateObject(String columnLabel, Object value, SQLType targetType, int scale) throws SQLException {
        throw SqlErrors.readOnlyResult("updateObject");
    }

    @Override
    default void updateObject(String columnLabel, Object value, SQLType targetType) throws SQLException {
        throw SqlErrors.readOnlyResult("updateObject");
    }
}
