package dev.pallas.driver.internal.result;

import dev.pallas.driver.internal.error.Errors;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.async.AsyncRequestBody;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;

/**
 * The prefixes in S3 that a client makes for itself, under the output location, and deletes again: each has a name that no other has, and
 * nothing is ever deleted elsewhere. Thread-safe.
 */
public final class OwnFiles {
    private static final Logger log = LoggerFactory.getLogger(OwnFiles.class);
    private static final Pattern OWN = Pattern.compile("s3://[^/]+/(.+/)?pallas/[A-Za-z0-9-]{16,}/");

    private final Supplier<S3AsyncClient> s3;
    private final ScheduledExecutorService timer;
    private final Supplier<String> ids;
    private final boolean keep;
    private final Set<String> expected = ConcurrentHashMap.newKeySet();
    private final Map<String, CompletableFuture<Void>> deletions = new ConcurrentHashMap<>();

    /**
     * @param timer sends again what met a failed connection
     * @param ids makes names of 16 letters and digits at least, each of them once
     * @param keep whether unloaded files stay
     */
    public OwnFiles(Supplier<S3AsyncClient> s3, ScheduledExecutorService timer, Supplier<String> ids, boolean keep) {
        this.s3 = s3;
        this.timer = timer;
        this.ids = ids;
        this.keep = keep;
    }

    /** A prefix that is empty, {@code s3://bucket/prefix/pallas/<id>/}, and that is deleted when the client is closed. */
    public String create(String outputLocation) {
        return create(outputLocation, ids.get());
    }

    /** As {@link #create(String)}, of a name that is given. */
    public String create(String outputLocation, String name) {
        var parent = outputLocation.endsWith("/") ? outputLocation : outputLocation + "/";
        var location = parent + "pallas/" + name + "/";
        expected.add(location);
        return location;
    }

    /** Leaves the files to whoever reads them. */
    public void handOn(String location) {
        expected.remove(location);
    }

    /** Writes an object. */
    public CompletableFuture<Void> put(String location, String name, byte[] bytes) {
        var prefix = prefix(location);
        return send(client -> client.putObject(
                        put -> put.bucket(prefix.bucket()).key(prefix.key() + name), AsyncRequestBody.fromBytes(bytes)))
                .thenAccept(response -> {});
    }

    /** Deletes the files of a query that nobody reads any more, unless they shall stay. */
    public void deleteUnloaded(String location) {
        if (keep) {
            expected.remove(location);
        } else {
            var unused = delete(location);
        }
    }

    /** Deletes what is under a prefix. Completes when it has been tried; never fails. */
    public CompletableFuture<Void> delete(String location) {
        if (!OWN.matcher(location).matches()) {
            throw new IllegalArgumentException("not a prefix of this client's making: " + location);
        }
        expected.remove(location);
        var done = new CompletableFuture<Void>();
        deletions.put(location, done);
        var unused = deleteAll(prefix(location)).whenComplete((nothing, failure) -> {
            if (failure != null) {
                log.warn(
                        "The files under {} are not needed any more and could not be deleted: {}",
                        location,
                        Errors.unwrap(failure).toString());
            }
            deletions.remove(location);
            done.complete(null);
        });
        return done;
    }

    private static S3Location prefix(String location) {
        var prefix = S3Location.of(location);
        if (prefix == null) {
            throw new IllegalArgumentException("not a location in S3: " + location);
        }
        return prefix;
    }

    private CompletableFuture<Void> deleteAll(S3Location prefix) {
        return send(client -> client.listObjectsV2(
                        list -> list.bucket(prefix.bucket()).prefix(prefix.key())))
                .thenCompose(listed -> delete(prefix, listed));
    }

    private CompletableFuture<Void> delete(S3Location prefix, ListObjectsV2Response listed) {
        if (listed.contents().isEmpty()) {
            return CompletableFuture.completedFuture(null);
        }
        var keys = listed.contents().stream()
                .map(object -> ObjectIdentifier.builder().key(object.key()).build())
                .toList();
        return send(client -> client.deleteObjects(delete -> delete.bucket(prefix.bucket())
                        .delete(all -> all.objects(keys).quiet(true))))
                .thenCompose(response -> {
                    if (response.hasErrors() && !response.errors().isEmpty()) {
                        return CompletableFuture.failedFuture(new IllegalStateException(
                                response.errors().get(0).message()));
                    }
                    return Boolean.TRUE.equals(listed.isTruncated())
                            ? deleteAll(prefix)
                            : CompletableFuture.completedFuture(null);
                });
    }

    /** Sends a request that may be sent twice: what is written here has a name that nobody else writes to. */
    private <T> CompletableFuture<T> send(Function<S3AsyncClient, CompletableFuture<T>> request) {
        var result = new CompletableFuture<T>();
        send(request, 0, result);
        return result;
    }

    private <T> void send(
            Function<S3AsyncClient, CompletableFuture<T>> request, int tries, CompletableFuture<T> result) {
        CompletableFuture<T> attempt;
        try {
            attempt = request.apply(s3.get());
        } catch (RuntimeException e) {
            result.completeExceptionally(e);
            return;
        }
        var unused = attempt.whenComplete((answer, failure) -> {
            if (failure == null) {
                result.complete(answer);
                return;
            }
            var cause = Errors.unwrap(failure);
            if (!Reconnection.schedule(timer, cause, tries, () -> send(request, tries + 1, result))) {
                result.completeExceptionally(cause);
            }
        });
    }

    /** Deletes what has not been read. Completes when that has been tried, and all deletions before. */
    public CompletableFuture<Void> close() {
        if (!keep) {
            for (var location : expected) {
                var unused = delete(location);
            }
        }
        return CompletableFuture.allOf(deletions.values().toArray(CompletableFuture[]::new));
    }
}
