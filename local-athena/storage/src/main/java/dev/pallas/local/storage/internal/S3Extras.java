package dev.pallas.local.storage.internal;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.gaul.shaded.org.eclipse.jetty.server.Handler;
import org.gaul.shaded.org.eclipse.jetty.server.Request;
import org.jclouds.blobstore.BlobStore;

/** What S3 does and S3Proxy does not, around it. */
final class S3Extras {
    private static final Pattern BUCKET_NAME = Pattern.compile("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]");
    private static final int MAX_KEY_BYTES = 1024;
    /** What a file system takes for a name, but for the mark of {@link SafeKeys}. */
    private static final int MAX_NAME_BYTES = 254;
    /** Puts of one key that depend on what is there happen one after the other. */
    private static final int LOCKS = 64;

    private final Handler s3Proxy;
    private final BlobStore store;
    private final Object[] locks = new Object[LOCKS];

    /** @param store that S3Proxy serves */
    S3Extras(Handler s3Proxy, BlobStore store) {
        this.s3Proxy = s3Proxy;
        this.store = store;
        for (var i = 0; i < LOCKS; i++) {
            locks[i] = new Object();
        }
    }

    /** @param request whose body is plain */
    void handle(Request base, S3Request request, HttpServletResponse response) throws IOException, ServletException {
        check(request);
        var document = Subresources.answer(request);
        if (document != null) {
            Answers.xml(response, document);
            return;
        }
        checkUpload(request);
        if (request.operation().equals("HeadObject") && notModified(request)) {
            response.setStatus(304);
            return;
        }
        var forProxy = request.operation().equals("CreateBucket")
                // it may name a region, and S3Proxy knows none
                ? new PlainRequest(request, InputStream.nullInputStream())
                : request;
        if (writesIfNone(request)) {
            synchronized (locks[Math.floorMod(request.resource().hashCode(), LOCKS)]) {
                if (store.blobExists(request.bucket(), request.key())) {
                    throw new Refusal(
                            412, "PreconditionFailed", "At least one of the pre-conditions you specified did not hold");
                }
                proxy(base, forProxy, response);
            }
        } else {
            proxy(base, forProxy, response);
        }
    }

    private void proxy(Request base, S3Request request, HttpServletResponse response)
            throws IOException, ServletException {
        s3Proxy.handle(request.getRequestURI(), base, request, new S3Answer(response, request, store));
        if (request instanceof PlainRequest plain && response.getStatus() == 200 && !response.isCommitted()) {
            // what was verified is told back
            plain.checksums().forEach(response::setHeader);
        }
    }

    private void check(S3Request request) throws Refusal {
        var bucket = request.bucket();
        if (bucket.isEmpty()) {
            return;
        }
        if (request.operation().equals("CreateBucket")
                && !BUCKET_NAME.matcher(bucket).matches()) {
            throw new Refusal(400, "InvalidBucketName", "The specified bucket is not valid.");
        }
        var key = request.key();
        if (key.getBytes(StandardCharsets.UTF_8).length > MAX_KEY_BYTES) {
            throw new Refusal(400, "KeyTooLongError", "Your key is too long");
        }
        for (var name : key.split("/", -1)) {
            if (name.getBytes(StandardCharsets.UTF_8).length > MAX_NAME_BYTES) {
                throw new Refusal(
                        400,
                        "KeyTooLongError",
                        "local-athena's S3 takes at most " + MAX_NAME_BYTES + " bytes between two slashes of a key.");
            }
        }
        if (SafeKeys.isReserved(key) || key.indexOf('\0') >= 0) {
            throw Refusal.notImplemented("keys with the characters U+0000 to U+0002", "");
        }
        var method = request.getMethod();
        if ((method.equals("GET") || method.equals("HEAD")) && key.isEmpty() && !store.containerExists(bucket)) {
            throw new Refusal(404, "NoSuchBucket", "The specified bucket does not exist");
        }
    }

    /** The object that S3Proxy keeps for an upload bears its id. */
    private void checkUpload(S3Request request) throws Refusal {
        var id = request.query().get("uploadId");
        if (id != null && (id.isEmpty() || !store.blobExists(request.bucket(), id))) {
            throw new Refusal(
                    404,
                    "NoSuchUpload",
                    "The specified upload does not exist. The upload ID may be invalid, or the upload may have been aborted or completed.");
        }
    }

    private static boolean writesIfNone(S3Request request) {
        var operation = request.operation();
        return (operation.equals("PutObject") || operation.equals("CompleteMultipartUpload"))
                && "*".equals(request.getHeader("if-none-match"));
    }

    /** S3Proxy mixes up what to answer to the dates of a HEAD. */
    private boolean notModified(S3Request request) throws Refusal {
        var metadata = store.blobMetadata(request.bucket(), request.key());
        var modified = metadata == null ? null : metadata.getLastModified();
        if (modified == null) {
            return false;
        }
        // headers tell whole seconds
        var seconds = modified.toInstant().getEpochSecond() * 1000;
        var unless = request.getDateHeader("if-unmodified-since");
        if (unless >= 0 && seconds > unless && request.getHeader("if-match") == null) {
            throw new Refusal(
                    412, "PreconditionFailed", "At least one of the pre-conditions you specified did not hold");
        }
        var since = request.getDateHeader("if-modified-since");
        return since >= 0 && seconds <= since && request.getHeader("if-none-match") == null;
    }
}
