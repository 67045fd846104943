package dev.pallas.driver.internal.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.pallas.driver.internal.submit.ManualScheduler;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.async.AsyncRequestBody;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.model.DeleteObjectsRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectsResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

/** What a client deletes, and what it never does. */
class OwnFilesTest {

    /** The keys of one bucket, listed two at a time. */
    private static final class Bucket implements S3AsyncClient {
        final TreeSet<String> keys = new TreeSet<>();
        boolean refuses;
        /** So many requests do not reach it. */
        int resets;

        private <T> CompletableFuture<T> answer(T answer) {
            return resets-- > 0
                    ? CompletableFuture.failedFuture(SdkClientException.create("", new IOException("reset")))
                    : CompletableFuture.completedFuture(answer);
        }

        @Override
        public CompletableFuture<PutObjectResponse> putObject(PutObjectRequest request, AsyncRequestBody body) {
            keys.add(request.key());
            return answer(PutObjectResponse.builder().build());
        }

        @Override
        public CompletableFuture<ListObjectsV2Response> listObjectsV2(ListObjectsV2Request request) {
            if (refuses) {
                return CompletableFuture.failedFuture(
                        S3Exception.builder().message("denied").build());
            }
            var found = keys.stream()
                    .filter(key -> key.startsWith(request.prefix()))
                    .toList();
            return answer(ListObjectsV2Response.builder()
                    .contents(found.stream()
                            .limit(2)
                            .map(key -> S3Object.builder().key(key).build())
                            .toList())
                    .isTruncated(found.size() > 2)
                    .build());
        }

        @Override
        public CompletableFuture<DeleteObjectsResponse> deleteObjects(DeleteObjectsRequest request) {
            request.delete().objects().forEach(object -> keys.remove(object.key()));
            return answer(DeleteObjectsResponse.builder().build());
        }

        @Override
        public String serviceName() {
            return "s3";
        }

        @Override
        public void close() {}
    }

    private final ManualScheduler time = new ManualScheduler();
    private final Bucket bucket = new Bucket();
    private final AtomicInteger ids = new AtomicInteger();

    private OwnFiles files(boolean keep) {
        return new OwnFiles(() -> bucket, time, () -> "id-0000000000000" + ids.incrementAndGet(), keep);
    }

    private String filled(OwnFiles files) {
        var location = files.create("s3://bucket/out");
        for (var name : List.of("a", "b", "c", "d", "e")) {
            files.put(location, name, new byte[0]).join();
        }
        return location;
    }

    @Test
    void deletesAllPagesOfItsPrefixAndNothingElse() {
        var others = List.of("out/other", "out/pallas/id-00000000000001", "out/pallas/id-000000000000010/x");
        bucket.keys.addAll(others);
        var files = files(false);
        var location = filled(files);
        assertThat(location).isEqualTo("s3://bucket/out/pallas/id-00000000000001/");

        assertThat(files.delete(location)).isCompleted();
        assertThat(bucket.keys).containsExactlyElementsOf(others);
        assertThat(files.close()).isCompleted();
    }

    @Test
    void closingDeletesWhatWasNotReadUnlessItIsHandedOn() {
        var files = files(false);
        filled(files);
        files.handOn(filled(files));
        assertThat(files.close()).isCompleted();

        assertThat(bucket.keys).hasSize(5).allMatch(key -> key.startsWith("out/pallas/id-00000000000002/"));
    }

    @Test
    void filesStayWhereThatIsAskedFor() {
        var files = files(true);
        files.deleteUnloaded(filled(files));
        assertThat(files.close()).isCompleted();

        assertThat(bucket.keys).hasSize(5);
    }

    @Test
    void whatMeetsAFailedConnectionIsSentAgain() {
        var files = files(false);
        bucket.resets = 3;
        var put = files.put(files.create("s3://bucket/out"), "a", new byte[0]);
        time.pass(Duration.ofMillis(50 + 100 + 199));
        assertThat(put).isNotDone();
        time.pass(Duration.ofMillis(1));
        assertThat(put).isCompleted();

        bucket.resets = 2;
        var closing = files.close();
        time.pass(Duration.ofMillis(50 + 100));
        assertThat(closing).isCompleted();
        assertThat(bucket.keys).isEmpty();
    }

    @Test
    void aServiceThatIsGoneIsGivenUp() {
        var files = files(false);
        var location = filled(files);
        bucket.resets = Integer.MAX_VALUE;
        var deletion = files.delete(location);
        time.pass(Duration.ofMinutes(1));
        assertThat(deletion).isCompleted();
        assertThat(bucket.keys).hasSize(5);
        assertThat(bucket.resets).isEqualTo(Integer.MAX_VALUE - 7);
    }

    @Test
    void aDeletionThatIsRefusedIsNotTriedAgain() {
        var files = files(false);
        var location = filled(files);
        bucket.refuses = true;

        assertThat(files.delete(location)).isCompleted();
        bucket.refuses = false;
        assertThat(files.close()).isCompleted();
        assertThat(bucket.keys).hasSize(5);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "s3://bucket/",
                "s3://bucket/out/",
                "s3://bucket/pallas/",
                "s3://bucket/pallas/short/",
                "s3://bucket/pallas/id-00000000000001",
                "s3://bucket/pallas/id-00000000000001/../"
            })
    void deletesNoOtherPlace(String location) {
        assertThatIllegalArgumentException().isThrownBy(() -> files(false).delete(location));
    }
}
