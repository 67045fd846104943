package dev.pallas.local.internal.athena;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pallas.local.internal.engine.Execution;
import dev.pallas.local.internal.s3.S3Location;
import dev.pallas.local.internal.sql.StatementKind;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** One execution of a statement, from its start to the end of its history. Safe for use by many threads. */
final class QueryExecution {
    private static final String STOPPED = "Query cancelled by user";
    private static final String CUT_OFF = "Bytes scanned limit was exceeded";

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
     * @param request the request without its text and its token
     * @param configuration how results are stored, after the work group had its say
     * @param managedResults whether the result is the service's own, and its place not told
     * @param token the client's, by which a start that is tried again is known
     * @param cutoff how many bytes may be scanned; null for any number
     * @param submittedMillis since 1970
     */
    record Submission(
            String id,
            String sql,
            String workGroup,
            String catalog,
            @Nullable String database,
            S3Location outputLocation,
            List<String> parameters,
            ObjectNode request,
            ObjectNode configuration,
            boolean managedResults,
            String token,
            @Nullable Long cutoff,
            long submittedMillis) {
        /** The database of names without one. */
        String contextDatabase() {
            return database == null ? "default" : database.toLowerCase(Locale.ROOT);
        }

        /** Whether another request with the same token asks for the same. */
        boolean sameRequest(String otherSql, ObjectNode otherRequest) {
            return sql.equals(otherSql) && request.equals(otherRequest);
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

    /**
     * How an execution ended. Times are milliseconds since 1970.
     *
     * @param startedMillis when it left the queue; null if it never did
     * @param work what the engine did for it
     * @param reason why it was cancelled
     * @param reused whether the result is an earlier execution's
     */
    record End(
            State state,
            @Nullable StatementKind kind,
            S3Location location,
            @Nullable Long startedMillis,
            long completedMillis,
            EngineWork work,
            @Nullable Failure failure,
            @Nullable String reason,
            @Nullable Result result,
            boolean reused) {}

    private final Submission submission;
    private final Clock clock;
    private final BiConsumer<QueryExecution, End> atEnd;
    private volatile @Nullable StatementKind kind;
    private S3Location location;
    private @Nullable Long startedMillis;
    private @Nullable Execution running;
    private EngineWork work = EngineWork.NONE;
    private @Nullable String stopReason;
    /** Whether it counts as running while nothing works for it. */
    private boolean idle;

    private volatile @Nullable End end;
    private final CountDownLatch atItsEnd = new CountDownLatch(1);

    /** @param atEnd is told of the end before anyone else can see it, and hands it to {@link #ended} */
    QueryExecution(
            Submission submission, @Nullable StatementKind kind, Clock clock, BiConsumer<QueryExecution, End> atEnd) {
        this.submission = submission;
        this.kind = kind;
        this.clock = clock;
        this.atEnd = atEnd;
        this.location = ResultLocations.of(submission, kind);
    }

    Submission submission() {
        return submission;
    }

    State state() {
        var last = end;
        if (last != null) {
            return last.state();
        }
        synchronized (this) {
            return stateNow();
        }
    }

    private State stateNow() {
        var last = end;
        if (last != null) {
            return last.state();
        }
        return startedMillis == null ? State.QUEUED : State.RUNNING;
    }

    /** How it ended; null as long as it has not. Waits for nobody. */
    @Nullable
    End end() {
        return end;
    }

    @Nullable
    StatementKind kind() {
        return kind;
    }

    @Nullable
    Result result() {
        var last = end;
        return last == null ? null : last.result();
    }

    @Nullable
    Failure failure() {
        var last = end;
        return last == null ? null : last.failure();
    }

    /** What the statement turned out to be, once EXECUTE found what was prepared. */
    synchronized void becomes(StatementKind prepared) {
        kind = prepared;
        location = ResultLocations.of(submission, prepared);
    }

    /** Starts the run; false if it was stopped before. */
    synchronized boolean run() {
        if (idle && end == null) {
            idle = false;
            return true;
        }
        if (stateNow() != State.QUEUED) {
            return false;
        }
        startedMillis = clock.millis();
        return true;
    }

    /** As {@link #run}, but nothing works for it yet: {@link #run} is called again when something does. */
    synchronized boolean runIdly() {
        idle = run();
        return idle;
    }

    /** Tells which statement of the engine works for this execution, so that a stop reaches it. */
    void attach(Execution execution) {
        boolean stopped;
        synchronized (this) {
            running = execution;
            stopped = stopReason != null;
        }
        if (stopped) {
            execution.cancel();
        }
    }

    /** The engine's statement has ended; its numbers are kept. */
    synchronized void detach(Execution execution) {
        work = work.plus(execution.stats());
        running = null;
    }

    synchronized boolean stopping() {
        return stopReason != null;
    }

    /** Stops what has not ended; it is cancelled as soon as the engine has let go of it. */
    void stop() {
        stop(STOPPED);
    }

    private void stop(String reason) {
        Execution engine;
        synchronized (this) {
            if (end != null || stopReason != null) {
                return;
            }
            stopReason = reason;
            if (startedMillis == null || idle) {
                finish(State.CANCELLED, null, null, false);
            }
            engine = running;
        }
        // the engine may take its time, in which others want to look
        if (engine != null) {
            engine.cancel();
        }
    }

    /** Stops what has scanned more than it may. */
    void checkCutoff() {
        if (cutOff()) {
            stop(CUT_OFF);
        }
    }

    private synchronized boolean cutOff() {
        var cutoff = submission.cutoff();
        return cutoff != null && workNow().scannedBytes() > cutoff;
    }

    synchronized void succeed(Result outcome) {
        if (outcome.rows() == Result.Rows.CSV && cutOff()) {
            // too quick to be stopped; what has written stays as it is
            stopReason = CUT_OFF;
            finish(State.CANCELLED, null, null, false);
            return;
        }
        location = outcome.location();
        finish(State.SUCCEEDED, outcome, null, false);
    }

    /** Succeeds with what an earlier execution has left. */
    synchronized void reuse(End earlier) {
        kind = earlier.kind();
        location = earlier.location();
        startedMillis = clock.millis();
        finish(State.SUCCEEDED, earlier.result(), null, true);
    }

    synchronized void fail(Failure why) {
        if (stopReason != null) {
            finish(State.CANCELLED, null, null, false);
        } else {
            finish(State.FAILED, null, why, false);
        }
    }

    private void finish(State last, @Nullable Result result, @Nullable Failure failure, boolean reused) {
        if (end != null) {
            return;
        }
        var reason = last == State.CANCELLED ? stopReason : null;
        atEnd.accept(
                this,
                new End(
                        last,
                        kind,
                        location,
                        startedMillis,
                        clock.millis(),
                        workNow(),
                        failure,
                        reason,
                        result,
                        reused));
    }

    /** Makes the end known. */
    void ended(End last) {
        end = last;
        atItsEnd.countDown();
    }

    private synchronized EngineWork workNow() {
        return running == null ? work : work.plus(running.stats());
    }

    /** Waits for the end, but not for long. */
    void awaitEnd(Duration patience) {
        try {
            var unused = end != null || atItsEnd.await(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** How the execution would have ended if this were its end; its end, if it has one. */
    private synchronized End now() {
        var last = end;
        if (last != null) {
            return last;
        }
        return new End(stateNow(), kind, location, startedMillis, clock.millis(), workNow(), null, null, null, false);
    }

    // ---- as the API tells it

    ObjectNode toJson() {
        return ExecutionJson.execution(submission, now());
    }

    ObjectNode runtimeStatistics() {
        return ExecutionJson.runtimeStatistics(submission, now());
    }

    static double seconds(long millis) {
        return millis / 1000.0;
    }
}
