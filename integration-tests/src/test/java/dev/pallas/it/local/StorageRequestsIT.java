package dev.pallas.it.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.async.AsyncRequestBody;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.model.CommonPrefix;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.EncodingType;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.ObjectAttributes;
import software.amazon.awssdk.services.s3.model.ObjectCannedACL;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.ObjectVersion;
import software.amazon.awssdk.services.s3.model.Part;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;

/** What clients of S3 ask besides the plain object: conditions, lists of every kind, parts, encryption, ACLs, names of any length. */
class StorageRequestsIT {
    private static final String BUCKET = "storage-requests-it";
    private static final S3AsyncClient S3 = Athena.s3();

    @BeforeAll
    static void createBucket() {
        S3.createBucket(request -> request.bucket(BUCKET)).join();
    }

    private static String put(String key, String content) {
        return S3.putObject(request -> request.bucket(BUCKET).key(key), AsyncRequestBody.fromString(content))
                .join()
                .eTag();
    }

    private static void assertRefused(int status, String code, Runnable call) {
        assertThatThrownBy(call::run)
                .isInstanceOf(CompletionException.class)
                .cause()
                .isInstanceOfSatisfying(S3Exception.class, e -> {
                    assertThat(e.statusCode()).isEqualTo(status);
                    if (!code.isEmpty()) {
                        assertThat(e.awsErrorDetails().errorCode()).isEqualTo(code);
                    }
                });
    }

    @ParameterizedTest
    @CsvSource({
        "bytes=2-4, 3, bytes 2-4/10",
        "bytes=-3, 3, bytes 7-9/10",
        "bytes=8-, 2, bytes 8-9/10",
        "bytes=5-99999999999999999999, 5, bytes 5-9/10",
        "bytes=-100, 10, bytes 0-9/10"
    })
    void aHeadMayAskForARange(String range, long length, String contentRange) {
        put("head-range", "0123456789");

        var head = S3.headObject(
                        request -> request.bucket(BUCKET).key("head-range").range(range))
                .join();

        assertThat(head.sdkHttpResponse().statusCode()).isEqualTo(206);
        assertThat(head.contentLength()).isEqualTo(length);
        assertThat(head.contentRange()).isEqualTo(contentRange);
        assertRefused(416, "", () -> S3.headObject(
                        request -> request.bucket(BUCKET).key("head-range").range("bytes=10-"))
                .join());
    }

    @Test
    void aChangeMayDependOnWhatIsThere() {
        var tag = put("conditional", "one");

        assertRefused(412, "PreconditionFailed", () -> S3.putObject(
                        request -> request.bucket(BUCKET).key("conditional").ifMatch("\"other\""),
                        AsyncRequestBody.fromString("two"))
                .join());
        assertRefused(404, "NoSuchKey", () -> S3.putObject(
                        request ->
                                request.bucket(BUCKET).key("conditional-none").ifMatch(tag),
                        AsyncRequestBody.fromString("two"))
                .join());
        assertRefused(412, "PreconditionFailed", () -> S3.deleteObject(
                        request -> request.bucket(BUCKET).key("conditional").ifMatch("\"other\""))
                .join());
        var second = S3.putObject(
                        request -> request.bucket(BUCKET).key("conditional").ifMatch(tag),
                        AsyncRequestBody.fromString("two"))
                .join();
        assertThat(second.eTag()).isNotEqualTo(tag);
        assertRefused(412, "", () -> S3.deleteObject(
                        request -> request.bucket(BUCKET).key("conditional").ifMatch(tag))
                .join());
        S3.deleteObject(request -> request.bucket(BUCKET).key("conditional").ifMatch(second.eTag()))
                .join();
        assertThat(list("conditional").contents()).isEmpty();
    }

    private static ListObjectsV2Response list(String prefix) {
        return S3.listObjectsV2(request -> request.bucket(BUCKET).prefix(prefix))
                .join();
    }

    private static List<String> keys(List<S3Object> objects) {
        return objects.stream().map(S3Object::key).toList();
    }

