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
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A request whose body was decoded or is verified as it is read, with headers that speak of the plain content. */
final class PlainRequest extends S3Request {
    private static final List<String> HIDDEN = List.of("x-amz-trailer", "content-encoding");

    private final InputStream body;
    private final Supplier<Map<String, String>> checksums;

    PlainRequest(S3Request request, InputStream body) {
        this(request, body, Map::of);
    }

    /** @param checksums of the body by the names of their headers, known when it was read */
    PlainRequest(S3Request request, InputStream body, Supplier<Map<String, String>> checksums) {
        super((HttpServletRequest) request.getRequest());
        this.body = body;
        this.checksums = checksums;
    }

    Map<String, String> checksums() {
        return checksums.get();
    }

    @Override
    public @Nullable String getHeader(String name) {
        if (name.equalsIgnoreCase(Signatures.CONTENT_HASH)) {
            return Signatures.UNSIGNED;
        }
        if (name.equalsIgnoreCase("content-encoding")) {
            return contentEncoding();
        }
        if (name.equalsIgnoreCase(S3Answer.ALGORITHM)) {
            return operation().equals("PutObject") ? checksumHeader() : null;
        }
        if (name.equalsIgnoreCase(S3Answer.ENCRYPTION)) {
            return carriesObject() ? S3Answer.encryption(this) : null;
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
        for (var kept : List.of(S3Answer.ALGORITHM, S3Answer.ENCRYPTION)) {
            if (getHeader(kept) != null) {
                names.add(kept);
            }
        }
        return Collections.enumeration(names);
    }

    /** The header or trailer that carries the checksum of the object; null if it has none. */
    private @Nullable String checksumHeader() {
        var trailer = super.getHeader("x-amz-trailer");
        if (trailer != null) {
            return trailer.strip().toLowerCase(Locale.ROOT);
        }
        return Collections.list(super.getHeaderNames()).stream()
                .map(name -> name.toLowerCase(Locale.ROOT))
                .filter(name -> BodyChecksum.of(name) != null)
                .findFirst()
                .orElse(null);
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
