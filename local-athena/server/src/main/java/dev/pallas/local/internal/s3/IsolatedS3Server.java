package dev.pallas.local.internal.s3;

import java.io.Closeable;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The S3 endpoint, loaded from jars of its own that this process's class path never sees: both sides bring Guava, Guice and Jetty, each in
 * another version. This is the one place that reaches across.
 */
public final class IsolatedS3Server implements Closeable {
    private static final String CLASS = "dev.pallas.local.storage.S3Server";

    private final Closeable server;
    private final URI endpoint;

    /**
     * Starts the endpoint.
     *
     * @param jars the folder with the endpoint's jars
     * @param folder where the buckets are
     * @param port 0 for any free port
     */
    public IsolatedS3Server(Path jars, Path folder, int port, String accessKeyId, String secretAccessKey)
            throws IOException {
        var thread = Thread.currentThread();
        var outer = thread.getContextClassLoader();
        @SuppressWarnings("resource") // lives as long as the endpoint, which is as long as the process
        var loader = new URLClassLoader("storage", urls(jars), ClassLoader.getPlatformClassLoader());
        // the endpoint's libraries look for providers in the context class loader
        thread.setContextClassLoader(loader);
        try {
            var type = loader.loadClass(CLASS);
            var constructor = type.getConstructor(Path.class, int.class, String.class, String.class);
            server = (Closeable) constructor.newInstance(folder, port, accessKeyId, secretAccessKey);
            endpoint = URI.create("http://127.0.0.1:" + type.getMethod("port").invoke(server));
        } catch (InvocationTargetException e) {
            throw e.getCause() instanceof IOException cause ? cause : new IOException(e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new IOException("The jars in " + jars + " do not hold the S3 endpoint: " + e, e);
        } finally {
            thread.setContextClassLoader(outer);
        }
    }

    private static URL[] urls(Path jars) throws IOException {
        try (var files = Files.list(jars)) {
            var sorted = files.filter(file -> file.toString().endsWith(".jar"))
                    .sorted()
                    .toList();
            var urls = new URL[sorted.size()];
            for (var i = 0; i < urls.length; i++) {
                urls[i] = url(sorted.get(i));
            }
            return urls;
        }
    }

    private static URL url(Path file) throws MalformedURLException {
        return file.toUri().toURL();
    }

    public URI endpoint() {
        return endpoint;
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
