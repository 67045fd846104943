package dev.pallas.driver.internal.type;

import dev.pallas.driver.AthenaException;
import dev.pallas.driver.AthenaType;
import dev.pallas.driver.DataType;
import dev.pallas.driver.DataType.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads types in the words of queries, of DDL and of query plans, which leave out the quotes around names. */
public final class TypeParser {
    /** Types of the engine that have no constant of their own, by the word they begin with. */
    private static final Set<String> OTHERS = Set.of(
            "unknown",
            "ipaddress",
            "ipprefix",
            "interval year to month",
            "interval day to second",
            "time with time zone",
            "hyperloglog",
            "p4hyperloglog",
            "qdigest",
            "tdigest",
            "setdigest",
            "geometry",
            "sphericalgeography",
            "bingtile",
            "kdbtree",
            "color",
            "function",
            "uniontype");

    private TypeParser() {}

    public static DataType parse(String text) {
        try {
            return read(text.strip());
        } catch (IllegalArgumentException e) {
            throw new AthenaException(
                    "'" + text + "' is not a type: " + e.getMessage() + ".", "22023", null, null, false, e);
        }
    }

    private static DataType read(String text) {
        var open = indexOfOpening(text);
        if (open < 0) {
            return leaf(text, List.of());
        }
        var close = indexOfClosing(text, open);
        var base = text.substring(0, open).strip().toLowerCase(Locale.ROOT);
        var arguments = split(text.substring(open + 1, close));
        return switch (base) {
            case "array" -> nested(AthenaType.ARRAY, arguments, 1);
            case "map" -> nested(AthenaType.MAP, arguments, 2);
            case "row" -> row(arguments.stream().map(TypeParser::field).toList());
            case "struct" -> row(arguments.stream().map(TypeParser::hiveField).toList());
            // the name goes on after the argument: "timestamp(6) with time zone"
            default -> leaf(base + " " + text.substring(close + 1).strip(), arguments);
        };
    }

    private static int indexOfOpening(String text) {
        for (var i = 0; i < text.length(); i++) {
            if (text.charAt(i) == '(' || text.charAt(i) == '<') {
                return i;
            }
        }
        return -1;
    }

    private static DataType nested(AthenaType type, List<String> parts, int count) {
        if (parts.size() != count) {
            throw new IllegalArgumentException(
                    type.name().toLowerCase(Locale.ROOT) + " is made of " + count + " types");
        }
        return new DataType(
                type,
                type.name().toLowerCase(Locale.ROOT),
                List.of(),
                parts.stream().map(part -> new Field(null, read(part))).toList());
    }

    private static DataType row(List<Field> fields) {
        return new DataType(AthenaType.ROW, "row", List.of(), fields);
    }

    private static DataType leaf(String text, List<String> arguments) {
        var name = text.strip().toLowerCase(Locale.ROOT).replaceAll("\\s+", " ");
        if (name.isEmpty() || name.chars().anyMatch(c -> "()<>,:\"'".indexOf(c) >= 0)) {
            throw new IllegalArgumentException("a name is expected");
        }
        var known =
                switch (name) {
                    case "timestamptz" -> AthenaType.TIMESTAMP_WITH_TIME_ZONE;
                    case "numeric" -> AthenaType.DECIMAL;
                    default -> AthenaType.ofName(name);
                };
        return new DataType(
                known,
                switch (known) {
                    case FLOAT -> "real";
                    case TIMESTAMP_WITH_TIME_ZONE -> "timestamp with time zone";
                    case OTHER -> name;
                    default -> known.name().toLowerCase(Locale.ROOT);
                },
                numbers(known, arguments),
                List.of());
    }

    /** The arguments of an unknown type, qdigest(bigint) for instance, are left out. */
    private static List<Integer> numbers(AthenaType type, List<String> arguments) {
        var numbers = new ArrayList<Integer>();
        for (var argument : arguments) {
            try {
                numbers.add(Integer.valueOf(argument));
            } catch (NumberFormatException e) {
                if (type == AthenaType.OTHER) {
                    return List.of();
                }
                throw new IllegalArgumentException(argument + " is not a number", e);
            }
        }
        return numbers;
    }

    /** {@code name:type}; a name in backticks may hold anything. */
    private static Field hiveField(String text) {
        var start = text.startsWith("`") ? Math.max(0, text.indexOf('`', 1)) : 0;
        var colon = text.indexOf(':', start);
        if (colon <= 0) {
            throw new IllegalArgumentException("a field is name:type");
        }
        var name = text.substring(0, colon).strip();
        return new Field(
                name.startsWith("`") && name.endsWith("`") && name.length() > 2
                        ? name.substring(1, name.length() - 1)
                        : name,
                read(text.substring(colon + 1).strip()));
    }

    /** {@code "name" type}, {@code name type} or {@code type}; in a plan a name with blanks has no quotes. */
    private static Field field(String text) {
        if (text.startsWith("\"")) {
            var end = 1;
            while (end < text.length() && !(text.charAt(end) == '"' && !text.startsWith("\"\"", end))) {
                end += text.charAt(end) == '"' ? 2 : 1;
            }
            if (end < text.length()) {
                return new Field(
                        text.substring(1, end).replace("\"\"", "\""),
                        read(text.substring(end + 1).strip()));
            }
        }
        var whole = known(text);
        if (whole != null) {
            return new Field(null, whole);
        }
        for (var blank = text.indexOf(' '); blank >= 0; blank = text.indexOf(' ', blank + 1)) {
            var type = known(text.substring(blank + 1).strip());
            if (type != null) {
                return new Field(text.substring(0, blank), type);
            }
        }
        // a type that is not known here, with or without a name
        var blank = text.indexOf(' ');
        return blank < 0
                ? new Field(null, read(text))
                : new Field(
                        text.substring(0, blank), read(text.substring(blank + 1).strip()));
    }

    private static @Nullable DataType known(String text) {
        try {
            var type = read(text);
            return type.type() != AthenaType.OTHER || OTHERS.contains(type.name()) ? type : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static int indexOfClosing(String text, int open) {
        var depth = 0;
        for (var i = open; i < text.length(); i++) {
            switch (text.charAt(i)) {
                case '"', '`' -> i = endOfQuotes(text, i);
                case '(', '<' -> depth++;
                case ')', '>' -> {
                    if (--depth == 0) {
                        return i;
                    }
                }
                default -> {
                    // part of a name
                }
            }
        }
        throw new IllegalArgumentException("a parenthesis is not closed");
    }

    private static int endOfQuotes(String text, int start) {
        var end = text.indexOf(text.charAt(start), start + 1);
        // a doubled quote begins another part of the same name, for which the caller comes here again
        return end < 0 ? text.length() : end;
    }

    /** The parts between commas that are in no parentheses. */
    public static List<String> split(String text) {
        var parts = new ArrayList<String>();
        var start = 0;
        var depth = 0;
        for (var i = 0; i < text.length(); i++) {
            switch (text.charAt(i)) {
                case '"', '`' -> i = endOfQuotes(text, i);
                case '(', '<' -> depth++;
                case ')', '>' -> depth--;
                case ',' -> {
                    if (depth == 0) {
                        parts.add(text.substring(start, i).strip());
                        start = i + 1;
                    }
                }
                default -> {
                    // part of a name
                }
            }
        }
        parts.add(text.substring(start).strip());
        return parts;
    }
}
