package dev.pallas.reactive.internal;

import dev.pallas.driver.AthenaClient;
import dev.pallas.driver.AthenaException;
import dev.pallas.driver.BatchResult;
import dev.pallas.driver.Query;
import dev.pallas.driver.QueryHandle;
import dev.pallas.driver.QueryOptions;
import dev.pallas.reactive.AthenaDatabaseException;
import dev.pallas.reactive.AthenaPrepareOptions;
import dev.pallas.reactive.AthenaProperties;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.impl.ContextInternal;
import io.vertx.sqlclient.PrepareOptions;
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
    private QueryOptions options = QueryOptions.NONE;
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
        private @Nullable QueryHandle handle;
        private @Nullable Promise<ResultRows> opening;
        private @Nullable ResultRows rows;
        private boolean stopped;
        private boolean detached;
    }

    /** Runs a command; the future completes on the context of the connection. */
    Future<?> execute(CommandBase<?> command) {
        if (command instanceof SimpleQueryCommand<?> query) {
            return run(query.sql(), now -> queryAll(now, query, statement(query.sql(), List.of(), null)));
        } else if (command instanceof ExtendedQueryCommand<?> query) {
            return run(query.sql(), now -> extended(now, query));
        } else if (command instanceof PrepareStatementCommand prepare) {
            return prepare(prepare.sql(), prepare.options());
        } else if (command instanceof TxCommand<?> end) {
            return transaction(end);
        } else if (command instanceof CloseCursorCommand close) {
            closeCursor(close.id());
            return context.succeededFuture();
        } else if (command instanceof CloseStatementCommand) {
            return context.succeededFuture();
        } else if (command instanceof CloseConnectionCommand) {
            reset();
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

    private Future<AthenaPreparedStatement> prepare(String sql, @Nullable PrepareOptions prepareOptions) {
        try {
            return context.succeededFuture(new AthenaPreparedStatement(sql, Query.parameterCount(sql), prepareOptions));
        } catch (AthenaException e) {
            return context.failedFuture(Errors.of(e));
        }
    }

    private Future<Boolean> extended(Running now, ExtendedQueryCommand<?> query) {
        if (query.isBatch()) {
            return batch(now, query);
        }
        if (query.cursorId() == null) {
            return queryAll(now, query, statement(query.sql(), Parameters.of(query.params()), prepareOptions(query)));
        }
        var cursor = cursors.get(query.cursorId());
        if (cursor == null && query.isSuspended()) {
            return context.failedFuture(new AthenaDatabaseException("The cursor was closed", Errors.CURSOR_CLOSED));
        }
        var opened = cursor == null
                ? open(now, statement(query.sql(), Parameters.of(query.params()), prepareOptions(query)))
                : context.succeededFuture(cursor);
        return opened.compose(rows -> {
            now.rows = rows;
            cursors.put(query.cursorId(), rows);
            return rows.read(query, query.fetch(), ResultBudget.unlimited());
        });
    }

    private Future<Boolean> queryAll(Running now, QueryCommandBase<?> query, Supplier<QueryHandle> statement) {
        return open(now, statement).compose(rows -> {
            now.rows = rows;
            return rows.read(query, 0, ResultBudget.of(resultBufferBytes));
        });
    }

    /** How a statement comes to run, or how one that runs already is found. */
    private Supplier<QueryHandle> statement(
            String sql, List<@Nullable Object> parameters, @Nullable PrepareOptions prepareOptions) {
        if (prepareOptions instanceof AthenaPrepareOptions athena && athena.attachedQuery() != null) {
            var attached = athena.attachedQuery();
            return () -> client.attach(attached);
        }
        return () -> client.submit(Query.of(sql, parameters).withOptions(optionsOf(prepareOptions)));
    }

    private static @Nullable PrepareOptions prepareOptions(ExtendedQueryCommand<?> query) {
        return query.preparedStatement() instanceof AthenaPreparedStatement prepared
                ? prepared.options()
                : query.options();
    }

    private QueryOptions optionsOf(@Nullable PrepareOptions prepareOptions) {
        return prepareOptions instanceof AthenaPrepareOptions athena ? athena.queryOptions() : options;
    }

    private Future<ResultRows> open(Running now, Supplier<QueryHandle> statement) {
        if (now.stopped) {
            return context.failedFuture(closed());
        }
        var handle = statement.get();
        Promise<ResultRows> opening = context.promise();
        now.handle = handle;
        now.stop = handle::cancel;
        now.opening = opening;
        ResultRows.onContext(context, handle.result()).onComplete(opened -> {
            if (opened.failed()) {
                opening.tryFail(opened.cause());
                return;
            }
            var result = opened.result();
            if (transaction != null) {
                transaction.succeeded(result.info(), result.updateCount());
            }
            if (!opening.tryComplete(new ResultRows(context, result))) {
                result.close();
            }
        });
        return opening.future();
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
            last = last.compose(before ->
                    queryAll(now, query, statement(query.sql(), Parameters.of(tuple), prepareOptions(query))));
        }
        return last;
    }

    private <T> Future<Boolean> writeBatch(Running now, ExtendedQueryCommand<T> query, List<TupleInternal> tuples) {
        var rows = tuples.stream().map(Parameters::of).toList();
        var handle = client.submitBatch(Query.of(query.sql()).withOptions(optionsOf(prepareOptions(query))), rows);
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
                if (refusal != null) {
                    // Vert.x's withTransaction tells its caller only of the failure for which it rolls back
                    LOG.warn("{}", refusal.getMessage());
                    if (!rollbackOnlyWarns) {
                        return context.failedFuture(refusal);
                    }
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
        if (now.detached && now.opening != null) {
            now.opening.tryFail(closed());
            return context.succeededFuture();
        }
        return now.stop == null ? context.succeededFuture() : ResultRows.onContext(context, now.stop.get());
    }

    /** Leaves the query that runs to itself; the future completes with what finds it again. */
    Future<String> detach() {
        var now = running;
        if (now == null || now.handle == null) {
            return context.failedFuture(new AthenaDatabaseException(
                    "There is no query to detach: none runs on this connection, or it is a batch", Errors.NO_QUERY));
        }
        now.detached = true;
        return ResultRows.onContext(context, now.handle.serialize());
    }

    boolean isDetached() {
        return running != null && running.detached;
    }

    /** What later statements ask for, unless they bring options of their own. */
    void setQueryOptions(QueryOptions value) {
        options = value;
    }

    /** Forgets cursors, transaction and options. */
    void reset() {
        cursors.values().forEach(ResultRows::close);
        cursors.clear();
        transaction = null;
        options = QueryOptions.NONE;
    }

    static AthenaDatabaseException closed() {
        return new AthenaDatabaseException("The connection was closed", Errors.CONNECTION_CLOSED);
    }
}
