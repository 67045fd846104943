package dev.pallas.local.internal.athena;

import dev.pallas.local.internal.engine.Engine;
import dev.pallas.local.internal.engine.EngineColumn;
import dev.pallas.local.internal.engine.EngineException;
import dev.pallas.local.internal.engine.Execution;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** What one execution runs in the engine. A stop of the execution reaches the statement that runs. */
final class EngineSession {
    /** Athena's limit of 100 new partitions is one of the statement, the engine's one of each writer. */
    private static final Map<String, String> ONE_WRITER = Map.of(
            "task_writer_count", "1", "task_partitioned_writer_count", "1", "task_scale_writers_enabled", "false");

    private final Engine engine;
    private final QueryExecution execution;

    EngineSession(Engine engine, QueryExecution execution) {
        this.engine = engine;
        this.execution = execution;
    }

    /** Takes rows as they come. */
    interface RowSink {
        void columns(List<EngineColumn> columns, String engineQueryId) throws IOException;

        void rows(List<List<@Nullable Object>> rows) throws IOException;
    }

    /** Runs a query; the sink is called by this thread. */
    void query(String sql, RowSink sink) throws EngineException, IOException {
        try (var running = start(sql, Map.of())) {
            try {
                sink.columns(running.columns(), running.engineQueryId());
                for (var rows = running.nextRows(); rows != null; rows = running.nextRows()) {
                    sink.rows(rows);
                }
            } finally {
                execution.detach(running);
            }
        }
    }

    /**
     * What a statement changed.
     *
     * @param type what it did, such as {@code INSERT}
     * @param rows their number, if the statement counts them
     * @param engineQueryId the name of the statement in the engine, with which the names of the files begin that it wrote
     */
    record Change(String type, OptionalLong rows, String engineQueryId) {}

    /** Runs a statement that changes something. */
    Change update(String sql, Map<String, String> sessionProperties) throws EngineException {
        var properties = new HashMap<>(ONE_WRITER);
        properties.putAll(sessionProperties);
        try (var running = start(sql, properties)) {
            try {
                while (running.nextRows() != null) {
                    // what it tells besides the count is not for the caller
                }
                var type = running.updateType();
                return new Change(type == null ? "" : type, running.updateCount(), running.engineQueryId());
            } finally {
                execution.detach(running);
            }
        }
    }

    private Execution start(String sql, Map<String, String> sessionProperties) {
        var submission = execution.submission();
        var running = engine.start(new Engine.Statement(
                sql, submission.catalog(), submission.contextDatabase(), Map.of(), sessionProperties));
        execution.attach(running);
        return running;
    }
}
