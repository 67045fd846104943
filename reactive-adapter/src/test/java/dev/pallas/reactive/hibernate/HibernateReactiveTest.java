package dev.pallas.reactive.hibernate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.pallas.dialect.AthenaDialect;
import dev.pallas.driver.AthenaSettings;
import dev.pallas.driver.AthenaType;
import dev.pallas.driver.Column;
import dev.pallas.driver.Query;
import dev.pallas.reactive.internal.AthenaDriver;
import dev.pallas.reactive.internal.FakeAthena;
import dev.pallas.reactive.internal.FakeResult;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Persistence;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.hibernate.SessionFactory;
import org.hibernate.cfg.Configuration;
import org.hibernate.engine.jdbc.spi.JdbcServices;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.exception.JDBCConnectionException;
import org.hibernate.reactive.mutiny.Mutiny;
import org.hibernate.reactive.pool.ReactiveConnectionPool;
import org.hibernate.reactive.pool.impl.DefaultSqlClientPool;
import org.hibernate.reactive.provider.ReactiveServiceRegistryBuilder;
import org.hibernate.reactive.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Links this set of versions of Hibernate ORM, Hibernate Reactive and Vert.x: an upgrade that breaks one of them against another
 * fails here. What is written and read in the engine is tested elsewhere.
 */
class HibernateReactiveTest {
    private static final String URL = "jdbc:athena://Region=us-east-1;OutputLocation=s3://results/;Database=x";
    private static final List<Column> BOOK = List.of(
            FakeResult.column("id", AthenaType.VARCHAR),
            FakeResult.column("added", AthenaType.TIMESTAMP),
            FakeResult.column("pages", AthenaType.BIGINT));

    private final FakeAthena athena = new FakeAthena(AthenaSettings.of(Map.of()));
    private SessionFactory factory;

    @Entity(name = "Book")
    @Table(name = "book")
    static class Book {
        @Id
        String id;

        Instant added;
        long pages;

        Book() {}

        Book(String id, long pages) {
            this.id = id;
            this.pages = pages;
            this.added = Instant.EPOCH;
        }
    }

    @AfterEach
    void close() {
        if (factory != null) {
            factory.close();
        }
    }

    private Stage.SessionFactory boot() {
        Map<String, Object> settings = new HashMap<>();
        settings.put("jakarta.persistence.jdbc.url", URL);
        settings.put(
                "hibernate.vertx.pool.class",
                new AthenaReactivePool(AthenaConfiguration.options(settings), new AthenaDriver(any -> athena)));
        return boot(settings).unwrap(Stage.SessionFactory.class);
    }

    private SessionFactory boot(Map<String, Object> settings) {
        var configuration = new Configuration();
        configuration.addAnnotatedClass(Book.class);
        configuration.getProperties().putAll(settings);
        factory = configuration.buildSessionFactory(new ReactiveServiceRegistryBuilder()
                .applySettings(configuration.getProperties())
                .build());
        return factory;
    }

    private static <T> T await(CompletionStage<T> stage) {
        return stage.toCompletableFuture().orTimeout(20, TimeUnit.SECONDS).join();
    }

    @Test
    void theDialectIsFoundFromTheConnection() {
        boot();

        assertThat(factory.unwrap(SessionFactoryImplementor.class)
                        .getJdbcServices()
                        .getDialect())
                .isInstanceOf(AthenaDialect.class);
        assertThat(athena.queries).isEmpty();
    }

    @Test
    void entitiesAreFoundQueriedAndChanged() {
        athena.answering(query -> query.sql().startsWith("select")
                ? FakeResult.rows(BOOK, new Object[] {"a", LocalDateTime.of(2026, 1, 2, 3, 4), 7L})
                : FakeResult.written("UPDATE", 1));
        var sessions = boot();

        var changed = await(sessions.withTransaction(
                session -> session.find(Book.class, "a").thenApply(book -> {
                    book.pages = 8;
                    return book;
                })));

        assertThat(changed.added).isEqualTo(Instant.parse("2026-01-02T03:04:00Z"));
        assertThat(athena.queries).extracting(Query::parameters).contains(List.of("a"));
        assertThat(athena.queries.get(1).sql()).startsWith("update book set");
        assertThat(athena.queries.get(1).parameters()).contains(8L, "a", LocalDateTime.of(2026, 1, 2, 3, 4));
    }

