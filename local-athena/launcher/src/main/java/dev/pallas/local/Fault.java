package dev.pallas.local;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Something that goes wrong: what, and with which requests. Without more words it does so with every request, until it is lifted by
 * {@link Faults#reset}. Immutable.
 *
 * <pre>{@code
 * athena.faults().add(Fault.throttle().operations("StartQueryExecution").rate(0.2));
 * athena.faults().add(Fault.cutBody(1000).key("\\.csv$").times(2));
 * }</pre>
 */
public final class Fault {
    private final Map<String, Object> members;

    private Fault(Map<String, Object> members) {
        this.members = members;
    }

    private static Fault of(String kind) {
        return new Fault(Map.of("kind", kind));
    }

    /** {@code ThrottlingException}, or {@code SlowDown} by S3. */
    public static Fault throttle() {
        return of("throttle");
    }

    /** A throttle by the given error: {@code ThrottlingException} or {@code TooManyRequestsException}; S3 says {@code SlowDown}. */
    public static Fault throttle(String error) {
        return throttle().with("error", error);
    }

    /** An error of the service: {@code InternalServerException} or S3's {@code InternalError}, both with status 500. */
    public static Fault error() {
        return of("error");
    }

    /**
     * An error by its name.
     *
     * @param status from 400 to 599
     */
    public static Fault error(String name, int status, String message) {
        if (status < 400 || status > 599) {
            throw new IllegalArgumentException("status must be from 400 to 599: " + status);
        }
        return error().with("error", name).with("status", status).with("message", message);
    }

    /** The connection is reset before the request was run. */
    public static Fault resetBefore() {
        return of("reset").with("when", "before");
    }

    /** The request is run, and then the connection is reset: the answer is lost. */
    public static Fault resetAfter() {
        return of("reset").with("when", "after");
    }

    /** The request waits before it is run. */
    public static Fault latency(Duration latency) {
        return of("latency").with("millis", latency.toMillis());
    }

    /** The request waits, by chance longer, but never as long as both together. */
    public static Fault latency(Duration latency, Duration jitter) {
        return latency(latency).with("jitterMillis", jitter.toMillis());
    }

    /** The connection is reset after so many bytes of an object. */
    public static Fault cutBody(long bytes) {
        return of("cut-body").with("bytes", bytes);
    }

    /** An object comes slowly. */
    public static Fault slowBody(long bytesPerSecond) {
        return of("slow-body").with("bytesPerSecond", bytesPerSecond);
    }

    /** {@code ExpiredTokenException}, or {@code ExpiredToken} by S3. */
    public static Fault expiredCredentials() {
        return of("expired-credentials");
    }

    /**
     * Queries fail instead of being run.
     *
     * @param reason as StateChangeReason tells it, such as {@code GENERIC_INTERNAL_ERROR: ...}
     * @param category 1 for the system, 2 for the user, 3 for anything else
     * @param type a number of Athena's error catalog
     */
    public static Fault queryFailure(String reason, int category, int type, boolean retryable) {
        return of("query-failure")
                .with("reason", reason)
                .with("category", category)
                .with("type", type)
                .with("retryable", retryable);
    }

    /** Queries fail with {@code ICEBERG_COMMIT_ERROR}, as if another writer had been faster. */
    public static Fault icebergConflict() {
        return of("query-failure");
    }

    /** Queries run at least this long. */
    public static Fault runningAtLeast(Duration duration) {
        return of("query-delay").with("runningMillis", duration.toMillis());
    }

    /** Queries stay queued at least this long. */
    public static Fault queuedAtLeast(Duration duration) {
        return of("query-delay").with("queuedMillis", duration.toMillis());
    }

    /** Only requests to this service: {@code athena}, {@code glue} or {@code s3}. */
    public Fault service(String service) {
        if (!List.of("athena", "glue", "s3").contains(service)) {
            throw new IllegalArgumentException("service must be athena, glue or s3: " + service);
        }
        return with("service", service);
    }

    /** Only these operations, by the names that AWS gives them, such as {@code GetQueryExecution} or {@code GetObject}. */
    public Fault operations(String... operations) {
        return with("operations", List.of(operations));
    }

    /** Only objects of S3 in whose key the regular expression is found. */
    public Fault key(String regex) {
        return with("key", checked(regex));
    }

    /** Only queries in whose text the regular expression is found. */
    public Fault query(String regex) {
        return with("query", checked(regex));
    }

    private static String checked(String regex) {
        try {
            return Pattern.compile(regex).pattern();
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException("not a regular expression: " + e.getMessage(), e);
        }
    }

    /** Only with this probability, from 0 to 1; the seed of {@link Faults#seed} decides. */
    public Fault rate(double rate) {
        if (!(rate >= 0 && rate <= 1)) {
            throw new IllegalArgumentException("rate must be from 0 to 1: " + rate);
        }
        return with("rate", rate);
    }

    /** Only so many times. */
    public Fault times(long times) {
        return with("times", times);
    }

    private Fault with(String name, Object value) {
        var more = new TreeMap<>(members);
        more.put(name, value);
        return new Fault(more);
    }

    Map<String, Object> members() {
        return members;
    }

    @Override
    public String toString() {
        return "Fault" + members;
    }
}
