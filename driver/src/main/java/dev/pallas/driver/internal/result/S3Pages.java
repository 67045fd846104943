package dev.pallas.driver.internal.result;

import dev.pallas.driver.Column;
import dev.pallas.driver.Page;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Pages from the CSV object in S3. It is asked for in large ranges, since a request costs as much as some hundred kilobytes, and each
 * range becomes small pages as it comes. While a page is with the reader the next ranges are on their way, several at once, as far as the
 * budget goes, and what has come of them is indexed. A page that the reader waits for does not ask the budget.
 */
final class S3Pages implements PageSource {
    /** In bytes: small enough to stay in a processor's cache from the network to the reader, and no large object in a small heap. */
    private static final int PIECE = 500_000;

    /** Free bytes before those of a piece, so that the start of a record that the one before has left can be put there. */
    private static final int HEADROOM = 8 * 1024;

    private static final int RANGE = 16 * PIECE;
    /** No more is asked for while there is so much that the reader has not got. */
    private static final int AHEAD = 2 * RANGE;

    private static final byte[] NOTHING = new byte[0];

    private final Opener opener;
    private final ByteBudget budget;
    private final Executor workers;
    private final List<Column> columns;
    /** In the order of the object. */
    private final Queue<Part> parts = new ConcurrentLinkedQueue<>();

    private long given;
    private long planned;
    /** Up to where ranges can be planned: the size of the object is known with the first of them. */
    private long end = PIECE;

    private @Nullable String etag;
    private CompletableFuture<Rest> rest;
    private volatile boolean closed;

    /** Makes readers of the object, of the state of it that an ETag names. */
    @FunctionalInterface
    interface Opener {
        S3Object open(long start, @Nullable String etag);
    }

    /** What comes of a piece. */
    private record Part(S3Object object, int size, CompletableFuture<Optional<Page>> page) {}

    /** What a piece leaves to the one after it: the start of a record, and how many records there are to skip. */
    private static final class Rest {
        private final byte[] bytes;
        private final int recordsToSkip;

        Rest(byte[] bytes, int recordsToSkip) {
            this.bytes = bytes;
            this.recordsToSkip = recordsToSkip;
        }

        /** Where these bytes start in what {@link #before} gives. */
        int start() {
            return Math.max(0, HEADROOM - bytes.length);
        }

        /** The piece with these bytes before its own. */
        byte[] before(byte[] piece) {
            if (bytes.length <= HEADROOM) {
                System.arraycopy(bytes, 0, piece, start(), bytes.length);
                return piece;
            }
            var all = Arrays.copyOf(bytes, Math.addExact(bytes.length, piece.length - HEADROOM));
            System.arraycopy(piece, HEADROOM, all, bytes.length, piece.length - HEADROOM);
            return all;
        }
    }

    private record Indexed(Optional<Page> page, Rest rest) {}

    /**
     * @param workers index what has come
     * @param recordsToSkip the header, and the rows that the reader has already
     */
    S3Pages(Opener opener, ByteBudget budget, Executor workers, List<Column> columns, int recordsToSkip) {
        this.opener = opener;
        this.budget = budget;
        this.workers = workers;
        this.columns = columns;
        this.rest = CompletableFuture.completedFuture(new Rest(NOTHING, recordsToSkip));
    }

    @Override
    public CompletableFuture<Optional<Page>> next() {
        readAhead();
        var part = parts.peek();
        if (part == null) {
            return CompletableFuture.completedFuture(Optional.empty());
        }
        return part.page
                .whenComplete((page, failure) -> {
                    if (failure == null) {
                        give(part);
                    } else {
                        close();
                    }
                })
                .thenCompose(page -> page.isPresent() ? CompletableFuture.completedFuture(page) : next());
    }

    private void give(Part part) {
        end = part.object.total();
        etag = part.object.etag();
        given += part.size;
        if (parts.remove(part)) {
            budget.giveBack(part.size);
        }
        readAhead();
    }

    private void readAhead() {
        while (!closed && planned < end && planned - given < AHEAD) {
            var size = (int) Math.min(RANGE, end - planned);
            if (!budget.tryTake(size)) {
                if (!parts.isEmpty()) {
                    return;
                }
                size = Math.min(size, PIECE);
                budget.take(size);
            }
            read(size);
        }
    }

    private void read(int size) {
        var object = opener.open(planned, etag);
        for (var piece : object.next(size, PIECE, HEADROOM)) {
            var start = planned;
            var length = Math.min(PIECE, size);
            planned += length;
            size -= length;
            var indexed = rest.thenCombineAsync(
                    piece,
                    (before, bytes) -> index(before, bytes, start + bytes.length - HEADROOM >= object.total()),
                    workers);
            rest = indexed.thenApply(Indexed::rest);
            parts.add(new Part(object, length, indexed.thenApply(Indexed::page)));
        }
        if (closed) {
            close();
        }
    }

    private Indexed index(Rest before, byte[] bytes, boolean last) {
        var all = before.before(bytes);
        var index = CsvIndex.of(all, before.start(), columns.size(), last);
        var left = index.consumed() == all.length ? NOTHING : Arrays.copyOfRange(all, index.consumed(), all.length);
        var skipped = Math.min(before.recordsToSkip, index.rows());
        var page = new CsvPage(columns, all, index);
        var rows = skipped == 0 ? page : new PageSlice(page, skipped, index.rows());
        return new Indexed(
                skipped == index.rows() ? Optional.empty() : Optional.of(rows),
                new Rest(left, before.recordsToSkip - skipped));
    }

    @Override
    public void close() {
        closed = true;
        for (var part = parts.poll(); part != null; part = parts.poll()) {
            part.object.close();
            budget.giveBack(part.size);
        }
    }
}
