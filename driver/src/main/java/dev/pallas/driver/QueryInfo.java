package dev.pallas.driver;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What Athena tells of a query execution.
 *
 * @param queryId the query execution id
 * @param state the state
 * @param stateChangeReason Athena's reason for a failure, in full
 * @param statementType DDL, DML or UTILITY
 * @param substatementType SELECT, INSERT, CREATE_TABLE, ...
 * @param outputLocation the result object, {@code s3://bucket/key}
 * @param dataManifestLocation the list of files written by UNLOAD, INSERT and CTAS
 * @param dataScannedInBytes bytes scanned, which is what Athena bills
 * @param engineExecutionTime time in the engine
 * @param queueTime time before the engine
 * @param totalExecutionTime the whole time
 * @param reusedPreviousResult whether the result of an earlier run was used
 */
public record QueryInfo(
        String queryId,
        QueryState state,
        @Nullable String stateChangeReason,
        @Nullable String statementType,
        @Nullable String substatementType,
        @Nullable String outputLocation,
        @Nullable String dataManifestLocation,
        long dataScannedInBytes,
        Duration engineExecutionTime,
        Duration queueTime,
        Duration totalExecutionTime,
        boolean reusedPreviousResult) {}
