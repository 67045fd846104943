package dev.pallas.local.internal.faults;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.LongAdder;

/** What happened since the start or the last {@link #reset}. Safe for use by many threads. */
public final class Counts {
    private final ConcurrentMap<String, LongAdder> counters = new ConcurrentHashMap<>();
    private long activeQueries;
    private long highestActiveQueries;
    private long openConnections;

    /** A call of a client. */
    public void call(String service, String operation) {
        count("calls." + service + "." + operation);
    }

    /** @param kind such as {@code throttle} */
    void fault(String kind) {
        count("faults." + kind);
    }

    /** A start came with a token that was there before. */
    public void duplicateToken() {
        count("duplicateTokens");
    }

    /** A query was started. */
    public synchronized void queryStarted() {
        count("queries.started");
        activeQueries++;
        highestActiveQueries = Math.max(highestActiveQueries, activeQueries);
    }

    /** A query has ended, whatever its end. */
    public synchronized void queryEnded() {
        activeQueries--;
    }

    /** A client connected (true), or a connection of one has ended. */
    public synchronized void connection(boolean opened) {
        if (opened) {
            count("connections.opened");
        }
        openConnections += opened ? 1 : -1;
    }

    private void count(String name) {
        counters.computeIfAbsent(name, unused -> new LongAdder()).increment();
    }

    /** All counts by their names; what did not happen is not in it, but for those that are always there. */
    synchronized Map<String, Long> all() {
        var all = new TreeMap<String, Long>();
        all.put("connections.opened", 0L);
        all.put("duplicateTokens", 0L);
        all.put("queries.started", 0L);
        counters.forEach((name, counter) -> all.put(name, counter.sum()));
        all.put("connections.open", openConnections);
        all.put("queries.active", activeQueries);
        all.put("queries.highestActive", highestActiveQueries);
        return all;
    }

    /** Forgets what has passed; what is still there, such as active queries, stays. */
    synchronized void reset() {
        counters.clear();
        highestActiveQueries = activeQueries;
    }
}
