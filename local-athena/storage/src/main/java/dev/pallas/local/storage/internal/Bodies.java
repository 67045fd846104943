package dev.pallas.local.storage.internal;

import dev.pallas.local.storage.internal.Signatures.Signed;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Undoes what a request does to its body on the way: chunks, signatures of chunks, checksums in front or behind. */
final class Bodies {
    private static final String SIGNED = "STREAMING-AWS4-HMAC-SHA256-PAYLOAD";
    private static final String SIGNED_TRAILER = "STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER";
    private static final String UNSIGNED_TRAILER = "STREAMING-UNSIGNED-PAYLOAD-TRAILER";
    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

    private Bodies() {}

    /** The request with a body that is plain, and refuses to be read to its end if it is not what the headers say. */
    static S3Request plain(S3Request request, Signed signed, boolean verify) throws IOException {
        var hash = String.valueOf(request.getHeader(Signatures.CONTENT_HASH));
        if (hash.startsWith("STREAMING-")) {
            var body = chunked(request, hash, signed);
            return new PlainRequest(request, body, body::checksums);
        }
        var checks = new ArrayList<BodyCheck.Check>();
        var declared = new HashMap<String, String>();
        for (var name : Collections.list(request.getHeaderNames())) {
            var lower = name.toLowerCase(Locale.ROOT);
            var checksum = BodyChecksum.of(lower);
            if (checksum != null && carriesContent(request)) {
                var value = String.valueOf(request.getHeader(name));
                declared.put(lower, value);
                checks.add(BodyCheck.checksum(lower, checksum, value));
            }
        }
        if (verify && SHA256.matcher(hash).matches()) {
            checks.add(BodyCheck.hash(hash));
        }
        if (checks.isEmpty()) {
            return request;
        }
        var length = request.getContentLengthLong();
        return new PlainRequest(
                request,
                new BodyCheck(request.getInputStream(), Math.max(0, length), List.copyOf(checks)),
                () -> declared);
    }

    /** Elsewhere a checksum speaks of the object, not of the body. */
    private static boolean carriesContent(S3Request request) {
        return List.of("PutObject", "UploadPart", "DeleteObjects").contains(request.operation());
    }

    private static ChunkedBody chunked(S3Request request, String kind, Signed signed) throws IOException {
        if (!kind.equals(SIGNED) && !kind.equals(SIGNED_TRAILER) && !kind.equals(UNSIGNED_TRAILER)) {
            throw Refusal.notImplemented("bodies of the kind " + kind, " Sign with Signature Version 4.");
        }
        var trailer = kind.equals(SIGNED) ? null : request.getHeader("x-amz-trailer");
        return new ChunkedBody(
                new BufferedInputStream(request.getInputStream(), 64 << 10),
                kind.equals(UNSIGNED_TRAILER) ? null : signed.chunks(),
                trailer == null ? null : trailer.strip().toLowerCase(Locale.ROOT));
    }
}
