package dev.pallas.local.internal.faults;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pallas.local.storage.api.Fault;
import dev.pallas.local.storage.api.Fault.Refusal;
import dev.pallas.local.storage.api.Fault.Reset;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Decides what goes wrong with the requests of clients. Safe for use by many threads. */
public final class Faults {
    /** What Athena grants an account by default: calls per second, and how many at once. */
    private static final Map<String, Limit> ATHENA_DEFAULTS = Map.of(
            "StartQueryExecution", new Limit(20, 80),
            "StopQueryExecution", new Limit(20, 80),
            "GetQueryExecution", new Limit(100, 200),
            "GetQueryResults", new Limit(100, 200),
            "BatchGetQueryExecution", new Limit(20, 40),
            "ListQueryExecutions", new Limit(5, 10));

    private static final long DEFAULT_SEED = 1;

    private final Clock clock;
    private final Counts counts;
    private final QueryFaults queries;
    private volatile State state = new State(DEFAULT_SEED, List.of(), Map.of());

    public Faults(Clock clock, Counts counts, QueryFaults queries) {
        this.clock = clock;
        this.counts = counts;
        this.queries = queries;
    }

    private record Limit(double perSecond, double burst) {}

    private record Quota(Limit limit, TokenBucket bucket) {}

    /** What is set; replaced as a whole. */
    private record State(long seed, List<Rule> rules, Map<String, Quota> quotas) {}

    /** Decides about a request, and counts it. */
    public Fault decide(String service, String operation, String resource) {
        counts.call(service, operation);
        var now = state;
        var quota = service.equals("athena") ? now.quotas().get(operation) : null;
        if (quota != null && !quota.bucket().take()) {
            counts.fault("quota");
            return refuse(0, new Refusal(400, "ThrottlingException", "Rate exceeded"));
        }
        var fault = Fault.NONE;
        for (var rule : now.rules()) {
            var over = fault.error() != null || fault.reset() != Reset.NEVER;
            if (!over && rule.applies(service, operation, resource)) {
                counts.fault(rule.kind().text());
                fault = with(fault, rule, service.equals("s3"));
            }
        }
        return fault;
    }

    private static Fault refuse(long delayMillis, Refusal error) {
        return new Fault(delayMillis, error, Reset.NEVER, -1, 0);
    }

    private static Fault with(Fault fault, Rule rule, boolean s3) {
        var json = rule.json();
        var delay = fault.delayMillis();
        return switch (rule.kind()) {
            case LATENCY ->
                new Fault(
                        delay + rule.latency(),
                        fault.error(),
                        fault.reset(),
                        fault.bodyBytes(),
                        fault.bytesPerSecond());
            case THROTTLE -> refuse(delay, Refusals.throttle(json, s3));
            case ERROR -> refuse(delay, Refusals.error(json, s3));
            case EXPIRED_CREDENTIALS -> refuse(delay, Refusals.expired(s3));
            case RESET ->
                new Fault(
                        delay,
                        null,
                        Reset.valueOf(json.path("when").asText("before").toUpperCase(Locale.ROOT)),
                        -1,
                        0);
            case CUT_BODY ->
                new Fault(delay, null, Reset.NEVER, json.path("bytes").asLong(), fault.bytesPerSecond());
            case SLOW_BODY ->
                new Fault(
                        delay,
                        null,
                        Reset.NEVER,
                        fault.bodyBytes(),
                        json.path("bytesPerSecond").asLong(1));
            case QUERY_FAILURE, QUERY_DELAY -> throw new IllegalStateException(rule.kind() + " is not of requests");
        };
    }

    /**
     * Adds rules, and sets what else is given.
     *
     * @param change {@code seed}, {@code rules}, {@code quotas}, {@code activeDml}, {@code maxRunning}; null takes a setting away
     * @throws IllegalArgumentException with what is wrong with it; nothing has changed then
     */
    synchronized void change(JsonNode change) {
        change.fieldNames().forEachRemaining(name -> {
            if (!List.of("seed", "rules", "quotas", "activeDml", "maxRunning").contains(name)) {
                throw new IllegalArgumentException("there is no member " + name);
            }
        });
        var before = state;
        var seed = change.has("seed") ? change.path("seed").asLong() : before.seed();
        var rules = new ArrayList<>(before.rules());
        for (var json : change.path("rules")) {
            rules.add(rule(json, seed, queries.ruleCount() + rules.size()));
        }
        var quotas = change.has("quotas") ? quotas(change.path("quotas"), before.quotas()) : before.quotas();
        queries.change(
                change, rules.stream().filter(rule -> rule.kind().ofQueries()).toList());
        rules.removeIf(rule -> rule.kind().ofQueries());
        state = new State(seed, List.copyOf(rules), quotas);
    }

    private static Rule rule(JsonNode json, long seed, int number) {
        var rule = Rule.of(json, seed * 31 + number);
        Refusals.check(rule);
        return rule;
    }

    /** The quotas as they were, with those that are given; null for none. */
    private Map<String, Quota> quotas(JsonNode json, Map<String, Quota> before) {
        if (json.isNull()) {
            return Map.of();
        }
        var quotas = new TreeMap<>(before);
        if (json.asText().equals("default")) {
            ATHENA_DEFAULTS.forEach((operation, limit) -> quotas.put(operation, new Quota(limit, bucket(limit))));
        } else if (json.isObject()) {
            json.fields().forEachRemaining(entry -> {
                var limit = limit(entry.getKey(), entry.getValue());
                quotas.put(entry.getKey(), new Quota(limit, bucket(limit)));
            });
        } else {
            throw new IllegalArgumentException(
                    "quotas must be \"default\", null, or an object of {\"perSecond\": .., \"burst\": ..} by operation");
        }
        return quotas;
    }

    private static Limit limit(String operation, JsonNode json) {
        var perSecond = json.path("perSecond").asDouble(-1);
        var burst = json.path("burst").asDouble(Math.max(1, perSecond));
        if (perSecond < 0 || burst < 1) {
            throw new IllegalArgumentException(
                    "the quota of " + operation + " must have a number perSecond and a burst of at least 1");
        }
        return new Limit(perSecond, burst);
    }

    private TokenBucket bucket(Limit limit) {
        return new TokenBucket(limit.perSecond(), limit.burst(), clock);
    }

    /** Lifts everything, as after the start. */
    synchronized void reset() {
        state = new State(DEFAULT_SEED, List.of(), Map.of());
        queries.reset();
    }

    /** What is set, as {@link #change} takes it, and how often each rule applied. */
    synchronized ObjectNode toJson() {
        var json = JsonNodeFactory.instance.objectNode();
        var now = state;
        json.put("seed", now.seed());
        var rules = json.putArray("rules");
        for (var rule : now.rules()) {
            rules.add(((ObjectNode) rule.json().deepCopy()).put("applied", rule.applied()));
        }
        var quotas = json.putObject("quotas");
        now.quotas().forEach((operation, quota) -> quotas.putObject(operation)
                .put("perSecond", quota.limit().perSecond())
                .put("burst", quota.limit().burst()));
        queries.describe(json, rules);
        return json;
    }
}
