package dev.pallas.driver.internal.submit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pallas.driver.Query;
import dev.pallas.driver.internal.completion.StatusPoller;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.athena.model.QueryExecutionState;
import software.amazon.awssdk.services.athena.model.StartQueryExecutionResponse;
import software.amazon.awssdk.services.athena.model.StopQueryExecutionResponse;

class QueriesTest extends QueryFixture {
    private static <T> CompletableFuture<T> pending(List<CompletableFuture<T>> answers) {
        var answer = new CompletableFuture<T>();
        answers.add(answer);
        return answer;
    }

    @Nested
    class AQuery {
        @Test
        void isStartedWithItsTextContextAndToken() {
            settings.putAll(Map.of("Database", "db", "WorkGroup", "wg", "EnableResultReuseByAge", "TRUE"));
            queries().submit(Query.of("SELECT ?", List.of(1)).with(options -> options.catalog("other")));
            var start = athena.starts.get(0);
            assertThat(start.queryString()).isEqualTo("SELECT 1");
            assertThat(start.clientRequestToken()).isEqualTo("token-1");
            assertThat(start.workGroup()).isEqualTo("wg");
            assertThat(start.queryExecutionContext().catalog()).isEqualTo("other");
            assertThat(start.queryExecutionContext().database()).isEqualTo("db");
            assertThat(start.resultConfiguration().outputLocation()).isEqualTo("s3://results/");
            assertThat(start.resultReuseConfiguration()
                            .resultReuseByAgeConfiguration()
                            .maxAgeInMinutes())
                    .isEqualTo(60);
        }

        @Test
        void withoutAnOutputLocationSaysNothingOfTheResult() {
            settings.clear();
            queries().submit(Query.of("SELECT 1"));
            assertThat(athena.starts.get(0).resultConfiguration()).isNull();
        }

        @Test
        void completesWhenAthenaSaysSo() {
            var handle = queries().submit(Query.of("SELECT 1"));
            time.pass(SECOND);
            assertThat(done(handle.completion())).isFalse();
            assertThat(handle.lastInfo().orElseThrow().state()).hasToString("QUEUED");
            athena.set("q0", QueryExecutionState.SUCCEEDED, null);
            time.pass(SECOND);
            assertThat(handle.completion().toCompletableFuture())
                    .isCompletedWithValueMatching(info -> info.queryId().equals("q0"));
            assertThat(done(handle.cancel())).isTrue();
            assertThat(athena.stops).isEmpty();
            assertThat(time.waiting()).isZero();
        }

        @Test
        void failsWithAthenasReason() {
            var handle = queries().submit(Query.of("SELECT * FROM t"));
            athena.set("q0", QueryExecutionState.FAILED, "TABLE_NOT_FOUND: line 1:15: Table 't' does not exist");
            time.pass(SECOND);
            var failure = failure(handle.completion());
            assertThat(failure.sqlState()).isEqualTo("42S02");
            assertThat(failure.errorCode()).isEqualTo("TABLE_NOT_FOUND");
            assertThat(failure.queryId()).isEqualTo("q0");
            assertThat(failure)
                    .hasMessageContaining("line 1:15: Table 't' does not exist")
                    .hasMessageContaining("[query q0]");
            assertThat(failure(handle.result()).sqlState()).isEqualTo("42S02");
        }

        @Test
        void thatIsWrongBeforeItIsSentFailsAlike() {
            var handle = queries().submit(Query.of("SELECT ?"));
            assertThat(failure(handle.completion()).sqlState()).isEqualTo("07001");
            assertThat(failure(handle.queryId()).sqlState()).isEqualTo("07001");
            assertThat(athena.starts).isEmpty();
        }

        @Test
        void thatAthenaRefusesFailsWithWhatToDo() {
            athena.startAnswers.add(CompletableFuture.failedFuture(FakeAthena.invalid("No output location provided.")));
            var failure = failure(queries().submit(Query.of("SELECT 1")).completion());
            assertThat(failure.sqlState()).isEqualTo("08001");
            assertThat(failure).hasMessageContaining("OutputLocation").hasMessageContaining("WorkGroup");
        }

