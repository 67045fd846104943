package dev.pallas.it.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pallas.local.LocalAthena;
import dev.pallas.local.Tpch;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.athena.AthenaAsyncClient;
import software.amazon.awssdk.services.athena.model.NamedQuery;
import software.amazon.awssdk.services.athena.model.QueryExecution;
import software.amazon.awssdk.services.athena.model.QueryExecutionState;
import software.amazon.awssdk.services.athena.model.ResultSet;
import software.amazon.awssdk.services.athena.model.StartQueryExecutionRequest;
import software.amazon.awssdk.services.athena.model.Tag;
import software.amazon.awssdk.services.athena.model.WorkGroup;

/** What the service knows is there again after its process was killed. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class RestartIT {
    private static final Executor LATER = CompletableFuture.delayedExecutor(20, TimeUnit.MILLISECONDS);
    private static final String ARN = "arn:aws:athena:us-east-1:123456789012:workgroup/kept";
    private static final String TOKEN = "a-token-that-is-long-enough-for-athena";

    private record Left(
            WorkGroup group,
            NamedQuery named,
            QueryExecution succeeded,
            QueryExecution managed,
            QueryExecution failed,
            ResultSet result,
            ResultSet managedResult) {}

    @Test
    void everythingIsThereAgain(@TempDir Path folder) throws Exception {
        String running;
        String queued;
        List<String> ids;
        Left before;
        try (var server =
                LocalAthena.builder().dataDirectory(folder).tpch(Tpch.TINY).start()) {
            try (var api = api(server)) {
                fill(api, server);
                ids = api.listQueryExecutions(request -> {}).join().queryExecutionIds();
                before = read(api, ids);
                running = start(
                        api, server, "SELECT count(*) FROM tpch.sf1000.lineitem WHERE comment LIKE '%x%y%'", r -> {});
                queued = start(api, server, "SELECT 'queued'", r -> {});
                await(api, running, QueryExecutionState.RUNNING);
            }
            // a kill that nothing can catch
            var process = ProcessHandle.of(server.pid()).orElseThrow();
            process.destroyForcibly();
            process.onExit().get(30, TimeUnit.SECONDS);
        }
        try (var server = LocalAthena.builder()
                        .dataDirectory(folder)
                        .tpch(Tpch.TINY)
                        .start();
                var api = api(server)) {
            var list = api.listQueryExecutions(request -> {}).join().queryExecutionIds();
            assertThat(list.subList(0, 2)).containsExactly(queued, running);
            var interrupted = execution(api, running);
            assertThat(interrupted.status().state()).isEqualTo(QueryExecutionState.FAILED);
            assertThat(interrupted.status().stateChangeReason())
                    .isEqualTo(
                            "INTERNAL_ERROR_QUERY_ENGINE: the service ended while the query ran. Run the query again.");
            assertThat(interrupted.status().athenaError().errorCategory()).isEqualTo(1);
            assertThat(interrupted.status().athenaError().retryable()).isTrue();

            assertThat(list.subList(2, list.size())).isEqualTo(ids);
            assertThat(read(api, ids)).isEqualTo(before);
            assertThat(start(api, server, "SELECT 1 AS a, NULL AS b", request -> request.clientRequestToken(TOKEN)))
                    .isEqualTo(before.succeeded().queryExecutionId());
            assertThatThrownBy(() -> start(api, server, "SELECT 2", request -> request.clientRequestToken(TOKEN)))
                    .hasMessageContaining("Idempotent parameters do not match");
            var executed = end(api, start(api, server, "EXECUTE kept USING 4", request -> request.workGroup("kept")));
            assertThat(executed.status().state()).isEqualTo(QueryExecutionState.SUCCEEDED);
            var reused = end(
                    api,
                    start(
                            api,
                            server,
                            "SELECT 1 AS a, NULL AS b",
                            request -> request.resultReuseConfiguration(reuse -> reuse.resultReuseByAgeConfiguration(
                                    age -> age.enabled(true).maxAgeInMinutes(60)))));
            assertThat(reused.statistics().resultReuseInformation().reusedPreviousResult())
                    .isTrue();
        }
    }

    private static void fill(AthenaAsyncClient api, LocalAthena server) {
        api.createWorkGroup(request -> request.name("kept")
                        .description("d\u00e4")
                        .tags(Tag.builder().key("k").value("v").build())
                        .configuration(c -> c.enforceWorkGroupConfiguration(false)
                                .resultConfiguration(result -> result.outputLocation(server.outputLocation()))))
                .join();
        api.createWorkGroup(request -> request.name("managed")
                        .configuration(c -> c.managedQueryResultsConfiguration(managed -> managed.enabled(true))))
                .join();
        api.createWorkGroup(request -> request.name("gone")).join();
        api.deleteWorkGroup(request -> request.workGroup("gone")).join();
        api.createNamedQuery(request -> request.name("n")
                        .database("default")
                        .queryString("SELECT 1")
                        .workGroup("kept"))
                .join();
        api.createPreparedStatement(request ->
                        request.workGroup("kept").statementName("kept").queryStatement("SELECT ?"))
                .join();
        end(api, start(api, server, "SELECT 1 AS a, NULL AS b", request -> request.clientRequestToken(TOKEN)));
        end(api, start(api, server, "SELECT * FROM no_such_table", request -> {}));
        var managed = api.startQueryExecution(
                        request -> request.queryString("SELECT 'managed' AS m").workGroup("managed"))
                .join()
                .queryExecutionId();
        end(api, managed);
    }

    private static Left read(AthenaAsyncClient api, List<String> ids) {
        var named = api.listNamedQueries(request -> request.workGroup("kept"))
                .join()
                .namedQueryIds()
                .get(0);
        var managed = api.listQueryExecutions(request -> request.workGroup("managed"))
                .join()
                .queryExecutionIds()
                .get(0);
        var oldest = ids.get(ids.size() - 1);
        assertThat(api.listTagsForResource(request -> request.resourceARN(ARN))
                        .join()
                        .tags())
                .containsExactly(Tag.builder().key("k").value("v").build());
        assertThat(api.listWorkGroups(request -> {}).join().workGroups())
                .extracting(group -> group.name())
                .containsExactly("kept", "managed", "primary");
        return new Left(
                api.getWorkGroup(request -> request.workGroup("kept")).join().workGroup(),
                api.getNamedQuery(request -> request.namedQueryId(named)).join().namedQuery(),
                execution(api, oldest),
                execution(api, managed),
                execution(api, ids.get(ids.size() - 2)),
                rows(api, oldest),
                rows(api, managed));
    }

    private static ResultSet rows(AthenaAsyncClient api, String id) {
        return api.getQueryResults(request -> request.queryExecutionId(id))
                .join()
                .resultSet();
    }

    private static String start(
            AthenaAsyncClient api, LocalAthena server, String sql, Consumer<StartQueryExecutionRequest.Builder> more) {
        return api.startQueryExecution(request -> {
                    request.queryString(sql)
                            .resultConfiguration(result -> result.outputLocation(server.outputLocation()));
                    more.accept(request);
                })
                .join()
                .queryExecutionId();
    }

    private static QueryExecution execution(AthenaAsyncClient api, String id) {
        return api.getQueryExecution(request -> request.queryExecutionId(id))
                .join()
                .queryExecution();
    }

    private static QueryExecution end(AthenaAsyncClient api, String id) {
        return await(api, id, QueryExecutionState.SUCCEEDED, QueryExecutionState.FAILED);
    }

    private static QueryExecution await(AthenaAsyncClient api, String id, QueryExecutionState... states) {
        return poll(api, id, List.of(states)).join();
    }

    private static CompletableFuture<QueryExecution> poll(
            AthenaAsyncClient api, String id, List<QueryExecutionState> states) {
        return api.getQueryExecution(request -> request.queryExecutionId(id))
                .thenCompose(answer -> states.contains(
                                answer.queryExecution().status().state())
                        ? CompletableFuture.completedFuture(answer.queryExecution())
                        : CompletableFuture.runAsync(() -> {}, LATER).thenCompose(later -> poll(api, id, states)));
    }

    private static AthenaAsyncClient api(LocalAthena server) {
        return AthenaAsyncClient.builder()
                .endpointOverride(server.athenaEndpoint())
                .region(Region.of(server.region()))
                .credentialsProvider(StaticCredentialsProvider.create(
                        AwsBasicCredentials.create(server.accessKeyId(), server.secretAccessKey())))
                .build();
    }
}
