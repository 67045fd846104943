package dev.pallas.local.internal;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Keeps the cache of jars from growing with every version: what no start used for 30 days is deleted, if no process uses the cache at that
 * moment. Each process that started a server holds a shared lock on the cache until it ends, and who deletes must have it alone.
 */
final class CacheUse {
    private static final String LOCK = "lock";
    private static final Duration KEPT = Duration.ofDays(30);
    /** A file's time of change tells its last use, to a day: starts do not write to the cache otherwise. */
    private static final Duration EXACT_TO = Duration.ofDays(1);

    /** By cache, the channel that carries the lock; one that nobody refers to is closed, and its lock with it. */
    private static final Map<Path, FileChannel> HELD = new HashMap<>();

    private CacheUse() {}

    /** Takes the cache in use until this JVM ends; the first use by anyone at a time cleans it. A cache that cannot be written is left alone. */
    // the channel stays open as long as this JVM lives
    @SuppressWarnings("resource")
    static synchronized void begin(Path cache, Instant now) {
        var key = cache.toAbsolutePath();
        if (HELD.containsKey(key)) {
            return;
        }
        try {
            var channel = FileChannel.open(
                    cache.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            HELD.put(key, channel);
            try (var alone = channel.tryLock()) {
                if (alone != null) {
                    deleteUnused(cache, now.minus(KEPT));
                }
            }
            channel.lock(0, Long.MAX_VALUE, true);
        } catch (IOException | OverlappingFileLockException e) {
            // then nobody can delete from it either
        }
    }

    static void deleteUnused(Path cache, Instant before) throws IOException {
        try (var entries = Files.newDirectoryStream(cache)) {
            for (var entry : entries) {
                if (!entry.endsWith(LOCK)
                        && Files.getLastModifiedTime(entry).toInstant().isBefore(before)) {
                    Folders.delete(entry);
                }
            }
        }
    }

    /** Notes that these are used now. */
    static void touch(List<Path> entries, Instant now) {
        for (var entry : entries) {
            try {
                if (Files.getLastModifiedTime(entry).toInstant().isBefore(now.minus(EXACT_TO))) {
                    Files.setLastModifiedTime(entry, FileTime.from(now));
                }
            } catch (IOException e) {
                // of another user, who deletes it some day, and then it is unpacked again
            }
        }
    }
}
