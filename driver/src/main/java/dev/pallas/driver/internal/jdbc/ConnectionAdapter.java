package dev.pallas.driver.internal.jdbc;

import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.SQLXML;
import java.sql.Savepoint;

/** Refuses what no connection does. */
interface ConnectionAdapter extends Connection {
    @Override
    default CallableStatement prepareCall(String sql) throws SQLException {
        throw SqlErrors.unsupported("Connection.prepareCall", "Athena has no stored procedures");
    }

    @Override
    default CallableStatement prepareCall(String sql, int resultSetType, int resultSetConcurrency) throws SQLException {
        throw SqlErrors.unsupported("Connection.prepareCall", "Athena has no stored procedures");
    }

    @Override
    default Savepoint setSavepoint() throws SQLException {
        throw SqlErrors.unsupported(
                "Connection.setSavepoint", "Athena has no transactions, so there is nothing to return to");
    }

    @Override
    default Savepoint setSavepoint(String name) throws SQLException {
        throw SqlErrors.unsupported(
                "Connection.setSavepoint", "Athena has no transactions, so there is nothing to return to");
    }

    @Override
    default void rollback(Savepoint name) throws SQLException {
        throw SqlErrors.unsupported(
                "Connection.rollback", "Athena has no transactions, so there is nothing to return to");
    }

    @Override
    default void releaseSavepoint(Savepoint name) throws SQLException {
        throw SqlErrors.unsupported(
                "Connection.releaseSavepoint", "Athena has no transactions, so there is nothing to return to");
    }

    @Override
    default CallableStatement prepareCall(
            String sql, int resultSetType, int resultSetConcurrency, int resultSetHoldability) throws SQLException {
        throw SqlErrors.unsupported("Connection.prepareCall", "Athena has no stored procedures");
    }

    @Override
    default PreparedStatement prepareStatement(String sql, int[] keys) throws SQLException {
        throw SqlErrors.generatedKeys();
    }

    @Override
    default PreparedStatement prepareStatement(String sql, String[] keys) throws SQLException {
        throw SqlErrors.generatedKeys();
    }

    @Override
    default SQLXML createSQLXML() throws SQLException {
        throw SqlErrors.unsupported("Connection.createSQLXML");
    }
}
