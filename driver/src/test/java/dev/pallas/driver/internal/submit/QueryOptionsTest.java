package dev.pallas.driver.internal.submit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pallas.driver.AthenaException;
import dev.pallas.driver.ParameterStyle;
import dev.pallas.driver.Query;
import dev.pallas.driver.QueryInfo;
import dev.pallas.driver.QueryOptions;
import dev.pallas.driver.QueryState;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.athena.model.QueryExecution;
import software.amazon.awssdk.services.athena.model.QueryExecutionState;

/** What a query may ask for by itself, and what becomes of it outside of the client that started it. */
class QueryOptionsTest extends QueryFixture {
    private static final String CONFLICT = "ICEBERG_COMMIT_ERROR: Failed to commit Iceberg update to table: db.t";

    @Nested
    class TheOptionsOfAQuery {
        @Test
        void overrideTheSettings() {
            settings.putAll(Map.of(
                    "WorkGroup",
                    "wg",
                    "OutputLocation",
                    "s3://one/",
                    "EnableResultReuseByAge",
                    "TRUE",
                    "Database",
                    "d"));
            var token = "0123456789012345678901234567890123456789";
            queries().submit(Query.of("SELECT 1").with(options -> options.workGroup("other")
                    .outputLocation("s3://two/")
                    .catalog("cat")
                    .database("db")
                    .resultReuse(Duration.ZERO)
                    .clientRequestToken(token)));
            var start = athena.starts.get(0);
            assertThat(start.workGroup()).isEqualTo("other");
            assertThat(start.resultConfiguration().outputLocation()).isEqualTo("s3://two/");
            assertThat(start.queryExecutionContext().catalog()).isEqualTo("cat");
            assertThat(start.queryExecutionContext().database()).isEqualTo("db");
            assertThat(start.resultReuseConfiguration()).isNull();
            assertThat(start.clientRequestToken()).isEqualTo(token);
        }

        @Test
        void tellBothListenersTheId() {
            queries().submit(Query.of("SELECT 1").with(options -> options.onStart(id -> started.add("own " + id))));
            assertThat(started).containsExactly("q0", "own q0");
        }

        @Test
        void whoseListenerThrowsAreLookedAfterAllTheSame() {
            var handle = queries()
                    .submit(Query.of("SELECT 1")
                            .with(options -> options.onStart(id -> {
                                throw new IllegalStateException("a listener's fault");
                            })));
            assertThat(started).containsExactly("q0");
            assertThat(now(handle.queryId())).isEqualTo("q0");
            athena.set("q0", QueryExecutionState.SUCCEEDED, null);
            time.pass(SECOND);
            assertThat(now(handle.completion()).queryId()).isEqualTo("q0");
        }

        @Test
        void addTheirTagsToThoseOfTheConnection() {
            settings.put("QueryTags", "app=shop, user=jo");
            queries().submit(Query.of("SELECT 1").with(options -> options.tag("user", "al")
                    .tag("job", "7")));
            assertThat(athena.starts.get(0).queryString()).isEqualTo("SELECT 1\n/* app='shop',user='al',job='7' */");
        }

        @Test
        void countTheTagsIntoTheLimitOfTheText() {
            var text = "SELECT '" + "x".repeat(262_144 - 9) + "'";
            assertThat(failure(queries()
                                    .submit(Query.of(text).with(options -> options.tag("a", "b")))
                                    .completion())
                            .sqlState())
                    .isEqualTo("54000");
            assertThat(athena.starts).isEmpty();
        }

        @Test
        void areCheckedWhenTheyAreMade() {
            assertThatThrownBy(() -> QueryOptions.builder().clientRequestToken("short"))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> QueryOptions.builder().resultReuse(Duration.ofDays(8)))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Nested
    class ExecutionParameters {
        private void submit(String sql, Object... values) {
            queries()
                    .submit(Query.of(sql, Arrays.asList(values))
                            .with(options -> options.parameterStyle(ParameterStyle.EXECUTION_PARAMETERS)));
        }

        @Test
        void areTheLiteralsOfTheValues() {
            submit("SELECT ?, '?' FROM t WHERE a = ? LIMIT ?", "it's", null, 5L);
            assertThat(athena.starts.get(0).queryString()).isEqualTo("SELECT ?, '?' FROM t WHERE a = ? LIMIT ?");
            assertThat(athena.starts.get(0).executionParameters()).containsExactly("'it''s'", "NULL", "5");
        }

        @Test
        void staySmall() {
            submit("INSERT INTO t VALUES (?, ?)", "x".repeat(1023), 1);
            assertThat(athena.starts.get(0).queryString())
                    .isEqualTo("INSERT INTO t VALUES ('" + "x".repeat(1023) + "', ?)");
            assertThat(athena.starts.get(0).executionParameters()).containsExactly("1");
        }

        @Test
        void areLeftToStatementsThatTakeThem() {
            submit("UPDATE t SET a = ?", 1);
            submit("DROP TABLE ??", new Object[0]);
            submit("SELECT a ?? ? FROM t", 1);
            assertThat(athena.starts)
                    .extracting(start -> start.queryString())
                    .containsExactly("UPDATE t SET a = 1", "DROP TABLE ?", "SELECT a ? 1 FROM t");
            assertThat(athena.starts)
                    .allMatch(start -> start.executionParameters().isEmpty());
        }

