package dev.pallas.it.reactive;

import static dev.pallas.it.reactive.ReactiveDatabase.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.pallas.it.History;
import dev.pallas.reactive.AthenaBuilder;
import dev.pallas.reactive.hibernate.AthenaReactivePool;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.QueryTimeoutException;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.hibernate.LockMode;
import org.hibernate.SessionFactory;
import org.hibernate.StaleObjectStateException;
import org.hibernate.StaleStateException;
import org.hibernate.reactive.mutiny.Mutiny;
import org.hibernate.reactive.pool.impl.DefaultSqlClientPool;
import org.hibernate.reactive.provider.ReactiveServiceRegistryBuilder;
import org.hibernate.reactive.stage.Stage;
import org.hibernate.reactive.vertx.VertxInstance;
import org.hibernate.reactive.vertx.impl.ProvidedVertxInstance;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How sessions, queries, schemas and pools of Hibernate Reactive end. */
class ReactiveLifeIT {
    /** Takes far longer than any test waits; found in the history by its start. */
    private static final String LONG =
            "select count(*) from tpch.tiny.lineitem a, tpch.tiny.lineitem b, tpch.tiny.lineitem c"
                    + " where a.comment || b.comment < c.comment";

    private static SessionFactory factory;
    private static Mutiny.SessionFactory mutiny;
    private static Stage.SessionFactory stage;

    @Entity(name = "Counter")
    @Table(name = "hr_counter")
    static class Counter {
        @Id
        long id;

        int amount;

        @Version
        int version;

        Counter() {}

        Counter(long id) {
            this.id = id;
        }
    }

    @Entity(name = "Short")
    @Table(name = "hr_short_lived")
    static class ShortLived {
        @Id
        long id;
    }

    /** As an application makes it that gives each tenant a pool. */
    public static final class DerivedPool extends DefaultSqlClientPool {
        private static final long serialVersionUID = 1L;
    }

    @Entity(name = "Broken")
    @Table(name = "hr_broken")
    static class Broken {
        @Id
        long id;

        @Column(columnDefinition = "no_such_type")
        String value;
    }

    @BeforeAll
    static void boot() {
        Reactive.createDatabase();
        factory = Reactive.boot("create", Counter.class);
        mutiny = factory.unwrap(Mutiny.SessionFactory.class);
        stage = factory.unwrap(Stage.SessionFactory.class);
    }

