package dev.pallas.local.storage.internal;

import dev.pallas.local.storage.api.Backend;
import dev.pallas.local.storage.api.Backend.Caller;
import dev.pallas.local.storage.api.Fault;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.gaul.shaded.org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/** Takes the requests to services that speak JSON 1.1: reads and verifies them, and lets them go wrong. */
final class JsonGate {
    static final String CONTENT_TYPE = "application/x-amz-json-1.1";

    static final String TARGET = "X-Amz-Target";
    private static final String PENDING = JsonGate.class.getName();
    /** Above all that the services accept; what is larger is refused unread. */
    private static final int MAX_BODY = 32 << 20;

    private final Backend backend;
    private final Signatures signatures;
    private final Spoiler spoiler;
    private final Supplier<UUID> requestIds;

    JsonGate(Backend backend, Signatures signatures, Spoiler spoiler, Supplier<UUID> requestIds) {
        this.backend = backend;
        this.signatures = signatures;
        this.spoiler = spoiler;
        this.requestIds = requestIds;
    }

    /** Whether a request is for a service that speaks JSON. */
    static boolean takes(HttpServletRequest request) {
        return request.getHeader(TARGET) != null
                || (request.getMethod().equals("POST")
                        && request.getRequestURI().equals("/")
                        && !isForm(request.getContentType()));
    }

    private static boolean isForm(@Nullable String contentType) {
        return contentType != null && contentType.startsWith("multipart/");
    }

    /** A request that was read and accepted. */
    private record Pending(String target, ByteBuffer body, Caller caller, Fault fault) {}

    void handle(Request base, HttpServletRequest request, HttpServletResponse response, boolean client)
            throws IOException {
        try {
            var pending = (Pending) request.getAttribute(PENDING);
            if (pending == null) {
                pending = accept(request, response, client);
                request.setAttribute(PENDING, pending);
                if (spoiler.delays(base, pending.fault())) {
                    return;
                }
            }
            var fault = pending.fault();
            if (fault.error() != null) {
                throw Refusal.of(fault.error());
            }
            if (fault.reset() == Fault.Reset.BEFORE) {
                Spoiler.reset(base);
                return;
            }
            var answer = backend.call(pending.target(), pending.body().array(), pending.caller());
            if (fault.reset() == Fault.Reset.AFTER) {
                Spoiler.reset(base);
                return;
            }
            Answers.write(response, answer);
        } catch (Refusal refusal) {
            Answers.jsonError(response, refusal);
        }
    }

    private Pending accept(HttpServletRequest request, HttpServletResponse response, boolean client)
            throws IOException {
        var requestId = requestIds.get().toString();
        response.setHeader("x-amzn-RequestId", requestId);
        var body = body(request);
        var signed = signatures.json(request, signatures.verifies() ? Signing.sha256(body) : "");
        var target = target(request);
        var dot = target.lastIndexOf('.');
        var fault =
                client ? backend.fault(service(target.substring(0, dot)), target.substring(dot + 1), "") : Fault.NONE;
        return new Pending(
                target,
                ByteBuffer.wrap(unzip(request, body)),
                new Caller(requestId, signed.accessKeyId(), signed.region(), client),
                fault);
    }

    private static String target(HttpServletRequest request) throws Refusal {
        var contentType = request.getContentType();
        var target = request.getHeader(TARGET);
        if (target == null
                || target.lastIndexOf('.') < 0
                || !request.getMethod().equals("POST")) {
            throw new Refusal(400, "UnknownOperationException", "There is no operation " + target + ".");
        }
        // CBOR and whatever else is to come included
        if (contentType == null
                || !contentType
                        .toLowerCase(Locale.ROOT)
                        .startsWith(CONTENT_TYPE.substring(0, CONTENT_TYPE.length() - 1))) {
            throw new Refusal(
                    400,
                    "SerializationException",
                    "The content type must be " + CONTENT_TYPE + ", not " + contentType + ".");
        }
        return target;
    }

    /** {@code athena} for {@code AmazonAthena}, {@code glue} for {@code AWSGlue}. */
    private static String service(String prefix) {
        return prefix.replaceFirst("^(Amazon|AWS)", "").toLowerCase(Locale.ROOT);
    }

    static byte[] body(HttpServletRequest request) throws IOException {
        if (request.getContentLengthLong() > MAX_BODY) {
            throw tooLarge();
        }
        return read(request.getInputStream());
    }

    private static byte[] unzip(HttpServletRequest request, byte[] body) throws IOException {
        var encoding = request.getHeader("content-encoding");
        if (encoding == null || encoding.equalsIgnoreCase("identity")) {
            return body;
        }
        if (!encoding.equalsIgnoreCase("gzip")) {
            throw new Refusal(
                    400, "SerializationException", "The content encoding must be gzip or none, not " + encoding + ".");
        }
        try (var plain = new GZIPInputStream(new ByteArrayInputStream(body))) {
            return read(plain);
        } catch (ZipException | EOFException e) {
            throw new Refusal(400, "SerializationException", "The body is not in gzip encoding.");
        }
    }

    private static byte[] read(InputStream in) throws IOException {
        var body = in.readNBytes(MAX_BODY + 1);
        if (body.length > MAX_BODY) {
            throw tooLarge();
        }
        return body;
    }

    private static Refusal tooLarge() {
        return new Refusal(413, "RequestEntityTooLargeException", "The body is larger than " + MAX_BODY + " bytes.");
    }
}
