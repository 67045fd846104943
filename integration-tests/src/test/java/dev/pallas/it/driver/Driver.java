package dev.pallas.it.driver;

import dev.pallas.driver.AthenaClient;
import dev.pallas.driver.AthenaException;
import dev.pallas.driver.AthenaSettings;
import dev.pallas.driver.Page;
import dev.pallas.driver.Query;
import dev.pallas.driver.QueryInfo;
import dev.pallas.driver.QueryResult;
import dev.pallas.it.LocalAthenaServer;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.athena.AthenaAsyncClient;

/** A client of local-athena for a test, and waiting for it. */
final class Driver implements AutoCloseable {
    private static final long MINUTES = 3;

    private final AthenaClient client;

    private Driver(AthenaClient client) {
        this.client = client;
    }

    static AthenaSettings settings() {
        return AthenaSettings.fromUrl(LocalAthenaServer.get().jdbcUrl());
    }

    static Driver open(String... namesAndValues) {
        var settings = settings();
        for (var i = 0; i < namesAndValues.length; i += 2) {
            settings = settings.with(namesAndValues[i], namesAndValues[i + 1]);
        }
        return open(settings);
    }

    static Driver open(AthenaSettings settings) {
        return new Driver(AthenaClient.open(settings));
    }

    /** The AWS SDK's own client of the same server: what Athena itself says. */
    static AthenaAsyncClient athena() {
        var server = LocalAthenaServer.get();
        return AthenaAsyncClient.builder()
                .endpointOverride(URI.create(server.athenaEndpoint().toString()))
                .region(Region.of(server.region()))
                .credentialsProvider(StaticCredentialsProvider.create(
                        AwsBasicCredentials.create(server.accessKeyId(), server.secretAccessKey())))
                .build();
    }

    AthenaClient client() {
        return client;
    }

    QueryInfo run(String sql, Object... values) {
        return await(client.submit(Query.of(sql, Arrays.asList(values))).completion());
    }

    QueryResult result(String sql, Object... values) {
        return await(client.submit(Query.of(sql, Arrays.asList(values))).result());
    }

    /** All rows, each cell as the value of its type. */
    List<List<Object>> rows(String sql, Object... values) {
        try (var result = result(sql, values)) {
            return read(result);
        }
    }

    /** The rows of a result, each cell as the value of its type. */
    static List<List<Object>> read(QueryResult result) {
        var rows = new ArrayList<List<Object>>();
        for (var page = await(result.nextPage()); page.isPresent(); page = await(result.nextPage())) {
            for (var row = 0; row < page.get().rowCount(); row++) {
                rows.add(row(page.get(), row, result.columns().size()));
            }
        }
        return rows;
    }

    private static List<Object> row(Page page, int row, int columns) {
        var cells = new ArrayList<Object>();
        for (var column = 0; column < columns; column++) {
            cells.add(page.value(row, column));
        }
        return cells;
    }

    AthenaException failure(String sql, Object... values) {
        return failure(client.submit(Query.of(sql, Arrays.asList(values))).result());
    }

    static AthenaException failure(CompletionStage<?> stage) {
        try {
            throw new AssertionError("Did not fail, but gave " + await(stage));
        } catch (AthenaException e) {
            return e;
        }
    }

    static <T> T await(CompletionStage<T> stage) {
        try {
            return stage.toCompletableFuture().get(MINUTES, TimeUnit.MINUTES);
        } catch (ExecutionException e) {
            throw AthenaException.of(e);
        } catch (InterruptedException | TimeoutException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
