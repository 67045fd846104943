package dev.pallas.it.reactive;

import static dev.pallas.it.reactive.ReactiveDatabase.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pallas.it.reactive.Mappings.Blobby;
import dev.pallas.it.reactive.Mappings.Car;
import dev.pallas.it.reactive.Mappings.Chapter;
import dev.pallas.it.reactive.Mappings.Circle;
import dev.pallas.it.reactive.Mappings.Cover;
import dev.pallas.it.reactive.Mappings.Document;
import dev.pallas.it.reactive.Mappings.Invoice;
import dev.pallas.it.reactive.Mappings.Line;
import dev.pallas.it.reactive.Mappings.LineKey;
import dev.pallas.it.reactive.Mappings.Person;
import dev.pallas.it.reactive.Mappings.Seat;
import dev.pallas.it.reactive.Mappings.SeatKey;
import dev.pallas.it.reactive.Mappings.Shape;
import dev.pallas.it.reactive.Mappings.Tag;
import dev.pallas.it.reactive.Mappings.Ticket;
import dev.pallas.it.reactive.Mappings.Trashable;
import dev.pallas.it.reactive.Mappings.Truck;
import dev.pallas.it.reactive.Mappings.Vehicle;
import dev.pallas.it.reactive.Mappings.Volume;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.hibernate.Hibernate;
import org.hibernate.SessionFactory;
import org.hibernate.reactive.stage.Stage;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The mappings that Hibernate Reactive promises, written and read. */
class ReactiveMappingsIT {
    private static SessionFactory factory;
    private static Stage.SessionFactory stage;

    @BeforeAll
    static void boot() {
        Reactive.createDatabase();
        factory = Reactive.boot(
                "create",
                Person.class,
                Vehicle.class,
                Car.class,
                Truck.class,
                Ticket.class,
                Shape.class,
                Circle.class,
                Document.class,
                Invoice.class,
                Volume.class,
                Chapter.class,
                Tag.class,
                Cover.class,
                Line.class,
                Seat.class,
                Trashable.class,
                Blobby.class);
        stage = factory.unwrap(Stage.SessionFactory.class);
    }

    @AfterAll
    static void close() {
        factory.close();
    }

    private static void persist(Object... entities) {
        await(stage.withTransaction(session -> session.persist(entities)));
    }

    private static <T> T read(Function<Stage.Session, CompletionStage<T>> work) {
        return await(stage.withSession(work));
    }

    private static <T> List<T> query(String hql, Class<T> type) {
        return read(session -> session.createSelectionQuery(hql, type).getResultList());
    }

    @Test
    void generatedIdsCallbacksEmbeddablesAndElementCollections() {
        var ada = new Person("Ada", "London");
        ada.phones.addAll(List.of("1", "2"));
        ada.scores.put("chess", 3);
        var bob = new Person("Bob", "London");
        persist(ada, bob, new Person("Cid", "Paris"));
        assertThat(ada.id).isNotNull().isNotEqualTo(bob.id);
        assertThat(ada.calledBack).isEqualTo("persisted ");

        var found =
                read(session -> session.find(Person.class, ada.id).thenCompose(person -> session.fetch(person.phones)
                        .thenCompose(phones -> session.fetch(person.scores))
                        .thenApply(scores -> person)));
        assertThat(found.phones).containsExactlyInAnyOrder("1", "2");
        assertThat(found.scores).isEqualTo(Map.of("chess", 3));
        assertThat(found.address.city).isEqualTo("London");
        assertThat(found.calledBack).isEqualTo("loaded ");

        await(stage.withTransaction(session -> session.find(Person.class, ada.id)
                .thenCompose(person -> session.fetch(person.phones))
                .thenAccept(phones -> {
                    phones.remove("1");
                    phones.add("3");
                })));
        assertThat(query("select p from Person x join x.phones p where x.name = 'Ada' order by p", String.class))
                .containsExactly("2", "3");
        var page = read(session -> session.createNamedQuery("personsOf", Person.class)
                .setParameter("city", "London")
                .setMaxResults(1)
                .setFirstResult(1)
                .getResultList());
        assertThat(page).extracting(person -> person.name).containsExactly("Bob");
    }

