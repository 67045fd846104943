package dev.pallas.benchmarks;

import dev.pallas.local.LocalAthena;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.List;

/** Ten million rows, about a gigabyte, read in a Java whose heap is 128 MB. */
final class MemoryBenchmark implements Benchmark {
    private static final int THOUSANDS = 10_000;
    private static final String HEAP = "-Xmx128m";

    @Override
    public void run(Report report) throws Exception {
        try (var server = LocalAthena.start()) {
            var reader = new ProcessBuilder(List.of(
                            ProcessHandle.current().info().command().orElse("java"),
                            HEAP,
                            "-cp",
                            System.getProperty("java.class.path"),
                            Reader.class.getName(),
                            server.jdbcUrl()))
                    .redirectOutput(Redirect.INHERIT)
                    .redirectError(Redirect.INHERIT)
                    .start();
            try {
                Check.equal(0, reader.waitFor());
            } finally {
                reader.destroyForcibly();
            }
        }
    }

    /** The Java with the small heap. */
    static final class Reader {
        private Reader() {}

        /** Takes the JDBC URL. */
        public static void main(String[] arguments) throws Exception {
            var report = new Report(System.out);
            var start = System.nanoTime();
            try (var connection = DriverManager.getConnection(arguments[0]);
                    var statement = connection.createStatement();
                    var result = statement.executeQuery(Rows.query(THOUSANDS))) {
                report.value("memory.query_s", (System.nanoTime() - start) / 1e9, "s");
                start = System.nanoTime();
                report.value("memory.rows", (double) Check.equal(THOUSANDS * 1_000L, Rows.read(result)), "rows");
            }
            report.value("memory.read_s", (System.nanoTime() - start) / 1e9, "s");
            report.value("memory.peak_rss_mb", peakMegabytes(), "MB");
        }

        /** The most that was ever resident, as Linux counts it. */
        private static double peakMegabytes() {
            try (var lines = Files.lines(Path.of("/proc/self/status"))) {
                return lines.filter(line -> line.startsWith("VmHWM:"))
                                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                                .sum()
                        / 1000.0;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
