package dev.pallas.quickstart;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import software.amazon.awssdk.services.athena.AthenaAsyncClient;
import software.amazon.awssdk.services.athena.model.QueryExecution;

/** Asks Athena's history what has been run since it was last asked, and how much that has scanned. */
final class Meter implements AutoCloseable {
    private static final int MOST_IDS_PER_CALL = 50;

    private final AthenaAsyncClient athena = AthenaAsyncClient.create();
    private final Set<String> seen = new HashSet<>();

    /** @param bytesScanned what Athena would bill */
    record Reading(int statements, long bytesScanned) {}

    Reading take() {
        List<String> fresh = new ArrayList<>();
        String token = null;
        do {
            String page = token;
            var answer = athena.listQueryExecutions(
                            request -> request.workGroup("primary").nextToken(page))
                    .join();
            int before = fresh.size();
            answer.queryExecutionIds().stream().filter(seen::add).forEach(fresh::add);
            // the history is newest first: a page with nothing new ends the search
            token = fresh.size() == before ? null : answer.nextToken();
        } while (token != null);
        long bytes = 0;
        for (int from = 0; from < fresh.size(); from += MOST_IDS_PER_CALL) {
            var ids = fresh.subList(from, Math.min(fresh.size(), from + MOST_IDS_PER_CALL));
            bytes +=
                    athena
                            .batchGetQueryExecution(request -> request.queryExecutionIds(ids))
                            .join()
                            .queryExecutions()
                            .stream()
                            .mapToLong(Meter::scanned)
                            .sum();
        }
        return new Reading(fresh.size(), bytes);
    }

    private static long scanned(QueryExecution execution) {
        var statistics = execution.statistics();
        return statistics == null || statistics.dataScannedInBytes() == null ? 0 : statistics.dataScannedInBytes();
    }

    @Override
    public void close() {
        athena.close();
    }
}
