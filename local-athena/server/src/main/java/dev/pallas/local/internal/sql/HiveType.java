package dev.pallas.local.internal.sql;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A type as Hive writes it, which is also how the catalog keeps it: {@code int}, {@code string}, {@code decimal(10,2)},
 * {@code array<int>}, {@code map<string,int>}, {@code struct<a:int,b:string>}.
 *
 * @param name in lower case
 * @param arguments length, or precision and scale
 * @param fields the element of an array, key and value of a map, the fields of a struct
 */
public record HiveType(String name, List<Integer> arguments, List<Field> fields) {
    /** The names of the types that have no parts, as DDL writes them. */
    static final Set<String> PRIMITIVES = Set.of(
            "boolean",
            "tinyint",
            "smallint",
            "int",
            "integer",
            "bigint",
            "float",
            "double",
            "decimal",
            "string",
            "varchar",
            "char",
            "binary",
            "date",
            "timestamp",
            "timestamptz");

    public HiveType {
        arguments = List.copyOf(arguments);
        fields = List.copyOf(fields);
    }

    /** A part of a type; only a struct's fields have a name of their own. */
    public record Field(String name, HiveType type) {}

    public static HiveType simple(String name, Integer... arguments) {
        return new HiveType(name, List.of(arguments), List.of());
    }

    static HiveType array(HiveType element) {
        return new HiveType("array", List.of(), List.of(new Field("element", element)));
    }

    static HiveType map(HiveType key, HiveType value) {
        return new HiveType("map", List.of(), List.of(new Field("key", key), new Field("value", value)));
    }

    static HiveType struct(List<Field> fields) {
        return new HiveType("struct", List.of(), fields);
    }

    /** The type as Hive writes it. */
    @Override
    public String toString() {
        return text("");
    }

    /** The type as DESCRIBE tells that of an Iceberg table's column: with a blank between its parts. */
    public String spaced() {
        return text(" ");
    }

    /** @param blank what follows a comma or a colon */
    private String text(String blank) {
        var comma = "," + blank;
        if (name.equals("struct")) {
            return fields.stream()
                    .map(field -> field.name() + ":" + blank + field.type().text(blank))
                    .collect(Collectors.joining(comma, "struct<", ">"));
        }
        if (!fields.isEmpty()) {
            return fields.stream()
                    .map(field -> field.type().text(blank))
                    .collect(Collectors.joining(comma, name + "<", ">"));
        }
        return arguments.isEmpty()
                ? name
                : arguments.stream().map(String::valueOf).collect(Collectors.joining(comma, name + "(", ")"));
    }

    /** The argument at a place, counted from 0. */
    public int argument(int index, int otherwise) {
        return index < arguments.size() ? arguments.get(index) : otherwise;
    }

    /** The type of a field in an Iceberg table's metadata. */
    public static HiveType ofIceberg(JsonNode type) {
        if (type.isTextual()) {
            return ofIcebergPrimitive(type.asText());
        }
        return switch (type.path("type").asText()) {
            case "list" -> array(ofIceberg(type.path("element")));
            case "map" -> map(ofIceberg(type.path("key")), ofIceberg(type.path("value")));
            default -> {
                var fields = new ArrayList<Field>();
                type.path("fields")
                        .forEach(field ->
                                fields.add(new Field(field.path("name").asText(), ofIceberg(field.path("type")))));
                yield struct(fields);
            }
        };
    }

    private static HiveType ofIcebergPrimitive(String type) {
        var open = type.indexOf('(');
        if (type.startsWith("decimal(")) {
            var comma = type.indexOf(',');
            return simple(
                    "decimal",
                    Integer.valueOf(type.substring(open + 1, comma).strip()),
                    Integer.valueOf(type.substring(comma + 1, type.length() - 1).strip()));
        }
        return switch (type) {
            case "long" -> simple("bigint");
            case "timestamptz" -> simple("timestamp with time zone");
            case "time", "uuid" -> simple("string");
            default -> simple(type.startsWith("fixed") ? "binary" : type);
        };
    }

    /** The type as a table in the catalog may have it: what Hive has no type for is a string there. */
    public HiveType inCatalog() {
        if (fields.isEmpty()) {
            return PRIMITIVES.contains(name) ? this : simple("string");
        }
        return new HiveType(
                name,
                arguments,
                fields.stream()
                        .map(field -> new Field(field.name(), field.type().inCatalog()))
                        .toList());
    }

    /** The type of a column in the engine's language, such as a view's column has it. */
    public static HiveType ofEngine(EngineType type) {
        var parameters = type.parameters();
        return switch (type.name()) {
            case "integer" -> simple("int");
            case "real" -> simple("float");
            case "varbinary" -> simple("binary");
            case "varchar" ->
                type.length() == EngineType.UNBOUNDED ? simple("string") : simple("varchar", type.length());
            case "char" -> simple("char", type.length());
            case "decimal" -> simple("decimal", type.precision(), type.scale());
            case "array" -> array(ofEngine(parameters.get(0).type()));
            case "map" ->
                map(
                        ofEngine(parameters.get(0).type()),
                        ofEngine(parameters.get(1).type()));
            case "row" ->
                struct(parameters.stream()
                        .map(field -> new Field(
                                field.name() == null ? "" : field.name().toLowerCase(Locale.ROOT),
                                ofEngine(field.type())))
                        .toList());
            default -> simple(type.name());
        };
    }
}
