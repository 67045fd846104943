package dev.pallas.driver.internal.jdbc;

import dev.pallas.driver.QueryInfo;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * What a connection has written since its last commit. Athena commits each statement by itself, so a rollback is only true while
 * this is empty. Thread-safe.
 */
final class TransactionLog {
    /** How many writes the message of a refused rollback names. */
    private static final int NAMED = 20;

    /** What the totals are called in a connection's client info. */
    static final String QUERIES = "Queries";

    static final String BYTES_SCANNED = "BytesScanned";

    private final List<String> writes = new ArrayList<>();
    private int count;
    private long queries;
    private long bytesScanned;
    private boolean autoCommit = true;

    synchronized boolean autoCommit() {
        return autoCommit;
    }

    /** A change of the mode commits, as JDBC says. */
    synchronized void autoCommit(boolean value) {
        if (autoCommit != value) {
            clear();
            autoCommit = value;
        }
    }

    /** How many queries have succeeded since the connection was opened, and what they scanned, which is what Athena bills. */
    synchronized Map<String, String> totals() {
        return Map.of(QUERIES, Long.toString(queries), BYTES_SCANNED, Long.toString(bytesScanned));
    }

    private synchronized void count(QueryInfo info) {
        queries++;
        bytesScanned += info.statistics().dataScannedInBytes();
    }

    /**
     * Notes a query that succeeded, and whether it has written.
     *
     * @param rows how many rows it changed, where Athena tells
     */
    void succeeded(QueryInfo info, OptionalLong rows) {
        count(info);
        if (info.hasWritten(rows)) {
            add(info.kind() + " (query " + info.queryId() + ")");
        }
    }

    /** Notes a statement of which nobody knows whether it has written. */
    void unknown(@Nullable String queryId) {
        add("a statement whose outcome is not known (" + (queryId == null ? "no query id" : "query " + queryId) + ")");
    }

    private synchronized void add(String write) {
        if (autoCommit) {
            return;
        }
        count++;
        if (writes.size() < NAMED) {
            writes.add(write);
        }
    }

    synchronized void commit() throws SQLException {
        if (autoCommit) {
            throw SqlErrors.of(SqlErrors.IN_AUTO_COMMIT, "commit() is not allowed in auto-commit mode");
        }
        clear();
    }

    /**
     * Tells what stays written since the last commit, or null when nothing was. It is told once: the next transaction starts clean, so that
     * a pool can reset the connection.
     */
    synchronized @Nullable String rollback() throws SQLException {
        if (autoCommit) {
            throw SqlErrors.of(SqlErrors.IN_AUTO_COMMIT, "rollback() is not allowed in auto-commit mode");
        }
        if (count == 0) {
            return null;
        }
        var named =
                String.join(", ", writes) + (count > writes.size() ? ", and " + (count - writes.size()) + " more" : "");
        clear();
        return "Athena has no transactions: rollback() cannot undo what was written since the last commit. This stays written: "
                + named
                + ". Undo it with statements of your own, or read an earlier snapshot of an Iceberg table with "
                + "FOR TIMESTAMP AS OF";
    }

    private void clear() {
        writes.clear();
        count = 0;
    }
}