        @Test
        void areAskedForBySettingToo() {
            settings.put("ParameterStyle", "executionparameters");
            queries().submit(Query.of("SELECT ?", List.of(1)));
            assertThat(athena.starts.get(0).executionParameters()).containsExactly("1");
        }
    }

    @Nested
    class ACommitConflict {
        @Test
        void isTriedAgainWithANewToken() {
            var handle = queries().submit(Query.of("UPDATE t SET a = 1"));
            athena.set("q0", QueryExecutionState.FAILED, CONFLICT);
            time.pass(SECOND);
            assertThat(athena.starts)
                    .extracting(start -> start.clientRequestToken())
                    .containsExactly("token-1", "token-2");
            assertThat(started).containsExactly("q0", "q1");
            athena.set("q1", QueryExecutionState.SUCCEEDED, null);
            time.pass(SECOND);
            assertThat(now(handle.completion()).queryId()).isEqualTo("q1");
            assertThat(time.waiting()).isZero();
        }

        @Test
        void isTriedAsOftenAsTheSettingSays() {
            settings.put("IcebergCommitRetries", "2");
            var handle = queries().submit(Query.of("UPDATE t SET a = 1"));
            for (var i = 0; i < 3; i++) {
                athena.set("q" + i, QueryExecutionState.FAILED, CONFLICT);
                time.pass(Duration.ofSeconds(5));
            }
            assertThat(athena.starts).hasSize(3);
            assertThat(failure(handle.completion()).errorCode()).isEqualTo("ICEBERG_COMMIT_ERROR");
        }

        @Test
        void isNotTriedAgainWithATokenOfTheCaller() {
            var handle = queries()
                    .submit(Query.of("UPDATE t SET a = 1").with(options -> options.clientRequestToken("t".repeat(32))));
            athena.set("q0", QueryExecutionState.FAILED, CONFLICT);
            time.pass(SECOND);
            assertThat(failure(handle.completion()).queryId()).isEqualTo("q0");
        }

        @Test
        void isNotTriedAgainOnceTheQueryIsCancelled() {
            var handle = queries().submit(Query.of("UPDATE t SET a = 1"));
            athena.set("q0", QueryExecutionState.FAILED, CONFLICT);
            time.pass(Duration.ofMillis(60));
            assertThat(athena.starts).hasSize(1);
            handle.cancel();
            time.pass(SECOND);
            assertThat(athena.starts).hasSize(1);
            assertThat(failure(handle.completion()).sqlState()).isEqualTo("57014");
            assertThat(time.waiting()).isZero();
        }

        @Test
        void endsWithTheTimeOut() {
            var handle = queries()
                    .submit(Query.of("UPDATE t SET a = 1").with(options -> options.timeout(Duration.ofMillis(100))));
            athena.set("q0", QueryExecutionState.FAILED, CONFLICT);
            time.pass(SECOND);
            assertThat(failure(handle.completion()).sqlState()).isEqualTo("HYT00");
            assertThat(athena.starts).hasSize(1);
            assertThat(time.waiting()).isZero();
        }

        @Test
        void andNoOtherFailure() {
            var handle = queries().submit(Query.of("UPDATE t SET a = 1"));
            athena.set("q0", QueryExecutionState.FAILED, "GENERIC_INTERNAL_ERROR: " + CONFLICT);
            time.pass(SECOND);
            assertThat(athena.starts).hasSize(1);
            assertThat(handle.isFinished()).isTrue();
        }
    }

    @Nested
    class AHandle {
        @Test
        void isRefreshedInOneRoundTrip() {
            var handle = queries().submit(Query.of("SELECT 1"));
            assertThat(handle.isRunning()).isTrue();
            assertThat(handle.state()).isEmpty();
            assertThat(now(handle.refresh()).state()).isEqualTo(QueryState.QUEUED);
            athena.set("q0", QueryExecutionState.FAILED, "TABLE_NOT_FOUND: t");
            assertThat(now(handle.refresh()).state()).isEqualTo(QueryState.FAILED);
            assertThat(athena.singleLooks).containsExactly("q0", "q0");
            assertThat(athena.looks).isEmpty();
            assertThat(handle.isFinished()).isTrue();
            assertThat(failure(handle.completion()).errorCode()).isEqualTo("TABLE_NOT_FOUND");
            time.pass(SECOND);
            assertThat(athena.looks).isEmpty();
        }

        @Test
        void tellsThatItWasCanceled() {
            var handle = queries().submit(Query.of("SELECT 1"));
            handle.cancel();
            time.pass(SECOND);
            assertThat(handle.isCanceled()).isTrue();
        }

