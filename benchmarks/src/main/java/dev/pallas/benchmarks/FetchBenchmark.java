package dev.pallas.benchmarks;

import dev.pallas.driver.ResultFetcher;
import dev.pallas.local.LocalAthena;
import java.sql.DriverManager;
import java.util.Locale;
import java.util.Properties;

/**
 * A million rows through JDBC, each cell of them, by each fetcher, against a GET of the same result object by the SDK's client alone. What
 * the query takes does not count.
 */
final class FetchBenchmark implements Benchmark {
    private static final int THOUSANDS = 1_000;
    private static final int RUNS = 5;

    @Override
    public void run(Report report) throws Exception {
        try (var server = LocalAthena.start();
                var athena = new AthenaCalls(server)) {
            var execution = athena.run(Rows.query(THOUSANDS));
            var bare = Sample.of(2, RUNS, () -> Check.equal(THOUSANDS * 1_000L, athena.readObject(execution)))
                    .least();
            report.value("fetch.bare_get.rows_per_s", THOUSANDS * 1e6 / bare, "rows/s");
            for (var fetcher : ResultFetcher.values()) {
                var millis = read(server, fetcher);
                var name = "fetch." + fetcher.settingValue().toLowerCase(Locale.ROOT);
                report.value(name + ".rows_per_s", THOUSANDS * 1e6 / millis, "rows/s");
                report.value(name + ".vs_bare_get", millis / bare, "ratio");
                if (fetcher == ResultFetcher.S3) {
                    report.value("fetch.vs_bare_get", millis / bare, "ratio");
                }
            }
        }
    }

    private static double read(LocalAthena server, ResultFetcher fetcher) throws Exception {
        var properties = new Properties();
        properties.setProperty("ResultFetcher", fetcher.settingValue());
        var millis = new double[RUNS];
        try (var connection = DriverManager.getConnection(server.jdbcUrl(), properties);
                var statement = connection.createStatement()) {
            // the first one warms up
            for (var i = -1; i < RUNS; i++) {
                try (var result = statement.executeQuery(Rows.query(THOUSANDS))) {
                    var time = Sample.time(() -> Check.equal(THOUSANDS * 1_000L, Rows.read(result)));
                    millis[Math.max(i, 0)] = time;
                }
                if (fetcher == ResultFetcher.GET_QUERY_RESULTS && i == 0) {
                    // the quota of the service sets the pace, and the ratio is far from 1 anyway
                    return millis[0];
                }
            }
        }
        return new Sample(millis).least();
    }
}
