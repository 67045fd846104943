package dev.pallas.driver.internal.result;

import dev.pallas.driver.Column;
import dev.pallas.driver.Page;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Pages from the CSV object in S3: one for each range that is read. While a page is with the reader, the next range is on its way,
 * and no other.
 */
final class S3Pages implements PageSource {
    /** Small, so that the first rows come soon. */
    private static final int FIRST_RANGE = 512 * 1024;

    private static final int RANGE = 4 * 1024 * 1024;

    private final S3Object object;
    private final List<Column> columns;
    private int recordsToSkip;
    private byte[] rest = new byte[0];
    private boolean started;
    private boolean ended;
    private @Nullable CompletableFuture<byte[]> ahead;

    /**
     * @param recordsToSkip the header, and the rows that the reader has already
     */
    S3Pages(S3Object object, List<Column> columns, int recordsToSkip) {
        this.object = object;
        this.columns = columns;
        this.recordsToSkip = recordsToSkip;
    }

    @Override
    public CompletableFuture<Optional<Page>> next() {
        if (ended) {
            return CompletableFuture.completedFuture(Optional.empty());
        }
        var bytes = ahead != null ? ahead : object.next(started ? RANGE : FIRST_RANGE);
        started = true;
        ahead = null;
        return bytes.thenCompose(this::page);
    }

    private CompletableFuture<Optional<Page>> page(byte[] bytes) {
        var last = object.atEnd();
        if (!last) {
            ahead = object.next(RANGE);
        }
        ended = last;
        var all = S3Object.concat(rest, bytes);
        var index = CsvIndex.of(all, columns.size(), last);
        rest = index.consumed() == all.length ? new byte[0] : Arrays.copyOfRange(all, index.consumed(), all.length);
        var skipped = Math.min(recordsToSkip, index.rows());
        recordsToSkip -= skipped;
        if (skipped == index.rows()) {
            return next();
        }
        var page = new CsvPage(columns, all, index);
        return CompletableFuture.completedFuture(
                Optional.of(skipped == 0 ? page : new PageSlice(page, skipped, index.rows())));
    }

    @Override
    public void close() {
        object.close();
    }
}
