package dev.pallas.it.dialect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pallas.it.dialect.Shop.Cart;
import dev.pallas.it.dialect.Shop.Custom;
import dev.pallas.it.dialect.Shop.Customer;
import dev.pallas.it.dialect.Shop.Item;
import dev.pallas.it.dialect.Shop.Marked;
import dev.pallas.it.dialect.Shop.Note;
import dev.pallas.it.dialect.Shop.Place;
import dev.pallas.it.dialect.Shop.Profile;
import dev.pallas.it.dialect.Shop.Stamped;
import dev.pallas.it.dialect.Shop.Stock;
import jakarta.persistence.OptimisticLockException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import org.hibernate.KeyType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What Hibernate has for writing, on Iceberg tables. */
class MappingsIT {
    private static Orm orm;

    @BeforeAll
    static void boot() {
        orm = Orm.create("dialect_mappings", Shop.ENTITIES);
    }

    @AfterAll
    static void close() {
        orm.close();
    }

    @Test
    void collectionsOfEveryKindAreFilledChangedAndEmptied() {
        var cart = new Cart();
        orm.write(session -> {
            cart.items.addAll(List.of(new Item(cart, "a"), new Item(cart, "b"), new Item(cart, "c")));
            cart.steps.addAll(List.of("one", "two", "three"));
            cart.counts.put("x", 1);
            cart.counts.put("y", 2);
            cart.bag.addAll(List.of("same", "same", "other"));
            cart.related.add(cart);
            session.persist(cart);
        });
        orm.write(session -> {
            var found = session.find(Cart.class, cart.id);
            found.items.remove(0);
            found.items.add(new Item(found, "d"));
            found.steps.remove("one");
            found.counts.put("x", 10);
            found.counts.remove("y");
            found.bag.remove("same");
            found.related.clear();
        });
        orm.read(session -> {
            var found = session.find(Cart.class, cart.id);
            assertThat(found.version).isEqualTo(1);
            assertThat(found.items).extracting(item -> item.name).containsExactly("b", "c", "d");
            assertThat(found.steps).containsExactly("two", "three");
            assertThat(found.counts).containsExactly(java.util.Map.entry("x", 10));
            assertThat(found.bag).containsExactlyInAnyOrder("same", "other");
            assertThat(found.related).isEmpty();
            return null;
        });
        orm.write(session -> session.remove(session.find(Cart.class, cart.id)));
        assertThat(orm.rows("select (select count(*) from Item), (select count(*) from Cart)"))
                .containsExactly(List.of(0L, 0L));
        long left = orm.read(session -> session.createNativeQuery(
                        "select (select count(*) from Cart_steps) + (select count(*) from Cart_counts)"
                                + " + (select count(*) from Cart_bag)",
                        Long.class)
                .getSingleResult());
        assertThat(left).isZero();
    }

    @Test
    void onlyWhatChangedIsWritten() {
        var ann = new Customer();
        orm.write(session -> {
            ann.email = "ann@example.org";
            ann.name = "Ann";
            ann.secret = "WhisPer";
            ann.friend = ann;
            session.persist(ann);
            var profile = new Profile();
            profile.customer = ann;
            profile.text = "hello";
            session.persist(profile);
        });
        assertThat(orm.takeSql())
                .first()
                .isEqualTo("insert into Customer (email,friend_id,name,secret,id) values (?,?,?,lower(?),?)");
        orm.write(session -> session.find(Customer.class, "ann@example.org", KeyType.NATURAL).name = "Anna");
        assertThat(orm.takeSql()).last().isEqualTo("update Customer set name=? where id=?");
        orm.read(session -> {
            var found = session.find(Customer.class, ann.id);
            assertThat(found.secret).isEqualTo("WHISPER");
            assertThat(found.doubled).isEqualTo(8);
            assertThat(found.friend).isSameAs(found);
            assertThat(session.find(Profile.class, ann.id).text).isEqualTo("hello");
            return null;
        });
    }

    @Test
    void aChangedColumnIsFoundWithoutAVersion() {
        var place = new Place("A", 3);
        orm.write(session -> {
            var stock = new Stock();
            stock.place = place;
            stock.article = "nail";
            session.persist(stock);
        });
        orm.write(session -> session.find(Stock.class, place).pieces = 5);
        assertThatThrownBy(() -> orm.write(session -> {
                    var stock = session.find(Stock.class, place);
                    orm.factory().inTransaction(other -> other.find(Stock.class, place).article = "screw");
                    stock.pieces = 6;
                }))
                .isInstanceOf(OptimisticLockException.class);
        assertThat(orm.rows("select s.article, s.pieces from Stock s")).containsExactly(List.of("screw", 5));
    }

