package dev.pallas.driver.internal.result;

import dev.pallas.driver.AthenaException;
import dev.pallas.driver.Column;
import dev.pallas.driver.Page;
import dev.pallas.driver.QueryInfo;
import dev.pallas.driver.QueryResult;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A result that is read page by page. */
final class PagedResult implements QueryResult {
    private final QueryInfo info;
    private final List<Column> columns;
    private final OptionalLong updateCount;
    private final PageSource source;
    private final int fetchSize;
    private final Function<Throwable, AthenaException> failures;
    /** Parts of a page that has more rows than a reader wants at once. */
    private final Queue<Page> ready = new ArrayDeque<>();

    private final AtomicBoolean reading = new AtomicBoolean();
    private volatile boolean closed;

    /**
     * @param first rows that have been read already; null when there are none
     * @param fetchSize the largest number of rows in a page; 0 is without limit
     * @param failures from a failure to read to the exception for the reader
     */
    PagedResult(
            QueryInfo info,
            List<Column> columns,
            OptionalLong updateCount,
            @Nullable Page first,
            PageSource source,
            int fetchSize,
            Function<Throwable, AthenaException> failures) {
        this.info = info;
        this.columns = List.copyOf(columns);
        this.updateCount = updateCount;
        this.source = source;
        this.fetchSize = fetchSize;
        this.failures = failures;
        if (first != null && first.rowCount() > 0) {
            split(first);
        }
    }

    @Override
    public QueryInfo info() {
        return info;
    }

    @Override
    public List<Column> columns() {
        return columns;
    }

    @Override
    public OptionalLong updateCount() {
        return updateCount;
    }

    @Override
    public CompletionStage<Optional<Page>> nextPage() {
        if (closed) {
            return CompletableFuture.failedFuture(failure("The result is closed."));
        }
        if (!reading.compareAndSet(false, true)) {
            return CompletableFuture.failedFuture(
                    failure("The next page was asked for before the one before it had come."));
        }
        if (!ready.isEmpty()) {
            var page = Optional.of(ready.remove());
            reading.set(false);
            return CompletableFuture.completedFuture(page);
        }
        var result = new CompletableFuture<Optional<Page>>();
        CompletableFuture<Optional<Page>> next;
        try {
            next = source.next();
        } catch (RuntimeException e) {
            next = CompletableFuture.failedFuture(e);
        }
        var unused = next.whenComplete((page, failure) -> {
            if (failure != null) {
                reading.set(false);
                result.completeExceptionally(closed ? failure("The result is closed.") : failures.apply(failure));
                return;
            }
            page.ifPresent(this::split);
            var part = Optional.ofNullable(ready.poll());
            reading.set(false);
            result.complete(part);
        });
        return result;
    }

    private void split(Page page) {
        if (fetchSize == 0 || page.rowCount() <= fetchSize) {
            ready.add(page);
            return;
        }
        for (var from = 0; from < page.rowCount(); from += fetchSize) {
            ready.add(new PageSlice(page, from, Math.min(page.rowCount(), from + fetchSize)));
        }
    }

    private AthenaException failure(String message) {
        return new AthenaException(message, "24000", null, info.queryId(), false, null);
    }

    @Override
    public void close() {
        closed = true;
        source.close();
    }
}
