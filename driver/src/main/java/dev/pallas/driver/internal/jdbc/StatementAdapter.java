package dev.pallas.driver.internal.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** Refuses what no statement does. */
interface StatementAdapter extends Statement {
    @Override
    default void setCursorName(String name) throws SQLException {
        throw SqlErrors.unsupported("Statement.setCursorName", "an Athena result has no cursor to name");
    }

    @Override
    default ResultSet getGeneratedKeys() throws SQLException {
        throw SqlErrors.generatedKeys();
    }

    @Override
    default int executeUpdate(String sql, int[] keys) throws SQLException {
        throw SqlErrors.generatedKeys();
    }

    @Override
    default int executeUpdate(String sql, String[] keys) throws SQLException {
        throw SqlErrors.generatedKeys();
    }

    @Override
    default boolean execute(String sql, int[] keys) throws SQLException {
        throw SqlErrors.generatedKeys();
    }

    @Override
    default boolean execute(String sql, String[] keys) throws SQLException {
        throw SqlErrors.generatedKeys();
    }

    @Override
    default long executeLargeUpdate(String sql, int[] keys) throws SQLException {
        throw SqlErrors.generatedKeys();
    }

    @Override
    default long executeLargeUpdate(String sql, String[] keys) throws SQLException {
        throw SqlErrors.generatedKeys();
    }
}
