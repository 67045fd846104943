package dev.pallas.driver.internal.submit;

import dev.pallas.driver.AthenaException;
import dev.pallas.driver.QueryHandle;
import dev.pallas.driver.QueryInfo;
import dev.pallas.driver.QueryResult;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.athena.model.QueryExecution;

/** What those who hold a query's handle are told, each thing once. Thread-safe. */
abstract class Outcome implements QueryHandle {
    private final Function<QueryExecution, CompletionStage<QueryResult>> opener;
    private final CompletableFuture<String> started = new CompletableFuture<>();
    private final CompletableFuture<QueryExecution> ended = new CompletableFuture<>();
    private final CompletableFuture<Void> settled = new CompletableFuture<>();
    private volatile @Nullable QueryInfo lastInfo;

    /**
     * @param opener opens the result of a query that succeeded
     */
    Outcome(Function<QueryExecution, CompletionStage<QueryResult>> opener) {
        this.opener = opener;
    }

    final void hasStarted(String queryId) {
        started.complete(queryId);
    }

    final void note(QueryInfo info) {
        lastInfo = info;
    }

    /**
     * @param failure why it has not succeeded; null when it has
     * @param execution the query that succeeded
     */
    final void hasEnded(@Nullable AthenaException failure, @Nullable QueryExecution execution) {
        if (failure != null) {
            started.completeExceptionally(failure);
            ended.completeExceptionally(failure);
        } else {
            ended.complete(execution);
        }
    }

    final void hasSettled() {
        settled.complete(null);
    }

    /** Complete when nothing of this query is left to be done here; never fails. */
    final CompletableFuture<Void> settled() {
        return settled;
    }

    /** Whether the completion has been decided, as a failure. */
    final boolean hasFailed() {
        return ended.isCompletedExceptionally();
    }

    @Override
    public final Optional<QueryInfo> lastInfo() {
        return Optional.ofNullable(lastInfo);
    }

    @Override
    public final CompletionStage<String> queryId() {
        return started.minimalCompletionStage();
    }

    @Override
    public final CompletionStage<QueryInfo> completion() {
        return ended.thenApply(QueryInfos::of).minimalCompletionStage();
    }

    @Override
    public final CompletionStage<QueryResult> result() {
        return ended.thenCompose(opener).minimalCompletionStage();
    }
}
