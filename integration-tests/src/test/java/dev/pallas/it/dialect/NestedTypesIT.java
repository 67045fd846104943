package dev.pallas.it.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Converter;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.hibernate.annotations.Array;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.annotations.Struct;
import org.hibernate.type.SqlTypes;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Arrays, structs, JSON and vectors: written to an Iceberg table, read back equal, and asked for by their parts. */
class NestedTypesIT {
    private static Orm orm;

    @BeforeAll
    static void boot() {
        orm = Orm.create("dialect_nested", Arrayed.class, Structured.class, Documented.class);
    }

    @AfterAll
    static void close() {
        orm.close();
    }

    enum Colour {
        RED,
        GREEN,
        BLUE
    }

    @Converter
    static class Reversed implements AttributeConverter<String, String> {
        @Override
        public String convertToDatabaseColumn(String text) {
            return text == null ? null : new StringBuilder(text).reverse().toString();
        }

        @Override
        public String convertToEntityAttribute(String text) {
            return convertToDatabaseColumn(text);
        }
    }

    @Entity(name = "Arrayed")
    @Table(name = "arrayed")
    static class Arrayed {
        @Id
        int id;

        String[] words;
        List<Integer> numbers;
        int[] counts;
        boolean[] flags;
        double[] measures;
        float[] halves;
        long[] longs;
        short[] shorts;

        @Column(precision = 20, scale = 5)
        List<BigDecimal> prices;

        List<LocalDate> days;
        List<LocalDateTime> wallTimes;
        Instant[] instants;
        LocalTime[] times;
        UUID[] tokens;
        byte[][] blobs;
        Set<Colour> colours;

        @Enumerated(EnumType.STRING)
        EnumSet<Colour> named;

        @Convert(converter = Reversed.class)
        List<String> converted;

        @JdbcTypeCode(SqlTypes.VECTOR)
        @Array(length = 3)
        float[] embedding;
    }

    private static Arrayed full(int id) {
        var e = new Arrayed();
        e.id = id;
        e.words = new String[] {"a, b", "[x]", "", null, "null", "it's \"so\" \\ 😀\n\t\u0001", "{a=1}", "ß"};
        e.numbers = Arrays.asList(1, null, Integer.MIN_VALUE);
        e.counts = new int[] {3, 2, 1};
        e.flags = new boolean[] {true, false};
        e.measures = new double[] {0.1, Double.NaN, Double.NEGATIVE_INFINITY, -0.0, Double.MIN_VALUE, Double.MAX_VALUE};
        e.halves = new float[] {1.1f, Float.NaN, Float.MAX_VALUE, Float.MIN_VALUE};
        e.longs = new long[] {Long.MIN_VALUE, Long.MAX_VALUE};
        e.shorts = new short[] {Short.MIN_VALUE};
        e.prices = Arrays.asList(new BigDecimal("123456789012345.12345"), null, new BigDecimal("-0.00001"));
        e.days = List.of(LocalDate.of(2024, 2, 29), LocalDate.of(1, 1, 1), LocalDate.of(9999, 12, 31));
        e.wallTimes = List.of(LocalDateTime.of(2024, 3, 31, 2, 30, 0, 123_456_000));
        e.instants = new Instant[] {Instant.parse("2024-10-27T00:30:00.123456Z"), null, Instant.EPOCH};
        e.times = new LocalTime[] {LocalTime.of(23, 59, 59, 999_999_999), LocalTime.MIDNIGHT};
        e.tokens = new UUID[] {new UUID(1, 2)};
        e.blobs = new byte[][] {{}, {0, -1}, null};
        e.colours = Set.of(Colour.GREEN);
        e.named = EnumSet.of(Colour.RED, Colour.BLUE);
        e.converted = List.of("abc", "");
        e.embedding = new float[] {0.5f, -1.25f, 3};
        return e;
    }

    @Test
    void arraysComeBackEqual() {
        var empty = new Arrayed();
        empty.id = 2;
        empty.words = new String[0];
        empty.numbers = List.of();
        empty.blobs = new byte[0][];
        empty.colours = Set.of();
        var written = List.of(full(1), empty, nulls(3));
        orm.write(session -> written.forEach(session::persist));

        var read = orm.read(
                session -> session.createSelectionQuery("from Arrayed where id < 10 order by id", Arrayed.class)
                        .getResultList());

        assertThat(read)
                .usingRecursiveComparison()
                .withEqualsForType(Double::equals, Double.class)
                .withEqualsForType(Float::equals, Float.class)
                .isEqualTo(written);
    }

