package dev.pallas.driver.internal.submit;

import dev.pallas.driver.AthenaException;
import dev.pallas.driver.QueryHandle;
import dev.pallas.driver.QueryInfo;
import dev.pallas.driver.QueryResult;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A query that was wrong before anything was sent. */
record FailedQuery(AthenaException failure) implements QueryHandle {

    @Override
    public CompletionStage<String> queryId() {
        return CompletableFuture.failedStage(failure);
    }

    @Override
    public Optional<QueryInfo> lastInfo() {
        return Optional.empty();
    }

    @Override
    public CompletionStage<QueryInfo> refresh() {
        return CompletableFuture.failedStage(failure);
    }

    @Override
    public CompletionStage<String> serialize() {
        return CompletableFuture.failedStage(failure);
    }

    @Override
    public CompletionStage<QueryInfo> completion() {
        return CompletableFuture.failedStage(failure);
    }

    @Override
    public CompletionStage<QueryResult> result() {
        return CompletableFuture.failedStage(failure);
    }

    @Override
    public CompletionStage<Void> cancel() {
        return CompletableFuture.completedStage(null);
    }
}
