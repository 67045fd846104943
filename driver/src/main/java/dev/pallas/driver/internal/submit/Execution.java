package dev.pallas.driver.internal.submit;

import dev.pallas.driver.AthenaException;
import dev.pallas.driver.QueryInfo;
import dev.pallas.driver.QueryResult;
import dev.pallas.driver.QueryState;
import dev.pallas.driver.internal.aws.Pacer;
import dev.pallas.driver.internal.aws.Pacer.Operation;
import dev.pallas.driver.internal.completion.RunTimes;
import dev.pallas.driver.internal.completion.StatusPoller;
import dev.pallas.driver.internal.error.Errors;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.athena.model.InvalidRequestException;
import software.amazon.awssdk.services.athena.model.QueryExecution;
import software.amazon.awssdk.services.athena.model.StartQueryExecutionRequest;
import software.amazon.awssdk.services.athena.model.StartQueryExecutionResponse;

/**
 * One query, from its submission to its end. Each event changes the state under the lock; futures are completed, and requests
 * sent, without it.
 */
final class Execution extends Outcome implements StatusPoller.Listener {
    private static final Logger log = LoggerFactory.getLogger(Execution.class);

    private enum State {
        /** Until there is room for it. */
        WAITING,
        /** The start has been sent, perhaps more than once, and not been answered. */
        STARTING,
        RUNNING,
        /** The completion is decided; Athena may still have to be told to stop. */
        ENDED
    }

    private static final Duration FIRST_PAUSE = Duration.ofMillis(250);

    private final Backend backend;
    private final Conduct conduct;
    private final Consumer<Execution> finished;
    private final ActiveLimit.Turn turn;

    private final Stop stop = new Stop();

    // guarded by this
    private State state = State.WAITING;
    private boolean cancelRequested;
    private @Nullable String id;
    private Pacer.@Nullable Call<StartQueryExecutionResponse> start;
    private @Nullable ScheduledFuture<?> timer;
    private @Nullable StartQueryExecutionRequest request;
    private int conflicts;
    /** Whether somebody else answers for the query, so that only a cancel stops it. */
    private boolean handedOn;

    /**
     * A query that is to be started.
     *
     * @param request the start, with its token: the same token in each attempt makes them one query
     * @param opener opens the result of a query that succeeded
     * @param finished is told when nothing is left to be done
     */
    Execution(
            Backend backend,
            StartQueryExecutionRequest request,
            Conduct conduct,
            Function<QueryExecution, CompletionStage<QueryResult>> opener,
            Consumer<Execution> finished) {
        this(backend, conduct, opener, finished);
        this.request = request;
    }

    private Execution(
            Backend backend,
            Conduct conduct,
            Function<QueryExecution, CompletionStage<QueryResult>> opener,
            Consumer<Execution> finished) {
        super(opener);
        this.backend = backend;
        this.conduct = conduct;
        this.finished = finished;
        this.turn = backend.limit().turn(this::admitted);
    }

    /** A query that was started elsewhere. */
    static Execution attached(
            Backend backend,
            String queryId,
            Function<QueryExecution, CompletionStage<QueryResult>> opener,
            Consumer<Execution> finished) {
        var conduct = new Conduct("", Duration.ZERO, 0, () -> "", id -> {});
        var execution = new Execution(backend, conduct, opener, finished);
        execution.id = queryId;
        execution.state = State.RUNNING;
        execution.handedOn = true;
        execution.hasStarted(queryId);
        return execution;
    }

    /** To be called once, after the constructor. */
    void begin() {
        var known = knownId();
        if (known != null) {
            // it may have ended long ago
            backend.poller().watch(known, this, RunTimes.Expected.UNKNOWN);
            backend.poller().hurry(known);
            return;
        }
        var timeout = conduct.timeout();
        if (!timeout.isZero()) {
            synchronized (this) {
                // a client that is being closed may have ended it already
                timer = state == State.ENDED ? null : schedule(this::timedOut, timeout);
            }
        }
        turn.enter();
    }

