package dev.pallas.it.reactive;

import static dev.pallas.it.reactive.ReactiveDatabase.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.pallas.dialect.AthenaTable;
import dev.pallas.it.History;
import io.smallrye.mutiny.TimeoutException;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.QueryTimeoutException;
import jakarta.persistence.Table;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.stream.Stream;
import org.hibernate.HibernateException;
import org.hibernate.LockMode;
import org.hibernate.SessionFactory;
import org.hibernate.annotations.ColumnTransformer;
import org.hibernate.annotations.Formula;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.annotations.Struct;
import org.hibernate.annotations.Temporal;
import org.hibernate.reactive.mutiny.Mutiny;
import org.hibernate.reactive.stage.Stage;
import org.hibernate.type.SqlTypes;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is easily lost between Hibernate Reactive, the dialect and the client: names, zones, locks, counted ids, hints. */
class ReactiveCornersIT {
    /** Takes far longer than any test waits; found in the history by its start. */
    private static final String LONG =
            "select count(*) as corner from tpch.tiny.lineitem a, tpch.tiny.lineitem b, tpch.tiny.lineitem c"
                    + " where a.comment || b.comment < c.comment";

    private static SessionFactory factory;
    private static Stage.SessionFactory stage;

    /** Without a name, Hibernate calls its table {@code ReactiveCornersIT$Leaf}. */
    @Entity
    static class Leaf {
        @Id
        @GeneratedValue
        Integer id;

        String color;

        Leaf() {}

        Leaf(String color) {
            this.color = color;
        }
    }

    @Embeddable
    @Struct(name = "hr_place")
    record Place(int x, String label) {}

    @Entity
    @AthenaTable(partitionedBy = "month(day)")
    static class Moment {
        @Id
        int id;

        ZonedDateTime zoned;
        // not "instant", which is the current one in HQL
        Instant moment;
        LocalDate day = LocalDate.of(2024, 2, 29);
        String[] words = {"a, b", null};
        Place place = new Place(1, "x");

        @Formula("current_timestamp")
        Instant now;
    }

    record TicketKey(String show, Long number, UUID code) {}

    @Entity
    @IdClass(TicketKey.class)
    static class Ticket {
        @Id
        String show;

        @Id
        @GeneratedValue
        Long number;

        @Id
        @GeneratedValue
        UUID code;

        Ticket() {}

        Ticket(String show) {
            this.show = show;
        }
    }

    @Entity
    @Table(name = "\"hr_tariff$history\"")
    static class TariffHistory {
        @Id
        @Column(name = "snapshot_id")
        long snapshot;
    }

    @Entity(name = "Tariff")
    @Table(name = "hr_tariff")
    @Temporal
    static class Tariff {
        @Id
        int id = 1;

        int amount = 5;

        @JdbcTypeCode(SqlTypes.JSON)
        @Column(columnDefinition = "map<string,int>")
        @ColumnTransformer(
                read = "json_format(cast(zones as json))",
                write = "cast(json_parse(?) as map(varchar, integer))")
        Map<String, Integer> zones = Map.of("a, b", 1);
    }

    @BeforeAll
    static void boot() {
        Reactive.createDatabase();
        factory = Reactive.boot("create", Leaf.class, Moment.class, Ticket.class, Tariff.class);
        stage = factory.unwrap(Stage.SessionFactory.class);
    }

    @AfterAll
    static void close() {
        factory.close();
    }

    private static <T> T in(Function<Stage.Session, CompletionStage<T>> work) {
        return await(stage.withTransaction(work));
    }

    private static <T> List<T> query(String hql, Class<T> type) {
        return in(session -> session.createSelectionQuery(hql, type).getResultList());
    }

    @Test
    void anEntityThatIsANestedClassNeedsNoName() {
        try (var history = History.fromNow()) {
            in(session -> session.persist(new Leaf("green")));

            assertThat(history.statements("insert into \"ReactiveCornersIT_Leaf\""))
                    .hasSize(1);
        }
        assertThat(query("select l.color from ReactiveCornersIT$Leaf l where l.color = 'green'", String.class))
                .containsExactly("green");
    }

    @Test
    void instantsAreFoundByTheValueThatWasWrittenAndReadFromZonedExpressions() {
        var written = new Moment();
        written.id = 1;
        written.zoned = ZonedDateTime.parse("2024-02-29T23:59:58.123456789+05:00");
        written.moment = Instant.parse("2024-02-29T23:59:58.987654321Z");
        in(session -> session.persist(written));

        var found = in(session -> session.createSelectionQuery(
                        "from ReactiveCornersIT$Moment where zoned = :zoned and moment = :moment", Moment.class)
                .setParameter("zoned", written.zoned)
                .setParameter("moment", written.moment)
                .getSingleResult());
        assertThat(found.zoned.toInstant()).isEqualTo(written.zoned.toInstant().truncatedTo(ChronoUnit.MICROS));
        assertThat(found.moment).isEqualTo(written.moment.truncatedTo(ChronoUnit.MICROS));
        assertThat(found.words).containsExactly("a, b", null);
        assertThat(found.now).isAfter(written.moment);
        Object now = in(session -> session.createNativeQuery("select timestamp '2024-02-29 12:00:00.000 UTC'")
                .getSingleResult());
        assertThat(now).isEqualTo(LocalDateTime.parse("2024-02-29T12:00:00"));
    }

    @Test
    void tablesOfNestedTypesAndPartitionsAreValidAndIcebergsOwnAreNotLookedFor() {
        try (var validated =
                Reactive.boot("validate", Leaf.class, Moment.class, Ticket.class, Tariff.class, TariffHistory.class)) {
            assertThat(validated.isOpen()).isTrue();
        }
    }

