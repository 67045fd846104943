package dev.pallas.driver.internal.execution;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pallas.driver.AthenaException;
import dev.pallas.driver.BatchHandle;
import dev.pallas.driver.BatchResult;
import dev.pallas.driver.Query;
import dev.pallas.driver.internal.config.Options;
import dev.pallas.driver.internal.result.Results;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.athena.model.ColumnInfo;
import software.amazon.awssdk.services.athena.model.Datum;
import software.amazon.awssdk.services.athena.model.GetQueryResultsResponse;
import software.amazon.awssdk.services.athena.model.QueryExecution;
import software.amazon.awssdk.services.athena.model.QueryExecutionState;
import software.amazon.awssdk.services.athena.model.Row;

/** Updates and deletes by key as one statement, and the way back when that may not be. */
class KeyedBatchTest {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final String UNMATCHED = "DIVISION_BY_ZERO: Division by zero";

    private final ManualScheduler time = new ManualScheduler();
    private final FakeAthena athena = new FakeAthena();
    private final AtomicInteger tokens = new AtomicInteger();
    private BatchHandle batch;

    private void submit(Object... ids) {
        var options = Options.of(Map.of(), name -> Optional.empty());
        var backend = Backend.of(
                options,
                () -> athena,
                () -> {
                    throw new AssertionError("S3 is not needed");
                },
                Runnable::run,
                time,
                time.clock(),
                () -> 1.0,
                () -> "eu-west-1",
                "http://athena",
                "http://s3");
        var results =
                new Results(backend.athena(), backend.s3(), backend.patience(), time, 0, "http://athena", "http://s3");
        batch = new Queries(options, backend, results, () -> "token-" + tokens.incrementAndGet(), id -> {})
                .submitBatch(
                        Query.of("UPDATE t SET a = 'x' WHERE id = ?"),
                        java.util.Arrays.stream(ids).map(List::of).toList());
        time.pass(SECOND);
    }

    private void writes(String id, long count) {
        athena.results.put(
                "null",
                GetQueryResultsResponse.builder()
                        .updateCount(count)
                        .resultSet(set -> set.resultSetMetadata(metadata -> metadata.columnInfo(ColumnInfo.builder()
                                        .name("rows")
                                        .type("bigint")
                                        .build()))
                                .rows(List.of()))
                        .build());
        succeeds(id, "MERGE");
    }

    private void finds(String id, String... numbers) {
        athena.results.put(
                "null",
                GetQueryResultsResponse.builder()
                        .resultSet(set -> set.resultSetMetadata(metadata -> metadata.columnInfo(ColumnInfo.builder()
                                        .name("n")
                                        .type("integer")
                                        .build()))
                                .rows(java.util.stream.Stream.concat(
                                                java.util.stream.Stream.of("n"), java.util.Arrays.stream(numbers))
                                        .map(number -> Row.builder()
                                                .data(Datum.builder()
                                                        .varCharValue(number)
                                                        .build())
                                                .build())
                                        .toList()))
                        .build());
        succeeds(id, "SELECT");
    }

    private void succeeds(String id, String kind) {
        athena.executions.put(
                id,
                QueryExecution.builder()
                        .queryExecutionId(id)
                        .statementType("DML")
                        .substatementType(kind)
                        .status(status -> status.state(QueryExecutionState.SUCCEEDED))
                        .build());
        time.pass(SECOND);
    }

    private void fails(String id, String reason) {
        athena.set(id, QueryExecutionState.FAILED, reason);
        time.pass(SECOND);
    }

    private List<Long> counts() {
        assertThat(batch.completion().toCompletableFuture()).isCompleted();
        return batch.completion().toCompletableFuture().join().updateCounts();
    }

    private List<String> statements() {
        return athena.starts.stream()
                .map(start -> start.queryString().replaceAll(" .*", ""))
                .toList();
    }

    @Test
    void isOneStatementWhenEachRowIsThere() {
        submit(1, 2, 3);
        writes("q0", 3);
        assertThat(counts()).containsExactly(1L, 1L, 1L);
        assertThat(statements()).containsExactly("MERGE");
    }

    @Test
    void doesNotSayWhoseRowsWereWrittenWhenAKeyIsThereTwice() {
        submit(1, 2, 3);
        writes("q0", 5);
        assertThat(counts()).containsExactly(BatchResult.UNKNOWN, BatchResult.UNKNOWN, BatchResult.UNKNOWN);
    }

    @Test
    void leavesOutWhatIsNotThere() {
        submit(1, 2, 3);
        fails("q0", UNMATCHED);
        finds("q1", "0", "2");
        assertThat(athena.starts.get(2).queryString()).contains("VALUES (0,1),(0,3)");
        writes("q2", 2);
        assertThat(counts()).containsExactly(1L, 0L, 1L);
        assertThat(statements()).containsExactly("MERGE", "SELECT", "MERGE");
    }

    @Test
    void isDoneWhenNothingIsThere() {
        submit(1, 2);
        fails("q0", UNMATCHED);
        finds("q1");
        assertThat(counts()).containsExactly(0L, 0L);
    }

    @Test
    void goesOneByOneWhenAnotherWriterWasThereInBetween() {
        submit(1, 2, 3);
        fails("q0", UNMATCHED);
        finds("q1", "0", "2");
        fails("q2", UNMATCHED);
        writes("q3", 1);
        writes("q4", 0);
        writes("q5", 0);
        assertThat(counts()).containsExactly(1L, 0L, 0L);
        assertThat(statements()).containsExactly("MERGE", "SELECT", "MERGE", "UPDATE", "UPDATE", "UPDATE");
    }

    @Test
    void goesOneByOneWhenTheMergeIsNotPossible() {
        submit(1, 2);
        fails("q0", "MERGE_TARGET_ROW_MULTIPLE_MATCHES: One MERGE target table row matched more than one source row");
        writes("q1", 4);
        fails("q2", "TYPE_MISMATCH: no");
        assertThat(batch.completion().toCompletableFuture()).isCompletedExceptionally();
        assertThat(batch.soFar().updateCounts()).containsExactly(4L);
    }

    @Test
    void failsWithWhatIsNotTheStatementsFault() {
        submit(1, 2);
        athena.executions.put(
                "q0",
                QueryExecution.builder()
                        .queryExecutionId("q0")
                        .status(status -> status.state(QueryExecutionState.FAILED)
                                .stateChangeReason("GENERIC_INTERNAL_ERROR: disk full")
                                .athenaError(error -> error.errorCategory(1)))
                        .build());
        time.pass(SECOND);
        var failure = batch.completion()
                .handle((done, reason) -> AthenaException.of(reason))
                .toCompletableFuture()
                .join();
        assertThat(failure.errorCode()).isEqualTo("GENERIC_INTERNAL_ERROR");
        assertThat(athena.starts).hasSize(1);
    }

    @Test
    void startsNothingMoreOnceItIsCancelled() {
        submit(1, 2);
        batch.cancel();
        time.pass(SECOND);
        assertThat(batch.completion().toCompletableFuture()).isCompletedExceptionally();
        assertThat(statements()).containsExactly("MERGE");
    }
}
