package dev.pallas.dialect.internal.type;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The type of a column, with what it is made of: {@code array<struct<a:string>>} in DDL, {@code array(row("a" varchar))} in queries.
 *
 * <p>Values of nested types cross to the engine and back as JSON text: the text in which Athena gives them back by itself does not tell where an
 * element ends. What JSON has no word for (dates, timestamps, decimals, NaN) is a string in it, bytes are hexadecimal digits, and a row is an
 * array, so that nothing is lost and names do not matter.
 */
public sealed interface ColumnType {
    /** The name in DDL, which is Hive's. */
    String hive();

    /** The name in casts, which is Trino's. */
    String query();

    /** The type that {@code CAST(json AS ..)} can give of it. */
    ColumnType fromJson();

    /** Whether {@code CAST(.. AS JSON)} refuses it, or what it holds. */
    boolean foreignToJson();

    /** An expression of this type as one that can be cast to JSON. */
    String jsonable(String expression, int depth);

    /** An expression of the type {@link #fromJson()} as one of this type; where casts alone do that, the same expression. */
    String undone(String expression, int depth);

    /**
     * The JSON text of a value.
     *
     * @param expression an expression of this type
     * @return an expression of type varchar
     */
    default String read(String expression) {
        return "json_format(cast(" + jsonable(expression, 0) + " as json))";
    }

    /**
     * The value of a JSON text.
     *
     * @param text an expression of type varchar
     * @return an expression of this type
     */
    default String write(String text) {
        var plain = "cast(json_parse(" + text + ") as " + fromJson().query() + ")";
        return query().equals(fromJson().query()) ? plain : "cast(" + undone(plain, 0) + " as " + query() + ")";
    }

    /**
     * Reads a type as DDL or the catalog names it.
     *
     * @param hive such as {@code decimal(10,2)} or {@code map<string,array<int>>}
     * @return the type; a name that is not known stays as it is
     */
    static ColumnType of(String hive) {
        return new Parser(hive).type();
    }

    /** A type that holds no others. */
    record Scalar(String hive, String query) implements ColumnType {
        private static final Map<String, String> QUERY_NAMES = Map.of(
                "string", "varchar",
                "int", "integer",
                "float", "real",
                "binary", "varbinary",
                "timestamp", "timestamp(6)");

        static Scalar of(String hive) {
            return new Scalar(hive, QUERY_NAMES.getOrDefault(hive.toLowerCase(Locale.ROOT), hive));
        }

        @Override
        public ColumnType fromJson() {
            return query.startsWith("timestamp")
                            || query.startsWith("char")
                            || query.equals("date")
                            || query.equals("varbinary")
                    ? new Scalar("string", "varchar")
                    : this;
        }

        @Override
        public boolean foreignToJson() {
            return query.equals("varbinary") || query.startsWith("char");
        }

        @Override
        public String jsonable(String expression, int depth) {
            return query.equals("varbinary")
                    ? "to_hex(" + expression + ")"
                    : foreignToJson() ? "cast(" + expression + " as varchar)" : expression;
        }

        @Override
        public String undone(String expression, int depth) {
            return query.equals("varbinary") ? "from_hex(" + expression + ")" : expression;
        }
    }

    /** Elements of one type. */
    record ArrayOf(ColumnType element) implements ColumnType {
        @Override
        public String hive() {
            return "array<" + element.hive() + ">";
        }

        @Override
        public String query() {
            return "array(" + element.query() + ")";
        }

        @Override
        public ColumnType fromJson() {
            return new ArrayOf(element.fromJson());
        }

        @Override
        public boolean foreignToJson() {
            return element.foreignToJson();
        }

        @Override
        public String jsonable(String expression, int depth) {
            return foreignToJson() ? transform(expression, depth, x -> element.jsonable(x, depth + 1)) : expression;
        }

        @Override
        public String undone(String expression, int depth) {
            return foreignToJson() ? transform(expression, depth, x -> element.undone(x, depth + 1)) : expression;
        }

        private static String transform(String expression, int depth, Function<String, String> body) {
            return "transform(" + expression + ", x" + depth + " -> " + body.apply("x" + depth) + ")";
        }
    }

    /** Values by keys. */
    record MapOf(ColumnType key, ColumnType value) implements ColumnType {
        @Override
        public String hive() {
            return "map<" + key.hive() + "," + value.hive() + ">";
        }

        @Override
        public String query() {
            return "map(" + key.query() + ", " + value.query() + ")";
        }

        @Override
        public ColumnType fromJson() {
            return new MapOf(key.fromJson(), value.fromJson());
        }

        @Override
        public boolean foreignToJson() {
            return value.foreignToJson();
        }

