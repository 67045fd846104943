package dev.pallas.it.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Lob;
import jakarta.persistence.Table;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.URL;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Year;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Currency;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.TimeZone;
import java.util.UUID;
import org.hibernate.annotations.Nationalized;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Every basic type, written to an Iceberg table and read back equal. */
// java.util.Date is one of the types
@SuppressWarnings("JavaUtilDate")
class TypesIT {
    private static Orm orm;

    @BeforeAll
    static void boot() {
        orm = Orm.create("dialect_types", Everything.class);
    }

    @AfterAll
    static void close() {
        orm.close();
    }

    enum Colour {
        RED,
        GREEN
    }

    @Entity(name = "Everything")
    @Table(name = "everything")
    static class Everything {
        @Id
        UUID id;

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

        @Column(length = 10)
        String word;

        String text;

        @Lob
        String story;

        @Nationalized
        String national;

        @Enumerated(EnumType.STRING)
        Colour named;

        @Enumerated(EnumType.ORDINAL)
        Colour counted;

        UUID token;
        byte[] bytes;

        @Lob
        byte[] picture;

        LocalDate day;
        LocalTime time;
        OffsetTime offsetTime;
        LocalDateTime wallTime;
        Instant instant;
        OffsetDateTime offset;
        ZonedDateTime zoned;
        Date legacy;
        Timestamp stamp;
        Duration duration;
        Year year;
        ZoneId zone;
        ZoneOffset zoneOffset;
        TimeZone timeZone;
        Locale locale;
        Currency currency;
        URL url;
        InetAddress address;
        Class<?> type;
    }

    private static Everything full() throws Exception {
        var e = new Everything();
        e.id = UUID.randomUUID();
        e.tiny = Byte.MIN_VALUE;
        e.small = Short.MIN_VALUE;
        e.number = Integer.MIN_VALUE;
        e.big = Long.MIN_VALUE;
        e.real = 1.1f;
        e.precise = -0.1;
        e.decimal = new BigDecimal("1234567890123456789012345678.0123456789");
        e.integer = new BigInteger("-99999999999999999999999999999999999999");
        e.truth = true;
        e.letter = 'ß';
        e.word = "it's \"so\"";
        e.text = "line 1\nline 2\t, \\ ? :x 😀 -- /* */";
        e.story = "x".repeat(5000);
        e.national = "Ωmega";
        e.named = Colour.GREEN;
        e.counted = Colour.GREEN;
        e.token = new UUID(1, 2);
        e.bytes = new byte[] {0, 1, -1, 127};
        e.picture = new byte[] {};
        e.day = LocalDate.of(2024, 2, 29);
        e.time = LocalTime.of(23, 59, 59, 999_999_999);
        e.offsetTime = OffsetTime.of(10, 11, 12, 0, ZoneOffset.ofHours(2));
        e.wallTime = LocalDateTime.of(2024, 3, 31, 2, 30, 0, 123_456_000);
        e.instant = Instant.parse("2024-10-27T00:30:00.123456Z");
        e.offset = OffsetDateTime.parse("2024-10-27T02:30:00.5+02:00");
        e.zoned = ZonedDateTime.parse("2024-10-27T02:30:00+01:00[Europe/Berlin]");
        e.legacy = Date.from(Instant.parse("2024-10-27T00:30:00.123Z"));
        e.stamp = Timestamp.from(Instant.parse("2024-10-27T01:30:00.123456Z"));
        e.duration = Duration.ofDays(400).plusNanos(1);
        e.year = Year.of(2024);
        e.zone = ZoneId.of("Europe/Berlin");
        e.zoneOffset = ZoneOffset.ofHoursMinutes(5, 30);
        e.timeZone = TimeZone.getTimeZone("Asia/Tokyo");
        e.locale = Locale.CANADA_FRENCH;
        e.currency = Currency.getInstance("EUR");
        e.url = java.net.URI.create("https://example.org/a?b=c").toURL();
        e.address = InetAddress.getByName("192.0.2.1");
        e.type = String.class;
        return e;
    }

