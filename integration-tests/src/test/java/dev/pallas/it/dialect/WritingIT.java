package dev.pallas.it.dialect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pallas.it.History;
import dev.pallas.it.dialect.Library.Author;
import dev.pallas.it.dialect.Library.Book;
import dev.pallas.it.dialect.Library.Disc;
import dev.pallas.it.dialect.Library.Film;
import dev.pallas.it.dialect.Library.Genre;
import dev.pallas.it.dialect.Library.Medium;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OptimisticLockException;
import jakarta.persistence.OrderColumn;
import jakarta.persistence.SecondaryTable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.hibernate.LockMode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Writing entities: the statements, their number, and what they leave in the tables. */
class WritingIT {
    private static Orm orm;

    @BeforeAll
    static void boot() {
        orm = Orm.create(
                "dialect_writing",
                Author.class,
                Book.class,
                Medium.class,
                Disc.class,
                Film.class,
                Numbered.class,
                Dossier.class,
                Crew.class,
                Sailor.class);
    }

    @AfterAll
    static void close() {
        orm.close();
    }

    @BeforeEach
    void empty() {
        orm.write(session -> {
            session.createMutationQuery("delete from Book").executeUpdate();
            session.createMutationQuery("delete from Author").executeUpdate();
        });
    }

    @Test
    void persistUpdateAndRemoveOneEntity() {
        orm.write(session -> session.persist(new Book(1, "Alpha", Genre.NOVEL, "1.00", 10, null)));
        orm.write(session -> session.find(Book.class, 1L).title = "Omega");
        assertThat(orm.takeSql())
                .last()
                .isEqualTo(
                        "update Book set author_id=?,genre=?,inprint=?,pages=?,price=?,published=?,rating=?,readat=?,"
                                + "title=?,updated=?,version=? where id=? and version=?");
        assertThat(orm.rows("select b.title, b.version from Book b")).containsExactly(List.of("Omega", 1));

        orm.write(session -> session.remove(session.find(Book.class, 1L)));

        assertThat(orm.takeSql()).last().isEqualTo("delete from Book where id=? and version=?");
        assertThat(orm.rows("select b.id from Book b")).isEmpty();
    }

    @Test
    void aThousandEntitiesAreAHandfulOfStatements() {
        try (var history = History.fromNow()) {
            orm.write(session -> LongStream.rangeClosed(1, 1000).forEach(id -> {
                session.persist(new Author(id, "author " + id));
            }));
            assertThat(history.statements("insert into author")).hasSizeBetween(1, 5);
        }

        // one prepared statement; the driver sends its batch as multi-row inserts
        assertThat(orm.takeSql()).containsExactly("insert into Author (name,id) values (?,?)");
        assertThat(orm.rows("select count(*), min(a.id), max(a.id), count(distinct a.name) from Author a"))
                .containsExactly(List.of(1000L, 1L, 1000L, 1000L));
    }

    @Test
    void aStaleVersionIsFound() {
        orm.write(session -> session.persist(new Book(1, "Alpha", Genre.NOVEL, "1.00", 10, null)));

        assertThatThrownBy(() -> orm.write(session -> {
                    var book = session.find(Book.class, 1L);
                    orm.factory().inTransaction(other -> other.find(Book.class, 1L).title = "theirs");
                    book.title = "mine";
                }))
                .isInstanceOf(OptimisticLockException.class);
        assertThat(orm.rows("select b.title from Book b")).containsExactly(List.of("theirs"));
    }

    @Test
    void bulkUpdateAndDeleteAreOneStatementEach() {
        Library.fill(orm);

        int updated = orm.writing(session -> session.createMutationQuery(
                        "update Book b set b.title = upper(b.title), b.inPrint = not b.inPrint where b.pages > :pages")
                .setParameter("pages", 100)
                .executeUpdate());
        assertThat(orm.takeSql())
                .containsExactly("update Book set title=upper(title),inprint=not(inPrint) where pages>?");
        int deleted = orm.writing(session -> session.createMutationQuery("delete from Book b where b.genre = ESSAY")
                .executeUpdate());

        assertThat(orm.takeSql()).containsExactly("delete from Book where genre='ESSAY'");
        assertThat(updated).isEqualTo(2);
        assertThat(deleted).isEqualTo(2);
        assertThat(orm.rows("select b.title, b.inPrint from Book b order by b.id"))
                .containsExactly(List.of("Alpha", false), List.of("BETA", false));
    }

    @Test
    void bulkUpdateAndDeleteThroughAJoin() {
        Library.fill(orm);

        int updated = orm.writing(session -> session.createMutationQuery(
                        "update Book b set b.title = b.author.name, b.inPrint = true where b.author.name = 'Bob'")
                .executeUpdate());
        assertThat(orm.takeSql())
                .containsExactly("merge into Book as t using (select a1_0.name,true,b1_0.id from Book b1_0 "
                        + "join Author a1_0 on a1_0.id=b1_0.author_id where a1_0.name='Bob') s(c0,c1,id) on t.id=s.id "
                        + "when matched then update set title=s.c0,inprint=s.c1");
        int deleted =
                orm.writing(session -> session.createMutationQuery("delete from Book b where b.author.name = 'Ann'")
                        .executeUpdate());

        assertThat(updated).isEqualTo(2);
        assertThat(deleted).isEqualTo(2);
        assertThat(orm.rows("select b.id, b.title from Book b order by b.id"))
                .containsExactly(List.of(3L, "Bob"), List.of(4L, "Bob"));
    }

