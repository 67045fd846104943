package dev.pallas.driver.internal.result;

import dev.pallas.driver.internal.error.Errors;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.async.AsyncResponseTransformer;
import software.amazon.awssdk.core.async.SdkPublisher;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * Reads an object from its start to its end in ranges. A connection that is cut is taken up again at the byte that is missing. One
 * range at a time; not thread-safe, except {@link #close()}.
 */
final class S3Object {
    private static final int TRIES_WITHOUT_PROGRESS = 6;
    private static final byte[] NOTHING = new byte[0];
    private static final long FIRST_PAUSE_MILLIS = 50;

    private final Supplier<S3AsyncClient> s3;
    private final ScheduledExecutorService timer;
    private final String bucket;
    private final String key;
    private final long end;

    private long offset;
    private long total = -1;
    private @Nullable String etag;
    private volatile boolean closed;
    private volatile @Nullable CompletableFuture<?> underway;

    S3Object(Supplier<S3AsyncClient> s3, ScheduledExecutorService timer, String bucket, String key) {
        this(s3, timer, bucket, key, 0, Long.MAX_VALUE, null);
    }

    /** The part of an object from byte {@code start} to before byte {@code end}, of the state of it that an ETag names. */
    S3Object(
            Supplier<S3AsyncClient> s3,
            ScheduledExecutorService timer,
            String bucket,
            String key,
            long start,
            long end,
            @Nullable String etag) {
        this.s3 = s3;
        this.timer = timer;
        this.bucket = bucket;
        this.key = key;
        this.offset = start;
        this.end = end;
        this.etag = etag;
    }

    /** Whether the last byte has been read; known after the first range. */
    boolean atEnd() {
        return offset >= end || (total >= 0 && offset >= total);
    }

    /** The next bytes; fewer than {@code size} only at the end. Fails as the SDK does. */
    CompletableFuture<byte[]> next(int size) {
        var result = new CompletableFuture<byte[]>();
        read(size, new byte[0], 0, result);
        return result;
    }

    private void read(int size, byte[] before, int tries, CompletableFuture<byte[]> result) {
        if (closed) {
            result.cancel(false);
            return;
        }
        var missing = (int) Math.min(size - before.length, end - offset);
        if (atEnd() || missing <= 0) {
            result.complete(before);
            return;
        }
        var body = new Body(missing);
        CompletableFuture<GetObjectResponse> request;
        try {
            var last = offset + missing - 1;
            request = s3.get()
                    .getObject(
                            get -> get.bucket(bucket)
                                    .key(key)
                                    .range("bytes=" + offset + "-" + last)
                                    .ifMatch(etag),
                            body);
        } catch (RuntimeException e) {
            request = CompletableFuture.failedFuture(e);
        }
        underway = request;
        if (closed) {
            request.cancel(true);
        }
        var unused = request.whenComplete((response, failure) -> {
            var bytes = body.received();
            offset += bytes.length;
            var received = concat(before, bytes);
            if (failure == null || body.response() != null) {
                learn(body.response() == null ? response : body.response());
            }
            if (failure == null) {
                read(size, received, 0, result);
            } else if (isAfterEnd(failure)) {
                total = offset;
                result.complete(received);
            } else if (failure instanceof AwsServiceException
                    || Errors.unwrap(failure) instanceof AwsServiceException) {
                result.completeExceptionally(Errors.unwrap(failure));
            } else {
                var next = bytes.length > 0 ? 0 : tries + 1;
                if (closed || next >= TRIES_WITHOUT_PROGRESS) {
                    result.completeExceptionally(Errors.unwrap(failure));
                } else {
                    pause(() -> read(size, received, next, result), next, result);
                }
            }
        });
    }

    /** The last bytes of the object, by which its size becomes known; all of it when it is smaller. Fails as the SDK does. */
    CompletableFuture<byte[]> last(int size) {
        var result = new CompletableFuture<byte[]>();
        readLast(size, 0, result);
        return result;
    }

    private void readLast(int size, int tries, CompletableFuture<byte[]> result) {
        var body = new Body(size);
        CompletableFuture<GetObjectResponse> request;
        try {
            request = s3.get().getObject(get -> get.bucket(bucket).key(key).range("bytes=-" + size), body);
        } catch (RuntimeException e) {
            request = CompletableFuture.failedFuture(e);
        }
        underway = request;
        if (closed) {
            request.cancel(true);
        }
        var unused = request.whenComplete((response, failure) -> {
            if (failure == null) {
                learn(response);
                result.complete(body.received());
            } else if (isAfterEnd(failure)) {
                total = 0;
                result.complete(new byte[0]);
            } else if (closed
                    || tries >= TRIES_WITHOUT_PROGRESS
                    || Errors.unwrap(failure) instanceof AwsServiceException) {
                result.completeExceptionally(Errors.unwrap(failure));
            } else {
                pause(() -> readLast(size, tries + 1, result), tries, result);
            }
        });
    }

    /** The size of the object; -1 while it is not known. */
    long total() {
        return total;
    }

    @Nullable
    String etag() {
        return etag;
    }

    static byte[] concat(byte[] first, byte[] second) {
        if (first.length == 0 || second.length == 0) {
            return first.length == 0 ? second : first;
        }
        var all = Arrays.copyOf(first, Math.addExact(first.length, second.length));
        System.arraycopy(second, 0, all, first.length, second.length);
        return all;
    }

    private void pause(Runnable task, int tries, CompletableFuture<?> result) {
        try {
            var unused = timer.schedule(task, FIRST_PAUSE_MILLIS << tries, TimeUnit.MILLISECONDS);
        } catch (java.util.concurrent.RejectedExecutionException e) {
            result.completeExceptionally(e);
        }
    }

    /** The size, from {@code Content-Range: bytes 0-99/1234}; a server that ignores ranges sends the whole. */
    private void learn(GetObjectResponse response) {
        etag = response.eTag();
        var range = response.contentRange();
        if (range != null && range.indexOf('/') >= 0) {
            total = Long.parseLong(range.substring(range.indexOf('/') + 1).strip());
        } else if (response.contentLength() != null) {
            total = response.contentLength();
        }
    }

    /** An empty object has no range that could be read. */
    private static boolean isAfterEnd(Throwable failure) {
        return Errors.unwrap(failure) instanceof S3Exception service && service.statusCode() == 416;
    }

    /** Ends reading. Thread-safe. */
    void close() {
        closed = true;
        var request = underway;
        if (request != null) {
            request.cancel(true);
        }
    }

    /** Keeps what came, also when the rest does not. */
    private static final class Body
            implements AsyncResponseTransformer<GetObjectResponse, GetObjectResponse>, Subscriber<ByteBuffer> {
        private final int expected;
        private byte[] bytes = NOTHING;
        private int size;
        private CompletableFuture<GetObjectResponse> done = new CompletableFuture<>();
        private @Nullable GetObjectResponse response;

        Body(int expected) {
            this.expected = expected;
        }

        synchronized byte[] received() {
            return size == bytes.length ? bytes : Arrays.copyOf(bytes, size);
        }

        synchronized @Nullable GetObjectResponse response() {
            return response;
        }

        @Override
        public synchronized CompletableFuture<GetObjectResponse> prepare() {
            done = new CompletableFuture<>();
            bytes = NOTHING;
            size = 0;
            response = null;
            return done;
        }

        @Override
        public synchronized void onResponse(GetObjectResponse value) {
            response = value;
            var length = value.contentLength();
            bytes = new byte[length == null ? expected : Math.toIntExact(length)];
        }

        @Override
        public void onStream(SdkPublisher<ByteBuffer> publisher) {
            publisher.subscribe(this);
        }

        @Override
        public void exceptionOccurred(Throwable failure) {
            future().completeExceptionally(failure);
        }

        private synchronized CompletableFuture<GetObjectResponse> future() {
            return done;
        }

        @Override
        public void onSubscribe(Subscription subscription) {
            subscription.request(Long.MAX_VALUE);
        }

        @Override
        public synchronized void onNext(ByteBuffer buffer) {
            var part = buffer.remaining();
            if (bytes.length - size < part) {
                // more than was announced
                bytes = Arrays.copyOf(bytes, Math.max(size + part, 2 * size));
            }
            buffer.get(bytes, size, part);
            size += part;
        }

        @Override
        public void onError(Throwable failure) {
            future().completeExceptionally(failure);
        }

        @Override
        public void onComplete() {
            GetObjectResponse value;
            synchronized (this) {
                value = response;
            }
            future().complete(value);
        }
    }
}