    @Test
    void everyValueComesBackEqual() throws Exception {
        var written = full();
        orm.write(session -> session.persist(written));

        var read = orm.read(session -> session.find(Everything.class, written.id));

        assertThat(read)
                .usingRecursiveComparison()
                .ignoringFields("offset", "zoned", "offsetTime", "legacy")
                .isEqualTo(written);
        // Hibernate gives a java.util.Date back as a Timestamp
        assertThat(read.legacy.getTime()).isEqualTo(written.legacy.getTime());
        assertThat(read.offset).isEqualTo(OffsetDateTime.parse("2024-10-27T00:30:00.5Z"));
        assertThat(read.zoned.toInstant()).isEqualTo(written.zoned.toInstant());
        assertThat(read.offsetTime).isEqualTo(OffsetTime.of(8, 11, 12, 0, ZoneOffset.UTC));
    }

    @Test
    void nullsComeBackAsNulls() {
        var written = new Everything();
        written.id = UUID.randomUUID();
        orm.write(session -> session.persist(written));

        var read = orm.read(session -> session.find(Everything.class, written.id));

        assertThat(read).usingRecursiveComparison().isEqualTo(written);
    }

    @Test
    void everyTypeIsFoundByAParameterOfItsValue() throws Exception {
        var written = full();
        orm.write(session -> session.persist(written));
        var fields = List.of(
                "tiny",
                "small",
                "number",
                "big",
                "real",
                "precise",
                "decimal",
                "integer",
                "truth",
                "letter",
                "word",
                "text",
                "national",
                "named",
                "counted",
                "token",
                "bytes",
                "day",
                "time",
                "offsetTime",
                "wallTime",
                "instant",
                "offset",
                "zoned",
                "legacy",
                "stamp",
                "duration",
                "year",
                "zone",
                "zoneOffset",
                "timeZone",
                "locale",
                "currency",
                "url",
                "address");

        var comparisons =
                fields.stream().map(field -> "e." + field + " = :" + field).toList();
        var found = orm.read(session -> {
            var query = session.createSelectionQuery(
                    "select " + String.join(", ", comparisons) + " from Everything e where e.id = :id", Object[].class);
            query.setParameter("id", written.id);
            fields.forEach(field -> query.setParameter(field, valueOf(field, written)));
            return query.getSingleResult();
        });

        assertThat(found).hasSize(fields.size()).containsOnly(true);
    }

    private static Object valueOf(String field, Everything entity) {
        try {
            return Everything.class.getDeclaredField(field).get(entity);
        } catch (ReflectiveOperationException impossible) {
            throw new LinkageError(impossible.getMessage(), impossible);
        }
    }

    @Test
    void noInstantMovesWhateverTheZoneOfTheJvm() throws Exception {
        var own = TimeZone.getDefault();
        try {
            var written = full();
            TimeZone.setDefault(TimeZone.getTimeZone("Europe/Berlin"));
            orm.write(session -> session.persist(written));
            TimeZone.setDefault(TimeZone.getTimeZone("America/New_York"));

            var read = orm.read(session -> session.find(Everything.class, written.id));

            assertThat(read.instant).isEqualTo(written.instant);
            assertThat(read.offset.toInstant()).isEqualTo(written.offset.toInstant());
            assertThat(read.zoned.toInstant()).isEqualTo(written.zoned.toInstant());
            assertThat(read.legacy.getTime()).isEqualTo(written.legacy.getTime());
            assertThat(read.stamp.toInstant()).isEqualTo(written.stamp.toInstant());
            assertThat(read.wallTime).isEqualTo(written.wallTime);
            assertThat(read.day).isEqualTo(written.day);
            assertThat(read.time).isEqualTo(written.time);
        } finally {
            TimeZone.setDefault(own);
        }
    }
}