        @Test
        void thatIsThrottledIsSentAgainWithTheSameTokenUntilItIsTaken() {
            for (var i = 0; i < 30; i++) {
                athena.startAnswers.add(CompletableFuture.failedFuture(FakeAthena.throttle()));
            }
            var handle = queries().submit(Query.of("SELECT 1"));
            time.pass(Duration.ofMinutes(10));
            assertThat(handle.queryId().toCompletableFuture()).isCompletedWithValue("q0");
            assertThat(athena.starts).hasSize(31).allMatch(start -> start.clientRequestToken()
                    .equals("token-1"));
        }

        @Test
        void thatFindsNoRoomIsSentAgainWhenAnotherQueryHasEnded() {
            var queries = queries();
            var first = queries.submit(Query.of("SELECT 1"));
            athena.startAnswers.add(CompletableFuture.failedFuture(FakeAthena.noRoom()));
            var second = queries.submit(Query.of("SELECT 2"));
            assertThat(done(second.queryId())).isFalse();
            athena.set("q0", QueryExecutionState.SUCCEEDED, null);
            time.pass(Duration.ofMillis(100));
            assertThat(done(first.completion())).isTrue();
            assertThat(now(second.queryId())).isEqualTo("q1");
            assertThat(athena.starts).hasSize(3);
            assertThat(athena.starts.get(2)).isEqualTo(athena.starts.get(1));
        }

        @Test
        void thatFindsNoRoomCanBeCancelled() {
            athena.startAnswers.add(CompletableFuture.failedFuture(FakeAthena.noRoom()));
            var handle = queries().submit(Query.of("SELECT 1"));
            assertThat(done(handle.cancel())).isTrue();
            assertThat(failure(handle.completion()).sqlState()).isEqualTo("57014");
            time.pass(Duration.ofMinutes(1));
            assertThat(athena.starts).hasSize(1);
        }
    }

    @Nested
    class Cancelling {
        @Test
        void aRunningQueryStopsIt() {
            var handle = queries().submit(Query.of("SELECT 1"));
            assertThat(done(handle.cancel())).isTrue();
            assertThat(athena.stops).containsExactly("q0");
            time.pass(SECOND);
            assertThat(failure(handle.completion()).sqlState()).isEqualTo("57014");
        }

        @Test
        void twiceStopsOnce() {
            var answer = pending(athena.stopAnswers);
            var handle = queries().submit(Query.of("SELECT 1"));
            var first = handle.cancel();
            var second = handle.cancel();
            assertThat(done(first)).isFalse();
            answer.complete(StopQueryExecutionResponse.builder().build());
            assertThat(done(first) && done(second)).isTrue();
            assertThat(athena.stops).hasSize(1);
        }

        @Test
        void aQueryThatEndsFirstLeavesItsEnd() {
            var handle = queries().submit(Query.of("SELECT 1"));
            athena.stopAnswers.add(CompletableFuture.failedFuture(FakeAthena.invalid("The query has ended")));
            athena.set("q0", QueryExecutionState.SUCCEEDED, null);
            assertThat(handle.cancel().toCompletableFuture()).isCompleted();
            time.pass(SECOND);
            assertThat(handle.completion().toCompletableFuture()).isCompleted();
        }

        @Test
        void whileItIsBeingStartedStopsItAfterwards() {
            var answer = pending(athena.startAnswers);
            var handle = queries().submit(Query.of("SELECT 1"));
            var cancelled = handle.cancel();
            assertThat(done(cancelled)).isFalse();
            assertThat(athena.stops).isEmpty();
            answer.complete(athena.started("late"));
            assertThat(athena.stops).containsExactly("late");
            assertThat(done(cancelled)).isTrue();
            time.pass(SECOND);
            assertThat(failure(handle.completion()).queryId()).isEqualTo("late");
        }

        @Test
        void aThrottledStartSendsItNoMore() {
            athena.startAnswers.add(CompletableFuture.failedFuture(FakeAthena.throttle()));
            var handle = queries().submit(Query.of("SELECT 1"));
            assertThat(done(handle.cancel())).isTrue();
            time.pass(Duration.ofMinutes(1));
            assertThat(athena.starts).hasSize(1);
            assertThat(failure(handle.completion()).sqlState()).isEqualTo("57014");
        }

