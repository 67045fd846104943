package dev.pallas.reactive.internal;

import dev.pallas.driver.AthenaClient;
import dev.pallas.driver.BatchResult;
import dev.pallas.driver.Query;
import dev.pallas.reactive.AthenaDatabaseException;
import dev.pallas.reactive.AthenaProperties;
import io.vertx.core.Future;
import io.vertx.core.impl.ContextInternal;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.impl.TupleInternal;
import io.vertx.sqlclient.impl.command.CloseConnectionCommand;
import io.vertx.sqlclient.impl.command.CloseCursorCommand;
import io.vertx.sqlclient.impl.command.CloseStatementCommand;
import io.vertx.sqlclient.impl.command.CommandBase;
import io.vertx.sqlclient.impl.command.ExtendedQueryCommand;
import io.vertx.sqlclient.impl.command.PrepareStatementCommand;
import io.vertx.sqlclient.impl.command.QueryCommandBase;
import io.vertx.sqlclient.impl.command.SimpleQueryCommand;
import io.vertx.sqlclient.impl.command.TxCommand;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import java.util.stream.Collector;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs the commands of a connection, one at a time, and holds what lasts from one to the next. Confined to its context. */
final class AthenaSession {
    private static final Logger LOG = LoggerFactory.getLogger(AthenaSession.class);

    private final ContextInternal context;
    private final AthenaClient client;
    private final long resultBufferBytes;
    private final boolean rollbackOnlyWarns;
    private final Map<String, ResultRows> cursors = new HashMap<>();
    private @Nullable TransactionLog transaction;
    private @Nullable Running running;

    AthenaSession(ContextInternal context, AthenaClient client, long resultBufferBytes) {
        this.context = context;
        this.client = client;
        this.resultBufferBytes = resultBufferBytes;
        this.rollbackOnlyWarns = client.settings()
                .get("RollbackAfterWrite")
                .filter("warn"::equalsIgnoreCase)
                .isPresent();
    }

    /** What can be stopped of the command that runs. */
    private static final class Running {
        private @Nullable Supplier<CompletionStage<Void>> stop;
        private @Nullable ResultRows rows;
        private boolean stopped;
    }

    /** Runs a command; the future completes on the context of the connection. */
    Future<?> execute(CommandBase<?> command) {
        if (command instanceof SimpleQueryCommand<?> query) {
            return run(query.sql(), now -> queryAll(now, query, List.of()));
        } else if (command instanceof ExtendedQueryCommand<?> query) {
            return run(query.sql(), now -> extended(now, query));
        } else if (command instanceof PrepareStatementCommand prepare) {
            return context.succeededFuture(new AthenaPreparedStatement(prepare.sql()));
        } else if (command instanceof TxCommand<?> end) {
            return transaction(end);
        } else if (command instanceof CloseCursorCommand close) {
            closeCursor(close.id());
            return context.succeededFuture();
        } else if (command instanceof CloseStatementCommand || command instanceof CloseConnectionCommand) {
            return context.succeededFuture();
        }
        return context.failedFuture(new UnsupportedOperationException(
                command.getClass().getSimpleName() + " is a command that Athena has no answer to"));
    }

    private interface Body {
        Future<Boolean> start(Running now);
    }

    private Future<Boolean> run(String sql, Body body) {
        var now = new Running();
        running = now;
        return body.start(now).onComplete(ended -> {
            running = null;
            if (ended.failed() && transaction != null) {
                transaction.failed(sql, ended.cause());
            }
        });
    }

    private Future<Boolean> extended(Running now, ExtendedQueryCommand<?> query) {
        if (query.isBatch()) {
            return batch(now, query);
        }
        if (query.cursorId() == null) {
            return queryAll(now, query, Parameters.of(query.params()));
        }
        var cursor = cursors.get(query.cursorId());
        var opened = cursor == null
                ? open(now, query.sql(), Parameters.of(query.params()))
                : context.succeededFuture(cursor);
        return opened.compose(rows -> {
            now.rows = rows;
            cursors.put(query.cursorId(), rows);
            return rows.read(query, query.fetch(), ResultBudget.unlimited());
        });
    }

    private Future<Boolean> queryAll(Running now, QueryCommandBase<?> query, List<@Nullable Object> parameters) {
        return open(now, query.sql(), parameters).compose(rows -> {
            now.rows = rows;
            return rows.read(query, 0, ResultBudget.of(resultBufferBytes));
        });
    }

