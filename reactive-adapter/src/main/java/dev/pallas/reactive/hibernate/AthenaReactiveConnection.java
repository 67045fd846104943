package dev.pallas.reactive.hibernate;

import static java.util.concurrent.CompletableFuture.completedFuture;
import static java.util.concurrent.CompletableFuture.failedFuture;

import dev.pallas.dialect.cost.BudgetSpentException;
import dev.pallas.reactive.AthenaConnection;
import io.vertx.core.Future;
import io.vertx.sqlclient.DatabaseException;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowIterator;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.SqlResult;
import io.vertx.sqlclient.Tuple;
import io.vertx.sqlclient.spi.DatabaseMetadata;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.hibernate.HibernateException;
import org.hibernate.engine.jdbc.internal.FormatStyle;
import org.hibernate.engine.jdbc.spi.SqlExceptionHelper;
import org.hibernate.engine.jdbc.spi.SqlStatementLogger;
import org.hibernate.reactive.adaptor.impl.JdbcNull;
import org.hibernate.reactive.adaptor.impl.ResultSetAdaptor;
import org.hibernate.reactive.pool.BatchingConnection;
import org.hibernate.reactive.pool.ReactiveConnection;
import org.jspecify.annotations.Nullable;

/**
 * Hibernate Reactive's view of a connection. It differs from Hibernate Reactive's own in what a cancelled {@code Uni} and a time-out need,
 * whose session is closed, or whose transaction is rolled back, while a statement runs: that statement is stopped in Athena. And each row
 * of a batch is checked by its own count.
 */
final class AthenaReactiveConnection implements ReactiveConnection {
    private final SqlConnection connection;
    private final Pool pool;
    private final SqlStatementLogger logger;
    private final SqlExceptionHelper exceptions;
    private final ReactiveCost cost;
    private final AtomicInteger inFlight = new AtomicInteger();
    private boolean closed;

    AthenaReactiveConnection(
            SqlConnection connection,
            Pool pool,
            SqlStatementLogger logger,
            SqlExceptionHelper exceptions,
            ReactiveCost cost) {
        this.connection = connection;
        this.pool = pool;
        this.logger = logger;
        this.exceptions = exceptions;
        this.cost = cost;
    }

    @Override
    public boolean isTransactionInProgress() {
        return connection.transaction() != null;
    }

    @Override
    public DatabaseMetadata getDatabaseMetadata() {
        return connection.databaseMetadata();
    }

    @Override
    public CompletionStage<Void> execute(String sql) {
        return run(sql, () -> connection.preparedQuery(sql).execute()).thenAccept(rows -> {});
    }

    @Override
    public CompletionStage<Void> executeOutsideTransaction(String sql) {
        return run(sql, () -> pool.preparedQuery(sql).execute()).thenAccept(rows -> {});
    }

    @Override
    public CompletionStage<Void> executeUnprepared(String sql) {
        return run(sql, () -> connection.query(sql).execute()).thenAccept(rows -> {});
    }

    @Override
    public CompletionStage<Integer> update(String sql) {
        return run(sql, () -> connection.preparedQuery(sql).execute()).thenApply(SqlResult::rowCount);
    }

    @Override
    public CompletionStage<Integer> update(String sql, Object[] values) {
        return query(sql, values).thenApply(SqlResult::rowCount);
    }

    @Override
    public CompletionStage<Void> update(String sql, Object[] values, boolean allowBatching, Expectation expectation) {
        return update(sql, values).thenAccept(count -> expectation.verifyOutcome(count, -1, sql));
    }

    @Override
    public CompletionStage<int[]> update(String sql, List<Object[]> batch) {
        List<Tuple> tuples = new ArrayList<>(batch.size());
        for (var values : batch) {
            tuples.add(tuple(values));
        }
        return run(sql, () -> connection.preparedQuery(sql).executeBatch(tuples))
                .thenApply(results -> {
                    var counts = new int[tuples.size()];
                    var result = results;
                    for (var i = 0; i < counts.length; i++) {
                        counts[i] = result.rowCount();
                        result = result.next();
                    }
                    return counts;
                });
    }

    @Override
    public CompletionStage<Result> select(String sql) {
        return run(sql, () -> connection.preparedQuery(sql).execute()).thenApply(Rows::new);
    }

    @Override
    public CompletionStage<Result> select(String sql, Object[] values) {
        return query(sql, values).thenApply(Rows::new);
    }

    @Override
    public CompletionStage<ResultSet> selectJdbc(String sql) {
        return run(sql, () -> connection.preparedQuery(sql).execute()).thenApply(ResultSetAdaptor::new);
    }

    @Override
    public CompletionStage<ResultSet> selectJdbc(String sql, Object[] values) {
        return query(sql, values).thenApply(ResultSetAdaptor::new);
    }

    @Override
    public <T> CompletionStage<@Nullable T> selectIdentifier(String sql, Object[] values, Class<T> type) {
        return query(sql, values).thenApply(rows -> {
            var iterator = rows.iterator();
            return iterator.hasNext() ? iterator.next().get(type, 0) : null;
        });
    }