        @Test
        void thatFailsCanBeTriedAgain() {
            athena.stopAnswers.add(
                    CompletableFuture.failedFuture(FakeAthena.failure(500, "InternalServerException", "oops")));
            var handle = queries().submit(Query.of("SELECT 1"));
            assertThat(failure(handle.cancel()).sqlState()).isEqualTo("08S01");
            assertThat(handle.cancel().toCompletableFuture()).isCompleted();
            assertThat(athena.stops).hasSize(2);
        }
    }

    @Nested
    class ATimeOut {
        @Test
        void endsTheQueryForItsReaderAtOnceAndInAthena() {
            var stop = pending(athena.stopAnswers);
            var handle = queries().submit(Query.of("SELECT 1").with(options -> options.timeout(SECOND)));
            time.pass(SECOND);
            var failure = failure(handle.completion());
            assertThat(failure.sqlState()).isEqualTo("HYT00");
            assertThat(failure.queryId()).isEqualTo("q0");
            assertThat(athena.stops).containsExactly("q0");
            stop.complete(StopQueryExecutionResponse.builder().build());
            time.pass(SECOND);
            assertThat(watched()).isZero();
        }

        @Test
        void thatComesWhileItIsBeingStartedStopsItAfterwards() {
            var answer = pending(athena.startAnswers);
            var handle = queries().submit(Query.of("SELECT 1").with(options -> options.timeout(SECOND)));
            time.pass(SECOND);
            assertThat(failure(handle.completion()).sqlState()).isEqualTo("HYT00");
            answer.complete(athena.started("late"));
            assertThat(athena.stops).containsExactly("late");
        }

        @Test
        void isThatOfTheSettingsUnlessTheQueryHasOne() {
            settings.put("QueryTimeoutSeconds", "5");
            var queries = queries();
            var short1 = queries.submit(Query.of("SELECT 1").with(options -> options.timeout(SECOND)));
            var standard = queries.submit(Query.of("SELECT 2"));
            time.pass(Duration.ofSeconds(2));
            assertThat(done(short1.completion())).isTrue();
            assertThat(done(standard.completion())).isFalse();
            time.pass(Duration.ofSeconds(4));
            assertThat(failure(standard.completion()).sqlState()).isEqualTo("HYT00");
        }

        @Test
        void leavesNoTimerBehindWhenTheQueryEndsFirst() {
            queries().submit(Query.of("SELECT 1").with(options -> options.timeout(Duration.ofDays(1))));
            athena.set("q0", QueryExecutionState.SUCCEEDED, null);
            time.pass(SECOND);
            assertThat(time.waiting()).isZero();
        }
    }

    @Nested
    class Closing {
        @Test
        void doesNotWaitForAStopThatHasBeenAnswered() {
            var queries = queries();
            var handle = queries.submit(Query.of("SELECT 1"));
            assertThat(done(handle.cancel())).isTrue();
            // nobody has looked at the query since
            assertThat(done(queries.close())).isTrue();
            assertThat(athena.stops).containsExactly("q0");
            assertThat(failure(handle.completion()).sqlState()).isEqualTo("57014");
        }

        @Test
        void stopsWhatRunsAndCompletesWhenEachStopHasBeenAnswered() {
            var queries = queries();
            var one = queries.submit(Query.of("SELECT 1"));
            var start = pending(athena.startAnswers);
            var two = queries.submit(Query.of("SELECT 2"));
            var closed = queries.close();
            assertThat(failure(one.completion())).hasMessageContaining("closed");
            assertThat(failure(two.completion())).hasMessageContaining("closed");
            assertThat(closed).isNotDone();
            start.complete(athena.started("late"));
            assertThat(closed).isCompleted();
            assertThat(athena.stops).containsExactlyInAnyOrder("q0", "late");
            assertThat(failure(queries.submit(Query.of("SELECT 3")).completion()))
                    .hasMessageContaining("closed");
            assertThat(athena.starts).hasSize(2);
        }

