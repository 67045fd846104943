package dev.pallas.dialect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pallas.dialect.Library.Author;
import dev.pallas.dialect.Library.Book;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OrderColumn;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.LongStream;
import org.hibernate.engine.jdbc.batch.internal.BatchBuilderImpl;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WritingTest {
    private static Athena athena;

    @BeforeAll
    static void boot() {
        athena = Athena.of(Library.ENTITIES);
    }

    @AfterAll
    static void close() {
        athena.close();
    }

    @BeforeEach
    void forget() {
        athena.connections().takeSql();
        athena.connections().takeBound();
    }

    @Test
    void aThousandEntitiesAreOneBatch() {
        athena.factory().inTransaction(session -> LongStream.range(0, 1000).forEach(id -> {
            var author = new Author();
            author.id = id;
            author.name = "a";
            session.persist(author);
        }));

        assertThat(athena.connections().takeSql()).containsExactly("insert into Author (name,id) values (?,?)");
        assertThat(athena.connections().takeBound()).hasSize(1000);
    }

    @Test
    void removalsInTurnsAreABatchForEachEntity() {
        athena.factory().inTransaction(session -> {
            var books = LongStream.range(0, 3)
                    .mapToObj(id -> {
                        var author = new Author();
                        author.id = id;
                        session.persist(author);
                        var book = new Book(new UUID(0, id), "x");
                        book.author = author;
                        session.persist(book);
                        return book;
                    })
                    .toList();
            session.flush();
            athena.connections().takeSql();
            athena.connections().takeBound();
            books.forEach(book -> {
                session.remove(book);
                session.remove(book.author);
            });
        });

        assertThat(athena.connections().takeSql())
                .containsExactly("delete from Book where id=? and version=?", "delete from Author where id=?");
        assertThat(athena.connections().takeBound()).hasSize(6);
    }

    @Test
    void valuesCrossJdbcWithoutAZone() {
        var book = new Book(new UUID(1, 2), "x");
        book.created = Instant.parse("2024-10-27T00:30:00.123456Z");
        book.updated = LocalDateTime.of(2024, 3, 31, 2, 30);
        book.published = LocalDate.of(2024, 2, 29);
        book.readAt = LocalTime.of(1, 2, 3);
        athena.factory().inTransaction(session -> session.persist(book));

        assertThat(athena.connections().takeSql())
                .containsExactly(
                        "insert into Book (author_id,cover,created,genre,inPrint,pages,price,published,rating,readAt,"
                                + "sold,title,updated,version,id) values (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)");
        assertThat(athena.connections().takeBound().get(0))
                .containsExactly(
                        null,
                        null,
                        LocalDateTime.of(2024, 10, 27, 0, 30, 0, 123_456_000),
                        null,
                        false,
                        0,
                        null,
                        LocalDate.of(2024, 2, 29),
                        0.0,
                        "01:02:03.000000000",
                        0L,
                        "x",
                        LocalDateTime.of(2024, 3, 31, 2, 30),
                        0,
                        "00000000-0000-0001-0000-000000000002");
    }

    @Test
    void updatesNameTheirColumnsInLowerCase() {
        assertThat(athena.mutation("update versioned Book b set b.inPrint = true where b.readAt is null"))
                .containsExactly("update Book set inprint=true,version=(version+1) where readAt is null");
        athena.stateless(session -> session.update(new Book(new UUID(1, 2), "x")));
        assertThat(athena.stateless(session -> session.update(new Book(new UUID(1, 2), "x"))))
                .containsExactly(
                        "update Book set author_id=?,cover=?,created=?,genre=?,inprint=?,pages=?,price=?,published=?,"
                                + "rating=?,readat=?,sold=?,title=?,updated=?,version=? where id=? and version=?");
    }

    @Test
    void bulkStatementsHaveNoAliasAndNoJoin() {
        assertThat(athena.mutation("delete from Book b where b.pages > 5 and exists "
                        + "(select 1 from Author a where a.id = b.author.id)"))
                .containsExactly(
                        "delete from Book where pages>5 and exists(select 1 from Author a1_0 where a1_0.id=Book.author_id)");
        assertThat(athena.mutation("delete from Book b where b.author.name = 'x'"))
                .containsExactly("delete from Book where id in (select b1_0.id from Book b1_0 "
                        + "join Author a1_0 on a1_0.id=b1_0.author_id where a1_0.name='x')");
        assertThat(athena.mutation(
                        "update Book b set b.inPrint = true, b.title = b.author.name where b.author.name = 'x'"))
                .containsExactly("merge into Book as t using (select true,a1_0.name,b1_0.id from Book b1_0 "
                        + "join Author a1_0 on a1_0.id=b1_0.author_id where a1_0.name='x') s(c0,c1,id) on t.id=s.id "
                        + "when matched then update set inprint=s.c0,title=s.c1");
        assertThat(athena.mutation(
                        "delete from Book b where exists (select 1 from Author a where a.id <> b.author.id and "
                                + "exists (select 1 from Book c where c.author = a and c.pages > b.pages))"))
                .containsExactly("delete from Book where id in (select b1_0.id from Book b1_0 where b1_0.id in "
                        + "(select b1_0.id from Book b1_0 cross join Author a1_0 where a1_0.id<>b1_0.author_id and "
                        + "exists(select 1 from Book b2_0 where b2_0.author_id=a1_0.id and b2_0.pages>b1_0.pages)))");
        assertThat(athena.mutation("update Book b set b.pages = (select count(*) from Author a where exists "
                        + "(select 1 from Book c where c.author = a and c.pages > b.pages))"))
                .containsExactly(
                        "merge into Book as t using (select (select count(*) from (select b1_0.id from Book b1_0 "
                                + "cross join Author a1_0 where exists(select 1 from Book b2_0 where b2_0.author_id=a1_0.id and "
                                + "b2_0.pages>b1_0.pages)) b1_0_rows(c0) where b1_0_rows.c0=b1_0.id),b1_0.id from Book b1_0) s(c0,id) "
                                + "on t.id=s.id when matched then update set pages=s.c0");
    }

    @Test
    void joinedTablesAreAStatementEach() {
        var matching = " where id in (select m1_0.id from Medium m1_0 where m1_0.label='x')";
        assertThat(athena.mutation("delete from Medium m where m.label = 'x'"))
                .containsExactly(
                        "delete from Film" + matching, "delete from Disc" + matching, "delete from Medium" + matching);
    }

    @Test
    void insertsThatMayMeetARowAreMerges() {
        assertThat(
                        athena.mutation(
                                "insert into Author (id, name) values (1L, 'x') on conflict (id) do update set name = excluded.name"))
                .containsExactly(
                        "merge into Author a1_0 using (values (BIGINT '1','x')) excluded(id,name) on (a1_0.id=excluded.id) "
                                + "when matched then update set name=excluded.name "
                                + "when not matched then insert (id,name) values (excluded.id,excluded.name)");
        assertThat(athena.stateless(session -> {
                    var author = new Author();
                    author.id = 1L;
                    session.upsert(author);
                }))
                .containsExactly(
                        "merge into Author t using (select cast(? as bigint) id, cast(? as varchar) name) s on (t.id=s.id) "
                                + "when not matched then insert (id, name) values (s.id, s.name) "
                                + "when matched then update set name=s.name");
    }

    @Test
    void anInsertIntoSeveralTablesTakesItsColumnsFromTheSameRows() {
        assertThat(athena.mutation("insert into Disc (id, label, tracks) values (1L, 'x', 2)"))
                .containsExactly(
                        "insert into Disc(id,tracks) select s.c0,s.c2 from (values (BIGINT '1','x',2)) s(c0,c1,c2)",
                        "insert into Medium(label,id) select s.c1,s.c0 from (values (BIGINT '1','x',2)) s(c0,c1,c2)");
    }

    @Test
    void whatNeedsConstraintsOrIdsIsRefused() {
        assertThatThrownBy(
                        () -> athena.mutation("insert into Disc (label, tracks) select d.label, d.tracks from Disc d"))
                .hasStackTraceContaining("Name the id among the attributes");
        assertThatThrownBy(() -> athena.mutation(
                        "insert into Disc (id, label, tracks) values (1L, 'x', 2) " + "on conflict (label) do nothing"))
                .hasStackTraceContaining("it can name the id only");
    }

    @Test
    void anInsertOnAnyConflictMeansTheIdInEachTable() {
        assertThat(athena.mutation("insert into Author (id, name) values (1L, 'x') on conflict do nothing"))
                .containsExactly(
                        "merge into Author a1_0 using (values (BIGINT '1','x')) excluded(id,name) on (a1_0.id=excluded.id) "
                                + "when not matched then insert (id,name) values (excluded.id,excluded.name)");
        var source = " from (values (BIGINT '1','x',2)) s(c0,c1,c2)) excluded";
        assertThat(athena.mutation("insert into Disc (id, label, tracks) values (1L, 'x', 2) "
                        + "on conflict (id) do update set label = excluded.label where label <> 'x'"))
                .containsExactly(
                        "merge into Disc d1_0 using (select s.c0,s.c2" + source
                                + "(id,tracks) on (d1_0.id=excluded.id) "
                                + "when not matched then insert (id,tracks) values (excluded.id,excluded.tracks)",
                        "merge into Medium d1_1 using (select s.c1,s.c0" + source
                                + "(label,id) on (d1_1.id=excluded.id) "
                                + "when matched and d1_1.label<>'x' then update set label=excluded.label "
                                + "when not matched then insert (label,id) values (excluded.label,excluded.id)");
    }

    @Entity(name = "Shelf")
    static class Shelf {
        @Id
        Long id;

        String room;
        Integer place;

        @OneToMany
        @JoinColumn(name = "room", referencedColumnName = "room")
        @JoinColumn(name = "place", referencedColumnName = "place")
        Set<Box> boxes = new HashSet<>();
    }

    @Entity(name = "Box")
    static class Box {
        @Id
        Long id;
    }

    @Test
    void collectionsWithoutTheirKeyAreWritten() {
        try (var shelves = Athena.of(Shelf.class, Box.class)) {
            shelves.factory().inTransaction(session -> LongStream.range(0, 2).forEach(id -> {
                var shelf = new Shelf();
                shelf.id = id;
                session.persist(shelf);
            }));

            assertThat(shelves.connections().takeSql())
                    .containsExactly("insert into Shelf (place,room,id) values (?,?,?)");
            assertThat(ordersUpdates(shelves)).isFalse();
        }
        assertThat(ordersUpdates(athena)).isTrue();
        try (var asked = Athena.of(Map.of("hibernate.order_updates", "true"), Shelf.class, Box.class)) {
            assertThat(ordersUpdates(asked)).isTrue();
        }
    }

    private static boolean ordersUpdates(Athena athena) {
        return athena.factory()
                .unwrap(SessionFactoryImplementor.class)
                .getSessionFactoryOptions()
                .isOrderUpdatesEnabled();
    }

    @Entity(name = "Crew")
    static class Crew {
        @Id
        Long id;

        @ElementCollection
        @OrderColumn
        List<String> tasks = new ArrayList<>(List.of("cook", "clean"));

        @ElementCollection
        List<String> notes = new ArrayList<>(List.of("x"));
    }

    @Test
    void theStepsOfManyCollectionsAreABatchEach() {
        try (var crews = Athena.of(Crew.class)) {
            crews.factory().inTransaction(session -> {
                var all = LongStream.range(0, 3)
                        .mapToObj(id -> {
                            var crew = new Crew();
                            crew.id = id;
                            session.persist(crew);
                            return crew;
                        })
                        .toList();
                session.flush();
                crews.connections().takeSql();
                crews.connections().takeBound();
                all.get(0).tasks.add("steer");
                all.get(1).tasks.remove(0);
                all.get(2).tasks.set(0, "row");
                all.get(1).notes.add("y");
                all.get(2).notes.add("z");
            });

            assertThat(crews.connections().takeSql())
                    .containsExactly(
                            "delete from Crew_notes where Crew_id=?",
                            "insert into Crew_notes (Crew_id,notes) values (?,?)",
                            "delete from Crew_tasks where Crew_id=? and tasks_ORDER=?",
                            "update Crew_tasks set tasks=? where Crew_id=? and tasks_ORDER=?",
                            "insert into Crew_tasks (Crew_id,tasks_ORDER,tasks) values (?,?,?)");
        }
    }

    @Test
    void batchesOfTheApplicationStay() {
        var settings = Map.<String, Object>of("hibernate.jdbc.batch.builder", new OwnBatches());
        try (var crews = Athena.of(settings, Crew.class)) {
            crews.factory().inTransaction(session -> {
                var crew = new Crew();
                crew.id = 1L;
                session.persist(crew);
            });
            assertThat(crews.connections().takeSql()).hasSize(3);
        }
    }

    static final class OwnBatches extends BatchBuilderImpl {
        private static final long serialVersionUID = 1L;

        OwnBatches() {
            super(10);
        }
    }
}
