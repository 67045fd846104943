package dev.pallas.it.dialect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.hibernate.annotations.ColumnTransformer;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.annotations.Struct;
import org.hibernate.type.BasicType;
import org.hibernate.type.SqlTypes;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** SQL of the application's own, with values of Hibernate's types as parameters and results. */
class NativeQueriesIT {
    private static Orm orm;

    @BeforeAll
    static void boot() {
        orm = Orm.create("dialect_native", Reading.class, Counted.class);
    }

    @AfterAll
    static void close() {
        orm.close();
    }

    enum Kind {
        RAIN,
        SNOW
    }

    @Struct(name = "span")
    @jakarta.persistence.Embeddable
    record Span(Duration length, String label) {}

    @Entity(name = "Reading")
    static class Reading {
        @Id
        int id;

        List<Integer> numbers;
        String[] words;
        LocalDate[] days;
        LocalTime[] times;
        LocalDateTime[] moments;
        byte[][] bytes;
        Kind[] kinds;
        Double[] doubles;
        Boolean[] flags;

        @Column(precision = 10, scale = 4)
        BigDecimal[] amounts;

        List<Span> spans;
    }

    @Entity(name = "Counted")
    static class Counted {
        @Id
        int id;

        @JdbcTypeCode(SqlTypes.JSON)
        @Column(columnDefinition = "map<string,int>")
        @ColumnTransformer(
                read = "json_format(cast(counts as json))",
                write = "cast(json_parse(?) as map(varchar, integer))")
        Map<String, Integer> counts;
    }

    private static Reading reading(int id) {
        var reading = new Reading();
        reading.id = id;
        reading.numbers = Arrays.asList(3, null, -1);
        reading.words = new String[] {"a, b", null, "c'd", "null"};
        reading.days = new LocalDate[] {LocalDate.of(2024, 2, 29), null};
        reading.times = new LocalTime[] {LocalTime.of(1, 2, 3), null, LocalTime.MIDNIGHT};
        reading.moments = new LocalDateTime[] {LocalDateTime.of(2024, 2, 29, 1, 2, 3, 456_789_000), null};
        reading.bytes = new byte[][] {{1, -2}, null, {}};
        reading.kinds = new Kind[] {Kind.SNOW, null};
        reading.doubles = new Double[] {1.5, null, Double.NaN, 1e300};
        reading.flags = new Boolean[] {true, null, false};
        reading.amounts = new BigDecimal[] {new BigDecimal("1.2345"), null};
        reading.spans = List.of(new Span(Duration.ofMinutes(90), "long"));
        return reading;
    }

