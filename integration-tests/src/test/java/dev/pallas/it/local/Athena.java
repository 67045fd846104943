package dev.pallas.it.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pallas.it.LocalAthenaServer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.async.AsyncRequestBody;
import software.amazon.awssdk.core.async.AsyncResponseTransformer;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.athena.AthenaAsyncClient;
import software.amazon.awssdk.services.athena.model.AthenaException;
import software.amazon.awssdk.services.athena.model.ColumnInfo;
import software.amazon.awssdk.services.athena.model.Datum;
import software.amazon.awssdk.services.athena.model.GetQueryResultsResponse;
import software.amazon.awssdk.services.athena.model.InvalidRequestException;
import software.amazon.awssdk.services.athena.model.QueryExecution;
import software.amazon.awssdk.services.athena.model.QueryExecutionState;
import software.amazon.awssdk.services.athena.model.Row;
import software.amazon.awssdk.services.athena.model.StartQueryExecutionRequest;
import software.amazon.awssdk.services.s3.S3AsyncClient;

/** The Athena API of the build's server through the AWS SDK. */
final class Athena {
    static final String OUTPUT = LocalAthenaServer.get().outputLocation() + "it/";

    private static final Executor LATER = CompletableFuture.delayedExecutor(20, TimeUnit.MILLISECONDS);

    private static final AthenaAsyncClient API = AthenaAsyncClient.builder()
            .endpointOverride(LocalAthenaServer.get().athenaEndpoint())
            .region(Region.of(LocalAthenaServer.get().region()))
            .credentialsProvider(credentials())
            .build();

    private static final S3AsyncClient S3 = S3AsyncClient.builder()
            .endpointOverride(LocalAthenaServer.get().s3Endpoint())
            .region(Region.of(LocalAthenaServer.get().region()))
            .credentialsProvider(credentials())
            .forcePathStyle(true)
            .build();

    private Athena() {}

    private static StaticCredentialsProvider credentials() {
        var server = LocalAthenaServer.get();
        return StaticCredentialsProvider.create(
                AwsBasicCredentials.create(server.accessKeyId(), server.secretAccessKey()));
    }

    static AthenaAsyncClient api() {
        return API;
    }

    static S3AsyncClient s3() {
        return S3;
    }

    static String start(String sql, String database, Consumer<StartQueryExecutionRequest.Builder> more) {
        return API.startQueryExecution(request -> {
                    request.queryString(sql)
                            .queryExecutionContext(context -> context.database(database))
                            .resultConfiguration(result -> result.outputLocation(OUTPUT));
                    more.accept(request);
                })
                .join()
                .queryExecutionId();
    }

    /** Waits for the end of an execution. */
    static QueryExecution end(String id) {
        return poll(id).join();
    }

    private static CompletableFuture<QueryExecution> poll(String id) {
        return API.getQueryExecution(request -> request.queryExecutionId(id)).thenCompose(answer -> {
            var state = answer.queryExecution().status().state();
            return state == QueryExecutionState.QUEUED || state == QueryExecutionState.RUNNING
                    ? CompletableFuture.runAsync(() -> {}, LATER).thenCompose(later -> poll(id))
                    : CompletableFuture.completedFuture(answer.queryExecution());
        });
    }

    static QueryExecution run(String sql, String database) {
        return end(start(sql, database, request -> {}));
    }

    /** Runs a statement that must succeed. */
    static QueryExecution succeed(String sql, String database) {
        var execution = run(sql, database);
        if (execution.status().state() != QueryExecutionState.SUCCEEDED) {
            throw new AssertionError(sql + " " + execution.status());
        }
        return execution;
    }

    /** The reason why a statement failed. */
    static String failure(String sql, String database) {
        var status = run(sql, database).status();
        return status.stateAsString() + " " + status.stateChangeReason();
    }

    static GetQueryResultsResponse results(QueryExecution execution) {
        return API.getQueryResults(request -> request.queryExecutionId(execution.queryExecutionId()))
                .join();
    }

    /** The rows of the first page without the header; null is null. */
    static List<List<String>> rows(String sql, String database) {
        var rows = values(results(succeed(sql, database)).resultSet().rows());
        return rows.subList(1, rows.size());
    }

    /** The lines of what SHOW or DESCRIBE tells. */
    static List<String> lines(String sql, String database) {
        return values(results(succeed(sql, database)).resultSet().rows()).stream()
                .map(row -> row.get(0))
                .toList();
    }

    static List<List<String>> values(List<Row> rows) {
        return rows.stream()
                .map(row -> (List<String>) new ArrayList<>(
                        row.data().stream().map(Datum::varCharValue).toList()))
                .toList();
    }

    /** Checks that the service refuses a request, with this message. */
    static void refused(ThrowingCallable call, String message) {
        assertThatThrownBy(call)
                .hasCauseInstanceOf(InvalidRequestException.class)
                .cause()
                .isInstanceOfSatisfying(
                        AthenaException.class,
                        e -> assertThat(e.awsErrorDetails().errorMessage()).isEqualTo(message));
    }

    /** Columns as {@code name type(precision,scale)}. */
    static List<String> columns(QueryExecution execution) {
        return results(execution).resultSet().resultSetMetadata().columnInfo().stream()
                .map(Athena::column)
                .toList();
    }

    private static String column(ColumnInfo column) {
        return column.name() + " " + column.type() + "(" + column.precision() + "," + column.scale() + ")";
    }

    /** Bucket and key; a key may hold what a URI may not. */
    private static String[] place(String location) {
        return location.substring("s3://".length()).split("/", 2);
    }

    static byte[] object(String location) {
        var place = place(location);
        return S3.getObject(request -> request.bucket(place[0]).key(place[1]), AsyncResponseTransformer.toBytes())
                .join()
                .asByteArray();
    }

    static void put(String location, String content) {
        var place = place(location);
        S3.putObject(
                        request -> request.bucket(place[0]).key(place[1]),
                        AsyncRequestBody.fromBytes(content.getBytes(StandardCharsets.UTF_8)))
                .join();
    }

    static List<String> keys(String location) {
        var place = place(location);
        return S3.listObjectsV2(request -> request.bucket(place[0]).prefix(place[1])).join().contents().stream()
                .map(object -> object.key())
                .toList();
    }

    /** An empty database. */
    static void createDatabase(String name) {
        succeed("DROP DATABASE IF EXISTS " + name + " CASCADE", "default");
        succeed("CREATE DATABASE " + name, "default");
    }

    /** A location in the warehouse that nobody else uses. */
    static String location(String name) {
        return LocalAthenaServer.get().warehouseLocation() + "it/" + name + "/";
    }
}
