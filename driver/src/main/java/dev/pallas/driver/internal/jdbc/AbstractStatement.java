package dev.pallas.driver.internal.jdbc;

import dev.pallas.driver.AthenaException;
import dev.pallas.driver.Query;
import dev.pallas.driver.QueryHandle;
import dev.pallas.driver.QueryInfo;
import dev.pallas.driver.QueryResult;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What plain and prepared statements have in common: how a query is run, cancelled and told. Used by one thread at a time, except for
 * {@link #cancel} and {@link #close}, which any thread may call.
 */
abstract class AbstractStatement implements StatementAdapter, Unwrapping {
    final AthenaConnection connection;
    private volatile boolean closed;
    /** Stops what runs; null while nothing does. */
    private volatile @Nullable Supplier<CompletionStage<Void>> canceller;

    private volatile @Nullable AthenaResultSet result;
    private volatile @Nullable QueryHandle lastHandle;
    /** What the last query took, and how its rows are read otherwise than asked for. */
    private final Warnings warnings = new Warnings();

    private long updateCount = -1;
    private long maxRows;
    private int timeoutSeconds;
    private int fetchSize;
    private int resultSetType = ResultSet.TYPE_FORWARD_ONLY;
    private boolean escapes = true;
    private boolean closeOnCompletion;
    private boolean poolable;

    AbstractStatement(AthenaConnection connection) {
        this.connection = connection;
    }

    final void checkOpen() throws SQLException {
        if (closed) {
            throw SqlErrors.closed("statement");
        }
        connection.checkOpen();
    }

    /** The text as it goes to Athena, with JDBC's escapes replaced. */
    final String text(@Nullable String sql) throws SQLException {
        if (sql == null) {
            throw SqlErrors.of(SqlErrors.BAD_VALUE, "The text of the statement is null");
        }
        return escapes ? SqlText.withoutEscapes(sql) : sql;
    }

    final Query query(String sql, List<? extends @Nullable Object> parameters) {
        return connection.query(sql, parameters, timeoutSeconds);
    }

    /**
     * Runs a query and keeps its result as the current one.
     *
     * @param onlyReads whether the caller has said that the statement only reads
     * @return whether the result has rows
     */
    final boolean run(Query query, boolean onlyReads) throws SQLException {
        checkOpen();
        closeResult();
        var handle = connection.client().submit(query);
        lastHandle = handle;
        warnings.clear();
        canceller = handle::cancel;
        try {
            var opened = open(handle, onlyReads);
            if (opened.updateCount().isEmpty() && !opened.columns().isEmpty()) {
                result = AthenaResultSet.of(this, opened, maxRows, fetchSize);
                return true;
            }
            opened.close();
            updateCount = opened.updateCount().orElse(0);
            return false;
        } finally {
            canceller = null;
            if (closed) {
                closeResult();
            }
        }
    }

    private QueryResult open(QueryHandle handle, boolean onlyReads) throws SQLException {
        Await.Stop stop = () -> stop(handle);
        QueryInfo info;
        try {
            info = Await.get(handle.completion(), stop);
        } catch (SQLException e) {
            noteFailure(handle, e, onlyReads);
            throw e;
        }
        warnings.add(took(info));
        connection.noteAnswer();
        var rows = OptionalLong.empty();
        try {
            var opened = Await.get(handle.result(), stop);
            rows = opened.updateCount();
            opened.fallback().ifPresent(warnings::add);
            return opened;
        } finally {
            connection.log().succeeded(info, rows);
        }
    }

    private static String took(QueryInfo info) {
        return "Query " + info.queryId() + " scanned " + info.statistics().dataScannedInBytes() + " bytes"
                + (info.statistics().reusedPreviousResult() ? "; an earlier result was used again" : "");
    }

    private static void stop(QueryHandle handle) {
        // the thread has something else to tell; that the stop failed would be seen by nobody
        var unused = handle.cancel();
    }

    /** A statement that may have been run, and whose end is not known, counts as a write. */
    private void noteFailure(QueryHandle handle, SQLException failure, boolean onlyReads) {
        var last = handle.lastInfo();
        if (last.isPresent() && last.get().state().isFinal()) {
            return;
        }
        if (onlyReads || (last.isPresent() && !last.get().isWrite())) {
            return;
        }
        var start = handle.queryId().toCompletableFuture();
        if (start.isCompletedExceptionally() && !mayHaveReachedAthena(failure)) {
            return;
        }
        var started = start.isDone() && !start.isCompletedExceptionally();
        connection.log().unknown(started ? start.join() : queryId(failure));
    }

    /** Whether a failed request may have been carried out all the same: its answer was lost. */
    static boolean mayHaveReachedAthena(SQLException failure) {
        var state = failure.getSQLState();
        return state != null
                && ((state.startsWith("08") && !state.equals(SqlErrors.CONNECTION_REFUSED))
                        || state.equals(SqlErrors.CANCELLED)
                        || state.startsWith("HYT"));
    }

    static @Nullable String queryId(SQLException failure) {
        return failure.getCause() instanceof AthenaException athena ? athena.queryId() : null;
    }

    final ResultSet rows(Query query) throws SQLException {
        checkOpen();
        if (SqlText.isWrite(query.sql())) {
            throw SqlErrors.of(
                    SqlErrors.NOT_A_QUERY,
                    "The statement was not run, because it returns no rows; use executeUpdate or execute for it");
        }
        run(query, true);
        var rows = result;
        // another thread may have closed it in between
        checkOpen();
        if (rows == null) {
            throw SqlErrors.of(
                    SqlErrors.NOT_A_QUERY,
                    "The statement was run, but it returns no rows; use executeUpdate or execute for it");
        }
        return rows;
    }

    final long count(Query query) throws SQLException {
        checkOpen();
        if (SqlText.isQuery(query.sql())) {
            throw SqlErrors.of(
                    SqlErrors.NOT_A_QUERY,
                    "The statement was not run, because it returns rows; use executeQuery or execute for it");
        }
        if (run(query, false)) {
            closeResult();
            throw SqlErrors.of(
                    SqlErrors.NOT_A_QUERY, "The statement was run, but it returns rows; use executeQuery for it");
        }
        return updateCount;
    }

    @Override
    public int[] executeBatch() throws SQLException {
        return UpdateCounts.narrow(executeLargeBatch());
    }

    /** Runs something else that {@link #cancel} can stop. */
    final <T> T cancellable(Supplier<CompletionStage<Void>> stop, CompletionStage<T> stage) throws SQLException {
        canceller = stop;
        try {
            return Await.get(stage, () -> {
                // as above: the interrupt is what is told
                var unused = stop.get();
            });
        } finally {
            canceller = null;
        }
    }

    final void noUpdateCount() {
        updateCount = -1;
    }

    /** Stops the query in Athena, or ends the reading of its result. Waits for Athena's answer to the stop. */
    @Override
    public void cancel() throws SQLException {
        checkOpen();
        var stop = canceller;
        var open = result;
        if (stop != null) {
            connection.answer(stop.get(), () -> {});
        } else if (open != null) {
            open.cancel();
        }
    }

    @Override
    public void close() throws SQLException {
        if (closed) {
            return;
        }
        closed = true;
        var stop = canceller;
        if (stop != null) {
            // the statement's own thread sees the end of the query
            var unused = stop.get();
        }
        closeResult();
    }

    final void closeResult() throws SQLException {
        var open = result;
        result = null;
        updateCount = -1;
        if (open != null) {
            open.closeByStatement();
        }
    }

    /** Told by the result when its reader has closed it. */
    void resultClosed(AthenaResultSet which) throws SQLException {
        if (closeOnCompletion && result == which) {
            close();
        }
    }

    @Override
    public boolean isClosed() {
        return closed || connection.isClosed();
    }

    @Override
    public @Nullable ResultSet getResultSet() throws SQLException {
        checkOpen();
        return result;
    }

    final @Nullable AthenaResultSet currentResult() {
        return result;
    }

    /** Empty: no statement makes keys, and asking for them is refused before it is run. */
    @Override
    public ResultSet getGeneratedKeys() throws SQLException {
        checkOpen();
        return AthenaResultSet.of(connection, MemoryResult.of("GENERATED_KEY"));
    }

    @Override
    public long getLargeUpdateCount() throws SQLException {
        checkOpen();
        return updateCount;
    }

    @Override
    public int getUpdateCount() throws SQLException {
        return UpdateCounts.narrow(getLargeUpdateCount());
    }

    @Override
    public boolean getMoreResults() throws SQLException {
        return getMoreResults(CLOSE_CURRENT_RESULT);
    }

    @Override
    public boolean getMoreResults(int current) throws SQLException {
        checkOpen();
        if (current != CLOSE_CURRENT_RESULT && current != CLOSE_ALL_RESULTS && current != KEEP_CURRENT_RESULT) {
            throw SqlErrors.of(SqlErrors.BAD_VALUE, "There is no such constant for getMoreResults: " + current);
        }
        if (current == KEEP_CURRENT_RESULT) {
            throw SqlErrors.unsupported("Keeping a result open", "a statement has one result at a time");
        }
        closeResult();
        return false;
    }

    @Override
    public void setQueryTimeout(int seconds) throws SQLException {
        checkOpen();
        timeoutSeconds = (int) notNegative("query time-out", seconds);
    }

    @Override
    public int getQueryTimeout() throws SQLException {
        checkOpen();
        return timeoutSeconds;
    }

    @Override
    public void setLargeMaxRows(long max) throws SQLException {
        checkOpen();
        maxRows = notNegative("maximum number of rows", max);
    }

    @Override
    public long getLargeMaxRows() throws SQLException {
        checkOpen();
        return maxRows;
    }

    @Override
    public void setMaxRows(int max) throws SQLException {
        setLargeMaxRows(max);
    }

    @Override
    public int getMaxRows() throws SQLException {
        return (int) Math.min(Integer.MAX_VALUE, getLargeMaxRows());
    }

    /** A hint that changes nothing: the fetcher chooses the size of its pages. */
    @Override
    public void setFetchSize(int rows) throws SQLException {
        checkOpen();
        fetchSize = (int) notNegative("fetch size", rows);
    }

    @Override
    public int getFetchSize() throws SQLException {
        checkOpen();
        return fetchSize;
    }

    private static long notNegative(String what, long value) throws SQLException {
        if (value < 0) {
            throw SqlErrors.of(SqlErrors.BAD_VALUE, "The " + what + " is negative: " + value);
        }
        return value;
    }

    @Override
    public void setFetchDirection(int direction) throws SQLException {
        checkOpen();
        SqlErrors.checkDirection(direction, resultSetType);
    }

    @Override
    public int getFetchDirection() throws SQLException {
        checkOpen();
        return ResultSet.FETCH_FORWARD;
    }

    @Override
    public void setMaxFieldSize(int max) throws SQLException {
        checkOpen();
        if (max != 0) {
            throw SqlErrors.unsupported("Statement.setMaxFieldSize", "a value is never cut; use substr in the query");
        }
    }

    @Override
    public int getMaxFieldSize() throws SQLException {
        checkOpen();
        return 0;
    }

    @Override
    public void setEscapeProcessing(boolean enable) throws SQLException {
        checkOpen();
        escapes = enable;
    }

    /** What the last query took: its id and the bytes that Athena bills; then why its rows do not come by UNLOAD, where that was asked for. */
    @Override
    public @Nullable SQLWarning getWarnings() throws SQLException {
        checkOpen();
        return warnings.first();
    }

    @Override
    public void clearWarnings() throws SQLException {
        checkOpen();
        warnings.clear();
    }

    @Override
    public int getResultSetConcurrency() {
        return ResultSet.CONCUR_READ_ONLY;
    }

    @Override
    public int getResultSetType() {
        return resultSetType;
    }

    /**
     * Says what results shall be; before the first of them.
     *
     * @param type a type of {@link ResultSet}; for one that shows later changes the connection gets a warning, since a result of Athena never does
     * @param concurrency {@link ResultSet#CONCUR_READ_ONLY}
     */
    final void resultSets(int type, int concurrency) throws SQLException {
        if (concurrency != ResultSet.CONCUR_READ_ONLY) {
            throw SqlErrors.unsupported("An updatable result", "use ResultSet.CONCUR_READ_ONLY");
        }
        resultSetType = switch (type) {
            case ResultSet.TYPE_FORWARD_ONLY, ResultSet.TYPE_SCROLL_INSENSITIVE -> type;
            case ResultSet.TYPE_SCROLL_SENSITIVE -> {
                connection.warn("A result shows no later changes: it is of TYPE_SCROLL_INSENSITIVE");
                yield ResultSet.TYPE_SCROLL_INSENSITIVE;
            }
            default -> throw SqlErrors.of(SqlErrors.BAD_VALUE, "There is no type of results " + type);
        };
    }

    @Override
    public int getResultSetHoldability() {
        return ResultSet.HOLD_CURSORS_OVER_COMMIT;
    }

    @Override
    public Connection getConnection() throws SQLException {
        checkOpen();
        return connection;
    }

    @Override
    public void setPoolable(boolean poolable) throws SQLException {
        checkOpen();
        this.poolable = poolable;
    }

    @Override
    public boolean isPoolable() throws SQLException {
        checkOpen();
        return poolable;
    }

    @Override
    public void closeOnCompletion() throws SQLException {
        checkOpen();
        closeOnCompletion = true;
    }

    @Override
    public boolean isCloseOnCompletion() throws SQLException {
        checkOpen();
        return closeOnCompletion;
    }

    /** The handle of the last query, as an object of the asynchronous client. */
    @Override
    public Optional<Object> wrapped() {
        return Optional.ofNullable(lastHandle);
    }
}
