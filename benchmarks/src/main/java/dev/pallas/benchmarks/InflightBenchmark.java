package dev.pallas.benchmarks;

import dev.pallas.driver.AthenaClient;
import dev.pallas.driver.AthenaSettings;
import dev.pallas.driver.Query;
import dev.pallas.driver.QueryHandle;
import dev.pallas.local.LocalAthena;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Two thousand queries of two seconds, submitted at once, with the quotas of Athena turned on. */
final class InflightBenchmark implements Benchmark {
    @Override
    public void run(Report report) throws Exception {
        try (var server = LocalAthena.start()) {
            ManyQueries.prepare(server);
            var others = Thread.getAllStackTraces().keySet();
            try (var client = AthenaClient.open(AthenaSettings.fromUrl(server.jdbcUrl()))) {
                var start = System.nanoTime();
                var handles = new ArrayList<QueryHandle>();
                for (var i = 0; i < ManyQueries.COUNT; i++) {
                    handles.add(client.submit(Query.of(ManyQueries.SQL, List.of(i))));
                }
                report.value("inflight.submit_ms", (System.nanoTime() - start) / 1e6, "ms");
                var all = CompletableFuture.allOf(handles.stream()
                        .map(handle -> handle.result()
                                .thenAccept(result -> result.close())
                                .toCompletableFuture())
                        .toArray(CompletableFuture[]::new));
                report.value("inflight.threads", ManyQueries.threadsUntil(all, others), "threads");
                ManyQueries.report(report, "inflight", server, (System.nanoTime() - start) / 1e9);
            }
        }
    }
}
