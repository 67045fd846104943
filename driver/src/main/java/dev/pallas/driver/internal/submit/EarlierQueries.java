package dev.pallas.driver.internal.submit;

import dev.pallas.driver.QueryOptions.ClientCache;
import dev.pallas.driver.internal.aws.Pacer.Operation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.athena.model.ListQueryExecutionsResponse;
import software.amazon.awssdk.services.athena.model.QueryExecution;
import software.amazon.awssdk.services.athena.model.QueryExecutionState;
import software.amazon.awssdk.services.athena.model.StartQueryExecutionRequest;

/** Looks in the history of a work group for a query whose result is as good as a new one. */
final class EarlierQueries {
    private static final Logger log = LoggerFactory.getLogger(EarlierQueries.class);
    /** Athena's limit on ListQueryExecutions and on BatchGetQueryExecution. */
    private static final int IDS_PER_CALL = 50;

    private final Backend backend;

    EarlierQueries(Backend backend) {
        this.backend = backend;
    }

    /** The id of the newest that will do. Never fails: without the history the query is run. */
    CompletableFuture<Optional<String>> find(StartQueryExecutionRequest request, ClientCache cache) {
        return look(request, cache, cache.size(), null).exceptionally(failure -> {
            log.debug("The history of {} cannot be read: {}", request.workGroup(), failure.toString());
            return Optional.empty();
        });
    }

    private CompletableFuture<Optional<String>> look(
            StartQueryExecutionRequest request, ClientCache cache, int left, @Nullable String token) {
        return backend.pacer()
                .call(Operation.LIST_QUERIES, () -> backend.athena().get().listQueryExecutions(list -> list.workGroup(
                                request.workGroup())
                        .maxResults(Math.min(left, IDS_PER_CALL))
                        .nextToken(token)))
                .result()
                .thenCompose(listed -> choose(request, cache, left, listed));
    }

    private CompletableFuture<Optional<String>> choose(
            StartQueryExecutionRequest request, ClientCache cache, int left, ListQueryExecutionsResponse listed) {
        var ids = listed.queryExecutionIds();
        if (ids.isEmpty()) {
            return CompletableFuture.completedFuture(Optional.empty());
        }
        return backend.pacer()
                .call(
                        Operation.BATCH_GET_QUERY,
                        () -> backend.athena().get().batchGetQueryExecution(batch -> batch.queryExecutionIds(ids)))
                .result()
                .thenCompose(told -> {
                    var found = inOrder(ids, told.queryExecutions()).stream()
                            .filter(execution -> isAsGood(execution, request, cache))
                            .findFirst()
                            .map(QueryExecution::queryExecutionId);
                    var remaining = left - ids.size();
                    return found.isPresent() || listed.nextToken() == null || remaining <= 0
                            ? CompletableFuture.completedFuture(found)
                            : look(request, cache, remaining, listed.nextToken());
                });
    }

    /** The history is listed newest first; a batch may be answered in any order. */
    private static List<QueryExecution> inOrder(List<String> ids, List<QueryExecution> executions) {
        var ordered = new ArrayList<>(executions);
        ordered.sort((left, right) ->
                Integer.compare(ids.indexOf(left.queryExecutionId()), ids.indexOf(right.queryExecutionId())));
        return ordered;
    }

    private boolean isAsGood(QueryExecution execution, StartQueryExecutionRequest request, ClientCache cache) {
        var context = execution.queryExecutionContext();
        var asked = request.queryExecutionContext();
        return execution.status() != null
                && execution.status().state() == QueryExecutionState.SUCCEEDED
                // INSERT and UPDATE are DML too, and must run
                && "SELECT".equals(execution.substatementType())
                && request.queryString().equals(execution.query())
                && request.executionParameters().equals(execution.executionParameters())
                && context != null
                && equal(context.catalog(), asked.catalog())
                && equal(context.database(), asked.database())
                && isYoung(execution.status().completionDateTime(), cache);
    }

    private static boolean equal(@Nullable String one, @Nullable String other) {
        return Objects.requireNonNullElse(one, "").equalsIgnoreCase(Objects.requireNonNullElse(other, ""));
    }

    private boolean isYoung(@Nullable Instant ended, ClientCache cache) {
        return cache.maxAge().isZero()
                || (ended != null && !ended.isBefore(backend.clock().instant().minus(cache.maxAge())));
    }
}