        @Override
        public String jsonable(String expression, int depth) {
            return foreignToJson() ? transform(expression, depth, x -> value.jsonable(x, depth + 1)) : expression;
        }

        @Override
        public String undone(String expression, int depth) {
            return foreignToJson() ? transform(expression, depth, x -> value.undone(x, depth + 1)) : expression;
        }

        private static String transform(String expression, int depth, Function<String, String> body) {
            return "transform_values(" + expression + ", (k" + depth + ", x" + depth + ") -> " + body.apply("x" + depth)
                    + ")";
        }
    }

    /** Named values of their own types, in the order of the table. */
    record RowOf(List<Field> fields) implements ColumnType {
        /** A value of a row. */
        public record Field(String name, ColumnType type) {}

        public RowOf {
            fields = List.copyOf(fields);
        }

        @Override
        public String hive() {
            return fields.stream()
                    .map(field -> field.name().toLowerCase(Locale.ROOT) + ":"
                            + field.type().hive())
                    .collect(Collectors.joining(",", "struct<", ">"));
        }

        @Override
        public String query() {
            return fields.stream()
                    .map(field -> quoted(field) + " " + field.type().query())
                    .collect(Collectors.joining(", ", "row(", ")"));
        }

        @Override
        public ColumnType fromJson() {
            return new RowOf(fields.stream()
                    .map(field -> new Field(field.name(), field.type().fromJson()))
                    .toList());
        }

        @Override
        public boolean foreignToJson() {
            return fields.stream().anyMatch(field -> field.type().foreignToJson());
        }

        @Override
        public String jsonable(String expression, int depth) {
            if (!foreignToJson()) {
                return expression;
            }
            // the names are needed: without them JSON objects would have one key many times
            var type = fields.stream()
                    .map(field -> quoted(field) + " "
                            + (field.type().foreignToJson()
                                    ? field.type().fromJson().query()
                                    : field.type().query()))
                    .collect(Collectors.joining(", ", "row(", ")"));
            return rebuilt(
                    expression,
                    depth,
                    (field, x) -> field.type().jsonable(x, depth + 1),
                    row -> "cast(" + row + " as " + type + ")");
        }

        @Override
        public String undone(String expression, int depth) {
            return foreignToJson()
                    ? rebuilt(
                            expression,
                            depth,
                            (field, x) -> field.type().undone(x, depth + 1),
                            row -> "cast(" + row + " as " + query() + ")")
                    : expression;
        }

        private interface Part {
            String of(Field field, String expression);
        }

        /** Names the row once, however often its fields are taken: an expression may be long, or not the same twice. */
        private String rebuilt(String expression, int depth, Part part, Function<String, String> whole) {
            var x = "x" + depth;
            var row = fields.stream()
                    .map(field -> part.of(field, x + "." + quoted(field)))
                    .collect(Collectors.joining(", ", "row(", ")"));
            return "element_at(transform(array[" + expression + "], " + x + " -> if(" + x + " is null, null, "
                    + whole.apply(row) + ")), 1)";
        }

        private static String quoted(Field field) {
            return '"' + field.name().toLowerCase(Locale.ROOT).replace("\"", "\"\"") + '"';
        }
    }

    /** Reads the names of types in DDL. */
    final class Parser {
        private final String text;
        private int position;

        private Parser(String text) {
            this.text = text.strip();
        }

        private ColumnType type() {
            var start = position;
            while (position < text.length() && !isEnd(text.charAt(position)) && text.charAt(position) != '<') {
                // decimal(10,2): the comma does not end the name
                position = text.charAt(position) == '(' ? closing() : position + 1;
            }
            var name = text.substring(start, position).strip();
            if (position >= text.length() || text.charAt(position) != '<') {
                return Scalar.of(name);
            }
            position++;
            var type =
                    switch (name.toLowerCase(Locale.ROOT)) {
                        case "array" -> new ArrayOf(type());
                        case "map" -> map();
                        default -> new RowOf(fields());
                    };
            // the bracket that ends it
            position++;
            return type;
        }

        private ColumnType map() {
            var key = type();
            position++;
            return new MapOf(key, type());
        }

        private List<RowOf.Field> fields() {
            var fields = new ArrayList<RowOf.Field>();
            do {
                var colon = text.indexOf(':', position);
                var name = text.substring(position, colon).replace("`", "").strip();
                position = colon + 1;
                fields.add(new RowOf.Field(name, type()));
            } while (position < text.length() && text.charAt(position) == ',' && position++ >= 0);
            return fields;
        }

        private int closing() {
            var close = text.indexOf(')', position);
            return close < 0 ? text.length() : close + 1;
        }

        private static boolean isEnd(char c) {
            return c == ',' || c == '>';
        }
    }
}
