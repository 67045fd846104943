package dev.pallas.reactive;

import dev.pallas.driver.QueryOptions;
import io.vertx.sqlclient.PrepareOptions;
import org.jspecify.annotations.Nullable;

/**
 * What one statement asks for otherwise than its connection, for {@code preparedQuery(sql, options)} and {@code prepare(sql, options)} of
 * pools and connections. Immutable.
 */
public final class AthenaPrepareOptions extends PrepareOptions {
    private final QueryOptions queryOptions;
    private final @Nullable String attachedQuery;

    /** Options of the driver: database, work group, time-out, reuse of results, where rows are read, who is told the query id, ... */
    public AthenaPrepareOptions(QueryOptions queryOptions) {
        this(queryOptions, null);
    }

    private AthenaPrepareOptions(QueryOptions queryOptions, @Nullable String attachedQuery) {
        this.queryOptions = queryOptions;
        this.attachedQuery = attachedQuery;
    }

    /**
     * Instead of running anything, reads the result of a query that was started elsewhere, once it has ended; the text is ignored.
     *
     * @param query a query execution id, or what {@link AthenaConnection#detach()} gave
     */
    public static AthenaPrepareOptions attachTo(String query) {
        return new AthenaPrepareOptions(QueryOptions.NONE, query);
    }

    public QueryOptions queryOptions() {
        return queryOptions;
    }

    /** The query to attach to; {@code null} to run the text. */
    public @Nullable String attachedQuery() {
        return attachedQuery;
    }
}
