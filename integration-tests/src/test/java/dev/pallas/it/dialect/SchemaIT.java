package dev.pallas.it.dialect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pallas.dialect.AthenaTable;
import dev.pallas.dialect.TableFormat;
import dev.pallas.driver.jdbc.AthenaDataSource;
import dev.pallas.it.LocalAthenaServer;
import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Inheritance;
import jakarta.persistence.InheritanceType;
import jakarta.persistence.JoinTable;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.SecondaryTable;
import jakarta.persistence.Table;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.annotations.Struct;
import org.hibernate.boot.MetadataSources;
import org.hibernate.boot.registry.StandardServiceRegistryBuilder;
import org.junit.jupiter.api.Test;

/** The schema tool against a catalog. */
class SchemaIT {
    private static String url(String database) {
        return LocalAthenaServer.get().jdbcUrl(database);
    }

    private interface Work {
        void with(SessionFactory factory) throws Exception;
    }

    private static void with(Map<String, Object> settings, Work work, Class<?>... entities) throws Exception {
        var registry =
                new StandardServiceRegistryBuilder().applySettings(settings).build();
        var sources = new MetadataSources(registry);
        for (var entity : entities) {
            sources.addAnnotatedClass(entity);
        }
        try (var factory = sources.buildMetadata().buildSessionFactory()) {
            work.with(factory);
        } finally {
            StandardServiceRegistryBuilder.destroy(registry);
        }
    }

    private static void database(String name) {
        Orm.execute("create database if not exists " + name);
    }

    @Entity(name = "Order")
    @Table(name = "`Order`", comment = "it's a table", schema = "schema_it_made")
    @SecondaryTable(name = "order_notes", schema = "schema_it_made")
    static class Order {
        @Id
        int id;

        @Column(name = "`Group`", comment = "a \\ reserved word")
        String group;

        @Column(name = "Select")
        String select;

        @Column(name = "external")
        String hiveWord;

        @Column(name = "Größe")
        String extent;

        @Column(table = "order_notes", name = "_note")
        String note;

        @ElementCollection
        @CollectionTable(name = "order_märkchen", schema = "schema_it_made")
        Set<String> tags;

        @ManyToMany
        @JoinTable(name = "order_links", schema = "schema_it_made")
        List<Order> links;
    }

    private static Order order() {
        var order = new Order();
        order.id = 1;
        order.group = "g";
        order.select = "s";
        order.hiveWord = "h";
        order.extent = "ü";
        order.note = "n";
        order.tags = Set.of("a", "b");
        order.links = List.of(order);
        return order;
    }

    @Test
    void theUrlAloneMakesTablesInADatabaseThatIsMadeToo() throws Exception {
        with(
                Map.of(
                        "jakarta.persistence.jdbc.url", url("default"),
                        "hibernate.hbm2ddl.auto", "create-drop",
                        "hibernate.hbm2ddl.create_namespaces", "true"),
                factory -> {
                    factory.inTransaction(session -> session.persist(order()));
                    factory.inTransaction(session -> {
                        var read = session.createSelectionQuery(
                                        "from Order where group = 'g' and select = 's' and hiveWord = 'h' and extent = 'ü' and note = 'n'",
                                        Order.class)
                                .getSingleResult();
                        assertThat(read.tags).isEqualTo(Set.of("a", "b"));
                        assertThat(read.links).containsExactly(read);
                        read.group = "changed";
                        read.select = "changed";
                    });
                    assertThat(factory.<String>fromSession(session -> session.createSelectionQuery(
                                            "select o.group || o.select from Order o", String.class)
                                    .getSingleResult()))
                            .isEqualTo("changedchanged");
                    assertThat(Orm.columns("schema_it_made", "order"))
                            .containsOnlyKeys("id", "group", "select", "external", "größe");
                },
                Order.class);

        assertThat(Orm.columns("schema_it_made", "order")).isEmpty();
    }

    @Test
    void everyNameMayBeQuoted() throws Exception {
        with(
                Map.of(
                        "jakarta.persistence.jdbc.url", url("default"),
                        "hibernate.hbm2ddl.auto", "create-drop",
                        "hibernate.hbm2ddl.create_namespaces", "true",
                        "hibernate.globally_quoted_identifiers", "true"),
                factory -> {
                    factory.inTransaction(session -> session.persist(order()));
                    factory.inTransaction(session -> session.find(Order.class, 1).note = "changed");
                    assertThat(factory.<String>fromSession(
                                    session -> session.createSelectionQuery("select o.note from Order o", String.class)
                                            .getSingleResult()))
                            .isEqualTo("changed");
                },
                Order.class);
    }

    @Entity(name = "MixedCase")
    @Table(name = "\"MixedCase\"")
    static class MixedCase {
        @Id
        int id;

