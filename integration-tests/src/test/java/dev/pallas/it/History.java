package dev.pallas.it;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.athena.AthenaAsyncClient;
import software.amazon.awssdk.services.athena.model.QueryExecution;

/** What Athena itself says has been run: the count of statements does not depend on what a driver says of itself. */
public final class History implements AutoCloseable {
    private static final int MOST_IDS_PER_CALL = 50;

    private final AthenaAsyncClient athena;
    private final Set<String> before;

    private History() {
        var server = LocalAthenaServer.get();
        athena = AthenaAsyncClient.builder()
                .endpointOverride(server.athenaEndpoint())
                .region(Region.of(server.region()))
                .credentialsProvider(StaticCredentialsProvider.create(
                        AwsBasicCredentials.create(server.accessKeyId(), server.secretAccessKey())))
                .build();
        before = new HashSet<>(ids());
    }

    /** Begins to look at what is run from now on. */
    public static History fromNow() {
        return new History();
    }

    /** The statements since then whose text starts so, in any case. */
    public List<String> statements(String start) {
        return executions().stream()
                .map(QueryExecution::query)
                .filter(text -> startsWith(text, start))
                .toList();
    }

    /** Waits until a statement whose text starts so is there, and for its end; gives its state. */
    public String end(String start) {
        awaitStatement(start);
        while (true) {
            for (var execution : executions()) {
                var state = execution.status().stateAsString();
                if (startsWith(execution.query(), start) && !state.equals("QUEUED") && !state.equals("RUNNING")) {
                    return state;
                }
            }
        }
    }

    /** Waits until a statement whose text starts so is there. */
    public void awaitStatement(String start) {
        while (statements(start).isEmpty()) {
            Thread.onSpinWait();
        }
    }

    private List<QueryExecution> executions() {
        List<String> fresh = new ArrayList<>(ids());
        fresh.removeAll(before);
        List<QueryExecution> executions = new ArrayList<>();
        for (int from = 0; from < fresh.size(); from += MOST_IDS_PER_CALL) {
            var ids = fresh.subList(from, Math.min(fresh.size(), from + MOST_IDS_PER_CALL));
            executions.addAll(athena.batchGetQueryExecution(request -> request.queryExecutionIds(ids))
                    .join()
                    .queryExecutions());
        }
        return executions;
    }

    private static boolean startsWith(String text, String start) {
        return text.toLowerCase(Locale.ROOT).startsWith(start.toLowerCase(Locale.ROOT));
    }

    private List<String> ids() {
        List<String> ids = new ArrayList<>();
        String token = null;
        do {
            var page = token;
            var answer = athena.listQueryExecutions(request -> request.nextToken(page))
                    .join();
            ids.addAll(answer.queryExecutionIds());
            token = answer.nextToken();
        } while (token != null);
        return ids;
    }

    @Override
    public void close() {
        athena.close();
    }
}
