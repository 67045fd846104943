package dev.pallas.benchmarks;

import dev.pallas.driver.ResultFetcher;
import dev.pallas.local.LocalAthena;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.Locale;
import java.util.Properties;

/**
 * A million rows through JDBC, each cell of them, by each fetcher, against a GET of the same result object by the SDK's client alone. What
 * the query takes does not count.
 */
final class FetchBenchmark implements Benchmark {
    private static final int THOUSANDS = 1_000;
    private static final int WARM_UPS = 3;
    private static final int RUNS = 9;

    @Override
    public void run(Report report) throws Exception {
        try (var server = LocalAthena.start();
                var athena = new AthenaCalls(server)) {
            for (var fetcher : ResultFetcher.values()) {
                // the quota of GetQueryResults sets its pace, and the ratio is far from 1 anyway
                var slow = fetcher == ResultFetcher.GET_QUERY_RESULTS;
                measure(report, server, athena, fetcher, slow ? 0 : WARM_UPS, slow ? 1 : RUNS);
            }
        }
    }

    private static void measure(
            Report report, LocalAthena server, AthenaCalls athena, ResultFetcher fetcher, int warmUps, int runs)
            throws Exception {
        var properties = new Properties();
        properties.setProperty("ResultFetcher", fetcher.settingValue());
        // the query runs once and its object is read again and again; only UNLOAD writes anew each time
        properties.setProperty("ResultCacheSize", "50");
        var driver = new double[runs];
        var bare = new double[runs];
        try (var connection = DriverManager.getConnection(server.jdbcUrl(), properties);
                var statement = connection.createStatement()) {
            var object = athena.run(Rows.query(THOUSANDS));
            // in turn, so that what else the machine does meets both
            for (var i = -warmUps; i < runs; i++) {
                var bareMillis = Sample.time(() -> Check.equal(THOUSANDS * 1_000L, athena.readObject(object)));
                var driverMillis = read(statement);
                if (i >= 0) {
                    bare[i] = bareMillis;
                    driver[i] = driverMillis;
                }
            }
        }
        var millis = new Sample(driver).median();
        var ratio = millis / new Sample(bare).median();
        var name = "fetch." + fetcher.settingValue().toLowerCase(Locale.ROOT);
        report.value(name + ".rows_per_s", THOUSANDS * 1e6 / millis, "rows/s");
        report.value(name + ".bare_get_rows_per_s", THOUSANDS * 1e6 / new Sample(bare).median(), "rows/s");
        report.value(name + ".vs_bare_get", ratio, "ratio");
        if (fetcher == ResultFetcher.S3) {
            report.value("fetch.vs_bare_get", ratio, "ratio");
        }
    }

    private static double read(Statement statement) throws Exception {
        try (var result = statement.executeQuery(Rows.query(THOUSANDS))) {
            return Sample.time(() -> Check.equal(THOUSANDS * 1_000L, Rows.read(result)));
        }
    }
}
