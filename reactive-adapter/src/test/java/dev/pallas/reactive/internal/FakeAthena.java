package dev.pallas.reactive.internal;

import dev.pallas.driver.AthenaClient;
import dev.pallas.driver.AthenaException;
import dev.pallas.driver.AthenaSettings;
import dev.pallas.driver.BatchHandle;
import dev.pallas.driver.BatchResult;
import dev.pallas.driver.Catalog;
import dev.pallas.driver.Page;
import dev.pallas.driver.Query;
import dev.pallas.driver.QueryHandle;
import dev.pallas.driver.QueryInfo;
import dev.pallas.driver.QueryResult;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * The driver's core with answers of the test's own. Everything completes on a thread that Vert.x does not know, as the AWS SDK's
 * do.
 */
public final class FakeAthena implements AthenaClient {
    public final List<Query> queries = Collections.synchronizedList(new ArrayList<>());
    public final List<List<? extends List<?>>> batches = Collections.synchronizedList(new ArrayList<>());
    public final List<String> stopped = Collections.synchronizedList(new ArrayList<>());
    public volatile boolean closed;

    private final AthenaSettings settings;
    private final ExecutorService sdk = Executors.newSingleThreadExecutor(task -> {
        var thread = new Thread(task, "aws-sdk");
        thread.setDaemon(true);
        return thread;
    });
    private volatile Function<Query, CompletableFuture<FakeResult>> answers =
            query -> CompletableFuture.failedFuture(failure("42601", "SYNTAX_ERROR", "no answer to " + query.sql()));
    private volatile Function<List<? extends List<?>>, CompletableFuture<BatchResult>> batchAnswers =
            rows -> CompletableFuture.completedFuture(
                    new BatchResult(Collections.nCopies(rows.size(), 1L), List.of(FakeResult.info("INSERT", "batch"))));
    private volatile BatchResult soFar = new BatchResult(List.of(), List.of());

    public FakeAthena(AthenaSettings settings) {
        this.settings = settings;
    }

    /** Answers at once. */
    public FakeAthena answering(Function<Query, FakeResult> answer) {
        return answeringLater(query -> {
            try {
                return CompletableFuture.completedFuture(answer.apply(query));
            } catch (AthenaException e) {
                return CompletableFuture.failedFuture(e);
            }
        });
    }

    public FakeAthena answeringLater(Function<Query, CompletableFuture<FakeResult>> answer) {
        answers = answer;
        return this;
    }

    public FakeAthena answeringBatches(
            Function<List<? extends List<?>>, CompletableFuture<BatchResult>> answer, BatchResult writtenSoFar) {
        batchAnswers = answer;
        soFar = writtenSoFar;
        return this;
    }

    public static AthenaException failure(String sqlState, String code, String message) {
        return new AthenaException(message, sqlState, code, "q-failed", false, null);
    }

    @Override
    public AthenaSettings settings() {
        return settings;
    }

    @Override
    public QueryHandle submit(Query query) {
        queries.add(query);
        var answer = onSdkThread(answers.apply(query));
        return new QueryHandle() {
            @Override
            public CompletionStage<String> queryId() {
                return answer.thenApply(result -> result.info().queryId());
            }

            @Override
            public Optional<QueryInfo> lastInfo() {
                return Optional.empty();
            }

            @Override
            public CompletionStage<QueryInfo> refresh() {
                return completion();
            }

            @Override
            public CompletionStage<String> serialize() {
                return CompletableFuture.completedFuture(query.sql());
            }

            @Override
            public CompletionStage<QueryInfo> completion() {
                return answer.thenApply(FakeResult::info);
            }

            @Override
            public CompletionStage<QueryResult> result() {
                return answer.thenApply(Function.identity());
            }

            @Override
            public CompletionStage<Void> cancel() {
                stopped.add(query.sql());
                answer.completeExceptionally(failure("57014", "CANCELLED", "stopped"));
                return CompletableFuture.completedFuture(null);
            }
        };
    }

    @Override
    public QueryHandle attach(String query) {
        throw new UnsupportedOperationException();
    }

    @Override
    public BatchHandle submitBatch(Query query, List<? extends List<?>> rows) {
        queries.add(query);
        batches.add(rows);
        var answer = onSdkThread(batchAnswers.apply(rows));
        return new BatchHandle() {
            @Override
            public CompletionStage<BatchResult> completion() {
                return answer;
            }

            @Override
            public BatchResult soFar() {
                return soFar;
            }

            @Override
            public CompletionStage<Void> cancel() {
                stopped.add(query.sql());
                answer.completeExceptionally(failure("57014", "CANCELLED", "stopped"));
                return CompletableFuture.completedFuture(null);
            }
        };
    }

    private <T> CompletableFuture<T> onSdkThread(CompletableFuture<T> answer) {
        CompletableFuture<T> later = new CompletableFuture<>();
        CompletionStage<T> stage = answer;
        stage.whenCompleteAsync(
                (value, failure) -> {
                    if (failure == null) {
                        later.complete(value);
                    } else {
                        later.completeExceptionally(failure);
                    }
                },
                sdk);
        return later;
    }

    /** What a page reads, on the thread of the SDK. */
    static CompletionStage<Optional<Page>> later(Optional<Page> page) {
        return CompletableFuture.supplyAsync(() -> page, CompletableFuture.delayedExecutor(0, TimeUnit.MILLISECONDS));
    }

    @Override
    public Catalog catalog() {
        throw new UnsupportedOperationException();
    }

    @Override
    public CompletionStage<Void> closeAsync() {
        closed = true;
        sdk.shutdown();
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public void close() {
        closeAsync();
    }
}
