package dev.pallas.local.storage.internal;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.gaul.s3proxy.S3ProxyHandlers;
import org.jspecify.annotations.Nullable;

/**
 * Tells who signed a request, by AWS Signature Version 4 in the {@code Authorization} header or in a presigned URL, or by S3's Version 2 in
 * either. Whether the signature is right is verified if that is wanted; a presigned URL is refused once it has expired in any case.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/create-signed-request.html">Create a signed AWS API request</a>
 */
final class Signatures {
    static final String CONTENT_HASH = "x-amz-content-sha256";
    static final String UNSIGNED = "UNSIGNED-PAYLOAD";

    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT);
    private static final Duration MAX_SKEW = Duration.ofMinutes(15);

    private final boolean verify;
    private final String accessKeyId;
    private final String secretAccessKey;
    private final Clock clock;

    Signatures(boolean verify, String accessKeyId, String secretAccessKey, Clock clock) {
        this.verify = verify;
        this.accessKeyId = accessKeyId;
        this.secretAccessKey = secretAccessKey;
        this.clock = clock;
    }

    /**
     * Who signed.
     *
     * @param region the region in the credential's scope
     * @param chunks verifies what follows of a body in signed chunks; null if nothing is verified
     */
    record Signed(
            String accessKeyId, String region, @Nullable ChunkSignature chunks) {}

    /** What a signature consists of, wherever it was found. */
    private record Claim(
            List<String> credential, String date, String signedHeaders, String signature, String payloadHash) {
        String scope() {
            return String.join("/", credential.subList(1, 5));
        }
    }

    /** Whether signatures are verified, and with them the hash of a body. */
    boolean verifies() {
        return verify;
    }

    /** @param bodyHash the SHA-256 of the body in hex */
    Signed json(HttpServletRequest request, String bodyHash) throws Refusal {
        var declared = request.getHeader(CONTENT_HASH);
        return header(Dialect.JSON, request, UNSIGNED.equals(declared) ? UNSIGNED : bodyHash);
    }

    /** The body's hash, if one is declared, is for the reader of the body to verify. */
    Signed s3(S3Request request) throws Refusal {
        var query = request.query();
        if (query.has("X-Amz-Algorithm")) {
            return presigned(request);
        }
        var authorization = request.getHeader("authorization");
        if (query.has("AWSAccessKeyId") || (authorization != null && authorization.startsWith("AWS "))) {
            return version2(request, authorization);
        }
        var declared = request.getHeader(CONTENT_HASH);
        if (declared == null && verify && authorization != null && authorization.startsWith(Signing.ALGORITHM)) {
            throw new Refusal(400, "InvalidRequest", "Missing required header for this request: " + CONTENT_HASH);
        }
        return header(Dialect.S3, request, declared == null ? UNSIGNED : declared);
    }

    private Signed header(Dialect dialect, HttpServletRequest request, String payloadHash) throws Refusal {
        var authorization = request.getHeader("authorization");
        if (authorization == null) {
            throw dialect.missing();
        }
        if (!authorization.startsWith(Signing.ALGORITHM + " ")) {
            var blank = authorization.indexOf(' ');
            throw dialect.incomplete("Unsupported AWS 'algorithm': '"
                    + (blank < 0 ? authorization : authorization.substring(0, blank)) + "'.");
        }
        var parts = parts(authorization.substring(Signing.ALGORITHM.length() + 1));
        var claim = new Claim(
                credential(dialect, part(dialect, parts, "Credential")),
                date(dialect, request.getHeader("x-amz-date")),
                part(dialect, parts, "SignedHeaders"),
                part(dialect, parts, "Signature"),
                payloadHash);
        if (verify) {
            checkSkew(dialect, claim);
        }
        return signed(dialect, request, claim);
    }

    private Signed presigned(S3Request request) throws Refusal {
        var query = request.query();
        if (!Signing.ALGORITHM.equals(query.get("X-Amz-Algorithm"))) {
            throw new Refusal(
                    400,
                    "AuthorizationQueryParametersError",
                    "X-Amz-Algorithm only supports \"" + Signing.ALGORITHM + "\"");
        }
        var hash = request.getHeader(CONTENT_HASH);
        var claim = new Claim(
                credential(Dialect.S3, parameter(query, "X-Amz-Credential")),
                date(Dialect.S3, query.get("X-Amz-Date")),
                parameter(query, "X-Amz-SignedHeaders"),
                parameter(query, "X-Amz-Signature"),
                hash == null ? UNSIGNED : hash);
        long seconds;
        try {
            seconds = Long.parseLong(parameter(query, "X-Amz-Expires"));
        } catch (NumberFormatException e) {
            throw new Refusal(400, "AuthorizationQueryParametersError", "X-Amz-Expires should be a number");
        }
        if (seconds < 0 || seconds > 604_800) {
            throw new Refusal(
                    400,
                    "AuthorizationQueryParametersError",
                    "X-Amz-Expires must be less than a week (in seconds); that is, the given X-Amz-Expires must be less than 604800"
                            + " seconds");
        }
        checkExpiry(instant(claim.date()).plusSeconds(seconds));
        return signed(Dialect.S3, request, claim);
    }

    private Signed signed(Dialect dialect, HttpServletRequest request, Claim claim) throws Refusal {
        var region = claim.credential().get(2);
        if (!verify) {
            return new Signed(claim.credential().get(0), region, null);
        }
        if (!claim.credential().get(0).equals(accessKeyId)) {
            throw dialect.unknownKey();
        }
        var key = Signing.key(secretAccessKey, claim.scope());
        var canonical = CanonicalRequest.of(dialect, request, claim.signedHeaders(), claim.payloadHash());
        var text = String.join("\n", Signing.ALGORITHM, claim.date(), claim.scope(), Signing.sha256(canonical));
        if (!Signing.equal(Signing.sign(key, text), claim.signature())) {
            throw dialect.mismatch();
        }
        return new Signed(accessKeyId, region, new ChunkSignature(key, claim.date(), claim.scope(), claim.signature()));
    }

    /** S3 alone still takes Version 2, and clients still presign with it. */
    private Signed version2(S3Request request, @Nullable String authorization) throws Refusal {
        var query = request.query();
        var inQuery = query.has("AWSAccessKeyId");
        String keyId;
        String signature;
        if (inQuery) {
            keyId = parameter(query, "AWSAccessKeyId");
            signature = parameter(query, "Signature");
            try {
                checkExpiry(Instant.ofEpochSecond(Long.parseLong(parameter(query, "Expires"))));
            } catch (NumberFormatException e) {
                throw new Refusal(403, "AccessDenied", "Invalid date (should be seconds since epoch)");
            }
        } else {
            var colon = String.valueOf(authorization).indexOf(':');
            if (colon < 0) {
                throw Dialect.S3.incomplete("AWS authorization header is invalid. Expected AwsAccessKeyId:signature");
            }
            keyId = String.valueOf(authorization).substring("AWS ".length(), colon);
            signature = String.valueOf(authorization).substring(colon + 1);
        }
        if (verify) {
            if (!keyId.equals(accessKeyId)) {
                throw Dialect.S3.unknownKey();
            }
            if (!Signing.equal(S3ProxyHandlers.signatureVersion2(request, secretAccessKey, inQuery), signature)) {
                throw Dialect.S3.mismatch();
            }
        }
        return new Signed(keyId, "us-east-1", null);
    }

    private void checkSkew(Dialect dialect, Claim claim) throws Refusal {
        var date = claim.date();
        if (!date.startsWith(claim.credential().get(1))) {
            throw dialect.skewed("Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date");
        }
        var signed = instant(date);
        var now = clock.instant();
        if (Duration.between(signed, now).abs().compareTo(MAX_SKEW) > 0) {
            throw dialect.skewed(
                    signed.isBefore(now)
                            ? "Signature expired: " + date + " is now earlier than " + format(now.minus(MAX_SKEW))
                            : "Signature not yet current: " + date + " is still later than "
                                    + format(now.plus(MAX_SKEW)));
        }
    }

    private void checkExpiry(Instant expires) throws Refusal {
        if (clock.instant().isAfter(expires)) {
            throw new Refusal(403, "AccessDenied", "Request has expired");
        }
    }

    private static String format(Instant instant) {
        return DATE.format(instant.atOffset(ZoneOffset.UTC));
    }

    private static Instant instant(String date) {
        return LocalDateTime.parse(date, DATE).toInstant(ZoneOffset.UTC);
    }

    private static String date(Dialect dialect, @Nullable String date) throws Refusal {
        if (date == null) {
            throw dialect.incomplete(
                    "Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header.");
        }
        try {
            DATE.parse(date);
            return date;
        } catch (DateTimeParseException e) {
            throw dialect.incomplete("Date must be in ISO-8601 'basic format'. Got '" + date + "'.");
        }
    }

    private static List<String> credential(Dialect dialect, String credential) throws Refusal {
        var parts = List.of(credential.split("/", -1));
        if (parts.size() != 5 || !parts.get(4).equals("aws4_request")) {
            throw dialect.incomplete(
                    "Credential must have exactly 5 slash-delimited elements, e.g. keyid/date/region/service/term.");
        }
        return parts;
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

    private static String part(Dialect dialect, Map<String, String> parts, String name) throws Refusal {
        var value = parts.get(name);
        if (value == null) {
            throw dialect.incomplete("Authorization header requires '" + name + "' parameter.");
        }
        return value;
    }

    private static String parameter(Query query, String name) throws Refusal {
        var value = query.get(name);
        if (value == null) {
            throw new Refusal(
                    400,
                    "AuthorizationQueryParametersError",
                    "Query-string authentication requires the " + name + " parameter.");
        }
        return value;
    }

    /** The text that Version 4 signs the hash of. */
    private static final class CanonicalRequest {
        static String of(Dialect dialect, HttpServletRequest request, String signedHeaders, String payloadHash) {
            var text = new StringBuilder(request.getMethod()).append('\n');
            text.append(path(dialect, request)).append('\n');
            text.append(query(request.getQueryString())).append('\n');
            for (var name : signedHeaders.split(";", -1)) {
                var values = Collections.list(request.getHeaders(name)).stream()
                        .map(value -> value.strip().replaceAll("\\s+", " "))
                        .toList();
                text.append(name).append(':').append(String.join(",", values)).append('\n');
            }
            text.append('\n').append(signedHeaders).append('\n');
            return text.append(payloadHash).toString();
        }

        /** All services but S3 escape the path, as it was sent, once more. */
        private static String path(Dialect dialect, HttpServletRequest request) {
            if (dialect == Dialect.S3) {
                return request instanceof S3Request s3 ? s3.sentPath() : request.getRequestURI();
            }
            var path = request.getRequestURI();
            return path.isEmpty() ? "/" : path.replace("%", "%25");
        }

        private static String query(@Nullable String query) {
            if (query == null || query.isEmpty()) {
                return "";
            }
            var parameters = new ArrayList<String>();
            for (var parameter : query.split("&", -1)) {
                if (!parameter.startsWith("X-Amz-Signature=")) {
                    var equals = parameter.indexOf('=');
                    var name = equals < 0 ? parameter : parameter.substring(0, equals);
                    parameters.add(encode(name) + "=" + encode(equals < 0 ? "" : parameter.substring(equals + 1)));
                }
            }
            // by name and then by value: the sign of equality sorts after some characters of names
            parameters.sort(Comparator.comparing((String parameter) -> parameter.substring(0, parameter.indexOf('=')))
                    .thenComparing(parameter -> parameter.substring(parameter.indexOf('=') + 1)));
            return String.join("&", parameters);
        }

        /** Clients sign more characters escaped than they send escaped. */
        private static String encode(String sent) {
            return URLEncoder.encode(Query.decode(sent), StandardCharsets.UTF_8)
                    .replace("+", "%20")
                    .replace("*", "%2A")
                    .replace("%7E", "~");
        }
    }
}
