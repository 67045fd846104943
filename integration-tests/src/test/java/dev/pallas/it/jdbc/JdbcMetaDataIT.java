package dev.pallas.it.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** DatabaseMetaData over Hive and Iceberg tables. */
class JdbcMetaDataIT {
    private static Connection connection;
    private static DatabaseMetaData metaData;

    @BeforeAll
    static void tables() throws SQLException {
        connection = JdbcDatabase.connect();
        metaData = connection.getMetaData();
        JdbcDatabase.iceberg(
                connection, "meta_iceberg", "id bigint, price decimal(12,2), ts timestamp, tags array<string>");
        JdbcDatabase.execute(connection, "DROP TABLE IF EXISTS meta_hive");
        JdbcDatabase.execute(
                connection,
                "CREATE EXTERNAL TABLE meta_hive (a int COMMENT 'the a', b varchar(10), c struct<x:int,y:map<string,double>>)"
                        + " COMMENT 'a table' PARTITIONED BY (day date) STORED AS PARQUET LOCATION '"
                        + JdbcDatabase.location("meta_hive") + "'");
        JdbcDatabase.execute(connection, "CREATE OR REPLACE VIEW meta_view AS SELECT id FROM meta_iceberg");
    }

    @AfterAll
    static void close() throws SQLException {
        connection.close();
    }

    private static List<String> values(ResultSet rows, String... labels) throws SQLException {
        var values = new ArrayList<String>();
        while (rows.next()) {
            var row = new ArrayList<String>();
            for (var label : labels) {
                row.add(rows.getString(label));
            }
            values.add(String.join("|", row));
        }
        return values;
    }

    @Test
    void listsTables() throws SQLException {
        assertThat(values(
                        metaData.getTables(null, JdbcDatabase.NAME, "meta\\_%", new String[] {"TABLE", "VIEW"}),
                        "TABLE_TYPE",
                        "TABLE_SCHEM",
                        "TABLE_NAME"))
                .containsExactly("TABLE|it_jdbc|meta_hive", "TABLE|it_jdbc|meta_iceberg", "VIEW|it_jdbc|meta_view");
        assertThat(values(metaData.getTables("AwsDataCatalog", "IT_JDBC", "META_HIVE", null), "REMARKS"))
                .containsExactly("a table");
        assertThat(values(metaData.getTables(null, "no_such_schema", "%", null), "TABLE_NAME"))
                .isEmpty();
    }

    @Test
    void listsColumnsOfAHiveTable() throws SQLException {
        assertThat(values(
                        metaData.getColumns(null, JdbcDatabase.NAME, "meta_hive", "%"),
                        "ORDINAL_POSITION",
                        "COLUMN_NAME",
                        "TYPE_NAME",
                        "DATA_TYPE"))
                .containsExactly(
                        "1|a|int|" + Types.INTEGER,
                        "2|b|varchar(10)|" + Types.VARCHAR,
                        "3|c|struct<x:int,y:map<string,double>>|" + Types.STRUCT,
                        "4|day|date|" + Types.DATE);
        assertThat(values(metaData.getColumns(null, JdbcDatabase.NAME, "meta_hive", "a"), "REMARKS"))
                .containsExactly("the a");
    }

    @Test
    void listsColumnsOfAnIcebergTable() throws SQLException {
        assertThat(values(
                        metaData.getColumns(null, JdbcDatabase.NAME, "meta_iceberg", null),
                        "COLUMN_NAME",
                        "TYPE_NAME",
                        "DATA_TYPE"))
                .containsExactly(
                        "id|bigint|" + Types.BIGINT,
                        "price|decimal(12,2)|" + Types.DECIMAL,
                        "ts|timestamp|" + Types.TIMESTAMP,
                        "tags|array<string>|" + Types.ARRAY);
    }

    @Test
    void listsSchemasAndCatalogs() throws SQLException {
        assertThat(values(metaData.getSchemas(), "TABLE_SCHEM")).contains("default", JdbcDatabase.NAME);
        assertThat(values(metaData.getCatalogs(), "TABLE_CAT")).contains("AwsDataCatalog", "tpch");
        assertThat(values(metaData.getSchemas("tpch", "tiny"), "TABLE_SCHEM")).containsExactly("tiny");
        assertThat(values(metaData.getTables("tpch", "tiny", "line%", null), "TABLE_NAME"))
                .containsExactly("lineitem");
    }

    @Test
    void hasNoKeys() throws SQLException {
        assertThat(metaData.getPrimaryKeys(null, JdbcDatabase.NAME, "meta_iceberg")
                        .next())
                .isFalse();
        assertThat(metaData.getIndexInfo(null, JdbcDatabase.NAME, "meta_iceberg", false, true)
                        .next())
                .isFalse();
    }

    @Test
    void showsNoSecretInItsUrl() throws SQLException {
        assertThat(metaData.getURL())
                .startsWith("jdbc:athena://")
                .doesNotContain(JdbcDatabase.server().secretAccessKey());
    }

    @Test
    void readsShowStatements() throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("SHOW TABLES IN it_jdbc 'meta_*'")) {
            assertThat(values(rows, rows.getMetaData().getColumnLabel(1)))
                    .containsExactlyInAnyOrder("meta_hive", "meta_iceberg", "meta_view");
        }
    }
}