    @Test
    void idsTooSmallToBeSortableAreCountedOnFromTheGreatest() {
        await(stage.withTransaction(
                session -> session.createNativeQuery("insert into hrm_ticket (id, text) values (41, 'old')")
                        .executeUpdate()));
        var first = new Ticket();
        var second = new Ticket();
        persist(first, second);
        var third = new Ticket();
        await(stage.withStatelessTransaction(session -> session.insert(third)));

        assertThat(List.of(first.id, second.id, third.id)).containsExactly(42, 43, 44);
        assertThat(query("select t.id from Ticket t order by t.id", Integer.class))
                .containsExactly(41, 42, 43, 44);
    }

    @Test
    void inheritanceOfEachStrategy() {
        var shape = new Shape();
        shape.id = 1;
        var circle = new Circle();
        circle.id = 2;
        var document = new Document();
        document.id = 1;
        document.title = "letter";
        var invoice = new Invoice();
        invoice.id = 2;
        invoice.title = "invoice";
        invoice.cents = 99;
        persist(shape, circle, document, invoice, new Car("Audi", 5), new Truck("MAN", 7.5));

        assertThat(query("from Shape order by id", Shape.class)).hasExactlyElementsOfTypes(Shape.class, Circle.class);
        assertThat(query("from Document order by id", Document.class))
                .hasExactlyElementsOfTypes(Document.class, Invoice.class);
        assertThat(query("from Vehicle order by maker", Vehicle.class))
                .hasExactlyElementsOfTypes(Car.class, Truck.class);
        assertThat(query("select c.radius from Circle c", Double.class)).containsExactly(2.5);
        assertThat(query("select sum(i.cents) from Invoice i", Long.class)).containsExactly(99L);

        await(stage.withTransaction(session -> session.createSelectionQuery("from Car where maker = 'Audi'", Car.class)
                .getSingleResult()
                .thenAccept(car -> {
                    car.doors = 3;
                    car.maker = "Ford";
                })));
        assertThat(query("select c.doors from Car c where c.maker = 'Ford' and c.version = 1", Integer.class))
                .containsExactly(3);
        await(stage.withTransaction(session -> session.createSelectionQuery("from Truck", Truck.class)
                .getSingleResult()
                .thenCompose(session::remove)));
        assertThat(query("select count(*) from Vehicle", Long.class)).containsExactly(1L);
    }

    @Test
    void bulkStatementsOverSeveralTables() {
        persist(new Car("Seat", 4), new Car("Seat", 2), new Truck("Seat", 1.5));

        var updated = await(stage.withTransaction(
                session -> session.createMutationQuery("update Car set doors = 9, maker = 'Cupra' where maker = 'Seat'")
                        .executeUpdate()));
        assertThat(updated).isEqualTo(2);
        assertThat(query("select c.doors from Car c where c.maker = 'Cupra'", Integer.class))
                .containsExactly(9, 9);

        var inserted = await(stage.withTransaction(
                session -> session.createMutationQuery("insert into Car (id, maker, doors) values (:id, 'Cupra', 1)")
                        .setParameter("id", UUID.randomUUID())
                        .executeUpdate()));
        assertThat(inserted).isEqualTo(1);
        assertThat(query("select c.version from Car c where c.doors = 1", Integer.class))
                .containsExactly(0);

        var deleted = await(stage.withTransaction(
                session -> session.createMutationQuery("delete from Vehicle where maker in ('Cupra', 'Seat')")
                        .executeUpdate()));
        assertThat(deleted).isEqualTo(4);
        assertThat(query("select count(*) from Vehicle where maker in ('Cupra', 'Seat')", Long.class))
                .containsExactly(0L);
    }

