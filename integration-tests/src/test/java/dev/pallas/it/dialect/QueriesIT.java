package dev.pallas.it.dialect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pallas.it.dialect.Library.Author;
import dev.pallas.it.dialect.Library.Book;
import dev.pallas.it.dialect.Library.Genre;
import jakarta.persistence.Tuple;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.hibernate.Hibernate;
import org.hibernate.ScrollMode;
import org.hibernate.exception.SQLGrammarException;
import org.hibernate.query.common.JoinType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Everyday HQL: the SQL, and its rows. */
class QueriesIT {
    private static Orm orm;

    @BeforeAll
    static void boot() {
        orm = Orm.create("dialect_queries", Author.class, Book.class);
        Library.fill(orm);
    }

    @AfterAll
    static void close() {
        orm.close();
    }

    private static void check(String hql, String sql, List<List<Object>> rows) {
        assertThat(orm.rows(hql)).containsExactlyElementsOf(rows);
        assertThat(orm.takeSql()).containsExactly(sql);
    }

    private static List<Object> row(Object... values) {
        return Arrays.asList(values);
    }

    @Test
    void pagination() {
        check(
                "select b.title from Book b order by b.title offset 1 rows fetch first 2 rows only",
                "select b1_0.title from Book b1_0 order by b1_0.title offset 1 rows fetch first 2 rows only",
                List.of(row("Beta"), row("Delta")));
        var page = orm.read(session -> session.createSelectionQuery("from Book b order by b.title", Book.class)
                .setFirstResult(2)
                .setMaxResults(2)
                .getResultList());
        assertThat(page).extracting(book -> book.title).containsExactly("Delta", "Gamma");
        check(
                "select b.genre from Book b order by b.genre fetch first 1 rows with ties",
                "select b1_0.genre from Book b1_0 order by b1_0.genre fetch first 1 rows with ties",
                List.of(row(Genre.ESSAY), row(Genre.ESSAY)));
    }

    @Test
    void joinsAndFetchJoins() {
        check(
                "select b.title, a.name from Book b join b.author a where a.name = 'Ann' order by b.id",
                "select b1_0.title,a1_0.name from Book b1_0 join Author a1_0 on a1_0.id=b1_0.author_id where a1_0.name='Ann' order by b1_0.id",
                List.of(row("Alpha", "Ann"), row("Beta", "Ann")));
        var authors = orm.read(session -> session.createSelectionQuery(
                        "select a from Author a left join fetch a.books order by a.id", Author.class)
                .getResultList());
        assertThat(authors).extracting(author -> author.books.size()).containsExactly(2, 2);
        assertThat(orm.takeSql()).hasSize(1);
    }

    @Test
    void aLazyAssociationLoadsWhenItIsAskedFor() {
        orm.read(session -> {
            var book = session.find(Book.class, 1L);
            assertThat(Hibernate.isInitialized(book.author)).isFalse();
            var author = (Author) Hibernate.unproxy(book.author);
            assertThat(author.name).isEqualTo("Ann");
            assertThat(author.books).hasSize(2);
            return book;
        });
        assertThat(orm.takeSql()).hasSize(3);
    }

    @Test
    void aggregatesGroupsAndHaving() {
        check(
                "select b.genre, count(b), sum(b.price), avg(b.price), max(b.pages) from Book b "
                        + "group by b.genre having sum(b.pages) > 1 order by b.genre desc",
                "select b1_0.genre,count(b1_0.id),sum(b1_0.price),avg(cast(b1_0.price as double)),max(b1_0.pages) from Book b1_0 "
                        + "group by b1_0.genre having sum(b1_0.pages)>1 order by b1_0.genre desc",
                List.of(
                        row(Genre.NOVEL, 2L, new BigDecimal("30.75"), 15.375, 200),
                        row(Genre.ESSAY, 2L, new BigDecimal("12.75"), 6.375, 300)));
    }

    @Test
    void windows() {
        check(
                "select b.title, row_number() over (partition by b.genre order by b.price desc), "
                        + "sum(b.pages) over (order by b.id rows between 1 preceding and current row) from Book b order by b.id",
                "select b1_0.title,row_number() over(partition by b1_0.genre order by b1_0.price desc),"
                        + "sum(b1_0.pages) over(order by b1_0.id rows 1 preceding) from Book b1_0 order by b1_0.id",
                List.of(row("Alpha", 2L, 100L), row("Beta", 1L, 300L), row("Gamma", 2L, 500L), row("Delta", 1L, 350L)));
    }

    @Test
    void commonTableExpressionsAndSetOperations() {
        check(
                "with g as (select b.genre as genre, count(*) as n from Book b group by b.genre) "
                        + "select g.genre, g.n from g g order by g.genre",
                "with g (genre,n) as (select b1_0.genre,count(*) from Book b1_0 group by b1_0.genre) "
                        + "select g1_0.genre,g1_0.n from g g1_0 order by g1_0.genre",
                List.of(row(Genre.ESSAY, 2L), row(Genre.NOVEL, 2L)));
        assertThat(
                        orm.rows(
                                "select b.id from Book b where b.pages > 150 intersect select b.id from Book b where b.genre = ESSAY"))
                .containsExactly(row(3L));
        assertThat(orm.rows("with n as (select 1 as i union all select n.i + 1 as i from n n where n.i < 5) "
                        + "select sum(n.i) from n n"))
                .containsExactly(row(15L));
    }

