package dev.pallas.it.dialect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.pallas.dialect.cost.AthenaMeters;
import dev.pallas.dialect.cost.BudgetSpentException;
import dev.pallas.dialect.cost.CostStatistics;
import dev.pallas.dialect.cost.QueryCost;
import dev.pallas.dialect.cost.SessionCost;
import dev.pallas.it.History;
import dev.pallas.it.LocalAthenaServer;
import dev.pallas.local.Fault;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.PessimisticLockException;
import jakarta.persistence.QueryTimeoutException;
import jakarta.persistence.SchemaValidationException;
import jakarta.persistence.Table;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.annotations.Formula;
import org.hibernate.annotations.Immutable;
import org.hibernate.annotations.Temporal;
import org.hibernate.exception.DataException;
import org.hibernate.exception.LockAcquisitionException;
import org.hibernate.exception.SQLGrammarException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What Athena has beyond a database: earlier snapshots, what Iceberg knows of a table, results used again, and a price. */
class BeyondIT {
    private static Orm orm;
    private static Instant afterFirst;
    private static Instant afterSecond;
    private static long firstSnapshot;

    @Entity(name = "Price")
    @Table(name = "price")
    @Temporal
    static class Price {
        @Id
        long id;

        int cents;

        @Formula("\"$path\"")
        String path;
    }

    @Entity(name = "PriceSnapshot")
    @Table(name = "\"price$snapshots\"")
    @Immutable
    static class PriceSnapshot {
        @Id
        @Column(name = "snapshot_id")
        long id;

        @Column(name = "committed_at")
        Instant committedAt;

        String operation;
    }

    @Entity(name = "PriceFile")
    @Table(name = "\"price$files\"")
    @Immutable
    static class PriceFile {
        @Id
        @Column(name = "file_path")
        String path;

        @Column(name = "record_count")
        long records;
    }

    @Entity(name = "PriceHistory")
    @Table(name = "\"price$history\"")
    @Immutable
    static class PriceHistory {
        @Id
        @Column(name = "snapshot_id")
        long snapshot;

        @Column(name = "made_current_at")
        Instant since;

        @Column(name = "is_current_ancestor")
        boolean ancestor;
    }

    @Entity(name = "PriceManifest")
    @Table(name = "\"price$manifests\"")
    @Immutable
    static class PriceManifest {
        @Id
        String path;

        long length;
    }

    @Entity(name = "PricePartition")
    @Table(name = "\"price$partitions\"")
    @Immutable
    static class PricePartition {
        @Id
        @Column(name = "record_count")
        long records;

        @Column(name = "file_count")
        long files;
    }

    @BeforeAll
    static void boot() {
        orm = Orm.create(
                "dialect_beyond",
                Price.class,
                PriceSnapshot.class,
                PriceFile.class,
                PriceHistory.class,
                PriceManifest.class,
                PricePartition.class);
        orm.write(session -> {
            var price = new Price();
            price.id = 1;
            price.cents = 100;
            session.persist(price);
        });
        var first = latestSnapshot();
        firstSnapshot = first.id;
        afterFirst = first.committedAt;
        orm.write(session -> session.find(Price.class, 1L).cents = 250);
        afterSecond = latestSnapshot().committedAt;
    }

    private static PriceSnapshot latestSnapshot() {
        return orm.read(session -> session.createSelectionQuery(
                        "from PriceSnapshot s order by s.committedAt desc", PriceSnapshot.class)
                .setMaxResults(1)
                .getSingleResult());
    }

    @AfterAll
    static void close() {
        orm.close();
    }

    private static int centsAsOf(Instant instant) {
        try (var session = orm.factory().withOptions().asOf(instant).openSession()) {
            int found = session.find(Price.class, 1L).cents;
            int queried = session.createSelectionQuery("select p.cents from Price p", Integer.class)
                    .getSingleResult();
            assertThat(queried).isEqualTo(found);
            return found;
        }
    }