    private static Arrayed nulls(int id) {
        var e = new Arrayed();
        e.id = id;
        return e;
    }

    @Test
    @SuppressWarnings({"deprecation", "removal"
    }) // it is the old form, of a query and not a subquery, that is looked at
    void arraysWithNullsCompareAndPassThroughACommonTableExpression() {
        var written = nulls(90);
        written.words = new String[] {"q", null};
        orm.write(session -> session.persist(written));

        assertThat(orm.rows("select a.id from Arrayed a where a.words is not distinct from array('q', null)"))
                .containsExactly(List.of(90));
        var read = orm.read(session -> {
            var builder = session.getCriteriaBuilder();
            var words = builder.createTupleQuery();
            var arrayed = words.from(Arrayed.class);
            words.multiselect(arrayed.get("words").alias("w")).where(builder.equal(arrayed.get("id"), 90));
            var query = builder.createTupleQuery();
            var common = query.from(query.with(words));
            query.multiselect(builder.arrayToString(common.get("w"), builder.literal("+")), common.<String[]>get("w"));
            return session.createQuery(query).getSingleResult();
        });
        assertThat(read.get(0)).isEqualTo("q");
        assertThat((String[]) read.get(1)).containsExactly("q", null);
    }

    @Test
    void arraysAreColumnsOfTheirType() {
        assertThat(Orm.columns("dialect_nested", "arrayed"))
                .containsEntry("words", "array<string>")
                .containsEntry("numbers", "array<int>")
                .containsEntry("prices", "array<decimal(20,5)>")
                .containsEntry("measures", "array<double>")
                .containsEntry("halves", "array<float>")
                .containsEntry("blobs", "array<binary>")
                .containsEntry("instants", "array<timestamp>")
                .containsEntry("days", "array<date>")
                .containsEntry("embedding", "array<float>");
    }

    @Test
    void arraysAreFoundByParametersAndSelected() {
        orm.write(session -> session.persist(full(10)));

        assertThat(orm.rows("select e.words, e.blobs from Arrayed e where e.id = 10")
                        .get(0)
                        .get(0))
                .isEqualTo(full(10).words);
        var found = orm.read(session -> session.createSelectionQuery(
                        "select e.id from Arrayed e where e.days = :days and e.wallTimes = :wallTimes and e.longs = :longs"
                                + " and e.tokens = :tokens and e.colours = :colours and e.embedding = :embedding and e.id = 10",
                        Integer.class)
                .setParameter("days", full(10).days)
                .setParameter("wallTimes", full(10).wallTimes)
                .setParameter("longs", full(10).longs)
                .setParameter("tokens", full(10).tokens)
                .setParameter("colours", full(10).colours)
                .setParameter("embedding", full(10).embedding)
                .getResultList());
        assertThat(found).isEqualTo(List.of(10));
    }

    @Test
    void arraysAreUpdated() {
        orm.write(session -> {
            session.persist(full(20));
            session.persist(full(21));
        });
        orm.write(session -> {
            for (var id : List.of(20, 21)) {
                var e = session.find(Arrayed.class, id);
                e.words = new String[] {"new" + id};
                e.blobs = new byte[][] {{1}};
                e.days = null;
            }
        });

        assertThat(orm.rows("select e.words, e.blobs, e.days from Arrayed e where e.id in (20, 21) order by e.id"))
                .usingRecursiveComparison()
                .isEqualTo(List.of(
                        Arrays.asList(new String[] {"new20"}, new byte[][] {{1}}, null),
                        Arrays.asList(new String[] {"new21"}, new byte[][] {{1}}, null)));
    }

    @Embeddable
    @Struct(
            name = "Place",
            attributes = {"street", "zip", "built"})
    record Place(String street, int zip, LocalDate built) {}

    @Embeddable
    @Struct(name = "Owner")
    static class Owner {
        String name;
        byte[] picture;
        Instant since;

        @Column(precision = 10, scale = 2)
        BigDecimal wealth;

        String[] nicknames;
        Place home;

        static Owner of(String name) {
            var owner = new Owner();
            owner.name = name;
            owner.picture = new byte[] {1, -1};
            owner.since = Instant.parse("2020-01-02T03:04:05.678901Z");
            owner.wealth = new BigDecimal("12345.67");
            owner.nicknames = new String[] {"a, b", null};
            owner.home = new Place("Main, {St}", 12345, LocalDate.of(1999, 9, 9));
            return owner;
        }
    }

