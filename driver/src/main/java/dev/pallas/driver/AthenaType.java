package dev.pallas.driver;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The types of a result column, by the names that Athena gives them. */
public enum AthenaType {
    BOOLEAN("boolean", Boolean.class),
    TINYINT("tinyint", Byte.class),
    SMALLINT("smallint", Short.class),
    INTEGER("integer", Integer.class),
    BIGINT("bigint", Long.class),
    /** The engine's REAL. */
    FLOAT("float", Float.class),
    DOUBLE("double", Double.class),
    DECIMAL("decimal", BigDecimal.class),
    CHAR("char", String.class),
    VARCHAR("varchar", String.class),
    VARBINARY("varbinary", byte[].class),
    DATE("date", LocalDate.class),
    TIME("time", LocalTime.class),
    TIMESTAMP("timestamp", LocalDateTime.class),
    TIMESTAMP_WITH_TIME_ZONE("timestamp with time zone", ZonedDateTime.class),
    /** Elements in order, {@code null} for NULL. See {@link Page#value} for what Athena's text does not tell. */
    ARRAY("array", List.class),
    /** Keys to values, in the order in which Athena gives them. */
    MAP("map", Map.class),
    ROW("row", RowValue.class),
    JSON("json", String.class),
    UUID("uuid", java.util.UUID.class),
    /** Any other type (intervals, ipaddress, time with time zone, sketches): its text. */
    OTHER("", String.class);

    private static final Pattern PARAMETERS = Pattern.compile("\\(.*\\)|<.*>");
    private static final Map<String, AthenaType> BY_NAME = Stream.of(values())
            .filter(type -> type != OTHER)
            .collect(Collectors.toUnmodifiableMap(type -> type.athenaName, Function.identity()));

    private final String athenaName;
    private final Class<?> javaClass;

    AthenaType(String athenaName, Class<?> javaClass) {
        this.athenaName = athenaName;
        this.javaClass = javaClass;
    }

    /**
     * The type of a ColumnInfo's type name, in any case, with or without its parameters; {@link #OTHER} for a name that is not known.
     * DDL such as SHOW names its columns' types in Hive's words, which are known too.
     */
    public static AthenaType ofName(String name) {
        var plain =
                PARAMETERS.matcher(name.toLowerCase(Locale.ROOT)).replaceAll("").strip();
        return switch (plain) {
            case "string" -> VARCHAR;
            case "int" -> INTEGER;
            case "real" -> FLOAT;
            case "binary" -> VARBINARY;
            case "struct" -> ROW;
            default -> BY_NAME.getOrDefault(plain, OTHER);
        };
    }

    /** The class of {@link Page#value}. */
    public Class<?> javaClass() {
        return javaClass;
    }
}
