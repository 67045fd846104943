package dev.pallas.local.storage.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pallas.local.storage.internal.Signatures.Signed;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** By the examples of AWS's own test suite for Signature Version 4, and of its documentation. */
class SignaturesTest {
    private static final Instant SIGNED = Instant.parse("2015-08-30T12:36:00Z");
    private static final Instant PRESIGNED = Instant.parse("2013-05-24T00:00:00Z");
    private static final String SECRET = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";
    private static final String S3_SECRET = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";
    private static final String EMPTY = Signing.sha256("");
    private static final String GET = "5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31";
    private static final String POST = "5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b";
    private static final String URL =
            "/test.txt?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=AKIAIOSFODNN7EXAMPLE%2F20130524%2Fus-east-1%2Fs3%2F"
                    + "aws4_request&X-Amz-Date=20130524T000000Z&X-Amz-Expires=86400&X-Amz-SignedHeaders=host&X-Amz-Signature="
                    + "aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404";
    private static final Map<String, String> HOST = Map.of("host", "examplebucket.s3.amazonaws.com");

    @Test
    void acceptsWhatIsSigned() throws Refusal {
        assertThat(json(SIGNED, "GET", "/", GET, EMPTY))
                .extracting(Signed::accessKeyId, Signed::region)
                .containsExactly("AKIDEXAMPLE", "us-east-1");
        assertThat(json(SIGNED, "POST", "/", POST, EMPTY).accessKeyId()).isEqualTo("AKIDEXAMPLE");
    }

    @Test
    void sortsTheQuery() throws Refusal {
        var signature = "b97d918cfa904a5beff61c982a1b6f458b799221646efd99d3219ec94cdf2500";
        assertThat(json(SIGNED, "GET", "/?Param2=value2&Param1=value1", signature, EMPTY)
                        .region())
                .isEqualTo("us-east-1");
    }

    @Test
    void aQueryIsSignedAsItIsEscapedBestHoweverItWasSent() throws Refusal {
        // the signature of prefix=a%2Fb%3D%201%2A~
        var key = Signing.key(SECRET, "20150830/us-east-1/service/aws4_request");
        var canonical = String.join(
                "\n",
                "GET",
                "/b",
                "delimiter=%2F&prefix=a%2Fb%3D%201%2A~",
                "host:example.amazonaws.com",
                "x-amz-date:20150830T123600Z",
                "",
                "host;x-amz-date",
                Signatures.UNSIGNED);
        var text = String.join(
                "\n",
                Signing.ALGORITHM,
                "20150830T123600Z",
                "20150830/us-east-1/service/aws4_request",
                Signing.sha256(canonical));
        var headers = new HashMap<>(headers(Signing.sign(key, text)));
        headers.put("x-amz-content-sha256", Signatures.UNSIGNED);
        headers.put("host", "example.amazonaws.com");
        for (var query : new String[] {
            "prefix=a/b=+1*~&delimiter=/",
            "delimiter=%2F&prefix=a%2Fb%3D%201%2A%7E",
            "prefix=a/b%3d%201*~&delimiter=%2f"
        }) {
            assertThat(verifying("AKIDEXAMPLE", SECRET, SIGNED)
                            .s3(Requests.s3("GET", "/b?" + query, headers))
                            .accessKeyId())
                    .isEqualTo("AKIDEXAMPLE");
        }
    }

    @Test
    void refusesAnotherBodyAnotherKeyAndAnotherSecret() {
        assertRefused(403, "InvalidSignatureException", () -> json(SIGNED, "POST", "/", POST, Signing.sha256("x")));
        assertRefused(400, "UnrecognizedClientException", () -> verifying("OTHER", SECRET, SIGNED)
                .json(Requests.http("GET", "/", headers(GET)), EMPTY));
        assertRefused(403, "InvalidSignatureException", () -> verifying("AKIDEXAMPLE", "other", SIGNED)
                .json(Requests.http("GET", "/", headers(GET)), EMPTY));
    }

    @Test
    void refusesARequestWithoutASignatureInEachServicesWords() {
        for (var signatures : new Signatures[] {verifying("AKIDEXAMPLE", SECRET, SIGNED), trusting(SIGNED)}) {
            assertRefused(
                    400,
                    "MissingAuthenticationTokenException",
                    () -> signatures.json(Requests.http("POST", "/", Map.of()), EMPTY));
            assertRefused(403, "AccessDenied", () -> signatures.s3(Requests.s3("GET", "/b/k", Map.of())));
            assertRefused(
                    400,
                    "IncompleteSignatureException",
                    () -> signatures.json(Requests.http("POST", "/", Map.of("authorization", "Basic abc")), EMPTY));
            assertRefused(
                    400,
                    "IncompleteSignatureException",
                    () -> signatures.json(
                            Requests.http("POST", "/", Map.of("authorization", "AWS4-HMAC-SHA256 Credential=a/b")),
                            EMPTY));
            assertRefused(
                    400,
                    "AuthorizationHeaderMalformed",
                    () -> signatures.s3(Requests.s3("GET", "/b", Map.of("authorization", "Basic abc"))));
        }
    }

