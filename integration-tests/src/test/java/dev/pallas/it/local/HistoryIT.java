package dev.pallas.it.local;

import static dev.pallas.it.local.Athena.refused;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.services.athena.AthenaAsyncClient;
import software.amazon.awssdk.services.athena.model.QueryExecution;
import software.amazon.awssdk.services.athena.model.QueryExecutionState;
import software.amazon.awssdk.services.athena.model.StartQueryExecutionRequest;
import software.amazon.awssdk.services.athena.model.StartQueryExecutionResponse;

/** Tokens, the reuse of results, the list of executions, and very many of them at once. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class HistoryIT {
    private static final AthenaAsyncClient API = Athena.api();
    private static final int MANY = 500;

    private final String group = "history_" + UUID.randomUUID();

    @BeforeEach
    void createWorkGroup() {
        API.createWorkGroup(request -> request.name(group)
                        .configuration(c ->
                                c.resultConfiguration(result -> result.outputLocation(Athena.OUTPUT + "history/"))))
                .join();
    }

    private CompletableFuture<String> start(String sql, Consumer<StartQueryExecutionRequest.Builder> more) {
        return API.startQueryExecution(request -> {
                    request.queryString(sql).workGroup(group);
                    more.accept(request);
                })
                .thenApply(StartQueryExecutionResponse::queryExecutionId);
    }

    private QueryExecution reusing(String sql, int minutes) {
        return Athena.end(start(
                        sql,
                        request -> request.resultReuseConfiguration(reuse -> reuse.resultReuseByAgeConfiguration(
                                age -> age.enabled(true).maxAgeInMinutes(minutes))))
                .join());
    }

    private static boolean reused(QueryExecution execution) {
        return execution.statistics().resultReuseInformation().reusedPreviousResult();
    }

    @Test
    void aResultIsReusedUnderANewId() {
        var sql = "SELECT count(*) AS n FROM tpch.tiny.nation";
        var first = reusing(sql, 60);
        var second = reusing(sql, 60);

        assertThat(reused(first)).isFalse();
        assertThat(reused(second)).isTrue();
        assertThat(second.queryExecutionId()).isNotEqualTo(first.queryExecutionId());
        assertThat(second.resultConfiguration().outputLocation())
                .isEqualTo(first.resultConfiguration().outputLocation());
        assertThat(second.statistics().dataScannedInBytes()).isZero();
        assertThat(second.substatementType()).isEqualTo("SELECT");
        assertThat(Athena.values(Athena.results(second).resultSet().rows()))
                .containsExactly(List.of("n"), List.of("25"));
        assertThat(reused(Athena.end(start(sql, request -> {}).join()))).isFalse();
        assertThat(reused(reusing(sql + " ", 60))).isFalse();
        assertThat(reused(reusing(sql, 0))).isFalse();
    }

    @Test
    void whatDiffersEachTimeIsNotReused() {
        for (var sql : List.of(
                "SELECT rand()",
                "SELECT current_timestamp",
                "SELECT * FROM tpch.tiny.nation LIMIT 1",
                "SELECT * FROM tpch.tiny.nation TABLESAMPLE BERNOULLI (50)",
                "SHOW DATABASES")) {
            reusing(sql, 60);
            assertThat(reused(reusing(sql, 60))).as(sql).isFalse();
        }
        var ordered = "SELECT name FROM tpch.tiny.nation ORDER BY name LIMIT 1";
        reusing(ordered, 60);
        assertThat(reused(reusing(ordered, 60))).isTrue();
    }

    @Test
    void anotherStatementOfTheSameNameIsNotReused() {
        Athena.end(start("PREPARE again FROM SELECT 1 AS one", request -> {}).join());
        reusing("EXECUTE again", 60);
        var second = reusing("EXECUTE again", 60);
        Athena.end(start("DEALLOCATE PREPARE again", request -> {}).join());
        Athena.end(start("PREPARE again FROM SELECT 2 AS two", request -> {}).join());
        var third = reusing("EXECUTE again", 60);

        assertThat(reused(second)).isTrue();
        assertThat(reused(third)).isFalse();
        assertThat(Athena.values(Athena.results(third).resultSet().rows()))
                .containsExactly(List.of("two"), List.of("2"));
    }

    @Test
    void manyRequestsWithOneTokenStartOneExecution() {
        var token = UUID.randomUUID().toString();

        var starts = IntStream.range(0, 40)
                .mapToObj(i -> start("SELECT 1 AS once", request -> request.clientRequestToken(token)))
                .toList();

        assertThat(new HashSet<>(starts.stream().map(CompletableFuture::join).toList()))
                .hasSize(1);
        assertThat(API.listQueryExecutions(request -> request.workGroup(group))
                        .join()
                        .queryExecutionIds())
                .hasSize(1);
        refused(
                () -> start("SELECT 1 AS once", request -> request.clientRequestToken(token)
                                .executionParameters("1"))
                        .join(),
                "Idempotent parameters do not match");
    }

    @Test
    void pagesStayWhereTheyAreWhileExecutionsCome() {
        var ids = new ArrayList<String>();
        for (var i = 0; i < 5; i++) {
            ids.add(start("SELECT " + i, request -> {}).join());
        }

        var first = API.listQueryExecutions(request -> request.workGroup(group).maxResults(2))
                .join();
        start("SELECT 5", request -> {}).join();
        var second = API.listQueryExecutions(
                        request -> request.workGroup(group).maxResults(2).nextToken(first.nextToken()))
                .join();
        var third = API.listQueryExecutions(
                        request -> request.workGroup(group).maxResults(2).nextToken(second.nextToken()))
                .join();

        assertThat(first.queryExecutionIds()).containsExactly(ids.get(4), ids.get(3));
        assertThat(second.queryExecutionIds()).containsExactly(ids.get(2), ids.get(1));
        assertThat(third.queryExecutionIds()).containsExactly(ids.get(0));
        assertThat(third.nextToken()).isNull();
    }

    @Test
    void aQueryThatWaitsIsStoppedAtOnceAndTwiceIsNoError() {
        var starts = IntStream.range(0, MANY)
                .mapToObj(i -> start(
                        "SELECT count(*) FROM tpch.sf1000.lineitem WHERE comment LIKE '%" + i + "%y%z%'",
                        request -> {}))
                .toList();
        try {
            var ids = starts.stream().map(CompletableFuture::join).toList();
            assertThat(new HashSet<>(ids)).hasSize(MANY);
            var last = ids.get(MANY - 1);

            API.stopQueryExecution(request -> request.queryExecutionId(last)).join();
            var stopped = API.getQueryExecution(request -> request.queryExecutionId(last))
                    .join()
                    .queryExecution();
            API.stopQueryExecution(request -> request.queryExecutionId(last)).join();

            assertThat(stopped.status().state()).isEqualTo(QueryExecutionState.CANCELLED);
            assertThat(stopped.status().stateChangeReason()).isEqualTo("Query cancelled by user");
            assertThat(stopped.statistics().engineExecutionTimeInMillis()).isZero();
        } finally {
            CompletableFuture.allOf(starts.toArray(CompletableFuture[]::new))
                    .handle((done, failure) -> null)
                    .join();
            API.deleteWorkGroup(request -> request.workGroup(group).recursiveDeleteOption(true))
                    .join();
        }
        // none of them is in the way of what comes next
        assertThat(Athena.succeed("SELECT 1", "default").statementTypeAsString())
                .isEqualTo("DML");
    }

    @Test
    void statisticsOfTheRun() {
        var id = start("SELECT max(name) FROM tpch.tiny.nation", request -> {}).join();
        var execution = Athena.end(id);

        var statistics = API.getQueryRuntimeStatistics(request -> request.queryExecutionId(id))
                .join()
                .queryRuntimeStatistics();

        assertThat(statistics.timeline().totalExecutionTimeInMillis())
                .isEqualTo(execution.statistics().totalExecutionTimeInMillis());
        assertThat(statistics.rows().inputRows()).isEqualTo(25);
    }
}
