package dev.pallas.benchmarks;

import dev.pallas.driver.QueryHandle;
import dev.pallas.local.Fault;
import dev.pallas.local.LocalAthena;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The time of executeQuery that is not the query's own, and the calls that it costs, for short and long queries. */
final class OverheadBenchmark implements Benchmark {

    /** Queries that take so long, the first ones of which do not count: from them the driver learns how long. */
    private record Length(String name, Duration time, int runs) {}

    private static final List<Length> LENGTHS = List.of(
            new Length("50ms", Duration.ofMillis(50), 40),
            new Length("500ms", Duration.ofMillis(500), 20),
            new Length("5s", Duration.ofSeconds(5), 5));
    private static final int WARM_UPS = 3;

    @Override
    public void run(Report report) throws Exception {
        try (var server = LocalAthena.start()) {
            LENGTHS.forEach(length ->
                    server.faults().add(Fault.runningAtLeast(length.time()).query(length.name())));
            try (var connection = DriverManager.getConnection(server.jdbcUrl());
                    var statement = connection.createStatement()) {
                for (var i = 0; i < 50; i++) {
                    statement.executeQuery("SELECT 1").close();
                }
                for (var length : LENGTHS) {
                    // at the first time nothing is known of the statement
                    var first = overhead(statement, length);
                    for (var i = 1; i < WARM_UPS; i++) {
                        overhead(statement, length);
                    }
                    server.resetCounts();
                    var overheads = new ArrayList<Double>();
                    for (var i = 0; i < length.runs(); i++) {
                        overheads.add(overhead(statement, length));
                    }
                    var median = new Sample(overheads.stream()
                                    .mapToDouble(Double::doubleValue)
                                    .toArray())
                            .median();
                    var name = "overhead." + length.name();
                    report.value(name, median, "ms");
                    report.value(name + ".percent", 100 * median / length.time().toMillis(), "%");
                    report.value(name + ".first", first, "ms");
                    report.value(name + ".calls", (double) server.counts().calls("athena") / length.runs(), "calls");
                }
            }
        }
    }

    /** In milliseconds. */
    private static double overhead(java.sql.Statement statement, Length length) throws Exception {
        var start = System.nanoTime();
        statement.executeQuery("SELECT '" + length.name() + "'").close();
        var wall = (System.nanoTime() - start) / 1e6;
        var info = statement.unwrap(QueryHandle.class).lastInfo().orElseThrow();
        return wall - info.statistics().totalExecutionTime().toMillis();
    }
}
