package dev.pallas.driver.internal.submit;

import dev.pallas.driver.QueryError;
import dev.pallas.driver.QueryInfo;
import dev.pallas.driver.QueryState;
import dev.pallas.driver.QueryStatistics;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.athena.model.AthenaError;
import software.amazon.awssdk.services.athena.model.QueryExecution;
import software.amazon.awssdk.services.athena.model.QueryExecutionStatistics;

/** From the SDK's description of a query to ours. */
final class QueryInfos {
    /** What Athena says when another writer to an Iceberg table was faster; nothing has been written then. */
    static final String COMMIT_CONFLICT = "ICEBERG_COMMIT_ERROR";

    private QueryInfos() {}

    static QueryInfo of(QueryExecution execution) {
        var status = execution.status();
        var statistics = execution.statistics();
        var configuration = execution.resultConfiguration();
        var context = execution.queryExecutionContext();
        var engine = execution.engineVersion();
        return new QueryInfo(
                execution.queryExecutionId(),
                QueryState.valueOf(status.stateAsString()),
                status.stateChangeReason(),
                error(status.athenaError()),
                execution.query(),
                execution.statementTypeAsString(),
                execution.substatementType(),
                context == null ? null : context.catalog(),
                context == null ? null : context.database(),
                execution.workGroup(),
                engine == null ? null : engine.effectiveEngineVersion(),
                configuration == null ? null : configuration.outputLocation(),
                statistics == null ? null : statistics.dataManifestLocation(),
                status.submissionDateTime(),
                status.completionDateTime(),
                statistics == null ? QueryStatistics.NONE : statistics(statistics));
    }

    /** Whether another writer to an Iceberg table was faster. */
    static boolean lostTheRace(QueryInfo info) {
        var reason = info.stateChangeReason();
        return info.state() == QueryState.FAILED && reason != null && reason.startsWith(COMMIT_CONFLICT);
    }

    private static @Nullable QueryError error(@Nullable AthenaError error) {
        return error == null
                ? null
                : new QueryError(
                        error.errorCategory() == null ? 0 : error.errorCategory(),
                        error.errorType() == null ? 0 : error.errorType(),
                        Boolean.TRUE.equals(error.retryable()),
                        error.errorMessage());
    }

    private static QueryStatistics statistics(QueryExecutionStatistics statistics) {
        var reuse = statistics.resultReuseInformation();
        return new QueryStatistics(
                statistics.dataScannedInBytes() == null ? 0 : statistics.dataScannedInBytes(),
                millis(statistics.queryQueueTimeInMillis()),
                millis(statistics.servicePreProcessingTimeInMillis()),
                millis(statistics.queryPlanningTimeInMillis()),
                millis(statistics.engineExecutionTimeInMillis()),
                millis(statistics.serviceProcessingTimeInMillis()),
                millis(statistics.totalExecutionTimeInMillis()),
                reuse != null && Boolean.TRUE.equals(reuse.reusedPreviousResult()));
    }

    private static Duration millis(@Nullable Long value) {
        return Duration.ofMillis(value == null ? 0 : value);
    }
}
