package dev.pallas.local.storage.internal;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.function.Supplier;

/** The one operation of the Security Token Service that clients of Athena need: who am I, and in which account. */
final class StsGate {
    private static final String ACCOUNT = "000000000000";
    private static final String NAMESPACE = "https://sts.amazonaws.com/doc/2011-06-15/";
    private static final String FORM = "application/x-www-form-urlencoded";

    private final Signatures signatures;
    private final Supplier<UUID> requestIds;

    StsGate(Signatures signatures, Supplier<UUID> requestIds) {
        this.signatures = signatures;
        this.requestIds = requestIds;
    }

    /** Whether a request is for a service that takes forms. */
    static boolean takes(HttpServletRequest request) {
        var contentType = request.getContentType();
        return request.getMethod().equals("POST")
                && request.getRequestURI().equals("/")
                && request.getHeader(JsonGate.TARGET) == null
                && contentType != null
                && contentType.startsWith(FORM);
    }

    void handle(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var requestId = requestIds.get().toString();
        response.setHeader("x-amzn-RequestId", requestId);
        try {
            var body = JsonGate.body(request);
            var signed = signatures.json(request, signatures.verifies() ? Signing.sha256(body) : "");
            var action = Query.of(new String(body, StandardCharsets.UTF_8)).get("Action");
            if (!"GetCallerIdentity".equals(action)) {
                throw new Refusal(
                        400, "InvalidAction", "local-athena offers GetCallerIdentity of STS only, not " + action + ".");
            }
            Answers.xml(
                    response,
                    "<GetCallerIdentityResponse xmlns=\"" + NAMESPACE + "\"><GetCallerIdentityResult><Arn>arn:aws:iam::"
                            + ACCOUNT + ":user/local-athena</Arn><UserId>" + Answers.escape(signed.accessKeyId())
                            + "</UserId><Account>" + ACCOUNT + "</Account></GetCallerIdentityResult>"
                            + metadata(requestId) + "</GetCallerIdentityResponse>");
        } catch (Refusal refusal) {
            response.setStatus(refusal.status());
            Answers.xml(
                    response,
                    "<ErrorResponse xmlns=\"" + NAMESPACE + "\"><Error><Type>Sender</Type><Code>" + refusal.code()
                            + "</Code><Message>" + Answers.escape(refusal.message()) + "</Message></Error><RequestId>"
                            + requestId + "</RequestId></ErrorResponse>");
        }
    }

    private static String metadata(String requestId) {
        return "<ResponseMetadata><RequestId>" + requestId + "</RequestId></ResponseMetadata>";
    }
}