        @Column(name = "\"TheName\"", columnDefinition = "VARCHAR(255) not null")
        String name;
    }

    @Test
    void tablesWithQuotedNamesAreFoundOneByOne() throws Exception {
        database("schema_it_quoted");
        var settings = Map.<String, Object>of(
                "jakarta.persistence.jdbc.url",
                url("schema_it_quoted"),
                "hibernate.hbm2ddl.auto",
                "update",
                "hibernate.hbm2ddl.jdbc_metadata_extraction_strategy",
                "individually");
        for (var time = 1; time <= 2; time++) {
            var id = time;
            with(
                    settings,
                    factory -> {
                        factory.getSchemaManager().validate();
                        factory.inTransaction(session -> {
                            var written = new MixedCase();
                            written.id = id;
                            written.name = "n" + id;
                            session.persist(written);
                        });
                        assertThat(factory.<String>fromSession(session -> session.find(MixedCase.class, id).name))
                                .isEqualTo("n" + id);
                    },
                    MixedCase.class);
        }
        assertThat(Orm.columns("schema_it_quoted", "mixedcase")).isEqualTo(Map.of("id", "int", "thename", "string"));
    }

    @Entity(name = "Visit")
    @Table(name = "visits")
    @AthenaTable(format = TableFormat.PARQUET, partitionedBy = "day")
    static class Visit {
        @Id
        int id;

        LocalDate day;
        String page;
    }

    @Test
    void aHiveTableIsWrittenIntoItsPartitionsThroughADataSource() throws Exception {
        database("schema_it_hive");
        with(
                Map.of(
                        "jakarta.persistence.nonJtaDataSource",
                        new AthenaDataSource(url("schema_it_hive")),
                        "hibernate.hbm2ddl.auto",
                        "create-drop"),
                factory -> {
                    factory.inTransaction(session -> {
                        for (var i = 1; i <= 3; i++) {
                            var visit = new Visit();
                            visit.id = i;
                            visit.day = LocalDate.of(2024, 1, 2);
                            visit.page = "p" + i;
                            session.persist(visit);
                        }
                    });
                    assertThat(factory.<List<String>>fromSession(session -> session.createSelectionQuery(
                                            "select v.page from Visit v where v.day > date 2024-01-01 order by v.page",
                                            String.class)
                                    .getResultList()))
                            .containsExactly("p1", "p2", "p3");
                    // nothing of the flush is written, and the reason is told
                    for (var change : List.<Consumer<Session>>of(
                            session -> session.find(Visit.class, 1).page = "changed",
                            session -> session.remove(session.find(Visit.class, 1)))) {
                        assertThatThrownBy(() -> factory.inTransaction(session -> {
                                    var another = new Visit();
                                    another.id = 4;
                                    session.persist(another);
                                    change.accept(session);
                                }))
                                .hasStackTraceContaining("its table 'visits' is one of Hive");
                    }
                    assertThatThrownBy(() ->
                                    factory.inTransaction(session -> session.createMutationQuery("delete from Visit")
                                            .executeUpdate()))
                            .hasMessageContaining("Athena can only insert into tables that are not Iceberg's");
                    assertThat(factory.<Long>fromSession(
                                    session -> session.createSelectionQuery("select count(*) from Visit", Long.class)
                                            .getSingleResult()))
                            .isEqualTo(3);
                },
                Visit.class);
    }

    @Entity(name = "Base")
    @Table(name = "base")
    @Inheritance(strategy = InheritanceType.JOINED)
    static class Base {
        @Id
        int id;

        String name;
    }

    @Entity(name = "Derived")
    @Table(name = "derived")
    static class Derived extends Base {
        BigDecimal price;
        String[] words;
    }

    @Test
    void theManagerCreatesPopulatesTruncatesAndDrops() throws Exception {
        database("schema_it_managed");
        with(
                Map.of(
                        "jakarta.persistence.jdbc.url",
                        url("schema_it_managed"),
                        "hibernate.hbm2ddl.import_files",
                        "schema-it-import.sql"),
                factory -> {
                    var manager = factory.getSchemaManager();
                    manager.create(true);
                    manager.validate();
                    assertThat(count(factory)).isEqualTo(2);
                    factory.inTransaction(session -> {
                        var derived = new Derived();
                        derived.id = 3;
                        session.persist(derived);
                    });
                    // truncates, and populates again
                    manager.truncate();
                    assertThat(count(factory)).isEqualTo(2);
                    manager.drop(true);
                    assertThatThrownBy(manager::validate).hasMessageContaining("missing table [base]");
                },
                Base.class,
                Derived.class);
    }

