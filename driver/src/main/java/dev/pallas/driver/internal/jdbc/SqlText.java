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

    static int countMarkers(String sql) {
        return Statement.parse(sql).parameterCount();
    }
}
