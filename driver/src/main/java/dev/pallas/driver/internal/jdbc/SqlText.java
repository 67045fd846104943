package dev.pallas.driver.internal.jdbc;

import dev.pallas.driver.internal.sql.JdbcEscapes;
import dev.pallas.driver.internal.sql.Statement;
import java.sql.SQLException;

/** What the client's scanner knows of a statement's text. */
final class SqlText {
    private SqlText() {}

    /** The text with JDBC's escapes replaced. */
    static String withoutEscapes(String sql) throws SQLException {
        try {
            return JdbcEscapes.translate(sql);
        } catch (RuntimeException e) {
            throw SqlErrors.translate(e);
        }
    }

    /** Whether the statement is run for its rows only: a SELECT and its like. */
    static boolean isQuery(String sql) {
        return Statement.isQuery(sql);
    }

    /** Whether the statement writes rows, and so has none to return. */
    static boolean isWrite(String sql) {
        return Statement.isWrite(sql);
    }

    static int countMarkers(String sql) {
        return Statement.parse(sql).parameterCount();
    }
}
