package dev.pallas.driver;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletionStage;

/**
 * The rows of a query that succeeded, page by page. Confined to one reader at a time: the next page may be asked for only
 * when the stage before has completed.
 */
public interface QueryResult extends AutoCloseable {

    /** What Athena told of the query at its end. */
    QueryInfo info();

    /** The columns, in order; empty for a statement that returns no rows. */
    List<Column> columns();

    /** Why the rows do not come by the fetcher that was asked for; empty when they do. */
    default Optional<String> fallback() {
        return Optional.empty();
    }

    /** The number of rows written by INSERT, UPDATE, DELETE, MERGE and CTAS; empty for other statements. */
    OptionalLong updateCount();

    /**
     * The next page, or empty when there is none. A page has at least one row. Fails with an {@link AthenaException} when the
     * result cannot be read.
     */
    CompletionStage<Optional<Page>> nextPage();

    /** Ends reading; a read that is under way is cancelled. Does not block. Idempotent. */
    @Override
    void close();
}
