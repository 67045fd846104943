package dev.pallas.driver.internal.jdbc;

import dev.pallas.driver.AthenaClient;
import dev.pallas.driver.AthenaSettings;
import dev.pallas.driver.Query;
import dev.pallas.driver.SettingDefinition;
import java.sql.Array;
import java.sql.Blob;
import java.sql.ClientInfoStatus;
import java.sql.Clob;
import java.sql.DatabaseMetaData;
import java.sql.NClob;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLClientInfoException;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.sql.Struct;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A connection is a context (catalog, schema, what was written) around a client; there is no session in Athena behind it. May be
 * used by several threads.
 */
public final class AthenaConnection implements ConnectionAdapter, Unwrapping {
    private static final Logger LOG = LoggerFactory.getLogger(AthenaConnection.class);

    private final AthenaClient client;
    private final String url;
    private final Liveness liveness;
    private final Warnings warnings = new Warnings();
    private final TransactionLog log = new TransactionLog();
    private final ClientInfo clientInfo = new ClientInfo();
    private final boolean rollbackOnlyWarns;
    private final AtomicBoolean closed = new AtomicBoolean();
    private volatile @Nullable String catalog;
    private volatile @Nullable String schema;
    private volatile int isolation = TRANSACTION_NONE;
    private volatile boolean readOnly;
    private volatile int networkTimeoutMillis;

    /**
     * Wraps a client, which is closed with the connection.
     *
     * @param url what {@link DatabaseMetaData#getURL} tells; must not hold a secret
     * @param nanoTime the clock that ages the answer behind {@link #isValid}
     */
    public AthenaConnection(AthenaClient client, String url, LongSupplier nanoTime) {
        this.client = client;
        this.rollbackOnlyWarns = client.settings()
                .get("RollbackAfterWrite")
                .filter("warn"::equalsIgnoreCase)
                .isPresent();
        this.url = url;
        this.liveness = new Liveness(client, nanoTime);
        client.settings().warnings().forEach(warnings::add);
    }

    AthenaClient client() {
        return client;
    }

    TransactionLog log() {
        return log;
    }

    String url() {
        return url;
    }

    void checkOpen() throws SQLException {
        if (closed.get()) {
            throw SqlErrors.closed("Connection");
        }
    }

    /** A query in this connection's context. */
    Query query(String sql, List<? extends @Nullable Object> parameters, int timeoutSeconds) {
        return Query.of(sql, parameters).with(options -> {
            clientInfo.all().forEach(options::tag);
            options.catalog(catalog)
                    .database(schema)
                    .timeout(timeoutSeconds == 0 ? null : Duration.ofSeconds(timeoutSeconds));
        });
    }

    /**
     * Waits for one answer: a page of a result, a list of the catalog. The network time-out applies; when it passes, the
     * connection is closed, as JDBC asks. (A start may rightly wait for a free place and a run takes as long as it takes: the
     * query time-out is what limits those.)
     */
    <T> T answer(CompletionStage<T> stage, Await.Stop stop) throws SQLException {
        try {
            return Await.get(stage, stop, networkTimeoutMillis);
        } catch (SQLException e) {
            if (SqlErrors.NETWORK_TIMED_OUT.equals(e.getSQLState()) && networkTimeoutMillis > 0) {
                closeWithoutWaiting();
            }
            throw e;
        }
    }

    /** Athena has answered, so the connection is valid. */
    void noteAnswer() {
        liveness.note();
    }

    @Override
    public Statement createStatement() throws SQLException {
        checkOpen();
        return new AthenaStatement(this);
    }

    @Override
    public Statement createStatement(int type, int concurrency) throws SQLException {
        checkOpen();
        var statement = new AthenaStatement(this);
        statement.resultSets(type, concurrency);
        return statement;
    }

    @Override
    public Statement createStatement(int type, int concurrency, int holdability) throws SQLException {
        setHoldability(holdability);
        return createStatement(type, concurrency);
    }

    @Override
    public PreparedStatement prepareStatement(String sql) throws SQLException {
        checkOpen();
        return new AthenaPreparedStatement(this, sql);
    }

    @Override
    public PreparedStatement prepareStatement(String sql, int type, int concurrency) throws SQLException {
        checkOpen();
        var statement = new AthenaPreparedStatement(this, sql);
        statement.resultSets(type, concurrency);
        return statement;
    }

    @Override
    public PreparedStatement prepareStatement(String sql, int type, int concurrency, int holdability)
            throws SQLException {
        setHoldability(holdability);
        return prepareStatement(sql, type, concurrency);
    }

    @Override
    public PreparedStatement prepareStatement(String sql, int generatedKeys) throws SQLException {
        if (generatedKeys != Statement.NO_GENERATED_KEYS) {
            throw SqlErrors.generatedKeys();
        }
        return prepareStatement(sql);
    }

