package dev.pallas.local.storage.internal;

import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Locale;
import org.jclouds.blobstore.BlobStore;
import org.jspecify.annotations.Nullable;

/** An answer of S3Proxy with what it leaves out: ids of requests that differ, and checksums of objects. */
final class S3Answer extends HttpServletResponseWrapper {
    /** The metadata that remembers by which algorithm an object was put; no client sees it. */
    static final String ALGORITHM = "x-amz-meta-pallas-checksum-algorithm";

    private final S3Request request;
    private final BlobStore store;

    S3Answer(HttpServletResponse response, S3Request request, BlobStore store) {
        super(response);
        this.request = request;
        this.store = store;
    }

    @Override
    public void addHeader(String name, String value) {
        if (name.equalsIgnoreCase("x-amz-request-id")) {
            return;
        }
        if (!name.equalsIgnoreCase(ALGORITHM)) {
            super.addHeader(name, value);
        } else if (wantsChecksum()) {
            super.setHeader(value, checksum(value));
            super.setHeader("x-amz-checksum-type", "FULL_OBJECT");
        }
    }

    private boolean wantsChecksum() {
        return "ENABLED".equalsIgnoreCase(request.getHeader("x-amz-checksum-mode"))
                && request.getHeader("range") == null;
    }

    /** It is computed as it is asked: objects are near, and few ask. */
    private @Nullable String checksum(String header) {
        var checksum = BodyChecksum.of(header.toLowerCase(Locale.ROOT));
        var object = store.getBlob(request.bucket(), request.key());
        if (checksum == null || object == null) {
            return null;
        }
        try (InputStream content = object.getPayload().openStream()) {
            var buffer = new byte[64 << 10];
            for (var n = content.read(buffer); n >= 0; n = content.read(buffer)) {
                checksum.update(buffer, 0, n);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return checksum.base64();
    }
}