    @Entity(name = "Structured")
    @Table(name = "structured")
    static class Structured {
        @Id
        int id;

        Owner owner;
        List<Place> places;
        Owner[] heirs;
    }

    @Test
    void structsComeBackEqual() {
        var full = new Structured();
        full.id = 1;
        full.owner = Owner.of("O'Hara");
        full.places = Arrays.asList(new Place("x", 1, null), null, new Place(null, 2, LocalDate.EPOCH));
        full.heirs = new Owner[] {Owner.of("one"), null, new Owner()};
        var empty = new Structured();
        empty.id = 2;
        orm.write(session -> {
            session.persist(full);
            session.persist(empty);
        });

        var read = orm.read(
                session -> session.createSelectionQuery("from Structured where id < 10 order by id", Structured.class)
                        .getResultList());

        assertThat(read).usingRecursiveComparison().isEqualTo(List.of(full, empty));
        assertThat(Orm.columns("dialect_nested", "structured"))
                .containsEntry(
                        "owner",
                        "struct<wealth:decimal(10,2),since:timestamp,home:struct<street:string,zip:int,built:date>,"
                                + "name:string,nicknames:array<string>,picture:binary>")
                .containsEntry("places", "array<struct<street:string,zip:int,built:date>>");
    }

    @Test
    void partsOfStructsAreReadAndUpdated() {
        orm.write(session -> {
            var e = new Structured();
            e.id = 10;
            e.owner = Owner.of("Ada");
            session.persist(e);
        });

        assertThat(orm.rows("select e.owner.name, e.owner.home.street, e.owner.home.built, e.owner.nicknames"
                        + " from Structured e where e.owner.home.zip = 12345 and e.id = 10"))
                .usingRecursiveComparison()
                .isEqualTo(
                        List.of(List.of("Ada", "Main, {St}", LocalDate.of(1999, 9, 9), new String[] {"a, b", null})));
        orm.write(session -> session.createMutationQuery(
                        "update Structured e set e.owner.home.street = 'new', e.owner.nicknames = :names where e.id = 10")
                .setParameter("names", new String[] {"x"})
                .executeUpdate());
        var read = orm.read(session -> session.find(Structured.class, 10));
        assertThat(read.owner.home).isEqualTo(new Place("new", 12345, LocalDate.of(1999, 9, 9)));
        assertThat(read.owner.nicknames).containsExactly("x");
        assertThat(read.owner.name).isEqualTo("Ada");
        orm.write(session -> session.find(Structured.class, 10).owner.name = "Eve");
        assertThat(orm.rows("select e.owner.name from Structured e where e.id = 10"))
                .isEqualTo(List.of(List.of("Eve")));
    }

    @Embeddable
    static class Detail {
        String text;
        Integer number;
        Double measure;
        Boolean flag;
        LocalDate day;
        LocalDateTime wallTime;
        Instant instant;
        byte[] bytes;
        UUID token;

        @Column(precision = 20, scale = 5)
        BigDecimal price;

        @JdbcTypeCode(SqlTypes.JSON)
        Inner inside;
    }

    @Embeddable
    static class Inner {
        String note;
        Long count;
    }

    @Entity(name = "Documented")
    @Table(name = "documented")
    static class Documented {
        @Id
        int id;

        @JdbcTypeCode(SqlTypes.JSON)
        Map<String, Object> free;

        @JdbcTypeCode(SqlTypes.JSON)
        List<String> list;

        @JdbcTypeCode(SqlTypes.JSON)
        Detail detail;

        @JdbcTypeCode(SqlTypes.JSON_ARRAY)
        List<Inner> inners;

        @JdbcTypeCode(SqlTypes.JSON_ARRAY)
        List<String> words;

        @JdbcTypeCode(SqlTypes.JSON_ARRAY)
        List<Integer> counts;

        @JdbcTypeCode(SqlTypes.JSON_ARRAY)
        List<BigDecimal> prices;

        @JdbcTypeCode(SqlTypes.JSON_ARRAY)
        List<LocalDateTime> times;
    }

