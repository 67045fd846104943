package dev.pallas.driver.internal.sql;

import dev.pallas.driver.AthenaException;
import dev.pallas.driver.AthenaType;
import dev.pallas.driver.DataType;
import dev.pallas.driver.RowValue;
import dev.pallas.driver.TypedValue;
import dev.pallas.driver.internal.parquet.ParquetFileBuilder;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Rows of parameters as a Parquet file and a table over it, from which one INSERT writes them. Each value gets the type that its literal would
 * have, so that the INSERT means the same as one with VALUES. What a file of a Hive table cannot hold is kept as text and cast.
 */
public final class Staging {
    private final InsertValues insert;
    private final List<? extends List<? extends @Nullable Object>> rows;
    /** The type of each parameter; {@code unknown} for one that is NULL in all rows. */
    private final List<DataType> types;

    private Staging(InsertValues insert, List<? extends List<? extends @Nullable Object>> rows, List<DataType> types) {
        this.insert = insert;
        this.rows = rows;
        this.types = types;
    }

    /** Empty when a value has no form in a file, or the values of a parameter have no type in common. */
    public static Optional<Staging> of(InsertValues insert, List<? extends List<? extends @Nullable Object>> rows) {
        var count = insert.parameterCount();
        rows.forEach(insert::checkCount);
        var types = new ArrayList<DataType>();
        for (var i = 0; i < count; i++) {
            var column = new ArrayList<@Nullable Object>(rows.size());
            for (var row : rows) {
                var value = row.get(i);
                if (value != null && isTyped(value)) {
                    return Optional.empty();
                }
                column.add(value);
            }
            var type = isOfOneKind(column) ? type(column) : Optional.<DataType>empty();
            if (type.isEmpty()) {
                return Optional.empty();
            }
            types.add(type.get());
        }
        return types.stream().allMatch(LiteralTypes.UNKNOWN::equals)
                ? Optional.empty()
                : Optional.of(new Staging(insert, rows, types));
    }

