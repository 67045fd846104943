package dev.pallas.it.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pallas.it.LocalAthenaServer;
import dev.pallas.local.LocalAthena;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.BytesWrapper;
import software.amazon.awssdk.core.async.AsyncRequestBody;
import software.amazon.awssdk.core.async.AsyncResponseTransformer;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.ChecksumMode;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/** The S3 endpoint with the asynchronous client of the AWS SDK, which sends bodies in signed chunks with trailing checksums. */
class StorageIT {
    private static final String BUCKET = "storage-it";

    private static LocalAthena athena;
    private static S3AsyncClient s3;

    @BeforeAll
    static void connect() {
        athena = LocalAthenaServer.get();
        s3 = client(athena.secretAccessKey(), false);
        s3.createBucket(request -> request.bucket(BUCKET)).join();
    }

    @AfterAll
    static void disconnect() {
        s3.close();
    }

    @Test
    void theBucketsThatTheLauncherNamesAreThere() {
        assertThat(s3.listBuckets().join().buckets())
                .extracting(bucket -> "s3://" + bucket.name() + "/")
                .contains(athena.outputLocation(), athena.warehouseLocation());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "plain",
                "deep/er/key.csv",
                "y=2024/a b+c&d$e@f,g;h!.txt",
                "ünï/cödé",
                "percent%20sign",
                "quote's",
                "both",
                "both/below",
                "empty//name",
                "folder/",
                "up/../down",
                "dollar$.dot.",
                "amp&<>\"*\\"
            })
    void whatIsPutIsThere(String key) throws Exception {
        var content = ("content of " + key).getBytes(StandardCharsets.UTF_8);
        var put = s3.putObject(request -> request.bucket(BUCKET).key(key), AsyncRequestBody.fromBytes(content))
                .join();
        assertThat(put.eTag()).isEqualTo('"' + md5(content) + '"');
        assertThat(get(key)).isEqualTo(content);
        var head = s3.headObject(request -> request.bucket(BUCKET).key(key)).join();
        assertThat(head.contentLength()).isEqualTo(content.length);
        assertThat(list(key)).contains(key);
        s3.deleteObject(request -> request.bucket(BUCKET).key(key)).join();
        assertThat(list(key)).doesNotContain(key);
    }

    @Test
    void anEmptyObjectIsAnObject() {
        put("empty", new byte[0]);
        assertThat(get("empty")).isEmpty();
        assertThat(s3.headObject(request -> request.bucket(BUCKET).key("empty"))
                        .join()
                        .contentLength())
                .isZero();
    }

    @Test
    void aRangeIsAPart() {
        put("range", "0123456789".getBytes(StandardCharsets.UTF_8));
        assertThat(range("range", "bytes=2-4")).isEqualTo("234");
        assertThat(range("range", "bytes=7-")).isEqualTo("789");
        assertThat(range("range", "bytes=-3")).isEqualTo("789");
    }

    @Test
    void aRangeOfNothingIsRefused() {
        put("range-of-nothing", new byte[0]);
        assertStatus(416, "InvalidRange", () -> range("range-of-nothing", "bytes=0-9"));
    }

    @Test
    void aBodyOfManyMegabytesIsSentInParts() {
        var content = new byte[21 << 20];
        new Random(1).nextBytes(content);
        try (var multipart = client(athena.secretAccessKey(), true)) {
            multipart
                    .putObject(request -> request.bucket(BUCKET).key("large"), AsyncRequestBody.fromBytes(content))
                    .join();
        }
        assertThat(get("large")).isEqualTo(content);
    }

    @Test
    void partsBecomeOneObject() {
        var part = new byte[5 << 20];
        new Random(2).nextBytes(part);
        var upload = s3.createMultipartUpload(request -> request.bucket(BUCKET).key("parts"))
                .join();
        var parts = new ArrayList<CompletedPart>();
        for (var number : List.of(1, 2)) {
            var body = number == 1 ? part : "the end".getBytes(StandardCharsets.UTF_8);
            var tag = s3.uploadPart(
                            request -> request.bucket(BUCKET)
                                    .key("parts")
                                    .uploadId(upload.uploadId())
                                    .partNumber(number),
                            AsyncRequestBody.fromBytes(body))
                    .join()
                    .eTag();
            parts.add(CompletedPart.builder().partNumber(number).eTag(tag).build());
        }
        s3.completeMultipartUpload(request -> request.bucket(BUCKET)
                        .key("parts")
                        .uploadId(upload.uploadId())
                        .multipartUpload(whole -> whole.parts(parts)))
                .join();
        assertThat(get("parts")).hasSize(part.length + 7).startsWith(part);
        assertThat(range("parts", "bytes=" + part.length + "-")).isEqualTo("the end");
    }

    @Test
    void aListComesInPagesAndFolders() {
        IntStream.range(0, 7).forEach(i -> put("pages/" + i, new byte[] {1}));
        put("pages/deep/x", new byte[] {1});
        var keys = new ArrayList<String>();
        s3.listObjectsV2Paginator(
                        request -> request.bucket(BUCKET).prefix("pages/").maxKeys(3))
                .subscribe(page -> page.contents().forEach(object -> keys.add(object.key())))
                .join();
        assertThat(keys)
                .containsExactly(
                        "pages/0", "pages/1", "pages/2", "pages/3", "pages/4", "pages/5", "pages/6", "pages/deep/x");
        var folders = s3.listObjectsV2(
                        request -> request.bucket(BUCKET).prefix("pages/").delimiter("/"))
                .join();
        assertThat(folders.commonPrefixes()).singleElement().satisfies(folder -> assertThat(folder.prefix())
                .isEqualTo("pages/deep/"));
        assertThat(folders.contents()).hasSize(7);
    }

    @Test
    void manyAreDeletedAtOnce() {
        var keys = IntStream.range(0, 20).mapToObj(i -> "many/" + i).toList();
        keys.forEach(key -> put(key, new byte[] {1}));
        var identifiers = keys.stream()
                .map(key -> ObjectIdentifier.builder().key(key).build())
                .toList();
        var answer = s3.deleteObjects(request -> request.bucket(BUCKET).delete(delete -> delete.objects(identifiers)))
                .join();
        assertThat(answer.deleted()).hasSize(20);
        assertThat(list("many/")).isEmpty();
    }

    @Test
    void anObjectCanBeCopied() {
        put("copy/from", "copied".getBytes(StandardCharsets.UTF_8));
        s3.copyObject(request -> request.sourceBucket(BUCKET)
                        .sourceKey("copy/from")
                        .destinationBucket(BUCKET)
                        .destinationKey("copy/to"))
                .join();
        assertThat(get("copy/to")).asString(StandardCharsets.UTF_8).isEqualTo("copied");
    }

    @Test
    void aPresignedUrlNeedsNoKeys() throws Exception {
        put("presigned", "for all".getBytes(StandardCharsets.UTF_8));
        try (var presigner = S3Presigner.builder()
                .endpointOverride(athena.s3Endpoint())
                .region(Region.of(athena.region()))
                .credentialsProvider(credentials(athena.secretAccessKey()))
                .serviceConfiguration(
                        S3Configuration.builder().pathStyleAccessEnabled(true).build())
                .build()) {
            var url = presigner
                    .presignGetObject(presign -> presign.signatureDuration(Duration.ofMinutes(5))
                            .getObjectRequest(request -> request.bucket(BUCKET).key("presigned")))
                    .url();
            var response = HttpClient.newHttpClient()
                    .send(HttpRequest.newBuilder(url.toURI()).build(), HttpResponse.BodyHandlers.ofString());
            assertThat(response.body()).isEqualTo("for all");
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = ChecksumAlgorithm.class,
            names = {"CRC32", "CRC32_C", "SHA1", "SHA256"})
    void aChecksumIsGivenBackWhenItIsAskedFor(ChecksumAlgorithm algorithm) {
        var content = "123456789".getBytes(StandardCharsets.UTF_8);
        var put = s3.putObject(
                        request -> request.bucket(BUCKET).key("checksum").checksumAlgorithm(algorithm),
                        AsyncRequestBody.fromBytes(content))
                .join();
        var head = s3.headObject(
                        request -> request.bucket(BUCKET).key("checksum").checksumMode(ChecksumMode.ENABLED))
                .join();
        var expected =
                switch (algorithm) {
                    case CRC32 -> "y/Q5Jg==";
                    case CRC32_C -> "4waSgw==";
                    case SHA1 -> "98O8HYCOBHMq32eZZczDTKeuNEE=";
                    default -> "FeKw08M4keuw8e9gnsQZQgwg4yDOlMZfvIwzEkSOsiU=";
                };
        assertThat(Stream.of(
                                put.checksumCRC32(),
                                put.checksumCRC32C(),
                                put.checksumCRC64NVME(),
                                put.checksumSHA1(),
                                put.checksumSHA256())
                        .filter(Objects::nonNull))
                .containsExactly(expected);
        assertThat(Stream.of(
                                head.checksumCRC32(),
                                head.checksumCRC32C(),
                                head.checksumCRC64NVME(),
                                head.checksumSHA1(),
                                head.checksumSHA256())
                        .filter(Objects::nonNull))
                .containsExactly(expected);
        assertThat(head.metadata()).isEmpty();
    }

    @Test
    void aPutMayInsistOnBeingTheFirst() {
        var key = "first-" + UUID.randomUUID();
        s3.putObject(request -> request.bucket(BUCKET).key(key).ifNoneMatch("*"), AsyncRequestBody.fromString("1"))
                .join();
        assertStatus(412, "PreconditionFailed", () -> s3.putObject(
                        request -> request.bucket(BUCKET).key(key).ifNoneMatch("*"), AsyncRequestBody.fromString("2"))
                .join());
        assertThat(get(key)).asString(StandardCharsets.UTF_8).isEqualTo("1");
    }

    @Test
    void partsAreHiddenUntilTheyAreOneObject() {
        var upload = s3.createMultipartUpload(request -> request.bucket(BUCKET).key("hidden/parts"))
                .join()
                .uploadId();
        s3.uploadPart(
                        request -> request.bucket(BUCKET)
                                .key("hidden/parts")
                                .uploadId(upload)
                                .partNumber(1),
                        AsyncRequestBody.fromString("part"))
                .join();
        assertThat(list("")).noneMatch(key -> key.contains(upload) || key.contains("hidden/"));
        assertThat(s3.listMultipartUploads(request -> request.bucket(BUCKET))
                        .join()
                        .uploads())
                .anySatisfy(listed -> {
                    assertThat(listed.key()).isEqualTo("hidden/parts");
                    assertThat(listed.uploadId()).isEqualTo(upload);
                });
        s3.abortMultipartUpload(
                        request -> request.bucket(BUCKET).key("hidden/parts").uploadId(upload))
                .join();
        assertStatus(404, "NoSuchUpload", () -> s3.listParts(
                        request -> request.bucket(BUCKET).key("hidden/parts").uploadId(upload))
                .join());
    }

    @Test
    void whatWasNeverSetIsToldAsS3DoesAndTheRestIsRefusedByName() {
        put("plain-object", new byte[0]);
        assertThat(s3.getBucketVersioning(request -> request.bucket(BUCKET))
                        .join()
                        .status())
                .isNull();
        assertThat(s3.getObjectTagging(request -> request.bucket(BUCKET).key("plain-object"))
                        .join()
                        .tagSet())
                .isEmpty();
        assertStatus(404, "NoSuchBucketPolicy", () -> s3.getBucketPolicy(request -> request.bucket(BUCKET))
                .join());
        assertThatThrownBy(
                        () -> s3.restoreObject(request -> request.bucket(BUCKET).key("plain-object"))
                                .join())
                .hasMessageContaining("local-athena's S3 does not offer RestoreObject.");
        assertStatus(501, "NotImplemented", () -> s3.putObject(
                        request -> request.bucket(BUCKET).key("tagged").tagging("a=b"), AsyncRequestBody.empty())
                .join());
    }

    @Test
    void aHostMayNameTheBucket() throws Exception {
        put("virtual/host", "by its host".getBytes(StandardCharsets.UTF_8));
        try (var presigner = S3Presigner.builder()
                .endpointOverride(
                        URI.create("http://localhost:" + athena.s3Endpoint().getPort()))
                .region(Region.of(athena.region()))
                .credentialsProvider(credentials(athena.secretAccessKey()))
                .build()) {
            var url = presigner
                    .presignGetObject(presign -> presign.signatureDuration(Duration.ofMinutes(5))
                            .getObjectRequest(request -> request.bucket(BUCKET).key("virtual/host")))
                    .url();
            assertThat(url.getHost()).isEqualTo(BUCKET + ".localhost");
            // not every machine knows names below localhost
            assertThat(send("GET " + url.getFile() + " HTTP/1.1\r\nHost: " + url.getAuthority()
                            + "\r\nConnection: close\r\n\r\n"))
                    .startsWith("HTTP/1.1 200")
                    .endsWith("\r\n\r\nby its host");
        }
    }

    private static String send(String request) throws IOException {
        try (var socket =
                new Socket(InetAddress.getLoopbackAddress(), athena.s3Endpoint().getPort())) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void anonymousRequestsAreRefused() throws IOException {
        assertThat(send("GET /" + BUCKET + "/x HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 403")
                .contains("<Code>AccessDenied</Code>");
        assertThat(
                        send(
                                "POST / HTTP/1.1\r\nHost: localhost\r\nX-Amz-Target: AmazonAthena.ListWorkGroups\r\n"
                                        + "Content-Type: application/x-amz-json-1.1\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}"))
                .startsWith("HTTP/1.1 400")
                .contains("x-amzn-errortype: MissingAuthenticationTokenException");
    }

    @Test
    void allServicesAnswerOnOnePort() {
        assertThat(athena.s3Endpoint()).isEqualTo(athena.athenaEndpoint()).isEqualTo(athena.glueEndpoint());
    }

    @Test
    void whatIsMissingIsAnError() {
        assertThatThrownBy(() -> get("nothing")).hasCauseInstanceOf(NoSuchKeyException.class);
        assertThatThrownBy(() -> s3.listObjectsV2(request -> request.bucket("no-such-bucket-here"))
                        .join())
                .hasCauseInstanceOf(NoSuchBucketException.class);
        assertStatus(
                404, null, () -> s3.headObject(request -> request.bucket(BUCKET).key("nothing"))
                        .join());
    }

    @Test
    void aWrongSecretIsRefused() {
        try (var wrong = client("wrong", false)) {
            assertStatus(403, "SignatureDoesNotMatch", () -> wrong.listObjectsV2(request -> request.bucket(BUCKET))
                    .join());
        }
    }

    private static S3AsyncClient client(String secret, boolean multipart) {
        return S3AsyncClient.builder()
                .endpointOverride(athena.s3Endpoint())
                .region(Region.of(athena.region()))
                .credentialsProvider(credentials(secret))
                .forcePathStyle(true)
                .multipartEnabled(multipart)
                .build();
    }

    private static StaticCredentialsProvider credentials(String secret) {
        return StaticCredentialsProvider.create(AwsBasicCredentials.create(athena.accessKeyId(), secret));
    }

    private static void put(String key, byte[] content) {
        s3.putObject(request -> request.bucket(BUCKET).key(key), AsyncRequestBody.fromBytes(content))
                .join();
    }

    private static byte[] get(String key) {
        return s3.getObject(request -> request.bucket(BUCKET).key(key), AsyncResponseTransformer.toBytes())
                .thenApply(BytesWrapper::asByteArray)
                .join();
    }

    private static String range(String key, String range) {
        return s3.getObject(request -> request.bucket(BUCKET).key(key).range(range), AsyncResponseTransformer.toBytes())
                .join()
                .asUtf8String();
    }

    private static List<String> list(String prefix) {
        return s3.listObjectsV2(request -> request.bucket(BUCKET).prefix(prefix)).join().contents().stream()
                .map(S3Object::key)
                .toList();
    }

    private static void assertStatus(int status, String code, Runnable call) {
        assertThatThrownBy(call::run)
                .isInstanceOf(CompletionException.class)
                .cause()
                .isInstanceOfSatisfying(S3Exception.class, e -> {
                    assertThat(e.statusCode()).isEqualTo(status);
                    if (code != null) {
                        assertThat(e.awsErrorDetails().errorCode()).isEqualTo(code);
                    }
                });
    }

    private static String md5(byte[] content) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(content));
    }
}
