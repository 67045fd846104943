package dev.pallas.local.internal.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** By the examples of AWS's own test suite for Signature Version 4. */
class SignatureVerifierTest {
    private static final Instant SIGNED = Instant.parse("2015-08-30T12:36:00Z");
    private static final String SECRET = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";

    private final SignatureVerifier verifier = verifier(SIGNED);

    @Test
    void acceptsASignedGet() {
        var signer = verifier.verify(request(
                "GET",
                "",
                headers("host;x-amz-date", "5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31"),
                ""));
        assertThat(signer).isEqualTo(new SignatureVerifier.Signer("AKIDEXAMPLE", "us-east-1"));
    }

    @Test
    void acceptsASignedPost() {
        assertThat(verifier.verify(request(
                                "POST",
                                "",
                                headers(
                                        "host;x-amz-date",
                                        "5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b"),
                                ""))
                        .accessKeyId())
                .isEqualTo("AKIDEXAMPLE");
    }

    @Test
    void sortsTheQuery() {
        assertThat(verifier.verify(request(
                                "GET",
                                "Param2=value2&Param1=value1",
                                headers(
                                        "host;x-amz-date",
                                        "b97d918cfa904a5beff61c982a1b6f458b799221646efd99d3219ec94cdf2500"),
                                ""))
                        .region())
                .isEqualTo("us-east-1");
    }

    @Test
    void refusesAChangedBody() {
        var signed = headers("host;x-amz-date", "5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b");
        assertRefused(403, "InvalidSignatureException", () -> verifier.verify(request("POST", "", signed, "x")));
    }

    @Test
    void refusesAnUnknownKey() {
        var other = new SignatureVerifier("OTHER", SECRET, Clock.fixed(SIGNED, ZoneOffset.UTC));
        assertRefused(
                400,
                "UnrecognizedClientException",
                () -> other.verify(request(
                        "GET",
                        "",
                        headers("host;x-amz-date", "5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31"),
                        "")));
    }

    @Test
    void refusesARequestWithoutASignature() {
        assertRefused(
                400,
                "MissingAuthenticationTokenException",
                () -> verifier.verify(request("GET", "", Map.of("host", "x"), "")));
        assertRefused(
                400,
                "IncompleteSignatureException",
                () -> verifier.verify(request("GET", "", Map.of("authorization", "Basic abc"), "")));
        assertRefused(
                400,
                "IncompleteSignatureException",
                () -> verifier.verify(
                        request("GET", "", Map.of("authorization", "AWS4-HMAC-SHA256 Credential=a/b"), "")));
    }

    @Test
    void refusesASignatureOfAnotherTime() {
        var signed = headers("host;x-amz-date", "5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31");
        assertThat(verifier(SIGNED.plus(Duration.ofMinutes(15)))
                        .verify(request("GET", "", signed, ""))
                        .accessKeyId())
                .isEqualTo("AKIDEXAMPLE");
        assertThatThrownBy(() -> verifier(SIGNED.plus(Duration.ofMinutes(16))).verify(request("GET", "", signed, "")))
                .hasMessageStartingWith("Signature expired: 20150830T123600Z is now earlier than 20150830T123700Z");
        assertThatThrownBy(() -> verifier(SIGNED.minus(Duration.ofMinutes(16))).verify(request("GET", "", signed, "")))
                .hasMessageStartingWith("Signature not yet current");
    }

    @Test
    void noErrorTellsTheSecret() {
        var signed = headers("host;x-amz-date", "00");
        assertThatThrownBy(() -> verifier.verify(request("GET", "", signed, "")))
                .hasMessageNotContaining(SECRET)
                .hasMessageNotContaining("5fa00fa3");
    }

    private static SignatureVerifier verifier(Instant now) {
        return new SignatureVerifier("AKIDEXAMPLE", SECRET, Clock.fixed(now, ZoneOffset.UTC));
    }

    private static void assertRefused(int status, String type, Runnable call) {
        assertThatThrownBy(call::run).isInstanceOfSatisfying(ApiException.class, e -> {
            assertThat(e.httpStatus()).isEqualTo(status);
            assertThat(e.type()).isEqualTo(type);
        });
    }

    private static Map<String, String> headers(String signedHeaders, String signature) {
        var headers = new HashMap<String, String>();
        headers.put("host", "example.amazonaws.com");
        headers.put("x-amz-date", "20150830T123600Z");
        headers.put(
                "authorization",
                "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/service/aws4_request, SignedHeaders="
                        + signedHeaders + ", Signature=" + signature);
        return headers;
    }

    private static SignatureVerifier.SignedRequest request(
            String method, String query, Map<String, String> headers, String body) {
        return new SignatureVerifier.SignedRequest() {
            @Override
            public String method() {
                return method;
            }

            @Override
            public String path() {
                return "/";
            }

            @Override
            public String query() {
                return query;
            }

            @Override
            public List<String> headers(String name) {
                var value = headers.get(name.toLowerCase(Locale.ROOT));
                return value == null ? List.of() : List.of(value);
            }

            @Override
            public byte[] body() {
                return body.getBytes(StandardCharsets.UTF_8);
            }
        };
    }
}
