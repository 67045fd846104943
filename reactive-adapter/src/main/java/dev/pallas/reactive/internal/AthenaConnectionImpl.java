package dev.pallas.reactive.internal;

import dev.pallas.driver.QueryOptions;
import dev.pallas.reactive.AthenaConnectOptions;
import dev.pallas.reactive.AthenaConnection;
import dev.pallas.reactive.AthenaPrepareOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.impl.ContextInternal;
import io.vertx.sqlclient.Query;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.impl.Connection;
import io.vertx.sqlclient.impl.SqlConnectionBase;
import io.vertx.sqlclient.spi.ConnectionFactory;
import io.vertx.sqlclient.spi.Driver;

/** What a user holds: a face of a {@link CommandQueue}, with a pool between the two or without. */
public final class AthenaConnectionImpl extends SqlConnectionBase<AthenaConnectionImpl> implements AthenaConnection {

    AthenaConnectionImpl(ContextInternal context, ConnectionFactory factory, Connection connection, Driver driver) {
        super(context, factory, connection, driver);
    }

    public static Future<AthenaConnection> connect(Vertx vertx, AthenaConnectOptions options) {
        var context = (ContextInternal) vertx.getOrCreateContext();
        try {
            var factory = AthenaDriver.INSTANCE.createConnectionFactory(vertx, options);
            return prepareForClose(context, factory.connect(context)).map(AthenaConnection::cast);
        } catch (RuntimeException e) {
            return context.failedFuture(e);
        }
    }

    private CommandQueue queue() {
        return (CommandQueue) conn.unwrap();
    }

    @Override
    public AthenaConnection setQueryOptions(QueryOptions options) {
        queue().setQueryOptions(options);
        return this;
    }

    @Override
    public Future<Void> cancel() {
        return queue().cancel(context);
    }

    @Override
    public Future<String> detach() {
        return queue().detach(context);
    }

    @Override
    public Query<RowSet<Row>> attach(String query) {
        return preparedQuery("", AthenaPrepareOptions.attachTo(query));
    }
}