    @Test
    void aSessionAsOfAnInstantReadsTheSnapshotOfThen() {
        assertThat(centsAsOf(afterFirst)).isEqualTo(100);
        assertThat(orm.takeSql())
                .last()
                .asString()
                .contains("from price for timestamp as of with_timezone(?,'UTC') p1_0");
        assertThat(centsAsOf(afterSecond)).isEqualTo(250);
        // and without an instant the table is read as it is
        assertThat(orm.rows("select p.cents from Price p")).containsExactly(List.of(250));
        assertThat(orm.takeSql()).last().isEqualTo("select p1_0.cents from price p1_0");
    }

    @Test
    void aHintReadsASnapshot() {
        var query = "select p.cents from Price p where p.cents > 0";
        int then = orm.read(session -> session.createQuery(query, Integer.class)
                .addQueryHint("snapshot=price:" + firstSnapshot)
                .getSingleResult());

        assertThat(then).isEqualTo(100);
        assertThat(orm.rows(query)).containsExactly(List.of(250));
    }

    @Test
    void icebergsOwnTablesAndTheFileOfARowAreMapped() throws SchemaValidationException {
        assertThat(orm.rows("select s.operation from PriceSnapshot s order by s.committedAt"))
                .hasSizeGreaterThanOrEqualTo(2)
                .contains(List.of("append"), List.of("overwrite"));
        assertThat(orm.rows("select sum(f.records) > 0 from PriceFile f")).containsExactly(List.of(true));
        assertThat(orm.rows("select h.ancestor, h.since from PriceHistory h where h.snapshot = " + firstSnapshot))
                .containsExactly(List.of(true, afterFirst));
        assertThat(orm.rows("select count(*) > 0, min(m.length) > 0 from PriceManifest m where m.path like 's3://%'"))
                .containsExactly(List.of(true, true));
        assertThat(orm.rows("select p.records > 0, p.files > 0 from PricePartition p"))
                .containsExactly(List.of(true, true));
        String path = orm.read(session -> session.find(Price.class, 1L).path);
        assertThat(path).startsWith("s3://").contains("price");
        // no catalog lists them
        orm.factory().getSchemaManager().validate();
    }

    @Test
    void hintsReachAthena() {
        try (var history = History.fromNow()) {
            orm.read(session -> session.createNativeQuery("select 42", Integer.class)
                    .addQueryHint("work_group=primary, result_reuse_minutes=30, tag.team=blue")
                    .getSingleResult());
            assertThat(history.statements(
                            "/*+ athena(work_group=primary, result_reuse_minutes=30, tag.team=blue) */ select 42"))
                    .as("%s", history.statements(""))
                    .singleElement()
                    .asString()
                    .endsWith("\n/* team='blue' */");
        }
        assertThatThrownBy(() -> orm.read(session -> session.createNativeQuery("select 42", Integer.class)
                        .addQueryHint("index=none")
                        .getSingleResult()))
                .hasStackTraceContaining("The query hint 'index=none' says nothing to Athena");
    }

    @Test
    void theCostOfASessionIsCountedAndHeldToABudget() {
        var meters = new SimpleMeterRegistry();
        var statements = new ArrayList<QueryCost>();
        orm.read(session -> {
            var cost = SessionCost.track(session)
                    .onStatement(statements::add)
                    .onStatement(new AthenaMeters(meters, SessionCost.PRICE, "unit", "it"));
            var price = cost.of(() -> session.find(Price.class, 1L));
            assertThat(price.value().cents).isEqualTo(250);
            assertThat(price.cost().queries()).isEqualTo(1);
            assertThat(price.cost().bytesScanned()).isPositive();
            assertThat(price.cost().bytesBilled()).isEqualTo(10L << 20);
            assertThat(cost.total()).isEqualTo(price.cost());
            assertThat(cost.dollars()).isEqualTo(new BigDecimal("0.00004769"));
            assertThat(statements).containsExactly(price.cost());
            assertThat(meters.counter("athena.queries", "unit", "it").count()).isEqualTo(1);
            assertThat(meters.counter("athena.cost", "unit", "it").count()).isEqualTo(0.00004769);

            cost.budget(new BigDecimal("0.00009"));
            session.createSelectionQuery("select count(p.cents) from Price p", Long.class)
                    .getSingleResult();
            assertThatThrownBy(() -> session.createSelectionQuery("select max(p.cents) from Price p", Integer.class)
                            .getSingleResult())
                    .isInstanceOf(BudgetSpentException.class)
                    .hasMessage(
                            "The session's budget of $0.00009 for Athena is spent: its queries cost about $0.00009537."
                                    + " Open another session, or give it a larger budget.");
            assertThat(cost.total().queries()).isEqualTo(2);
            return null;
        });
    }

