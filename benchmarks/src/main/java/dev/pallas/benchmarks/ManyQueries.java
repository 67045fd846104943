package dev.pallas.benchmarks;

import dev.pallas.local.Fault;
import dev.pallas.local.LocalAthena;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Two thousand queries of two seconds, and what may be expected of them. */
final class ManyQueries {
    static final int COUNT = 2_000;
    static final String SQL = "SELECT 'two seconds', ?";
    private static final Duration TIME = Duration.ofSeconds(2);

    /** Athena's default quota of StartQueryExecution. */
    private static final double STARTS_PER_SECOND = 20;

    private static final int STARTS_AT_ONCE = 80;
    private static final String[] OPERATIONS = {
        "StartQueryExecution", "BatchGetQueryExecution", "GetQueryExecution", "GetQueryResults"
    };

    private ManyQueries() {}

    /** What the quota allows, in seconds. */
    private static double bound() {
        return (COUNT - STARTS_AT_ONCE) / STARTS_PER_SECOND + TIME.toMillis() / 1e3;
    }

    static void prepare(LocalAthena server) {
        server.faults().athenaQuotas().add(Fault.runningAtLeast(TIME).query("two seconds"));
        server.resetCounts();
    }

    /** The most threads at any time until the end, others left out. */
    static int threadsUntil(CompletableFuture<?> end, Set<Thread> others) throws Exception {
        var most = 0;
        while (true) {
            var threads = Thread.getAllStackTraces().keySet();
            threads.removeAll(others);
            most = Math.max(most, threads.size());
            try {
                end.get(100, TimeUnit.MILLISECONDS);
                return most;
            } catch (TimeoutException e) {
                // not yet
            } catch (ExecutionException e) {
                throw new IllegalStateException(e.getCause());
            }
        }
    }

    static void report(Report report, String name, LocalAthena server, double seconds) {
        var counts = server.counts();
        Check.equal(COUNT, counts.queriesStarted());
        for (var operation : OPERATIONS) {
            report.value(name + "." + operation, counts.calls("athena", operation) / seconds, "calls/s");
        }
        report.value(name + ".throttles", (double) counts.faults("quota"), "calls");
        report.value(name + ".vs_quota_bound", seconds / bound(), "ratio");
    }
}
