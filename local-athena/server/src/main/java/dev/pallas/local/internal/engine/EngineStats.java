package dev.pallas.local.internal.engine;

/**
 * How far a statement has come.
 *
 * @param state the engine's state, such as QUEUED, PLANNING, RUNNING, FINISHED, FAILED
 * @param queuedMillis time spent waiting to run
 * @param planningMillis time spent analysing and planning; 0 as long as it is unknown
 * @param elapsedMillis time since the engine took the statement
 * @param cpuMillis processor time
 * @param processedRows rows read
 * @param physicalInputBytes bytes read from storage
 */
public record EngineStats(
        String state,
        long queuedMillis,
        long planningMillis,
        long elapsedMillis,
        long cpuMillis,
        long processedRows,
        long physicalInputBytes) {}