    private Future<ResultRows> open(Running now, String sql, List<@Nullable Object> parameters) {
        if (now.stopped) {
            return context.failedFuture(closed());
        }
        var handle = client.submit(Query.of(sql, parameters));
        now.stop = handle::cancel;
        return ResultRows.onContext(context, handle.result()).map(result -> {
            if (transaction != null) {
                transaction.succeeded(result.info(), result.updateCount());
            }
            return new ResultRows(context, result);
        });
    }

    private <T> Future<Boolean> batch(Running now, ExtendedQueryCommand<T> query) {
        var tuples = query.paramsList();
        if (tuples.isEmpty()) {
            return context.failedFuture("A batch needs at least one set of parameters");
        }
        // a batch that reads answers with the rows of each query, which the driver's batch does not have
        return Statements.isRead(query.sql()) ? readBatch(now, query, tuples) : writeBatch(now, query, tuples);
    }

    private Future<Boolean> readBatch(Running now, ExtendedQueryCommand<?> query, List<TupleInternal> tuples) {
        Future<Boolean> last = context.succeededFuture(false);
        for (var tuple : tuples) {
            last = last.compose(before -> queryAll(now, query, Parameters.of(tuple)));
        }
        return last;
    }

    private <T> Future<Boolean> writeBatch(Running now, ExtendedQueryCommand<T> query, List<TupleInternal> tuples) {
        var rows = tuples.stream().map(Parameters::of).toList();
        var handle = client.submitBatch(Query.of(query.sql()), rows);
        now.stop = handle::cancel;
        return ResultRows.onContext(context, handle.completion())
                .onFailure(failure -> noteBatch(handle.soFar()))
                .map(result -> {
                    noteBatch(result);
                    answer(query, query.collector(), result, rows.size());
                    return false;
                });
    }

    private void noteBatch(BatchResult written) {
        if (transaction != null) {
            transaction.succeeded(written);
        }
    }

    /** One result for each tuple, in order: Hibernate Reactive checks the count of each. */
    private static <A, T> void answer(
            ExtendedQueryCommand<T> query, Collector<Row, A, T> collector, BatchResult result, int expected) {
        if (result.updateCounts().size() != expected) {
            throw new IllegalStateException("The driver answered a batch of " + expected + " with "
                    + result.updateCounts().size() + " update counts");
        }
        var handler = query.resultHandler();
        for (var count : result.updateCounts()) {
            var noRows = collector.finisher().apply(collector.supplier().get());
            handler.handleResult((int) Math.min(count, Integer.MAX_VALUE), 0, null, noRows, null);
            handler.addProperty(AthenaProperties.UPDATE_COUNT, count);
        }
    }

    private Future<?> transaction(TxCommand<?> command) {
        switch (command.kind) {
            case BEGIN -> {
                if (transaction != null) {
                    return context.failedFuture(
                            new AthenaDatabaseException("A transaction has begun already", Errors.IN_TRANSACTION));
                }
                transaction = new TransactionLog();
            }
            case COMMIT -> transaction = null;
            case ROLLBACK -> {
                var refusal = transaction == null ? null : transaction.refusal();
                transaction = null;
                if (refusal != null && rollbackOnlyWarns) {
                    LOG.warn("{}", refusal.getMessage());
                } else if (refusal != null) {
                    return context.failedFuture(refusal);
                }
            }
        }
        return context.succeededFuture(command.result);
    }

    private void closeCursor(String id) {
        var cursor = cursors.remove(id);
        if (cursor != null) {
            cursor.close();
        }
    }

    /** Stops the command that runs; the future completes when Athena has answered. */
    Future<Void> stop() {
        var now = running;
        if (now == null) {
            return context.succeededFuture();
        }
        now.stopped = true;
        if (now.rows != null) {
            now.rows.close();
        }
        return now.stop == null ? context.succeededFuture() : ResultRows.onContext(context, now.stop.get());
    }

    /** Forgets cursors and transaction. */
    void reset() {
        cursors.values().forEach(ResultRows::close);
        cursors.clear();
        transaction = null;
    }

    static AthenaDatabaseException closed() {
        return new AthenaDatabaseException("The connection was closed", Errors.CONNECTION_CLOSED);
    }
}
