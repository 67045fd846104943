package dev.pallas.local.internal.faults;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.common.collect.ImmutableSet;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/** One thing that goes wrong: with what, how often, and what. Safe for use by many threads. */
final class Rule {
    private static final Set<String> COMMON = Set.of("kind", "service", "operations", "key", "query", "rate", "times");

    private final JsonNode json;
    private final Kind kind;
    private final String service;
    private final Set<String> operations;
    private final @Nullable Pattern pattern;
    private final double rate;
    private final Random random;
    private long left;
    private long applied;

    private Rule(JsonNode json, Kind kind, @Nullable Pattern pattern, long seed) {
        this.json = json;
        this.kind = kind;
        this.pattern = pattern;
        this.service = kind.ofBodies() ? "s3" : json.path("service").asText("").toLowerCase(Locale.ROOT);
        var named = new HashSet<String>();
        json.path("operations").forEach(operation -> named.add(operation.asText()));
        this.operations = named.isEmpty() && kind.ofBodies() ? Set.of("GetObject") : named;
        this.rate = json.path("rate").asDouble(1);
        this.left = json.path("times").asLong(Long.MAX_VALUE);
        this.random = new Random(seed);
    }

    /** What can go wrong; each tells the members of a rule that it reads, beyond those that all have. */
    enum Kind {
        THROTTLE(false, "error"),
        ERROR(false, "error", "status", "message"),
        RESET(false, "when"),
        LATENCY(false, "millis", "jitterMillis"),
        CUT_BODY(false, "bytes"),
        SLOW_BODY(false, "bytesPerSecond"),
        EXPIRED_CREDENTIALS(false),
        QUERY_FAILURE(true, "reason", "category", "type", "retryable"),
        QUERY_DELAY(true, "runningMillis", "queuedMillis");

        private final boolean ofQueries;
        private final ImmutableSet<String> members;

        Kind(boolean ofQueries, String... members) {
            this.ofQueries = ofQueries;
            this.members = ImmutableSet.copyOf(members);
        }

        String text() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        boolean ofQueries() {
            return ofQueries;
        }

        boolean ofBodies() {
            return this == CUT_BODY || this == SLOW_BODY;
        }

        static Kind of(String text) {
            var known = new ArrayList<String>();
            for (var kind : values()) {
                if (kind.text().equals(text)) {
                    return kind;
                }
                known.add(kind.text());
            }
            throw new IllegalArgumentException(
                    "there is no kind \"" + text + "\"; there are " + String.join(", ", known));
        }
    }

    /**
     * Reads a rule.
     *
     * @param seed of what it leaves to chance
     * @throws IllegalArgumentException with what is wrong with it
     */
    static Rule of(JsonNode json, long seed) {
        if (!json.isObject()) {
            throw new IllegalArgumentException("a rule must be an object, not " + json);
        }
        var kind = Kind.of(json.path("kind").asText());
        json.fieldNames().forEachRemaining(name -> {
            if (!COMMON.contains(name) && !kind.members.contains(name)) {
                throw new IllegalArgumentException("a rule of kind " + kind.text() + " has no member " + name);
            }
        });
        var where = kind.ofQueries ? "query" : "key";
        if (json.has(kind.ofQueries ? "key" : "query")) {
            throw new IllegalArgumentException(
                    "a rule of kind " + kind.text() + " is about a " + where + ", so has no other pattern");
        }
        if (json.has("operations") && !json.path("operations").isArray()) {
            throw new IllegalArgumentException("operations must be an array of names");
        }
        number(json, "rate", 0, 1);
        for (var name : List.of("times", "millis", "jitterMillis", "bytes", "runningMillis", "queuedMillis")) {
            number(json, name, 0, Long.MAX_VALUE);
        }
        number(json, "bytesPerSecond", 1, Long.MAX_VALUE);
        number(json, "status", 400, 599);
        return new Rule(json, kind, pattern(json, where), seed);
    }

    private static void number(JsonNode json, String name, double minimum, double maximum) {
        var value = json.get(name);
        if (value != null && (!value.isNumber() || value.asDouble() < minimum || value.asDouble() > maximum)) {
            throw new IllegalArgumentException(name + " must be a number from " + (long) minimum
                    + (maximum < Long.MAX_VALUE ? " to " + (long) maximum : " on") + ", not " + value);
        }
    }

    private static @Nullable Pattern pattern(JsonNode json, String name) {
        if (!json.has(name)) {
            return null;
        }
        try {
            return Pattern.compile(json.path(name).asText(), Pattern.DOTALL);
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException(name + " is no regular expression: " + e.getDescription(), e);
        }
    }

    Kind kind() {
        return kind;
    }

    JsonNode json() {
        return json;
    }

    /** Whether the rule is about this request and it is its turn. */
    boolean applies(String service, String operation, String resource) {
        return (this.service.isEmpty() || this.service.equals(service))
                && (operations.isEmpty() || operations.contains(operation))
                && (pattern == null || pattern.matcher(key(resource)).find())
                && turn();
    }

    /** Whether the rule is about this query and it is its turn. */
    boolean applies(String sql) {
        return (pattern == null || pattern.matcher(sql).find()) && turn();
    }

    /** What follows the bucket. */
    private static String key(String resource) {
        return resource.substring(resource.indexOf('/') + 1);
    }

    /** Draws from chance whenever it is asked, so that the same requests meet the same luck. */
    private synchronized boolean turn() {
        if (left <= 0 || (rate < 1 && random.nextDouble() >= rate)) {
            return false;
        }
        left--;
        applied++;
        return true;
    }

    /** Milliseconds of a latency. */
    synchronized long latency() {
        var jitter = json.path("jitterMillis").asLong();
        return json.path("millis").asLong() + (jitter == 0 ? 0 : (long) (random.nextDouble() * jitter));
    }

    synchronized long applied() {
        return applied;
    }
}
