package dev.pallas.local.internal;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * Where a server keeps what it has: a folder that stays, or one that is deleted at the end. The server holds a lock on the file
 * {@value #LOCK} in it as long as it lives.
 */
final class DataFolders {
    private static final String LOCK = "lock";
    private static final String TEMPORARY = "pallas-local-athena-";
    /** A folder of this age is locked if anyone is going to use it. */
    private static final Duration SETTLED = Duration.ofMinutes(10);

    private DataFolders() {}

    /** Makes a folder that is to be deleted, and deletes those whose processes were killed before they could. */
    static Path temporary() throws IOException {
        var parent = Path.of(System.getProperty("java.io.tmpdir"));
        deleteAbandoned(parent, Clock.systemUTC().instant().minus(SETTLED));
        return Files.createTempDirectory(parent, TEMPORARY);
    }

    static void deleteAbandoned(Path parent, Instant before) throws IOException {
        try (var folders = Files.newDirectoryStream(parent, TEMPORARY + "*")) {
            for (var folder : folders) {
                var lock = folder.resolve(LOCK);
                if (Files.isWritable(lock)
                        && Files.getLastModifiedTime(lock).toInstant().isBefore(before)
                        && isFree(lock)) {
                    Folders.delete(folder);
                }
            }
        }
    }

    private static boolean isFree(Path file) {
        try (var channel = FileChannel.open(file, StandardOpenOption.WRITE);
                var lock = channel.tryLock()) {
            return lock != null;
        } catch (IOException | OverlappingFileLockException e) {
            return false;
        }
    }

    /**
     * Makes a folder of its own for one start, where the server's libraries unpack their native code and never delete it. The server deletes
     * those of earlier starts, when it knows that it is alone.
     */
    static Path scratch(Path data) {
        try {
            Files.createDirectories(data);
            return Files.createTempDirectory(data, "tmp-");
        } catch (IOException e) {
            throw new IllegalStateException(
                    "local-athena did not start: the data folder " + data + " cannot be written (" + e + ").", e);
        }
    }
}