    private static long count(SessionFactory factory) {
        return factory.fromSession(session -> session.createSelectionQuery("select count(*) from Base", Long.class)
                .getSingleResult());
    }

    @Embeddable
    @Struct(name = "SchemaPoint")
    record Point(int x, double y) {}

    @Entity(name = "Foreign")
    @Table(name = "foreign_types")
    static class Foreign {
        @Id
        long id;

        byte tiny;
        short small;
        int number;
        float real;
        double precise;

        @Column(precision = 10, scale = 2)
        BigDecimal price;

        boolean flag;

        @Column(length = 3)
        String code;

        @Column(length = 5)
        String word;

        String text;
        byte[] bytes;
        LocalDate day;
        LocalDateTime moment;
        List<Integer> numbers;
        Point point;
        List<Point> points;
    }

    @Test
    void tablesOfOthersAreValid() throws Exception {
        database("schema_it_foreign");
        Orm.execute(
                "create external table schema_it_foreign.foreign_types (id bigint, tiny tinyint, small smallint, number int, "
                        + "`real` float, precise double, price decimal(10,2), flag boolean, code char(3), word varchar(5), `text` string, "
                        + "bytes binary, day date, moment timestamp, numbers array<int>, point struct<x:int,y:double>, "
                        + "points array<struct<x:int,y:double>>, extra map<string,int>) stored as parquet location '"
                        + LocalAthenaServer.get().warehouseLocation() + "schema_it_foreign/foreign_types/'");
        with(
                Map.of("jakarta.persistence.jdbc.url", url("schema_it_foreign"), "hibernate.hbm2ddl.auto", "validate"),
                factory -> {
                    factory.inTransaction(session -> {
                        var written = new Foreign();
                        written.id = 1;
                        written.tiny = -1;
                        written.small = -2;
                        written.code = "abc";
                        written.word = "word";
                        written.price = new BigDecimal("1.50");
                        written.moment = LocalDateTime.of(2024, 1, 1, 1, 1, 1, 1_000_000);
                        written.numbers = List.of(1, 2);
                        written.point = new Point(1, 0.5);
                        written.points = List.of(new Point(2, 1.5));
                        session.persist(written);
                    });
                    var read = factory.fromSession(session -> session.find(Foreign.class, 1L));
                    assertThat(read.tiny).isEqualTo((byte) -1);
                    assertThat(read.small).isEqualTo((short) -2);
                    assertThat(read.code).isEqualTo("abc");
                    assertThat(read.word).isEqualTo("word");
                    assertThat(read.price).isEqualTo(new BigDecimal("1.50"));
                    assertThat(read.moment).isEqualTo(LocalDateTime.of(2024, 1, 1, 1, 1, 1, 1_000_000));
                    assertThat(read.numbers).containsExactly(1, 2);
                    assertThat(read.point).isEqualTo(new Point(1, 0.5));
                    assertThat(read.points).containsExactly(new Point(2, 1.5));
                },
                Foreign.class);
    }

    @Test
    void aColumnOfAnotherTypeIsNotValid() {
        database("schema_it_wrong");
        Orm.execute("create external table schema_it_wrong.visits (id string, page string) partitioned by (day date) "
                + "stored as parquet location '" + LocalAthenaServer.get().warehouseLocation()
                + "schema_it_wrong/visits/'");
        assertThatThrownBy(() -> with(
                        Map.of(
                                "jakarta.persistence.jdbc.url",
                                url("schema_it_wrong"),
                                "hibernate.hbm2ddl.auto",
                                "validate"),
                        factory -> {},
                        Visit.class))
                .hasMessageContaining("wrong column type encountered in column [id]");
    }

    @Test
    void updateAddsColumnsAndTables() throws Exception {
        database("schema_it_updated");
        Orm.execute("create table schema_it_updated.derived (id int) location '"
                + LocalAthenaServer.get().warehouseLocation() + "schema_it_updated/derived/' "
                + "tblproperties ('table_type'='ICEBERG')");
        with(
                Map.of("jakarta.persistence.jdbc.url", url("schema_it_updated"), "hibernate.hbm2ddl.auto", "update"),
                factory -> {
                    assertThat(Orm.columns("schema_it_updated", "derived"))
                            .containsEntry("price", "decimal(38,2)")
                            .containsEntry("words", "array<string>");
                    factory.getSchemaManager().validate();
                    factory.inTransaction(session -> {
                        var derived = new Derived();
                        derived.id = 7;
                        derived.words = new String[] {"x"};
                        session.persist(derived);
                    });
                    assertThat(factory.<Base>fromSession(session -> session.find(Base.class, 7)))
                            .isInstanceOf(Derived.class);
                },
                Base.class,
                Derived.class);
    }
}