    @Test
    void temporalEntitiesAreReadAsTheyAreAndAsTheyWereByNativeQueries() {
        in(session -> session.persist(new Tariff()));
        var then = Instant.now();
        in(session -> session.find(Tariff.class, 1).thenAccept(tariff -> tariff.amount = 6));

        var now = in(session -> session.find(Tariff.class, 1));
        assertThat(now.amount).isEqualTo(6);
        assertThat(now.zones).isEqualTo(Map.of("a, b", 1));
        int before = in(session -> session.createNativeQuery(
                        "select amount from hr_tariff for timestamp as of cast(? as timestamp(6) with time zone)",
                        Integer.class)
                .setParameter(1, then)
                .getSingleResult());
        assertThat(before).isEqualTo(5);
    }

    @ParameterizedTest
    @MethodSource("arrays")
    void nativeQueriesTakeAndReadArraysWithoutBeingToldTheirType(Object array, boolean readable) {
        Object length = in(session -> session.createNativeQuery("select cardinality(?)")
                .setParameter(1, array)
                .getSingleResult());
        assertThat(length).isEqualTo(2L);

        CompletionStage<Object> reading = stage.withSession(session ->
                session.createNativeQuery("select ?").setParameter(1, array).getSingleResult());
        if (readable) {
            assertThat(await(reading)).isEqualTo(array);
        } else {
            assertThatThrownBy(() -> await(reading)).hasStackTraceContaining("AS JSON)");
        }
    }

    static Stream<Arguments> arrays() {
        return Stream.of(
                Arguments.of(new Integer[] {1, null}, true),
                Arguments.of(new Long[] {1L, Long.MIN_VALUE}, true),
                Arguments.of(new Double[] {1.5, Double.NaN}, true),
                Arguments.of(new BigDecimal[] {new BigDecimal("1.50"), new BigDecimal("-2.25")}, true),
                Arguments.of(new LocalDate[] {LocalDate.EPOCH, null}, true),
                Arguments.of(new Boolean[] {true, false}, true),
                Arguments.of(new String[] {"a, b", "c"}, false));
    }

    @Test
    void generatedPartsOfCompositeIdsAreWritten() {
        var first = new Ticket("Tosca");
        var second = new Ticket("Tosca");
        in(session -> session.persist(first, second));

        assertThat(query(
                        "select t.show, t.number, t.code from ReactiveCornersIT$Ticket t order by t.number",
                        Object[].class))
                .containsExactly(
                        new Object[] {"Tosca", first.number, first.code},
                        new Object[] {"Tosca", second.number, second.code});
        assertThat(first.number).isPositive().isLessThan(second.number);
        assertThat(in(session -> session.find(Ticket.class, new TicketKey("Tosca", second.number, second.code))).code)
                .isEqualTo(second.code);
    }

    @Test
    void lockingALoadedEntityIsRefused() {
        in(session -> session.persist(new Leaf("locked")));

        assertThatThrownBy(() -> in(session -> session.createSelectionQuery(
                                "from ReactiveCornersIT$Leaf where color = 'locked'", Leaf.class)
                        .getSingleResult()
                        .thenCompose(leaf -> session.lock(leaf, LockMode.PESSIMISTIC_WRITE))))
                .isInstanceOf(HibernateException.class)
                .hasMessageContaining("@Version");
    }

    @Test
    void hqlInsertsCountIds() {
        var known = new Leaf("first");
        in(session -> session.persist(known));

        var inserted = in(session -> session.createMutationQuery(
                        "insert into ReactiveCornersIT$Leaf (color) values ('counted'), ('counted')")
                .executeUpdate());
        assertThat(inserted).isEqualTo(2);
        assertThat(query("select l.id from ReactiveCornersIT$Leaf l where l.color = 'counted'", Integer.class))
                .hasSize(2)
                .doesNotHaveDuplicates()
                .allMatch(id -> id > known.id);

        var copied = in(session -> session.createMutationQuery(
                        "insert into ReactiveCornersIT$Leaf (color) select 'copied' from ReactiveCornersIT$Leaf l where l.color = :color")
                .setParameter("color", "counted")
                .executeUpdate());
        assertThat(copied).isEqualTo(2);
        assertThat(query("select l.id from ReactiveCornersIT$Leaf l where l.color = 'copied'", Integer.class))
                .hasSize(2)
                .doesNotHaveDuplicates()
                .allMatch(id -> id > known.id + 2);
        var none = in(session -> session.createMutationQuery(
                        "insert into ReactiveCornersIT$Leaf (color) select 'x' from ReactiveCornersIT$Leaf l where l.color = 'none'")
                .executeUpdate());
        assertThat(none).isZero();
    }

    @Test
    void aHintInTheTextOfANativeQueryReachesTheDriver() {
        var hinted = "/*+ athena(timeout_seconds=1) */ " + LONG;

        assertThat(catchThrowable(() -> in(
                        session -> session.createNativeQuery(hinted, Long.class).getSingleResult())))
                .isInstanceOf(QueryTimeoutException.class);
    }

    @Test
    void aUniThatIsGivenUpStopsItsQueryInAthena() {
        var mutiny = factory.unwrap(Mutiny.SessionFactory.class);
        try (var history = History.fromNow()) {
            var counted = mutiny.withSession(session ->
                            session.createNativeQuery(LONG, Long.class).getSingleResult())
                    .ifNoItem()
                    .after(Duration.ofSeconds(2))
                    .fail();

            assertThat(catchThrowable(() -> await(counted.subscribeAsCompletionStage())))
                    .isInstanceOf(TimeoutException.class);
            assertThat(history.end(LONG)).isEqualTo("CANCELLED");
        }
    }
}
