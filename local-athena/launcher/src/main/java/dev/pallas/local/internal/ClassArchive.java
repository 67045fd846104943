package dev.pallas.local.internal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.UUID;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * The server's classes as the JVM keeps them in memory, in a file beside the jars, which saves a third of the work of a start. It is good
 * for one Java and one set of jars, and the JVM itself checks that.
 *
 * <p>The JVM writes it at the end of a process, which takes seconds. So the first start with a cache only leaves a mark there, the second
 * one writes, and those after it read: a cache that is thrown away after each build costs nothing. Processes that write at the same time
 * write files of their own; what cannot be written is done without.
 */
final class ClassArchive {
    private final @Nullable Path finished;
    private final @Nullable Path part;

    private ClassArchive(@Nullable Path finished, @Nullable Path part) {
        this.finished = finished;
        this.part = part;
    }

    /**
     * Finds out what this start is to do.
     *
     * @param cache null if there is none
     */
    static ClassArchive of(@Nullable Path cache, JavaRuntime java, List<Path> classPath) {
        if (cache == null) {
            return new ClassArchive(null, null);
        }
        var key = new CRC32();
        key.update((java.home() + " " + java.version() + " " + classPath).getBytes(StandardCharsets.UTF_8));
        var name = "classes-%s-%08x".formatted(java.version().feature(), key.getValue());
        var finished = cache.resolve(name + ".jsa");
        if (Files.isRegularFile(finished)) {
            deleteParts(cache, name);
            return new ClassArchive(finished, null);
        }
        var mark = cache.resolve(name + ".seen");
        if (Files.exists(mark) && Files.isWritable(cache)) {
            return new ClassArchive(finished, cache.resolve(name + "-" + UUID.randomUUID() + ".part"));
        }
        try {
            Files.writeString(mark, "");
        } catch (IOException e) {
            // seen by another process at the same time, or a cache that cannot be written to
        }
        return new ClassArchive(null, null);
    }

    /** What is left of processes whose launcher was killed; one that still writes has nothing to add to what is there. */
    private static void deleteParts(Path cache, String name) {
        try (var parts = Files.newDirectoryStream(cache, name + "-*.part")) {
            for (var left : parts) {
                Files.deleteIfExists(left);
            }
        } catch (IOException | DirectoryIteratorException e) {
            // it is a cache
        }
    }

    /** Whether the process writes the archive at its end, which takes seconds. */
    boolean writes() {
        return part != null;
    }

    /** The options by which the JVM reads or writes the archive. */
    List<String> options() {
        if (part != null) {
            // what cannot be archived is no news
            return List.of("-XX:ArchiveClassesAtExit=" + part, "-Xlog:disable", "-Xlog:all=error:stderr");
        }
        return finished == null
                ? List.of()
                : List.of("-XX:SharedArchiveFile=" + finished, "-Xlog:disable", "-Xlog:all=error:stderr");
    }

    /**
     * Keeps what the process wrote, for the starts to come.
     *
     * @param complete whether it ended by itself
     */
    void ended(boolean complete) {
        if (part == null || finished == null) {
            return;
        }
        try {
            if (complete && Files.isRegularFile(part)) {
                Files.move(part, finished, StandardCopyOption.ATOMIC_MOVE);
            }
        } catch (AtomicMoveNotSupportedException e) {
            // half of an archive is none
        } catch (IOException e) {
            // another process has it open, or was faster
        }
        try {
            Files.deleteIfExists(part);
        } catch (IOException e) {
            // a file in a cache, which nobody reads
        }
    }
}
