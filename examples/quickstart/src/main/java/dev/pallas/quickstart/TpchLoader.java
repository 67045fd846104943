package dev.pallas.quickstart;

import java.sql.DriverManager;
import java.sql.SQLException;

/** Copies TPC-H from Trino's generator into S3, through Athena: three Parquet tables and two Iceberg tables. */
final class TpchLoader {
    private final Report report;
    private final String warehouse;

    TpchLoader(Report report, String warehouse) {
        this.report = report;
        this.warehouse = warehouse;
    }

    void load() throws SQLException {
        try (var connection = DriverManager.getConnection(
                        "jdbc:athena://Region=us-east-1;OutputLocation=s3://pallas-results/");
                var statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE quickstart LOCATION '" + warehouse + "quickstart/'");
            for (String table : new String[] {"region", "nation", "customer"}) {
                report.progress("loading " + table + " as Parquet");
                statement.execute(
                        "CREATE TABLE quickstart." + table + " WITH (format = 'PARQUET', external_location = '"
                                + location(table) + "') AS SELECT * FROM tpch.tiny." + table);
            }
            for (String table : new String[] {"orders", "lineitem"}) {
                report.progress("loading " + table + " as Iceberg");
                statement.execute("CREATE TABLE quickstart." + table
                        + " WITH (table_type = 'ICEBERG', is_external = false, location = '" + location(table)
                        + "') AS SELECT * FROM tpch.tiny." + table);
            }
        }
    }

    private String location(String table) {
        return warehouse + "quickstart/" + table + "/";
    }
}
