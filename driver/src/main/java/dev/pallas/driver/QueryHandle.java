package dev.pallas.driver;

import dev.pallas.driver.internal.result.RowPublisher;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;

/** A query on its way. Thread-safe; no method blocks. */
public interface QueryHandle {

    /**
     * The query execution id that Athena gave. Fails with an {@link AthenaException} when the query could not be started.
     */
    CompletionStage<String> queryId();

    /** What Athena last told of the query; empty until it has been asked once. No request is sent. */
    Optional<QueryInfo> lastInfo();

    /** The state of {@link #lastInfo()}. */
    default Optional<QueryState> state() {
        return lastInfo().map(QueryInfo::state);
    }

    /** Whether the query has neither ended nor failed to start, as far as is known. */
    default boolean isRunning() {
        return !isFinished();
    }

    /** Whether {@link #completion()} has completed, in whichever way. */
    default boolean isFinished() {
        return completion().toCompletableFuture().isDone();
    }

    /** Whether Athena has told that the query was CANCELLED. */
    default boolean isCanceled() {
        return state().filter(QueryState.CANCELLED::equals).isPresent();
    }

    /**
     * Asks Athena now, in one request, instead of at the next look that the client takes by itself. Completes with what it told, the
     * description of a query that failed included; fails with an {@link AthenaException} when the query could not be started or asked for.
     */
    CompletionStage<QueryInfo> refresh();

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
     * The rows, after the end of the query, as many as their subscriber asks for. Each subscription opens the result anew, and
     * cancelling it ends the reading, not the query. A failure of the query is the subscriber's {@code onError}. The subscriber is called
     * on a thread of the client, or on the one that asks for rows.
     */
    default Flow.Publisher<Row> rows() {
        return new RowPublisher(this::result);
    }

    /**
     * A text of which {@link AthenaClient#attach} makes a handle again, in this process or another, now or after the query's end. From
     * then on this client leaves the query alone when it is closed or runs into its time-out: whoever holds the text has it. Completes as
     * soon as Athena has given the query id.
     */
    CompletionStage<String> serialize();

    /**
     * Stops the query in Athena. Completes when Athena has answered, and at once when the query has ended; the query's own end
     * is seen in {@link #completion()}. A query that has not been started yet will not be.
     */
    CompletionStage<Void> cancel();
}
