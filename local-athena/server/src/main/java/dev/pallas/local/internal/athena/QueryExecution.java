package dev.pallas.local.internal.athena;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pallas.local.internal.engine.EngineStats;
import dev.pallas.local.internal.engine.Execution;
import dev.pallas.local.internal.s3.S3Location;
import dev.pallas.local.internal.sql.StatementKind;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** One execution of a statement, from its start to the end of its history. Safe for use by many threads. */
final class QueryExecution {
    enum State {
        QUEUED,
        RUNNING,
        SUCCEEDED,
        FAILED,
        CANCELLED;

        boolean terminal() {
            return compareTo(SUCCEEDED) >= 0;
        }
    }

    /**
     * What the caller asked for.
     *
     * @param outputLocation where the result goes; ends with a slash
     * @param echo members of the request that the API tells back as they were
     */
    record Submission(
            String id,
            String sql,
            String workGroup,
            String catalog,
            @Nullable String database,
            S3Location outputLocation,
            List<String> parameters,
            ObjectNode echo) {
        /** The database of names without one. */
        String contextDatabase() {
            return database == null ? "default" : database.toLowerCase(java.util.Locale.ROOT);
        }
    }

    /**
     * What the end of an execution leaves.
     *
     * @param location of the result object, or where it would be
     * @param rows whether the object holds rows or lines that the API can page through
     * @param updateCount how many rows changed
     * @param manifest the list of the files that were written, if there is one
     */
    record Result(
            S3Location location,
            Rows rows,
            List<ColumnInfo> columns,
            OptionalLong updateCount,
            @Nullable S3Location manifest) {
        enum Rows {
            CSV,
            LINES,
            NONE
        }
    }

    private final Submission submission;
    private final Clock clock;
    private final Instant submitted;
    private @Nullable StatementKind kind;
    private S3Location location;
    private State state = State.QUEUED;
    private @Nullable Instant started;
    private @Nullable Instant completed;
    private @Nullable Failure failure;
    private @Nullable Result result;
    private @Nullable Execution running;
    private @Nullable EngineStats stats;
    private long scannedBefore;
    private boolean stopping;

    QueryExecution(Submission submission, @Nullable StatementKind kind, Clock clock) {
        this.submission = submission;
        this.kind = kind;
        this.clock = clock;
        this.submitted = clock.instant();
        this.location = ResultLocations.of(submission, kind);
    }

    Submission submission() {
        return submission;
    }

    synchronized State state() {
        return state;
    }

    synchronized @Nullable StatementKind kind() {
        return kind;
    }

    synchronized @Nullable Result result() {
        return result;
    }

    synchronized @Nullable Failure failure() {
        return failure;
    }

    /** What the statement turned out to be, once EXECUTE found what was prepared. */
    synchronized void becomes(StatementKind prepared) {
        kind = prepared;
        location = ResultLocations.of(submission, prepared);
    }

    /** Starts the run; false if it was stopped before. */
    synchronized boolean run() {
        if (state != State.QUEUED) {
            return false;
        }
        state = State.RUNNING;
        started = clock.instant();
        return true;
    }

    /** Tells which statement of the engine works for this execution, so that a stop reaches it. */
    synchronized void attach(Execution execution) {
        running = execution;
        if (stopping) {
            execution.cancel();
        }
    }

    /** The engine's statement has ended; its numbers are kept. */
    synchronized void detach(Execution execution) {
        var last = execution.stats();
        scannedBefore += stats == null ? 0 : stats.physicalInputBytes();
        stats = last;
        running = null;
    }

    synchronized boolean stopping() {
        return stopping;
    }

    /** Stops what has not ended; it is cancelled as soon as the engine has let go of it. */
    synchronized void stop() {
        if (state.terminal()) {
            return;
        }
        stopping = true;
        if (state == State.QUEUED) {
            end(State.CANCELLED);
        } else if (running != null) {
            running.cancel();
        }
    }

