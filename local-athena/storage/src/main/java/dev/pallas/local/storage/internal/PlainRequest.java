package dev.pallas.local.storage.internal;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A request whose body was decoded or is verified as it is read, with headers that speak of the plain content. */
final class PlainRequest extends S3Request {
    private static final List<String> HIDDEN = List.of("x-amz-trailer", "content-encoding");

    private final InputStream body;

    PlainRequest(S3Request request, InputStream body) {
        super((HttpServletRequest) request.getRequest());
        this.body = body;
    }

    @Override
    public @Nullable String getHeader(String name) {
        if (name.equalsIgnoreCase(Signatures.CONTENT_HASH)) {
            return Signatures.UNSIGNED;
        }
        if (name.equalsIgnoreCase("content-encoding")) {
            return contentEncoding();
        }
        return HIDDEN.stream().anyMatch(name::equalsIgnoreCase) ? null : super.getHeader(name);
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
