package dev.pallas.dialect.internal.schema;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Types of columns as mappings for other databases define them, {@code columnDefinition = "varchar(20) not null"}, in the words of an Iceberg table's
 * DDL. What is not known stays as it is.
 */
final class IcebergTypes {
    private static final Pattern WORDS = Pattern.compile("[\\s_]+");

    /** A name, its size, a zone, and what Athena's DDL has no word for: constraints and defaults. */
    private static final Pattern DEFINITION = Pattern.compile(
            "(?<name>[a-z]\\w*(?:\\s+(?:precision|varying|large\\s+object))?)\\s*(?<size>\\([^()]*\\))?"
                    + "(?:\\s+with(?:out)?\\s+(?:local\\s+)?time\\s+zone)?"
                    + "(?:\\s+(?:not\\s+null|null|unique|primary\\s+key"
                    + "|default\\s+(?:'(?:[^']|'')*'|[\\w.+-]+(?:\\([^()]*\\))?)))*",
            Pattern.CASE_INSENSITIVE);

    private static final Map<String, String> NAMES = names();

    private IcebergTypes() {}

    private static Map<String, String> names() {
        var names = new HashMap<String, String>();
        put(
                names,
                "string",
                "string varchar char character nvarchar nchar varchar2 nvarchar2 bpchar text tinytext mediumtext longtext");
        put(names, "string", "clob nclob character_varying character_large_object time uuid json jsonb");
        put(names, "int", "int integer smallint tinyint mediumint int2 int4");
        put(names, "bigint", "bigint int8");
        put(names, "float", "float real float4");
        put(names, "double", "double double_precision float8");
        put(names, "decimal", "decimal numeric dec number");
        put(names, "boolean", "boolean bool");
        put(
                names,
                "binary",
                "binary varbinary blob bytea raw tinyblob mediumblob longblob binary_varying binary_large_object");
        put(names, "date", "date");
        put(names, "timestamp", "timestamp datetime timestamptz");
        return Map.copyOf(names);
    }

    private static void put(Map<String, String> names, String own, String others) {
        for (var other : others.split(" ", -1)) {
            names.put(other, own);
        }
    }

    /**
     * The type of a column of an Iceberg table.
     *
     * @param definition what the mapping says
     * @return the same in words that Athena takes
     */
    static String of(String definition) {
        var matcher = DEFINITION.matcher(definition.strip());
        if (!matcher.matches()) {
            return definition;
        }
        var own = NAMES.get(
                WORDS.matcher(matcher.group("name").toLowerCase(Locale.ROOT)).replaceAll("_"));
        if (own == null) {
            return definition;
        }
        var size = matcher.group("size");
        return own.equals("decimal") && size != null ? own + size : own;
    }
}
