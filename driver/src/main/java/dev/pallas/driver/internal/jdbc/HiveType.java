package dev.pallas.driver.internal.jdbc;

import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;

/**
 * The type of a table's column as the catalog tells it: {@code int}, {@code decimal(10,2)}, {@code array<struct<a:int>>}.
 *
 * @param name the name without arguments, in lower case
 * @param numbers the arguments in parentheses, as far as they are numbers
 */
record HiveType(String name, List<Integer> numbers) {
    HiveType {
        numbers = List.copyOf(numbers);
    }

    /** Reads the outermost type; what it is made of is left to the text. */
    static HiveType parse(String text) {
        var trimmed = text.strip().toLowerCase(Locale.ROOT);
        var nested = trimmed.indexOf('<');
        if (nested >= 0) {
            return new HiveType(trimmed.substring(0, nested).strip(), List.of());
        }
        var open = trimmed.indexOf('(');
        if (open < 0) {
            return new HiveType(trimmed, List.of());
        }
        var close = trimmed.lastIndexOf(')');
        if (close < open) {
            return new HiveType(trimmed.substring(0, open).strip(), List.of());
        }
        // "timestamp(6) with time zone": the name goes on after the argument
        var name = (trimmed.substring(0, open).strip() + " "
                        + trimmed.substring(close + 1).strip())
                .strip();
        return new HiveType(name, numbers(trimmed.substring(open + 1, close)));
    }

    private static List<Integer> numbers(String arguments) {
        var numbers = new ArrayList<Integer>();
        for (var argument : arguments.split(",", -1)) {
            try {
                numbers.add(Integer.valueOf(argument.strip()));
            } catch (NumberFormatException e) {
                // row(a integer): no number, and nothing that JDBC asks for
                return List.of();
            }
        }
        return numbers;
    }

    /** The constant of {@link Types}. */
    int jdbcType() {
        return switch (name) {
            case "boolean" -> Types.BOOLEAN;
            case "tinyint" -> Types.TINYINT;
            case "smallint" -> Types.SMALLINT;
            case "int", "integer" -> Types.INTEGER;
            case "bigint" -> Types.BIGINT;
            case "float", "real" -> Types.REAL;
            case "double" -> Types.DOUBLE;
            case "decimal" -> Types.DECIMAL;
            case "char" -> Types.CHAR;
            case "string", "varchar" -> Types.VARCHAR;
            case "binary", "varbinary" -> Types.VARBINARY;
            case "date" -> Types.DATE;
            case "time" -> Types.TIME;
            case "timestamp" -> Types.TIMESTAMP;
            case "timestamp with time zone", "timestamptz" -> Types.TIMESTAMP_WITH_TIMEZONE;
            case "array" -> Types.ARRAY;
            case "struct", "row" -> Types.STRUCT;
            default -> Types.OTHER;
        };
    }

    /** COLUMN_SIZE: digits, characters or bytes; empty where JDBC has none. */
    OptionalInt size() {
        return switch (jdbcType()) {
            case Types.BOOLEAN -> OptionalInt.of(1);
            case Types.TINYINT -> OptionalInt.of(3);
            case Types.SMALLINT -> OptionalInt.of(5);
            case Types.INTEGER -> OptionalInt.of(10);
            case Types.BIGINT -> OptionalInt.of(19);
            case Types.REAL -> OptionalInt.of(9);
            case Types.DOUBLE -> OptionalInt.of(17);
            // Hive's decimal without arguments is decimal(10,0)
            case Types.DECIMAL -> OptionalInt.of(number(0, 10));
            case Types.CHAR -> OptionalInt.of(number(0, 1));
            case Types.VARCHAR -> OptionalInt.of(number(0, JdbcTypes.UNBOUNDED));
            case Types.VARBINARY -> OptionalInt.of(JdbcTypes.UNBOUNDED);
            case Types.DATE -> OptionalInt.of(10);
            case Types.TIME -> OptionalInt.of(15);
            case Types.TIMESTAMP -> OptionalInt.of(26);
            case Types.TIMESTAMP_WITH_TIMEZONE -> OptionalInt.of(64);
            default -> OptionalInt.empty();
        };
    }

    /** DECIMAL_DIGITS; empty where JDBC has none. */
    OptionalInt decimalDigits() {
        return switch (jdbcType()) {
            case Types.TINYINT, Types.SMALLINT, Types.INTEGER, Types.BIGINT -> OptionalInt.of(0);
            case Types.DECIMAL -> OptionalInt.of(number(1, 0));
            case Types.TIME, Types.TIMESTAMP, Types.TIMESTAMP_WITH_TIMEZONE -> OptionalInt.of(6);
            default -> OptionalInt.empty();
        };
    }

    private int number(int index, int otherwise) {
        return index < numbers.size() ? numbers.get(index) : otherwise;
    }
}
