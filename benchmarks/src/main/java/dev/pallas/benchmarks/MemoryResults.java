package dev.pallas.benchmarks;

import dev.pallas.driver.QueryInfo;
import dev.pallas.driver.QueryResult;
import dev.pallas.driver.QueryState;
import dev.pallas.driver.QueryStatistics;
import dev.pallas.driver.ResultFetcher;
import dev.pallas.driver.internal.aws.Pacer;
import dev.pallas.driver.internal.result.OwnFiles;
import dev.pallas.driver.internal.result.Results;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.stream.IntStream;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;
import software.amazon.awssdk.core.async.AsyncResponseTransformer;
import software.amazon.awssdk.core.async.SdkPublisher;
import software.amazon.awssdk.services.athena.AthenaAsyncClient;
import software.amazon.awssdk.services.athena.model.ColumnInfo;
import software.amazon.awssdk.services.athena.model.GetQueryResultsRequest;
import software.amazon.awssdk.services.athena.model.GetQueryResultsResponse;
import software.amazon.awssdk.services.athena.model.QueryExecution;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/** The driver's reading of results, with an Athena and an S3 that are arrays in memory. */
final class MemoryResults implements AutoCloseable {
    private static final QueryInfo INFO = new QueryInfo(
            "q",
            QueryState.SUCCEEDED,
            null,
            null,
            null,
            "DML",
            "SELECT",
            null,
            null,
            null,
            null,
            "s3://memory/q.csv",
            null,
            null,
            null,
            QueryStatistics.NONE);

    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final Results results;

    /**
     * @param csv the result object, with its header
     * @param types the types of its columns
     */
    MemoryResults(byte[] csv, List<String> types) {
        var athena = new Athena(types);
        var s3 = new S3(csv);
        results = new Results(
                () -> athena,
                () -> s3,
                new Pacer(Runnable::run, timer, Clock.systemUTC(), () -> 1),
                Runnable::run,
                timer,
                0,
                "memory",
                "memory",
                new OwnFiles(() -> s3, timer, () -> "0123456789abcdef", false));
    }

    QueryResult open() {
        var execution = QueryExecution.builder().queryExecutionId("q").build();
        return results.open(execution, INFO, ResultFetcher.S3)
                .toCompletableFuture()
                .join();
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }

    private record Athena(List<String> types) implements AthenaAsyncClient {
        @Override
        public CompletableFuture<GetQueryResultsResponse> getQueryResults(GetQueryResultsRequest request) {
            var columns = IntStream.range(0, types.size())
                    .mapToObj(i -> ColumnInfo.builder()
                            .name("c" + i)
                            .type(types.get(i))
                            .build())
                    .toList();
            return CompletableFuture.completedFuture(GetQueryResultsResponse.builder()
                    .resultSet(set -> set.rows(List.of()).resultSetMetadata(metadata -> metadata.columnInfo(columns)))
                    .build());
        }

        @Override
        public String serviceName() {
            return "athena";
        }

        @Override
        public void close() {}
    }

    private static final class S3 implements S3AsyncClient {
        private static final int PART = 64 * 1024;

        private final byte[] object;

        S3(byte[] object) {
            this.object = object;
        }

        @Override
        public <T> CompletableFuture<T> getObject(
                GetObjectRequest request, AsyncResponseTransformer<GetObjectResponse, T> transformer) {
            var range = request.range().substring("bytes=".length()).split("-", 2);
            var from = Integer.parseInt(range[0]);
            var to = Math.min(object.length, Integer.parseInt(range[1]) + 1);
            var result = transformer.prepare();
            transformer.onResponse(GetObjectResponse.builder()
                    .contentLength((long) to - from)
                    .contentRange("bytes " + from + "-" + (to - 1) + "/" + object.length)
                    .eTag("\"tag\"")
                    .build());
            transformer.onStream(SdkPublisher.adapt(subscriber -> send(subscriber, from, to)));
            return result;
        }

        private void send(Subscriber<? super ByteBuffer> subscriber, int from, int to) {
            subscriber.onSubscribe(new Subscription() {
                @Override
                public void request(long n) {}

                @Override
                public void cancel() {}
            });
            for (var i = from; i < to; i += PART) {
                subscriber.onNext(
                        ByteBuffer.wrap(object, i, Math.min(PART, to - i)).slice());
            }
            subscriber.onComplete();
        }

        @Override
        public String serviceName() {
            return "s3";
        }

        @Override
        public void close() {}
    }
}