    @Test
    void softDeletedRowsStayAndAreNotSeen() {
        orm.write(session -> {
            for (long id = 1; id <= 3; id++) {
                var note = new Note();
                note.id = id;
                session.persist(note);
            }
            var marked = new Marked();
            marked.id = 1;
            marked.words.addAll(Set.of("a", "b", "c"));
            session.persist(marked);
        });
        orm.write(session -> {
            session.remove(session.find(Note.class, 1L));
            session.find(Marked.class, 1L).words.remove("a");
        });
        int deleted = orm.writing(session ->
                session.createMutationQuery("delete from Note n where n.id = 2").executeUpdate());

        assertThat(deleted).isEqualTo(1);
        assertThat(orm.rows("select n.id from Note n")).containsExactly(List.<Object>of(3L));
        // what HQL inserts is not deleted, although the column has no default
        orm.write(session -> session.createMutationQuery("insert into Note (id) select n.id + 10 from Note n")
                .executeUpdate());
        orm.write(session -> session.createMutationQuery("insert into Marked (id) values (9)")
                .executeUpdate());
        assertThat(orm.rows("select n.id from Note n order by n.id"))
                .containsExactly(List.<Object>of(3L), List.<Object>of(13L));
        assertThat(orm.rows("select m.id from Marked m where m.id = 9")).containsExactly(List.<Object>of(9L));
        orm.write(session -> session.remove(session.find(Marked.class, 9L)));
        assertThat(orm.rows("select w from Marked m join m.words w order by w"))
                .containsExactly(List.<Object>of("b"), List.<Object>of("c"));
        orm.write(session -> session.remove(session.find(Marked.class, 1L)));
        assertThat(orm.rows("select m.id from Marked m")).isEmpty();
        long kept = orm.read(session -> session.createNativeQuery(
                        "select (select count(*) from Note where deleted) + (select count(*) from Marked where deleted is not null)"
                                + " + (select count(*) from Marked_words where not active)",
                        Long.class)
                .getSingleResult());
        assertThat(kept).isGreaterThanOrEqualTo(4);
    }

    @Test
    void timestampsOfTheApplicationAndOfTheDatabase() {
        orm.write(session -> {
            var stamped = new Stamped();
            stamped.id = 1;
            stamped.text = "a";
            session.persist(stamped);
            session.flush();
            // the defaults that Athena's columns do not have
            assertThat(stamped.state).isEqualTo("it's new");
            assertThat(stamped.filled).isEqualTo(stamped.filled.truncatedTo(ChronoUnit.MICROS));
        });
        var filled = orm.read(session -> session.find(Stamped.class, 1L)).filled;
        orm.write(session -> {
            var stamped = session.find(Stamped.class, 1L);
            stamped.text = "b";
            stamped.state = "old";
        });
        orm.read(session -> {
            var found = session.find(Stamped.class, 1L);
            assertThat(found.created).isBefore(Instant.now());
            assertThat(found.updated)
                    .isAfter(java.time.LocalDateTime.ofInstant(found.created, java.time.ZoneId.systemDefault()));
            assertThat(Duration.between(found.created, found.ofDatabase).abs()).isLessThan(Duration.ofHours(1));
            assertThat(Duration.between(found.created, found.filled).abs()).isLessThan(Duration.ofHours(1));
            assertThat(found.filled).isEqualTo(filled);
            assertThat(found.state).isEqualTo("old");
            return null;
        });
    }

    @Test
    void theMappingsOwnSqlIsUsed() {
        orm.write(session -> {
            var custom = new Custom();
            custom.id = 1;
            custom.text = "loud";
            session.persist(custom);
        });
        assertThat(orm.rows("select c.text from Custom c")).containsExactly(List.<Object>of("LOUD"));
        orm.write(session -> session.find(Custom.class, 1L).text = "quiet");
        assertThat(orm.rows("select c.text from Custom c")).containsExactly(List.<Object>of("quiet!"));
    }

    @Test
    void rowsThatAQueryMakesGetIds() {
        var copy =
                "insert into Customer (email, name) select distinct c.name || :suffix, 'copy' from Customer c where c.name = 'twice'";
        for (var email : List.of("a@twice", "b@twice")) {
            orm.write(session -> {
                var customer = new Customer();
                customer.email = email;
                customer.name = "twice";
                session.persist(customer);
            });
        }

        int inserted = orm.writing(session ->
                session.createMutationQuery(copy).setParameter("suffix", "@1").executeUpdate());
        assertThat(orm.takeSql())
                .last()
                .asString()
                .matches("insert into Customer\\(.*\\) select s.c0,s.c1,"
                        + "array\\[BIGINT '\\d+'\\]\\[row_number\\(\\) over \\(\\)\\] from .*");
        int again = orm.writing(session -> session.createMutationQuery(
                        "insert into Customer (email, name) select c.email || '2', 'copy' from Customer c where c.name in ('twice', 'copy')")
                .executeUpdate());

        assertThat(List.of(inserted, again)).containsExactly(1, 3);
        assertThat(orm.rows("select count(distinct c.id), max(c.email) from Customer c where c.name = 'copy'"))
                .containsExactly(List.of(4L, "twice@12"));
        orm.write(session -> session.createMutationQuery("delete from Customer c where c.name in ('twice', 'copy')")
                .executeUpdate());
    }
}
