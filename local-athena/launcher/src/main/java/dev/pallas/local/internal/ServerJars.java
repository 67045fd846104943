package dev.pallas.local.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import org.jspecify.annotations.Nullable;

/**
 * The server's jars, which this artifact carries inside. They are unpacked once into a cache, each under a name that tells its content, so
 * that versions share what they have in common and processes that unpack at the same time do not disturb each other.
 */
public final class ServerJars {
    private static final String ROOT = "META-INF/pallas/";
    /** A system property that names the cache folder. */
    static final String CACHE_PROPERTY = "pallas.local.cache";

    private ServerJars() {}

    /**
     * Where the jars are.
     *
     * @param classPath the jars of the server, the server's own first
     * @param storage a folder with the jars of the S3 endpoint
     */
    public record Unpacked(List<Path> classPath, Path storage) {
        /** The cache that all of it is in; null if it was not unpacked, as in a build of this module. */
        @Nullable
        Path cache() {
            var folder = storage.getParent();
            return folder != null && folder.equals(classPath.get(0).getParent()) ? folder : null;
        }
    }

    /** The artifact's version; {@code unknown} if it runs from classes that are not packed. */
    public static String version() {
        var version = ServerJars.class.getPackage().getImplementationVersion();
        return version == null ? "unknown" : version;
    }

    /** Unpacks what is not unpacked yet. */
    public static Unpacked unpack() throws IOException {
        var source = source();
        if (Files.isDirectory(source)) {
            var root = source.resolve(ROOT);
            return new Unpacked(ordered(list(root.resolve("server"))), root.resolve("storage"));
        }
        var cache = cacheFolder();
        var now = Clock.systemUTC().instant();
        CacheUse.begin(cache, now);
        var unpacked = unpack(source, cache);
        CacheUse.touch(unpacked.classPath(), now);
        CacheUse.touch(List.of(unpacked.storage()), now);
        return unpacked;
    }

    static Unpacked unpack(Path artifact, Path cache) throws IOException {
        try (var jar = new JarFile(artifact.toFile())) {
            var server = unpack(jar, "server/", cache);
            var storage = unpack(jar, "storage/", cache);
            return new Unpacked(ordered(server), collect(storage, cache));
        }
    }

    private static Path source() {
        var code = ServerJars.class.getProtectionDomain().getCodeSource();
        try {
            return Path.of(code.getLocation().toURI());
        } catch (URISyntaxException | IllegalArgumentException e) {
            throw new IllegalStateException(
                    "local-athena must be on the class path as a jar of its own, not inside of " + code.getLocation(),
                    e);
        }
    }

    private static List<Path> list(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            throw new IllegalStateException(
                    "The server's jars are not in " + folder + ": build this module up to phase package.");
        }
        try (var files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".jar")).toList();
        }
    }

    /** The server's own jar first, so that its resources win; the rest by name, so that every start is the same. */
    private static List<Path> ordered(List<Path> jars) {
        var ordered = new ArrayList<>(jars);
        Collections.sort(ordered);
        ordered.sort((left, right) -> Boolean.compare(isOwn(right), isOwn(left)));
        return List.copyOf(ordered);
    }

    private static boolean isOwn(Path jar) {
        return jar.getFileName().toString().startsWith("pallas-");
    }

    private static List<Path> unpack(JarFile jar, String folder, Path cache) throws IOException {
        var unpacked = new ArrayList<Path>();
        for (var entry : Collections.list(jar.entries())) {
            if (entry.getName().startsWith(ROOT + folder) && entry.getName().endsWith(".jar")) {
                unpacked.add(unpack(jar, entry, cache));
            }
        }
        if (unpacked.isEmpty()) {
            throw new IllegalStateException(jar.getName() + " holds no jars of the server.");
        }
        return unpacked;
    }

    private static Path unpack(JarFile jar, ZipEntry entry, Path cache) throws IOException {
        var name = entry.getName()
                .substring(entry.getName().lastIndexOf('/') + 1, entry.getName().length() - 4);
        var target = cache.resolve("%s-%08x-%x.jar".formatted(name, entry.getCrc(), entry.getSize()));
        if (Files.isRegularFile(target) && Files.size(target) == entry.getSize()) {
            return target;
        }
        var part = Files.createTempFile(cache, "part-", ".tmp");
        try (var in = jar.getInputStream(entry)) {
            Files.copy(in, part, StandardCopyOption.REPLACE_EXISTING);
            move(part, target);
        } finally {
            Files.deleteIfExists(part);
        }
        return target;
    }

    /** The loader of the S3 endpoint takes a folder: one of links, or of copies where links are not to be had. */
    private static Path collect(List<Path> jars, Path cache) throws IOException {
        var name = new StringBuilder();
        jars.stream().map(Path::getFileName).sorted().forEach(name::append);
        var folder = cache.resolve("storage-%08x".formatted(name.toString().hashCode()));
        if (Files.isDirectory(folder)) {
            return folder;
        }
        var part = Files.createTempDirectory(cache, "part-");
        for (var jar : jars) {
            var target = part.resolve(jar.getFileName());
            try {
                Files.createLink(target, jar);
            } catch (IOException | UnsupportedOperationException e) {
                Files.copy(jar, target);
            }
        }
        try {
            Files.move(part, folder, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            Folders.delete(part);
            if (!Files.isDirectory(folder)) {
                throw e;
            }
        }
        return folder;
    }

    private static void move(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static Path cacheFolder() {
        var chosen = System.getProperty(CACHE_PROPERTY);
        if (chosen != null) {
            return create(Path.of(chosen));
        }
        var xdg = System.getenv("XDG_CACHE_HOME");
        var home = System.getProperty("user.home");
        var user = xdg != null && !xdg.isEmpty() ? Path.of(xdg) : home == null ? null : Path.of(home, ".cache");
        var cache = user == null ? null : tryCreate(user.resolve("pallas-local-athena"));
        if (cache != null) {
            return cache;
        }
        // a home that cannot be written to, as in some containers
        return create(Path.of(
                System.getProperty("java.io.tmpdir"), "pallas-local-athena-" + System.getProperty("user.name")));
    }

    private static @Nullable Path tryCreate(Path folder) {
        try {
            Files.createDirectories(folder);
            return Files.isWritable(folder) ? folder : null;
        } catch (IOException e) {
            return null;
        }
    }

    private static Path create(Path folder) {
        try {
            return Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "The cache folder " + folder + " cannot be made; name another with -D" + CACHE_PROPERTY + "=..", e);
        }
    }
}
