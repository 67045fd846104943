package dev.pallas.local.internal.http;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Verifies requests that are signed with AWS Signature Version 4 in their {@code Authorization} header.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/create-signed-request.html">Create a signed AWS API request</a>
 */
public final class SignatureVerifier {
    private static final String ALGORITHM = "AWS4-HMAC-SHA256";
    private static final DateTimeFormatter AMZ_DATE = DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT);
    private static final Duration MAX_SKEW = Duration.ofMinutes(15);

    private final String accessKeyId;
    private final String secretAccessKey;
    private final Clock clock;

    public SignatureVerifier(String accessKeyId, String secretAccessKey, Clock clock) {
        this.accessKeyId = accessKeyId;
        this.secretAccessKey = secretAccessKey;
        this.clock = clock;
    }

    /** The part of an HTTP request that is signed. */
    public interface SignedRequest {
        String method();

        /** The path as it was sent. */
        String path();

        /** The query as it was sent, without the question mark. */
        String query();

        /** The values of a header, in the order they were sent. */
        List<String> headers(String name);

        byte[] body();
    }

    /**
     * Who signed.
     *
     * @param region the region in the credential's scope
     */
    public record Signer(String accessKeyId, String region) {}

    /**
     * Verifies a request.
     *
     * @throws ApiException as AWS answers: {@code MissingAuthenticationTokenException}, {@code IncompleteSignatureException},
     *     {@code UnrecognizedClientException} or {@code InvalidSignatureException}
     */
    public Signer verify(SignedRequest request) {
        var authorization = header(request, "authorization");
        if (authorization == null) {
            throw new ApiException(400, "MissingAuthenticationTokenException", "Missing Authentication Token");
        }
        if (!authorization.startsWith(ALGORITHM + " ")) {
            throw incomplete("Unsupported AWS 'algorithm': '" + firstWord(authorization) + "'.");
        }
        var parts = parts(authorization.substring(ALGORITHM.length() + 1));
        var credential = part(parts, "Credential").split("/", -1);
        var signedHeaders = List.of(part(parts, "SignedHeaders").split(";", -1));
        var signature = part(parts, "Signature");
        if (credential.length != 5 || !credential[4].equals("aws4_request")) {
            throw incomplete(
                    "Credential must have exactly 5 slash-delimited elements, e.g. keyid/date/region/service/term.");
        }
        if (!credential[0].equals(accessKeyId)) {
            throw new ApiException(
                    400, "UnrecognizedClientException", "The security token included in the request is invalid.");
        }
        var amzDate = header(request, "x-amz-date");
        if (amzDate == null) {
            throw incomplete("Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header.");
        }
        checkDate(amzDate, credential[1]);
        var scope = String.join("/", credential[1], credential[2], credential[3], credential[4]);
        var text = String.join("\n", ALGORITHM, amzDate, scope, sha256(canonical(request, signedHeaders)));
        var expected = HexFormat.of().formatHex(hmac(signingKey(credential), text));
        if (!MessageDigest.isEqual(
                expected.getBytes(StandardCharsets.US_ASCII), signature.getBytes(StandardCharsets.US_ASCII))) {
            throw new ApiException(
                    403,
                    "InvalidSignatureException",
                    "The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and"
                            + " signing method. Consult the service documentation for details.");
        }
        return new Signer(credential[0], credential[2]);
    }

    private void checkDate(String amzDate, String scopeDate) {
        Instant signed;
        try {
            signed = LocalDateTime.parse(amzDate, AMZ_DATE).toInstant(ZoneOffset.UTC);
        } catch (DateTimeParseException e) {
            throw incomplete("Date must be in ISO-8601 'basic format'. Got '" + amzDate + "'.");
        }
        if (!amzDate.startsWith(scopeDate)) {
            throw new ApiException(
                    403,
                    "InvalidSignatureException",
                    "Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date");
        }
        var now = clock.instant();
        if (Duration.between(signed, now).abs().compareTo(MAX_SKEW) > 0) {
            var expired = signed.isBefore(now);
            throw new ApiException(
                    403,
                    "InvalidSignatureException",
                    expired
                            ? "Signature expired: " + amzDate + " is now earlier than " + format(now.minus(MAX_SKEW))
                            : "Signature not yet current: " + amzDate + " is still later than "
                                    + format(now.plus(MAX_SKEW)));
        }
    }

    private static String format(Instant instant) {
        return AMZ_DATE.format(instant.atOffset(ZoneOffset.UTC));
    }

    private static String canonical(SignedRequest request, List<String> signedHeaders) {
        var text = new StringBuilder();
        text.append(request.method()).append('\n');
        text.append(canonicalPath(request.path())).append('\n');
        text.append(canonicalQuery(request.query())).append('\n');
        for (var name : signedHeaders) {
            var values = request.headers(name).stream()
                    .map(value -> value.strip().replaceAll("\\s+", " "))
                    .toList();
            text.append(name).append(':').append(String.join(",", values)).append('\n');
        }
        text.append('\n').append(String.join(";", signedHeaders)).append('\n');
        var declared = header(request, "x-amz-content-sha256");
        text.append("UNSIGNED-PAYLOAD".equals(declared) ? declared : sha256(request.body()));
        return text.toString();
    }

    /** All services but S3 escape the path, as it was sent, once more. */
    private static String canonicalPath(String path) {
        return path.isEmpty() ? "/" : path.replace("%", "%25");
    }

    private static String canonicalQuery(String query) {
        if (query.isEmpty()) {
            return "";
        }
        var parameters = new ArrayList<String>();
        for (var parameter : query.split("&", -1)) {
            parameters.add(parameter.contains("=") ? parameter : parameter + "=");
        }
        parameters.sort(null);
        return String.join("&", parameters);
    }

    private byte[] signingKey(String[] credential) {
        var key = ("AWS4" + secretAccessKey).getBytes(StandardCharsets.UTF_8);
        for (var i = 1; i <= 4; i++) {
            key = hmac(key, credential[i]);
        }
        return key;
    }

    private static byte[] hmac(byte[] key, String text) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String sha256(String text) {
        return sha256(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Map<String, String> parts(String authorization) {
        var parts = new HashMap<String, String>();
        for (var part : authorization.split(",", -1)) {
            var equals = part.indexOf('=');
            if (equals > 0) {
                parts.put(
                        part.substring(0, equals).strip(),
                        part.substring(equals + 1).strip());
            }
        }
        return parts;
    }

    private static String part(Map<String, String> parts, String name) {
        var value = parts.get(name);
        if (value == null) {
            throw incomplete("Authorization header requires '" + name + "' parameter.");
        }
        return value;
    }

    private static @Nullable String header(SignedRequest request, String name) {
        var values = request.headers(name);
        return values.isEmpty() ? null : values.get(0);
    }

    private static String firstWord(String text) {
        var blank = text.indexOf(' ');
        return blank < 0 ? text : text.substring(0, blank);
    }

    private static ApiException incomplete(String message) {
        return new ApiException(400, "IncompleteSignatureException", message);
    }
}
