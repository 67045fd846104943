package dev.pallas.local.storage.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class S3RequestTest {
    @ParameterizedTest
    @CsvSource({
        "bucket.localhost:8080, bucket",
        "Bucket.localhost, bucket",
        "my.dotted.bucket.localhost:1, my.dotted.bucket",
        "bucket.s3.us-east-1.amazonaws.com, bucket",
        "my.bucket.s3.amazonaws.com:443, my.bucket",
        "bucket.s3-eu-west-1.amazonaws.com, bucket",
        "bucket.s3.localhost:80, bucket",
        "bucket.s3.local.test:80, bucket",
        "localhost:8080,",
        "s3.localhost:8080,",
        "127.0.0.1:8080,",
        "[::1]:8080,",
        "s3.us-east-1.amazonaws.com,",
        "s3.amazonaws.com,",
        "athena:8080,",
        "an.inner.host:8080,"
    })
    void aHostMayNameABucket(String host, String bucket) {
        assertThat(S3Request.bucketOfHost(host)).isEqualTo(bucket);
    }

    @Test
    void virtualHostStyleBecomesPathStyle() {
        var object = Requests.s3("GET", "/a/b%20c?x=1", Map.of("host", "bucket.localhost:1"));
        assertThat(object.getRequestURI()).isEqualTo("/bucket/a/b%20c");
        assertThat(object.sentPath()).isEqualTo("/a/b%20c");
        assertThat(object.bucket()).isEqualTo("bucket");
        assertThat(object.key()).isEqualTo("a/b c");
        assertThat(object.resource()).isEqualTo("bucket/a/b c");
        var bucket = Requests.s3("GET", "/?list-type=2", Map.of("host", "bucket.localhost:1"));
        assertThat(bucket.getRequestURI()).isEqualTo("/bucket");
        assertThat(bucket.operation()).isEqualTo("ListObjectsV2");
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /, ListBuckets",
        "HEAD, /, ListBuckets",
        "PUT, /b, CreateBucket",
        "PUT, /b/, CreateBucket",
        "HEAD, /b, HeadBucket",
        "DELETE, /b, DeleteBucket",
        "GET, /b?location, GetBucketLocation",
        "GET, /b?location=, GetBucketLocation",
        "GET, /b?versioning, GetBucketVersioning",
        "PUT, /b?policy, PutBucketPolicy",
        "GET, /b, ListObjects",
        "GET, /b?list-type=2&prefix=x, ListObjectsV2",
        "GET, /b?versions, ListObjectVersions",
        "GET, /b?uploads, ListMultipartUploads",
        "POST, /b?delete, DeleteObjects",
        "POST, /b, PostObject",
        "GET, /b/k, GetObject",
        "GET, /b/k?versionId=1, GetObject",
        "HEAD, /b/k, HeadObject",
        "PUT, /b/k, PutObject",
        "DELETE, /b/k, DeleteObject",
        "GET, /b/k?tagging, GetObjectTagging",
        "GET, /b/k?attributes, GetObjectAttributes",
        "POST, /b/k?uploads, CreateMultipartUpload",
        "PUT, /b/k?partNumber=1&uploadId=2, UploadPart",
        "POST, /b/k?uploadId=2, CompleteMultipartUpload",
        "DELETE, /b/k?uploadId=2, AbortMultipartUpload",
        "GET, /b/k?uploadId=2, ListParts",
        "POST, /b/k?select&select-type=2, SelectObjectContent"
    })
    void eachRequestHasTheNameThatAwsGivesIt(String method, String uri, String operation) {
        assertThat(Requests.s3(method, uri, Map.of()).operation()).isEqualTo(operation);
    }

    @Test
    void aCopyIsToldByItsHeader() {
        var source = Map.of("x-amz-copy-source", "b/other");
        assertThat(Requests.s3("PUT", "/b/k", source).operation()).isEqualTo("CopyObject");
        assertThat(Requests.s3("PUT", "/b/k?partNumber=1&uploadId=2", source).operation())
                .isEqualTo("UploadPartCopy");
    }

    @Test
    void aFormInTheBodyIsNoParameter() {
        var request = Requests.s3("POST", "/b/k?uploads", Map.of("content-type", "application/x-www-form-urlencoded"));
        assertThat(request.getParameter("uploads")).isEmpty();
        assertThat(request.getParameterMap()).containsOnlyKeys("uploads");
    }
}