    private @Nullable ScheduledFuture<?> schedule(Runnable task, Duration delay) {
        try {
            return backend.timer().schedule(task, delay.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            // closed in between, and so this query will be
            return null;
        }
    }

    private void timedOut() {
        synchronized (this) {
            if (handedOn) {
                return;
            }
        }
        var unused = abort(Errors.timedOut(conduct.timeout(), knownId()));
    }

    private void admitted() {
        synchronized (this) {
            if (state != State.WAITING) {
                return;
            }
            state = State.STARTING;
        }
        sendStartFromWorker();
    }

    private void sendStartFromWorker() {
        try {
            backend.workers().execute(this::sendStart);
        } catch (RejectedExecutionException e) {
            startFailed(Errors.closed(null));
        }
    }

    private void sendStart() {
        if (isUnwanted()) {
            startFailed(Errors.cancelledBeforeStart());
            return;
        }
        StartQueryExecutionRequest sent;
        synchronized (this) {
            sent = Objects.requireNonNull(request);
        }
        var call = backend.pacer()
                .call(Operation.START_QUERY, () -> backend.athena().get().startQueryExecution(sent));
        synchronized (this) {
            start = call;
        }
        if (isUnwanted()) {
            call.abandon();
        }
        var unused = call.result().whenComplete((response, failure) -> {
            if (failure == null) {
                running(response.queryExecutionId());
            } else if (failure instanceof Pacer.AbandonedException) {
                startFailed(Errors.cancelledBeforeStart());
            } else if (Errors.isActiveLimit(failure)) {
                waitForRoom();
            } else {
                startFailed(Errors.request(failure, null, backend.athenaEndpoint()));
            }
        });
    }

    /** The account runs as many queries as it may, whoever started them. */
    private void waitForRoom() {
        boolean unwanted;
        synchronized (this) {
            unwanted = isUnwanted();
            if (!unwanted) {
                state = State.WAITING;
                start = null;
            }
        }
        if (unwanted) {
            startFailed(Errors.cancelledBeforeStart());
        } else {
            turn.refused();
        }
    }

    private synchronized boolean isUnwanted() {
        return cancelRequested || state == State.ENDED;
    }

    private void startFailed(AthenaException failure) {
        end(failure, null);
        settle();
    }

    private void running(String queryId) {
        boolean aborted;
        boolean unwanted;
        synchronized (this) {
            id = queryId;
            unwanted = isUnwanted();
            aborted = state == State.ENDED;
            if (!aborted) {
                state = State.RUNNING;
            }
        }
        log.debug("Query {} started", queryId);
        tellStart(queryId);
        hasStarted(queryId);
        if (!aborted) {
            backend.poller().watch(queryId, this, backend.runTimes().expected(conduct.text()));
        }
        if (unwanted) {
            sendStop(queryId);
        }
    }

    /** A listener that throws has nobody to tell, and must not keep the query from being looked after. */
    private void tellStart(String queryId) {
        try {
            conduct.onStart().accept(queryId);
        } catch (RuntimeException e) {
            log.warn("The listener of query {} failed", queryId, e);
        }
    }

    @Override
    public void update(QueryExecution execution) {
        var info = QueryInfos.of(execution);
        note(info);
        if (!info.state().isFinal()) {
            return;
        }
        log.debug("Query {} ended: {}", info.queryId(), info.state());
        if (QueryInfos.lostTheRace(info) && runAgain()) {
            return;
        }
        if (info.state() == QueryState.SUCCEEDED) {
            backend.runTimes().took(conduct.text(), info.statistics());
        }
        var failure = info.state() == QueryState.SUCCEEDED ? null : Errors.ended(execution);
        if (end(failure, execution) != null) {
            settle();
        }
    }

    /** Starts the statement once more, as a new query of Athena's, after a pause in which the others get on. */
    private boolean runAgain() {
        Duration pause;
        synchronized (this) {
            // the text of a query that is handed on names this run
            if (state != State.RUNNING
                    || cancelRequested
                    || handedOn
                    || request == null
                    || conflicts >= conduct.commitRetries()) {
                return false;
            }
            state = State.STARTING;
            id = null;
            start = null;
            request = request.toBuilder()
                    .clientRequestToken(conduct.tokens().get())
                    .build();
            pause = backend.pacer().spread(FIRST_PAUSE.multipliedBy(1L << Math.min(conflicts++, 5)));
        }
        if (schedule(this::sendStartFromWorker, pause) == null) {
            startFailed(Errors.closed(null));
        }
        return true;
    }

    @Override
    public void lost(Throwable failure) {
        var unused = abort(Errors.request(failure, knownId(), backend.athenaEndpoint()));
    }

    /** Decides the completion. Returns the state before, or null when that had been decided already. */
    private @Nullable State end(@Nullable AthenaException failure, @Nullable QueryExecution execution) {
        State before;
        ScheduledFuture<?> pending;
        synchronized (this) {
            if (state == State.ENDED) {
                return null;
            }
            before = state;
            state = State.ENDED;
            pending = timer;
        }
        if (pending != null) {
            pending.cancel(false);
        }
        hasEnded(failure, execution);
        return before;
    }

    /** Nothing is left to be done: makes room for the next query. */
    private void settle() {
        hasSettled();
        stop.answer().complete(null);
        turn.leave();
        finished.accept(this);
    }

    /**
     * Ends the query for its reader at once, and in Athena as soon as it can be reached, unless somebody else answers for it.
     *
     * @return completes when Athena has answered, or does not need to be asked; never fails
     */
    CompletableFuture<Void> abort(AthenaException reason) {
        var before = end(reason, null);
        if (before == State.WAITING) {
            settle();
        } else if (before == State.STARTING) {
            abandonStart();
        } else if (before == State.RUNNING) {
            var queryId = Objects.requireNonNull(knownId());
            backend.poller().forget(this);
            if (isHandedOn()) {
                settle();
            } else {
                sendStop(queryId);
            }
        }
        return settled();
    }

    private void abandonStart() {
        Pacer.Call<?> call;
        synchronized (this) {
            call = start;
        }
        if (call != null) {
            call.abandon();
        }
    }

    private void sendStop(String queryId) {
        var answer = stop.send();
        if (answer == null) {
            settleIfStopped();
            return;
        }
        var call = backend.pacer().call(Operation.STOP_QUERY, () -> backend.athena()
                .get()
                .stopQueryExecution(stop -> stop.queryExecutionId(queryId)));
        var unused = call.result().whenComplete((response, failure) -> {
            boolean aborted;
            synchronized (this) {
                aborted = state == State.ENDED;
                stop.answered(failure == null);
            }
            if (failure == null || failure instanceof InvalidRequestException) {
                // an invalid request: the query had ended by itself
                answer.complete(null);
            } else {
                log.warn("Query {} could not be stopped: {}", queryId, failure.toString());
                answer.completeExceptionally(Errors.request(failure, queryId, backend.athenaEndpoint()));
            }
            if (aborted) {
                settle();
            } else {
                backend.poller().hurry(queryId);
            }
        });
    }

    /** A query that is ended after its stop has been answered has nobody else to tell that. */
    private void settleIfStopped() {
        boolean done;
        synchronized (this) {
            done = stop.isTaken() && state == State.ENDED;
        }
        if (done) {
            settle();
        }
    }

    @Override
    public CompletionStage<Void> cancel() {
        State before;
        String queryId;
        synchronized (this) {
            before = state;
            queryId = id;
            cancelRequested = true;
        }
        switch (before) {
            case WAITING -> {
                var unused = abort(Errors.cancelledBeforeStart());
            }
            case STARTING -> abandonStart();
            case RUNNING -> sendStop(Objects.requireNonNull(queryId));
            case ENDED -> {
                // there is nothing to stop, or it has been sent
            }
        }
        return stop.answer().minimalCompletionStage();
    }

    @Override
    public CompletionStage<String> serialize() {
        return queryId().thenApply(queryId -> {
            synchronized (this) {
                handedOn = true;
            }
            return new QueryReference(backend.region().get(), queryId).toString();
        });
    }

    /** Whether somebody else answers for the query. */
    synchronized boolean isHandedOn() {
        return handedOn;
    }

    @Override
    public CompletionStage<QueryInfo> refresh() {
        return queryId().thenCompose(first -> {
            var queryId = Objects.requireNonNullElse(knownId(), first);
            return backend.pacer()
                    .call(Operation.GET_QUERY, () -> backend.athena()
                            .get()
                            .getQueryExecution(request -> request.queryExecutionId(queryId)))
                    .result()
                    .handle((response, failure) -> {
                        if (failure != null) {
                            throw Errors.request(failure, queryId, backend.athenaEndpoint());
                        }
                        return refreshed(response.queryExecution());
                    });
        });
    }

    private QueryInfo refreshed(QueryExecution execution) {
        var info = QueryInfos.of(execution);
        // of an earlier run, if it has been run again in between
        if (execution.queryExecutionId().equals(knownId())) {
            if (info.state().isFinal()) {
                backend.poller().forget(this);
            }
            update(execution);
        }
        return info;
    }

    /** The id, once Athena has given it. */
    synchronized @Nullable String knownId() {
        return id;
    }
}