    @Test
    void associationsGraphsFiltersAndSubselects() {
        var first = new Volume(1, 1990);
        first.add(new Chapter(2, "two"));
        first.add(new Chapter(1, "one"));
        first.notes.addAll(List.of("x", "y"));
        first.cover = new Cover("blue");
        var second = new Volume(2, 2020);
        second.cover = new Cover("red");
        second.add(new Chapter(1, "uno"));
        var java = new Tag("java");
        var sql = new Tag("sql");
        first.tags.addAll(List.of(sql, java));
        persist(java, sql, first, second);

        var volumes = read(session -> session.createSelectionQuery("from Volume order by id", Volume.class)
                .getResultList()
                .thenCompose(all -> session.fetch(all.get(0).chapters).thenApply(chapters -> all)));
        assertThat(volumes.get(0).chapters)
                .extracting(chapter -> chapter.heading)
                .containsExactly("one", "two");
        assertThat(volumes.get(1).chapters)
                .extracting(chapter -> chapter.heading)
                .containsExactly("uno");

        var together = read(session -> session.createSelectionQuery("from Volume order by id", Volume.class)
                .getResultList()
                .thenCompose(all -> session.fetch(all.get(0).tags)
                        .thenCompose(tags -> session.fetch(all.get(0).cover))
                        .thenApply(cover -> all)));
        assertThat(together.get(0).tags).extracting(tag -> tag.name).containsExactly("java", "sql");
        assertThat(together.get(1).tags).isEmpty();
        assertThat(together)
                .extracting(volume -> Hibernate.unproxy(volume.cover, Cover.class).color)
                .containsExactly("blue", "red");

        var graphed = read(session -> {
            var graph = session.createEntityGraph(Volume.class);
            graph.addAttributeNodes("notes", "cover");
            return session.find(graph, 1);
        });
        assertThat(graphed.notes).containsExactly("x", "y");
        assertThat(graphed.cover.color).isEqualTo("blue");

        var tagged = read(session -> session.createSelectionQuery(
                        "select v.id, t.name from Volume v join v.tags t order by t.name", Object[].class)
                .getResultList());
        assertThat(tagged).extracting(row -> row[1]).containsExactly("java", "sql");

        var filtered = read(session -> {
            session.enableFilter("newerThan").setParameter("year", 2000);
            return session.createSelectionQuery("select v.id from Volume v", Integer.class)
                    .getResultList();
        });
        assertThat(filtered).containsExactly(2);

        await(stage.withTransaction(session -> session.find(Volume.class, 1)
                .thenCompose(volume -> session.fetch(volume.chapters))
                .thenAccept(chapters -> chapters.remove(0))));
        assertThat(query("select c.heading from Chapter c where c.volume.id = 1", String.class))
                .containsExactly("two");
    }

    @Test
    void compositeIds() {
        var key = new LineKey("A-1", 2);
        persist(new Line(key, 3), new Line(new LineKey("A-1", 3), 4), new Seat());

        assertThat(read(session -> session.find(Line.class, key)).quantity).isEqualTo(3);
        assertThat(read(session -> session.find(Seat.class, new SeatKey("A", 7))).taken)
                .isTrue();
        var lines = read(session -> session.find(Line.class, key, new LineKey("A-1", 3)));
        assertThat(lines).extracting(line -> line.quantity).containsExactlyInAnyOrder(3, 4);
        await(stage.withTransaction(session -> session.find(Line.class, key).thenAccept(line -> line.quantity = 8)));
        await(stage.withTransaction(
                session -> session.find(Seat.class, new SeatKey("A", 7)).thenCompose(session::remove)));
        assertThat(query("select l.quantity from Line l order by l.quantity", Integer.class))
                .containsExactly(4, 8);
        assertThat(query("from Seat", Seat.class)).isEmpty();
    }

    @Test
    void softDeleteLargeObjectsAndJson() {
        var kept = new Trashable();
        kept.id = 1;
        var thrown = new Trashable();
        thrown.id = 2;
        var blobby = new Blobby();
        persist(kept, thrown, blobby);

        await(stage.withTransaction(session -> session.find(Trashable.class, 2).thenCompose(session::remove)));
        assertThat(query("select t.id from Trashable t", Integer.class)).containsExactly(1);
        long rows = read(session -> session.createNativeQuery("select count(*) from hrm_trashable", Long.class)
                .getSingleResult());
        assertThat(rows).isEqualTo(2);

        var read = read(session -> session.find(Blobby.class, blobby.id));
        assertThat(read)
                .usingRecursiveComparison()
                .withEqualsForType(JsonObject::equals, JsonObject.class)
                .isEqualTo(blobby);
    }

    @Test
    void aStatelessSessionInsertsUpdatesUpsertsAndDeletes() {
        var first = new Line(new LineKey("S", 1), 1);
        var second = new Line(new LineKey("S", 2), 2);
        await(stage.withStatelessTransaction(session -> session.insert(first)));
        first.quantity = 5;
        await(stage.withStatelessTransaction(
                session -> session.upsert(first).thenCompose(done -> session.upsert(second))));
        var stored = "select l.quantity from Line l where l.key.orderNo = 'S' order by l.key.line";
        assertThat(query(stored, Integer.class)).containsExactly(5, 2);
        second.quantity = 6;
        await(stage.withStatelessTransaction(
                session -> session.update(second).thenCompose(done -> session.delete(first))));
        assertThat(query(stored, Integer.class)).containsExactly(6);
        var refreshed = new Line(second.key, 0);
        await(stage.withStatelessSession(session -> session.refresh(refreshed)));
        assertThat(refreshed.quantity).isEqualTo(6);
    }
}
