package dev.pallas.driver.internal.execution;

import dev.pallas.driver.AthenaException;
import dev.pallas.driver.BatchHandle;
import dev.pallas.driver.BatchResult;
import dev.pallas.driver.QueryHandle;
import dev.pallas.driver.QueryInfo;
import dev.pallas.driver.QueryResult;
import dev.pallas.driver.internal.error.Errors;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Statements that run one after the other. */
final class BatchRun implements BatchHandle {

    /**
     * A statement of the batch.
     *
     * @param rows the number of rows that it inserts, when that is known beforehand
     */
    record Step(String sql, Optional<Integer> rows) {}

    private final Function<String, QueryHandle> starter;
    private final CompletableFuture<BatchResult> completion = new CompletableFuture<>();

    // guarded by this
    private final List<Long> counts = new ArrayList<>();
    private final List<QueryInfo> infos = new ArrayList<>();
    private boolean cancelled;
    private @Nullable QueryHandle current;

    BatchRun(Function<String, QueryHandle> starter) {
        this.starter = starter;
    }

    void fail(AthenaException failure) {
        completion.completeExceptionally(failure);
    }

    /** Runs the steps; to be called once. */
    void run(List<Step> steps) {
        runFrom(steps, 0);
    }

    private void runFrom(List<Step> steps, int index) {
        if (index == steps.size()) {
            completion.complete(soFar());
            return;
        }
        QueryHandle handle;
        synchronized (this) {
            if (cancelled) {
                handle = null;
            } else {
                handle = starter.apply(steps.get(index).sql());
                current = handle;
            }
        }
        if (handle == null) {
            fail(Errors.cancelledBeforeStart());
            return;
        }
        var step = steps.get(index);
        var done = step.rows().isPresent()
                ? handle.completion()
                        .thenAccept(info -> inserted(info, step.rows().get()))
                : handle.result().thenAccept(this::written);
        var unused = done.whenComplete((nothing, failure) -> {
            if (failure != null) {
                completion.completeExceptionally(Errors.unwrap(failure));
            } else {
                runFrom(steps, index + 1);
            }
        });
    }

    private synchronized void inserted(QueryInfo info, int rows) {
        infos.add(info);
        counts.addAll(Collections.nCopies(rows, 1L));
    }

    private synchronized void written(QueryResult result) {
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
        infos.add(result.info());
        counts.add(result.updateCount().orElse(0));
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