        @Test
        void doesNotWaitForAStopThatFails() {
            athena.stopAnswers.add(
                    CompletableFuture.failedFuture(FakeAthena.failure(500, "InternalServerException", "oops")));
            var queries = queries();
            queries.submit(Query.of("SELECT 1"));
            assertThat(queries.close()).isCompleted();
        }
    }

    @Nested
    class ALimit {
        @Test
        void letsTheOthersWaitTheirTurn() {
            settings.put("MaxActiveQueries", "2");
            var queries = queries();
            var handles = new ArrayList<dev.pallas.driver.QueryHandle>();
            for (var i = 0; i < 5; i++) {
                handles.add(queries.submit(Query.of("SELECT " + i)));
            }
            assertThat(athena.starts).hasSize(2);
            handles.get(3).cancel();
            athena.set("q1", QueryExecutionState.SUCCEEDED, null);
            time.pass(SECOND);
            athena.set("q0", QueryExecutionState.FAILED, "oops");
            time.pass(SECOND);
            assertThat(athena.starts)
                    .extracting(start -> start.queryString())
                    .containsExactly("SELECT 0", "SELECT 1", "SELECT 2", "SELECT 4");
            assertThat(failure(handles.get(3).completion()).sqlState()).isEqualTo("57014");
        }

        @Test
        void givesThePlaceOfAFailedStartToTheNext() {
            settings.put("MaxActiveQueries", "1");
            athena.startAnswers.add(CompletableFuture.failedFuture(FakeAthena.invalid("no")));
            athena.startAnswers.add(CompletableFuture.failedFuture(FakeAthena.invalid("no")));
            var queries = queries();
            for (var i = 0; i < 3; i++) {
                queries.submit(Query.of("SELECT " + i));
            }
            assertThat(athena.starts).hasSize(3);
        }
    }

    @Nested
    class Polling {
        @Test
        void asksForAllQueriesTogether() {
            var queries = queries();
            for (var i = 0; i < 70; i++) {
                queries.submit(Query.of("SELECT " + i));
            }
            time.pass(Duration.ofMillis(30));
            assertThat(athena.looks).hasSize(2).allMatch(ids -> ids.size() <= StatusPoller.IDS_PER_CALL);
            assertThat(athena.looks.stream().mapToInt(List::size).sum()).isEqualTo(70);
        }

        @Test
        void staysWithinTheQuotaHoweverManyQueriesRun() {
            var queries = queries();
            for (var i = 0; i < 5_000; i++) {
                queries.submit(Query.of("SELECT " + i));
            }
            time.pass(Duration.ofMinutes(5));
            var most = StatusPoller.CALLS_AT_ONCE + 300 * StatusPoller.CALLS_PER_SECOND;
            assertThat(athena.looks.size()).isBetween((int) (most * 0.9), (int) most);
            assertThat(athena.looks.stream().flatMap(List::stream).distinct()).hasSize(5_000);
        }

        @Test
        void waitsForAStatementThatTookLongBefore() {
            var queries = queries();
            for (var run = 0; run < 2; run++) {
                athena.looks.clear();
                var handle = queries.submit(Query.of("SELECT ?", List.of(run)));
                time.pass(Duration.ofSeconds(3));
                athena.took("q" + run, Duration.ofSeconds(3));
                time.pass(Duration.ofMillis(400));
                assertThat(handle.isFinished()).isTrue();
            }
            assertThat(athena.looks.size()).isBetween(1, 3);
            queries.submit(Query.of("SELECT ? + 1", List.of(1)));
            athena.looks.clear();
            time.pass(Duration.ofMillis(30));
            assertThat(athena.looks).hasSize(1);
        }

        @Test
        void comesEarlyAndSpreadsOut() {
            queries().submit(Query.of("SELECT 1"));
            time.pass(Duration.ofMillis(500));
            assertThat(athena.looks.size()).isBetween(14, 16);
            time.pass(Duration.ofMinutes(10));
            var before = athena.looks.size();
            time.pass(Duration.ofMinutes(1));
            assertThat(athena.looks.size() - before).isBetween(11, 13);
        }

