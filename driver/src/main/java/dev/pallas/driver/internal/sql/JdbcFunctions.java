package dev.pallas.driver.internal.sql;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The scalar functions of JDBC (specification 4.3, appendix C) in the engine's words. A pattern has {@code {0}}, {@code {1}}, .. for the
 * arguments.
 */
public final class JdbcFunctions {
    /** The groups in which DatabaseMetaData lists them. */
    public enum Group {
        NUMERIC,
        STRING,
        SYSTEM,
        TIME_DATE
    }

    private record Function(Group group, Map<Integer, String> patternByArguments) {}

    private static final Map<String, Function> FUNCTIONS = new TreeMap<>();
    /** What follows {@code SQL_TSI_}; a fraction of a second is a nanosecond in JDBC, which the engine's intervals do not have. */
    private static final Map<String, String> INTERVALS = Map.of(
            "SECOND", "second",
            "MINUTE", "minute",
            "HOUR", "hour",
            "DAY", "day",
            "WEEK", "week",
            "MONTH", "month",
            "QUARTER", "quarter",
            "YEAR", "year");

    private static final Map<String, String> TYPES = Map.ofEntries(
            Map.entry("BIGINT", "bigint"),
            Map.entry("BINARY", "varbinary"),
            Map.entry("BOOLEAN", "boolean"),
            Map.entry("CHAR", "varchar"),
            Map.entry("DATE", "date"),
            Map.entry("DECIMAL", "decimal(38,10)"),
            Map.entry("DOUBLE", "double"),
            Map.entry("FLOAT", "double"),
            Map.entry("INTEGER", "integer"),
            Map.entry("NUMERIC", "decimal(38,10)"),
            Map.entry("REAL", "real"),
            Map.entry("SMALLINT", "smallint"),
            Map.entry("TIME", "time"),
            Map.entry("TIMESTAMP", "timestamp"),
            Map.entry("TINYINT", "tinyint"),
            Map.entry("VARBINARY", "varbinary"),
            Map.entry("VARCHAR", "varchar"));

    static {
        for (var name : List.of(
                "abs", "acos", "asin", "atan", "ceiling", "cos", "degrees", "exp", "floor", "log10", "radians", "sign",
                "sin", "sqrt", "tan")) {
            add(Group.NUMERIC, name, name + "({0})");
        }
        add(Group.NUMERIC, "atan2", "atan2({0}, {1})");
        add(Group.NUMERIC, "cot", "(1e0 / tan({0}))");
        add(Group.NUMERIC, "log", "ln({0})");
        add(Group.NUMERIC, "mod", "mod({0}, {1})");
        add(Group.NUMERIC, "pi", "pi()");
        add(Group.NUMERIC, "power", "power({0}, {1})");
        add(Group.NUMERIC, "rand", "rand()");
        add(Group.NUMERIC, "round", "round({0}, {1})");
        // the engine cuts digits of decimals only
        add(Group.NUMERIC, "truncate", "(truncate(({0}) * power(10, {1})) / power(10, {1}))");

        add(Group.STRING, "ascii", "codepoint(CAST(substr({0}, 1, 1) AS varchar(1)))");
        add(Group.STRING, "char", "chr({0})");
        add(Group.STRING, "char_length", "length({0})");
        add(Group.STRING, "character_length", "length({0})");
        add(Group.STRING, "concat", "concat({0}, {1})");
        add(Group.STRING, "insert", "concat(substr({0}, 1, ({1}) - 1), {3}, substr({0}, ({1}) + ({2})))");
        add(Group.STRING, "lcase", "lower({0})");
        add(Group.STRING, "left", "substr({0}, 1, {1})");
        // without the blanks at the end, says JDBC
        add(Group.STRING, "length", "length(rtrim({0}))");
        add(Group.STRING, "locate", "strpos({1}, {0})");
        add(Group.STRING, "ltrim", "ltrim({0})");
        add(Group.STRING, "octet_length", "length(to_utf8({0}))");
        add(Group.STRING, "position", "position({0})");
        add(Group.STRING, "repeat", "array_join(repeat({0}, {1}), '')");
        add(Group.STRING, "replace", "replace({0}, {1}, {2})");
        add(Group.STRING, "right", "reverse(substr(reverse({0}), 1, {1}))");
        add(Group.STRING, "rtrim", "rtrim({0})");
        add(Group.STRING, "soundex", "soundex({0})");
        add(Group.STRING, "space", "lpad('', {0}, ' ')");
        add(Group.STRING, "substring", "substr({0}, {1})");
        add(Group.STRING, "substring", "substr({0}, {1}, {2})");
        add(Group.STRING, "ucase", "upper({0})");

        add(Group.SYSTEM, "database", "current_schema");
        add(Group.SYSTEM, "ifnull", "coalesce({0}, {1})");
        add(Group.SYSTEM, "user", "current_user");

        add(Group.TIME_DATE, "curdate", "current_date");
        add(Group.TIME_DATE, "current_date", "current_date");
        add(Group.TIME_DATE, "current_time", "localtime");
        add(Group.TIME_DATE, "current_timestamp", "localtimestamp");
        add(Group.TIME_DATE, "curtime", "localtime");
        add(Group.TIME_DATE, "dayname", "date_format({0}, '%W')");
        add(Group.TIME_DATE, "dayofmonth", "day({0})");
        // from 1 for Sunday
        add(Group.TIME_DATE, "dayofweek", "(day_of_week({0}) % 7 + 1)");
        add(Group.TIME_DATE, "dayofyear", "day_of_year({0})");
        add(Group.TIME_DATE, "extract", "extract({0})");
        for (var name : List.of("hour", "minute", "month", "quarter", "second", "week", "year")) {
            add(Group.TIME_DATE, name, name + "({0})");
        }
        add(Group.TIME_DATE, "monthname", "date_format({0}, '%M')");
        add(Group.TIME_DATE, "now", "localtimestamp");
        add(Group.TIME_DATE, "timestampadd", "date_add({0}, {1}, {2})");
        add(Group.TIME_DATE, "timestampdiff", "date_diff({0}, {1}, {2})");
    }