    @Test
    void theCostOfASessionFactoryIsCountedByQuery() {
        var statistics = CostStatistics.of(orm.factory());
        var statements = new ArrayList<QueryCost>();
        statistics.clear();
        statistics.onStatement(statements::add);
        var hql = "select sum(p.cents) from Price p where p.cents > 0";
        for (var i = 0; i < 2; i++) {
            orm.read(session -> session.createSelectionQuery(hql, Long.class).getSingleResult());
        }
        orm.read(
                session -> session.createNativeQuery("select 42", Integer.class).getSingleResult());
        orm.write(session -> session.createMutationQuery("update Price set cents = cents where id = 404")
                .executeUpdate());
        orm.write(session -> {
            var price = new Price();
            price.id = 2;
            session.persist(price);
        });

        assertThat(statements).hasSize(5);
        assertThat(statistics.total()).isEqualTo(statements.stream().reduce(QueryCost.NONE, QueryCost::plus));
        assertThat(statistics.query(hql)).isEqualTo(statements.get(0).plus(statements.get(1)));
        assertThat(statistics.query(hql).queries()).isEqualTo(2);
        assertThat(statistics.query(hql).bytesScanned()).isPositive();
        assertThat(statistics.query("select 42")).isEqualTo(new QueryCost(1, 0, 0));
        assertThat(statistics.queries().keySet())
                .filteredOn(text -> text.startsWith("update price"))
                .hasSize(1);
        assertThat(statements.get(4).queries()).isEqualTo(1);
        orm.write(session -> session.remove(session.find(Price.class, 2L)));
    }

    @Test
    void lostCommitRacesAndTimeOutsAreHibernates() {
        var faults = LocalAthenaServer.get().faults();
        faults.add(
                Fault.icebergConflict().query("4711"),
                Fault.runningAtLeast(Duration.ofMinutes(10)).query("4712"));
        try {
            assertThatThrownBy(() -> orm.write(
                            session -> session.createMutationQuery("update Price p set p.cents = 0 where p.id = 4711")
                                    .executeUpdate()))
                    .isInstanceOf(PessimisticLockException.class)
                    .hasCauseInstanceOf(LockAcquisitionException.class)
                    .hasStackTraceContaining("ICEBERG_COMMIT_ERROR");
            assertThatThrownBy(() -> orm.read(session -> session.createNativeQuery("select 4712", Integer.class)
                            .setTimeout(1)
                            .getSingleResult()))
                    .isInstanceOf(QueryTimeoutException.class)
                    .hasCauseInstanceOf(org.hibernate.QueryTimeoutException.class);
        } finally {
            faults.reset();
        }
        assertTimeoutPreemptively(Duration.ofMinutes(1), () -> {
            while (LocalAthenaServer.get().counts().activeQueries() > 0) {
                // the stop of the query that took too long may still be on its way
                Thread.onSpinWait();
            }
        });
    }

    @Test
    void errorsOfTheEngineAreHibernates() {
        assertThatThrownBy(() -> orm.rows("select p.cents / 0 from Price p")).isInstanceOf(DataException.class);
        for (var sql : List.of("select * from missing", "select nothing from price", "selekt 1", "select upper(1)")) {
            assertThatThrownBy(() -> orm.read(session ->
                            session.createNativeQuery(sql, Object.class).getResultList()))
                    .as(sql)
                    .isInstanceOf(SQLGrammarException.class);
        }
        assertThatThrownBy(
                        () -> orm.read(session -> session.createNativeQuery("select cast('x' as integer)", Object.class)
                                .getResultList()))
                .isInstanceOf(DataException.class);
    }
}