    @Test
    void bulkUpdateAndDeleteOverJoinedTablesNeedNoHelperTable() {
        orm.write(session -> {
            session.persist(new Disc(1, "one", 10));
            session.persist(new Disc(2, "two", 20));
            session.persist(new Film(3, "three", 90));
        });

        int updated = orm.writing(session -> session.createMutationQuery(
                        "update Disc d set d.label = 'long', d.tracks = d.tracks + 1 where d.tracks > 15")
                .executeUpdate());
        assertThat(orm.rows("select d.id, d.label, d.tracks from Disc d order by d.id"))
                .containsExactly(List.of(1L, "one", 10), List.of(2L, "long", 21));
        int deleted = orm.writing(session -> session.createMutationQuery("delete from Medium m where m.id > 1")
                .executeUpdate());

        assertThat(updated).isEqualTo(1);
        assertThat(deleted).isEqualTo(2);
        assertThat(orm.rows("select m.id from Medium m")).containsExactly(List.of(1L));
        orm.write(session -> session.createMutationQuery("delete from Medium").executeUpdate());
    }

    @Test
    void insertSelectAndInsertOrUpdate() {
        orm.write(session -> session.persist(new Author(1, "Ann")));

        int inserted = orm.writing(session -> session.createMutationQuery(
                        "insert into Author (id, name) select a.id + 1, a.name || '!' from Author a")
                .executeUpdate());
        int merged = orm.writing(session -> session.createMutationQuery(
                        "insert into Author (id, name) values (2L, 'Bea'), (3L, 'Cid') on conflict (id) do update set name = excluded.name")
                .executeUpdate());

        int conditional =
                orm.writing(session -> session.createMutationQuery("insert into Author (id, name) values (2L, 'Eve')"
                                + " on conflict (id) do update set name = name || excluded.name where name = 'Bea'")
                        .executeUpdate());
        int nothing = orm.writing(session -> session.createMutationQuery(
                        "insert into Author (id, name) values (3L, 'Eve') on conflict (id) do nothing")
                .executeUpdate());

        assertThat(inserted).isEqualTo(1);
        assertThat(merged).isEqualTo(2);
        assertThat(conditional).isEqualTo(1);
        assertThat(nothing).isZero();
        assertThat(orm.rows("select a.name from Author a order by a.id"))
                .containsExactly(List.of("Ann"), List.of("BeaEve"), List.of("Cid"));
    }

    @Test
    void upsertIsAMerge() {
        orm.factory().inStatelessTransaction(session -> {
            session.upsert(new Author(1, "Ann"));
            session.upsert(new Author(1, "Bea"));
        });

        assertThat(orm.takeSql()).last().asString().startsWith("merge into Author t using (select ");
        assertThat(orm.rows("select a.id, a.name from Author a")).containsExactly(List.of(1L, "Bea"));
    }

    @Test
    void manyUpsertsAreOneMerge() {
        orm.write(session -> LongStream.range(0, 5).forEach(id -> session.persist(new Author(id, "old"))));
        try (var history = History.fromNow()) {
            orm.factory()
                    .inStatelessTransaction(session -> session.upsertMultiple(LongStream.range(0, 20)
                            .mapToObj(id -> new Author(id, "new " + id))
                            .toList()));
            assertThat(history.statements("merge into author")).hasSize(1);
        }
        assertThat(orm.rows("select count(*), count(distinct a.id), count(distinct a.name) from Author a"
                        + " where a.name like 'new %'"))
                .containsExactly(List.of(20L, 20L, 20L));
    }

    @Entity(name = "Dossier")
    @SecondaryTable(name = "dossier_notes")
    static class Dossier {
        @Id
        Long id;

        String title;

        @Column(table = "dossier_notes")
        String note;
    }

    @Test
    void rowsOfSecondaryTablesComeAndGoInBatches() {
        var longText = "x".repeat(300);
        orm.write(session -> LongStream.range(0, 6).forEach(id -> {
            var dossier = new Dossier();
            dossier.id = id;
            dossier.note = id % 2 == 0 ? "kept " + id : null;
            session.persist(dossier);
        }));
        try (var history = History.fromNow()) {
            orm.write(session -> session.createSelectionQuery("from Dossier", Dossier.class)
                    .getResultList()
                    .forEach(dossier -> {
                        dossier.title = "changed";
                        dossier.note = dossier.id < 3 ? longText + dossier.id : null;
                    }));
            assertThat(history.statements("merge into dossier ")).hasSize(1);
            assertThat(history.statements("merge into dossier_notes ")).hasSize(1);
        }
        assertThat(orm.rows("select d.id, d.note from Dossier d where d.title = 'changed' order by d.id"))
                .extracting(row -> row.get(1))
                .containsExactly(longText + 0, longText + 1, longText + 2, null, null, null);
        long left = orm.read(session -> session.createNativeQuery("select count(*) from dossier_notes", Long.class)
                .getSingleResult());
        assertThat(left).isEqualTo(3);
    }

