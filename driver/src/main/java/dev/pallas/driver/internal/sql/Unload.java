package dev.pallas.driver.internal.sql;

import dev.pallas.driver.AthenaType;
import dev.pallas.driver.Column;
import dev.pallas.driver.DataType;
import dev.pallas.driver.internal.type.Columns;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The UNLOAD of a query's rows into Parquet files, from which they can be read as they were. What a column of a file cannot hold is
 * written as its text. A comment at the start of the statement says what the columns are, so that whoever has the query id can read them.
 *
 * @param location the empty prefix for the files, {@code s3://bucket/prefix/}
 * @param names the query's columns, in order; in the files they are called {@code c0}, {@code c1}, ...
 * @param types their types
 */
public record Unload(String location, List<String> names, List<DataType> types) {
    private static final String MARK = "/* pallas unload ";
    private static final String MARK_END = " */";
    /** The fraction digits of the one timestamp that files of a Hive table have. */
    private static final int MILLIS = 3;

    /** The longest varchar of Hive. */
    private static final int MAX_VARCHAR = 65_535;

    /** Types that UNLOAD does not take and whose text is all there is to them. */
    private static final List<String> TEXTS =
            List.of("unknown", "ipaddress", "interval year to month", "interval day to second", "time with time zone");

    public Unload {
        names = List.copyOf(names);
        types = List.copyOf(types);
    }

    /** Whether columns of these types can be written, as they are or as text. */
    public static boolean isPossible(List<DataType> types) {
        return types.stream().allMatch(Unload::isPossible);
    }

    private static boolean isPossible(DataType type) {
        if (type.isNested()) {
            return type.isComplete() && type.fields().stream().allMatch(field -> isPossible(field.type()));
        }
        return type.type() != AthenaType.OTHER || TEXTS.contains(type.name());
    }

    /** Whether a query says in which order its rows come: files have none. */
    public static boolean isOrdered(Statement query) {
        var depth = 0;
        var tokens = query.tokens();
        for (var i = 0; i + 1 < tokens.size(); i++) {
            depth += tokens.get(i).isSymbol('(') ? 1 : tokens.get(i).isSymbol(')') ? -1 : 0;
            if (depth == 0 && tokens.get(i).isWord("ORDER") && tokens.get(i + 1).isWord("BY")) {
                return true;
            }
        }
        return false;
    }

    /** The text of a statement without what may stand behind it: a semicolon, or a comment that would hide the rest of its line. */
    public static String body(Statement query) {
        var tokens = query.tokens();
        var last = tokens.size();
        while (last > 0 && tokens.get(last - 1).isSymbol(';')) {
            last--;
        }
        return last == 0
                ? query.sql()
                : query.sql().substring(0, tokens.get(last - 1).end());
    }

    /**
     * The statement, with the markers of the query.
     *
     * @param body see {@link #body}
     */
    public String statement(String body) {
        var columns = IntStream.range(0, names.size())
                .mapToObj(i -> written(types.get(i), "c" + i, 0) + " AS c" + i)
                .collect(Collectors.joining(", "));
        var aliases = IntStream.range(0, names.size()).mapToObj(i -> "c" + i).collect(Collectors.joining(", "));
        return MARK + encoded() + MARK_END + " UNLOAD (SELECT " + columns + " FROM (\n" + body + "\n) AS q (" + aliases
                + ")) TO " + Literals.of(location) + " WITH (format = 'PARQUET', compression = 'GZIP')";
    }

    private String encoded() {
        return Tags.encode(location)
                + ";"
                + IntStream.range(0, names.size())
                        .mapToObj(i -> Tags.encode(names.get(i)) + "="
                                + Tags.encode(types.get(i).toString()))
                        .collect(Collectors.joining(","));
    }

    /** What the text of a statement says that it wrote; empty for one that is not of this class. */
    public static Optional<Unload> parse(String sql) {
        var end = sql.indexOf(MARK_END);
        if (!sql.startsWith(MARK) || end < 0) {
            return Optional.empty();
        }
        var parts = sql.substring(MARK.length(), end).split("[;,]", -1);
        var names = new ArrayList<String>();
        var types = new ArrayList<DataType>();
        for (var column : Arrays.asList(parts).subList(1, parts.length)) {
            var equals = column.indexOf('=');
            if (equals < 0) {
                return Optional.empty();
            }
            names.add(decoded(column.substring(0, equals)));
            types.add(DataType.parse(decoded(column.substring(equals + 1))));
        }
        return Optional.of(new Unload(decoded(parts[0]), names, types));
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    /** The columns' names in the files. */
    public List<String> namesInFiles() {
        return IntStream.range(0, names.size()).mapToObj(i -> "c" + i).toList();
    }

    /** The columns as Athena describes them in other results. */
    public List<Column> columns() {
        return IntStream.range(0, names.size())
                .mapToObj(i -> Columns.of(names.get(i).toLowerCase(Locale.ROOT), types.get(i)))
                .toList();
    }

    // ---- what a file can hold

    /** Whether a file of a Hive table has the type itself. */
    private static boolean isNative(DataType type) {
        return switch (type.type()) {
            case BOOLEAN, TINYINT, SMALLINT, INTEGER, BIGINT, FLOAT, DOUBLE, DECIMAL, VARBINARY, DATE -> true;
            case TIMESTAMP -> type.argument(0, MILLIS) == MILLIS;
            default -> false;
        };
    }

    /** The expression of a value for the file. Fields of a row need names that a file can have, so each row is made anew. */
    private static String written(DataType type, String value, int depth) {
        if (type.isNested() && hasJson(type)) {
            return rebuilt(type, value, depth);
        }
        if (type.type() == AthenaType.JSON) {
            return "json_format(" + value + ")";
        }
        var target = inFile(type);
        // a text of any length is one without
        var asItIs = type.type() == AthenaType.VARCHAR && type.argument(0, 1) > 0 && type.argument(0, 1) <= MAX_VARCHAR;
        return asItIs || target.equals(type.toSql()) ? value : "CAST(" + value + " AS " + target + ")";
    }

    /** A cast takes a JSON value apart where its text is wanted. */
    private static boolean hasJson(DataType type) {
        return type.type() == AthenaType.JSON || type.fields().stream().anyMatch(field -> hasJson(field.type()));
    }

    private static String rebuilt(DataType type, String value, int depth) {
        var name = "v" + depth;
        var other = "w" + depth;
        return switch (type.type()) {
            case ARRAY -> "transform(" + value + ", " + name + " -> " + written(type.part(0), name, depth + 1) + ")";
            case MAP ->
                "transform_keys(transform_values(" + value + ", (" + other + ", " + name + ") -> "
                        + written(type.part(1), name, depth + 1) + "), (" + name + ", " + other + ") -> "
                        + written(type.part(0), name, depth + 1) + ")";
            default ->
                "IF(" + value + " IS NULL, NULL, CAST(ROW("
                        + IntStream.range(0, type.fields().size())
                                .mapToObj(i -> written(type.part(i), value + "[" + (i + 1) + "]", depth))
                                .collect(Collectors.joining(", "))
                        + ") AS " + inFile(type) + "))";
        };
    }

    private static String inFile(DataType type) {
        return switch (type.type()) {
            case ARRAY -> "array(" + inFile(type.part(0)) + ")";
            case MAP -> "map(" + inFile(type.part(0)) + ", " + inFile(type.part(1)) + ")";
            case ROW ->
                IntStream.range(0, type.fields().size())
                        .mapToObj(i -> "f" + i + " " + inFile(type.part(i)))
                        .collect(Collectors.joining(", ", "row(", ")"));
            default -> isNative(type) ? type.toSql() : "varchar";
        };
    }
}
