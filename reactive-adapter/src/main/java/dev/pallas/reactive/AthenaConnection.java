package dev.pallas.reactive;

import dev.pallas.driver.QueryOptions;
import dev.pallas.reactive.internal.AthenaConnectionImpl;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Query;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;

/**
 * A connection, with what Athena has and other databases do not. Each connection of a pool of Athena's is one, see {@link #cast}.
 *
 * <p>Methods may be called from any thread. One statement runs at a time; others wait behind it. Futures complete on the context of the
 * connection's user.
 */
public interface AthenaConnection extends SqlConnection {

    /** A connection without a pool. It closes with the context that opened it; no request is sent. */
    static Future<AthenaConnection> connect(Vertx vertx, AthenaConnectOptions options) {
        return AthenaConnectionImpl.connect(vertx, options);
    }

    /**
     * A connection without a pool.
     *
     * @param uri see {@link AthenaConnectOptions#fromUri}
     */
    static Future<AthenaConnection> connect(Vertx vertx, String uri) {
        return connect(vertx, AthenaConnectOptions.fromUri(uri));
    }

    /**
     * A connection of a pool, by its own type.
     *
     * @throws ClassCastException for a connection to another database
     */
    static AthenaConnection cast(SqlConnection connection) {
        return (AthenaConnection) connection;
    }

    /**
     * What the statements that follow ask for otherwise than the settings, until the connection is closed or returns to its pool. A
     * statement with {@link AthenaPrepareOptions} of its own has those instead.
     */
    AthenaConnection setQueryOptions(QueryOptions options);

    /**
     * Stops the statement that runs, in Athena: its future fails (SQLState 57014), and those that wait behind it run. Completes when Athena
     * has answered; at once when nothing runs. A write may have been done before the stop arrived.
     */
    Future<Void> cancel();

    /**
     * Leaves the query that runs to itself: it goes on in Athena when this connection and its pool are closed, which then do not wait for
     * it. Here its future still completes at its end, as long as the connection is open.
     *
     * @return a text with which {@link #attach} finds the query again, in this process or another; fails (SQLState 26000) when no query
     *     runs
     */
    Future<String> detach();

    /**
     * The result of a query that was started elsewhere, once it has ended. To stream it, {@link #prepare prepare} with
     * {@link AthenaPrepareOptions#attachTo}.
     *
     * @param query a query execution id, or what {@link #detach()} gave
     */
    Query<RowSet<Row>> attach(String query);
}
