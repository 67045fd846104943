package dev.pallas.local.internal.engine;

import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A statement that runs. One thread reads it ({@link #columns}, {@link #nextRows} and what is known after the end); {@link #stats},
 * {@link #engineQueryId} and {@link #cancel} may be called by any thread at any time.
 */
public interface Execution extends AutoCloseable {
    /** Waits until the columns of the result are known; empty if the statement has none. */
    List<EngineColumn> columns() throws EngineException;

    /**
     * Waits for the next rows and returns at least one, or null at the end. Values are what the engine's client protocol holds in JSON:
     * Boolean for booleans; Integer or Long for whole numbers; Double for real and double, or the String NaN, Infinity or -Infinity; List
     * for arrays and rows; Map with keys of text for maps; base64 in a String for varbinary; String for everything else, decimals, dates,
     * times and timestamps included.
     */
    @Nullable
    List<List<@Nullable Object>> nextRows() throws EngineException;

    /** The kind of update the engine made, such as {@code INSERT}; null for a query. Known after the end. */
    @Nullable
    String updateType();

    /** The number of rows that were changed, if the statement counts them. Known after the end. */
    OptionalLong updateCount();

    /** How far the statement has come, as of the engine's last answer. */
    EngineStats stats();

    /** The engine's id of the statement; empty as long as the engine has not answered yet. */
    String engineQueryId();

    /** What PREPARE added, text by name. Known after the end. */
    Map<String, String> addedPreparedStatements();

    /** What DEALLOCATE PREPARE removed. Known after the end. */
    Set<String> removedPreparedStatements();

    /** Ends the statement early: the reader gets an {@link EngineException} whose name is {@code USER_CANCELED}, or what was there already. */
    void cancel();

    /** Ends the statement if it still runs, and frees what it holds. */
    @Override
    void close();
}
