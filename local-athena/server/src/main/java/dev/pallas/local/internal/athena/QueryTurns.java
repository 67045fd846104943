package dev.pallas.local.internal.athena;

import dev.pallas.local.internal.faults.QueryFaults;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Lets executions run in the order they came, as many at a time as there may be, and lets them wait on purpose. One that waits holds no
 * thread. Safe for use by many threads.
 */
final class QueryTurns {
    private final QueryFaults faults;
    private final Executor threads;
    private final ScheduledExecutorService timer;
    private final Map<QueryExecution, Turn> active = new ConcurrentHashMap<>();
    private final Queue<Turn> waiting = new ArrayDeque<>();
    private final Set<QueryExecution> running = new HashSet<>();

    /**
     * Lets executions run.
     *
     * @param threads that they run on
     * @param timer for those that wait
     */
    QueryTurns(QueryFaults faults, Executor threads, ScheduledExecutorService timer) {
        this.faults = faults;
        this.threads = threads;
        this.timer = timer;
        faults.onMore(this::advance);
    }

    private record Turn(QueryExecution execution, boolean dml, QueryFaults.Plan plan, Runnable work) {}

    /**
     * Takes an execution that {@link QueryFaults#admit} let in.
     *
     * @param work runs it to its end
     */
    void submit(QueryExecution execution, boolean dml, Runnable work) {
        var plan = faults.begin(execution.submission().sql());
        var failure = plan.failure();
        var turn = new Turn(execution, dml, plan, failure == null ? work : () -> fail(execution, failure));
        active.put(execution, turn);
        if (execution.end() != null) {
            // stopped before it was here
            ended(execution);
        } else if (plan.queuedMillis() > 0) {
            after(plan.queuedMillis(), () -> enqueue(turn));
        } else {
            enqueue(turn);
        }
    }

    private static void fail(QueryExecution execution, QueryFaults.Failure why) {
        if (execution.run()) {
            execution.fail(new Failure(why.reason(), why.category(), why.type(), why.retryable()));
        }
    }

    private synchronized void enqueue(Turn turn) {
        waiting.add(turn);
        advance();
    }

    private synchronized void advance() {
        while (running.size() < faults.maxRunning() && !waiting.isEmpty()) {
            var turn = waiting.remove();
            if (turn.execution().end() == null) {
                running.add(turn.execution());
                begin(turn);
            }
        }
    }

    private void begin(Turn turn) {
        var pause = turn.plan().runningMillis();
        if (pause == 0) {
            threads.execute(turn.work());
        } else if (turn.execution().runIdly()) {
            after(pause, () -> threads.execute(turn.work()));
        }
    }

    @SuppressWarnings("FutureReturnValueIgnored") // the tasks only hand over, and fail at most when all ends
    private void after(long millis, Runnable task) {
        timer.schedule(task, millis, TimeUnit.MILLISECONDS);
    }

    /** An execution has ended, whatever its end. May be called by who holds a lock of it. */
    void ended(QueryExecution execution) {
        var turn = active.remove(execution);
        if (turn != null) {
            faults.ended(turn.dml());
            timer.execute(() -> release(execution));
        }
    }

    private synchronized void release(QueryExecution execution) {
        running.remove(execution);
        advance();
    }
}
