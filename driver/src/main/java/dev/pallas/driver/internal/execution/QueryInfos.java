package dev.pallas.driver.internal.execution;

import dev.pallas.driver.QueryInfo;
import dev.pallas.driver.QueryState;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.athena.model.QueryExecution;

/** From the SDK's description of a query to ours. */
final class QueryInfos {
    private QueryInfos() {}

    static QueryInfo of(QueryExecution execution) {
        var status = execution.status();
        var statistics = execution.statistics();
        var configuration = execution.resultConfiguration();
        var reuse = statistics == null ? null : statistics.resultReuseInformation();
        return new QueryInfo(
                execution.queryExecutionId(),
                QueryState.valueOf(status.stateAsString()),
                status.stateChangeReason(),
                execution.statementTypeAsString(),
                execution.substatementType(),
                configuration == null ? null : configuration.outputLocation(),
                statistics == null ? null : statistics.dataManifestLocation(),
                statistics == null || statistics.dataScannedInBytes() == null ? 0 : statistics.dataScannedInBytes(),
                millis(statistics == null ? null : statistics.engineExecutionTimeInMillis()),
                millis(statistics == null ? null : statistics.queryQueueTimeInMillis()),
                millis(statistics == null ? null : statistics.totalExecutionTimeInMillis()),
                reuse != null && Boolean.TRUE.equals(reuse.reusedPreviousResult()));
    }

    private static Duration millis(@Nullable Long value) {
        return Duration.ofMillis(value == null ? 0 : value);
    }
}
