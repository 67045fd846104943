package dev.pallas.driver.internal.result;

import dev.pallas.driver.Page;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Pages, one after the other. Asked by one reader, and not again before it has answered. */
interface PageSource {

    /** The next page, which has a row at least; empty at the end. */
    CompletableFuture<Optional<Page>> next();

    /** Ends reading; a read that is under way is cancelled. Does not block. */
    void close();

    /** No pages. */
    static PageSource empty() {
        return new PageSource() {
            @Override
            public CompletableFuture<Optional<Page>> next() {
                return CompletableFuture.completedFuture(Optional.empty());
            }

            @Override
            public void close() {}
        };
    }
}
