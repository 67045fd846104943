package dev.pallas.benchmarks;

import dev.pallas.local.LocalAthena;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.Date;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Properties;
import java.util.stream.Stream;

/** Ten thousand rows into an Iceberg table: a sample of them one by one, all in a batch, and all loaded in bulk. */
final class WriteBenchmark implements Benchmark {
    private static final int ROWS = 10_000;
    private static final int ONE_BY_ONE = 100;
    private static final String THRESHOLD = "BulkLoadThreshold";

    @Override
    public void run(Report report) throws Exception {
        try (var server = LocalAthena.start()) {
            var bulk = hasBulkLoad(server);
            var properties = new Properties();
            if (bulk) {
                properties.setProperty(THRESHOLD, "0");
            }
            write(report, server, "one_by_one", properties, ONE_BY_ONE, 1);
            write(report, server, "batch", properties, ROWS, ROWS);
            if (bulk) {
                properties.setProperty(THRESHOLD, "1000");
                write(report, server, "bulk", properties, ROWS, ROWS);
            }
        }
    }

    private static boolean hasBulkLoad(LocalAthena server) throws SQLException {
        var url = server.jdbcUrl();
        return Stream.of(DriverManager.getDriver(url).getPropertyInfo(url, new Properties()))
                .anyMatch(property -> property.name.equals(THRESHOLD));
    }

    private static void write(
            Report report, LocalAthena server, String name, Properties properties, int rows, int batch)
            throws Exception {
        try (var connection = DriverManager.getConnection(server.jdbcUrl(), properties)) {
            run(
                    connection,
                    "CREATE TABLE " + name + " (id bigint, name string, price decimal(10,2), day date) LOCATION '"
                            + server.warehouseLocation() + "benchmark/" + name
                            + "/' TBLPROPERTIES ('table_type'='ICEBERG')");
            try (var insert = connection.prepareStatement("INSERT INTO " + name + " VALUES (?, ?, ?, ?)")) {
                // the first statement finds everything cold
                insert(insert, -1, 0, 1);
                server.resetCounts();
                var millis = Sample.time(() -> {
                    for (var from = 0; from < rows; from += batch) {
                        insert(insert, from, from + batch, batch);
                    }
                    return rows;
                });
                report.value(
                        "write." + name + ".statements",
                        (double) server.counts().queriesStarted(),
                        "statements");
                report.value("write." + name + ".rows_per_s", rows * 1e3 / millis, "rows/s");
            }
            try (var statement = connection.createStatement();
                    var count = statement.executeQuery("SELECT count(*) FROM " + name)) {
                count.next();
                Check.equal(rows + 1L, count.getLong(1));
            }
            run(connection, "DROP TABLE " + name);
        }
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static void insert(PreparedStatement insert, int from, int to, int batch) throws SQLException {
        for (var id = from; id < to; id++) {
            insert.setLong(1, id);
            insert.setString(2, "the name of row " + id);
            insert.setBigDecimal(3, BigDecimal.valueOf(id, 2));
            insert.setDate(4, Date.valueOf(LocalDate.of(2024, 1, 1).plusDays(Math.floorMod(id, 1_000))));
            if (batch == 1) {
                insert.executeUpdate();
            } else {
                insert.addBatch();
            }
        }
        if (batch > 1) {
            insert.executeBatch();
        }
    }
}
