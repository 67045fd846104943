package dev.pallas.driver.internal.execution;

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