    @Test
    void refusesASignatureOfAnotherTime() throws Refusal {
        assertThat(json(SIGNED.plus(Duration.ofMinutes(15)), "GET", "/", GET, EMPTY)
                        .accessKeyId())
                .isEqualTo("AKIDEXAMPLE");
        assertThatThrownBy(() -> json(SIGNED.plus(Duration.ofMinutes(16)), "GET", "/", GET, EMPTY))
                .hasMessageStartingWith("Signature expired: 20150830T123600Z is now earlier than 20150830T123700Z");
        assertThatThrownBy(() -> json(SIGNED.minus(Duration.ofMinutes(16)), "GET", "/", GET, EMPTY))
                .hasMessageStartingWith("Signature not yet current");
    }

    @Test
    void noErrorTellsTheSecret() {
        assertThatThrownBy(() -> json(SIGNED, "GET", "/", "00", EMPTY))
                .hasMessageNotContaining(SECRET)
                .hasMessageNotContaining("5fa00fa3");
    }

    @Test
    void withoutVerificationAnySignatureIsGood() throws Refusal {
        var signed = trusting(SIGNED.plus(Duration.ofDays(1)))
                .json(Requests.http("POST", "/", headers("anything")), "any hash");
        assertThat(signed.accessKeyId()).isEqualTo("AKIDEXAMPLE");
        assertThat(signed.chunks()).isNull();
    }

    @Test
    void acceptsAPresignedUrlUntilItExpires() throws Refusal {
        var verifying = verifying("AKIAIOSFODNN7EXAMPLE", S3_SECRET, PRESIGNED.plusSeconds(86_400));
        assertThat(verifying.s3(Requests.s3("GET", URL, HOST)).region()).isEqualTo("us-east-1");
        assertRefused(
                403,
                "SignatureDoesNotMatch",
                () -> verifying.s3(Requests.s3("GET", URL.replace("86400", "86401"), HOST)));

        var later = PRESIGNED.plusSeconds(86_401);
        for (var signatures : new Signatures[] {verifying("AKIAIOSFODNN7EXAMPLE", S3_SECRET, later), trusting(later)}) {
            assertThatThrownBy(() -> signatures.s3(Requests.s3("GET", URL, HOST)))
                    .hasMessage("Request has expired");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"X-Amz-Signature", "X-Amz-Credential", "X-Amz-Expires", "X-Amz-SignedHeaders"})
    void aPresignedUrlNeedsAllItsParts(String missing) {
        var url = URL.replace(missing + "=", "other=");
        assertRefused(400, "AuthorizationQueryParametersError", () -> trusting(PRESIGNED)
                .s3(Requests.s3("GET", url, HOST)));
    }

    @Test
    void acceptsVersionTwoForS3() throws Refusal {
        // the first example of the documentation of REST authentication
        var headers = Map.of(
                "host",
                "awsexamplebucket1.us-west-1.s3.amazonaws.com",
                "date",
                "Tue, 27 Mar 2007 19:36:42 +0000",
                "authorization",
                "AWS AKIAIOSFODNN7EXAMPLE:qgk2+6Sv9/oM7G3qLEjTH1a1l1g=");
        var request = Requests.s3("GET", "/awsexamplebucket1/photos/puppy.jpg", without(headers, "host"));
        assertThat(verifying("AKIAIOSFODNN7EXAMPLE", S3_SECRET, SIGNED)
                        .s3(request)
                        .accessKeyId())
                .isEqualTo("AKIAIOSFODNN7EXAMPLE");
        assertRefused(403, "SignatureDoesNotMatch", () -> verifying("AKIAIOSFODNN7EXAMPLE", "other", SIGNED)
                .s3(request));
        assertRefused(403, "AccessDenied", () -> trusting(SIGNED)
                .s3(Requests.s3("GET", "/b/k?AWSAccessKeyId=a&Signature=b&Expires=1", Map.of())));
    }

    private static Map<String, String> without(Map<String, String> headers, String name) {
        var rest = new HashMap<>(headers);
        rest.remove(name);
        return rest;
    }

    private static Signed json(Instant now, String method, String uri, String signature, String hash) throws Refusal {
        return verifying("AKIDEXAMPLE", SECRET, now).json(Requests.http(method, uri, headers(signature)), hash);
    }

    private static Signatures verifying(String keyId, String secret, Instant now) {
        return new Signatures(true, keyId, secret, Clock.fixed(now, ZoneOffset.UTC));
    }

    private static Signatures trusting(Instant now) {
        return new Signatures(false, "key", "secret", Clock.fixed(now, ZoneOffset.UTC));
    }

    private static Map<String, String> headers(String signature) {
        return Map.of(
                "host",
                "example.amazonaws.com",
                "x-amz-date",
                "20150830T123600Z",
                "authorization",
                "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/service/aws4_request, SignedHeaders=host;x-amz-date,"
                        + " Signature=" + signature);
    }

    private static void assertRefused(int status, String code, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(Refusal.class, e -> {
            assertThat(e.status()).isEqualTo(status);
            assertThat(e.code()).isEqualTo(code);
        });
    }
}
