package dev.pallas.local.internal.athena;

import java.util.Map;

/**
 * The numbers that Athena's error catalog has for what the engine names. Those of the errors that users see every day (what is missing,
 * mistyped, divided by zero or not supported) are what Athena was seen to answer; the others are chosen by the catalog's descriptions.
 *
 * <p>See https://docs.aws.amazon.com/athena/latest/ug/error-reference.html.
 */
final class ErrorTypes {
    static final int EXHAUSTED = 0;
    static final int ENGINE_ERROR = 200;
    static final int ICEBERG_ERROR = 233;
    static final int RESULT_NOT_WRITTEN = 401;
    static final int USER_ERROR = 1000;
    static final int DDL_FAILED = 1003;

    private static final int TIMED_OUT = 210;
    private static final int DATA_ERROR = 1001;
    private static final int TYPE_ERROR = 1002;
    private static final int SCHEMA_ERROR = 1004;
    private static final int SYNTAX_ERROR = 1006;
    private static final int INVALID_ARGUMENT = 1100;
    private static final int INVALID_PROPERTY = 1101;
    private static final int INVALID_TABLE_PROPERTY = 1103;
    private static final int INVALID_FUNCTION_ARGUMENT = 1106;
    private static final int INVALID_VIEW = 1107;
    private static final int TABLE = 1110;
    private static final int NOT_SUPPORTED = 1200;
    private static final int ENTITY_NOT_FOUND = 1301;
    private static final int FILE_NOT_FOUND = 1302;
    private static final int FUNCTION_NOT_FOUND = 1303;
    private static final int NOT_PERMITTED = 1500;

    private static final Map<String, Integer> OF_NAMES = Map.ofEntries(
            Map.entry("FAILED", DDL_FAILED),
            Map.entry("SYNTAX_ERROR", SYNTAX_ERROR),
            Map.entry("COLUMN_NOT_FOUND", SYNTAX_ERROR),
            Map.entry("CATALOG_NOT_FOUND", SYNTAX_ERROR),
            Map.entry("AMBIGUOUS_NAME", SYNTAX_ERROR),
            Map.entry("TABLE_NOT_FOUND", ENTITY_NOT_FOUND),
            Map.entry("SCHEMA_NOT_FOUND", ENTITY_NOT_FOUND),
            Map.entry("TYPE_NOT_FOUND", ENTITY_NOT_FOUND),
            Map.entry("FUNCTION_NOT_FOUND", FUNCTION_NOT_FOUND),
            Map.entry("TABLE_ALREADY_EXISTS", TABLE),
            Map.entry("TYPE_MISMATCH", TYPE_ERROR),
            Map.entry("DIVISION_BY_ZERO", DATA_ERROR),
            Map.entry("HIVE_BAD_DATA", DATA_ERROR),
            Map.entry("HIVE_CURSOR_ERROR", DATA_ERROR),
            Map.entry("HIVE_CANNOT_OPEN_SPLIT", DATA_ERROR),
            Map.entry("ICEBERG_BAD_DATA", DATA_ERROR),
            Map.entry("JSON_INPUT_CONVERSION_ERROR", DATA_ERROR),
            Map.entry("HIVE_PARTITION_SCHEMA_MISMATCH", SCHEMA_ERROR),
            Map.entry("HIVE_INVALID_METADATA", SCHEMA_ERROR),
            Map.entry("INVALID_CAST_ARGUMENT", INVALID_ARGUMENT),
            Map.entry("NUMERIC_VALUE_OUT_OF_RANGE", INVALID_ARGUMENT),
            Map.entry("INVALID_PARAMETER_USAGE", INVALID_ARGUMENT),
            Map.entry("INVALID_ARGUMENTS", INVALID_ARGUMENT),
            Map.entry("MISSING_COLUMN_NAME", INVALID_ARGUMENT),
            Map.entry("INVALID_SCHEMA_PROPERTY", INVALID_PROPERTY),
            Map.entry("DUPLICATE_PROPERTY", INVALID_PROPERTY),
            Map.entry("INVALID_TABLE_PROPERTY", INVALID_TABLE_PROPERTY),
            Map.entry("INVALID_FUNCTION_ARGUMENT", INVALID_FUNCTION_ARGUMENT),
            Map.entry("INVALID_VIEW", INVALID_VIEW),
            Map.entry("VIEW_IS_STALE", INVALID_VIEW),
            Map.entry("NOT_SUPPORTED", NOT_SUPPORTED),
            Map.entry("HIVE_UNSUPPORTED_FORMAT", NOT_SUPPORTED),
            Map.entry("HIVE_FILE_NOT_FOUND", FILE_NOT_FOUND),
            Map.entry("EXCEEDED_TIME_LIMIT", TIMED_OUT),
            Map.entry("PERMISSION_DENIED", NOT_PERMITTED));

    private ErrorTypes() {}

    /** The number of an error; the general one if the catalog has none of its own. */
    static int of(String errorName, int general) {
        return OF_NAMES.getOrDefault(errorName, general);
    }
}
