package dev.pallas.driver;

import java.time.Duration;

/**
 * What a query took. Times are zero as long as Athena has not told them.
 *
 * @param dataScannedInBytes bytes scanned, which is what Athena bills
 * @param queueTime time before the engine
 * @param preProcessingTime time in the service before the engine had the query
 * @param planningTime time in which the engine planned; part of {@code engineExecutionTime}
 * @param engineExecutionTime time in the engine
 * @param serviceProcessingTime time in the service after the engine, in which the result was published
 * @param totalExecutionTime the whole time
 * @param reusedPreviousResult whether Athena answered with the result of an earlier run
 */
public record QueryStatistics(
        long dataScannedInBytes,
        Duration queueTime,
        Duration preProcessingTime,
        Duration planningTime,
        Duration engineExecutionTime,
        Duration serviceProcessingTime,
        Duration totalExecutionTime,
        boolean reusedPreviousResult) {

    /** Of a query that has taken nothing yet. */
    public static final QueryStatistics NONE = new QueryStatistics(
            0, Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO, false);
}
