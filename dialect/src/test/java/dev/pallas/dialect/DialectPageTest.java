package dev.pallas.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pallas.dialect.internal.schema.SchemaSetting;
import dev.pallas.dialect.internal.type.ColumnTypes;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import java.io.IOException;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Blob;
import java.sql.Clob;
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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Calendar;
import java.util.Currency;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TimeZone;
import java.util.UUID;
import org.hibernate.annotations.Array;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.annotations.Struct;
import org.hibernate.type.SqlTypes;
import org.junit.jupiter.api.Test;

/** The tables of docs/dialect.md say what the dialect does, and their proofs are there. */
// java.util.Date is one of the types
@SuppressWarnings("JavaUtilDate")
class DialectPageTest {
    private static final Path PAGE = Path.of("..", "docs", "dialect.md");
    private static final Path PROOFS =
            Path.of("..", "integration-tests", "src", "test", "java", "dev", "pallas", "it", "dialect");
    private static final String BASIC = "TypesIT#everyValueComesBackEqual";
    private static final String RANDOM = "RandomEntitiesIT#inIceberg";
    private static final String ARRAYS = "NestedTypesIT#arraysComeBackEqual";

    /** A row of the table. */
    @Retention(RetentionPolicy.RUNTIME)
    private @interface Row {
        String value() default "";

        String proof() default BASIC;
    }

    enum Colour {
        RED
    }

    @Embeddable
    @Struct(name = "PageAddress")
    record Address(String city, int zip) {}

    @Embeddable
    record Detail(String note) {}

    @Entity(name = "Page")
    static class Page {
        @Id
        int id;

        @Row("`boolean`, `Boolean`")
        Boolean truth;

        @Row("`byte`, `Byte`")
        Byte tiny;

        @Row("`short`, `Short`")
        Short small;

        @Row("`int`, `Integer`")
        Integer number;

        @Row("`long`, `Long`")
        Long big;

        @Row(value = "`float`, `Float`", proof = RANDOM)
        Float real;

        @Row(value = "`double`, `Double`", proof = RANDOM)
        Double precise;

        @Row(value = "`BigDecimal`", proof = RANDOM)
        BigDecimal decimal;

        @Row(value = "`BigDecimal`, `precision = 10, scale = 4`", proof = RANDOM)
        @Column(precision = 10, scale = 4)
        BigDecimal price;

        @Row(value = "`BigInteger`", proof = RANDOM)
        BigInteger integer;

        @Row("`char`, `Character`")
        Character letter;

        @Row("`String`, of any length")
        String text;

        @Row(value = "`char[]`, `Clob`, `NClob`, `@Lob String`", proof = "MoreTypesIT#locatorsHoldTheirValues")
        Clob clob;

        @Row("enum by name")
        @Enumerated(EnumType.STRING)
        Colour named;

        @Row("enum by ordinal")
        @Enumerated(EnumType.ORDINAL)
        Colour counted;

        @Row("`UUID`")
        UUID token;

        @Row("`byte[]`, `@Lob byte[]`")
        byte[] bytes;

        @Row(value = "`Blob`", proof = "MoreTypesIT#locatorsHoldTheirValues")
        Blob blob;

        @Row("`LocalDate`, `java.sql.Date`")
        LocalDate day;

        @Row("`LocalTime`, `java.sql.Time`")
        LocalTime time;

        @Row("`OffsetTime`")
        OffsetTime offsetTime;

        @Row("`LocalDateTime`")
        LocalDateTime wallTime;

        @Row("`Instant`")
        Instant instant;

        @Row("`OffsetDateTime`")
        OffsetDateTime offset;

        @Row("`ZonedDateTime`")
        ZonedDateTime zoned;

        @Row("`java.util.Date`, `java.sql.Timestamp`")
        Date legacy;

        @Row(value = "`Calendar`", proof = "MoreTypesIT#legacyTimesComeBackEqual")
        Calendar calendar;

        @Row("`Duration`")
        Duration duration;

        @Row("`Year`")
        Year year;

        @Row("`ZoneId`")
        ZoneId zone;

        @Row("`ZoneOffset`")
        ZoneOffset zoneOffset;

