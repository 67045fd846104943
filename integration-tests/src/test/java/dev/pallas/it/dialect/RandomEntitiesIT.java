package dev.pallas.it.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pallas.dialect.AthenaTable;
import dev.pallas.dialect.TableFormat;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Lob;
import jakarta.persistence.MappedSuperclass;
import jakarta.persistence.Table;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.Year;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.api.recursive.comparison.RecursiveComparisonConfiguration;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.annotations.Struct;
import org.hibernate.type.SqlTypes;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Entities of every type with values at random, the same at every run, come back equal. */
class RandomEntitiesIT {
    private static final long SEED = 20_240_229;
    private static final int ENTITIES = 16;

    private static final List<Colour> COLOURS = List.of(Colour.RED, Colour.GREEN, Colour.BLUE);

    private static Orm orm;

    @BeforeAll
    static void boot() {
        orm = Orm.create("dialect_random", InIceberg.class, InParquet.class);
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

    @Embeddable
    @Struct(name = "RandomPart")
    static class Part {
        Integer partCount;
        String partText;
        byte[] partBytes;
        BigDecimal partPrice;
        LocalDateTime partMoment;
    }

    @Embeddable
    record Document(Long docCount, String docText, Boolean docFlag, Double docMeasure) {}

    @MappedSuperclass
    static class Everything {
        @Id
        int id;

        Byte tiny;
        Short small;
        Integer number;
        Long big;
        Float real;
        Double precise;

        @Column(precision = 38, scale = 10)
        BigDecimal decimal;

        @Column(precision = 38)
        BigInteger integer;

        Boolean truth;
        Character letter;
        String text;

        @Lob
        String story;

        @Enumerated(EnumType.STRING)
        Colour named;

        @Enumerated(EnumType.ORDINAL)
        Colour counted;

        UUID token;
        byte[] bytes;
        LocalDate day;
        LocalTime time;
        LocalDateTime moment;
        Instant instant;
        OffsetDateTime offset;
        Duration duration;
        Year year;
        String[] words;
        List<Integer> numbers;
        double[] measures;
        List<LocalDate> days;
        Instant[] instants;
        byte[][] blobs;
        Part part;
        List<Part> parts;

        @JdbcTypeCode(SqlTypes.JSON)
        Document document;

        @JdbcTypeCode(SqlTypes.JSON)
        List<String> list;
    }

    @Entity(name = "InIceberg")
    @Table(name = "in_iceberg")
    static class InIceberg extends Everything {}

    @Entity(name = "InParquet")
    @Table(name = "in_parquet")
    @AthenaTable(format = TableFormat.PARQUET)
    static class InParquet extends Everything {}

    /** Values of every kind, the ends of their ranges more often than chance would have it. */
    private static final class Values {
        private static final String CHARACTERS = "ab '\"\\,[]{}=:?;-%_\n\t\r\0\u0001ßΩ€漢\uFEFF";

        private final Random random;
        private final ChronoUnit precision;

        Values(long seed, ChronoUnit precision) {
            random = new Random(seed);
            this.precision = precision;
        }

        @SafeVarargs
        final <T> T some(Supplier<T> usual, T... special) {
            return switch (random.nextInt(4)) {
                case 0 -> null;
                case 1 -> special.length == 0 ? usual.get() : special[random.nextInt(special.length)];
                default -> usual.get();
            };
        }

        String text() {
            return IntStream.range(0, random.nextInt(12))
                    .mapToObj(i -> random.nextInt(10) == 0
                            ? "😀"
                            : String.valueOf(CHARACTERS.charAt(random.nextInt(CHARACTERS.length()))))
                    .reduce("", String::concat);
        }

        /** Without control characters, which Hibernate's reader of JSON does not bear. */
        String word() {
            return text().replaceAll("\\p{Cntrl}", "");
        }

        byte[] bytes() {
            var bytes = new byte[random.nextInt(20)];
            random.nextBytes(bytes);
            return bytes;
        }

        LocalDate day() {
            return LocalDate.ofEpochDay(random.nextInt(80_000) - 20_000);
        }

        LocalDateTime moment() {
            return day().atTime(LocalTime.ofNanoOfDay(random.nextLong(86_400_000_000_000L)))
                    .truncatedTo(precision);
        }

        Instant instant() {
            return moment().toInstant(ZoneOffset.UTC);
        }

        BigDecimal decimal(int digits, int scale) {
            return new BigDecimal(new BigInteger(digits * 3, random), scale)
                    .multiply(BigDecimal.valueOf(random.nextBoolean() ? 1 : -1));
        }

        Part part() {
            var part = new Part();
            // not all null: such a struct is a null
            part.partCount = random.nextInt();
            part.partText = some(this::text, "", "null");
            part.partBytes = some(this::bytes);
            part.partPrice = some(() -> decimal(38, 2));
            part.partMoment = some(this::moment);
            return part;
        }

        <T> List<T> list(Supplier<T> element) {
            return Stream.generate(element).limit(random.nextInt(4)).toList();
        }

        <E extends Everything> E fill(E e, int id) {
            e.id = id;
            e.tiny = some(() -> (byte) random.nextInt(), Byte.MIN_VALUE, Byte.MAX_VALUE);
            e.small = some(() -> (short) random.nextInt(), Short.MIN_VALUE, Short.MAX_VALUE);
            e.number = some(random::nextInt, Integer.MIN_VALUE, Integer.MAX_VALUE, 0);
            e.big = some(random::nextLong, Long.MIN_VALUE, Long.MAX_VALUE, 0L);
            e.real = some(
                    () -> Float.intBitsToFloat(random.nextInt()),
                    Float.NaN,
                    Float.NEGATIVE_INFINITY,
                    Float.MIN_VALUE,
                    -0f);
            e.precise = some(
                    () -> Double.longBitsToDouble(random.nextLong()),
                    Double.NaN,
                    Double.POSITIVE_INFINITY,
                    Double.MAX_VALUE,
                    0.1);
            e.decimal = some(() -> decimal(38, 10), new BigDecimal("9999999999999999999999999999.9999999999"));
            e.integer = some(
                    () -> decimal(38, 0).toBigInteger(),
                    BigInteger.TEN.pow(38).negate().add(BigInteger.ONE));
            e.truth = some(random::nextBoolean);
            e.letter = some(() -> (char) ('a' + random.nextInt(26)), '\'', 'ß', '\\');
            e.text = some(this::text, "", "null", "NULL", "\\N", "x".repeat(2000));
            e.story = some(this::text, "");
            e.named = some(() -> COLOURS.get(random.nextInt(3)));
            e.counted = some(() -> COLOURS.get(random.nextInt(3)));
            e.token = some(() -> new UUID(random.nextLong(), random.nextLong()), new UUID(0, 0));
            e.bytes = some(this::bytes, new byte[0]);
            e.day = some(this::day, LocalDate.of(1, 1, 1), LocalDate.of(1582, 10, 10), LocalDate.of(9999, 12, 31));
            e.time = some(
                    () -> LocalTime.ofNanoOfDay(random.nextLong(86_400_000_000_000L)), LocalTime.MIN, LocalTime.MAX);
            e.moment = some(this::moment, LocalDateTime.of(2024, 3, 31, 2, 30), LocalDateTime.of(1970, 1, 1, 0, 0));
            e.instant = some(this::instant, Instant.EPOCH);
            e.offset = some(() -> instant().atOffset(ZoneOffset.UTC));
            e.duration = some(() -> Duration.ofSeconds(random.nextInt(), random.nextInt(1_000_000_000)), Duration.ZERO);
            e.year = some(() -> Year.of(random.nextInt(9999)));
            e.words = some(
                    () -> this.<String>list(() -> some(this::text, "", "null")).toArray(String[]::new));
            e.numbers = some(() -> new ArrayList<>(Stream.generate(() -> some(random::nextInt))
                    .limit(random.nextInt(4))
                    .toList()));
            e.measures = some(() -> random.doubles(random.nextInt(4)).toArray(), new double[] {Double.NaN, -0.0});
            e.days = some(() -> list(this::day));
            e.instants =
                    some(() -> this.<Instant>list(() -> some(this::instant)).toArray(Instant[]::new));
            e.blobs = some(() -> this.<byte[]>list(() -> some(this::bytes)).toArray(byte[][]::new));
            e.part = some(this::part);
            e.parts = some(() -> Stream.generate(() -> some(this::part))
                    .limit(random.nextInt(3))
                    .toList());
            e.document = some(() -> new Document(
                    random.nextLong(), some(this::word), some(random::nextBoolean), some(random::nextGaussian)));
            e.list = some(() -> list(this::text));
            return e;
        }
    }

    private static <E extends Everything> void comeBackEqual(
            Class<E> type, ChronoUnit precision, Function<Integer, E> entity) {
        var values = new Values(SEED, precision);
        var written = IntStream.range(0, ENTITIES)
                .mapToObj(id -> values.fill(entity.apply(id), id))
                .toList();
        orm.write(session -> written.forEach(session::persist));

        var read =
                new ArrayList<>(orm.read(session -> session.createSelectionQuery("from " + type.getSimpleName(), type)
                        .getResultList()));

        read.sort(Comparator.comparing(e -> e.id));
        var exactly = RecursiveComparisonConfiguration.builder()
                .withEqualsForType(Double::equals, Double.class)
                .withEqualsForType(Float::equals, Float.class)
                .build();
        assertThat(read).usingRecursiveComparison(exactly).isEqualTo(written);
    }

    @Test
    void inIceberg() {
        comeBackEqual(InIceberg.class, ChronoUnit.MICROS, id -> new InIceberg());
    }

    @Test
    void inParquetWhoseTimestampsHaveMilliseconds() {
        comeBackEqual(InParquet.class, ChronoUnit.MILLIS, id -> new InParquet());
    }
}
