package dev.pallas.it.reactive;

import static dev.pallas.it.reactive.ReactiveDatabase.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.pallas.dialect.cost.CostStatistics;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.Map;
import org.hibernate.reactive.stage.Stage;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What Hibernate Reactive says and does when it starts. */
class ReactiveBootIT {
    private static final long PATIENCE_MILLIS = 20_000;

    @Entity(name = "Thing")
    @Table(name = "hr_thing")
    static class Thing {
        @Id
        String id = "a";

        String name = "first";
    }

    @Entity(name = "Thing")
    @Table(name = "hr_thing")
    static class WiderThing {
        @Id
        String id = "b";

        String name = "second";
        Long weight = 5L;
    }

    @Entity(name = "Counted")
    @Table(name = "hr_counted")
    static class Counted {
        @Id
        @GeneratedValue(strategy = GenerationType.IDENTITY)
        Long id;
    }

    @Entity(name = "Sequenced")
    @Table(name = "hr_sequenced")
    static class Sequenced {
        @Id
        @GeneratedValue(strategy = GenerationType.SEQUENCE)
        Long id;
    }

    @Entity(name = "Tabled")
    @Table(name = "hr_tabled")
    static class Tabled {
        @Id
        @GeneratedValue(strategy = GenerationType.TABLE)
        Long id;
    }

    @BeforeAll
    static void createDatabase() {
        Reactive.createDatabase();
    }

    @Test
    void tablesAreCreatedValidatedUpdatedAndDropped() {
        try (var factory = Reactive.boot("create", Thing.class)) {
            await(factory.unwrap(Stage.SessionFactory.class).withTransaction(session -> session.persist(new Thing())));
        }
        try (var factory = Reactive.boot("validate", Thing.class)) {
            assertThat(factory.isOpen()).isTrue();
        }
        assertThatThrownBy(() -> Reactive.boot("validate", WiderThing.class))
                .hasStackTraceContaining("missing column [weight] in table [hr_thing]");

        try (var factory = Reactive.boot("update", WiderThing.class)) {
            var sessions = factory.unwrap(Stage.SessionFactory.class);
            await(sessions.withTransaction(session -> session.persist(new WiderThing())));
            var weight = await(sessions.withSession(
                    session -> session.createSelectionQuery("select sum(weight) from Thing", Long.class)
                            .getSingleResult()));
            assertThat(weight).isEqualTo(5);
        }
        Reactive.boot("drop", WiderThing.class).close();
        assertThatThrownBy(() -> Reactive.boot("validate", Thing.class))
                .hasStackTraceContaining("missing table [hr_thing]");
    }

    @ParameterizedTest
    @ValueSource(classes = {Counted.class, Sequenced.class, Tabled.class})
    void generatorsThatNeedTheDatabaseAreRefusedWithTheWayAround(Class<?> entity) {
        assertThatThrownBy(() -> Reactive.boot("none", entity)).hasStackTraceContaining("GenerationType.UUID");
    }

    @Test
    void aBadUrlSaysWhatIsWrong() {
        assertThatThrownBy(() -> Reactive.boot("jdbc:athena://Regoin=us-east-1", "none", Thing.class))
                .hasStackTraceContaining("Did you mean Region?");
    }

    @Test
    void sessionsAreHeldToTheirBudget() {
        Map<String, Object> settings = Map.of(
                "jakarta.persistence.jdbc.url",
                ReactiveDatabase.url(),
                "hibernate.hbm2ddl.auto",
                "create-drop",
                CostStatistics.SESSION_BUDGET,
                "0.00004",
                CostStatistics.PRICE_PER_TERABYTE,
                5);
        var sql = "select count(name) from hr_thing";
        try (var factory = Reactive.boot(settings, Thing.class)) {
            var sessions = factory.unwrap(Stage.SessionFactory.class);
            await(sessions.withTransaction(session -> session.persist(new Thing())));
            var statistics = CostStatistics.of(factory);
            assertThat(statistics.queries().keySet())
                    .filteredOn(text -> text.startsWith("insert into hr_thing"))
                    .hasSize(1);
            statistics.clear();
            for (var i = 0; i < 2; i++) {
                var spent = catchThrowable(() -> await(sessions.withSession(session -> session.createNativeQuery(
                                sql, Long.class)
                        .getSingleResult()
                        .thenCompose(count -> {
                            assertThat(count).isEqualTo(1);
                            return session.createNativeQuery(sql, Long.class).getSingleResult();
                        }))));
                assertThat(spent)
                        .hasStackTraceContaining(
                                "The session's budget of $0.00004 for Athena is spent: its queries cost about $0.00004769.");
            }
            assertThat(statistics.query(sql)).isEqualTo(statistics.total());
            assertThat(statistics.total().queries()).isEqualTo(2);
            assertThat(statistics.total().bytesBilled()).isEqualTo(20L << 20);
        }
    }

    @Test
    void noThreadIsLeft() throws InterruptedException {
        var before = Thread.getAllStackTraces().keySet();
        try (var factory = Reactive.boot("none", Thing.class)) {
            var one = await(factory.unwrap(Stage.SessionFactory.class)
                    .withSession(session ->
                            session.createNativeQuery("select 1", Integer.class).getSingleResult()));
            assertThat(one).isEqualTo(1);
        }

        for (var thread : Thread.getAllStackTraces().keySet()) {
            var name = thread.getName();
            if (!before.contains(thread) && (name.startsWith("vert.x") || name.startsWith("pallas"))) {
                thread.join(PATIENCE_MILLIS);
                assertThat(thread.isAlive()).as(name).isFalse();
            }
        }
    }
}
