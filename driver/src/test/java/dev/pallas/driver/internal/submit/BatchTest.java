package dev.pallas.driver.internal.submit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pallas.driver.AthenaException;
import dev.pallas.driver.BatchHandle;
import dev.pallas.driver.BatchResult;
import dev.pallas.driver.Query;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.athena.model.ColumnInfo;
import software.amazon.awssdk.services.athena.model.Datum;
import software.amazon.awssdk.services.athena.model.GetQueryResultsResponse;
import software.amazon.awssdk.services.athena.model.QueryExecution;
import software.amazon.awssdk.services.athena.model.QueryExecutionState;
import software.amazon.awssdk.services.athena.model.Row;

/** Rows of parameters in as few statements as can be, and the way back when that may not be. */
class BatchTest extends QueryFixture {
    private static final String UNMATCHED = "DIVISION_BY_ZERO: Division by zero";

    @Nested
    class ABatch {
        @Test
        void ofInsertsIsFolded() {
            var batch = queries().submitBatch(Query.of("INSERT INTO t VALUES (?)"), List.of(List.of(1), List.of(2)));
            athena.set("q0", QueryExecutionState.SUCCEEDED, null);
            time.pass(SECOND);
            var result = batch.completion().toCompletableFuture().join();
            assertThat(result.updateCounts()).containsExactly(1L, 1L);
            assertThat(result.statements()).hasSize(1);
            assertThat(athena.starts.get(0).queryString()).isEqualTo("INSERT INTO t VALUES (1),(2)");
        }

        @Test
        void ofALongTextIsLoadedThoughItsRowsAreFew() {
            settings.put("BulkLoadThresholdBytes", "1000");
            var rows = List.of(List.of("x".repeat(600)), List.of("y".repeat(600)));
            var small = queries().submitBatch(Query.of("INSERT INTO t VALUES (?)"), rows.subList(0, 1));
            assertThat(athena.starts).hasSize(1);
            assertThat(done(small.completion())).isFalse();

            // S3 is not to be had here, which is how the test knows that it is asked for
            var large = queries().submitBatch(Query.of("INSERT INTO t VALUES (?)"), rows);
            assertThat(large.completion().toCompletableFuture()).isCompletedExceptionally();
            assertThat(athena.starts).hasSize(1);
        }

        @Test
        void endsWithTheFirstFailure() {
            var batch = queries()
                    .submitBatch(Query.of("INSERT INTO t VALUES (?)"), List.of(List.of(1), List.of("a"), List.of(2)));
            athena.set("q0", QueryExecutionState.SUCCEEDED, null);
            time.pass(SECOND);
            assertThat(athena.starts).hasSize(2);
            athena.set("q1", QueryExecutionState.FAILED, "TYPE_MISMATCH: no");
            time.pass(SECOND);
            assertThat(failure(batch.completion()).sqlState()).isEqualTo("42804");
            assertThat(batch.soFar().updateCounts()).containsExactly(1L);
            assertThat(athena.starts).hasSize(2);
        }

        @Test
        void withABadValueRunsNothing() {
            var batch =
                    queries().submitBatch(Query.of("UPDATE t SET a = ?"), List.of(List.of(1), List.of(new Object())));
            assertThat(failure(batch.completion()).sqlState()).isEqualTo("07006");
            assertThat(athena.starts).isEmpty();
        }

        @Test
        void thatIsCancelledStopsTheStatementAndStartsNoOther() {
            var batch = queries().submitBatch(Query.of("DELETE FROM t WHERE a = ?"), List.of(List.of(1), List.of(2)));
            assertThat(done(batch.cancel())).isTrue();
            time.pass(SECOND);
            assertThat(athena.stops).containsExactly("q0");
            assertThat(failure(batch.completion()).sqlState()).isEqualTo("57014");
            assertThat(athena.starts).hasSize(1);
        }

        @Test
        void ofNoRowsIsDone() {
            assertThat(queries()
                            .submitBatch(Query.of("DELETE FROM t WHERE a = ?"), List.of())
                            .completion()
                            .toCompletableFuture())
                    .isCompletedWithValueMatching(result -> result.statements().isEmpty());
        }
    }

    @Nested
    class ByKey {
        private BatchHandle batch;

        private void submit(Object... ids) {
            batch = queries()
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
            fails(
                    "q0",
                    "MERGE_TARGET_ROW_MULTIPLE_MATCHES: One MERGE target table row matched more than one source row");
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
}
