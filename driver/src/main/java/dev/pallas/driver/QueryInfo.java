package dev.pallas.driver;

import java.time.Instant;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What Athena tells of a query execution.
 *
 * @param queryId the query execution id
 * @param state the state
 * @param stateChangeReason Athena's reason for a failure, in full
 * @param error Athena's classification of a failure
 * @param sql the text as it was sent
 * @param statementType DDL, DML or UTILITY
 * @param substatementType SELECT, INSERT, CREATE_TABLE, ...
 * @param catalog the data catalog of unqualified names
 * @param database the database of unqualified names
 * @param workGroup the work group
 * @param engineVersion the engine that ran it, such as {@code Athena engine version 3}
 * @param outputLocation the result object, {@code s3://bucket/key}
 * @param dataManifestLocation the list of files written by UNLOAD, INSERT and CTAS
 * @param submitted when Athena took it
 * @param completed when it ended
 * @param statistics what it took
 */
public record QueryInfo(
        String queryId,
        QueryState state,
        @Nullable String stateChangeReason,
        @Nullable QueryError error,
        @Nullable String sql,
        @Nullable String statementType,
        @Nullable String substatementType,
        @Nullable String catalog,
        @Nullable String database,
        @Nullable String workGroup,
        @Nullable String engineVersion,
        @Nullable String outputLocation,
        @Nullable String dataManifestLocation,
        @Nullable Instant submitted,
        @Nullable Instant completed,
        QueryStatistics statistics) {

    private static final Set<String> OF_ROWS = Set.of("INSERT", "UPDATE", "DELETE", "MERGE");

    /** What is known of a query of which Athena has told no more than this. */
    public static QueryInfo of(
            String queryId, QueryState state, @Nullable String statementType, @Nullable String substatementType) {
        return new QueryInfo(
                queryId,
                state,
                null,
                null,
                null,
                statementType,
                substatementType,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                QueryStatistics.NONE);
    }

    /** The kind of statement in Athena's words, for messages. */
    public String kind() {
        if (substatementType != null) {
            return substatementType;
        }
        return statementType == null ? "a statement" : statementType;
    }

    /**
     * Whether the statement changes anything when it succeeds. What Athena does not call a read counts as a write: a rollback refused in
     * vain is a nuisance, one that pretends is a defect.
     */
    public boolean isWrite() {
        var kind = substatementType == null ? "" : substatementType.toUpperCase(Locale.ROOT);
        if (kind.equals("SELECT") || kind.equals("EXPLAIN") || kind.startsWith("SHOW") || kind.startsWith("DESC")) {
            return false;
        }
        return !kind.isEmpty() || !"UTILITY".equalsIgnoreCase(statementType);
    }

    /**
     * Whether the statement, which succeeded, has changed anything. A table that is made without rows is made all the same.
     *
     * @param rows how many rows it changed, where Athena tells
     */
    public boolean hasWritten(OptionalLong rows) {
        var foundNothing =
                rows.isPresent() && rows.getAsLong() == 0 && OF_ROWS.contains(kind().toUpperCase(Locale.ROOT));
        return isWrite() && !foundNothing;
    }
}