        @Test
        void survivesAThrottle() {
            athena.lookFailures.add(FakeAthena.throttle());
            var handle = queries().submit(Query.of("SELECT 1"));
            athena.set("q0", QueryExecutionState.SUCCEEDED, null);
            time.pass(SECOND);
            assertThat(handle.completion().toCompletableFuture()).isCompleted();
        }

        @Test
        void asksOneByOneWhereOnlyThatIsAllowed() {
            athena.lookFailures.add(FakeAthena.failure(400, "AccessDeniedException", "not allowed"));
            var queries = queries();
            var handles = List.of(queries.submit(Query.of("SELECT 1")), queries.submit(Query.of("SELECT 2")));
            time.pass(SECOND);
            athena.set("q0", QueryExecutionState.SUCCEEDED, null);
            athena.set("q1", QueryExecutionState.SUCCEEDED, null);
            time.pass(SECOND);
            assertThat(handles).allMatch(handle -> done(handle.completion()));
            assertThat(athena.looks).hasSize(1);
            assertThat(athena.singleLooks).contains("q0", "q1");
        }

        @Test
        void thatIsRefusedFailsTheQueryAndStopsIt() {
            athena.lookFailures.add(FakeAthena.failure(400, "AccessDeniedException", "not allowed"));
            athena.lookFailures.add(FakeAthena.failure(400, "AccessDeniedException", "not allowed"));
            var handle = queries().submit(Query.of("SELECT 1"));
            time.pass(SECOND);
            var failure = failure(handle.completion());
            assertThat(failure.sqlState()).isEqualTo("42501");
            assertThat(failure.queryId()).isEqualTo("q0");
            assertThat(athena.stops).containsExactly("q0");
        }

        @Test
        void givesUpOnAQueryThatAthenaDoesNotKnow() {
            var handle = queries().submit(Query.of("SELECT 1"));
            athena.executions.clear();
            time.pass(Duration.ofSeconds(5));
            assertThat(failure(handle.completion())).hasMessageContaining("does not tell the status");
        }
    }

    @Test
    void aStartThatIsAnsweredTwiceIsOneQuery() {
        var first = new CompletableFuture<StartQueryExecutionResponse>();
        athena.startAnswers.add(first);
        var handle = queries().submit(Query.of("SELECT 1"));
        first.completeExceptionally(FakeAthena.throttle());
        time.pass(SECOND);
        assertThat(athena.starts).hasSize(2);
        assertThat(athena.starts.get(0).clientRequestToken())
                .isEqualTo(athena.starts.get(1).clientRequestToken());
        assertThat(handle.queryId().toCompletableFuture()).isCompletedWithValue("q0");
    }

    @Nested
    class AClosedClient {
        @Test
        void hasStoppedAThousandQueries() {
            var queries = queries();
            var handles = IntStream.range(0, 1000)
                    .mapToObj(i -> queries.submit(Query.of("SELECT " + i)))
                    .toList();
            time.pass(Duration.ofMinutes(2));
            assertThat(athena.starts).hasSize(1000);

            var closed = queries.close();
            assertThat(handles)
                    .allSatisfy(handle ->
                            assertThat(failure(handle.completion()).sqlState()).isEqualTo("57014"));
            time.pass(Duration.ofMinutes(2));

            assertThat(closed).isCompleted();
            assertThat(athena.stops).hasSize(1000).doesNotHaveDuplicates();
            assertThat(watched()).isZero();
        }

        @Test
        void takesNoMore() {
            var queries = queries();
            assertThat(queries.close()).isCompleted();

            assertThat(failure(queries.submit(Query.of("SELECT 1")).completion())
                            .sqlState())
                    .isEqualTo("57014");
            assertThat(failure(queries.submitBatch(Query.of("INSERT INTO t VALUES (?)"), List.of(List.of(1)))
                                    .completion())
                            .sqlState())
                    .isEqualTo("57014");
            assertThat(failure(queries.attach("00000000-0000-0000-0000-000000000000")
                                    .completion())
                            .sqlState())
                    .isEqualTo("57014");
            assertThat(athena.starts).isEmpty();
        }
    }
}
