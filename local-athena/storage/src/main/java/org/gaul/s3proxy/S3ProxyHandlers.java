package org.gaul.s3proxy;

import jakarta.servlet.http.HttpServletRequest;
import org.gaul.shaded.org.eclipse.jetty.server.Handler;
import org.jclouds.blobstore.BlobStore;

/**
 * Makes the HTTP handlers of S3Proxy by themselves, so that another handler can stand before them; the library offers them only as a part
 * of its own server.
 */
public final class S3ProxyHandlers {
    /** The largest object that one request may put: 5 GiB, as in S3. */
    private static final long MAX_SINGLE_PART = 5L << 30;

    private S3ProxyHandlers() {}

    /** A handler that trusts its caller to have verified the request. */
    public static Handler trusting(BlobStore store) {
        // SDKs send headers that the library does not know, and do not depend on them
        var ignoreUnknownHeaders = true;
        return new S3ProxyHandlerJetty(
                store,
                AuthenticationType.NONE,
                "",
                "",
                null,
                MAX_SINGLE_PART,
                MAX_SINGLE_PART,
                ignoreUnknownHeaders,
                new CrossOriginResourceSharing(),
                "",
                0);
    }

    /**
     * The signature of a request by Signature Version 2.
     *
     * @param request path style
     * @param presigned whether the signature is in the query
     */
    public static String signatureVersion2(HttpServletRequest request, String secretAccessKey, boolean presigned) {
        var bothDates = request.getHeader("date") != null && request.getHeader("x-amz-date") != null;
        return AwsSignature.createAuthorizationSignature(
                request, request.getRequestURI(), secretAccessKey, presigned, bothDates);
    }
}
