package dev.pallas.local.storage.internal;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Set;
import java.util.regex.Pattern;
import org.gaul.shaded.org.eclipse.jetty.server.Handler;
import org.gaul.shaded.org.eclipse.jetty.server.Request;
import org.jclouds.blobstore.BlobStore;
import org.jclouds.blobstore.domain.BlobMetadata;
import org.jspecify.annotations.Nullable;

/** What S3 does and S3Proxy does not, around it. */
final class S3Extras {
    private static final Pattern BUCKET_NAME = Pattern.compile("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]");
    private static final int MAX_KEY_BYTES = 1024;
    /** Everybody reads and writes everything here, so these change nothing. */
    private static final Set<String> CANNED_ACLS = Set.of(
            "private",
            "public-read",
            "public-read-write",
            "aws-exec-read",
            "authenticated-read",
            "bucket-owner-read",
            "bucket-owner-full-control",
            "log-delivery-write");
    /** Changes of one key that depend on what is there happen one after the other. */
    private static final int LOCKS = 64;

    private final Handler s3Proxy;
    private final BlobStore store;
    private final Listing listing;
    private final Uploads uploads;
    private final Object[] locks = new Object[LOCKS];

    /** @param store that S3Proxy serves */
    S3Extras(Handler s3Proxy, BlobStore store) {
        this.s3Proxy = s3Proxy;
        this.store = store;
        listing = new Listing(store);
        uploads = new Uploads(store);
        for (var i = 0; i < LOCKS; i++) {
            locks[i] = new Object();
        }
    }

    /** @param request whose body is plain */
    void handle(Request base, S3Request request, HttpServletResponse response) throws IOException, ServletException {
        check(request);
        Versions.check(request);
        checkUpload(request);
        var document = document(request);
        if (document != null) {
            Answers.xml(response, document);
            return;
        }
        if (request.operation().equals("HeadObject") && notModified(request)) {
            response.setStatus(304);
            return;
        }
        if (request.operation().equals("CreateBucket") && store.containerExists(request.bucket())) {
            // to create it again is no error, as in us-east-1
            response.setHeader("Location", "/" + request.bucket());
            return;
        }
        var forProxy =
                switch (request.operation()) {
                    // it may name a region, and S3Proxy knows none
                    case "CreateBucket" -> new PlainRequest(request, InputStream.nullInputStream());
                    case "DeleteObjects" -> Versions.withoutVersions(request);
                    case "CompleteMultipartUpload" -> Uploads.checkOrder(request);
                    default ->
                        remembersEncryption(request) ? new PlainRequest(request, request.getInputStream()) : request;
                };
        if (changesIf(request)) {
            synchronized (locks[Math.floorMod(request.resource().hashCode(), LOCKS)]) {
                checkPresent(request);
                proxy(base, forProxy, response);
            }
        } else {
            proxy(base, forProxy, response);
        }
    }

    /** The answer that S3Proxy is not asked for; null if it is. */
    private @Nullable String document(S3Request request) throws Refusal {
        var answered = listing.answer(request);
        if (answered != null) {
            return answered;
        }
        return switch (request.operation()) {
            case "ListParts" -> uploads.parts(request);
            case "GetObjectAttributes" -> attributes(request);
            default -> {
                if (request.operation().startsWith("GetObjectT")
                        || request.operation().endsWith("ObjectAcl")) {
                    metadata(request);
                }
                yield Subresources.answer(request);
            }
        };
    }

    private BlobMetadata metadata(S3Request request) throws Refusal {
        var metadata = store.blobMetadata(request.bucket(), request.key());
        if (metadata == null) {
            throw new Refusal(404, "NoSuchKey", "The specified key does not exist.");
        }
        return metadata;
    }

    private String attributes(S3Request request) throws Refusal {
        var metadata = metadata(request);
        var asked =
                Collections.list(request.getHeaders("x-amz-object-attributes")).toString();
        var xml = new StringBuilder("<GetObjectAttributesResponse xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\">");
        if (asked.contains("ETag")) {
            Listing.element(xml, "ETag", Listing.quoted(metadata.getETag()).replace("\"", ""));
        }
        if (asked.contains("StorageClass")) {
            Listing.element(xml, "StorageClass", Listing.storageClass(metadata));
        }
        if (asked.contains("ObjectSize")) {
            Listing.element(xml, "ObjectSize", String.valueOf(metadata.getSize()));
        }
        return xml.append("</GetObjectAttributesResponse>").toString();
    }

    private void proxy(Request base, S3Request request, HttpServletResponse response)
            throws IOException, ServletException {
        s3Proxy.handle(request.getRequestURI(), base, request, new S3Answer(response, request, store));
        if (request.operation().equals("HeadObject") && response.getStatus() == 200) {
            Range.apply(request, response);
        }
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
        var acl = request.cannedAcl();
        if (acl != null && !CANNED_ACLS.contains(acl)) {
            throw new Refusal(400, "InvalidArgument", "Invalid value for x-amz-acl: " + acl);
        }
        if (SafeKeys.isReserved(key) || key.indexOf('\0') >= 0) {
            throw Refusal.notImplemented("keys with the characters U+0000 to U+0003", "");
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

    private static boolean remembersEncryption(S3Request request) {
        return request.carriesObject()
                && !(request instanceof PlainRequest)
                && request.getHeader(S3Answer.SERVER_SIDE_ENCRYPTION) != null;
    }

    private static boolean changesIf(S3Request request) {
        return switch (request.operation()) {
            case "PutObject", "CompleteMultipartUpload" ->
                request.getHeader("if-none-match") != null || request.getHeader("if-match") != null;
            case "DeleteObject" -> request.getHeader("if-match") != null;
            default -> false;
        };
    }

    /** Checks what a change expects to be there, or not to be. */
    private void checkPresent(S3Request request) throws Refusal {
        var metadata = store.blobMetadata(request.bucket(), request.key());
        if ("*".equals(request.getHeader("if-none-match")) && metadata != null) {
            throw preconditionFailed();
        }
        var expected = request.getHeader("if-match");
        if (expected == null) {
            return;
        }
        if (metadata == null) {
            if (!request.operation().equals("DeleteObject")) {
                throw new Refusal(404, "NoSuchKey", "The specified key does not exist.");
            }
        } else if (!expected.equals("*") && !Listing.quoted(expected).equals(Listing.quoted(metadata.getETag()))) {
            throw preconditionFailed();
        }
    }

    private static Refusal preconditionFailed() {
        return new Refusal(412, "PreconditionFailed", "At least one of the pre-conditions you specified did not hold");
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
            throw preconditionFailed();
        }
        var since = request.getDateHeader("if-modified-since");
        return since >= 0 && seconds <= since && request.getHeader("if-none-match") == null;
    }
}
