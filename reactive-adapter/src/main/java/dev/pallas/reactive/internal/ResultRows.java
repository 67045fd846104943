package dev.pallas.reactive.internal;

import dev.pallas.driver.Page;
import dev.pallas.driver.QueryResult;
import dev.pallas.reactive.AthenaProperties;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.impl.ContextInternal;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.impl.command.QueryCommandBase;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collector;
import org.jspecify.annotations.Nullable;

/**
 * The rows of one result, fed to the collectors of commands. The next page is asked for when the rows of the last one have been
 * taken, which is what holds a fast query back to the pace of a slow reader. Confined to its context.
 */
final class ResultRows {
    /** How many rows are handed over before other events of the loop get their turn. */
    private static final int ROWS_A_TURN = 1000;

    private final ContextInternal context;
    private final QueryResult result;
    private final AthenaRowDesc columns;
    private @Nullable Page page;
    private int next;
    private boolean ended;
    private boolean closed;

    ResultRows(ContextInternal context, QueryResult result) {
        this.context = context;
        this.result = result;
        this.columns = new AthenaRowDesc(result.columns());
    }

    /** Ends reading; a command that reads fails. */
    void close() {
        closed = true;
        page = null;
        result.close();
    }

    /**
     * Hands rows to a command.
     *
     * @param limit the most rows to hand over; 0 or less for all
     * @return whether there are more
     */
    <T> Future<Boolean> read(QueryCommandBase<T> command, int limit, ResultBudget budget) {
        return read(command, command.collector(), limit, budget);
    }

    private <A, T> Future<Boolean> read(
            QueryCommandBase<T> command, Collector<Row, A, T> collector, int limit, ResultBudget budget) {
        var reading = new Reading<>(command, collector, limit <= 0 ? Integer.MAX_VALUE : limit, budget);
        reading.turn();
        return reading.done.future();
    }

    /** Completes with whether there is an unread row, which is then on the current page. */
    private Future<Boolean> advance(ResultBudget budget) {
        if (closed) {
            return context.failedFuture("The result was closed while it was read");
        }
        if (page != null && next < page.rowCount()) {
            return context.succeededFuture(true);
        }
        page = null;
        if (ended || columns.size() == 0) {
            ended = true;
            return context.succeededFuture(false);
        }
        return onContext(context, result.nextPage()).map(read -> accept(read, budget));
    }

    private boolean accept(Optional<Page> read, ResultBudget budget) {
        if (read.isEmpty()) {
            ended = true;
            return false;
        }
        budget.add(read.get(), columns);
        page = read.get();
        next = 0;
        return true;
    }

    /** A stage of the driver, which completes on a thread of the driver, as a future that completes on a context. */
    static <V> Future<V> onContext(ContextInternal context, CompletionStage<V> stage) {
        Promise<V> promise = context.promise();
        stage.whenComplete((value, failure) -> {
            if (failure == null) {
                promise.complete(value);
            } else {
                promise.fail(Errors.of(failure));
            }
        });
        return promise.future();
    }

    /** One command that takes rows. */
    private final class Reading<A, T> {
        final Promise<Boolean> done = context.promise();
        private final QueryCommandBase<T> command;
        private final Collector<Row, A, T> collector;
        private final A container;
        private final int limit;
        private final ResultBudget budget;
        private int taken;
        private @Nullable AthenaRow last;

        Reading(QueryCommandBase<T> command, Collector<Row, A, T> collector, int limit, ResultBudget budget) {
            this.command = command;
            this.collector = collector;
            this.container = collector.supplier().get();
            this.limit = limit;
            this.budget = budget;
        }

        void turn() {
            advance(budget).onComplete(advanced -> {
                try {
                    if (advanced.failed()) {
                        fail(advanced.cause());
                    } else if (!advanced.result()) {
                        finish(false);
                    } else if (taken == limit) {
                        finish(true);
                    } else {
                        take();
                        // queued, not called: a result that is there already must neither nest nor keep the loop
                        context.runOnContext(queued -> turn());
                    }
                } catch (RuntimeException | Error e) {
                    // thrown by the collector or the row mapping of the caller
                    fail(e);
                }
            });
        }

        private void take() {
            var current = page;
            if (current == null) {
                return;
            }
            var accumulator = collector.accumulator();
            var end = Math.min(current.rowCount(), next + Math.min(ROWS_A_TURN, limit - taken));
            taken += end - next;
            while (next < end) {
                var row = last == null ? new AthenaRow(columns, current, next) : last.next(current, next);
                next++;
                last = row;
                accumulator.accept(container, row);
            }
        }

        private void finish(boolean more) {
            var rows = collector.finisher().apply(container);
            var written = result.updateCount();
            var rowCount = (int) Math.min(written.orElse(0), Integer.MAX_VALUE);
            var handler = command.resultHandler();
            handler.handleResult(rowCount, taken, columns.size() == 0 ? null : columns, rows, null);
            handler.addProperty(AthenaProperties.QUERY_ID, result.info().queryId());
            handler.addProperty(AthenaProperties.QUERY_INFO, result.info());
            written.ifPresent(count -> handler.addProperty(AthenaProperties.UPDATE_COUNT, count));
            if (!more) {
                result.close();
            }
            done.complete(more);
        }

        private void fail(Throwable failure) {
            ResultRows.this.close();
            done.tryFail(failure);
        }
    }
}
