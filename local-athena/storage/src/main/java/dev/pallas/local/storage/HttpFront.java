package dev.pallas.local.storage;

import dev.pallas.local.storage.api.Backend;
import dev.pallas.local.storage.api.Front;
import dev.pallas.local.storage.api.FrontOptions;
import dev.pallas.local.storage.internal.FrontHandler;
import dev.pallas.local.storage.internal.ObjectsOnly;
import dev.pallas.local.storage.internal.SafeKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.gaul.shaded.org.eclipse.jetty.http.HttpCompliance;
import org.gaul.shaded.org.eclipse.jetty.http.UriCompliance;
import org.gaul.shaded.org.eclipse.jetty.io.Connection;
import org.gaul.shaded.org.eclipse.jetty.server.ConnectionFactory;
import org.gaul.shaded.org.eclipse.jetty.server.DetectorConnectionFactory;
import org.gaul.shaded.org.eclipse.jetty.server.HttpConfiguration;
import org.gaul.shaded.org.eclipse.jetty.server.HttpConnection;
import org.gaul.shaded.org.eclipse.jetty.server.HttpConnectionFactory;
import org.gaul.shaded.org.eclipse.jetty.server.SecureRequestCustomizer;
import org.gaul.shaded.org.eclipse.jetty.server.Server;
import org.gaul.shaded.org.eclipse.jetty.server.ServerConnector;
import org.gaul.shaded.org.eclipse.jetty.server.SslConnectionFactory;
import org.gaul.shaded.org.eclipse.jetty.util.ssl.SslContextFactory;
import org.gaul.shaded.org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.jclouds.ContextBuilder;
import org.jclouds.blobstore.BlobStoreContext;
import org.jclouds.filesystem.FilesystemApiMetadata;
import org.jspecify.annotations.Nullable;

/**
 * The front, on a folder of buckets: each bucket is a folder in it, each object a file. It listens twice: for clients, and on a port of its
 * own for the process itself, with threads of its own, since what a client asks may ask there in turn.
 *
 * <p>The server loads this class in a class loader of its own, since its libraries are other versions of the engine's.
 */
public final class HttpFront implements Front {
    private static final String LOOPBACK = "127.0.0.1";
    private static final String CLIENTS = "clients";
    private static final String KEY_STORE_PASSWORD = "changeit";

    private final BlobStoreContext context;
    private final ScheduledExecutorService timer;
    private final Server server;
    private final ServerConnector clients;
    private final ServerConnector internal;

    /**
     * Takes the port of the clients and begins to answer on the internal one.
     *
     * @throws IOException if the folder cannot be made or the port is taken
     */
    public HttpFront(FrontOptions options, Backend backend) throws IOException {
        Files.createDirectories(options.folder());
        SafeKeys.deleteHalfWritten(options.folder());
        var properties = new Properties();
        properties.setProperty("jclouds.filesystem.basedir", options.folder().toString());
        // by its class: a search by name would load the storage of other makers, whose jars are left out
        context = ContextBuilder.newBuilder(new FilesystemApiMetadata())
                .credentials("identity", "credential")
                .overrides(properties)
                .build(BlobStoreContext.class);
        timer = Executors.newSingleThreadScheduledExecutor(task -> {
            var thread = new Thread(task, "front-timer");
            thread.setDaemon(true);
            return thread;
        });
        server = new Server(threads("front"));
        server.setStopTimeout(0);
        clients = connector(new ServerConnector(server, 1, 1, protocols(options.keyStore())));
        clients.setName(CLIENTS);
        clients.setHost(options.allInterfaces() ? null : LOOPBACK);
        clients.setPort(options.port());
        clients.addBean(new Connection.Listener() {
            @Override
            public void onOpened(Connection connection) {
                count(connection, true);
            }

            @Override
            public void onClosed(Connection connection) {
                count(connection, false);
            }

            /** With TLS there are several layers to a connection. */
            private void count(Connection connection, boolean opened) {
                if (connection instanceof HttpConnection) {
                    backend.connection(opened);
                }
            }
        });
        internal = connector(new ServerConnector(server, threads("internal"), null, null, 1, 1, http()));
        internal.setName("internal");
        internal.setHost(LOOPBACK);
        server.addConnector(internal);
        server.setHandler(FrontHandler.of(
                CLIENTS,
                new ObjectsOnly(new SafeKeys(context.getBlobStore())),
                backend,
                options,
                Clock.systemUTC(),
                timer,
                UUID::randomUUID));
        try {
            clients.open();
            server.start();
        } catch (Exception e) {
            close();
            throw e instanceof IOException io ? io : new IOException("The front did not start: " + e.getMessage(), e);
        }
    }

    private static QueuedThreadPool threads(String name) {
        var threads = new QueuedThreadPool(128, 4);
        threads.setName(name);
        threads.setDaemon(true);
        return threads;
    }

    /** HTTP, and before it what tells HTTPS by its first bytes. */
    private static ConnectionFactory[] protocols(@Nullable Path keyStore) {
        var http = http();
        if (keyStore == null) {
            return new ConnectionFactory[] {http};
        }
        var tls = new SslContextFactory.Server();
        tls.setKeyStorePath(keyStore.toString());
        tls.setKeyStorePassword(KEY_STORE_PASSWORD);
        // a client that asks for 127.0.0.1 names no host
        http.getHttpConfiguration().addCustomizer(new SecureRequestCustomizer(false));
        return new ConnectionFactory[] {
            new DetectorConnectionFactory(new SslConnectionFactory(tls, http.getProtocol())), http
        };
    }

    private static HttpConnectionFactory http() {
        var http = new HttpConfiguration();
        http.setSendServerVersion(false);
        // room for a session token and for long traces
        http.setRequestHeaderSize(64 << 10);
        // a signature covers the content type as it was written, charset=utf-8 or UTF-8
        http.setHeaderCacheCaseSensitive(true);
        // keys may hold whatever an encoded path can hold, //, %2F and .. included
        http.setHttpCompliance(HttpCompliance.LEGACY);
        http.setUriCompliance(UriCompliance.LEGACY);
        return new HttpConnectionFactory(http);
    }

    private static ServerConnector connector(ServerConnector connector) {
        connector.setIdleTimeout(120_000);
        // Java's own 50 drops connections of a burst, and a client's patience for one ends after two seconds
        connector.setAcceptQueueSize(4096);
        return connector;
    }

    @Override
    public int port() {
        return clients.getLocalPort();
    }

    @Override
    public int internalPort() {
        return internal.getLocalPort();
    }

    @Override
    public void open() throws IOException {
        server.addConnector(clients);
        try {
            clients.start();
        } catch (Exception e) {
            throw new IOException("The front does not answer: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() throws IOException {
        try {
            clients.close();
            server.stop();
        } catch (Exception e) {
            throw new IOException("The front did not stop: " + e.getMessage(), e);
        } finally {
            timer.shutdownNow();
            context.close();
        }
    }
}
