package dev.pallas.local.internal.s3;

import com.amazonaws.AmazonServiceException;
import com.amazonaws.ClientConfiguration;
import com.amazonaws.SdkClientException;
import com.amazonaws.auth.AWSStaticCredentialsProvider;
import com.amazonaws.auth.BasicAWSCredentials;
import com.amazonaws.client.builder.AwsClientBuilder.EndpointConfiguration;
import com.amazonaws.services.s3.AmazonS3;
import com.amazonaws.services.s3.AmazonS3ClientBuilder;
import com.amazonaws.services.s3.model.AbortMultipartUploadRequest;
import com.amazonaws.services.s3.model.CompleteMultipartUploadRequest;
import com.amazonaws.services.s3.model.DeleteObjectsRequest;
import com.amazonaws.services.s3.model.GetObjectRequest;
import com.amazonaws.services.s3.model.InitiateMultipartUploadRequest;
import com.amazonaws.services.s3.model.ListObjectsV2Request;
import com.amazonaws.services.s3.model.ObjectMetadata;
import com.amazonaws.services.s3.model.PartETag;
import com.amazonaws.services.s3.model.S3ObjectInputStream;
import com.amazonaws.services.s3.model.UploadPartRequest;
import java.io.ByteArrayInputStream;
import java.io.FileNotFoundException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** {@link S3Objects} by the AWS SDK for Java 1, which the engine brings. */
public final class AwsS3Objects implements S3Objects {
    /** What one part of a large object holds; S3 demands at least 5 MiB. */
    private static final int PART_SIZE = 8 << 20;

    private static final int DELETE_BATCH = 1000;

