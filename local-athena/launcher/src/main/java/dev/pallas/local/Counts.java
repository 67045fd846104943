package dev.pallas.local;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/** What clients did and what befell them, since the start or the last {@link LocalAthena#resetCounts()}. */
public final class Counts {
    private final Map<String, Long> all;

    Counts(Map<String, Long> all) {
        this.all = Collections.unmodifiableMap(new TreeMap<>(all));
    }

    /**
     * Calls of an operation, refused ones included.
     *
     * @param service {@code athena}, {@code glue} or {@code s3}
     */
    public long calls(String service, String operation) {
        return get("calls." + service + "." + operation);
    }

    /** Calls of a service. */
    public long calls(String service) {
        return all.entrySet().stream()
                .filter(entry -> entry.getKey().startsWith("calls." + service + "."))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    /** Faults of a kind as the control API names it, such as {@code throttle} or {@code quota}. */
    public long faults(String kind) {
        return get("faults." + kind);
    }

    /** Starts that carried a token which had started a query before. */
    public long duplicateTokens() {
        return get("duplicateTokens");
    }

    public long queriesStarted() {
        return get("queries.started");
    }

    /** Queries that are queued or running now. */
    public long activeQueries() {
        return get("queries.active");
    }

    /** The most queries that were queued or running at once. */
    public long highestActiveQueries() {
        return get("queries.highestActive");
    }

    /** Connections that clients opened. */
    public long connectionsOpened() {
        return get("connections.opened");
    }

    /** Connections of clients that are open now. */
    public long connectionsOpen() {
        return get("connections.open");
    }

    /** All counts by the names that the control API gives them; what never happened may be missing. */
    public Map<String, Long> all() {
        return all;
    }

    private long get(String name) {
        return all.getOrDefault(name, 0L);
    }

    @Override
    public String toString() {
        return "Counts" + all;
    }
}
