package dev.pallas.local.internal.faults;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pallas.local.internal.http.ApiException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Decides what goes wrong with queries, and how many there may be. Safe for use by many threads. */
public final class QueryFaults {
    private static final int UNLIMITED = Integer.MAX_VALUE;

    private final Counts counts;
    private List<Rule> rules = List.of();
    private int activeDmlLimit = UNLIMITED;
    private int activeDml;
    private int maxRunning = UNLIMITED;
    private Runnable moreMayRun = () -> {};

    public QueryFaults(Counts counts) {
        this.counts = counts;
    }

    /**
     * How a query fails.
     *
     * @param reason as StateChangeReason tells it
     * @param category 1 for the system, 2 for the user, 3 for anything else
     * @param type a number of Athena's error catalog
     */
    public record Failure(String reason, int category, int type, boolean retryable) {}

    /**
     * What happens to a query.
     *
     * @param queuedMillis how long it stays queued at least
     * @param runningMillis how long it runs at least
     * @param failure how it fails instead of being run; null to run it
     */
    public record Plan(
            long queuedMillis, long runningMillis, @Nullable Failure failure) {}

    /**
     * Admits a query, whose end {@link #ended} must be told.
     *
     * @param dml whether it counts against the limit of active DML queries
     * @throws ApiException if there are as many already as there may be
     */
    public synchronized void admit(boolean dml) {
        if (dml && activeDml >= activeDmlLimit) {
            counts.fault("active-dml");
            throw new ApiException(
                    400,
                    "TooManyRequestsException",
                    "You have exceeded the limit for the number of queries you can run concurrently. Please reduce the number of"
                            + " concurrent queries submitted by this account. Contact customer support to request a concurrent"
                            + " query limit increase.",
                    Map.of("AthenaErrorCode", "TOO_MANY_REQUESTS", "Reason", "CONCURRENT_QUERY_LIMIT_EXCEEDED"));
        }
        activeDml += dml ? 1 : 0;
    }

    /** A query that was admitted did not start after all. */
    public synchronized void withdraw(boolean dml) {
        activeDml -= dml ? 1 : 0;
    }

    /** Decides what happens to a query that was admitted and has started. */
    public Plan begin(String sql) {
        counts.queryStarted();
        var queued = 0L;
        var running = 0L;
        Failure failure = null;
        for (var rule : rules()) {
            if (failure == null && rule.applies(sql)) {
                counts.fault(rule.kind().text());
                var json = rule.json();
                if (rule.kind() == Rule.Kind.QUERY_DELAY) {
                    queued += json.path("queuedMillis").asLong();
                    running += json.path("runningMillis").asLong();
                } else {
                    failure = failure(json);
                }
            }
        }
        return new Plan(queued, running, failure);
    }

    /** Without more words, it is the conflict of two writers. */
    private static Failure failure(JsonNode json) {
        var conflict = !json.has("reason");
        return new Failure(
                json.path("reason")
                        .asText(
                                "ICEBERG_COMMIT_ERROR: Failed to commit Iceberg update to table: another writer was faster"),
                json.path("category").asInt(conflict ? 1 : 2),
                json.path("type").asInt(conflict ? 233 : 1000),
                json.path("retryable").asBoolean(conflict));
    }

    /** A query that had started has ended. */
    public void ended(boolean dml) {
        withdraw(dml);
        counts.queryEnded();
    }

    /** A start carried a token that had started a query before. */
    public void duplicateToken() {
        counts.duplicateToken();
    }

    /** How many queries may run; the others stay queued. */
    public synchronized int maxRunning() {
        return maxRunning;
    }

    /**
     * Registers the one who lets queries run.
     *
     * @param moreMayRun called whenever {@link #maxRunning} may have grown
     */
    public synchronized void onMore(Runnable moreMayRun) {
        this.moreMayRun = moreMayRun;
    }

    private synchronized List<Rule> rules() {
        return rules;
    }

    /** How many rules there are, whose numbers are taken. */
    synchronized int ruleCount() {
        return rules.size();
    }

    void change(JsonNode change, List<Rule> added) {
        Runnable after;
        synchronized (this) {
            var limit = limit(change, "activeDml", activeDmlLimit);
            var running = limit(change, "maxRunning", maxRunning);
            var all = new ArrayList<>(rules);
            all.addAll(added);
            rules = List.copyOf(all);
            activeDmlLimit = limit;
            maxRunning = running;
            after = moreMayRun;
        }
        after.run();
    }

    private static int limit(JsonNode change, String name, int otherwise) {
        var value = change.get(name);
        if (value == null) {
            return otherwise;
        }
        if (value.isNull()) {
            return UNLIMITED;
        }
        if (!value.isInt() || value.asInt() < 0) {
            throw new IllegalArgumentException(name + " must be null or a number from 0 on, not " + value);
        }
        return value.asInt();
    }

    void reset() {
        Runnable after;
        synchronized (this) {
            rules = List.of();
            activeDmlLimit = UNLIMITED;
            maxRunning = UNLIMITED;
            after = moreMayRun;
        }
        after.run();
    }

    synchronized void describe(ObjectNode json, ArrayNode described) {
        for (var rule : rules) {
            described.add(((ObjectNode) rule.json().deepCopy()).put("applied", rule.applied()));
        }
        if (activeDmlLimit < UNLIMITED) {
            json.put("activeDml", activeDmlLimit);
        }
        if (maxRunning < UNLIMITED) {
            json.put("maxRunning", maxRunning);
        }
    }
}
