package dev.pallas.driver.internal.result;

import dev.pallas.driver.AthenaException;
import dev.pallas.driver.Page;
import dev.pallas.driver.internal.error.Errors;
import dev.pallas.driver.internal.parquet.ParquetFile;
import dev.pallas.driver.internal.parquet.ParquetFormatException;
import dev.pallas.driver.internal.parquet.RowGroupReader;
import dev.pallas.driver.internal.sql.Unload;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Collection;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Pages of the Parquet files that UNLOAD wrote, one file after the other. A small row group is read in one piece, and the one after it
 * while its pages are with the reader; of a large one each column is read bit by bit, so that memory has a bound that is none of the file's.
 */
final class UnloadPages implements PageSource {
    private static final int TAIL = 64 * 1024;
    private static final int SMALL_GROUP = 8 * 1024 * 1024;
    /** For all columns of a large row group together. */
    private static final int WINDOWS = 16 * 1024 * 1024;

    private static final int MIN_WINDOW = 64 * 1024;

    private final Unload unload;
    private final String queryId;
    private final String endpoint;
    private final Opener opener;
    private final Runnable onClose;
    private final Queue<S3Location> files;
    private final Queue<Group> groups = new ArrayDeque<>();
    private final Set<S3Object> reading = ConcurrentHashMap.newKeySet();
    private @Nullable CompletableFuture<Collection<Group>> nextFile;
    private volatile boolean closed;

    /** Makes readers of a part of an object. */
    @FunctionalInterface
    interface Opener {
        S3Object open(S3Location location, long start, long end, @Nullable String etag);
    }

    /**
     * @param endpoint of S3, for messages
     * @param onClose is called when the reader wants no more
     */
    UnloadPages(
            Unload unload,
            String queryId,
            String endpoint,
            Opener opener,
            Collection<S3Location> files,
            Runnable onClose) {
        this.unload = unload;
        this.queryId = queryId;
        this.endpoint = endpoint;
        this.opener = opener;
        this.files = new ArrayDeque<>(files);
        this.onClose = onClose;
    }

    @Override
    public CompletableFuture<Optional<Page>> next() {
        var current = groups.peek();
        if (current != null) {
            if (current.reader.hasRows()) {
                return current.page().thenApply(Optional::of);
            }
            groups.remove();
            startNext();
            return next();
        }
        var opening = nextFile != null ? nextFile : openNext();
        if (opening == null) {
            return CompletableFuture.completedFuture(Optional.empty());
        }
        nextFile = opening;
        return opening.thenCompose(found -> {
            nextFile = null;
            groups.addAll(found);
            startNext();
            return next();
        });
    }

    /** Lets the row group that is read, and the one after it, come. */
    private void startNext() {
        var ahead = 0;
        for (var group : groups) {
            if (ahead++ < 2) {
                group.start();
            }
        }
        if (groups.size() < 2 && nextFile == null) {
            nextFile = openNext();
        }
    }

    private @Nullable CompletableFuture<Collection<Group>> openNext() {
        var location = files.poll();
        return location == null || closed ? null : open(location);
    }

    private CompletableFuture<Collection<Group>> open(S3Location location) {
        var object = register(location, 0, Long.MAX_VALUE, null);
        return told(location, object.last(TAIL).thenCompose(tail -> {
            var footer = ParquetFile.footerSize(tail);
            if (footer <= tail.length) {
                return CompletableFuture.completedFuture(groups(location, object, tail));
            }
            var end = register(location, object.total() - footer, object.total(), object.etag());
            return end.next(footer).thenApply(bytes -> groups(location, object, bytes));
        }));
    }

    private Collection<Group> groups(S3Location location, S3Object object, byte[] end) {
        reading.remove(object);
        var found = new ArrayDeque<Group>();
        var file = ParquetFile.of(end, unload.namesInFiles(), unload.types(), unload.columns());
        for (var reader : file.rowGroups()) {
            found.add(new Group(location, object.etag(), reader, end.length == object.total() ? end : null));
        }
        return found;
    }

    private S3Object register(S3Location location, long start, long end, @Nullable String etag) {
        var object = opener.open(location, start, end, etag);
        reading.add(object);
        if (closed) {
            object.close();
        }
        return object;
    }

