package dev.pallas.local.internal.athena;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pallas.local.internal.engine.EngineException;
import dev.pallas.local.internal.http.ApiException;
import dev.pallas.local.internal.s3.S3Location;
import dev.pallas.local.internal.sql.SqlError;
import dev.pallas.local.internal.sql.StatementKind;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Why a query failed.
 *
 * @param reason as StateChangeReason tells it
 * @param category 1 for the system, 2 for the user
 * @param type a number of Athena's error catalog
 */
record Failure(String reason, int category, int type, boolean retryable) {
    private static final int SYSTEM = 1;
    private static final int USER = 2;

    private static final String COMMIT_ERROR = "ICEBERG_COMMIT_ERROR";

    private static final Set<String> MEMORY =
            Set.of("EXCEEDED_LOCAL_MEMORY_LIMIT", "EXCEEDED_GLOBAL_MEMORY_LIMIT", "CLUSTER_OUT_OF_MEMORY");
    /** What the JVM says of an array that does not fit. */
    private static final String HEAP = "Java heap space";
    /** What the engine says of two columns whose names differ in case only, which it notices late. */
    private static final Pattern SAME_COLUMN =
            Pattern.compile("(?:^Multiple entries with same key: |multiple fields for name )(\\w+)");

    private static final String NOTHING_DELETED = " Athena will not delete data in your account.";

    /** What the engine says where Athena says {@code ICEBERG_COMMIT_ERROR}: another writer was faster, each time that the commit was tried. */
    private static final Pattern LOST_RACE = Pattern.compile("Failed to commit to Glue table: .*");

    /** The library that reads the views of Hive is left out of this server. */
    private static final String NO_HIVE_VIEWS = "org/apache/calcite/";

    static Failure of(SqlError error) {
        return new Failure(
                error.errorName() + ": " + error.getMessage(),
                USER,
                ErrorTypes.of(error.errorName(), ErrorTypes.USER_ERROR),
                false);
    }

    static Failure of(EngineException error) {
        var twice = SAME_COLUMN.matcher(String.valueOf(error.getMessage()));
        if (twice.find()) {
            return of(new SqlError(
                    "DUPLICATE_COLUMN_NAME",
                    "line 1:1: Column name '" + twice.group(1) + "' specified more than once"));
        }
        if (String.valueOf(error.getMessage()).contains(NO_HIVE_VIEWS)) {
            return of(SqlError.notSupported("Views that Hive made are not supported: use CREATE VIEW"));
        }
        var message = VisibleNames.inMessage(String.valueOf(error.getMessage()));
        if (error.errorName().equals(COMMIT_ERROR) || LOST_RACE.matcher(message).matches()) {
            return new Failure(COMMIT_ERROR + ": " + message, SYSTEM, ErrorTypes.ICEBERG_ERROR, true);
        }
        var reason = error.errorName() + ": " + message;
        if (MEMORY.contains(error.errorName()) || reason.contains(HEAP)) {
            return new Failure(
                    "Query exhausted resources at this scale factor: " + reason, SYSTEM, ErrorTypes.EXHAUSTED, false);
        }
        return switch (error.errorType()) {
            case "USER_ERROR" ->
                new Failure(reason, USER, ErrorTypes.of(error.errorName(), ErrorTypes.USER_ERROR), false);
            case "INSUFFICIENT_RESOURCES" ->
                new Failure(reason, SYSTEM, ErrorTypes.of(error.errorName(), ErrorTypes.EXHAUSTED), false);
            default -> new Failure(reason, SYSTEM, ErrorTypes.of(error.errorName(), ErrorTypes.ENGINE_ERROR), false);
        };
    }

    /** The failure of a statement that may have left files: Athena says where to look for them, and deletes nothing. */
    Failure withFilesLeft(StatementKind kind, S3Location result) {
        if (reason.endsWith(NOTHING_DELETED)) {
            return this;
        }
        return switch (kind) {
            case CREATE_TABLE_AS_SELECT ->
                continued("You may need to manually clean the data at location '" + result + "' before retrying.");
            case INSERT ->
                continued("If a data manifest file was generated at '" + Manifests.location(result)
                        + "', you may need to manually clean the data from locations specified in the manifest.");
            default -> this;
        };
    }

    private Failure continued(String sentence) {
        return new Failure(
                reason + (reason.endsWith(".") ? " " : ". ") + sentence
                        + " Athena will not delete data in your account.",
                category,
                type,
                retryable);
    }

    /** The catalog refused. */
    static Failure of(ApiException error) {
        return new Failure("FAILED: " + error.type() + " " + error.getMessage(), USER, ErrorTypes.DDL_FAILED, false);
    }

    static Failure resultNotWritten(String location) {
        return new Failure(
                "Failed to write query results to Amazon S3: " + location, SYSTEM, ErrorTypes.RESULT_NOT_WRITTEN, true);
    }

    /** The process ended while the query was queued or ran. */
    static Failure interrupted() {
        return new Failure(
                "INTERNAL_ERROR_QUERY_ENGINE: the service ended while the query ran. Run the query again.",
                SYSTEM,
                ErrorTypes.ENGINE_ERROR,
                true);
    }

    static Failure internal() {
        return new Failure(
                "GENERIC_INTERNAL_ERROR: an internal error occurred", SYSTEM, ErrorTypes.ENGINE_ERROR, false);
    }

    ObjectNode toJson(ObjectNode node) {
        return node.put("ErrorCategory", category)
                .put("ErrorType", type)
                .put("Retryable", retryable)
                .put("ErrorMessage", reason);
    }
}
