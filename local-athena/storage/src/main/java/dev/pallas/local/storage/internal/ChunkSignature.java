package dev.pallas.local.storage.internal;

import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The chain of signatures of a request whose body comes in chunks: first the one of its headers, then one of each chunk and of the trailer,
 * each over the one before it.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming-trailers.html">Signature calculations for chunked uploads
 *     with trailing headers</a>
 */
final class ChunkSignature {
    private static final String ALGORITHM = "AWS4-HMAC-SHA256";
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT);
    private static final Duration MAX_SKEW = Duration.ofMinutes(15);
    private static final String EMPTY = sha256(new byte[0]);

    private final byte[] key;
    private final String date;
    private final String scope;
    private String previous;

    private ChunkSignature(byte[] key, String date, String scope, String signature) {
        this.key = key;
        this.date = date;
        this.scope = scope;
        this.previous = signature;
    }

    /** Verifies the signature of the headers. */
    static ChunkSignature verify(HttpServletRequest request, String accessKeyId, String secretAccessKey, Clock clock)
            throws S3Refusal {
        var parts = parts(String.valueOf(request.getHeader("authorization")));
        var credential = parts.getOrDefault("Credential", "").split("/", -1);
        if (credential.length != 5) {
            throw new S3Refusal(403, "AccessDenied", "The request must be signed with Signature Version 4.");
        }
        if (!credential[0].equals(accessKeyId)) {
            throw new S3Refusal(
                    403, "InvalidAccessKeyId", "The AWS Access Key Id you provided does not exist in our records.");
        }
        var date = String.valueOf(request.getHeader("x-amz-date"));
        checkDate(date, clock);
        var scope = String.join("/", List.of(credential).subList(1, 5));
        var key = ("AWS4" + secretAccessKey).getBytes(StandardCharsets.UTF_8);
        for (var i = 1; i <= 4; i++) {
            key = hmac(key, credential[i]);
        }
        var canonical = canonical(request, parts.getOrDefault("SignedHeaders", ""));
        var text = String.join("\n", ALGORITHM, date, scope, sha256(canonical.getBytes(StandardCharsets.UTF_8)));
        var signature = parts.getOrDefault("Signature", "");
        if (!equal(hex(hmac(key, text)), signature)) {
            throw S3Refusal.signature();
        }
        return new ChunkSignature(key, date, scope, signature);
    }

    void verifyChunk(byte[] data, String signature) throws S3Refusal {
        verifyNext(signature, ALGORITHM + "-PAYLOAD", EMPTY + "\n" + sha256(data));
    }

    /**
     * Verifies the trailer.
     *
     * @param lines {@code name:value}, each with a line feed
     */
    void verifyTrailer(String lines, String signature) throws S3Refusal {
        verifyNext(signature, ALGORITHM + "-TRAILER", sha256(lines.getBytes(StandardCharsets.UTF_8)));
    }

    private void verifyNext(String signature, String algorithm, String content) throws S3Refusal {
        var text = String.join("\n", algorithm, date, scope, previous, content);
        if (!equal(hex(hmac(key, text)), signature)) {
            throw S3Refusal.signature();
        }
        previous = signature;
    }

    private static String canonical(HttpServletRequest request, String signedHeaders) {
        var text = new StringBuilder(request.getMethod()).append('\n');
        text.append(request.getRequestURI()).append('\n');
        var query = request.getQueryString();
        if (query != null) {
            text.append(Arrays.stream(query.split("&", -1))
                    .map(parameter -> parameter.contains("=") ? parameter : parameter + "=")
                    .sorted()
                    .collect(Collectors.joining("&")));
        }
        text.append('\n');
        for (var name : signedHeaders.split(";", -1)) {
            var values = Collections.list(request.getHeaders(name)).stream()
                    .map(value -> value.strip().replaceAll("\\s+", " "))
                    .toList();
            text.append(name).append(':').append(String.join(",", values)).append('\n');
        }
        text.append('\n').append(signedHeaders).append('\n');
        return text.append(request.getHeader("x-amz-content-sha256")).toString();
    }

    private static void checkDate(String date, Clock clock) throws S3Refusal {
        try {
            var signed = LocalDateTime.parse(date, DATE).toInstant(ZoneOffset.UTC);
            if (Duration.between(signed, clock.instant()).abs().compareTo(MAX_SKEW) > 0) {
                throw new S3Refusal(
                        403,
                        "RequestTimeTooSkewed",
                        "The difference between the request time and the current time is too large.");
            }
        } catch (DateTimeParseException e) {
            throw new S3Refusal(403, "AccessDenied", "AWS authentication requires a valid x-amz-date header.");
        }
    }

    private static Map<String, String> parts(String authorization) {
        var parts = new HashMap<String, String>();
        if (authorization.startsWith(ALGORITHM + " ")) {
            for (var part : authorization.substring(ALGORITHM.length() + 1).split(",", -1)) {
                var equals = part.indexOf('=');
                if (equals > 0) {
                    parts.put(
                            part.substring(0, equals).strip(),
                            part.substring(equals + 1).strip());
                }
            }
        }
        return parts;
    }

    private static boolean equal(String expected, String signature) {
        return MessageDigest.isEqual(
                expected.getBytes(StandardCharsets.US_ASCII), signature.getBytes(StandardCharsets.US_ASCII));
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

    private static String sha256(byte[] bytes) {
        try {
            return hex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
