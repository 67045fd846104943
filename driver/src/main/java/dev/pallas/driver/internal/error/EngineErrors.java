package dev.pallas.driver.internal.error;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The engine's error names, as StateChangeReason begins with them, and the SQLState of each. */
final class EngineErrors {
    private static final Pattern NAME = Pattern.compile("^\\s*([A-Z][A-Z0-9_]{3,})\\b(?:\\s*:|\\s|$)");
    private static final Map<String, String> STATES = states();

    private EngineErrors() {}

    /** The error name at the start of a reason. */
    static Optional<String> name(String reason) {
        var matcher = NAME.matcher(reason);
        return matcher.find() && (matcher.group(1).contains("_") || STATES.containsKey(matcher.group(1)))
                ? Optional.of(matcher.group(1))
                : Optional.empty();
    }

    static Optional<String> sqlState(String name) {
        return Optional.ofNullable(STATES.get(name));
    }

    private static Map<String, String> states() {
        Map<String, String> states = new HashMap<>();
        put(states, "42S02", "TABLE_NOT_FOUND", "ENTITY_NOT_FOUND", "VIEW_NOT_FOUND");
        put(states, "42S22", "COLUMN_NOT_FOUND", "MISSING_COLUMN_NAME", "MISSING_COLUMN_ALIASES");
        put(states, "42S01", "TABLE_ALREADY_EXISTS", "ALREADY_EXISTS");
        put(states, "42S21", "COLUMN_ALREADY_EXISTS", "DUPLICATE_COLUMN_NAME");
        put(states, "3F000", "SCHEMA_NOT_FOUND", "MISSING_SCHEMA_NAME", "SCHEMA_NOT_EMPTY");
        put(states, "42P06", "SCHEMA_ALREADY_EXISTS");
        put(states, "3D000", "CATALOG_NOT_FOUND", "MISSING_CATALOG_NAME");
        put(
                states,
                "42000",
                "SYNTAX_ERROR",
                "PARSE_ERROR",
                "INVALID_ARGUMENTS",
                "NESTED_AGGREGATION",
                "NESTED_WINDOW",
                "EXPRESSION_NOT_AGGREGATE",
                "EXPRESSION_NOT_SCALAR",
                "EXPRESSION_NOT_CONSTANT",
                "MISSING_GROUP_BY",
                "MISSING_OVER",
                "MISSING_ORDER_BY",
                "AMBIGUOUS_NAME",
                "FUNCTION_NOT_FOUND",
                "FUNCTION_NOT_AGGREGATE",
                "FUNCTION_NOT_WINDOW",
                "INVALID_COLUMN_REFERENCE",
                "INVALID_VIEW",
                "DUPLICATE_NAMED_QUERY",
                "SEMANTIC_ERROR",
                "MISMATCHED_COLUMN_ALIASES",
                "TYPE_NOT_FOUND",
                "INVALID_LITERAL");
        put(states, "42804", "TYPE_MISMATCH");
        put(states, "0A000", "NOT_SUPPORTED", "FEATURE_NOT_SUPPORTED", "UNSUPPORTED_SUBQUERY");
        put(states, "22012", "DIVISION_BY_ZERO");
        put(states, "22003", "NUMERIC_VALUE_OUT_OF_RANGE");
        put(states, "22018", "INVALID_CAST_ARGUMENT");
        put(
                states,
                "22023",
                "INVALID_FUNCTION_ARGUMENT",
                "INVALID_PARAMETER_USAGE",
                "INVALID_WINDOW_FRAME",
                "INVALID_ROW_FILTER",
                "INVALID_LIMIT_CLAUSE");
        put(states, "21000", "SUBQUERY_MULTIPLE_ROWS", "MERGE_TARGET_ROW_MULTIPLE_MATCHES");
        put(states, "22000", "CONSTRAINT_VIOLATION", "HIVE_BAD_DATA", "ICEBERG_BAD_DATA", "HIVE_CURSOR_ERROR");
        put(states, "42501", "PERMISSION_DENIED", "ACCESS_DENIED", "HIVE_ACCESS_DENIED");
        put(states, "40001", "ICEBERG_COMMIT_ERROR", "TRANSACTION_CONFLICT", "CONCURRENT_MODIFICATION");
        put(
                states,
                "53000",
                "EXCEEDED_GLOBAL_MEMORY_LIMIT",
                "EXCEEDED_LOCAL_MEMORY_LIMIT",
                "CLUSTER_OUT_OF_MEMORY",
                "GENERIC_INSUFFICIENT_RESOURCES",
                "EXCEEDED_SPILL_LIMIT",
                "RESOURCE_EXHAUSTED");
        put(
                states,
                "54000",
                "QUERY_TEXT_TOO_LARGE",
                "QUERY_HAS_TOO_MANY_STAGES",
                "EXCEEDED_FUNCTION_MEMORY_LIMIT",
                "COMPILER_ERROR");
        put(states, "HYT00", "EXCEEDED_TIME_LIMIT", "EXCEEDED_CPU_LIMIT", "QUERY_TIMEOUT");
        put(states, "57014", "USER_CANCELED", "ADMINISTRATIVELY_KILLED", "ADMINISTRATIVELY_PREEMPTED");
        return Map.copyOf(states);
    }

    private static void put(Map<String, String> states, String state, String... names) {
        for (var name : names) {
            states.put(name, state);
        }
    }
}