    @Override
    public String nativeSQL(String sql) throws SQLException {
        checkOpen();
        return SqlText.withoutEscapes(sql);
    }

    @Override
    public void setAutoCommit(boolean autoCommit) throws SQLException {
        checkOpen();
        log.autoCommit(autoCommit);
    }

    @Override
    public boolean getAutoCommit() throws SQLException {
        checkOpen();
        return log.autoCommit();
    }

    /** Everything is committed as soon as its statement ends: this only draws the line for the next {@link #rollback()}. */
    @Override
    public void commit() throws SQLException {
        checkOpen();
        log.commit();
    }

    /**
     * Does nothing when nothing was written since the last commit.
     *
     * @throws SQLException (SQLState 2D000) naming what stays written, when something was; with RollbackAfterWrite=warn that is a warning
     */
    @Override
    public void rollback() throws SQLException {
        checkOpen();
        var stays = log.rollback();
        if (stays == null) {
            return;
        }
        if (!rollbackOnlyWarns) {
            throw SqlErrors.of(SqlErrors.CANNOT_ROLL_BACK, stays);
        }
        LOG.warn("{}", stays);
        warn(stays);
    }

    void warn(String message) {
        warnings.add(message);
    }

    @Override
    public void close() throws SQLException {
        if (closed.compareAndSet(false, true)) {
            try {
                client.close();
            } catch (RuntimeException e) {
                throw SqlErrors.translate(e);
            }
        }
    }

    @Override
    public boolean isClosed() {
        return closed.get();
    }

    @Override
    public void abort(@Nullable Executor executor) throws SQLException {
        if (executor == null) {
            throw SqlErrors.of(SqlErrors.BAD_VALUE, "abort needs an executor");
        }
        if (closed.compareAndSet(false, true)) {
            executor.execute(client::closeAsync);
        }
    }

    private void closeWithoutWaiting() {
        if (closed.compareAndSet(false, true)) {
            // nobody waits: the answer that would tell of a failure is the one that does not come
            var unused = client.closeAsync();
        }
    }

    @Override
    public DatabaseMetaData getMetaData() throws SQLException {
        checkOpen();
        return new AthenaDatabaseMetaData(this);
    }

    /** A hint in JDBC, and no more than that here: Athena knows no read-only mode, and writes are not refused. */
    @Override
    public void setReadOnly(boolean readOnly) throws SQLException {
        checkOpen();
        this.readOnly = readOnly;
    }

    @Override
    public boolean isReadOnly() throws SQLException {
        checkOpen();
        return readOnly;
    }

    @Override
    public void setCatalog(@Nullable String catalog) throws SQLException {
        checkOpen();
        this.catalog = catalog == null || catalog.isEmpty() ? null : catalog;
    }

    @Override
    public String getCatalog() throws SQLException {
        checkOpen();
        var current = catalog;
        return current != null ? current : setting("Catalog");
    }

    @Override
    public void setSchema(@Nullable String schema) throws SQLException {
        checkOpen();
        this.schema = schema == null || schema.isEmpty() ? null : schema;
    }

    @Override
    public String getSchema() throws SQLException {
        checkOpen();
        var current = schema;
        return current != null ? current : setting("Database");
    }

    private String setting(String name) {
        return client.settings().get(name).orElseGet(() -> AthenaSettings.definitions().stream()
                .filter(definition -> definition.name().equals(name))
                .findFirst()
                .map(SettingDefinition::defaultValue)
                .orElse(""));
    }

    /**
     * Levels up to TRANSACTION_READ_COMMITTED are accepted, since frameworks send them: a statement reads one committed state of each Iceberg
     * table. (Of a Hive table it reads what files there are, those of an INSERT that failed included.) A level that promises something of
     * several statements is refused.
     */
    @Override
    public void setTransactionIsolation(int level) throws SQLException {
        checkOpen();
        if (level != TRANSACTION_NONE && level != TRANSACTION_READ_UNCOMMITTED && level != TRANSACTION_READ_COMMITTED) {
            throw SqlErrors.unsupported(
                    "Transaction isolation above read committed",
                    "Athena has no transactions; two reads of one state of an Iceberg table need FOR VERSION AS OF or"
                            + " FOR TIMESTAMP AS OF in both");
        }
        isolation = level;
    }

    /** What was set; TRANSACTION_NONE at first. */
    @Override
    public int getTransactionIsolation() throws SQLException {
        checkOpen();
        return isolation;
    }

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
    public Map<String, Class<?>> getTypeMap() throws SQLException {
        checkOpen();
        return Map.of();
    }

