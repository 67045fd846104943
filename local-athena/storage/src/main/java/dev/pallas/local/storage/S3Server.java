package dev.pallas.local.storage;

import dev.pallas.local.storage.internal.ChunkedUploadHandler;
import dev.pallas.local.storage.internal.ObjectsOnly;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Properties;
import org.gaul.s3proxy.S3ProxyHandlers;
import org.gaul.shaded.org.eclipse.jetty.http.HttpCompliance;
import org.gaul.shaded.org.eclipse.jetty.http.UriCompliance;
import org.gaul.shaded.org.eclipse.jetty.server.HttpConfiguration;
import org.gaul.shaded.org.eclipse.jetty.server.HttpConnectionFactory;
import org.gaul.shaded.org.eclipse.jetty.server.Server;
import org.gaul.shaded.org.eclipse.jetty.server.ServerConnector;
import org.gaul.shaded.org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.jclouds.ContextBuilder;
import org.jclouds.blobstore.BlobStoreContext;
import org.jclouds.filesystem.FilesystemApiMetadata;

/**
 * An S3 endpoint on a folder: each bucket is a folder in it, each object a file. It listens on the loopback interface and accepts only
 * requests that are signed with the one key pair.
 *
 * <p>The server loads this class in a class loader of its own and calls it by reflection, since its libraries are other versions of the
 * engine's: keep constructor, {@link #port()} and {@link #close()} as they are.
 */
public final class S3Server implements Closeable {
    private final BlobStoreContext context;
    private final Server server;
    private final ServerConnector connector;

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
        var threads = new QueuedThreadPool(128, 4);
        threads.setName("s3");
        threads.setDaemon(true);
        server = new Server(threads);
        var http = new HttpConfiguration();
        http.setSendServerVersion(false);
        // keys may hold whatever an encoded path can hold, //, %2F and .. included
        http.setHttpCompliance(HttpCompliance.LEGACY);
        http.setUriCompliance(UriCompliance.LEGACY);
        connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(http));
        connector.setHost("127.0.0.1");
        connector.setPort(port);
        connector.setIdleTimeout(120_000);
        server.addConnector(connector);
        server.setStopTimeout(0);
        var store = new ObjectsOnly(context.getBlobStore());
        server.setHandler(new ChunkedUploadHandler(
                S3ProxyHandlers.verifying(store, accessKeyId, secretAccessKey),
                S3ProxyHandlers.trusting(store),
                accessKeyId,
                secretAccessKey,
                Clock.systemUTC()));
        try {
            server.start();
        } catch (Exception e) {
            context.close();
            throw new IOException("The S3 endpoint did not start: " + e.getMessage(), e);
        }
    }

    /** The port that the endpoint listens on. */
    public int port() {
        return connector.getLocalPort();
    }

    @Override
    public void close() throws IOException {
        try {
            server.stop();
        } catch (Exception e) {
            throw new IOException("The S3 endpoint did not stop: " + e.getMessage(), e);
        } finally {
            context.close();
        }
    }
}