    /** The failures of a file name it. */
    private <T> CompletableFuture<T> told(S3Location location, CompletableFuture<T> read) {
        return read.exceptionallyCompose(failure -> CompletableFuture.failedFuture(told(location, failure)));
    }

    private AthenaException told(S3Location location, Throwable failure) {
        var cause = Errors.unwrap(failure);
        return cause instanceof ParquetFormatException
                ? new AthenaException(
                        "The file " + location + " is not as UNLOAD should have written it: " + cause.getMessage()
                                + ". [query " + queryId + "]",
                        "22000",
                        null,
                        queryId,
                        false,
                        cause)
                : Errors.s3(cause, queryId, location.toString(), endpoint);
    }

    @Override
    public void close() {
        closed = true;
        reading.forEach(S3Object::close);
        onClose.run();
    }

    /** A row group on its way. */
    private final class Group {
        private final S3Location location;
        private final @Nullable String etag;
        private final RowGroupReader reader;
        private final long start;
        private final long end;
        private final Source[] sources;
        /** All of its bytes, when they are few. */
        private @Nullable CompletableFuture<byte[]> whole;

        /**
         * @param file all bytes of the file, when they have come already
         */
        Group(S3Location location, @Nullable String etag, RowGroupReader reader, byte @Nullable [] file) {
            this.location = location;
            this.etag = etag;
            this.reader = reader;
            this.start = reader.parts().stream()
                    .mapToLong(RowGroupReader.Part::start)
                    .min()
                    .orElse(0);
            this.end = reader.parts().stream()
                    .mapToLong(RowGroupReader.Part::end)
                    .max()
                    .orElse(0);
            this.sources = new Source[reader.parts().size()];
            if (file != null) {
                whole = CompletableFuture.completedFuture(Arrays.copyOfRange(file, (int) start, (int) end));
            }
        }

        void start() {
            if (whole == null && end - start <= SMALL_GROUP) {
                whole = all(register(location, start, end, etag), (int) (end - start));
            }
        }

        private CompletableFuture<byte[]> all(S3Object object, int size) {
            return object.next(size).whenComplete((bytes, failure) -> reading.remove(object));
        }

        CompletableFuture<Page> page() {
            return told(location, fed().thenApply(nothing -> reader.take()));
        }

        private CompletableFuture<Void> fed() {
            var hungry = reader.hungry();
            if (hungry.isEmpty()) {
                return CompletableFuture.completedFuture(null);
            }
            return CompletableFuture.allOf(hungry.stream().map(this::feed).toArray(CompletableFuture[]::new))
                    .thenCompose(nothing -> fed());
        }

        private CompletableFuture<Void> feed(int leaf) {
            var source = sources[leaf];
            if (source == null) {
                source = new Source(leaf);
                sources[leaf] = source;
            }
            return source.next().thenAccept(bytes -> {
                if (bytes.length == 0) {
                    throw new ParquetFormatException("a column ends before its rows do");
                }
                reader.feed(leaf, bytes);
            });
        }

        /** The bytes of a leaf. */
        private final class Source {
            private final RowGroupReader.Part part;
            private final int window;
            private @Nullable S3Object object;
            private @Nullable CompletableFuture<byte[]> ahead;
            private boolean given;

            Source(int leaf) {
                part = reader.parts().get(leaf);
                window = Math.max(MIN_WINDOW, WINDOWS / 2 / sources.length);
            }

            CompletableFuture<byte[]> next() {
                var known = whole;
                if (known != null) {
                    var first = !given;
                    given = true;
                    Function<byte[], byte[]> slice = bytes -> first
                            ? Arrays.copyOfRange(bytes, (int) (part.start() - start), (int) (part.end() - start))
                            : new byte[0];
                    return known.thenApply(slice);
                }
                var from = object;
                if (from == null) {
                    from = register(location, part.start(), part.end(), etag);
                    object = from;
                }
                var now = ahead != null ? ahead : from.next(window);
                var reader = from;
                return now.thenApply(bytes -> {
                    if (reader.atEnd()) {
                        reading.remove(reader);
                    }
                    // at the end it gives no bytes
                    ahead = reader.next(window);
                    return bytes;
                });
            }
        }
    }
}
