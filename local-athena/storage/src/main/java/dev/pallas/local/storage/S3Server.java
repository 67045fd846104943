package dev.pallas.local.storage;

import java.io.Closeable;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import org.gaul.s3proxy.AuthenticationType;
import org.gaul.s3proxy.S3Proxy;
import org.jclouds.ContextBuilder;
import org.jclouds.blobstore.BlobStoreContext;
import org.jclouds.filesystem.FilesystemApiMetadata;

/**
 * An S3 endpoint on a folder: each bucket is a folder in it, each object a file. It listens on the loopback interface and accepts only
 * requests that are signed with the one key pair (Signature Version 2 or 4, in a header or a presigned URL).
 *
 * <p>The server loads this class in a class loader of its own and calls it by reflection, since its libraries are other versions of the
 * engine's: keep constructor, {@link #port()} and {@link #close()} as they are.
 */
public final class S3Server implements Closeable {
    private static final String HOST = "127.0.0.1";

    private final BlobStoreContext context;
    private final S3Proxy proxy;

    /**
     * Starts the endpoint and returns when it listens.
     *
     * @param folder where the buckets are; made if it is not there
     * @param port 0 for any free port
     * @throws IOException if the folder cannot be made or the port is taken
     */
    public S3Server(Path folder, int port, String accessKeyId, String secretAccessKey) throws IOException {
        Files.createDirectories(folder);
        var properties = new Properties();
        properties.setProperty("jclouds.filesystem.basedir", folder.toString());
        // by its class: a search by name would load the storage of other makers, whose jars are left out
        context = ContextBuilder.newBuilder(new FilesystemApiMetadata())
                .credentials("identity", "credential")
                .overrides(properties)
                .build(BlobStoreContext.class);
        proxy = S3Proxy.builder()
                .blobStore(context.getBlobStore())
                .endpoint(URI.create("http://" + HOST + ":" + port))
                .awsAuthentication(AuthenticationType.AWS_V2_OR_V4, accessKeyId, secretAccessKey)
                // SDKs send headers that the library does not know, and do not depend on them
                .ignoreUnknownHeaders(true)
                .build();
        try {
            proxy.start();
        } catch (Exception e) {
            context.close();
            throw new IOException("The S3 endpoint did not start: " + e.getMessage(), e);
        }
    }

    /** The port that the endpoint listens on. */
    public int port() {
        return proxy.getPort();
    }

    @Override
    public void close() throws IOException {
        try {
            proxy.stop();
        } catch (Exception e) {
            throw new IOException("The S3 endpoint did not stop: " + e.getMessage(), e);
        } finally {
            context.close();
        }
    }
}