    @Test
    void aBatchIsOneBatchOfTheDriver() {
        var sessions = boot();

        await(sessions.withTransaction(session -> session.setBatchSize(1000)
                .persist(IntStream.range(0, 1000)
                        .mapToObj(i -> new Book("b" + i, i))
                        .toArray())));

        assertThat(athena.batches).singleElement().satisfies(rows -> assertThat(rows)
                .hasSize(1000));
        assertThat(athena.queries.get(0).sql()).startsWith("insert into book");
    }

    @Test
    void mutinyRunsToo() {
        athena.answering(query -> FakeResult.rows(BOOK, new Object[] {"a", null, 7L}));
        boot();

        var books = factory.unwrap(Mutiny.SessionFactory.class)
                .withSession(session -> session.createSelectionQuery("from Book where pages > :p", Book.class)
                        .setParameter("p", 3)
                        .getResultList())
                .await()
                .indefinitely();

        assertThat(books).singleElement().extracting(book -> book.pages).isEqualTo(7L);
    }

    @Test
    void anInstantGoesAsTheWallTimeOfUtc() {
        athena.answering(query -> FakeResult.rows(BOOK));
        var sessions = boot();

        await(sessions.withSession(session -> session.createSelectionQuery("from Book where added = :added", Book.class)
                .setParameter("added", Instant.parse("2024-02-29T23:59:58.123456Z"))
                .getResultList()));

        assertThat(athena.queries.get(0).parameters())
                .singleElement()
                .isEqualTo(LocalDateTime.parse("2024-02-29T23:59:58.123456"));
    }

    @Test
    void aRefusedRollbackLeavesTheFirstFailureVisible() {
        athena.answering(query -> FakeResult.written("INSERT", 1));
        var sessions = boot();

        var failure = catchThrowable(() -> await(sessions.withTransaction(session -> session.persist(new Book("c", 1))
                .thenCompose(done -> session.flush())
                .thenApply(done -> {
                    throw new IllegalStateException("the application gave up");
                }))));

        assertThat(failure.getCause()).hasMessage("the application gave up");
        assertThat(failure.getSuppressed()).hasSize(1);
        assertThat(failure).hasStackTraceContaining("INSERT of 1 row (query q-write)");
    }

    @Test
    void aFailureOfAthenaIsAnExceptionOfHibernate() {
        athena.answering(query -> {
            throw FakeAthena.failure("08006", null, "Connection reset by s3");
        });
        var sessions = boot();

        assertThatThrownBy(() -> await(sessions.withSession(session -> session.find(Book.class, "a"))))
                .hasCauseInstanceOf(JDBCConnectionException.class)
                .hasStackTraceContaining("Connection reset by s3");
    }

    @Test
    void aBadUrlSaysWhatIsWrong() {
        assertThatThrownBy(() -> boot(Map.of("jakarta.persistence.jdbc.url", "jdbc:athena://Regin=us-east-1;")))
                .hasStackTraceContaining("jakarta.persistence.jdbc.url is not usable")
                .hasStackTraceContaining("Did you mean Region?");
    }

    @Test
    void aPersistenceUnitNeedsNothingButTheUrl() {
        try (var unit = Persistence.createEntityManagerFactory("url-alone")) {
            var services = unit.unwrap(SessionFactoryImplementor.class).getServiceRegistry();

            assertThat(services.requireService(ReactiveConnectionPool.class)).isInstanceOf(AthenaReactivePool.class);
            assertThat(services.requireService(JdbcServices.class).getDialect()).isInstanceOf(AthenaDialect.class);
        }
    }

    @Test
    void anotherDatabaseKeepsItsPool() {
        assertThat(AthenaPoolInitiator.INSTANCE.initiateService(
                        Map.of("jakarta.persistence.jdbc.url", "jdbc:postgresql://host/db"), null))
                .isInstanceOf(DefaultSqlClientPool.class);
    }

    @Test
    void userAndPasswordAreTakenFromTheirSettings() {
        var options = AthenaConfiguration.options(Map.of(
                "jakarta.persistence.jdbc.url", " jdbc:athena://Region=us-east-1;Catalog=My Data{x};",
                "jakarta.persistence.jdbc.user", "key",
                "jakarta.persistence.jdbc.password", "secret"));

        assertThat(options.toSettings().toMap())
                .containsEntry("User", "key")
                .containsEntry("Password", "secret")
                .containsEntry("Catalog", "My Data{x}");
    }
}
