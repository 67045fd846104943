package dev.pallas.it.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pallas.it.History;
import dev.pallas.it.LocalAthenaServer;
import dev.pallas.it.dialect.Fleet.Car;
import dev.pallas.it.dialect.Fleet.Owner;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.hibernate.boot.MetadataSources;
import org.hibernate.boot.registry.StandardServiceRegistryBuilder;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** How many statements reach Athena, as Athena itself counts them: each is half a second, and a price. */
class StatementCountsIT {
    private static Orm orm;

    @BeforeAll
    static void boot() {
        orm = Orm.create("dialect_counts", Fleet.ENTITIES);
    }

    @AfterAll
    static void close() {
        orm.close();
    }

    @Test
    void aThousandEntitiesOfThreeTablesAndACollection() {
        try (var history = History.fromNow()) {
            orm.write(session -> {
                var owner = new Owner(1, "Ann", "Bonn", "n");
                session.persist(owner);
                LongStream.rangeClosed(1, 1000)
                        .forEach(id -> session.persist(new Car(id, "car " + id, owner, 4, "tag " + id)));
            });
            // three tables of the owner, and the car's two with its tags, in as many pieces as their text needs
            assertThat(history.statements("insert into")).hasSizeBetween(6, 12);
            assertThat(history.statements("")).hasSameSizeAs(history.statements("insert into"));
        }

        try (var history = History.fromNow()) {
            var graph = orm.factory().createEntityManager();
            try (graph) {
                var fetched = graph.createEntityGraph(Car.class);
                fetched.addAttributeNodes("owner", "tags");
                var car = graph.find(Car.class, 7L, Map.of("jakarta.persistence.fetchgraph", fetched));
                assertThat(car.owner.note).isEqualTo("n");
                assertThat(car.tags).containsExactly("tag 7");
            }
            assertThat(history.statements("")).hasSize(1);
        }

        try (var history = History.fromNow()) {
            int updated = orm.writing(session -> session.createMutationQuery(
                            "update versioned Car c set c.seats = c.seats + 1, c.label = 'all' where c.seats = 4")
                    .executeUpdate());
            assertThat(updated).isEqualTo(1000);
            assertThat(history.statements("merge into")).hasSize(2);
            assertThat(history.statements("")).hasSize(2);
        }
        assertThat(orm.rows("select min(c.version), max(c.version), sum(c.seats) from Car c where c.label = 'all'"))
                .containsExactly(java.util.List.of(1, 1, 5000L));
    }

    @Test
    void removalsOfTwoKindsInTurns() {
        orm.write(session -> LongStream.rangeClosed(2001, 2005).forEach(id -> {
            var owner = new Owner(id, "Bob", "Rome", "n");
            session.persist(owner);
            session.persist(new Car(id, "car " + id, owner, 6, "tag"));
            session.persist(new Car(id + 100, "car " + id, owner, 6, "tag"));
        }));
        try (var history = History.fromNow()) {
            orm.write(session -> session.createQuery(
                            "select c from Car c join fetch c.owner left join fetch c.tags where c.seats = 6 order by c.id",
                            Car.class)
                    .getResultList()
                    .forEach(car -> {
                        session.remove(car);
                        if (car.id > 2100) {
                            session.remove(car.owner);
                        }
                    }));
            // the tags, two tables of the cars and three of the owners
            assertThat(history.statements("merge into")).hasSize(6);
            assertThat(history.statements("delete")).isEmpty();
        }
        assertThat(orm.rows("select count(*) from Car c where c.seats = 6")).containsExactly(java.util.List.of(0L));
        assertThat(orm.rows("select count(*) from Owner o where o.name = 'Bob'"))
                .containsExactly(java.util.List.of(0L));
    }

    @Test
    void aBootWithFiftyEntitiesAsksNothing() {
        var mapping = IntStream.rangeClosed(1, 50)
                .mapToObj(
                        "<class entity-name='E%1$d' table='e%1$d'><id name='id' type='long'/><property name='name' type='string'/></class>"
                                ::formatted)
                .collect(Collectors.joining(
                        "",
                        "<hibernate-mapping xmlns='http://www.hibernate.org/xsd/orm/hbm'>",
                        "</hibernate-mapping>"));
        try (var history = History.fromNow()) {
            var registry = new StandardServiceRegistryBuilder()
                    .applySetting(
                            "jakarta.persistence.jdbc.url",
                            LocalAthenaServer.get().jdbcUrl())
                    .build();
            var sources = new MetadataSources(registry)
                    .addInputStream(new ByteArrayInputStream(mapping.getBytes(StandardCharsets.UTF_8)));
            var metadata = sources.buildMetadata();
            try (var factory = metadata.buildSessionFactory()) {
                assertThat(factory.isOpen()).isTrue();
                assertThat(metadata.getEntityBindings()).hasSize(50);
            } finally {
                StandardServiceRegistryBuilder.destroy(registry);
            }
            assertThat(history.statements("")).isEmpty();
        }
    }
}
