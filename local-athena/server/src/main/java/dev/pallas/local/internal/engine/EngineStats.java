package dev.pallas.local.internal.engine;

/**
 * How far a statement has come.
 *
 * @param state the engine's state, such as QUEUED, PLANNING, RUNNING, FINISHED, FAILED
 * @param queuedMillis time spent waiting to run
 * @param planningMillis time spent analysing and planning; 0 before the end
 * @param elapsedMillis time since the engine took the statement
 * @param cpuMillis processor time
 * @param processedRows rows read
 * @param physicalInputBytes bytes read from storage
 * @param outputRows rows that the statement gave; 0 before the end
 * @param outputBytes bytes of these rows, in the engine's own form; 0 before the end
 */
public record EngineStats(
        String state,
        long queuedMillis,
        long planningMillis,
        long elapsedMillis,
        long cpuMillis,
        long processedRows,
        long physicalInputBytes,
        long outputRows,
        long outputBytes) {
    /** Of a statement of which nothing is known. */
    static final EngineStats NONE = new EngineStats("QUEUED", 0, 0, 0, 0, 0, 0, 0, 0);

    /** What only the end of a statement tells. */
    record AtEnd(long planningMillis, long outputRows, long outputBytes) {
        static final AtEnd UNKNOWN = new AtEnd(0, 0, 0);
    }
}
