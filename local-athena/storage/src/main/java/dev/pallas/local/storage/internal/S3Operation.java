package dev.pallas.local.storage.internal;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The names of S3's operations. */
final class S3Operation {
    /** What follows the verb in the name of an operation on a part of a bucket, by the parameter that names the part. */
    private static final Map<String, String> OF_BUCKET = Map.ofEntries(
            Map.entry("accelerate", "BucketAccelerateConfiguration"),
            Map.entry("acl", "BucketAcl"),
            Map.entry("analytics", "BucketAnalyticsConfiguration"),
            Map.entry("cors", "BucketCors"),
            Map.entry("encryption", "BucketEncryption"),
            Map.entry("intelligent-tiering", "BucketIntelligentTieringConfiguration"),
            Map.entry("inventory", "BucketInventoryConfiguration"),
            Map.entry("lifecycle", "BucketLifecycleConfiguration"),
            Map.entry("location", "BucketLocation"),
            Map.entry("logging", "BucketLogging"),
            Map.entry("metrics", "BucketMetricsConfiguration"),
            Map.entry("notification", "BucketNotificationConfiguration"),
            Map.entry("object-lock", "ObjectLockConfiguration"),
            Map.entry("ownershipControls", "BucketOwnershipControls"),
            Map.entry("policy", "BucketPolicy"),
            Map.entry("policyStatus", "BucketPolicyStatus"),
            Map.entry("publicAccessBlock", "PublicAccessBlock"),
            Map.entry("replication", "BucketReplication"),
            Map.entry("requestPayment", "BucketRequestPayment"),
            Map.entry("tagging", "BucketTagging"),
            Map.entry("versioning", "BucketVersioning"),
            Map.entry("website", "BucketWebsite"));

    private static final Map<String, String> OF_OBJECT = Map.of(
            "acl", "ObjectAcl",
            "attributes", "ObjectAttributes",
            "legal-hold", "ObjectLegalHold",
            "retention", "ObjectRetention",
            "tagging", "ObjectTagging",
            "torrent", "ObjectTorrent");

    private S3Operation() {}

    /**
     * Names an operation.
     *
     * @param header tells the value of a header; null if there is none
     */
    static String name(String method, String bucket, String key, Query query, UnaryOperator<@Nullable String> header) {
        if (bucket.isEmpty()) {
            return method.equals("GET") || method.equals("HEAD") ? "ListBuckets" : verb(method) + "Service";
        }
        return key.isEmpty() ? ofBucket(method, query) : ofObject(method, query, header);
    }

    private static String ofBucket(String method, Query query) {
        for (var part : OF_BUCKET.entrySet()) {
            if (query.has(part.getKey())) {
                return verb(method) + part.getValue();
            }
        }
        return switch (method) {
            case "HEAD" -> "HeadBucket";
            case "PUT" -> "CreateBucket";
            case "DELETE" -> "DeleteBucket";
            case "POST" -> query.has("delete") ? "DeleteObjects" : "PostObject";
            case "GET" -> {
                if (query.has("uploads")) {
                    yield "ListMultipartUploads";
                }
                if (query.has("versions")) {
                    yield "ListObjectVersions";
                }
                yield "2".equals(query.get("list-type")) ? "ListObjectsV2" : "ListObjects";
            }
            default -> verb(method) + "Bucket";
        };
    }

    private static String ofObject(String method, Query query, UnaryOperator<@Nullable String> header) {
        for (var part : OF_OBJECT.entrySet()) {
            if (query.has(part.getKey())) {
                return verb(method) + part.getValue();
            }
        }
        var copies = header.apply("x-amz-copy-source") != null;
        return switch (method) {
            case "HEAD" -> "HeadObject";
            case "GET" -> query.has("uploadId") ? "ListParts" : "GetObject";
            case "DELETE" -> query.has("uploadId") ? "AbortMultipartUpload" : "DeleteObject";
            case "PUT" -> {
                if (query.has("uploadId")) {
                    yield copies ? "UploadPartCopy" : "UploadPart";
                }
                yield copies ? "CopyObject" : "PutObject";
            }
            case "POST" -> {
                if (query.has("uploads")) {
                    yield "CreateMultipartUpload";
                }
                if (query.has("uploadId")) {
                    yield "CompleteMultipartUpload";
                }
                yield List.of("select", "restore").stream()
                        .filter(query::has)
                        .findFirst()
                        .map(part -> part.equals("select") ? "SelectObjectContent" : "RestoreObject")
                        .orElse("PostObject");
            }
            default -> verb(method) + "Object";
        };
    }

    private static String verb(String method) {
        return switch (method) {
            case "GET", "HEAD" -> "Get";
            case "PUT" -> "Put";
            case "DELETE" -> "Delete";
            case "POST" -> "Post";
            default -> method.charAt(0) + method.substring(1).toLowerCase(Locale.ROOT);
        };
    }
}
