package dev.pallas.it.reactive;

import static dev.pallas.it.reactive.ReactiveDatabase.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.pallas.dialect.AthenaDialect;
import dev.pallas.it.History;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.hibernate.SessionFactory;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.exception.SQLGrammarException;
import org.hibernate.reactive.mutiny.Mutiny;
import org.hibernate.reactive.stage.Stage;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Stage and Mutiny sessions against the engine, with a URL and a place for tables as the only settings. */
class HibernateReactiveIT {
    private static SessionFactory factory;
    private static Stage.SessionFactory stage;
    private static Mutiny.SessionFactory mutiny;

    @Entity(name = "Author")
    @Table(name = "hr_author")
    static class Author {
        @Id
        String id;

        String name;

        @OneToMany(mappedBy = "author")
        List<Work> works = new ArrayList<>();

        Author() {}

        Author(String id, String name) {
            this.id = id;
            this.name = name;
        }

        String name() {
            return name;
        }
    }

    @Entity(name = "Work")
    @Table(name = "hr_work")
    static class Work {
        @Id
        long id;

        String title;
        int pages;

        @ManyToOne(fetch = FetchType.LAZY)
        Author author;

        @Version
        int version;

        Work() {}

        Work(long id, String title, int pages, Author author) {
            this.id = id;
            this.title = title;
            this.pages = pages;
            this.author = author;
        }
    }

    @Entity(name = "Everything")
    @Table(name = "hr_everything")
    static class Everything {
        @Id
        UUID id = UUID.fromString("6ba7b810-9dad-11d1-80b4-00c04fd430c8");

        boolean flag = true;
        byte tiny = 3;
        short small = 300;
        Integer number = 70_000;
        Long large = 9_000_000_000L;
        Float real = 1.5f;
        Double dbl = 2.25;

        @Column(precision = 20, scale = 3)
        BigDecimal exact = new BigDecimal("12345678901234567.125");

        String text = "it's \u00e4\u4e16";
        char letter = 'x';

        @Enumerated(EnumType.STRING)
        DayOfWeek day = DayOfWeek.FRIDAY;

        LocalDate date = LocalDate.of(2024, 2, 29);
        LocalTime time = LocalTime.of(23, 59, 58, 123_000_000);
        LocalDateTime wall = LocalDateTime.of(2024, 2, 29, 23, 59, 58, 123_456_000);
        // not "instant", which is the current one in HQL
        Instant moment = Instant.parse("2024-02-29T23:59:58.123456Z");
        byte[] bytes = {0, 1, -1};
        String nothing;
    }

    @BeforeAll
    static void boot() {
        Reactive.createDatabase();
        factory = Reactive.boot("create", Author.class, Work.class, Everything.class);
        stage = factory.unwrap(Stage.SessionFactory.class);
        mutiny = factory.unwrap(Mutiny.SessionFactory.class);
        await(stage.withTransaction(session ->
                session.persist(new Author("a", "Austen"), new Author("h", "Herbert"), new Author("n", "Nobody"))));
    }

    @AfterAll
    static void close() {
        factory.close();
    }

    @Test
    void theDialectIsFoundFromTheConnection() {
        assertThat(factory.unwrap(SessionFactoryImplementor.class)
                        .getJdbcServices()
                        .getDialect())
                .isInstanceOf(AthenaDialect.class);
    }

    @Test
    void anEntityIsPersistedFoundChangedAndRemoved() {
        await(stage.withTransaction(session -> session.persist(new Work(1, "Emma", 400, null))));

        await(stage.withTransaction(
                session -> session.find(Work.class, 1L).thenAccept(work -> work.title = "Emma, annotated")));
        var changed = await(stage.withSession(session -> session.find(Work.class, 1L)));
        assertThat(changed.title).isEqualTo("Emma, annotated");
        assertThat(changed.version).isEqualTo(1);

        await(stage.withTransaction(session -> session.find(Work.class, 1L).thenCompose(session::remove)));
        var removed = await(stage.withSession(session -> session.find(Work.class, 1L)));
        assertThat(removed).isNull();
    }

