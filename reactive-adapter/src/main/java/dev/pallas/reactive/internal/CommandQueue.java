package dev.pallas.reactive.internal;

import dev.pallas.driver.AthenaClient;
import dev.pallas.driver.AthenaSettings;
import dev.pallas.driver.QueryOptions;
import dev.pallas.driver.SettingDefinition;
import dev.pallas.reactive.AthenaConnectOptions;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.impl.ContextInternal;
import io.vertx.core.net.SocketAddress;
import io.vertx.core.spi.metrics.ClientMetrics;
import io.vertx.core.tracing.TracingPolicy;
import io.vertx.sqlclient.impl.Connection;
import io.vertx.sqlclient.impl.command.CloseConnectionCommand;
import io.vertx.sqlclient.impl.command.CloseCursorCommand;
import io.vertx.sqlclient.impl.command.CloseStatementCommand;
import io.vertx.sqlclient.impl.command.CommandBase;
import io.vertx.sqlclient.impl.command.CompositeCommand;
import io.vertx.sqlclient.impl.command.ExtendedQueryCommand;
import io.vertx.sqlclient.impl.pool.SqlConnectionPool;
import io.vertx.sqlclient.spi.DatabaseMetadata;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A connection is a queue of commands, of which one is in flight. It holds no socket; that of the AWS SDK is shared. Its state is
 * confined to its context, an event loop; answers go to the context of the caller.
 */
final class CommandQueue implements Connection {
    private final ContextInternal context;
    private final AthenaConnectOptions options;
    private final SocketAddress server;
    private final @Nullable ClientMetrics<?, ?, ?, ?> metrics;
    private final AthenaSession session;
    private final Deque<Pending<?>> pending = new ArrayDeque<>();
    private @Nullable Pending<?> running;
    private boolean draining;
    private @Nullable Promise<Void> closing;
    private volatile boolean valid = true;

    CommandQueue(
            ContextInternal context,
            AthenaClient client,
            AthenaConnectOptions options,
            SocketAddress server,
            @Nullable ClientMetrics<?, ?, ?, ?> metrics) {
        this.context = context;
        this.options = options;
        this.server = server;
        this.metrics = metrics;
        this.session = new AthenaSession(context, client, resultBufferBytes(client));
    }

    private static long resultBufferBytes(AthenaClient client) {
        return client.settings()
                .get("ResultBufferBytes")
                .or(() -> AthenaSettings.definitions().stream()
                        .filter(setting -> setting.name().equals("ResultBufferBytes"))
                        .map(SettingDefinition::defaultValue)
                        .filter(Objects::nonNull)
                        .findFirst())
                .map(Long::parseLong)
                .orElse(Long.MAX_VALUE);
    }

    private record Pending<R>(CommandBase<R> command, Promise<R> promise) {
        // a command and its answer agree on R, which execute(CommandBase) cannot express
        @SuppressWarnings("unchecked")
        void complete(@Nullable Object result) {
            promise.complete((R) result);
        }
    }

    @Override
    public <R> Future<R> schedule(ContextInternal caller, CommandBase<R> command) {
        Promise<R> promise = caller.promise();
        context.execute(() -> enqueue(caller, command, promise));
        return promise.future();
    }

    private <R> void enqueue(ContextInternal caller, CommandBase<R> command, Promise<R> promise) {
        if (closing != null) {
            promise.fail(AthenaSession.closed());
        } else if (command instanceof CompositeCommand composite) {
            composite.commands().forEach(part -> enqueuePart(caller, part));
            promise.complete();
        } else {
            if (command instanceof CloseCursorCommand close && reads(close.id())) {
                session.stop();
            }
            pending.add(new Pending<>(command, promise));
            drain();
        }
    }

    private <R> void enqueuePart(ContextInternal caller, CommandBase<R> part) {
        Promise<R> promise = caller.promise();
        promise.future().onComplete(part.handler);
        enqueue(caller, part, promise);
    }

    private boolean reads(String cursorId) {
        return running != null
                && running.command instanceof ExtendedQueryCommand<?> query
                && cursorId.equals(query.cursorId());
    }