    @Deprecated
    @Override
    public <T> CompletionStage<T> insertAndSelectIdentifier(String sql, Object[] values, Class<T> type, String column) {
        return failedFuture(noGeneratedValues());
    }

    @Deprecated
    @Override
    public CompletionStage<ResultSet> insertAndSelectIdentifierAsResultSet(
            String sql, Object[] values, Class<?> type, String column) {
        return failedFuture(noGeneratedValues());
    }

    @Override
    public CompletionStage<ResultSet> executeAndSelectGeneratedValues(
            String sql, Object[] values, List<Class<?>> types, List<String> columns) {
        return failedFuture(noGeneratedValues());
    }

    private static HibernateException noGeneratedValues() {
        return new HibernateException("Athena generates no values: assign them in the application");
    }

    private CompletionStage<RowSet<Row>> query(String sql, Object[] values) {
        var tuple = tuple(values);
        return run(sql, () -> connection.preparedQuery(sql).execute(tuple));
    }

    private static Tuple tuple(Object[] values) {
        for (var i = 0; i < values.length; i++) {
            // the type of a NULL is not needed: the engine finds it
            if (values[i] instanceof JdbcNull) {
                values[i] = null;
            }
        }
        return Tuple.wrap(values);
    }

    private CompletionStage<RowSet<Row>> run(String sql, Supplier<Future<RowSet<Row>>> statement) {
        try {
            cost.beforeStatement();
        } catch (BudgetSpentException spent) {
            return failedFuture(spent);
        }
        var formatted = logger.isFormat() && !sql.contains(System.lineSeparator());
        logger.logStatement(sql, (formatted ? FormatStyle.BASIC : FormatStyle.NONE).getFormatter());
        inFlight.incrementAndGet();
        return statement.get().toCompletionStage().handle((rows, failure) -> {
            inFlight.decrementAndGet();
            if (failure != null) {
                throw converted(failure, sql);
            }
            cost.afterStatement(sql, rows);
            return rows;
        });
    }

    private RuntimeException converted(Throwable failure, String sql) {
        if (failure instanceof DatabaseException athena) {
            var cause = new SQLException(athena.getMessage(), athena.getSqlState(), athena.getErrorCode(), athena);
            return exceptions.convert(cause, "error executing SQL statement", sql);
        }
        return failure instanceof RuntimeException unchecked ? unchecked : new CompletionException(failure);
    }

    @Override
    public CompletionStage<Void> beginTransaction() {
        return isTransactionInProgress()
                ? failedFuture(new IllegalStateException(
                        "Can't begin a transaction: one is active on this connection already"))
                : connection.begin().<Void>mapEmpty().toCompletionStage();
    }

    @Override
    public CompletionStage<Void> commitTransaction() {
        return connection.transaction().commit().toCompletionStage();
    }

    @Override
    public CompletionStage<Void> rollbackTransaction() {
        var transaction = connection.transaction();
        return transaction == null
                ? completedFuture(null)
                : stopRunning().compose(stopped -> transaction.rollback()).toCompletionStage();
    }

    private Future<Void> stopRunning() {
        // a stop that Athena refuses must keep neither the transaction nor the connection
        return inFlight.get() > 0 && connection instanceof AthenaConnection athena
                ? athena.cancel().otherwiseEmpty()
                : Future.succeededFuture();
    }

    @Override
    public ReactiveConnection withBatchSize(int batchSize) {
        return batchSize <= 1 ? this : new BatchingConnection(this, batchSize);
    }

    @Override
    public CompletionStage<Void> executeBatch() {
        return completedFuture(null);
    }

    @Override
    public CompletionStage<Void> close() {
        if (closed) {
            return completedFuture(null);
        }
        closed = true;
        // Hibernate Reactive's users end transactions; one that is open here was left
        var left = isTransactionInProgress();
        var ended = left ? rollbackTransaction() : stopRunning().toCompletionStage();
        return ended.handle((done, failure) -> connection
                        .close()
                        .compose(released -> leftOpen(left, failure))
                        .toCompletionStage())
                .thenCompose(closing -> closing);
    }

    private static Future<Void> leftOpen(boolean left, @Nullable Throwable failure) {
        if (!left) {
            return Future.succeededFuture();
        }
        var problem = new IllegalStateException(
                "The connection was closed with a transaction still active, which was rolled back");
        if (failure != null) {
            problem.addSuppressed(failure);
        }
        return Future.failedFuture(problem);
    }

    private static final class Rows implements Result {
        private final RowSet<Row> rows;
        private final RowIterator<Row> iterator;

        Rows(RowSet<Row> rows) {
            this.rows = rows;
            this.iterator = rows.iterator();
        }

        @Override
        public int size() {
            return rows.size();
        }

        @Override
        public boolean hasNext() {
            return iterator.hasNext();
        }

        @Override
        public Object[] next() {
            var row = iterator.next();
            var values = new Object[row.size()];
            for (var i = 0; i < values.length; i++) {
                values[i] = row.getValue(i);
            }
            return values;
        }
    }
}
