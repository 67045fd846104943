package dev.pallas.driver.internal.submit;

import dev.pallas.driver.QueryHandle;
import dev.pallas.driver.QueryInfo;
import dev.pallas.driver.QueryResult;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/**
 * A query of which it is not known yet which it is.
 *
 * @param cancelBefore stops what has to be known before
 * @param handedOn is told when somebody else answers for the query
 */
record LaterQuery(CompletableFuture<QueryHandle> handle, Runnable cancelBefore, Runnable handedOn)
        implements QueryHandle {

    private <T> CompletionStage<T> then(Function<QueryHandle, CompletionStage<T>> next) {
        return handle.thenCompose(next).minimalCompletionStage();
    }

    @Override
    public CompletionStage<String> queryId() {
        return then(QueryHandle::queryId);
    }

    @Override
    public Optional<QueryInfo> lastInfo() {
        return handle.isDone() ? handle.join().lastInfo() : Optional.empty();
    }

    @Override
    public CompletionStage<QueryInfo> refresh() {
        return then(QueryHandle::refresh);
    }

    @Override
    public CompletionStage<QueryInfo> completion() {
        return then(QueryHandle::completion);
    }

    @Override
    public CompletionStage<QueryResult> result() {
        return then(QueryHandle::result);
    }

    @Override
    public CompletionStage<String> serialize() {
        return then(QueryHandle::serialize).thenApply(text -> {
            handedOn.run();
            return text;
        });
    }

    @Override
    public CompletionStage<Void> cancel() {
        cancelBefore.run();
        return then(QueryHandle::cancel);
    }
}
