package dev.pallas.benchmarks;

import dev.pallas.local.LocalAthena;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;

/** The embedded Athena: how long it takes to start and to answer, how much it carries in a second, how large it is. */
final class LocalAthenaBenchmark implements Benchmark {
    private static final int STARTS = 5;
    private static final int ROUND_TRIPS = 50;
    private static final int WRITES = 10;
    private static final int ROWS = 1_000_000;
    private static final String MANY_ROWS =
            "SELECT 1000 * a + b AS id, 'name ' || CAST(b AS varchar) AS name FROM UNNEST(sequence(0, 999)) AS t(a)"
                    + " CROSS JOIN UNNEST(sequence(1, 1000)) AS u(b)";

    @Override
    public void run(Report report) throws Exception {
        report.value("local.jar_size", Files.size(artifact()) / 1e6, "MB");
        // the first start unpacks jars
        startToFirstResult();
        var starts = new double[STARTS];
        for (var i = 0; i < STARTS; i++) {
            starts[i] = startToFirstResult();
        }
        report.value("local.start_to_first_result", new Sample(starts).median(), "s");
        try (var server = LocalAthena.start();
                var athena = new AthenaCalls(server)) {
            roundTrips(report, server, athena);
            writes(report, server, athena);
            reads(report, athena);
            report.value("local.rss", residentMegabytes(server.pid()), "MB");
        }
    }

    private static Path artifact() throws Exception {
        return Path.of(LocalAthena.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
    }

    /** In seconds; the end of the server does not count. */
    private static double startToFirstResult() throws IOException {
        var start = System.nanoTime();
        try (var server = LocalAthena.start();
                var athena = new AthenaCalls(server)) {
            Check.equal(1, Long.parseLong(athena.firstValue(athena.run("SELECT 1"))));
            return (System.nanoTime() - start) / 1e9;
        }
    }

    /** Both ways in turn, so that what else the machine does meets both. */
    private static void roundTrips(Report report, LocalAthena server, AthenaCalls athena) throws Exception {
        var engine = new EngineCalls(server.engineEndpoint());
        for (var i = 0; i < ROUND_TRIPS; i++) {
            athena.run("SELECT 1");
            engine.run("SELECT 1");
        }
        var api = new double[ROUND_TRIPS];
        var straight = new double[ROUND_TRIPS];
        for (var i = 0; i < ROUND_TRIPS; i++) {
            api[i] = Sample.time(() -> athena.run("SELECT 1"));
            straight[i] = Sample.time(() -> engine.run("SELECT 1"));
        }
        report.value("local.select1.api", new Sample(api).median(), "ms");
        report.value("local.select1.engine", new Sample(straight).median(), "ms");
        report.value("local.select1.api_minus_engine", new Sample(api).median() - new Sample(straight).median(), "ms");
    }

    private static void writes(Report report, LocalAthena server, AthenaCalls athena) throws Exception {
        athena.run("CREATE TABLE t (id int, name string) LOCATION '" + server.warehouseLocation()
                + "benchmark/t/' TBLPROPERTIES ('table_type'='ICEBERG')");
        var id = new AtomicInteger();
        report.value(
                "local.iceberg_insert",
                Sample.of(2, WRITES, () -> athena.run("INSERT INTO t VALUES (" + id.incrementAndGet() + ", 'a name')"))
                        .median(),
                "ms");
        report.value(
                "local.iceberg_update",
                Sample.of(
                                2,
                                WRITES,
                                () -> athena.run("UPDATE t SET name = 'another' WHERE id = " + id.getAndDecrement()))
                        .median(),
                "ms");
    }

    private static void reads(Report report, AthenaCalls athena) throws Exception {
        var warm = athena.run(MANY_ROWS);
        Check.equal(ROWS, athena.readPages(warm));
        var written = System.nanoTime();
        var execution = athena.run(MANY_ROWS);
        var writing = System.nanoTime() - written;
        var object = Sample.time(() -> Check.equal(ROWS, athena.readObject(execution)));
        var pages = Sample.time(() -> Check.equal(ROWS, athena.readPages(execution)));
        report.value("local.csv_write", ROWS / (writing / 1e9), "rows/s");
        report.value("local.csv", ROWS / ((writing / 1e6 + object) / 1000), "rows/s");
        report.value("local.get_query_results", ROWS / (pages / 1000), "rows/s");
    }

    private static double residentMegabytes(long pid) throws IOException {
        var process = new ProcessBuilder("ps", "-o", "rss=", "-p", String.valueOf(pid)).start();
        try (var output = process.getInputStream()) {
            return Long.parseLong(new String(output.readAllBytes(), StandardCharsets.US_ASCII).strip()) / 1000.0;
        }
    }
}
