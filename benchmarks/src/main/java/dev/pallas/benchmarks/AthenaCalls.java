package dev.pallas.benchmarks;

import dev.pallas.local.LocalAthena;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.async.AsyncResponseTransformer;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.athena.AthenaAsyncClient;
import software.amazon.awssdk.services.athena.model.QueryExecution;
import software.amazon.awssdk.services.athena.model.QueryExecutionState;
import software.amazon.awssdk.services.s3.S3AsyncClient;

/** The calls of a client that does one thing after the other, and asks for a query's state again as soon as it was told. */
final class AthenaCalls implements AutoCloseable {
    private final String output;
    private final AthenaAsyncClient athena;
    private final S3AsyncClient s3;

    AthenaCalls(LocalAthena server) {
        output = server.outputLocation();
        var region = Region.of(server.region());
        var credentials = StaticCredentialsProvider.create(
                AwsBasicCredentials.create(server.accessKeyId(), server.secretAccessKey()));
        athena = AthenaAsyncClient.builder()
                .endpointOverride(server.athenaEndpoint())
                .region(region)
                .credentialsProvider(credentials)
                .build();
        s3 = S3AsyncClient.builder()
                .endpointOverride(server.s3Endpoint())
                .region(region)
                .credentialsProvider(credentials)
                .forcePathStyle(true)
                .build();
    }

    /** Runs a statement that must succeed. */
    QueryExecution run(String sql) throws IOException {
        var id = athena.startQueryExecution(request ->
                        request.queryString(sql).resultConfiguration(result -> result.outputLocation(output)))
                .join()
                .queryExecutionId();
        while (true) {
            var execution = athena.getQueryExecution(request -> request.queryExecutionId(id))
                    .join()
                    .queryExecution();
            var state = execution.status().state();
            if (state == QueryExecutionState.SUCCEEDED) {
                return execution;
            }
            if (state != QueryExecutionState.QUEUED && state != QueryExecutionState.RUNNING) {
                throw new IOException(sql + ": " + execution.status());
            }
        }
    }

    /** How long before a moment the newest query ended, in milliseconds. */
    double millisSinceLastEnd(Instant moment) {
        var id = athena.listQueryExecutions(request -> request.maxResults(1))
                .join()
                .queryExecutionIds()
                .get(0);
        var ended = athena.getQueryExecution(request -> request.queryExecutionId(id))
                .join()
                .queryExecution()
                .status()
                .completionDateTime();
        return Duration.between(ended, moment).toNanos() / 1e6;
    }

    /** Reads all pages; the number of rows without the header. */
    long readPages(QueryExecution execution) {
        var rows = -1L;
        @Nullable String token = null;
        do {
            var next = token;
            var page = athena.getQueryResults(request -> request.queryExecutionId(execution.queryExecutionId())
                            .nextToken(next))
                    .join();
            rows += page.resultSet().rows().size();
            token = page.nextToken();
        } while (token != null);
        return rows;
    }

    /** The first value of the first row, which is not null. */
    @Nullable
    String firstValue(QueryExecution execution) {
        var page = athena.getQueryResults(request ->
                        request.queryExecutionId(execution.queryExecutionId()).maxResults(2))
                .join();
        return Objects.requireNonNull(
                page.resultSet().rows().get(1).data().get(0).varCharValue());
    }

    /** Reads the result object; the number of its lines without the header. */
    long readObject(QueryExecution execution) {
        var place =
                List.of(Objects.requireNonNull(execution.resultConfiguration().outputLocation())
                        .substring("s3://".length())
                        .split("/", 2));
        var bytes = s3.getObject(
                        request -> request.bucket(place.get(0)).key(place.get(1)), AsyncResponseTransformer.toBytes())
                .join()
                .asByteArrayUnsafe();
        var lines = -1L;
        for (var b : bytes) {
            if (b == '\n') {
                lines++;
            }
        }
        return lines;
    }

    @Override
    public void close() {
        athena.close();
        s3.close();
    }
}