    @Test
    void listsOfEveryKind() {
        for (var key : List.of("l/a/1", "l/a/2", "l/b c/1", "l/top", "l/\ud83d\ude00", "l/\uffdc")) {
            put(key, "x");
        }
        var folders = S3.listObjectsV2(
                        request -> request.bucket(BUCKET).prefix("l/").delimiter("/"))
                .join();
        assertThat(folders.commonPrefixes()).extracting(CommonPrefix::prefix).containsExactly("l/a/", "l/b c/");
        // in the order of their bytes, in which the half-width letter comes first
        assertThat(keys(folders.contents())).containsExactly("l/top", "l/\uffdc", "l/\ud83d\ude00");
        assertThat(folders.keyCount()).isEqualTo(5);
        assertThat(folders.startAfter()).isNull();

        var after = S3.listObjectsV2(request -> request.bucket(BUCKET)
                        .prefix("l/")
                        .delimiter("/")
                        .startAfter("l/a/1")
                        .maxKeys(2)
                        .fetchOwner(true)
                        .encodingType(EncodingType.URL))
                .join();
        assertThat(after.startAfter()).isEqualTo("l/a/1");
        assertThat(after.commonPrefixes()).extracting(CommonPrefix::prefix).containsExactly("l/a/", "l/b c/");
        assertThat(after.isTruncated()).isTrue();
        var rest = S3.listObjectsV2(request -> request.bucket(BUCKET)
                        .prefix("l/")
                        .delimiter("/")
                        .continuationToken(after.nextContinuationToken()))
                .join();
        assertThat(keys(rest.contents())).containsExactly("l/top", "l/\uffdc", "l/\ud83d\ude00");
        assertThat(rest.commonPrefixes()).isEmpty();

        var other = S3.listObjectsV2(
                        request -> request.bucket(BUCKET).prefix("l/").delimiter("/1"))
                .join();
        assertThat(other.commonPrefixes()).extracting(CommonPrefix::prefix).containsExactly("l/a/1", "l/b c/1");

        var first = S3.listObjects(request ->
                        request.bucket(BUCKET).prefix("l/").delimiter("/").maxKeys(1))
                .join();
        assertThat(first.nextMarker()).isEqualTo("l/a/");
        var second = S3.listObjects(request -> request.bucket(BUCKET)
                        .prefix("l/")
                        .delimiter("/")
                        .marker(first.nextMarker())
                        .maxKeys(1))
                .join();
        assertThat(second.commonPrefixes()).extracting(CommonPrefix::prefix).containsExactly("l/b c/");

        assertThat(S3.listObjectVersions(request -> request.bucket(BUCKET).prefix("l/a/"))
                        .join()
                        .versions())
                .extracting(ObjectVersion::key, ObjectVersion::versionId, ObjectVersion::isLatest)
                .containsExactly(tuple("l/a/1", "null", true), tuple("l/a/2", "null", true));
        assertRefused(400, "InvalidArgument", () -> S3.deleteObject(
                        request -> request.bucket(BUCKET).key("l/a/2").versionId("other"))
                .join());
        S3.copyObject(request -> request.sourceBucket(BUCKET)
                        .sourceKey("l/a/1")
                        .sourceVersionId("null")
                        .destinationBucket(BUCKET)
                        .destinationKey("l/copy"))
                .join();
        S3.deleteObject(request -> request.bucket(BUCKET).key("l/copy").versionId("null"))
                .join();
        S3.deleteObjects(request -> request.bucket(BUCKET)
                        .delete(delete -> delete.objects(ObjectIdentifier.builder()
                                .key("l/a/2")
                                .versionId("null")
                                .build())))
                .join();
        assertThat(S3.listObjectsV2(request -> request.bucket(BUCKET).prefix("l/a/"))
                        .join()
                        .keyCount())
                .isEqualTo(1);
        assertRefused(400, "InvalidArgument", () -> S3.listObjectsV2(
                        request -> request.bucket(BUCKET).maxKeys(-1))
                .join());
        assertRefused(400, "InvalidArgument", () -> S3.listObjectsV2(
                        request -> request.bucket(BUCKET).continuationToken("no token"))
                .join());
    }

    @Test
    void aNameMayBeLongerThanThatOfAFile() {
        var longest = "n/" + "x".repeat(1022);
        var folder = "n/" + "\u00e4".repeat(300) + "/in";
        put(longest, "1");
        put(folder, "22");

        assertThat(keys(list("n/").contents())).containsExactly(longest, folder);
        assertThat(keys(list(longest.substring(0, 500)).contents())).containsExactly(longest);
        var folders = S3.listObjectsV2(
                        request -> request.bucket(BUCKET).prefix("n/").delimiter("/"))
                .join();
        assertThat(keys(folders.contents())).containsExactly(longest);
        assertThat(folders.commonPrefixes())
                .extracting(CommonPrefix::prefix)
                .containsExactly(folder.substring(0, folder.length() - 2));
        assertThat(S3.headObject(request -> request.bucket(BUCKET).key(folder))
                        .join()
                        .contentLength())
                .isEqualTo(2);
        assertRefused(400, "KeyTooLongError", () -> put(longest + "x", ""));
    }

