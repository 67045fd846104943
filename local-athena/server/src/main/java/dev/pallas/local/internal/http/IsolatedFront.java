package dev.pallas.local.internal.http;

import dev.pallas.local.storage.api.Backend;
import dev.pallas.local.storage.api.Front;
import dev.pallas.local.storage.api.FrontOptions;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Loads the HTTP front from jars of its own that this process's class path never sees: both sides bring Guava, Guice and Jetty, each in
 * another version. All they share is the package of {@link Front}. This is the one place that reaches across.
 */
public final class IsolatedFront {
    private static final String CLASS = "dev.pallas.local.storage.HttpFront";

    private IsolatedFront() {}

    /**
     * Starts the front.
     *
     * @param jars the folder with its jars
     */
    public static Front start(Path jars, FrontOptions options, Backend backend) throws IOException {
        var thread = Thread.currentThread();
        var outer = thread.getContextClassLoader();
        @SuppressWarnings("resource") // lives as long as the front, which is as long as the process
        var loader = new URLClassLoader("front", urls(jars), new Shared());
        // the front's libraries look for providers in the context class loader
        thread.setContextClassLoader(loader);
        try {
            var constructor = loader.loadClass(CLASS).getConstructor(FrontOptions.class, Backend.class);
            return (Front) constructor.newInstance(options, backend);
        } catch (InvocationTargetException e) {
            throw e.getCause() instanceof IOException cause ? cause : new IOException(e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new IOException("The jars in " + jars + " do not hold the front: " + e, e);
        } finally {
            thread.setContextClassLoader(outer);
        }
    }

    /** Knows the JDK, and of this process's classes only those that both sides speak in. */
    private static final class Shared extends ClassLoader {
        private static final String PACKAGE = Front.class.getPackageName() + ".";

        Shared() {
            super("shared", ClassLoader.getPlatformClassLoader());
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            if (name.startsWith(PACKAGE)) {
                return Class.forName(name, false, Front.class.getClassLoader());
            }
            throw new ClassNotFoundException(name);
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
}