    private final AmazonS3 client;
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        var thread = new Thread(task, "s3-put");
        thread.setDaemon(true);
        return thread;
    });

    public AwsS3Objects(URI endpoint, String region, String accessKeyId, String secretAccessKey) {
        client = AmazonS3ClientBuilder.standard()
                .withEndpointConfiguration(new EndpointConfiguration(endpoint.toString(), region))
                .withCredentials(
                        new AWSStaticCredentialsProvider(new BasicAWSCredentials(accessKeyId, secretAccessKey)))
                .withPathStyleAccessEnabled(true)
                // bodies are in memory, so they are signed as a whole
                .withChunkedEncodingDisabled(true)
                .withClientConfiguration(new ClientConfiguration().withMaxConnections(64))
                .build();
    }

    @Override
    public S3Output create(S3Location location) {
        return new Upload(location);
    }

    @Override
    public void put(S3Location location, byte[] content) throws IOException {
        call(location, () -> {
            var metadata = new ObjectMetadata();
            metadata.setContentLength(content.length);
            return client.putObject(location.bucket(), location.key(), new ByteArrayInputStream(content), metadata);
        });
    }

    @Override
    public CompletableFuture<Void> putLater(S3Location location, byte[] content) {
        var done = new CompletableFuture<Void>();
        threads.execute(() -> {
            try {
                put(location, content);
                done.complete(null);
            } catch (IOException | RuntimeException e) {
                done.completeExceptionally(e);
            }
        });
        return done;
    }

    @Override
    public InputStream open(S3Location location) throws IOException {
        return open(location, 0);
    }

    @Override
    public InputStream open(S3Location location, long from) throws IOException {
        var request = new GetObjectRequest(location.bucket(), location.key());
        if (from > 0) {
            request.setRange(from);
        }
        return new Content(call(location, () -> client.getObject(request)).getObjectContent());
    }

    /** Ends the connection if it is closed early: the client would do the same, but with a warning for each. */
    private static final class Content extends FilterInputStream {
        private final S3ObjectInputStream content;
        private boolean atEnd;

        Content(S3ObjectInputStream content) {
            super(content);
            this.content = content;
        }

        @Override
        public int read() throws IOException {
            var next = super.read();
            atEnd |= next < 0;
            return next;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            var count = super.read(bytes, offset, length);
            atEnd |= count < 0;
            return count;
        }

        @Override
        public void close() throws IOException {
            if (atEnd) {
                super.close();
            } else {
                content.abort();
            }
        }
    }

    @Override
    public List<S3Entry> list(S3Location prefix) throws IOException {
        var entries = new ArrayList<S3Entry>();
        var request = new ListObjectsV2Request().withBucketName(prefix.bucket()).withPrefix(prefix.key());
        while (true) {
            var page = call(prefix, () -> client.listObjectsV2(request));
            for (var object : page.getObjectSummaries()) {
                entries.add(new S3Entry(new S3Location(prefix.bucket(), object.getKey()), object.getSize()));
            }
            if (!page.isTruncated()) {
                return entries;
            }
            request.setContinuationToken(page.getNextContinuationToken());
        }
    }

    @Override
    public void delete(S3Location location) throws IOException {
        call(location, () -> {
            client.deleteObject(location.bucket(), location.key());
            return true;
        });
    }

    @Override
    public void deletePrefix(S3Location prefix) throws IOException {
        var keys = list(prefix).stream().map(entry -> entry.location().key()).toList();
        for (var from = 0; from < keys.size(); from += DELETE_BATCH) {
            var batch = keys.subList(from, Math.min(from + DELETE_BATCH, keys.size()));
            call(
                    prefix,
                    () -> client.deleteObjects(new DeleteObjectsRequest(prefix.bucket())
                            .withKeys(batch.toArray(String[]::new))
                            .withQuiet(true)));
        }
    }

    @Override
    public boolean exists(S3Location location) throws IOException {
        return call(location, () -> client.doesObjectExist(location.bucket(), location.key()));
    }

    @Override
    public boolean bucketExists(String bucket) throws IOException {
        return call(new S3Location(bucket, ""), () -> client.doesBucketExistV2(bucket));
    }

    @Override
    public void createBucket(String bucket) throws IOException {
        if (!bucketExists(bucket)) {
            call(new S3Location(bucket, ""), () -> client.createBucket(bucket));
        }
    }

    @Override
    public void close() {
        threads.shutdown();
        client.shutdown();
    }

    /** A request to S3. */
    private interface Call<T> {
        T run();
    }

    private static <T> T call(S3Location location, Call<T> call) throws IOException {
        try {
            return call.run();
        } catch (AmazonServiceException e) {
            // 416: shorter than the place to read from
            if (e.getStatusCode() == 404 || e.getStatusCode() == 416) {
                var missing = new FileNotFoundException(location + ": " + e.getErrorMessage());
                missing.initCause(e);
                throw missing;
            }
            throw new IOException(location + ": " + e.getMessage(), e);
        } catch (SdkClientException e) {
            throw new IOException(location + ": " + e.getMessage(), e);
        }
    }

    /** Collects a part in memory; the second part makes it a multipart upload. */
    private final class Upload extends S3Output {
        private final S3Location location;
        private final List<PartETag> parts = new ArrayList<>();
        private byte[] part = new byte[64 << 10];
        private int size;
        private @Nullable String uploadId;
        private boolean closed;

        Upload(S3Location location) {
            this.location = location;
        }

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            if (closed) {
                throw new IOException(location + " is closed");
            }
            var from = offset;
            var left = length;
            while (left > 0) {
                if (size == PART_SIZE) {
                    sendPart();
                }
                var n = Math.min(left, PART_SIZE - size);
                reserve(size + n);
                System.arraycopy(bytes, from, part, size, n);
                size += n;
                from += n;
                left -= n;
            }
        }

        private void reserve(int capacity) {
            if (capacity > part.length) {
                var larger = new byte[Math.min(PART_SIZE, Math.max(capacity, part.length * 2))];
                System.arraycopy(part, 0, larger, 0, size);
                part = larger;
            }
        }

        private void sendPart() throws IOException {
            var id = uploadId;
            if (id == null) {
                var request = new InitiateMultipartUploadRequest(location.bucket(), location.key());
                id = call(location, () -> client.initiateMultipartUpload(request))
                        .getUploadId();
                uploadId = id;
            }
            var request = new UploadPartRequest()
                    .withBucketName(location.bucket())
                    .withKey(location.key())
                    .withUploadId(id)
                    .withPartNumber(parts.size() + 1)
                    .withInputStream(new ByteArrayInputStream(part, 0, size))
                    .withPartSize(size);
            parts.add(call(location, () -> client.uploadPart(request)).getPartETag());
            size = 0;
        }

        @Override
        public void close() throws IOException {
            if (closed) {
                return;
            }
            if (uploadId == null) {
                closed = true;
                var metadata = new ObjectMetadata();
                metadata.setContentLength(size);
                var content = new ByteArrayInputStream(part, 0, size);
                call(location, () -> client.putObject(location.bucket(), location.key(), content, metadata));
                return;
            }
            try {
                sendPart();
                var request = new CompleteMultipartUploadRequest(location.bucket(), location.key(), uploadId, parts);
                call(location, () -> client.completeMultipartUpload(request));
                closed = true;
            } finally {
                abort();
            }
        }

        @Override
        public void abort() {
            if (closed) {
                return;
            }
            closed = true;
            if (uploadId != null) {
                try {
                    client.abortMultipartUpload(
                            new AbortMultipartUploadRequest(location.bucket(), location.key(), uploadId));
                } catch (SdkClientException e) {
                    // the parts stay behind in a folder that is thrown away; the caller's own failure matters more
                }
            }
        }
    }
}
