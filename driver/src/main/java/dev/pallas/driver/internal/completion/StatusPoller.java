package dev.pallas.driver.internal.completion;

import dev.pallas.driver.QueryState;
import dev.pallas.driver.internal.aws.Pacer;
import dev.pallas.driver.internal.aws.Pacer.Operation;
import dev.pallas.driver.internal.completion.RunTimes.Expected;
import dev.pallas.driver.internal.error.Errors;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.athena.AthenaAsyncClient;
import software.amazon.awssdk.services.athena.model.BatchGetQueryExecutionResponse;
import software.amazon.awssdk.services.athena.model.QueryExecution;

/**
 * Looks at all running queries of an account, region and endpoint together. A query is looked at early, and then after an eighth of
 * the time that it has been running, so that a short one is not kept waiting and a long one costs little. One whose statement has been run
 * before is not looked at until it may have ended, and more often around the time when it should. Thread-safe.
 */
public final class StatusPoller {
    /** Athena's limit on BatchGetQueryExecution. */
    public static final int IDS_PER_CALL = 50;
    /** A little less than the account's default quota for BatchGetQueryExecution, 20 a second and 40 at once. */
    public static final double CALLS_PER_SECOND = 18;

    public static final double CALLS_AT_ONCE = 36;
    /**
     * So many queries are looked at for the first time without regard to the number of calls, which is made up for by later ones: there
     * are not more first looks than starts, whose quota is the same.
     */
    private static final int FEW = 4;

    private static final int LOOKS_BEFORE_UNKNOWN = 5;
    /** GetQueryExecution has five times the quota of BatchGetQueryExecution. */
    private static final int SINGLE_IDS_PER_CALL = 5;

    private final Supplier<AthenaAsyncClient> athena;
    private final Pacer pacer;
    private final ScheduledExecutorService timer;
    private final Clock clock;
    private final long minMillis;
    private final long maxMillis;

    /** By who wants to know, as several handles may be of one query. */
    private final Map<Listener, Watch> watches = new HashMap<>();

    private double calls = CALLS_AT_ONCE;
    private long callsAt;
    private @Nullable ScheduledFuture<?> wake;
    private long wakeAt;
    /** Set when the credentials may look at one query at a time only. */
    private volatile boolean single;

    /** Who wants to know of a query. Called on a thread of the client, never with a lock of the poller held. */
    public interface Listener {
        /** What Athena told; not called any more after a final state. */
        void update(QueryExecution execution);

        /** The status cannot be read; not called any more. */
        void lost(Throwable failure);
    }

    private static final class Watch {
        final String id;
        final Listener listener;
        final long since;
        final Expected expected;
        long due;
        boolean asked;
        boolean seen;
        int unknown;

        Watch(String id, Listener listener, long since, Expected expected, long due) {
            this.id = id;
            this.listener = listener;
            this.since = since;
            this.expected = expected;
            this.due = due;
        }
    }

    public StatusPoller(
            Supplier<AthenaAsyncClient> athena,
            Pacer pacer,
            ScheduledExecutorService timer,
            Clock clock,
            Duration min,
            Duration max) {
        this.athena = athena;
        this.pacer = pacer;
        this.timer = timer;
        this.clock = clock;
        this.minMillis = min.toMillis();
        this.maxMillis = Math.max(minMillis, max.toMillis());
        this.callsAt = clock.millis();
    }

    /**
     * Looks at a query until its end, or until {@link #forget}.
     *
     * @param expected how long it may take
     */
    public void watch(String id, Listener listener, Expected expected) {
        synchronized (this) {
            var now = clock.millis();
            var due = now + firstDelay(expected);
            watches.put(listener, new Watch(id, listener, now, expected, due));
            wakeBy(due);
        }
    }

    /** A run time that hardly varies is met by one look right after it; one that does, by several around it. */
    private long firstDelay(Expected expected) {
        var deviation = expected.deviation();
        var millis = expected.millis() + (deviation <= minMillis ? deviation : -deviation);
        return Math.max(minMillis, Math.min(maxMillis, millis));
    }

    private long delay(Watch watch, long running) {
        var fromEnd = Math.abs(running - watch.expected.millis());
        var millis = Math.min(running / 8, Math.max(fromEnd / 4, watch.expected.deviation() / 2));
        return Math.min(maxMillis, Math.max(minMillis, millis));
    }

    /** Looks at a query as soon as the quota allows: something is known to have happened to it. */
    public void hurry(String id) {
        synchronized (this) {
            var now = clock.millis();
            watches.values().stream().filter(watch -> watch.id.equals(id)).forEach(watch -> {
                watch.due = now;
                wakeBy(now);
            });
        }
    }

    public void forget(Listener listener) {
        synchronized (this) {
            watches.remove(listener);
        }
    }

