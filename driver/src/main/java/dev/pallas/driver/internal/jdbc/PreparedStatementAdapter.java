package dev.pallas.driver.internal.jdbc;

import java.io.InputStream;
import java.net.URL;
import java.sql.PreparedStatement;
import java.sql.Ref;
import java.sql.ResultSet;
import java.sql.RowId;
import java.sql.SQLException;
import java.sql.SQLXML;

/** Refuses what a prepared statement does not do; among it the methods of Statement that bring another text. */
interface PreparedStatementAdapter extends StatementAdapter, PreparedStatement {
    @Deprecated
    @Override
    default void setUnicodeStream(int parameterIndex, InputStream value, int length) throws SQLException {
        throw SqlErrors.unsupported("PreparedStatement.setUnicodeStream");
    }

    @Override
    default void setRef(int parameterIndex, Ref value) throws SQLException {
        throw SqlErrors.unsupported("PreparedStatement.setRef");
    }

    @Override
    default void setURL(int parameterIndex, URL value) throws SQLException {
        throw SqlErrors.unsupported("PreparedStatement.setURL");
    }

    @Override
    default void setRowId(int parameterIndex, RowId value) throws SQLException {
        throw SqlErrors.unsupported("PreparedStatement.setRowId");
    }

    @Override
    default void setSQLXML(int parameterIndex, SQLXML value) throws SQLException {
        throw SqlErrors.unsupported("PreparedStatement.setSQLXML");
    }

    @Override
    default ResultSet executeQuery(String sql) throws SQLException {
        throw SqlErrors.ownText("executeQuery");
    }

    @Override
    default int executeUpdate(String sql) throws SQLException {
        throw SqlErrors.ownText("executeUpdate");
    }

    @Override
    default boolean execute(String sql) throws SQLException {
        throw SqlErrors.ownText("execute");
    }

    @Override
    default void addBatch(String sql) throws SQLException {
        throw SqlErrors.ownText("addBatch");
    }

    @Override
    default int executeUpdate(String sql, int keys) throws SQLException {
        throw SqlErrors.ownText("executeUpdate");
    }

    @Override
    default int executeUpdate(String sql, int[] keys) throws SQLException {
        throw SqlErrors.ownText("executeUpdate");
    }

    @Override
    default int executeUpdate(String sql, String[] keys) throws SQLException {
        throw SqlErrors.ownText("executeUpdate");
    }

    @Override
    default boolean execute(String sql, int keys) throws SQLException {
        throw SqlErrors.ownText("execute");
    }

    @Override
    default boolean execute(String sql, int[] keys) throws SQLException {
        throw SqlErrors.ownText("execute");
    }

    @Override
    default boolean execute(String sql, String[] keys) throws SQLException {
        throw SqlErrors.ownText("execute");
    }

    @Override
    default long executeLargeUpdate(String sql) throws SQLException {
        throw SqlErrors.ownText("executeLargeUpdate");
    }

    @Override
    default long executeLargeUpdate(String sql, int keys) throws SQLException {
        throw SqlErrors.ownText("executeLargeUpdate");
    }

    @Override
    default long executeLargeUpdate(String sql, int[] keys) throws SQLException {
        throw SqlErrors.ownText("executeLargeUpdate");
    }

    @Override
    default long executeLargeUpdate(String sql, String[] keys) throws SQLException {
        throw SqlErrors.ownText("executeLargeUpdate");
    }
}
