package org.gaul.s3proxy;

import org.gaul.shaded.org.eclipse.jetty.server.Handler;
import org.jclouds.blobstore.BlobStore;

/**
 * Makes the HTTP handlers of S3Proxy by themselves, so that another handler can stand before them; the library offers them only as a part
 * of its own server.
 */
public final class S3ProxyHandlers {
    /** The largest object that one request may put: 5 GiB, as in S3. */
    private static final long MAX_SINGLE_PART = 5L << 30;
    /** A body that is signed as a whole is held in memory until it is verified. */
    private static final long MAX_SIGNED_BODY = 64L << 20;

    private static final int MAX_SKEW_SECONDS = 15 * 60;

    private S3ProxyHandlers() {}

    /** A handler that verifies requests by Signature Version 2 or 4, in a header or in a presigned URL. */
    public static Handler verifying(BlobStore store, String accessKeyId, String secretAccessKey) {
        return handler(store, AuthenticationType.AWS_V2_OR_V4, accessKeyId, secretAccessKey);
    }

    /** A handler that trusts its caller to have verified the request. */
    public static Handler trusting(BlobStore store) {
        return handler(store, AuthenticationType.NONE, "", "");
    }

    private static Handler handler(BlobStore store, AuthenticationType type, String identity, String credential) {
        // SDKs send headers that the library does not know, and do not depend on them
        var ignoreUnknownHeaders = true;
        return new S3ProxyHandlerJetty(
                store,
                type,
                identity,
                credential,
                null,
                MAX_SINGLE_PART,
                MAX_SIGNED_BODY,
                ignoreUnknownHeaders,
                new CrossOriginResourceSharing(),
                "",
                MAX_SKEW_SECONDS);
    }
}