    private void wakeBy(long time) {
        if (wake != null && wakeAt <= time) {
            return;
        }
        if (wake != null) {
            wake.cancel(false);
        }
        wakeAt = time;
        try {
            wake = timer.schedule(this::look, Math.max(0, time - clock.millis()), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            // the client has been closed, and its queries have been told
            wake = null;
        }
    }

    private void look() {
        var batches = new ArrayList<List<Watch>>();
        synchronized (this) {
            wake = null;
            refill();
            var now = clock.millis();
            var due = watches.values().stream()
                    // those due in a moment come along: one call less
                    .filter(watch -> !watch.asked && watch.due <= now + minMillis / 2)
                    .sorted(Comparator.comparingLong(watch -> watch.due))
                    .toList();
            var size = single ? SINGLE_IDS_PER_CALL : IDS_PER_CALL;
            for (var from = 0;
                    from < due.size() && due.get(from).due <= now && isPermitted(due.get(from));
                    from += size) {
                calls = Math.max(-CALLS_PER_SECOND, calls - 1);
                var batch = due.subList(from, Math.min(due.size(), from + size));
                batch.forEach(watch -> {
                    watch.asked = true;
                    watch.seen = true;
                });
                batches.add(batch);
            }
            scheduleNext();
        }
        batches.forEach(this::ask);
    }

    private boolean isPermitted(Watch watch) {
        return calls >= 1 || (!watch.seen && watches.size() <= FEW);
    }

    private void refill() {
        var now = clock.millis();
        calls = Math.min(CALLS_AT_ONCE, calls + Math.max(0, now - callsAt) * CALLS_PER_SECOND / 1000);
        callsAt = now;
    }

    private void scheduleNext() {
        var permitted = callsAt + (long) Math.ceil((1 - calls) * 1000 / CALLS_PER_SECOND);
        watches.values().stream()
                .filter(watch -> !watch.asked)
                .mapToLong(watch -> isPermitted(watch) ? watch.due : Math.max(watch.due, permitted))
                .min()
                .ifPresent(this::wakeBy);
    }

    private void ask(List<Watch> batch) {
        if (single) {
            batch.forEach(this::askSingly);
            return;
        }
        var ids = batch.stream().map(watch -> watch.id).distinct().toList();
        var call = pacer.call(Operation.BATCH_GET_QUERY, () -> athena.get()
                .batchGetQueryExecution(request -> request.queryExecutionIds(ids)));
        var unused = call.result().whenComplete((response, failure) -> {
            if (failure == null) {
                answered(batch, response);
            } else if (Errors.isDenied(failure)) {
                // a policy written for a driver that knows GetQueryExecution only
                single = true;
                batch.forEach(this::askSingly);
            } else {
                lost(batch, failure);
            }
        });
    }

    private void askSingly(Watch watch) {
        var call = pacer.call(Operation.GET_QUERY, () -> athena.get()
                .getQueryExecution(request -> request.queryExecutionId(watch.id)));
        var unused = call.result().whenComplete((response, failure) -> {
            if (failure == null) {
                answered(
                        List.of(watch),
                        BatchGetQueryExecutionResponse.builder()
                                .queryExecutions(response.queryExecution())
                                .build());
            } else {
                lost(List.of(watch), failure);
            }
        });
    }

    private void answered(List<Watch> batch, BatchGetQueryExecutionResponse response) {
        var reports = new LinkedHashMap<Watch, QueryExecution>();
        var unknown = new LinkedHashMap<Watch, String>();
        synchronized (this) {
            var executions = new HashMap<String, QueryExecution>();
            response.queryExecutions().forEach(each -> executions.put(each.queryExecutionId(), each));
            var reasons = new HashMap<String, @Nullable String>();
            response.unprocessedQueryExecutionIds()
                    .forEach(each -> reasons.put(each.queryExecutionId(), each.errorMessage()));
            var now = clock.millis();
            for (var watch : batch) {
                watch.asked = false;
                watch.due = now + delay(watch, now - watch.since);
                var execution = executions.get(watch.id);
                if (watches.get(watch.listener) != watch) {
                    continue;
                }
                if (execution != null) {
                    reports.put(watch, execution);
                    if (isFinal(execution)) {
                        watches.remove(watch.listener);
                    }
                } else if (++watch.unknown >= LOOKS_BEFORE_UNKNOWN) {
                    watches.remove(watch.listener);
                    unknown.put(watch, String.valueOf(reasons.get(watch.id)));
                }
            }
            scheduleNext();
        }
        reports.forEach((watch, execution) -> watch.listener.update(execution));
        unknown.forEach((watch, reason) -> watch.listener.lost(Errors.unknownQuery(watch.id, reason)));
    }

    private static boolean isFinal(QueryExecution execution) {
        return QueryState.valueOf(execution.status().stateAsString()).isFinal();
    }

    private void lost(List<Watch> batch, Throwable failure) {
        var lost = new ArrayList<Watch>();
        synchronized (this) {
            for (var watch : batch) {
                if (watches.remove(watch.listener, watch)) {
                    lost.add(watch);
                }
            }
            scheduleNext();
        }
        lost.forEach(watch -> watch.listener.lost(failure));
    }

    /** The number of handles whose queries are watched. */
    public synchronized int size() {
        return watches.size();
    }
}