    @Test
    void aBatchOfAThousandIsWrittenAndAskedForAndNoEventLoopIsSeenWaiting() throws InterruptedException {
        var watch = EventLoopWatch.begin();
        try (var history = History.fromNow()) {
            await(stage.withTransaction(session -> session.persist(IntStream.range(1000, 2000)
                    .mapToObj(i -> new Work(i, "work " + i, i % 10, session.getReference(Author.class, "h")))
                    .toArray())));
            assertThat(history.statements("insert into hr_work")).hasSizeBetween(1, 5);
        }

        var count = await(mutinyCount("select count(*) from Work where id between 1000 and 1999"));
        assertThat(count).isEqualTo(1000);

        var groups = await(stage.withSession(session -> session.createSelectionQuery(
                        "select w.pages, count(*), sum(w.id) from Work w join w.author a where a.name = :name"
                                + " and w.id between 1000 and 1999 group by w.pages having count(*) > :least"
                                + " order by w.pages desc",
                        Object[].class)
                .setParameter("name", "Herbert")
                .setParameter("least", 5)
                .setFirstResult(2)
                .setMaxResults(3)
                .getResultList()));
        assertThat(groups)
                .extracting(row -> row[0], row -> row[1])
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(7, 100L),
                        org.assertj.core.groups.Tuple.tuple(6, 100L),
                        org.assertj.core.groups.Tuple.tuple(5, 100L));

        var updated = await(stage.withTransaction(session -> session.createMutationQuery(
                        "update Work set title = upper(title) where id between :a and :b")
                .setParameter("a", 1000L)
                .setParameter("b", 1099L)
                .executeUpdate()));
        assertThat(updated).isEqualTo(100);

        var deleted = await(stage.withTransaction(
                session -> session.createMutationQuery("delete from Work where id between 1100 and 1999")
                        .executeUpdate()));
        assertThat(deleted).isEqualTo(900);