    synchronized void succeed(Result outcome) {
        result = outcome;
        location = outcome.location();
        end(State.SUCCEEDED);
    }

    synchronized void fail(Failure why) {
        if (stopping) {
            end(State.CANCELLED);
            return;
        }
        failure = why;
        end(State.FAILED);
    }

    private void end(State last) {
        state = last;
        completed = clock.instant();
    }

    // ---- as the API tells it

    synchronized ObjectNode toJson() {
        var json = JsonNodeFactory.instance.objectNode();
        json.put("QueryExecutionId", submission.id()).put("Query", submission.sql());
        if (kind != null) {
            json.put("StatementType", kind.type()).put("SubstatementType", kind.name());
        }
        var echo = submission.echo();
        var configuration = json.putObject("ResultConfiguration");
        configuration.setAll((ObjectNode) echo.path("ResultConfiguration"));
        configuration.put("OutputLocation", location.toString());
        json.set("ResultReuseConfiguration", echo.path("ResultReuseConfiguration"));
        json.set("QueryExecutionContext", echo.path("QueryExecutionContext"));
        status(json.putObject("Status"));
        statistics(json.putObject("Statistics"));
        json.put("WorkGroup", submission.workGroup());
        json.putObject("EngineVersion")
                .put("SelectedEngineVersion", WorkGroup.AUTO)
                .put("EffectiveEngineVersion", WorkGroup.ENGINE_VERSION);
        if (!submission.parameters().isEmpty()) {
            var parameters = json.putArray("ExecutionParameters");
            submission.parameters().forEach(parameters::add);
        }
        return json;
    }

    private void status(ObjectNode status) {
        status.put("State", state.name()).put("SubmissionDateTime", seconds(submitted));
        if (completed != null) {
            status.put("CompletionDateTime", seconds(completed));
        }
        if (state == State.CANCELLED) {
            status.put("StateChangeReason", "Query cancelled by user");
        }
        if (failure != null) {
            status.put("StateChangeReason", failure.reason());
            failure.toJson(status.putObject("AthenaError"));
        }
    }

    private void statistics(ObjectNode statistics) {
        var now = completed == null ? clock.instant() : completed;
        var begin = started == null ? now : started;
        var engine = running == null ? stats : running.stats();
        // a part of a millisecond counts as one
        statistics
                .put("EngineExecutionTimeInMillis", started == null ? 0 : Math.max(1, between(begin, now)))
                .put("DataScannedInBytes", scannedBytes())
                .put("TotalExecutionTimeInMillis", Math.max(1, between(submitted, now)))
                .put("QueryQueueTimeInMillis", Math.max(1, between(submitted, begin)))
                .put("ServicePreProcessingTimeInMillis", 1)
                .put("QueryPlanningTimeInMillis", engine == null ? 0 : engine.planningMillis())
                .put("ServiceProcessingTimeInMillis", 1);
        if (result != null && result.manifest() != null) {
            statistics.put("DataManifestLocation", result.manifest().toString());
        }
        statistics.putObject("ResultReuseInformation").put("ReusedPreviousResult", false);
    }

    synchronized long scannedBytes() {
        var engine = running == null ? stats : running.stats();
        return scannedBefore + (engine == null ? 0 : engine.physicalInputBytes());
    }

    synchronized long processedRows() {
        var engine = running == null ? stats : running.stats();
        return engine == null ? 0 : engine.processedRows();
    }

    private static long between(Instant from, Instant to) {
        return to.toEpochMilli() - from.toEpochMilli();
    }

    static double seconds(Instant instant) {
        return instant.toEpochMilli() / 1000.0;
    }

    /** Whether another request with the same token asks for the same. */
    boolean sameRequest(String sql, JsonNode otherEcho, String workGroup) {
        return submission.sql().equals(sql)
                && submission.workGroup().equals(workGroup)
                && submission.echo().equals(otherEcho);
    }
}
