package dev.pallas.it.jdbc;

import dev.pallas.it.LocalAthenaServer;
import dev.pallas.local.LocalAthena;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/** The database of these tests. Each class has tables of its own in it, so that the order of the classes does not matter. */
final class JdbcDatabase {
    static final String NAME = "it_jdbc";

    private JdbcDatabase() {}

    static LocalAthena server() {
        return LocalAthenaServer.get();
    }

    /** A connection whose schema is the database of these tests, which is made if need be. */
    static Connection connect() throws SQLException {
        var connection = DriverManager.getConnection(server().jdbcUrl());
        execute(connection, "CREATE DATABASE IF NOT EXISTS " + NAME + " LOCATION '" + location("") + "'");
        connection.setSchema(NAME);
        return connection;
    }

    static String location(String table) {
        return server().warehouseLocation() + NAME + "/" + (table.isEmpty() ? "" : table + "/");
    }

    /** Makes an Iceberg table anew. */
    static void iceberg(Connection connection, String table, String columns) throws SQLException {
        execute(connection, "DROP TABLE IF EXISTS `" + NAME + "`.`" + table + "`");
        execute(
                connection,
                "CREATE TABLE " + NAME + "." + table + " (" + columns + ") LOCATION '" + location(table)
                        + "' TBLPROPERTIES ('table_type'='ICEBERG')");
    }

    static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    static long count(Connection connection, String table) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT count(*) FROM " + table)) {
            rows.next();
            return rows.getLong(1);
        }
    }
}
