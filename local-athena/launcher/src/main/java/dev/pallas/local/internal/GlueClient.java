package dev.pallas.local.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The few calls of the Glue API that the launcher makes itself, signed as AWS asks for (Signature Version 4), without the AWS SDK: this
 * artifact has no dependencies.
 */
public final class GlueClient {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
    private static final String SIGNED_HEADERS = "host;x-amz-date;x-amz-target";

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI endpoint;
    private final String region;
    private final String accessKeyId;
    private final String secretAccessKey;
    private final Clock clock;

    public GlueClient(URI endpoint, String region, String accessKeyId, String secretAccessKey, Clock clock) {
        this.endpoint = endpoint;
        this.region = region;
        this.accessKeyId = accessKeyId;
        this.secretAccessKey = secretAccessKey;
        this.clock = clock;
    }

    /** Creates a database whose tables are in the location where nothing else is said. */
    public void createDatabase(String name, String location) {
        call("CreateDatabase", Map.of("DatabaseInput", Map.of("Name", name, "LocationUri", location)));
    }

    /** Deletes a database and the tables in it. */
    public void deleteDatabase(String name) {
        call("DeleteDatabase", Map.of("Name", name));
    }

    /** @throws IllegalStateException with the server's words, if it refuses */
    private void call(String operation, Map<String, ?> input) {
        var body = ControlClient.json(input);
        var time = TIME.format(clock.instant());
        var target = "AWSGlue." + operation;
        var request = HttpRequest.newBuilder(endpoint.resolve("/"))
                .header("Content-Type", "application/x-amz-json-1.1")
                .header("X-Amz-Date", time)
                .header("X-Amz-Target", target)
                .header("Authorization", authorization(time, target, body))
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        try {
            var answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new IllegalStateException("local-athena refuses " + operation + ": " + answer.body());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("local-athena does not answer at " + endpoint, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("The thread was interrupted while local-athena was asked.", e);
        }
    }

    private String authorization(String time, String target, String body) {
        var day = time.substring(0, 8);
        var scope = day + "/" + region + "/glue/aws4_request";
        var canonical = String.join(
                "\n",
                "POST",
                "/",
                "",
                "host:" + endpoint.getAuthority(),
                "x-amz-date:" + time,
                "x-amz-target:" + target,
                "",
                SIGNED_HEADERS,
                sha256(body));
        var text = String.join("\n", "AWS4-HMAC-SHA256", time, scope, sha256(canonical));
        var key = ("AWS4" + secretAccessKey).getBytes(StandardCharsets.UTF_8);
        for (var part : new String[] {day, region, "glue", "aws4_request"}) {
            key = hmac(key, part);
        }
        return "AWS4-HMAC-SHA256 Credential=" + accessKeyId + "/" + scope + ", SignedHeaders=" + SIGNED_HEADERS
                + ", Signature=" + HexFormat.of().formatHex(hmac(key, text));
    }

    private static String sha256(String text) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JVM has SHA-256", e);
        }
    }

    private static byte[] hmac(byte[] key, String text) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JVM has HmacSHA256", e);
        }
    }

    /** Leaves the keys out. */
    @Override
    public String toString() {
        return "GlueClient[" + endpoint + "]";
    }
}