    @Entity(name = "Numbered")
    static class Numbered {
        @Id
        @GeneratedValue
        Integer id;
    }

    @Test
    void smallIdsContinueAfterARestart() {
        orm.write(session -> {
            session.persist(new Numbered());
            session.persist(new Numbered());
        });
        try (var again = Orm.boot("dialect_writing", Numbered.class)) {
            again.write(session -> session.persist(new Numbered()));
        }
        assertThat(orm.rows("select n.id from Numbered n order by n.id"))
                .containsExactly(List.of(1), List.of(2), List.of(3));
    }

    @Test
    void pessimisticLocksAreRefused() {
        orm.write(session -> session.persist(new Author(1, "Ann")));
        var sentence = "Athena has no row locks";

        assertThatThrownBy(() -> orm.write(session -> session.find(Author.class, 1L, LockMode.PESSIMISTIC_WRITE)))
                .hasStackTraceContaining(sentence);
        assertThatThrownBy(() ->
                        orm.write(session -> session.lock(session.find(Author.class, 1L), LockMode.PESSIMISTIC_READ)))
                .hasStackTraceContaining(sentence);
        assertThatThrownBy(() -> orm.write(session -> session.createSelectionQuery("from Author", Author.class)
                        .setHibernateLockMode(LockMode.PESSIMISTIC_WRITE)
                        .getResultList()))
                .hasStackTraceContaining(sentence);
    }

    @Entity(name = "Crew")
    static class Crew {
        @Id
        long id;

        @ElementCollection
        @OrderColumn
        List<String> tasks = new ArrayList<>();

        @ElementCollection
        Set<String> skills = new HashSet<>();

        @ElementCollection
        List<String> notes = new ArrayList<>();

        @OneToMany
        @OrderColumn(name = "berth")
        @JoinColumn(name = "crew_id")
        List<Sailor> sailors = new ArrayList<>();
    }

    @Entity(name = "Sailor")
    static class Sailor {
        @Id
        long id;
    }

    /** Every collection of every crew changes, and each crew's first sailor goes on board of the next. */
    private static void changeAll(List<Crew> crews, String word) {
        var leaving = crews.stream().map(crew -> crew.sailors.remove(0)).toList();
        for (int i = 0; i < crews.size(); i++) {
            var crew = crews.get(i);
            crew.tasks.remove(0);
            crew.tasks.add(word + crew.id);
            crew.skills.remove("swim");
            crew.skills.add(word + crew.id);
            crew.notes.add(word + crew.id);
            crew.sailors.add(leaving.get((i + 1) % leaving.size()));
        }
    }

    private static String inWords(List<Crew> crews) {
        var words = new StringBuilder();
        for (var crew : crews) {
            words.append(crew.id)
                    .append(crew.tasks)
                    .append(new TreeSet<>(crew.skills))
                    .append(crew.notes.stream().sorted().toList())
                    .append(crew.sailors.stream().map(sailor -> sailor.id).toList())
                    .append('\n');
        }
        return words.toString();
    }

    @Test
    void manyChangedCollectionsAreAHandfulOfStatements() {
        orm.write(session -> LongStream.range(0, 30).forEach(id -> {
            var crew = new Crew();
            crew.id = id;
            crew.tasks.addAll(List.of("cook", "clean", "steer"));
            crew.skills.addAll(List.of("swim", "sew"));
            crew.notes.addAll(List.of("x", "x"));
            for (int i = 0; i < 2; i++) {
                var sailor = new Sailor();
                sailor.id = 2 * id + i;
                session.persist(sailor);
                crew.sailors.add(sailor);
            }
            session.persist(crew);
        }));
        try (var history = History.fromNow()) {
            changeAndCompare("from Crew order by id", "row", 1000);
            assertThat(history.statements("merge into crew_")).hasSizeBetween(1, 6);
            assertThat(history.statements("insert into crew_")).hasSizeBetween(1, 4);
            assertThat(history.statements("delete from crew_")).hasSizeLessThanOrEqualTo(3);
        }
        changeAndCompare("from Crew where id < 4 order by id", "sail", 5);
    }

    private static void changeAndCompare(String hql, String word, int batchSize) {
        var changed = orm.writing(session -> {
            session.setJdbcBatchSize(batchSize);
            var crews = session.createSelectionQuery(hql, Crew.class).getResultList();
            changeAll(crews, word);
            return inWords(crews);
        });
        String read = orm.read(
                session -> inWords(session.createSelectionQuery(hql, Crew.class).getResultList()));
        assertThat(read).isEqualTo(changed);
    }
}