    @Override
    public void setTypeMap(Map<String, Class<?>> map) throws SQLException {
        checkOpen();
        if (!map.isEmpty()) {
            throw SqlErrors.unsupported("Connection.setTypeMap", "Athena has no user-defined types");
        }
    }

    @Override
    public void setHoldability(int holdability) throws SQLException {
        checkOpen();
        if (holdability != ResultSet.HOLD_CURSORS_OVER_COMMIT) {
            throw SqlErrors.unsupported(
                    "ResultSet.CLOSE_CURSORS_AT_COMMIT", "a result of Athena outlives any commit; close it yourself");
        }
    }

    @Override
    public int getHoldability() throws SQLException {
        checkOpen();
        return ResultSet.HOLD_CURSORS_OVER_COMMIT;
    }

    @Override
    public Clob createClob() throws SQLException {
        return createNClob();
    }

    @Override
    public Blob createBlob() throws SQLException {
        checkOpen();
        return new MemoryBlob(new byte[0]);
    }

    @Override
    public NClob createNClob() throws SQLException {
        checkOpen();
        return new MemoryClob("");
    }

    /** Asks Athena for its catalogs, which is not billed, unless it has answered within the last ten seconds. */
    @Override
    public boolean isValid(int timeoutSeconds) throws SQLException {
        if (timeoutSeconds < 0) {
            throw SqlErrors.of(SqlErrors.BAD_VALUE, "The time-out of isValid is negative: " + timeoutSeconds);
        }
        return !closed.get() && liveness.check(timeoutSeconds);
    }

    /** The names of JDBC go along with each statement, see {@link ClientInfo}; any other is a warning. */
    @Override
    public void setClientInfo(String name, @Nullable String value) throws SQLClientInfoException {
        checkOpenForClientInfo(name);
        if (ClientInfo.isKnown(name)) {
            clientInfo.set(name, value);
        } else {
            warn("There is no client info of the name '" + name + "'; it was ignored");
        }
    }

    private void checkOpenForClientInfo(String name) throws SQLClientInfoException {
        if (closed.get()) {
            throw new SQLClientInfoException(
                    "The connection is closed",
                    SqlErrors.CONNECTION_CLOSED,
                    0,
                    Map.of(name, ClientInfoStatus.REASON_UNKNOWN));
        }
    }

    @Override
    public void setClientInfo(Properties properties) throws SQLClientInfoException {
        for (var name : properties.stringPropertyNames()) {
            checkOpenForClientInfo(name);
        }
        clientInfo.clear();
        for (var name : properties.stringPropertyNames()) {
            setClientInfo(name, properties.getProperty(name));
        }
    }

    /**
     * What has been set, and {@code Queries} and {@code BytesScanned}: what this connection has run since it was opened, and what that
     * scanned.
     */
    @Override
    public @Nullable String getClientInfo(String name) throws SQLException {
        checkOpen();
        return clientInfo.get(name).orElseGet(() -> log.totals().get(name));
    }

    @Override
    public Properties getClientInfo() throws SQLException {
        checkOpen();
        var properties = new Properties();
        properties.putAll(clientInfo.all());
        properties.putAll(log.totals());
        return properties;
    }

    /**
     * An array to be bound, as a literal of exactly that type.
     *
     * @param typeName the type of the elements, in Athena's words or JDBC's: {@code bigint}, {@code row(a integer, b varchar)}
     */
    @Override
    public Array createArrayOf(String typeName, @Nullable Object @Nullable [] elements) throws SQLException {
        checkOpen();
        return new AthenaArray(
                this,
                NestedValues.type(typeName),
                elements == null ? List.of() : Collections.unmodifiableList(Arrays.asList(elements.clone())));
    }

    /**
     * A row to be bound, as a literal of exactly that type.
     *
     * @param typeName such as {@code row(a integer, b varchar)}
     */
    @Override
    public Struct createStruct(String typeName, @Nullable Object[] attributes) throws SQLException {
        checkOpen();
        return NestedValues.struct(this, typeName, attributes.clone());
    }

    @Override
    public void setNetworkTimeout(Executor executor, int milliseconds) throws SQLException {
        checkOpen();
        if (milliseconds < 0) {
            throw SqlErrors.of(SqlErrors.BAD_VALUE, "The network time-out is negative: " + milliseconds);
        }
        networkTimeoutMillis = milliseconds;
    }

    @Override
    public int getNetworkTimeout() throws SQLException {
        checkOpen();
        return networkTimeoutMillis;
    }

    @Override
    public Optional<Object> wrapped() throws SQLException {
        checkOpen();
        return Optional.of(client);
    }

    @Override
    public String toString() {
        return "AthenaConnection[" + client.settings() + "]";
    }
}
