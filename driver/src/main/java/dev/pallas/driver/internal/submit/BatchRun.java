package dev.pallas.driver.internal.submit;

import dev.pallas.driver.AthenaException;
import dev.pallas.driver.BatchHandle;
import dev.pallas.driver.BatchResult;
import dev.pallas.driver.QueryHandle;
import dev.pallas.driver.QueryInfo;
import dev.pallas.driver.QueryResult;
import dev.pallas.driver.QueryState;
import dev.pallas.driver.internal.error.Errors;
import dev.pallas.driver.internal.sql.KeyedChange;
import dev.pallas.driver.internal.sql.MergeRows;
import dev.pallas.driver.internal.sql.Staging;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Statements that run one after the other. */
final class BatchRun implements BatchHandle {

    /** A statement of the batch. */
    sealed interface Step {

        /** A row of parameters, by itself. */
        record One(String sql) implements Step {}

        /** Rows that one INSERT writes. */
        record Insert(String sql, int rows) implements Step {}

        /** Rows that one MERGE changes, and what to do when it finds that it may not. */
        record Change(KeyedChange statement, KeyedChange.Folded folded) implements Step {}

        /** Rows each of which one MERGE takes to a row of the table. */
        record Upsert(MergeRows statement, MergeRows.Folded folded) implements Step {}

        /** Rows that are loaded from a file; and the steps that write them otherwise, where that may not be. */
        record Load(Staging rows, String database, Supplier<List<Step>> otherwise) implements Step {}
    }

    /** Loads rows; what Athena told of that, or nothing when nothing was written because it may not be done. */
    @FunctionalInterface
    interface Loader {
        CompletionStage<Optional<QueryInfo>> load(Step.Load load, Function<String, QueryHandle> starter);
    }

    /** Athena's category of errors that the statement is to blame for. */
    private static final int USER_ERROR = 2;

    private final Function<String, QueryHandle> starter;
    private final Loader loader;
    private final CompletableFuture<BatchResult> completion = new CompletableFuture<>();

    // guarded by this
    private final List<Long> counts = new ArrayList<>();
    private final List<QueryInfo> infos = new ArrayList<>();
    private boolean cancelled;
    private @Nullable QueryHandle current;

    BatchRun(Function<String, QueryHandle> starter, Loader loader) {
        this.starter = starter;
        this.loader = loader;
    }

    void fail(Throwable failure) {
        completion.completeExceptionally(Errors.unwrap(failure));
    }

    /** Runs the steps; to be called once. */
    void run(List<Step> steps) {
        var unused = inOrder(steps, 0).whenComplete((nothing, failure) -> {
            if (failure == null) {
                completion.complete(soFar());
            } else {
                fail(failure);
            }
        });
    }

    /** One after the other, without going deeper with each that is done at once. */
    private CompletionStage<Void> inOrder(List<? extends Step> steps, int from) {
        for (var i = from; i < steps.size(); i++) {
            var step = run(steps.get(i)).toCompletableFuture();
            if (!step.isDone() || step.isCompletedExceptionally()) {
                var next = i + 1;
                return step.thenCompose(nothing -> inOrder(steps, next));
            }
        }
        return CompletableFuture.completedStage(null);
    }

    private CompletionStage<Void> run(Step step) {
        if (step instanceof Step.Insert insert) {
            return start(insert.sql())
                    .completion()
                    .thenAccept(info -> note(info, Collections.nCopies(insert.rows(), 1L)));
        } else if (step instanceof Step.Change change) {
            return change(change);
        } else if (step instanceof Step.Upsert upsert) {
            return upsert(upsert);
        } else if (step instanceof Step.Load load) {
            return load(load);
        }
        return write(start(((Step.One) step).sql()))
                .thenAccept(done -> note(done.info(), List.of(done.updateCount().orElse(0))));
    }

    private CompletionStage<Void> load(Step.Load load) {
        return loader.load(load, this::start).thenCompose(info -> {
            if (info.isEmpty()) {
                return inOrder(load.otherwise().get(), 0);
            }
            note(info.get(), Collections.nCopies(load.rows().rowCount(), 1L));
            return CompletableFuture.completedStage(null);
        });
    }

    /** The handle of a statement, failed if the batch is cancelled. */
    private synchronized QueryHandle start(String sql) {
        if (cancelled) {
            return new FailedQuery(Errors.cancelledBeforeStart());
        }
        var handle = starter.apply(sql);
        current = handle;
        return handle;
    }

    private static CompletionStage<QueryResult> write(QueryHandle handle) {
        return handle.result().thenApply(result -> {
            result.close();
            if (!result.columns().isEmpty()) {
                throw new AthenaException(
                        "A batch takes no statement that returns rows. [query "
                                + result.info().queryId() + "]",
                        "07005",
                        null,
                        result.info().queryId(),
                        false,
                        null);
            }
            return result;
        });
    }

