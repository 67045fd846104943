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

    /** The metadata that remembers what encryption an object was put with; no client sees it, and nothing is encrypted. */
    static final String ENCRYPTION = "x-amz-meta-pallas-encryption";

    static final String SERVER_SIDE_ENCRYPTION = "x-amz-server-side-encryption";
    private static final String KEY_ID = SERVER_SIDE_ENCRYPTION + "-aws-kms-key-id";

    /** What S3Proxy gives an object that came without a type. */
    private static final String S3PROXY_DEFAULT = "application/unknown";

    private final S3Request request;
    private final BlobStore store;

    S3Answer(HttpServletResponse response, S3Request request, BlobStore store) {
        super(response);
        this.request = request;
        this.store = store;
        switch (request.operation()) {
            case "GetObject", "HeadObject" -> tellEncryption("AES256");
            case "PutObject", "CopyObject", "CreateMultipartUpload" -> {
                var asked = encryption(request);
                tellEncryption(asked == null ? "AES256" : asked);
            }
            default -> {
                // speaks of no whole object
            }
        }
    }

    /** The encryption that a request asks for, and behind a blank the key; null if it asks for none. */
    static @Nullable String encryption(S3Request request) {
        var algorithm = request.getHeader(SERVER_SIDE_ENCRYPTION);
        var key = request.getHeader(KEY_ID);
        return algorithm == null || key == null ? algorithm : algorithm + " " + key;
    }

    private void tellEncryption(String encryption) {
        var blank = encryption.indexOf(' ');
        super.setHeader(SERVER_SIDE_ENCRYPTION, blank < 0 ? encryption : encryption.substring(0, blank));
        if (blank >= 0) {
            super.setHeader(KEY_ID, encryption.substring(blank + 1));
        }
    }

    @Override
    public void addHeader(String name, String value) {
        if (name.equalsIgnoreCase("x-amz-request-id")) {
            return;
        }
        if (name.equalsIgnoreCase("content-type")) {
            setContentType(value);
        } else if (name.equalsIgnoreCase(ENCRYPTION)) {
            tellEncryption(value);
        } else if (!name.equalsIgnoreCase(ALGORITHM)) {
            super.addHeader(name, value);
        } else if (wantsChecksum()) {
            super.setHeader(value, checksum(value));
            super.setHeader("x-amz-checksum-type", "FULL_OBJECT");
        }
    }

    @Override
    public void setContentType(@Nullable String type) {
        super.setContentType(S3PROXY_DEFAULT.equals(type) ? "binary/octet-stream" : type);
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