        @Row("`TimeZone`")
        TimeZone timeZone;

        @Row("`Locale`")
        Locale locale;

        @Row("`Currency`")
        Currency currency;

        @Row("`URL`")
        URL url;

        @Row("`InetAddress`")
        InetAddress address;

        @Row("`Class`")
        Class<?> type;

        @Row(value = "`Serializable`", proof = "MoreTypesIT#serializedObjectsComeBackEqual")
        @JdbcTypeCode(SqlTypes.VARBINARY)
        ArrayList<String> serialized;

        @Row(value = "`String[]`, `List<String>`", proof = ARRAYS)
        String[] words;

        @Row(value = "`int[]`, `List<Integer>`", proof = ARRAYS)
        List<Integer> numbers;

        @Row(value = "`List<BigDecimal>`", proof = ARRAYS)
        List<BigDecimal> prices;

        @Row(value = "`Instant[]`", proof = ARRAYS)
        Instant[] instants;

        @Row(value = "`byte[][]`", proof = ARRAYS)
        byte[][] blobs;

        @Row(value = "`@Struct` embeddable", proof = "NestedTypesIT#structsComeBackEqual")
        Address home;

        @Row(value = "`List` of `@Struct` embeddables", proof = "NestedTypesIT#structsComeBackEqual")
        List<Address> homes;

        @Row(value = "`SqlTypes.JSON` on anything", proof = "NestedTypesIT#documentsComeBackEqual")
        @JdbcTypeCode(SqlTypes.JSON)
        Map<String, String> document;

        @Row(value = "`SqlTypes.JSON` on an embeddable", proof = "NestedTypesIT#partsOfDocumentsAreReadAndUpdated")
        @JdbcTypeCode(SqlTypes.JSON)
        Detail detail;

        @Row(value = "`SqlTypes.VECTOR` on `float[]`", proof = ARRAYS)
        @JdbcTypeCode(SqlTypes.VECTOR)
        @Array(length = 3)
        float[] vector;
    }

    private static String types() {
        var lines = new ArrayList<String>();
        lines.add("| Java | Column | In queries | Proof |");
        lines.add("|---|---|---|---|");
        var metadata = Athena.metadata(new StubConnections(), Map.of(), Page.class);
        var columns = metadata.getEntityBinding(Page.class.getName()).getTable();
        for (var field : Page.class.getDeclaredFields()) {
            if (field.isAnnotationPresent(Row.class)) {
                var row = field.getAnnotation(Row.class);
                var column = columns.getColumns().stream()
                        .filter(candidate -> candidate.getName().equalsIgnoreCase(field.getName()))
                        .findFirst()
                        .orElseThrow();
                var type = ColumnTypes.of(column, metadata);
                lines.add("| " + row.value() + " | `" + type.hive() + "` | `" + type.query() + "` | `" + row.proof()
                        + "` |");
            }
        }
        return String.join("\n", lines);
    }

    /** On a difference, the expected table is in {@code target/dialect-types.md}: read it, and copy it over. */
    @Test
    void theTypesAreThoseOfTheDialect() throws IOException {
        var expected = types();
        Files.writeString(Path.of("target", "dialect-types.md"), expected);

        assertThat(Files.readString(PAGE)).contains(expected);
    }

    @Test
    void theProofsAreThere() {
        assertThat(Arrays.stream(Page.class.getDeclaredFields())
                        .map(field -> field.getAnnotation(Row.class))
                        .filter(row -> row != null)
                        .map(Row::proof)
                        .distinct())
                .allSatisfy(proof -> {
                    var parts = proof.split("#", 2);
                    assertThat(Files.readString(PROOFS.resolve(parts[0] + ".java")))
                            .contains("void " + parts[1] + "()");
                });
    }

    @Test
    void theSettingsAreThoseOfTheSchemaTool() throws IOException {
        var page = Files.readString(PAGE);
        assertThat(SchemaSetting.values()).allSatisfy(setting -> assertThat(page)
                .contains("| `" + setting.key() + "` | " + setting.standard() + " | " + setting.description() + " |"));
    }
}
