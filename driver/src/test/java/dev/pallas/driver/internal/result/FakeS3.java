package dev.pallas.driver.internal.result;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.async.AsyncResponseTransformer;
import software.amazon.awssdk.core.async.SdkPublisher;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** One object, and connections that are cut where a test says so. */
final class FakeS3 implements S3AsyncClient {
    final List<String> ranges = new ArrayList<>();
    /** For each request to come: after how many bytes its connection is cut. */
    final List<Integer> cuts = new ArrayList<>();

    private final byte[] object;
    private final Optional<String> refusal;

    FakeS3(byte[] object) {
        this(object, Optional.empty());
    }

    FakeS3(byte[] object, Optional<String> refusal) {
        this.object = object;
        this.refusal = refusal;
    }

    @Override
    public <T> CompletableFuture<T> getObject(
            GetObjectRequest request, AsyncResponseTransformer<GetObjectResponse, T> transformer) {
        ranges.add(request.range());
        var result = transformer.prepare();
        var range = request.range();
        var dash = range.indexOf('-');
        var first = range.substring("bytes=".length(), dash);
        var number = Integer.parseInt(range.substring(dash + 1));
        // "bytes=-n" is the last n bytes
        var from = first.isEmpty() ? Math.max(0, object.length - number) : Integer.parseInt(first);
        if (refusal.isPresent()) {
            return fail(transformer, result, error(403, refusal.get()));
        }
        if (from >= object.length) {
            return fail(transformer, result, error(416, "InvalidRange"));
        }
        var to = first.isEmpty() ? object.length : Math.min(object.length, number + 1);
        transformer.onResponse(GetObjectResponse.builder()
                .contentLength((long) to - from)
                .contentRange("bytes " + from + "-" + (to - 1) + "/" + object.length)
                .eTag("\"tag\"")
                .build());
        var sent = cuts.isEmpty() ? to : Math.min(to, from + cuts.remove(0));
        transformer.onStream(
                SdkPublisher.adapt(subscriber -> send(subscriber, Arrays.copyOfRange(object, from, sent), sent < to)));
        return result;
    }

    private static void send(Subscriber<? super ByteBuffer> subscriber, byte[] bytes, boolean cut) {
        subscriber.onSubscribe(new Subscription() {
            @Override
            public void request(long n) {}

            @Override
            public void cancel() {}
        });
        for (var i = 0; i < bytes.length; i += 1_000) {
            subscriber.onNext(
                    ByteBuffer.wrap(bytes, i, Math.min(1_000, bytes.length - i)).slice());
        }
        if (cut) {
            subscriber.onError(SdkClientException.create("cut", new IOException("Connection reset")));
        } else {
            subscriber.onComplete();
        }
    }

    private static <T> CompletableFuture<T> fail(
            AsyncResponseTransformer<GetObjectResponse, T> transformer,
            CompletableFuture<T> result,
            RuntimeException failure) {
        transformer.exceptionOccurred(failure);
        return result;
    }

    private static RuntimeException error(int status, String code) {
        return S3Exception.builder()
                .statusCode(status)
                .awsErrorDetails(AwsErrorDetails.builder()
                        .errorCode(code)
                        .errorMessage(code)
                        .build())
                .build();
    }

    @Override
    public String serviceName() {
        return "s3";
    }

    @Override
    public void close() {}
}
