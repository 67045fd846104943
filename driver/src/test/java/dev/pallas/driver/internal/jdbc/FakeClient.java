package dev.pallas.driver.internal.jdbc;

import dev.pallas.driver.AthenaClient;
import dev.pallas.driver.AthenaException;
import dev.pallas.driver.AthenaSettings;
import dev.pallas.driver.BatchHandle;
import dev.pallas.driver.BatchResult;
import dev.pallas.driver.Catalog;
import dev.pallas.driver.Query;
import dev.pallas.driver.QueryHandle;
import dev.pallas.driver.QueryInfo;
import dev.pallas.driver.QueryResult;
import dev.pallas.driver.QueryState;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A client that keeps what it is given and answers with what the test has prepared. */
final class FakeClient implements AthenaClient {
    final List<Query> submitted = new ArrayList<>();
    final List<List<? extends List<?>>> batches = new ArrayList<>();
    final Deque<Handle> handles = new ArrayDeque<>();
    final FakeCatalog catalog = new FakeCatalog();
    Batch batch = new Batch();
    AthenaSettings settings = AthenaSettings.of(Map.of());
    int closes;

    AthenaConnection connection() {
        return new AthenaConnection(this, "jdbc:athena://", () -> 0);
    }

    /** Prepares a statement that succeeds. */
    Handle succeeds(String statementType, String substatementType, FakeResult result) {
        var handle = new Handle("q" + (submitted.size() + handles.size() + 1));
        handle.completion.complete(info(handle.id, QueryState.SUCCEEDED, statementType, substatementType));
        handle.last = Optional.of(handle.completion.join());
        handle.result.complete(result);
        handle.queryId.complete(handle.id);
        handles.add(handle);
        return handle;
    }

    Handle select(FakeResult result) {
        return succeeds("DML", "SELECT", result);
    }

    Handle writes(String substatementType, long count) {
        return succeeds("DML", substatementType, FakeResult.count(count));
    }

    /** Prepares a statement that has no end until the test gives it one. */
    Handle pending() {
        var handle = new Handle("q" + (submitted.size() + handles.size() + 1));
        handle.queryId.complete(handle.id);
        handles.add(handle);
        return handle;
    }

    static QueryInfo info(String id, QueryState state, String statementType, String substatementType) {
        return QueryInfo.of(id, state, statementType, substatementType);
    }

    static AthenaException failure(String sqlState, String message, String queryId) {
        return new AthenaException(message, sqlState, null, queryId, false, null);
    }

    @Override
    public AthenaSettings settings() {
        return settings;
    }

    @Override
    public QueryHandle submit(Query query) {
        submitted.add(query);
        return handles.remove();
    }

    @Override
    public QueryHandle attach(String query) {
        throw new UnsupportedOperationException();
    }

    @Override
    public BatchHandle submitBatch(Query query, List<? extends List<?>> rows) {
        submitted.add(query);
        batches.add(rows);
        return batch;
    }

    @Override
    public Catalog catalog() {
        return catalog;
    }

    @Override
    public CompletionStage<Void> closeAsync() {
        closes++;
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public void close() {
        closes++;
    }

    static final class Handle implements QueryHandle {
        final String id;
        final CompletableFuture<String> queryId = new CompletableFuture<>();
        final CompletableFuture<QueryInfo> completion = new CompletableFuture<>();
        final CompletableFuture<QueryResult> result = new CompletableFuture<>();
        final CompletableFuture<Void> cancelled = new CompletableFuture<>();
        Runnable onCancel = () -> {};
        volatile Optional<QueryInfo> last = Optional.empty();

        Handle(String id) {
            this.id = id;
        }

        void fails(QueryState state, AthenaException failure) {
            last = Optional.of(info(id, state, null, null));
            completion.completeExceptionally(failure);
            result.completeExceptionally(failure);
        }

        @Override
        public CompletionStage<String> queryId() {
            return queryId;
        }

        @Override
        public Optional<QueryInfo> lastInfo() {
            return last;
        }

        @Override
        public CompletionStage<QueryInfo> refresh() {
            return CompletableFuture.completedStage(last.orElseThrow());
        }

        @Override
        public CompletionStage<String> serialize() {
            return queryId;
        }

        @Override
        public CompletionStage<QueryInfo> completion() {
            return completion;
        }

        @Override
        public CompletionStage<QueryResult> result() {
            return result;
        }

        @Override
        public CompletionStage<Void> cancel() {
            onCancel.run();
            cancelled.complete(null);
            return cancelled;
        }
    }

    static final class Batch implements BatchHandle {
        final CompletableFuture<BatchResult> completion = new CompletableFuture<>();
        BatchResult soFar = new BatchResult(List.of(), List.of());
        boolean cancelled;

        @Override
        public CompletionStage<BatchResult> completion() {
            return completion;
        }

        @Override
        public BatchResult soFar() {
            return soFar;
        }

        @Override
        public CompletionStage<Void> cancel() {
            cancelled = true;
            return CompletableFuture.completedFuture(null);
        }
    }
}