    /** Whether a value says by itself what it is to be written as, which may be another thing than its class. */
    private static boolean isTyped(@Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            return isTyped(map.keySet()) || isTyped(map.values());
        } else if (value instanceof Collection<?> elements) {
            return elements.stream().anyMatch(Staging::isTyped);
        }
        return value instanceof TypedValue || (value instanceof RowValue row && isTyped(row.values()));
    }

    /** A value of another class would be written as the type of its own, which may not be the one of the others. */
    private static boolean isOfOneKind(List<@Nullable Object> column) {
        return column.stream()
                        .filter(Objects::nonNull)
                        .map(value -> value instanceof Collection
                                ? Collection.class
                                : value instanceof Map ? Map.class : value.getClass())
                        .distinct()
                        .count()
                <= 1;
    }

    private static Optional<DataType> type(List<@Nullable Object> column) {
        DataType type;
        try {
            type = LiteralTypes.common(column);
        } catch (AthenaException e) {
            // values that cannot stand in one column; VALUES has statements for each kind
            return Optional.empty();
        }
        if (type.type() == AthenaType.VARCHAR && type.arguments().isEmpty()) {
            var longest = column.stream()
                    .mapToInt(value -> value == null ? 0 : length(text(value)))
                    .max()
                    .orElse(0);
            // as the literals together have it
            type = new DataType(AthenaType.VARCHAR, "varchar", List.of(Math.max(1, longest)), List.of());
        }
        return type.equals(LiteralTypes.UNKNOWN) || hasForm(type) ? Optional.of(type) : Optional.empty();
    }

    private static int length(String text) {
        return text.codePointCount(0, text.length());
    }

    private static boolean hasForm(DataType type) {
        return switch (type.type()) {
            case BOOLEAN,
                    TINYINT,
                    SMALLINT,
                    INTEGER,
                    BIGINT,
                    FLOAT,
                    DOUBLE,
                    DECIMAL,
                    VARCHAR,
                    VARBINARY,
                    DATE,
                    TIME,
                    TIMESTAMP,
                    TIMESTAMP_WITH_TIME_ZONE -> true;
            case ARRAY, MAP, ROW ->
                !type.fields().isEmpty() && type.fields().stream().allMatch(field -> hasForm(field.type()));
            default -> false;
        };
    }

    /** The places of the parameters that have a column in the file. */
    private IntStream columns() {
        return IntStream.range(0, types.size()).filter(i -> !types.get(i).equals(LiteralTypes.UNKNOWN));
    }

    /** The bytes of the file; takes a moment. */
    public byte[] file() {
        var names = columns().mapToObj(i -> "c" + i).toList();
        var inFile = columns().mapToObj(i -> inFile(types.get(i))).toList();
        var places = columns().toArray();
        var builder = new ParquetFileBuilder(names, inFile);
        for (var row : rows) {
            var values = new ArrayList<@Nullable Object>(places.length);
            for (var place : places) {
                values.add(value(row.get(place), types.get(place)));
            }
            builder.add(values);
        }
        return builder.build();
    }

    public int rowCount() {
        return rows.size();
    }

    /** The table over the file, in the language of DDL. */
    public String create(String table, String location) {
        return "CREATE EXTERNAL TABLE " + ddlName(table) + " ("
                + columns()
                        .mapToObj(i -> "c" + i + " " + hive(inFile(types.get(i))))
                        .collect(Collectors.joining(", "))
                + ") STORED AS PARQUET LOCATION '" + location + "'";
    }

    public static String drop(String table) {
        return "DROP TABLE IF EXISTS " + ddlName(table);
    }

    private static String ddlName(String table) {
        var dot = table.lastIndexOf('.');
        return "`" + table.substring(0, dot) + "`.`" + table.substring(dot + 1) + "`";
    }

    /** The statement that writes all rows. */
    public String insert(String table) {
        var dot = table.lastIndexOf('.');
        var values = IntStream.range(0, types.size())
                .mapToObj(i -> expression(types.get(i), "c" + i))
                .toList();
        return insert.select(values, '"' + table.substring(0, dot) + "\".\"" + table.substring(dot + 1) + '"');
    }

    private static String expression(DataType type, String column) {
        if (type.equals(LiteralTypes.UNKNOWN)) {
            return "NULL";
        }
        return type.equals(inFile(type)) ? column : "CAST(" + column + " AS " + type.toSql() + ")";
    }

    private static DataType inFile(DataType type) {
        return switch (type.type()) {
            case ARRAY, MAP, ROW -> {
                var fields = new ArrayList<DataType.Field>();
                for (var i = 0; i < type.fields().size(); i++) {
                    fields.add(
                            new DataType.Field(type.type() == AthenaType.ROW ? "f" + i : null, inFile(type.part(i))));
                }
                yield new DataType(type.type(), type.name(), List.of(), fields);
            }
            case VARCHAR, TIME, TIMESTAMP, TIMESTAMP_WITH_TIME_ZONE -> DataType.parse("varchar");
            default -> type;
        };
    }

    private static String hive(DataType type) {
        return switch (type.type()) {
            case ARRAY -> "array<" + hive(type.part(0)) + ">";
            case MAP -> "map<" + hive(type.part(0)) + "," + hive(type.part(1)) + ">";
            case ROW ->
                type.fields().stream()
                        .map(field -> field.name() + ":" + hive(field.type()))
                        .collect(Collectors.joining(",", "struct<", ">"));
            case INTEGER -> "int";
            case FLOAT -> "float";
            case VARCHAR -> "string";
            case VARBINARY -> "binary";
            case DECIMAL -> "decimal(" + type.argument(0, 38) + "," + type.argument(1, 0) + ")";
            default -> type.name();
        };
    }

    /** The value as the file wants it. */
    private static @Nullable Object value(@Nullable Object given, DataType type) {
        var value = given == null ? null : Literals.plain(given);
        if (value == null) {
            return null;
        }
        return switch (type.type()) {
            case ARRAY -> elements((Collection<?>) value, type.part(0));
            case MAP -> entries((Map<?, ?>) value, type);
            case ROW -> row((RowValue) value, type);
            case DECIMAL -> value instanceof BigInteger integer ? new BigDecimal(integer) : value;
            case DATE -> value instanceof java.sql.Date date ? date.toLocalDate() : value;
            case VARCHAR, TIME, TIMESTAMP, TIMESTAMP_WITH_TIME_ZONE -> text(value);
            case BIGINT -> ((Number) value).longValue();
            default -> value;
        };
    }

    /** What stands between the quotes of the literal, which refuses what is no text and no time. */
    private static String text(Object value) {
        var literal = Literals.of(value);
        return literal.substring(literal.indexOf('\'') + 1, literal.length() - 1)
                .replace("''", "'");
    }

    private static List<@Nullable Object> elements(Collection<?> list, DataType type) {
        var values = new ArrayList<@Nullable Object>(list.size());
        list.forEach(each -> values.add(value(each, type)));
        return values;
    }

    private static Map<@Nullable Object, @Nullable Object> entries(Map<?, ?> map, DataType type) {
        Literals.checkKeys(map);
        var values = new LinkedHashMap<@Nullable Object, @Nullable Object>();
        map.forEach((key, each) -> values.put(value(key, type.part(0)), value(each, type.part(1))));
        return values;
    }

    private static RowValue row(RowValue row, DataType type) {
        var values = new ArrayList<@Nullable Object>();
        for (var i = 0; i < row.size(); i++) {
            values.add(value(row.get(i), type.part(i)));
        }
        return new RowValue(row.names(), values);
    }
}