        assertThat(await(
                        mutinyCount("select count(*) from Work where id between 1000 and 1999 and title like 'WORK%'")))
                .isEqualTo(100);
        watch.end();
        assertThat(watch.looks()).isPositive();
        assertThat(watch.waits()).isEmpty();
    }

    private static java.util.concurrent.CompletionStage<Long> mutinyCount(String hql) {
        return mutiny.withSession(
                        session -> session.createSelectionQuery(hql, Long.class).getSingleResult())
                .subscribeAsCompletionStage();
    }

    @Test
    void associationsAreFetched() {
        await(stage.withTransaction(session -> session.persist(
                new Work(20, "Persuasion", 250, session.getReference(Author.class, "a")),
                new Work(21, "Sanditon", 90, session.getReference(Author.class, "a")))));

        var lazily = await(stage.withSession(session -> session.find(Work.class, 20L)
                .thenCompose(work -> session.fetch(work.author))
                .thenApply(Author::name)));
        assertThat(lazily).isEqualTo("Austen");

        var joined = await(stage.withSession(session -> session.createSelectionQuery(
                        "select distinct a from Author a join fetch a.works w where w.id in (:ids) order by a.id",
                        Author.class)
                .setParameter("ids", List.of(20L, 21L))
                .getResultList()));
        assertThat(joined).singleElement().satisfies(author -> assertThat(author.works)
                .extracting(work -> work.title)
                .containsExactlyInAnyOrder("Persuasion", "Sanditon"));

        var collection = await(mutiny.withSession(
                        session -> session.find(Author.class, "n").chain(author -> session.fetch(author.works)))
                .subscribeAsCompletionStage());
        assertThat(collection).isEmpty();
    }

    @Test
    void everyBasicTypeComesBackEqual() throws IllegalAccessException {
        var written = new Everything();
        await(mutiny.withTransaction(session -> session.persist(written)).subscribeAsCompletionStage());

        var read = await(mutiny.withSession(session -> session.find(Everything.class, written.id))
                .subscribeAsCompletionStage());

        assertThat(read).isNotSameAs(written).usingRecursiveComparison().isEqualTo(written);
        Map<String, Object> values = new LinkedHashMap<>();
        for (var field : Everything.class.getDeclaredFields()) {
            if (!field.getName().equals("nothing") && !field.isSynthetic()) {
                values.put(field.getName(), field.get(written));
            }
        }
        values.forEach((name, value) -> assertThat(found(name, value)).as(name).isEqualTo(1));
    }

    private static long found(String attribute, Object value) {
        return await(stage.withSession(session -> session.createSelectionQuery(
                        "select count(*) from Everything where nothing is null and " + attribute + " = :value",
                        Long.class)
                .setParameter("value", value)
                .getSingleResult()));
    }

    @Test
    void mutinyWritesAndReads() {
        await(mutiny.withTransaction(
                        session -> session.persistAll(new Work(30, "one", 1, null), new Work(31, "two", 2, null)))
                .subscribeAsCompletionStage());
        var updated = await(mutiny.withTransaction(session -> session.createMutationQuery(
                                "update Work set pages = pages + 10 where id in (30, 31)")
                        .executeUpdate())
                .subscribeAsCompletionStage());
        var natively = await(mutiny.withSession(session -> session.createNativeQuery(
                                "select sum(pages) from hr_work where id in (?1, ?2)", Long.class)
                        .setParameter(1, 30L)
                        .setParameter(2, 31L)
                        .getSingleResult())
                .subscribeAsCompletionStage());
        await(mutiny.withTransaction(session -> session.find(Work.class, 30L).chain(session::remove))
                .subscribeAsCompletionStage());

        assertThat(updated).isEqualTo(2);
        assertThat(natively).isEqualTo(23);
        assertThat(await(mutinyCount("select count(*) from Work where id in (30, 31)")))
                .isEqualTo(1);
    }

    @Test
    void aStatelessSessionInsertsAndAWindowFunctionRanks() {
        await(stage.withStatelessTransaction(session -> session.insertMultiple(
                List.of(new Work(40, "a", 5, null), new Work(41, "b", 9, null), new Work(42, "c", 7, null)))));

        var ranked = await(stage.withSession(session -> session.createSelectionQuery(
                        "select w.title, row_number() over (order by w.pages desc) from Work w"
                                + " where w.id between 40 and 42 order by 2",
                        Object[].class)
                .getResultList()));

        assertThat(ranked).extracting(row -> row[0]).containsExactly("b", "c", "a");
    }

    @Test
    void failuresOfAthenaAreExceptionsOfHibernate() {
        var failure = catchThrowable(() -> await(stage.withSession(
                session -> session.createNativeQuery("select * from hr_nowhere").getResultList())));

        assertThat(failure)
                .isInstanceOfSatisfying(SQLGrammarException.class, e -> assertThat(e.getSQLState())
                        .isEqualTo("42S02"))
                .hasStackTraceContaining("hr_nowhere")
                .hasStackTraceContaining("[query ");
    }

    @Test
    void aRollbackAfterAWriteTellsBothFailures() {
        var transaction = stage.withTransaction(session -> session.persist(new Work(50, "kept", 1, null))
                .thenCompose(done -> session.flush())
                .thenAccept(done -> {
                    throw new IllegalArgumentException("the application gave up");
                }));

        assertThat(catchThrowable(() -> transaction.toCompletableFuture().join()))
                .hasStackTraceContaining("the application gave up")
                .hasStackTraceContaining("This stays written: INSERT of 1 row");
        assertThat(await(mutinyCount("select count(*) from Work where id = 50")))
                .isEqualTo(1);
    }

    @Test
    void aStaleVersionIsRefused() {
        await(stage.withTransaction(session -> session.persist(new Work(60, "v", 1, null))));
        var stale = await(stage.withSession(session -> session.find(Work.class, 60L)));
        await(stage.withTransaction(session -> session.find(Work.class, 60L).thenAccept(work -> work.pages = 2)));

        stale.pages = 3;
        var failure = catchThrowable(() -> await(stage.withTransaction(session -> session.merge(stale))));

        assertThat(failure).hasStackTraceContaining("OptimisticLock");
    }
}