    @AfterAll
    static void close() {
        factory.close();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aCancelledUniStopsItsQueryInAthena(boolean inTransaction) {
        Function<Mutiny.Session, Uni<Long>> work =
                session -> session.createNativeQuery(LONG, Long.class).getSingleResult();
        var counted = inTransaction ? mutiny.withTransaction(work) : mutiny.withSession(work);
        var answered = new CompletableFuture<Object>();
        try (var history = History.fromNow()) {
            var subscription = counted.subscribe().with(answered::complete, answered::complete);
            history.awaitStatement(LONG);

            subscription.cancel();

            assertThat(history.end(LONG)).isEqualTo("CANCELLED");
        }
        assertThat(answered).isNotDone();
        int one = await(mutiny.withSession(session ->
                        session.createNativeQuery("select 1", Integer.class).getSingleResult())
                .subscribeAsCompletionStage());
        assertThat(one).isEqualTo(1);
    }

    @Test
    void theTimeOutOfTheUrlStopsTheQueryAndIsHibernatesTimeOut() {
        try (var history = History.fromNow();
                var impatient =
                        Reactive.boot(ReactiveDatabase.url() + ";QueryTimeoutSeconds=1", "none", Counter.class)) {
            var failure = catchThrowable(() ->
                    await(impatient.unwrap(Stage.SessionFactory.class).withSession(session -> session.createNativeQuery(
                                    LONG, Long.class)
                            .getSingleResult())));

            assertThat(failure).isInstanceOf(QueryTimeoutException.class).hasMessageContaining("[query ");
            assertThat(history.end(LONG)).isEqualTo("CANCELLED");
        }
    }

    @Test
    void createDropRunsEachStatementWhenItsTimeHasCome() {
        try (var history = History.fromNow()) {
            var shortLived = Reactive.boot("create-drop", ShortLived.class);
            assertThat(history.statements("create table hr_short_lived")).hasSize(1);
            assertThat(history.statements("drop table if exists hr_short_lived"))
                    .hasSize(1);

            shortLived.close();

            assertThat(history.statements("create table hr_short_lived")).hasSize(1);
            assertThat(history.statements("drop table if exists hr_short_lived"))
                    .hasSize(2);
        }
    }

    @Test
    void aTableThatCannotBeMadeFailsTheBootWhereThatIsAskedFor() {
        assertThatThrownBy(() -> Reactive.boot(
                        Map.of(
                                "jakarta.persistence.jdbc.url",
                                ReactiveDatabase.url(),
                                "hibernate.hbm2ddl.auto",
                                "create",
                                "hibernate.hbm2ddl.halt_on_error",
                                "true"),
                        Broken.class))
                .hasStackTraceContaining("Error executing DDL \"create table hr_broken")
                .hasStackTraceContaining("no_such_type");
        Reactive.boot("create", Broken.class).close();
    }

    @Test
    void aPoolOfTheApplicationIsUsedAndLeftOpen() {
        var vertx = Vertx.vertx();
        var pool = ReactiveDatabase.pool(vertx);
        var services = new ReactiveServiceRegistryBuilder();
        services.addService(VertxInstance.class, new ProvidedVertxInstance(vertx));
        var own = Reactive.boot(
                Map.of(
                        "hibernate.vertx.pool.class",
                        AthenaReactivePool.of(pool),
                        "hibernate.hbm2ddl.auto",
                        "create-drop"),
                services,
                ShortLived.class);
        var sessions = own.unwrap(Stage.SessionFactory.class);
        await(sessions.withTransaction(session -> session.persist(new ShortLived())));
        long count = await(
                sessions.withSession(session -> session.createSelectionQuery("select count(*) from Short", Long.class)
                        .getSingleResult()));
        assertThat(count).isEqualTo(1);

        own.close();

        assertThat(await(pool.query("SELECT 1").execute()).size()).isEqualTo(1);
        await(pool.close());
        await(vertx.close());
    }

    @Test
    void eachTenantHasAPoolOfItsOwn() {
        var vertx = Vertx.vertx();
        var pools = Map.of(
                ReactiveDatabase.NAME,
                ReactiveDatabase.pool(vertx),
                "default",
                AthenaBuilder.pool(builder -> builder.connectingTo(
                                ReactiveDatabase.url().replaceFirst("Database=[^;]*", "Database=default"))
                        .using(vertx)));
        var services = new ReactiveServiceRegistryBuilder();
        services.addService(VertxInstance.class, new ProvidedVertxInstance(vertx));
        var setting = AthenaReactivePool.of(pools.get("default"), pools::get);
        try (var own = Reactive.boot(
                Map.<String, Object>of("hibernate.vertx.pool.class", setting), services, ShortLived.class)) {
            var sessions = own.unwrap(Stage.SessionFactory.class);
            for (var tenant : pools.keySet()) {
                var schema = await(sessions.withSession(
                        tenant, session -> session.createNativeQuery("select current_schema", String.class)
                                .getSingleResult()));
                assertThat(schema).isEqualTo(tenant);
            }
            assertThatThrownBy(
                            () -> await(sessions.withSession("other", session -> session.find(ShortLived.class, 1L))))
                    .hasStackTraceContaining("no pool for tenant 'other'");
        }
        pools.values().forEach(pool -> await(pool.close()));
        await(vertx.close());
    }

    @Test
    void aPoolDerivedFromHibernatesOwnReadsTheUrl() {
        try (var own = Reactive.boot(
                Map.of(
                        "jakarta.persistence.jdbc.url",
                        ReactiveDatabase.url(),
                        "hibernate.vertx.pool.class",
                        DerivedPool.class.getName()),
                ShortLived.class)) {
            var one = await(own.unwrap(Stage.SessionFactory.class)
                    .withSession(session ->
                            session.createNativeQuery("select 1", Integer.class).getSingleResult()));
            assertThat(one).isEqualTo(1);
        }
    }

    @Test
    void aVersionThatIsForcedNeedsNoLock() {
        await(stage.withTransaction(session -> session.persist(new Counter(3))));

        var forced = await(stage.withTransaction(
                session -> session.find(Counter.class, 3L, LockMode.PESSIMISTIC_FORCE_INCREMENT)));

        assertThat(forced.version).isEqualTo(1);
        assertThat(await(stage.withSession(session -> session.find(Counter.class, 3L))).version)
                .isEqualTo(1);
    }

    @Test
    void eachRowOfABatchIsCheckedByItsOwnCount() {
        await(stage.withTransaction(session -> session.persist(new Counter(1), new Counter(2))));
        await(stage.withTransaction(
                session -> session.createMutationQuery("update versioned Counter set amount = 5 where id = 2")
                        .executeUpdate()));
        var first = new Counter(1);
        var stale = new Counter(2);
        first.amount = 7;
        stale.amount = 7;

        var failure = catchThrowable(
                () -> await(stage.withStatelessTransaction(session -> session.updateMultiple(List.of(first, stale)))));

        assertThat(failure)
                .satisfiesAnyOf(
                        e -> assertThat(e).isInstanceOf(StaleStateException.class),
                        e -> assertThat(e).isInstanceOf(StaleObjectStateException.class),
                        e -> assertThat(e).hasRootCauseInstanceOf(StaleStateException.class));
    }

    @Test
    void aUrlOfAnOlderDriverSaysWhatIsWanted() {
        assertThatThrownBy(() -> Reactive.boot("jdbc:awsathena://AwsRegion=us-east-1", "none", Counter.class))
                .hasStackTraceContaining("starts with jdbc:athena:");
    }
}
