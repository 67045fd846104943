package dev.pallas.it.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pallas.local.Fault;
import dev.pallas.local.LocalAthena;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.async.AsyncRequestBody;
import software.amazon.awssdk.core.async.AsyncResponseTransformer;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.athena.AthenaAsyncClient;
import software.amazon.awssdk.services.athena.model.QueryExecution;
import software.amazon.awssdk.services.athena.model.QueryExecutionState;
import software.amazon.awssdk.services.athena.model.TooManyRequestsException;
import software.amazon.awssdk.services.s3.S3AsyncClient;

/** What goes wrong on purpose, as a client without retries sees it. */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class FaultsIT {
    private static final Executor LATER = CompletableFuture.delayedExecutor(20, TimeUnit.MILLISECONDS);
    private static final String BUCKET = "pallas-warehouse";

    private static LocalAthena local;
    private static AthenaAsyncClient athena;
    private static S3AsyncClient s3;

    @BeforeAll
    static void start() {
        local = LocalAthena.start();
        athena = client(false);
        s3 = S3AsyncClient.builder()
                .endpointOverride(local.s3Endpoint())
                .region(Region.of(local.region()))
                .credentialsProvider(credentials())
                .forcePathStyle(true)
                .overrideConfiguration(c -> c.retryStrategy(AwsRetryStrategy.doNotRetry()))
                .build();
    }

    @AfterAll
    static void stop() {
        s3.close();
        athena.close();
        local.close();
    }

    @AfterEach
    void lift() {
        local.faults().reset();
        local.resetCounts();
    }

    private static StaticCredentialsProvider credentials() {
        return StaticCredentialsProvider.create(
                AwsBasicCredentials.create(local.accessKeyId(), local.secretAccessKey()));
    }

    private static AthenaAsyncClient client(boolean retries) {
        return AthenaAsyncClient.builder()
                .endpointOverride(local.athenaEndpoint())
                .region(Region.of(local.region()))
                .credentialsProvider(credentials())
                .httpClientBuilder(NettyNioAsyncHttpClient.builder().maxConcurrency(400))
                .overrideConfiguration(c -> c.retryStrategy(
                        retries ? AwsRetryStrategy.standardRetryStrategy() : AwsRetryStrategy.doNotRetry()))
                .build();
    }

    private static CompletableFuture<String> startQuery(String sql, String token) {
        return athena.startQueryExecution(request -> request.queryString(sql)
                        .clientRequestToken(token)
                        .resultConfiguration(result -> result.outputLocation(local.outputLocation())))
                .thenApply(answer -> answer.queryExecutionId());
    }

    private static String startQuery(String sql) {
        return startQuery(sql, UUID.randomUUID().toString()).join();
    }

    private static CompletableFuture<QueryExecution> execution(String id) {
        return athena.getQueryExecution(request -> request.queryExecutionId(id))
                .thenApply(answer -> answer.queryExecution());
    }

    /** Waits until a query is in another state than those. */
    private static QueryExecution after(String id, List<QueryExecutionState> states) {
        return poll(id, states).join();
    }

    private static CompletableFuture<QueryExecution> poll(String id, List<QueryExecutionState> states) {
        return execution(id)
                .thenCompose(execution -> states.contains(execution.status().state())
                        ? CompletableFuture.runAsync(() -> {}, LATER).thenCompose(later -> poll(id, states))
                        : CompletableFuture.completedFuture(execution));
    }

    private static QueryExecution end(String id) {
        return after(id, List.of(QueryExecutionState.QUEUED, QueryExecutionState.RUNNING));
    }

    private static void assertError(int status, String code, ThrowingCallable call) {
        assertThatThrownBy(call).cause().isInstanceOfSatisfying(AwsServiceException.class, e -> {
            assertThat(e.statusCode()).isEqualTo(status);
            assertThat(e.awsErrorDetails().errorCode()).isEqualTo(code);
        });
    }

    private static void list() {
        athena.listWorkGroups(request -> {}).join();
    }

    private static void put(String key, int size) {
        s3.putObject(request -> request.bucket(BUCKET).key(key), AsyncRequestBody.fromBytes(new byte[size]))
                .join();
    }

    private static int get(String key) {
        return s3.getObject(request -> request.bucket(BUCKET).key(key), AsyncResponseTransformer.toBytes())
                .join()
                .asByteArray()
                .length;
    }

    @Test
    void throttlesAndErrorsInTheWordsOfEachService() {
        put("errors", 1);
        local.faults()
                .add(
                        Fault.throttle().service("athena").times(1),
                        Fault.throttle("TooManyRequestsException")
                                .service("athena")
                                .times(1),
                        Fault.error().service("athena").times(1),
                        Fault.error("ServiceUnavailable", 503, "not now")
                                .service("athena")
                                .times(1),
                        Fault.throttle().operations("GetObject").key("^errors$").times(1),
                        Fault.error().operations("GetObject").times(1));

        assertError(400, "ThrottlingException", FaultsIT::list);
        assertError(400, "TooManyRequestsException", FaultsIT::list);
        assertError(500, "InternalServerException", FaultsIT::list);
        assertError(503, "ServiceUnavailable", FaultsIT::list);
        list();
        assertError(503, "SlowDown", () -> get("errors"));
        assertError(500, "InternalError", () -> get("errors"));
        assertThat(get("errors")).isEqualTo(1);
        assertThat(local.counts().faults("throttle")).isEqualTo(3);
        assertThat(local.counts().faults("error")).isEqualTo(3);
        assertThat(local.counts().calls("athena", "ListWorkGroups")).isEqualTo(5);
        assertThat(local.counts().calls("s3", "GetObject")).isEqualTo(3);
    }

    @Test
    void aRefusedUploadIsReadToItsEnd() {
        local.faults().add(Fault.throttle().operations("PutObject").times(1));
        assertError(503, "SlowDown", () -> put("upload", 5 << 20));
        put("upload", 5 << 20);
        assertThat(get("upload")).isEqualTo(5 << 20);
    }

    @Test
    void expiredCredentialsUntilTheyAreLifted() {
        local.faults().add(Fault.expiredCredentials());
        assertError(400, "ExpiredTokenException", FaultsIT::list);
        assertError(400, "ExpiredToken", () -> get("any"));
        local.faults().reset();
        list();
    }

    @Test
    void aStartWhoseAnswerIsLostHasStartedOnce() {
        var token = UUID.randomUUID().toString();
        local.faults()
                .add(
                        Fault.resetBefore().operations("StartQueryExecution").times(1),
                        Fault.resetAfter().operations("StartQueryExecution").times(1));

        assertThatThrownBy(() -> startQuery("SELECT 1", token).join()).hasCauseInstanceOf(SdkClientException.class);
        assertThat(local.counts().queriesStarted()).isZero();
        assertThatThrownBy(() -> startQuery("SELECT 1", token).join()).hasCauseInstanceOf(SdkClientException.class);
        assertThat(local.counts().queriesStarted()).isEqualTo(1);
        var id = startQuery("SELECT 1", token).join();

        assertThat(end(id).status().state()).isEqualTo(QueryExecutionState.SUCCEEDED);
        assertThat(local.counts().queriesStarted()).isEqualTo(1);
        assertThat(local.counts().duplicateTokens()).isEqualTo(1);
        assertThat(local.counts().activeQueries()).isZero();
    }

    @Test
    void aPutWhoseAnswerIsLostWasPut() {
        local.faults().add(Fault.resetAfter().operations("PutObject").times(1));
        assertThatThrownBy(() -> put("lost", 3)).hasCauseInstanceOf(SdkClientException.class);
        assertThat(get("lost")).isEqualTo(3);
    }

    @Test
    void whatWaitsHoldsNoThread() {
        var waiting = 300;
        local.faults().add(Fault.latency(Duration.ofMinutes(2)).operations("ListNamedQueries"));
        try (var patient = client(false)) {
            var answers = IntStream.range(0, waiting)
                    .mapToObj(i -> patient.listNamedQueries(request -> {}))
                    .toList();
            await(() -> local.counts().calls("athena", "ListNamedQueries") == waiting
                    || answers.stream().anyMatch(CompletableFuture::isDone));
            assertThat(answers).noneMatch(CompletableFuture::isDone);

            list();
            put("meanwhile", 1);

            assertThat(answers).noneMatch(CompletableFuture::isDone);
        }
    }

    private interface Condition {
        boolean holds();
    }

    private static void await(Condition condition) {
        while (!condition.holds()) {
            CompletableFuture.runAsync(() -> {}, LATER).join();
        }
    }

    @Test
    void aLatencyDelaysAndChangesNothing() {
        local.faults().add(Fault.latency(Duration.ofMillis(20), Duration.ofMillis(20)));
        put("late", 7);
        assertThat(get("late")).isEqualTo(7);
        list();
        assertThat(local.counts().faults("latency")).isEqualTo(3);
    }

    @Test
    void bodiesAreCutAndSlow() {
        put("body.csv", 10_000);
        put("body.txt", 10_000);
        local.faults()
                .add(
                        Fault.cutBody(1000).key("[.]csv$").times(1),
                        Fault.cutBody(0).key("[.]txt$").times(1));
        assertThatThrownBy(() -> get("body.csv")).hasCauseInstanceOf(SdkClientException.class);
        assertThatThrownBy(() -> get("body.txt")).hasCauseInstanceOf(SdkClientException.class);
        assertThat(get("body.csv")).isEqualTo(10_000);

        local.faults().reset();
        local.faults().add(Fault.slowBody(40_000).key("[.]csv$"), Fault.cutBody(20_000));
        assertThat(get("body.csv")).isEqualTo(10_000);
        assertThat(local.counts().faults("slow-body")).isEqualTo(1);
    }

    @Test
    void queriesFailAsTheyAreTold() {
        local.faults()
                .add(
                        Fault.queryFailure("HIVE_BAD_DATA: broken file", 2, 1003, false)
                                .query("(?i)from\\s+broken"),
                        Fault.icebergConflict().query("^SELECT 2").times(1));

        var failed = end(startQuery("SELECT * FROM\n broken")).status();
        assertThat(failed.state()).isEqualTo(QueryExecutionState.FAILED);
        assertThat(failed.stateChangeReason()).isEqualTo("HIVE_BAD_DATA: broken file");
        assertThat(failed.athenaError().errorCategory()).isEqualTo(2);
        assertThat(failed.athenaError().errorType()).isEqualTo(1003);
        assertThat(failed.athenaError().retryable()).isFalse();

        var conflict = end(startQuery("SELECT 2")).status();
        assertThat(conflict.stateChangeReason()).startsWith("ICEBERG_COMMIT_ERROR: ");
        assertThat(conflict.athenaError().retryable()).isTrue();
        assertThat(end(startQuery("SELECT 2")).status().state()).isEqualTo(QueryExecutionState.SUCCEEDED);
    }

    @Test
    void queriesThatRunLongHoldNoThread() {
        var many = 200;
        local.faults()
                .add(
                        Fault.runningAtLeast(Duration.ofHours(1)).query("long"),
                        Fault.queuedAtLeast(Duration.ofHours(1)).query("queued"));
        var ids = IntStream.range(0, many)
                .mapToObj(i -> startQuery("SELECT 'long'", UUID.randomUUID().toString()))
                .map(CompletableFuture::join)
                .toList();
        var queued = startQuery("SELECT 'queued'");

        assertThat(end(startQuery("SELECT 1")).status().state()).isEqualTo(QueryExecutionState.SUCCEEDED);
        assertThat(local.counts().activeQueries()).isEqualTo(many + 1);
        assertThat(local.counts().highestActiveQueries()).isEqualTo(many + 2);
        for (var id : ids) {
            assertThat(execution(id).join().status().state()).isEqualTo(QueryExecutionState.RUNNING);
        }
        assertThat(execution(queued).join().status().state()).isEqualTo(QueryExecutionState.QUEUED);

        ids.forEach(id -> athena.stopQueryExecution(request -> request.queryExecutionId(id))
                .join());
        athena.stopQueryExecution(request -> request.queryExecutionId(queued)).join();
        for (var id : ids) {
            assertThat(execution(id).join().status().state()).isEqualTo(QueryExecutionState.CANCELLED);
        }
        assertThat(local.counts().activeQueries()).isZero();
    }

    @Test
    void aShortDelayEndsByItself() {
        local.faults().add(Fault.queuedAtLeast(Duration.ofMillis(30)), Fault.runningAtLeast(Duration.ofMillis(40)));
        var execution = end(startQuery("SELECT 1"));
        assertThat(execution.status().state()).isEqualTo(QueryExecutionState.SUCCEEDED);
        assertThat(execution.statistics().queryQueueTimeInMillis()).isGreaterThanOrEqualTo(30);
        assertThat(execution.statistics().engineExecutionTimeInMillis()).isGreaterThanOrEqualTo(40);
    }

    @Test
    void aQueueLetsQueriesThroughInTurn() {
        local.faults()
                .maxRunningQueries(1)
                .add(Fault.runningAtLeast(Duration.ofHours(1)).query("long"));
        var first = startQuery("SELECT 'long 1'");
        var second = startQuery("SELECT 'long 2'");
        var third = startQuery("SELECT 3");
        assertThat(after(first, List.of(QueryExecutionState.QUEUED)).status().state())
                .isEqualTo(QueryExecutionState.RUNNING);
        assertThat(execution(second).join().status().state()).isEqualTo(QueryExecutionState.QUEUED);
        assertThat(execution(third).join().status().state()).isEqualTo(QueryExecutionState.QUEUED);

        athena.stopQueryExecution(request -> request.queryExecutionId(first)).join();
        assertThat(after(second, List.of(QueryExecutionState.QUEUED)).status().state())
                .isEqualTo(QueryExecutionState.RUNNING);
        assertThat(execution(third).join().status().state()).isEqualTo(QueryExecutionState.QUEUED);

        local.faults().maxRunningQueries(2);
        assertThat(end(third).status().state()).isEqualTo(QueryExecutionState.SUCCEEDED);
        athena.stopQueryExecution(request -> request.queryExecutionId(second)).join();
    }

    @Test
    void soManyDmlQueriesMayBeActive() {
        local.faults()
                .activeDmlLimit(1)
                .add(Fault.runningAtLeast(Duration.ofHours(1)).query("long"));
        var first = startQuery("SELECT 'long'");

        assertThatThrownBy(() -> startQuery("SELECT 2"))
                .cause()
                .isInstanceOfSatisfying(TooManyRequestsException.class, e -> {
                    assertThat(e.reasonAsString()).isEqualTo("CONCURRENT_QUERY_LIMIT_EXCEEDED");
                    assertThat(e.statusCode()).isEqualTo(400);
                });
        assertThat(end(startQuery("SHOW DATABASES")).status().state()).isEqualTo(QueryExecutionState.SUCCEEDED);

        athena.stopQueryExecution(request -> request.queryExecutionId(first)).join();
        assertThat(end(startQuery("SELECT 2")).status().state()).isEqualTo(QueryExecutionState.SUCCEEDED);
    }

    @Test
    void quotasAreKept() {
        local.faults().athenaQuotas().quota("ListWorkGroups", 0, 2);
        list();
        list();
        assertError(400, "ThrottlingException", FaultsIT::list);
        assertThatThrownBy(FaultsIT::list).hasMessageContaining("Rate exceeded");
        assertThat(local.faults().toString())
                .contains("\"ListWorkGroups\":{\"perSecond\":0.0,\"burst\":2.0}")
                .contains("\"BatchGetQueryExecution\":{\"perSecond\":20.0,\"burst\":40.0}");
        assertThat(local.counts().faults("quota")).isEqualTo(2);
    }

    @Test
    void aClientThatRetriesGetsThrough() {
        local.faults()
                .seed(11)
                .add(Fault.throttle().operations("ListWorkGroups").rate(0.3));
        try (var patient = client(true)) {
            for (var i = 0; i < 10; i++) {
                assertThat(patient.listWorkGroups(request -> {}).join().workGroups())
                        .isNotEmpty();
            }
        }
        var counts = local.counts();
        assertThat(counts.faults("throttle")).isPositive();
        assertThat(counts.calls("athena", "ListWorkGroups")).isEqualTo(10 + counts.faults("throttle"));
    }

    @Test
    void connectionsAreCounted() {
        var before = local.counts().connectionsOpen();
        try (var other = client(false)) {
            other.listWorkGroups(request -> {}).join();
            assertThat(local.counts().connectionsOpen()).isGreaterThan(before);
            assertThat(local.counts().connectionsOpened()).isPositive();
        }
    }

    @Test
    void theControlApiSaysWhatItDoesNotKnow() throws IOException, InterruptedException {
        var http = HttpClient.newHttpClient();
        var unknown = http.send(
                HttpRequest.newBuilder(local.athenaEndpoint().resolve("/_pallas/nothing"))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(unknown.statusCode()).isEqualTo(404);
        var wrong = http.send(
                HttpRequest.newBuilder(local.athenaEndpoint().resolve("/_pallas/faults"))
                        .POST(HttpRequest.BodyPublishers.ofString("{\"rules\":[{\"kind\":\"odd\"}]}"))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(wrong.statusCode()).isEqualTo(400);
        assertThat(wrong.body()).startsWith("{\"message\":\"Nothing was changed: there is no kind");
        assertThat(local.counts().calls("s3")).isZero();
        assertThatThrownBy(() -> Fault.throttle().rate(2)).isInstanceOf(IllegalArgumentException.class);
    }
}