    @Test
    void arraysAreParametersAsTheyAre() {
        orm.write(session -> {
            var types = session.getFactory()
                    .unwrap(org.hibernate.engine.spi.SessionFactoryImplementor.class)
                    .getTypeConfiguration();
            var given = reading(1);
            var insert =
                    session.createNativeMutationQuery("insert into Reading (id, numbers, words, days, times, moments,"
                            + " bytes, doubles, flags, amounts) values (:id, :numbers, :words, :days, :times, :moments,"
                            + " :bytes, :doubles, :flags, :amounts)");
            insert.setParameter("id", given.id);
            insert.setParameter("numbers", given.numbers.toArray(new Integer[0]), type(types, Integer[].class));
            insert.setParameter("words", given.words, type(types, String[].class));
            insert.setParameter("days", given.days, type(types, LocalDate[].class));
            insert.setParameter("times", given.times, type(types, LocalTime[].class));
            insert.setParameter("moments", given.moments, type(types, LocalDateTime[].class));
            insert.setParameter("bytes", given.bytes, type(types, byte[][].class));
            insert.setParameter("doubles", given.doubles, type(types, Double[].class));
            insert.setParameter("flags", given.flags, type(types, Boolean[].class));
            insert.setParameter("amounts", given.amounts, type(types, BigDecimal[].class));
            assertThat(insert.executeUpdate()).isEqualTo(1);
        });

        assertThat(orm.takeSql().get(0)).endsWith("values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
        assertThat(orm.<Reading>read(session -> session.find(Reading.class, 1)))
                .usingRecursiveComparison()
                .withEqualsForType(Double::equals, Double.class)
                .ignoringFields("kinds", "spans")
                .isEqualTo(reading(1));
    }

    private static <T> BasicType<T> type(org.hibernate.type.spi.TypeConfiguration types, Class<T> javaType) {
        return types.getBasicTypeForJavaType(javaType);
    }

    @Test
    void arraysWhoseTextHasOneMeaningAreResultsAsTheyAre() {
        orm.write(session -> session.persist(reading(2)));
        var read = orm.read(session -> session.createNativeQuery(
                        "select id, numbers, days, times, moments, bytes, kinds, doubles, flags, amounts,"
                                + " json_format(cast(words as json)) as words, null as spans from Reading where id = 2",
                        Reading.class)
                .getSingleResult());
        assertThat(read)
                .usingRecursiveComparison()
                .withEqualsForType(Double::equals, Double.class)
                .ignoringFields("spans")
                .isEqualTo(reading(2));
        assertThat(orm.<Reading>read(session -> session.find(Reading.class, 2)).spans)
                .isEqualTo(reading(2).spans);

        Object[] untyped = orm.read(session -> session.createNativeQuery(
                        "select numbers, doubles, bytes, days, moments from Reading where id = 2", Object[].class)
                .getSingleResult());
        assertThat(Arrays.deepEquals(untyped, new Object[] {
                    new Object[] {3, null, -1},
                    new Object[] {1.5, null, Double.NaN, 1e300},
                    new Object[] {new byte[] {1, -2}, null, new byte[0]},
                    reading(2).days,
                    reading(2).moments
                }))
                .as(Arrays.deepToString(untyped))
                .isTrue();

        assertThatThrownBy(() -> orm.read(
                        session -> session.createNativeQuery("select words from Reading where id = 2", String[].class)
                                .addScalar("words", String[].class)
                                .getSingleResult()))
                .hasStackTraceContaining("select json_format(CAST(x AS JSON)) instead of x");
    }

    @Test
    void theStarOfAnEntitysTableReadsItsArraysWithoutLoss() {
        orm.write(session -> session.persist(reading(3)));
        for (var sql : List.of(
                "select * from Reading where id = :id",
                "SELECT r.*\nFROM dialect_native.\"Reading\" AS r\nWHERE r.id = :id ORDER BY r.id LIMIT 1")) {
            orm.takeSql();
            var read = orm.read(session -> session.createNativeQuery(sql, Reading.class)
                    .setParameter("id", 3)
                    .getSingleResult());
            assertThat(read)
                    .usingRecursiveComparison()
                    .withEqualsForType(Double::equals, Double.class)
                    .isEqualTo(reading(3));
            assertThat(orm.takeSql().get(0))
                    .containsIgnoringCase("as \"words\"")
                    .doesNotContain("*");
        }
    }

    @Test
    void aMapColumnIsMappedAsJson() {
        var counts = Map.of("a, b", 1, "c=d", -2);
        orm.write(session -> {
            for (var id = 1; id <= 2; id++) {
                var counted = new Counted();
                counted.id = id;
                counted.counts = id == 1 ? counts : null;
                session.persist(counted);
            }
        });
        orm.write(session -> session.find(Counted.class, 2).counts = Map.of("x", 3));
        assertThat(Orm.columns("dialect_native", "counted")).containsEntry("counts", "map<string,int>");
        assertThat(orm.rows("select c.id, c.counts from Counted c order by c.id"))
                .containsExactly(List.of(1, counts), List.of(2, Map.of("x", 3)));
        assertThat(orm.<Integer>read(session -> session.createNativeQuery(
                                "select counts['x'] from Counted where id = 2", Integer.class)
                        .getSingleResult()))
                .isEqualTo(3);
    }
}
