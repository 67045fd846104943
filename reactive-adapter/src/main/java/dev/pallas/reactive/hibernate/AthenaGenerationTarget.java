package dev.pallas.reactive.hibernate;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import org.hibernate.reactive.pool.ReactiveConnection;
import org.hibernate.reactive.pool.ReactiveConnectionPool;
import org.hibernate.reactive.vertx.VertxInstance;
import org.hibernate.service.ServiceRegistry;
import org.hibernate.tool.schema.spi.CommandAcceptanceException;
import org.hibernate.tool.schema.spi.GenerationTarget;

/**
 * Runs each statement of the schema tool when it is given, and fails with it. Hibernate Reactive's own collects them, runs all that it has
 * ever been given, and logs what fails.
 */
final class AthenaGenerationTarget implements GenerationTarget {
    private final ServiceRegistry registry;

    AthenaGenerationTarget(ServiceRegistry registry) {
        this.registry = registry;
    }

    @Override
    public void prepare() {
        // a connection is taken for each statement: that costs nothing
    }

    @Override
    public void accept(String command) {
        var vertx = registry.requireService(VertxInstance.class).getVertx();
        var pool = registry.requireService(ReactiveConnectionPool.class);
        CompletableFuture<Void> done = new CompletableFuture<>();
        vertx.getOrCreateContext().runOnContext(go -> pool.getConnection()
                .thenCompose(connection -> run(connection, command))
                .whenComplete((ended, failure) -> {
                    if (failure == null) {
                        done.complete(null);
                    } else {
                        done.completeExceptionally(failure);
                    }
                }));
        try {
            done.get();
        } catch (ExecutionException e) {
            throw failed(command, e.getCause() == null ? e : e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failed(command, e);
        }
    }

    private static CompletionStage<Void> run(ReactiveConnection connection, String command) {
        var executed = connection.executeUnprepared(command);
        return executed.handle((done, failure) -> connection.close().thenCompose(closed -> executed))
                .thenCompose(Function.identity());
    }

    private static CommandAcceptanceException failed(String command, Throwable failure) {
        return new CommandAcceptanceException(
                "Error executing DDL \"" + command + "\": " + failure.getMessage(), failure);
    }

    @Override
    public void release() {
        // nothing is held
    }
}
