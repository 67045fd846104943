package dev.pallas.driver;

import dev.pallas.driver.internal.Clients;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/**
 * An asynchronous client of Amazon Athena. No method blocks, except {@link #close()}; completion stages are completed on a
 * thread of the client, so a continuation must be short or move to a thread of its own.
 *
 * <p>Thread-safe. Clients of equal settings share one SDK client, one poller and their threads; the last one that is closed
 * releases them.
 */
public interface AthenaClient extends AutoCloseable {

    /**
     * Opens a client. No request is sent: a region, an endpoint or credentials that are missing or wrong are reported by the first
     * query.
     */
    static AthenaClient open(AthenaSettings settings) {
        return open(settings, queryId -> {});
    }

    /**
     * Opens a client, see {@link #open(AthenaSettings)}.
     *
     * @param onStart is told the id of each query that Athena has started, before the query's own listener; on a thread of the client
     */
    static AthenaClient open(AthenaSettings settings, Consumer<String> onStart) {
        return Clients.open(settings, onStart);
    }

    /** The settings this client was opened with. */
    AthenaSettings settings();

    /**
     * Starts a query and returns at once. A failure to start is reported by the handle, never thrown, so that each failure has
     * one way to its reader.
     */
    QueryHandle submit(Query query);

    /**
     * A handle of a query that was started elsewhere, whether it still runs or has ended. Closing this client leaves such a query alone.
     *
     * @param query what {@link QueryHandle#serialize()} gave, or a query execution id
     * @return a handle that fails (SQLState HY000) when Athena does not know the query
     * @throws AthenaException (SQLState 08001) when the text is neither, or names another region than this client's
     */
    QueryHandle attach(String query);

    /**
     * Runs one statement text with several rows of parameters, in as few statements as Athena's limit on the length of a text allows
     * (262,144 bytes). INSERT ... VALUES becomes one of several rows. UPDATE and DELETE with {@code column = ?} for assignments and
     * conditions become a MERGE, which changes all of its rows or none; when some rows of parameters find nothing to change, it is run again
     * without them. Other statements run one after the other, in order.
     *
     * @param query the text and its options; its own parameters are ignored
     * @param rows one list of parameter values for each row, in order
     */
    BatchHandle submitBatch(Query query, List<? extends List<?>> rows);

    /** Reads the metadata of the catalog through Athena's catalog operations: no query is run, nothing is billed. */
    Catalog catalog();

    /**
     * Stops every query of this client that still runs and releases what it holds. Completes when each stop has been answered.
     * A second call returns the stage of the first.
     */
    CompletionStage<Void> closeAsync();

    /** {@link #closeAsync()}, waited for at most ten seconds. */
    @Override
    void close();
}
