package dev.pallas.driver.internal.result;

import dev.pallas.driver.internal.error.Errors;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;
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
        return next(size, size, 0).get(0);
    }

    /**
     * The next bytes in pieces, each of which is there when its bytes are; all but the last are told by a thread that reads the network.
     * Fewer than {@code size} only at the end: then the last pieces are smaller or empty. They fail as the SDK does.
     *
     * @param headroom how many bytes stand free at the start of each piece
     */
    List<CompletableFuture<byte[]>> next(int size, int pieceSize, int headroom) {
        var pieces = new Pieces((int) Math.min(size, end - offset), Math.max(1, pieceSize), headroom);
        read(pieces, 0);
        return pieces.futures();
    }

    private void read(Pieces pieces, int tries) {
        if (closed) {
            pieces.fail(new CancellationException());
            return;
        }
        if (atEnd() || pieces.missing() == 0) {
            pieces.end();
            return;
        }
        var last = offset + pieces.missing() - 1;
        var before = pieces.received();
        var unused = get("bytes=" + offset + "-" + last, pieces).whenComplete((response, failure) -> {
            var came = pieces.received() - before;
            offset += came;
            if (failure == null) {
                read(pieces, 0);
            } else if (isAfterEnd(failure)) {
                total = offset;
                pieces.end();
            } else {
                var next = came > 0 ? 0 : tries + 1;
                again(failure, next, () -> read(pieces, next), pieces::fail);
            }
        });
    }

    private CompletableFuture<GetObjectResponse> get(String range, Pieces pieces) {
        CompletableFuture<GetObjectResponse> request;
        try {
            request = s3.get()
                    .getObject(
                            get -> get.bucket(bucket).key(key).range(range).ifMatch(etag),
                            new Body(pieces, range.startsWith("bytes=0-")));
        } catch (RuntimeException e) {
            request = CompletableFuture.failedFuture(e);
        }
        underway = request;
        if (closed) {
            request.cancel(true);
        }
        return request;
    }

    private void again(Throwable failure, int tries, Runnable next, Consumer<Throwable> refused) {
        var cause = Errors.unwrap(failure);
        if (closed || !Reconnection.schedule(timer, cause, tries, next)) {
            refused.accept(cause);
        }
    }

    /** The last bytes of the object, by which its size becomes known; all of it when it is smaller. Fails as the SDK does. */
    CompletableFuture<byte[]> last(int size) {
        var result = new CompletableFuture<byte[]>();
        readLast(size, 0, result);
        return result;
    }

    private void readLast(int size, int tries, CompletableFuture<byte[]> result) {
        var pieces = new Pieces(size, size, 0);
        var unused = get("bytes=-" + size, pieces).whenComplete((response, failure) -> {
            if (failure == null) {
                pieces.end();
            } else if (isAfterEnd(failure)) {
                total = 0;
                pieces.end();
            } else {
                again(failure, tries + 1, () -> readLast(size, tries + 1, result), result::completeExceptionally);
                return;
            }
            result.complete(pieces.futures().get(0).join());
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

    /** The size, from {@code Content-Range: bytes 0-99/1234}, or from what is the whole object. */
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

    /** Keeps what came, also when the rest does not: what the SDK asks for a second time is skipped. */
    private final class Body
            implements AsyncResponseTransformer<GetObjectResponse, GetObjectResponse>, Subscriber<ByteBuffer> {
        private final Pieces pieces;
        private final int before;
        private final boolean fromStart;
        /** In this attempt of the SDK. */
        private int position;

        private CompletableFuture<GetObjectResponse> done = new CompletableFuture<>();
        private @Nullable GetObjectResponse response;

        Body(Pieces pieces, boolean fromStart) {
            this.pieces = pieces;
            this.before = pieces.received();
            this.fromStart = fromStart;
        }

        @Override
        public synchronized CompletableFuture<GetObjectResponse> prepare() {
            done = new CompletableFuture<>();
            position = 0;
            response = null;
            return done;
        }

        @Override
        public synchronized void onResponse(GetObjectResponse value) {
            response = value;
            learn(value);
            if (value.contentLength() != null) {
                pieces.announce(value.contentLength() - seenBefore());
            }
        }

        /** How many of the bytes to come have come in an earlier attempt. */
        private int seenBefore() {
            return Math.max(0, pieces.received() - before - position);
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

        private synchronized boolean isWholeInsteadOfRange() {
            return !fromStart && response != null && response.contentRange() == null;
        }

        @Override
        public void onSubscribe(Subscription subscription) {
            if (isWholeInsteadOfRange()) {
                subscription.cancel();
                exceptionOccurred(new IllegalStateException("S3 has answered a request for a range without one"));
            } else {
                subscription.request(Long.MAX_VALUE);
            }
        }

        @Override
        public synchronized void onNext(ByteBuffer buffer) {
            var skipped = Math.min(seenBefore(), buffer.remaining());
            position += buffer.remaining();
            buffer.position(buffer.position() + skipped);
            pieces.add(buffer);
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
