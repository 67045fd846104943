package dev.pallas.local.internal.athena;

import dev.pallas.local.internal.engine.EngineStats;

/**
 * What the engine did for an execution, in one statement after the other. Times are in milliseconds.
 *
 * @param engineMillis from taking a statement to its end, without the time that it waited for its turn
 * @param planningMillis a part of it
 * @param scannedBytes read from storage
 */
record EngineWork(
        long engineMillis, long planningMillis, long scannedBytes, long inputRows, long outputRows, long outputBytes) {
    static final EngineWork NONE = new EngineWork(0, 0, 0, 0, 0, 0);

    EngineWork plus(EngineStats stats) {
        return new EngineWork(
                engineMillis + Math.max(0, stats.elapsedMillis() - stats.queuedMillis()),
                planningMillis + stats.planningMillis(),
                scannedBytes + stats.physicalInputBytes(),
                inputRows + stats.processedRows(),
                outputRows + stats.outputRows(),
                outputBytes + stats.outputBytes());
    }
}