        @Test
        void isTakenUpElsewhere() {
            var text = now(queries().submit(Query.of("SELECT 1")).serialize());
            assertThat(text).isEqualTo("athena:eu-west-1:q0");
            var other = queries();
            var handle = other.attach(text);
            athena.set("q0", QueryExecutionState.SUCCEEDED, null);
            time.pass(SECOND);
            assertThat(now(handle.completion()).queryId()).isEqualTo("q0");
            assertThat(now(handle.queryId())).isEqualTo("q0");
            assertThat(other.attach("q0").isRunning()).isTrue();
        }

        @Test
        void isLeftAloneByBothClientsOnceItIsHandedOn() {
            var first = queries();
            var text = now(first.submit(Query.of("SELECT 1").with(options -> options.timeout(SECOND)))
                    .serialize());
            var second = queries();
            var handle = second.attach(text);
            time.pass(Duration.ofSeconds(2));
            now(first.close());
            now(second.close());
            assertThat(failure(handle.completion()).sqlState()).isEqualTo("57014");
            time.pass(SECOND);
            assertThat(athena.stops).isEmpty();
            assertThat(time.waiting()).isZero();
        }

        @Test
        void isStoppedByWhoeverCancelsIt() {
            queries().submit(Query.of("SELECT 1"));
            var handle = queries().attach("q0");
            handle.cancel();
            assertThat(athena.stops).containsExactly("q0");
        }

        @Test
        void isNoneWithoutAQuery() {
            var handle = queries().attach("nosuch");
            time.pass(Duration.ofSeconds(10));
            assertThat(failure(handle.completion())).hasMessageContaining("nosuch");
            assertThat(athena.stops).isEmpty();
            assertThatThrownBy(() -> queries().attach("athena:us-east-1:q0"))
                    .hasMessage("The query q0 is in region us-east-1 and this client is in eu-west-1: open a client for"
                            + " that region.");
            assertThatThrownBy(() -> queries().attach("a b")).isInstanceOf(AthenaException.class);
        }
    }

    @Nested
    class TheClientCache {
        private static final Instant ENDED = Instant.ofEpochSecond(1000);

        private void past(String id, String sql, String substatement, String database) {
            athena.executions.put(
                    id,
                    QueryExecution.builder()
                            .queryExecutionId(id)
                            .query(sql)
                            .statementType("DML")
                            .substatementType(substatement)
                            .queryExecutionContext(
                                    context -> context.catalog("awsdatacatalog").database(database))
                            .status(status ->
                                    status.state(QueryExecutionState.SUCCEEDED).completionDateTime(ENDED))
                            .build());
        }

        private QueryInfo run(String sql) {
            var handle = queries().submit(Query.of(sql));
            athena.executions.computeIfPresent("q0", (id, execution) -> execution.toBuilder()
                    .status(status -> status.state(QueryExecutionState.SUCCEEDED))
                    .build());
            time.pass(SECOND);
            return now(handle.completion());
        }

        @Test
        void findsTheNewestThatIsTheSame() {
            settings.put("ResultCacheSize", "60");
            past("other-text", "SELECT 2", "SELECT", "default");
            past("other-database", "SELECT 1", "SELECT", "db");
            past("newer", "SELECT 1", "SELECT", "default");
            past("older", "SELECT 1", "SELECT", "default");
            athena.historyPages.add(List.of("other-text", "other-database"));
            athena.historyPages.add(List.of("newer", "older"));
            assertThat(run("SELECT 1").queryId()).isEqualTo("newer");
            assertThat(athena.starts).isEmpty();
            assertThat(athena.lists).extracting(list -> list.maxResults()).containsExactly(50, 50);
        }

        @Test
        void looksNoFurtherThanItsSize() {
            settings.put("ResultCacheSize", "1");
            past("other", "SELECT 2", "SELECT", "default");
            past("same", "SELECT 1", "SELECT", "default");
            athena.historyPages.add(List.of("other"));
            athena.historyPages.add(List.of("same"));
            assertThat(run("SELECT 1").queryId()).isEqualTo("q0");
        }

        @Test
        void neverStandsForAWrite() {
            settings.put("ResultCacheSize", "10");
            past("same", "INSERT INTO t VALUES (1)", "INSERT", "default");
            athena.historyPages.add(List.of("same"));
            assertThat(run("INSERT INTO t VALUES (1)").queryId()).isEqualTo("q0");
            assertThat(athena.lists).isEmpty();
            past("with", "WITH a AS (SELECT 1) SELECT * FROM a", "INSERT", "default");
            athena.historyPages.set(0, List.of("with"));
            queries().submit(Query.of("WITH a AS (SELECT 1) SELECT * FROM a"));
            assertThat(athena.starts).hasSize(2);
        }

        @Test
        void findsNothingThatIsTooOld() {
            settings.putAll(Map.of("ResultCacheSize", "10", "ResultCacheExpirySeconds", "60"));
            past("same", "SELECT 1", "SELECT", "default");
            athena.historyPages.add(List.of("same"));
            time.pass(Duration.between(time.clock().instant(), ENDED.plusSeconds(61)));
            assertThat(run("SELECT 1").queryId()).isEqualTo("q0");
        }

        @Test
        void isNotNeededToRun() {
            settings.put("ResultCacheSize", "10");
            assertThat(run("SELECT 1").queryId()).isEqualTo("q0");
        }
    }
}