    private void drain() {
        if (draining) {
            return;
        }
        draining = true;
        while (running == null && !pending.isEmpty()) {
            start(pending.remove());
        }
        draining = false;
    }

    private void start(Pending<?> next) {
        running = next;
        Future<?> answer;
        try {
            answer = session.execute(next.command);
        } catch (RuntimeException | Error e) {
            answer = context.failedFuture(Errors.of(e));
        }
        answer.onComplete(ended -> {
            running = null;
            if (ended.succeeded()) {
                next.complete(ended.result());
            } else {
                next.promise.fail(ended.cause());
            }
            drain();
        });
    }

    /** What the pool does before it lends the connection again: lets what was asked for end, and forgets what its last user left. */
    Future<Void> recycle() {
        return onContext(context, this::end);
    }

    /** Lets what was asked for end, as every driver of Vert.x does; a query that has been detached is not waited for. */
    private Future<Void> end() {
        return session.isDetached() ? abandon() : schedule(context, CloseConnectionCommand.INSTANCE);
    }

    /** Stops the statement that runs in Athena; those that wait behind it run. Completes when Athena has answered. */
    Future<Void> cancel(ContextInternal caller) {
        return onContext(caller, session::stop);
    }

    /** See {@link dev.pallas.reactive.AthenaConnection#detach()}. */
    Future<String> detach(ContextInternal caller) {
        return onContext(caller, session::detach);
    }

    void setQueryOptions(QueryOptions options) {
        context.execute(() -> session.setQueryOptions(options));
    }

    private <T> Future<T> onContext(ContextInternal caller, Supplier<Future<T>> task) {
        Promise<T> promise = caller.promise();
        context.execute(() -> task.get().onComplete(promise));
        return promise.future();
    }

    /** Stops what runs and fails what waits. */
    private Future<Void> abandon() {
        for (var left : pending) {
            if (left.command instanceof CloseCursorCommand
                    || left.command instanceof CloseStatementCommand
                    || left.command instanceof CloseConnectionCommand) {
                left.complete(null);
            } else {
                left.promise.fail(AthenaSession.closed());
            }
        }
        pending.clear();
        var stopped = session.stop();
        session.reset();
        return stopped;
    }

    /** A user who closes gets the answers to what was asked before; a pool that closes stops it all. */
    @Override
    public void close(Holder holder, Promise<Void> promise) {
        context.execute(() -> {
            if (closing != null) {
                closing.future().onComplete(promise);
                return;
            }
            var ended = holder instanceof SqlConnectionPool.PooledConnection ? abandon() : end();
            Promise<Void> done = context.promise();
            closing = done;
            done.future().onComplete(promise);
            valid = false;
            // a stop that Athena refuses must not keep the connection open
            ended.onComplete(stopped -> {
                if (metrics != null) {
                    metrics.close();
                }
                holder.handleClosed();
                done.complete();
            });
        });
    }

    /** HTTP requests are independent of each other, but the SQL client expects the order of one connection. */
    @Override
    public int pipeliningLimit() {
        return 1;
    }

    @Override
    public @Nullable TracingPolicy tracingPolicy() {
        return options.getTracingPolicy();
    }

    @Override
    public SocketAddress server() {
        return server;
    }

    @Override
    public String system() {
        return "athena";
    }

    @Override
    public String database() {
        return options.getDatabase() == null ? "default" : options.getDatabase();
    }

    /** Nothing: an access key id has no place in traces. */
    @Override
    public String user() {
        return "";
    }

    @Override
    public @Nullable ClientMetrics<?, ?, ?, ?> metrics() {
        return metrics;
    }

    @Override
    public void init(Holder holder) {
        // nothing happens to a connection that its holder does not ask for
    }

    @Override
    public boolean isSsl() {
        return true;
    }

    @Override
    public boolean isValid() {
        return valid;
    }

    @Override
    public DatabaseMetadata getDatabaseMetaData() {
        return AthenaMetadata.INSTANCE;
    }

    @Override
    public int getProcessId() {
        throw new UnsupportedOperationException("Athena has no server process for a connection");
    }

    @Override
    public int getSecretKey() {
        throw new UnsupportedOperationException("Athena has no server process for a connection");
    }
}