    private JdbcFunctions() {}

    private static void add(Group group, String name, String pattern) {
        var arguments = 0;
        while (pattern.contains("{" + arguments + "}")) {
            arguments++;
        }
        FUNCTIONS
                .computeIfAbsent(name, key -> new Function(group, new TreeMap<>()))
                .patternByArguments()
                .put(arguments, pattern);
    }

    /** The names of a group, in capitals, separated by commas, as DatabaseMetaData tells them. */
    public static String names(Group group) {
        return FUNCTIONS.entrySet().stream()
                .filter(function -> function.getValue().group() == group)
                .map(function -> function.getKey().toUpperCase(Locale.ROOT))
                .collect(Collectors.joining(","));
    }

    /** A call in the engine's words; empty if there is no such function, or none with so many arguments. */
    static Optional<String> call(String name, List<String> arguments) {
        var plain = name.toLowerCase(Locale.ROOT);
        if (plain.equals("convert")) {
            return convert(arguments);
        }
        var function = FUNCTIONS.get(plain);
        var pattern = function == null ? null : function.patternByArguments().get(arguments.size());
        if (pattern == null) {
            return Optional.empty();
        }
        var timestamps = plain.startsWith("timestamp");
        var text = new StringBuilder();
        var copied = 0;
        for (var open = pattern.indexOf('{'); open >= 0; open = pattern.indexOf('{', copied)) {
            var argument = arguments.get(pattern.charAt(open + 1) - '0');
            if (timestamps && pattern.charAt(open + 1) == '0') {
                var unit = interval(argument);
                if (unit.isEmpty()) {
                    return Optional.empty();
                }
                argument = "'" + unit.get() + "'";
            }
            text.append(pattern, copied, open).append(argument);
            copied = open + 3;
        }
        return Optional.of(text.append(pattern.substring(copied)).toString());
    }

    private static Optional<String> interval(String name) {
        var upper = name.toUpperCase(Locale.ROOT);
        return upper.startsWith("SQL_TSI_")
                ? Optional.ofNullable(INTERVALS.get(upper.substring("SQL_TSI_".length())))
                : Optional.empty();
    }

    private static Optional<String> convert(List<String> arguments) {
        if (arguments.size() != 2) {
            return Optional.empty();
        }
        var upper = arguments.get(1).toUpperCase(Locale.ROOT);
        var type = TYPES.get(upper.startsWith("SQL_") ? upper.substring("SQL_".length()) : upper);
        return type == null ? Optional.empty() : Optional.of("CAST(" + arguments.get(0) + " AS " + type + ")");
    }
}
