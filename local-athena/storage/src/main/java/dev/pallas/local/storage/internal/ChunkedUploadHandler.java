package dev.pallas.local.storage.internal;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Locale;
import org.gaul.shaded.org.eclipse.jetty.server.Handler;
import org.gaul.shaded.org.eclipse.jetty.server.Request;
import org.gaul.shaded.org.eclipse.jetty.server.handler.HandlerCollection;
import org.jspecify.annotations.Nullable;

/**
 * Takes the requests whose body comes in chunks: verifies them and passes them on with their plain content. All others pass through, to be
 * verified by the handler that they reach.
 */
public final class ChunkedUploadHandler extends HandlerCollection {
    private static final String CONTENT_HASH = "x-amz-content-sha256";
    private static final String SIGNED = "STREAMING-AWS4-HMAC-SHA256-PAYLOAD";
    private static final String SIGNED_TRAILER = "STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER";
    private static final String UNSIGNED_TRAILER = "STREAMING-UNSIGNED-PAYLOAD-TRAILER";

    private final Handler verifying;
    private final Handler trusting;
    private final String accessKeyId;
    private final String secretAccessKey;
    private final Clock clock;

    /**
     * Stands before two handlers.
     *
     * @param verifying takes the requests that are not verified here
     * @param trusting takes those that are
     */
    public ChunkedUploadHandler(
            Handler verifying, Handler trusting, String accessKeyId, String secretAccessKey, Clock clock) {
        super(verifying, trusting);
        this.verifying = verifying;
        this.trusting = trusting;
        this.accessKeyId = accessKeyId;
        this.secretAccessKey = secretAccessKey;
        this.clock = clock;
    }

    @Override
    public void handle(String target, Request base, HttpServletRequest request, HttpServletResponse response)
            throws IOException, ServletException {
        var kind = request.getHeader(CONTENT_HASH);
        if (!SIGNED.equals(kind) && !SIGNED_TRAILER.equals(kind) && !UNSIGNED_TRAILER.equals(kind)) {
            verifying.handle(target, base, request, response);
            return;
        }
        try {
            var signature = ChunkSignature.verify(request, accessKeyId, secretAccessKey, clock);
            var trailer = SIGNED.equals(kind) ? null : request.getHeader("x-amz-trailer");
            var body = new ChunkedBody(
                    new BufferedInputStream(request.getInputStream(), 64 << 10),
                    UNSIGNED_TRAILER.equals(kind) ? null : signature,
                    trailer == null ? null : trailer.strip().toLowerCase(Locale.ROOT));
            trusting.handle(target, base, new Plain(request, body), response);
        } catch (IOException | RuntimeException e) {
            var refusal = refusal(e);
            if (refusal == null || response.isCommitted()) {
                throw e;
            }
            base.setHandled(true);
            write(response, refusal, request.getRequestURI());
        }
    }

    /** The refusal that a body threw, which the storage may have wrapped. */
    private static @Nullable S3Refusal refusal(Throwable failure) {
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof S3Refusal refusal) {
                return refusal;
            }
        }
        return null;
    }

    private static void write(HttpServletResponse response, S3Refusal refusal, String resource) throws IOException {
        response.reset();
        response.setStatus(refusal.status());
        response.setContentType("application/xml");
        var body = "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Error><Code>" + refusal.code() + "</Code><Message>"
                + escape(String.valueOf(refusal.getMessage())) + "</Message><Resource>" + escape(resource)
                + "</Resource></Error>";
        response.getOutputStream().write(body.getBytes(StandardCharsets.UTF_8));
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    /** The request with its body decoded, and with headers that speak of that. */
    private static final class Plain extends HttpServletRequestWrapper {
        private static final List<String> HIDDEN = List.of("x-amz-trailer", "content-encoding", "content-md5");

        private final InputStream body;

        Plain(HttpServletRequest request, InputStream body) {
            super(request);
            this.body = body;
        }

        @Override
        public @Nullable String getHeader(String name) {
            if (name.equalsIgnoreCase(CONTENT_HASH)) {
                return "UNSIGNED-PAYLOAD";
            }
            if (name.equalsIgnoreCase("content-encoding")) {
                return contentEncoding();
            }
            return isHidden(name) ? null : super.getHeader(name);
        }

        @Override
        public Enumeration<String> getHeaders(String name) {
            var value = getHeader(name);
            return value == null ? Collections.emptyEnumeration() : Collections.enumeration(List.of(value));
        }

        @Override
        public Enumeration<String> getHeaderNames() {
            var names = new ArrayList<String>();
            Collections.list(super.getHeaderNames()).stream()
                    .filter(name -> getHeader(name) != null)
                    .forEach(names::add);
            return Collections.enumeration(names);
        }

        /** The object's own encoding, without that of the transfer. */
        private @Nullable String contentEncoding() {
            var encoding = super.getHeader("content-encoding");
            if (encoding == null) {
                return null;
            }
            var rest = new ArrayList<String>();
            for (var part : encoding.split(",", -1)) {
                if (!part.strip().equalsIgnoreCase("aws-chunked") && !part.isBlank()) {
                    rest.add(part.strip());
                }
            }
            return rest.isEmpty() ? null : String.join(",", rest);
        }

        private static boolean isHidden(String name) {
            return HIDDEN.stream().anyMatch(name::equalsIgnoreCase);
        }

        @Override
        public ServletInputStream getInputStream() {
            return new ServletInputStream() {
                @Override
                public int read() throws IOException {
                    return body.read();
                }

                @Override
                public int read(byte[] bytes, int offset, int length) throws IOException {
                    return body.read(bytes, offset, length);
                }

                @Override
                public boolean isFinished() {
                    return false;
                }

                @Override
                public boolean isReady() {
                    return true;
                }

                @Override
                public void setReadListener(ReadListener listener) {
                    throw new UnsupportedOperationException("this body is read by blocking");
                }
            };
        }
    }
}