    @Test
    void partsAreListedInPagesAndNamedInOrder() {
        var id = S3.createMultipartUpload(request -> request.bucket(BUCKET).key("parts"))
                .join()
                .uploadId();
        var parts = IntStream.rangeClosed(1, 3)
                .mapToObj(number -> CompletedPart.builder()
                        .partNumber(number)
                        .eTag(S3.uploadPart(
                                        request -> request.bucket(BUCKET)
                                                .key("parts")
                                                .uploadId(id)
                                                .partNumber(number),
                                        AsyncRequestBody.fromString("p" + number))
                                .join()
                                .eTag())
                        .build())
                .toList();

        var page = S3.listParts(request ->
                        request.bucket(BUCKET).key("parts").uploadId(id).maxParts(2))
                .join();
        assertThat(page.parts()).extracting(Part::partNumber).containsExactly(1, 2);
        assertThat(page.isTruncated()).isTrue();
        var rest = S3.listParts(request ->
                        request.bucket(BUCKET).key("parts").uploadId(id).partNumberMarker(page.nextPartNumberMarker()))
                .join();
        assertThat(rest.parts()).extracting(Part::partNumber, Part::size).containsExactly(tuple(3, 2L));
        assertThat(rest.isTruncated()).isFalse();

        assertRefused(400, "InvalidPartOrder", () -> S3.completeMultipartUpload(request -> request.bucket(BUCKET)
                        .key("parts")
                        .uploadId(id)
                        .multipartUpload(upload -> upload.parts(parts.get(1), parts.get(0))))
                .join());
        S3.abortMultipartUpload(request -> request.bucket(BUCKET).key("parts").uploadId(id))
                .join();
    }

    @Test
    void encryptionIsToldBackAndCannedAclsAreTaken() {
        var key = "encrypted";
        S3.putObject(
                        request -> request.bucket(BUCKET)
                                .key(key)
                                .acl(ObjectCannedACL.BUCKET_OWNER_FULL_CONTROL)
                                .serverSideEncryption(ServerSideEncryption.AWS_KMS)
                                .ssekmsKeyId("alias/mine"),
                        AsyncRequestBody.fromString("x"))
                .join();
        var head = S3.headObject(request -> request.bucket(BUCKET).key(key)).join();
        assertThat(head.serverSideEncryption()).isEqualTo(ServerSideEncryption.AWS_KMS);
        assertThat(head.ssekmsKeyId()).isEqualTo("alias/mine");
        assertThat(head.metadata()).isEmpty();

        put("plain", "x");
        var plain =
                S3.headObject(request -> request.bucket(BUCKET).key("plain")).join();
        assertThat(plain.serverSideEncryption()).isEqualTo(ServerSideEncryption.AES256);
        assertThat(S3.getBucketEncryption(request -> request.bucket(BUCKET))
                        .join()
                        .serverSideEncryptionConfiguration()
                        .rules()
                        .get(0)
                        .applyServerSideEncryptionByDefault()
                        .sseAlgorithm())
                .isEqualTo(ServerSideEncryption.AES256);
        assertRefused(400, "InvalidArgument", () -> S3.putObject(
                        request -> request.bucket(BUCKET).key("acl").acl("everyone"), AsyncRequestBody.empty())
                .join());
    }

    @Test
    void attributesOfAnObject() {
        var tag = put("attributes", "12345");
        var attributes = S3.getObjectAttributes(request -> request.bucket(BUCKET)
                        .key("attributes")
                        .objectAttributes(ObjectAttributes.E_TAG, ObjectAttributes.OBJECT_SIZE))
                .join();
        assertThat(attributes.eTag()).isEqualTo(tag.replace("\"", ""));
        assertThat(attributes.objectSize()).isEqualTo(5);
        assertThat(attributes.storageClass()).isNull();
        assertRefused(404, "NoSuchKey", () -> S3.getObjectAttributes(
                        request -> request.bucket(BUCKET).key("none").objectAttributes(ObjectAttributes.E_TAG))
                .join());
        assertRefused(404, "NoSuchKey", () -> S3.getObjectTagging(
                        request -> request.bucket(BUCKET).key("none"))
                .join());
    }

    @Test
    void bucketsAreListedInPagesAndCreatedAgain() {
        S3.createBucket(request -> request.bucket(BUCKET)).join();
        S3.createBucket(request -> request.bucket(BUCKET + "-2")).join();
        var page =
                S3.listBuckets(request -> request.prefix(BUCKET).maxBuckets(1)).join();
        assertThat(page.buckets()).extracting(bucket -> bucket.name()).containsExactly(BUCKET);
        var rest = S3.listBuckets(request -> request.prefix(BUCKET).continuationToken(page.continuationToken()))
                .join();
        assertThat(rest.buckets()).extracting(bucket -> bucket.name()).containsExactly(BUCKET + "-2");
        assertThat(rest.continuationToken()).isNull();
        S3.deleteBucket(request -> request.bucket(BUCKET + "-2")).join();
    }
}
