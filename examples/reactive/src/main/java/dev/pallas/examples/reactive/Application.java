package dev.pallas.examples.reactive;

import dev.pallas.reactive.AthenaBuilder;
import dev.pallas.reactive.hibernate.AthenaReactivePool;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.hibernate.cfg.Configuration;
import org.hibernate.reactive.mutiny.Mutiny;
import org.hibernate.reactive.provider.ReactiveServiceRegistryBuilder;
import org.hibernate.reactive.vertx.VertxInstance;
import org.hibernate.reactive.vertx.impl.ProvidedVertxInstance;

/** One Vert.x, one pool, used by itself and by Hibernate Reactive. */
public final class Application implements AutoCloseable {
    private final Vertx vertx = Vertx.vertx();
    private final Pool pool;
    private final Mutiny.SessionFactory sessions;

    /**
     * Starts the application, and makes its table where it is missing.
     *
     * @param url {@code jdbc:athena://Region=...;WorkGroup=...;Database=...}
     * @param warehouse where tables go, {@code s3://bucket/prefix/}
     */
    public Application(String url, String warehouse) {
        pool = AthenaBuilder.pool(builder -> builder.connectingTo(url).using(vertx));
        var configuration = new Configuration().addAnnotatedClass(Sighting.class);
        configuration.setProperty("jakarta.persistence.jdbc.url", url);
        configuration.setProperty("hibernate.hbm2ddl.auto", "update");
        configuration.setProperty("hibernate.athena.warehouse_location", warehouse);
        configuration.getProperties().put("hibernate.vertx.pool.class", AthenaReactivePool.of(pool));
        sessions = configuration
                .buildSessionFactory(new ReactiveServiceRegistryBuilder()
                        .addService(VertxInstance.class, new ProvidedVertxInstance(vertx))
                        .applySettings(configuration.getProperties())
                        .build())
                .unwrap(Mutiny.SessionFactory.class);
    }

    public Sightings sightings() {
        return new Sightings(sessions);
    }

    public Report report() {
        return new Report(pool);
    }

    /** Ends the queries that run, in Athena too. */
    @Override
    public void close() {
        sessions.close();
        await(pool.close());
        await(vertx.close());
    }

    /** Waits, as only the edge of a reactive program may. */
    static <T> T await(Future<T> future) {
        try {
            return future.toCompletionStage().toCompletableFuture().get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** {@code Application <url> <warehouse>} */
    public static void main(String... arguments) {
        try (var application = new Application(arguments[0], arguments[1])) {
            var sightings = application.sightings();
            sightings
                    .add(List.of(
                            new Sighting("wren", "garden", new BigDecimal("9.50"), Instant.now()),
                            new Sighting("heron", "pond", new BigDecimal("1700.00"), Instant.now())))
                    .await()
                    .indefinitely();
            sightings.of("wren").await().indefinitely().forEach(wren -> System.out.println(wren.place()));
            System.out.println(await(application.report().gramsByPlace(BigDecimal.ONE)));
        }
    }
}
