package dev.pallas.driver;

import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** A query on its way. Thread-safe; no method blocks. */
public interface QueryHandle {

    /**
     * The query execution id that Athena gave. Fails with an {@link AthenaException} when the query could not be started.
     */
    CompletionStage<String> queryId();

    /** What Athena last told of the query; empty until it has been asked once. No request is sent. */
    Optional<QueryInfo> lastInfo();

    /**
     * Completes with the final information when the query SUCCEEDED. Fails with an {@link AthenaException} that carries
     * Athena's reason in full when it could not start, FAILED, was CANCELLED or took longer than its time-out.
     */
    CompletionStage<QueryInfo> completion();

    /**
     * The result, after the end of the query. Each call opens the result anew; nothing is read before this is called. A
     * statement without rows gives a result without columns.
     */
    CompletionStage<QueryResult> result();

    /**
     * Stops the query in Athena. Completes when Athena has answered, and at once when the query has ended; the query's own end
     * is seen in {@link #completion()}. A query that has not been started yet will not be.
     */
    CompletionStage<Void> cancel();
}