    private static Detail detail() {
        var detail = new Detail();
        detail.text = "it's \"so\" 😀";
        detail.number = -5;
        detail.measure = 0.1;
        detail.flag = true;
        detail.day = LocalDate.of(2024, 2, 29);
        detail.wallTime = LocalDateTime.of(2024, 3, 31, 12, 30, 0, 123_456_000);
        detail.instant = Instant.parse("2024-10-27T00:30:00.123456Z");
        detail.bytes = new byte[] {0, -1};
        detail.token = new UUID(3, 4);
        detail.price = new BigDecimal("123456789012345.12345");
        detail.inside = inner("deep");
        return detail;
    }

    private static Inner inner(String note) {
        var inner = new Inner();
        inner.note = note;
        inner.count = 7L;
        return inner;
    }

    @Test
    void documentsComeBackEqual() {
        var full = new Documented();
        full.id = 1;
        full.free = Map.of("a", 1, "b", List.of("x", true));
        full.list = List.of("a, b", "c");
        full.detail = detail();
        full.inners = List.of(inner("x"), inner(null));
        full.words = Arrays.asList("a \"b\"", null);
        full.counts = List.of(3, -4);
        full.prices = List.of(new BigDecimal("12.50"));
        full.times = List.of(LocalDateTime.of(2024, 3, 31, 12, 30, 0, 123_456_000));
        var empty = new Documented();
        empty.id = 2;
        orm.write(session -> {
            session.persist(full);
            session.persist(empty);
        });

        var read = orm.read(
                session -> session.createSelectionQuery("from Documented where id < 10 order by id", Documented.class)
                        .getResultList());

        assertThat(read).usingRecursiveComparison().isEqualTo(List.of(full, empty));
        assertThat(orm.rows("select d.inners[1].note, d.inners[1].count, d.inners[2].note, d.inners[3].count"
                        + " from Documented d where d.id = 1"))
                .containsExactly(Arrays.asList("x", 7L, null, null));
        assertThat(orm.rows("select d.words[1], d.words[2], d.counts[2], d.prices[1], d.times[1]"
                        + " from Documented d where array_get(d.counts, 1) = 3 and array_get(d.words, 1) = 'a \"b\"'"))
                .containsExactly(Arrays.asList("a \"b\"", null, -4, new BigDecimal("12.50"), full.times.get(0)));
        var time = full.times.get(0);
        assertThat(orm.rows("select i.note, i.count, index(i), t from Documented d join lateral unnest(d.inners) i"
                        + " join lateral unnest(d.times) t where d.id = 1 order by index(i)"))
                .containsExactly(Arrays.asList("x", 7L, 1L, time), Arrays.asList(null, 7L, 2L, time));
        assertThat(orm.rows("select d.id, w, index(w) from Documented d left join lateral unnest(d.words) w"
                        + " where d.id < 10 order by d.id, index(w)"))
                .containsExactly(
                        Arrays.asList(1, "a \"b\"", 1L), Arrays.asList(1, null, 2L), Arrays.asList(2, null, null));
    }

    @Test
    void partsOfDocumentsAreReadAndUpdated() {
        orm.write(session -> {
            var e = new Documented();
            e.id = 10;
            e.detail = detail();
            session.persist(e);
        });
        var d = detail();

        assertThat(orm.rows("select d.detail.text, d.detail.number, d.detail.measure, d.detail.flag, d.detail.day,"
                        + " d.detail.wallTime, d.detail.instant, d.detail.bytes, d.detail.token, d.detail.price,"
                        + " d.detail.inside.note, d.detail.inside.count from Documented d"
                        + " where d.id = 10 and d.detail.inside.count = 7 and d.detail.number < 0"))
                .usingRecursiveComparison()
                .isEqualTo(List.of(List.of(
                        d.text,
                        d.number,
                        d.measure,
                        d.flag,
                        d.day,
                        d.wallTime,
                        d.instant,
                        d.bytes,
                        d.token,
                        d.price,
                        "deep",
                        7L)));
        orm.write(session -> session.createMutationQuery("update Documented d set d.detail.number = 6,"
                        + " d.detail.inside.note = 'new', d.detail.day = null, d.detail.instant = :now,"
                        + " d.detail.price = d.detail.price + 1 where d.id = 10")
                .setParameter("now", Instant.parse("2021-01-01T00:00:00Z"))
                .executeUpdate());
        var read = orm.read(session -> session.find(Documented.class, 10)).detail;
        d.number = 6;
        d.inside.note = "new";
        d.day = null;
        d.instant = Instant.parse("2021-01-01T00:00:00Z");
        d.price = d.price.add(BigDecimal.ONE);
        assertThat(read).usingRecursiveComparison().isEqualTo(d);
    }
}