    private synchronized void note(QueryInfo info, List<Long> rows) {
        infos.add(info);
        note(rows);
    }

    private synchronized void note(List<Long> rows) {
        counts.addAll(rows);
    }

    // ---- changes by key

    private CompletionStage<Void> change(Step.Change change) {
        var rows = change.folded().rows();
        if (rows.size() == 1) {
            return run(new Step.One(change.folded().sql()));
        }
        return merge(
                change.folded().sql(),
                done -> note(done.info(), counts(done, rows.size())),
                reason ->
                        KeyedChange.UNMATCHED.equals(reason.errorCode()) ? withoutUnmatched(change) : oneByOne(change));
    }

    private CompletionStage<Void> upsert(Step.Upsert upsert) {
        var rows = upsert.folded().rows();
        if (rows.size() == 1) {
            return run(new Step.One(upsert.folded().sql()));
        }
        return merge(
                upsert.folded().sql(),
                done -> note(done.info(), counts(done, rows.size())),
                reason -> oneByOne(rows, upsert.statement()::single));
    }

    private CompletionStage<Void> merge(
            String sql, Consumer<QueryResult> success, Function<AthenaException, CompletionStage<Void>> otherwise) {
        var handle = start(sql);
        return write(handle)
                .<CompletionStage<Void>>handle((done, failure) -> {
                    if (failure == null) {
                        success.accept(done);
                        return CompletableFuture.completedStage(null);
                    }
                    var reason = AthenaException.of(failure);
                    return wroteNothing(handle, reason)
                            ? otherwise.apply(reason)
                            : CompletableFuture.failedStage(reason);
                })
                .thenCompose(Function.identity());
    }

    /** Each row of parameters has changed a row, or the MERGE had failed; when the table has a key twice, nobody can tell whose it was. */
    private static List<Long> counts(QueryResult done, int rows) {
        return Collections.nCopies(rows, done.updateCount().orElse(0) == rows ? 1L : BatchResult.UNKNOWN);
    }

    /** Whether Athena itself says that the statement cannot be run, so that its rows may be tried otherwise. */
    private static boolean wroteNothing(QueryHandle handle, AthenaException reason) {
        var info = handle.lastInfo().orElse(null);
        return info != null
                && info.state() == QueryState.FAILED
                && reason.errorCode() != null
                && !reason.retryable()
                && !QueryInfos.COMMIT_CONFLICT.equals(reason.errorCode())
                && (info.error() == null || info.error().category() == USER_ERROR);
    }

    /** Asks which rows there are, changes those, and counts the others as none. */
    private CompletionStage<Void> withoutUnmatched(Step.Change change) {
        var rows = change.folded().rows();
        return numbers(start(change.statement().matching(rows))).thenCompose(matched -> {
            var counts = new ArrayList<Long>(Collections.nCopies(rows.size(), 0L));
            if (matched.isEmpty()) {
                note(counts);
                return CompletableFuture.completedStage(null);
            }
            var found = change.statement()
                    .folded(matched.stream()
                            .<List<? extends @Nullable Object>>map(rows::get)
                            .toList());
            return merge(
                    found.sql(),
                    done -> {
                        var each = counts(done, matched.size()).get(0);
                        matched.forEach(row -> counts.set(row, each));
                        note(done.info(), counts);
                    },
                    reason -> oneByOne(change));
        });
    }

    private static CompletionStage<Set<Integer>> numbers(QueryHandle handle) {
        return handle.result().thenCompose(result -> numbers(result, new TreeSet<>()));
    }

    private static CompletionStage<Set<Integer>> numbers(QueryResult result, Set<Integer> numbers) {
        return result.nextPage().thenCompose(page -> {
            if (page.isEmpty()) {
                result.close();
                return CompletableFuture.completedStage(numbers);
            }
            for (var row = 0; row < page.get().rowCount(); row++) {
                numbers.add(page.get().get(row, 0, Integer.class));
            }
            return numbers(result, numbers);
        });
    }

    private CompletionStage<Void> oneByOne(Step.Change change) {
        return oneByOne(change.folded().rows(), change.statement()::single);
    }

    private CompletionStage<Void> oneByOne(
            List<List<? extends @Nullable Object>> rows, Function<List<? extends @Nullable Object>, String> single) {
        return inOrder(rows.stream().map(row -> new Step.One(single.apply(row))).toList(), 0);
    }

    @Override
    public CompletionStage<BatchResult> completion() {
        return completion.minimalCompletionStage();
    }

    @Override
    public synchronized BatchResult soFar() {
        return new BatchResult(counts, infos);
    }

    @Override
    public CompletionStage<Void> cancel() {
        QueryHandle handle;
        synchronized (this) {
            cancelled = true;
            handle = current;
        }
        return handle == null ? CompletableFuture.completedStage(null) : handle.cancel();
    }
}
