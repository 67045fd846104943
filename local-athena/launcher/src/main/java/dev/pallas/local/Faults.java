package dev.pallas.local;

import dev.pallas.local.internal.ControlClient;
import java.net.URI;
import java.util.Arrays;
import java.util.Map;

/**
 * What goes wrong on purpose. Each call takes effect at once, for all clients of the server; what is left to chance follows from the seed, so
 * the same requests in the same order meet the same faults. Safe for use by many threads.
 *
 * <p>All methods throw {@link java.io.UncheckedIOException} if the server does not answer, and {@link IllegalArgumentException} with what it
 * said if it refuses.
 */
public final class Faults {
    private final ControlClient client;

    Faults(URI endpoint) {
        client = new ControlClient(endpoint);
    }

    /** Adds faults to those that are there. The first that refuses a request or ends its connection decides; latencies add up. */
    public Faults add(Fault... faults) {
        return change("rules", Arrays.stream(faults).map(Fault::members).toList());
    }

    /** Begins the chances of all faults that are added from now on anew. Default: 1. */
    public Faults seed(long seed) {
        return change("seed", seed);
    }

    /** Keeps Athena's default quotas: so many calls of an operation a second, and so many at once. */
    public Faults athenaQuotas() {
        return change("quotas", "default");
    }

    /**
     * Keeps a quota of an operation of Athena.
     *
     * @param perSecond how fast it fills up again
     * @param burst how many calls it holds at most
     */
    public Faults quota(String operation, double perSecond, int burst) {
        return change("quotas", Map.of(operation, Map.of("perSecond", perSecond, "burst", burst)));
    }

    /** How many DML queries may be queued or running; more are refused with {@code TooManyRequestsException}. */
    public Faults activeDmlLimit(int queries) {
        return change("activeDml", queries);
    }

    /** How many queries may run; more stay queued. Queries that wait get on as soon as the number grows. */
    public Faults maxRunningQueries(int queries) {
        return change("maxRunning", queries);
    }

    /** Lifts all faults, quotas and limits, and goes back to the default seed. */
    public void reset() {
        client.send("DELETE", "faults", null);
    }

    private Faults change(String name, Object value) {
        client.send("POST", "faults", Map.of(name, value));
        return this;
    }

    /** What is set, in the JSON of the control API. */
    @Override
    public String toString() {
        return client.send("GET", "faults", null);
    }

    Counts counts() {
        return new Counts(ControlClient.numbers(client.send("GET", "counts", null)));
    }

    void resetCounts() {
        client.send("DELETE", "counts", null);
    }
}
