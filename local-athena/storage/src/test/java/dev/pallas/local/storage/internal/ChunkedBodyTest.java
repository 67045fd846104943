package dev.pallas.local.storage.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChunkedBodyTest {
    private static final String SECRET = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2013-05-24T00:00:00Z"), ZoneOffset.UTC);
    /** The example of AWS's documentation: 65 KiB of the letter a, in a chunk of 64 KiB and one of 1 KiB. */
    private static final String EXAMPLE =
            "10000;chunk-signature=ad80c730a21e5b8d04586a2213dd63b9a0e99e0e2307b0ade35a65485a288648\r\n"
                    + "a".repeat(65536)
                    + "\r\n400;chunk-signature=0055627c9e194cb4542bae2aa5492e3c1575bbb81b612b7d234b86a503ef5497\r\n"
                    + "a".repeat(1024)
                    + "\r\n0;chunk-signature=b6c6ea8a5354eaf15b3cb7646744f4275b71ea724fed81ceb9323e279d449df9\r\n\r\n";

    @Test
    void readsTheSignedExampleOfTheDocumentation() throws IOException {
        assertThat(read(new ChunkedBody(stream(EXAMPLE), signature(SECRET), null)))
                .isEqualTo("a".repeat(66560));
    }

    @Test
    void refusesAChangedChunk() {
        var changed = EXAMPLE.replace("400;", "3ff;").replace("a\r\n0;", "\r\n0;");
        assertRefused("SignatureDoesNotMatch", () -> read(new ChunkedBody(stream(changed), signature(SECRET), null)));
    }

    @Test
    void refusesAnotherSecretAndAnotherTime() {
        assertRefused("SignatureDoesNotMatch", () -> signature("other"));
        assertRefused("RequestTimeTooSkewed", () -> signatures(
                        "AKIAIOSFODNN7EXAMPLE", SECRET, Clock.offset(CLOCK, Duration.ofMinutes(16)))
                .s3(request()));
        assertRefused(
                "InvalidAccessKeyId", () -> signatures("OTHER", SECRET, CLOCK).s3(request()));
    }

    @ParameterizedTest
    @CsvSource({
        "crc32, y/Q5Jg==",
        "crc32c, 4waSgw==",
        "crc64nvme, rosUhgp5mIg=",
        "sha1, 98O8HYCOBHMq32eZZczDTKeuNEE=",
        "sha256, FeKw08M4keuw8e9gnsQZQgwg4yDOlMZfvIwzEkSOsiU="
    })
    void verifiesTheTrailingChecksum(String algorithm, String expected) throws IOException {
        var name = "x-amz-checksum-" + algorithm;
        var good = "4\r\n1234\r\n5\r\n56789\r\n0\r\n" + name + ":" + expected + "\r\n\r\n";
        var content = read(new ChunkedBody(stream(good), null, name));
        assertThat(content).isEqualTo("123456789");
        var bad = good.replace("56789", "56780");
        assertRefused("BadDigest", () -> read(new ChunkedBody(stream(bad), null, name)));
    }

    @Test
    void aReaderThatKnowsTheLengthLearnsOfABadChecksumToo() {
        var body = new ChunkedBody(
                stream("3\r\nabc\r\n0\r\nx-amz-checksum-crc32:AAAAAA==\r\n\r\n"), null, "x-amz-checksum-crc32");
        assertRefused("BadDigest", () -> body.readNBytes(3));
    }

    @Test
    void anEmptyBodyIsEmpty() throws IOException {
        var body = stream("0\r\nx-amz-checksum-crc32:AAAAAA==\r\n\r\n");
        assertThat(read(new ChunkedBody(body, null, "x-amz-checksum-crc32"))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x\r\n", "-1\r\n", "7fffffff\r\n", "5\r\nab", "1\r\nab\r\n0\r\n\r\n", "2\r\nab\r\n"})
    void refusesWhatIsNotInChunks(String body) {
        assertRefused("InvalidRequest", () -> read(new ChunkedBody(stream(body), null, null)));
    }

    private static Signatures signatures(String accessKeyId, String secret, Clock clock) {
        return new Signatures(true, accessKeyId, secret, clock);
    }

    private static ChunkSignature signature(String secret) throws IOException {
        return Objects.requireNonNull(
                signatures("AKIAIOSFODNN7EXAMPLE", secret, CLOCK).s3(request()).chunks());
    }

    private interface Call {
        void run() throws IOException;
    }

    private static void assertRefused(String code, Call call) {
        assertThatThrownBy(call::run)
                .isInstanceOfSatisfying(Refusal.class, e -> assertThat(e.code()).isEqualTo(code));
    }

    private static InputStream stream(String body) {
        return new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8));
    }

    private static String read(InputStream body) throws IOException {
        return new String(body.readAllBytes(), StandardCharsets.UTF_8);
    }

    private static S3Request request() {
        return Requests.s3(
                "PUT",
                "/examplebucket/chunkObject.txt",
                Map.of(
                        "authorization",
                        "AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request,"
                                + "SignedHeaders=content-encoding;content-length;host;x-amz-content-sha256;x-amz-date;"
                                + "x-amz-decoded-content-length;x-amz-storage-class,"
                                + "Signature=4f232c4386841ef735655705268965c44a0e4690baa4adea153f7db9fa80a0a9",
                        "content-encoding",
                        "aws-chunked",
                        "content-length",
                        "66824",
                        "host",
                        "s3.amazonaws.com",
                        "x-amz-content-sha256",
                        "STREAMING-AWS4-HMAC-SHA256-PAYLOAD",
                        "x-amz-date",
                        "20130524T000000Z",
                        "x-amz-decoded-content-length",
                        "66560",
                        "x-amz-storage-class",
                        "REDUCED_REDUNDANCY"));
    }
}