    @Test
    void subqueriesAndLaterals() {
        assertThat(orm.rows("select a.name, (select max(b.pages) from Book b where b.author = a) from Author a "
                        + "where exists (select 1 from Book b where b.author = a and b.pages > 250) "
                        + "or a.id in (select b.author.id from Book b where b.title = 'Alpha') order by a.id"))
                .containsExactly(row("Ann", 200), row("Bob", 300));
        assertThat(orm.rows("select a.name, l.total from Author a join lateral "
                        + "(select sum(b.pages) as total from Book b where b.author.id = a.id) l order by a.id"))
                .containsExactly(row("Ann", 300L), row("Bob", 350L));
        assertThat(
                        orm.rows(
                                "select b.title from Book b where (b.title, b.pages) in (('Alpha', 100), ('Delta', 50)) order by b.id"))
                .containsExactly(row("Alpha"), row("Delta"));
    }

    @Test
    void theFirstRowsOfALateralSubqueryByWhatItSelects() {
        var firsts = orm.read(session -> {
            var build = session.getCriteriaBuilder();
            var query = build.createTupleQuery();
            var author = query.from(Author.class);
            var books = query.subquery(Tuple.class);
            var book = books.correlate(author).<Author, Book>join("books");
            books.multiselect(book.get("title").alias("title"))
                    .orderBy(build.desc(book.get("title")))
                    .fetch(1);
            var first = author.joinLateral(books, JoinType.LEFT);
            query.select(build.tuple(author.get("name"), first.get("title"))).orderBy(build.asc(author.get("id")));
            return session.createQuery(query).getResultList().stream()
                    .map(Tuple::toArray)
                    .toList();
        });

        assertThat(firsts).containsExactly(new Object[] {"Ann", "Beta"}, new Object[] {"Bob", "Gamma"});
    }

    @Test
    void scrollsForwardUnlessToldOtherwise() {
        var titles = orm.read(session -> {
            var found = new ArrayList<String>();
            try (var rows = session.createSelectionQuery("select b.title from Book b order by b.id", String.class)
                    .scroll()) {
                while (rows.next()) {
                    found.add(rows.get());
                }
            }
            return found;
        });

        assertThat(titles).containsExactly("Alpha", "Beta", "Gamma", "Delta");
    }

    @Test
    void parametersOfManyKinds() {
        var found = orm.read(session -> session.createSelectionQuery(
                        "select b.title from Book b where b.price > :price and b.genre in (:genres) and b.inPrint = :inPrint "
                                + "and b.rating <= :rating and b.title like :title order by b.title",
                        String.class)
                .setParameter("price", new BigDecimal("1.00"))
                .setParameterList("genres", List.of(Genre.NOVEL, Genre.ESSAY))
                .setParameter("inPrint", true)
                .setParameter("rating", 3.0)
                .setParameter("title", "%a%")
                .setMaxResults(10)
                .getResultList());

        assertThat(found).containsExactly("Beta", "Gamma");
    }

    @Test
    void nullsSortLastUnlessToldOtherwise() {
        assertThat(orm.rows("select nullif(b.title, 'Alpha') as t from Book b order by t"))
                .containsExactly(row("Beta"), row("Delta"), row("Gamma"), row((Object) null));
        assertThat(orm.rows("select nullif(b.title, 'Alpha') as t from Book b order by t nulls first"))
                .startsWith(row((Object) null), row("Beta"));
    }

    @Test
    void nativeQueries() {
        var rows = orm.read(session -> session.createNativeQuery(
                        "select title, price, published, updated, inprint from book where id = :id", Object[].class)
                .setParameter("id", 1L)
                .getResultList());

        assertThat(rows).hasSize(1);
        assertThat(rows.get(0))
                .containsExactly(
                        "Alpha",
                        new BigDecimal("10.25"),
                        LocalDate.of(2021, 2, 28),
                        LocalDateTime.of(2024, 1, 2, 10, 11, 12, 123_456_000),
                        false);
    }

    @Test
    void aPathInACriteriaSubqueryMeansItsRows() {
        var found = orm.read(session -> {
            var builder = session.getCriteriaBuilder();
            var query = builder.createQuery(String.class);
            var book = query.from(Book.class);
            var ids = query.subquery(Long.class);
            var other = ids.from(Book.class);
            ids.select(other.get("id")).where(builder.like(other.get("title"), "%eta"));
            query.select(book.get("title")).where(book.get("id").in(ids));
            return session.createQuery(query).getResultList();
        });
        assertThat(found).containsExactly("Beta");
        assertThat(orm.takeSql())
                .containsExactly("select b1_0.title from Book b1_0 where b1_0.id in"
                        + " (select b2_0.id from Book b2_0 where b2_0.title like ?)");
    }

    @Test
    void scrollsBackWhenToldTo() {
        var titles = orm.read(session -> {
            var found = new ArrayList<String>();
            try (var rows = session.createSelectionQuery("select b.title from Book b order by b.id", String.class)
                    .scroll(ScrollMode.SCROLL_INSENSITIVE)) {
                for (var there = rows.last(); there; there = rows.previous()) {
                    found.add(rows.get());
                }
                rows.position(2);
                found.add(rows.get());
                rows.scroll(-1);
                found.add(rows.get());
            }
            return found;
        });

        assertThat(titles).containsExactly("Delta", "Gamma", "Beta", "Alpha", "Beta", "Alpha");
    }

    @Test
    void aScalarSubqueryOfSeveralRowsIsNoValue() {
        for (var several : List.of(
                "select distinct b.title from Book b where b.author = a",
                "select max(b.pages) from Book b where b.author = a group by b.title")) {
            assertThatThrownBy(() -> orm.rows("select a.name, (" + several + ") from Author a"))
                    .hasStackTraceContaining("SQL array indices start at 1");
        }
    }

    @Test
    void errorsBecomeHibernatesOwn() {
        assertThatThrownBy(() -> orm.read(session -> session.createNativeQuery("select * from nowhere", Object[].class)
                        .getResultList()))
                .isInstanceOf(SQLGrammarException.class);
    }
}
