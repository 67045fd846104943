package dev.pallas.quickstart;

import java.io.PrintStream;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** Runs the steps, compares what was read with Trino, and prints the table. */
final class Report {
    private final PrintStream out;
    private final long start = System.nanoTime();
    private final Reference reference;
    private final Meter meter;
    private final List<Line> lines = new ArrayList<>();
    private final List<String> differences = new ArrayList<>();

    private record Line(String face, String query, int statements, long rows, double millis, long bytesScanned) {}

    Report(PrintStream out, Reference reference, Meter meter) {
        this.out = out;
        this.reference = reference;
        this.meter = meter;
    }

    void progress(String text) {
        out.printf(Locale.ROOT, "[%6.1f s] %s%n", (System.nanoTime() - start) / 1e9, text);
    }

    /** Runs a read, and compares its rows with the answer of Trino's {@code tpch} connector. */
    void read(String face, String query, String referenceSql, Callable<List<List<@Nullable Object>>> action)
            throws Exception {
        meter.take();
        long begin = System.nanoTime();
        List<List<@Nullable Object>> rows = call(face, query, action);
        add(face, query, rows.size(), begin);
        String difference = Values.difference(rows, expected(query, referenceSql));
        if (difference != null) {
            differences.add(face + ", " + query + ": " + difference);
            progress("DIFFERENT: " + differences.get(differences.size() - 1));
        }
    }

    /** Runs a write; the reads after it are what is compared. Gives the number of statements that Athena has run for it. */
    int write(String face, String query, Callable<Integer> action) throws Exception {
        meter.take();
        long begin = System.nanoTime();
        int rows = call(face, query, action);
        return add(face, query, rows, begin);
    }

    private static <T> T call(String face, String query, Callable<T> action) throws Exception {
        try {
            return action.call();
        } catch (Exception e) {
            throw new IllegalStateException(face + ", " + query + " failed: " + e.getMessage(), e);
        }
    }

    private int add(String face, String query, long rows, long begin) {
        double millis = (System.nanoTime() - begin) / 1e6;
        Meter.Reading reading = meter.take();
        lines.add(new Line(face, query, reading.statements(), rows, millis, reading.bytesScanned()));
        return reading.statements();
    }

    private List<List<@Nullable Object>> expected(String query, String sql) {
        try {
            return reference.ask(sql);
        } catch (SQLException e) {
            throw new IllegalStateException("the reference of '" + query + "' cannot be asked: " + sql, e);
        }
    }

    /** Prints the table and the last line. Returns whether every read was right. */
    boolean print() {
        out.println();
        out.printf(
                "%-7s  %-36s  %10s  %6s  %10s  %10s%n", "face", "query", "statements", "rows", "time (ms)", "scanned");
        out.println("-".repeat(88));
        for (Line line : lines) {
            out.printf(
                    Locale.ROOT,
                    "%-7s  %-36s  %10d  %6d  %10.0f  %7.3f MB%n",
                    line.face,
                    line.query,
                    line.statements,
                    line.rows,
                    line.millis,
                    line.bytesScanned / 1e6);
        }
        out.println();
        differences.forEach(difference -> out.println("DIFFERENT  " + difference));
        int queries = lines.stream().mapToInt(Line::statements).sum();
        long rows = lines.stream().mapToLong(Line::rows).sum();
        out.printf(
                "quickstart: %s, %d queries, %d rows%n",
                differences.isEmpty() ? "ok" : differences.size() + " DIFFERENT", queries, rows);
        return differences.isEmpty();
    }
}
