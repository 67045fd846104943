package dev.pallas.driver.internal.jdbc;

import java.sql.SQLException;
import java.sql.Statement;

/** Refuses what no statement does. */
interface StatementAdapter extends Statement {
    /** Does nothing, as JDBC says of a database without positioned updates. */
    @Override
    default void setCursorName(String name) {}

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
