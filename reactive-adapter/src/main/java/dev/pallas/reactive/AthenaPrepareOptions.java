package dev.pallas.reactive;

import dev.pallas.driver.QueryOptions;
import io.vertx.core.json.JsonObject;
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

    /**
     * Reads what {@link #toJson()} writes. All of it may be left out: {@code catalog}, {@code database}, {@code workGroup},
     * {@code outputLocation}, {@code timeout} and {@code resultReuse} (ISO-8601 durations, such as {@code PT5M}), {@code resultFetcher},
     * {@code parameterStyle} (as the settings have them), {@code clientCache} (an object of {@code size} and {@code maxAge}), {@code tags} (an object),
     * {@code clientRequestToken} and {@code attachTo}.
     *
     * @throws IllegalArgumentException for a name that is not known or a value that is not valid
     */
    public AthenaPrepareOptions(JsonObject json) {
        this(QueryOptionsJson.read(json), json.getString(QueryOptionsJson.ATTACH_TO));
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

    /** All but the listener of {@link QueryOptions#onStart()}, which JSON cannot hold. */
    @Override
    public JsonObject toJson() {
        var json = QueryOptionsJson.write(queryOptions);
        return attachedQuery == null ? json : json.put(QueryOptionsJson.ATTACH_TO, attachedQuery);
    }
}
