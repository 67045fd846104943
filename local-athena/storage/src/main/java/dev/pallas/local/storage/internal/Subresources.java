package dev.pallas.local.storage.internal;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What S3 tells of a bucket or an object to which nothing of it was ever done, and what of S3 is not offered. */
final class Subresources {
    private static final String NAMESPACE = " xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\"";

    private static final Map<String, String> EMPTY = Map.of(
            "GetBucketVersioning", "<VersioningConfiguration" + NAMESPACE + "/>",
            "GetBucketLogging", "<BucketLoggingStatus" + NAMESPACE + "/>",
            "GetBucketNotificationConfiguration", "<NotificationConfiguration" + NAMESPACE + "/>",
            "GetBucketAccelerateConfiguration", "<AccelerateConfiguration" + NAMESPACE + "/>",
            "GetBucketRequestPayment",
                    "<RequestPaymentConfiguration" + NAMESPACE
                            + "><Payer>BucketOwner</Payer></RequestPaymentConfiguration>",
            "GetBucketEncryption",
                    "<ServerSideEncryptionConfiguration" + NAMESPACE
                            + "><Rule><ApplyServerSideEncryptionByDefault><SSEAlgorithm>AES256</SSEAlgorithm>"
                            + "</ApplyServerSideEncryptionByDefault><BucketKeyEnabled>false</BucketKeyEnabled></Rule>"
                            + "</ServerSideEncryptionConfiguration>",
            "GetObjectTagging", "<Tagging" + NAMESPACE + "><TagSet/></Tagging>");

    private static final Map<String, String> MISSING = Map.ofEntries(
            Map.entry("GetBucketTagging", "NoSuchTagSet: The TagSet does not exist"),
            Map.entry("GetBucketPolicy", "NoSuchBucketPolicy: The bucket policy does not exist"),
            Map.entry("GetBucketPolicyStatus", "NoSuchBucketPolicy: The bucket policy does not exist"),
            Map.entry("GetBucketCors", "NoSuchCORSConfiguration: The CORS configuration does not exist"),
            Map.entry(
                    "GetBucketLifecycleConfiguration",
                    "NoSuchLifecycleConfiguration: The lifecycle configuration does not exist"),
            Map.entry(
                    "GetPublicAccessBlock",
                    "NoSuchPublicAccessBlockConfiguration: The public access block configuration was not found"),
            Map.entry(
                    "GetBucketWebsite",
                    "NoSuchWebsiteConfiguration: The specified bucket does not have a website configuration"),
            Map.entry(
                    "GetBucketOwnershipControls",
                    "OwnershipControlsNotFoundError: The bucket ownership controls were not found"),
            Map.entry(
                    "GetObjectLockConfiguration",
                    "ObjectLockConfigurationNotFoundError: Object Lock configuration does not exist for this bucket"),
            Map.entry(
                    "GetBucketReplication",
                    "ReplicationConfigurationNotFoundError: The replication configuration was not found"),
            Map.entry(
                    "GetObjectRetention",
                    "NoSuchObjectLockConfiguration: The specified object does not have a ObjectLock configuration"),
            Map.entry(
                    "GetObjectLegalHold",
                    "NoSuchObjectLockConfiguration: The specified object does not have a ObjectLock configuration"));

    /** What S3Proxy answers. */
    private static final Set<String> OFFERED = Set.of(
            "HeadBucket",
            "CreateBucket",
            "DeleteBucket",
            "GetBucketLocation",
            "GetBucketAcl",
            "PutBucketAcl",
            "ListMultipartUploads",
            "DeleteObjects",
            "HeadObject",
            "GetObject",
            "PutObject",
            "CopyObject",
            "DeleteObject",
            "GetObjectAcl",
            "PutObjectAcl",
            "CreateMultipartUpload",
            "UploadPart",
            "UploadPartCopy",
            "CompleteMultipartUpload",
            "AbortMultipartUpload");

    private Subresources() {}

    /**
     * The answer to what has never been set.
     *
     * @return null if the request is for S3Proxy to answer
     * @throws Refusal if there is no such thing, or it is not offered
     */
    static @Nullable String answer(S3Request request) throws Refusal {
        var operation = request.operation();
        if (OFFERED.contains(operation)) {
            refuseWhatIsLeftOut(request);
            return null;
        }
        var document = EMPTY.get(operation);
        if (document != null) {
            return document;
        }
        var missing = MISSING.get(operation);
        if (missing != null) {
            var colon = missing.indexOf(':');
            throw new Refusal(404, missing.substring(0, colon), missing.substring(colon + 2));
        }
        throw Refusal.notImplemented(operation, "");
    }

    private static void refuseWhatIsLeftOut(S3Request request) throws Refusal {
        if (request.getHeader("x-amz-tagging") != null) {
            throw Refusal.notImplemented("tags of objects", " Put the object without them.");
        }
        if (request.getHeader("x-amz-server-side-encryption-customer-algorithm") != null) {
            throw Refusal.notImplemented("encryption with keys of the customer", " Leave it to the service.");
        }
    }
}
