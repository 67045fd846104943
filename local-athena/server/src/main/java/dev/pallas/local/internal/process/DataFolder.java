package dev.pallas.local.internal.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/** The folder that a server keeps all it has in. It belongs to one process at a time, which holds a lock on it until it ends. */
final class DataFolder {
    /** Its content is the process id of who holds it. */
    private static final String LOCK = "lock";
    /** Where a process keeps what is worth nothing later; the launcher makes one for each start. */
    private static final String SCRATCH = "tmp-*";

    /** The channel that carries the lock; one that nobody refers to is closed, and its lock with it. */
    private static @Nullable FileChannel held;

    private DataFolder() {}

    /**
     * Takes the folder for this process, and deletes what processes before it left that was not meant to stay.
     *
     * @param scratch this process's own scratch folder
     * @throws StartException if another process has the folder, or it cannot be written
     */
    // the channel stays open as long as the process lives
    @SuppressWarnings("resource")
    static synchronized void take(Path folder, Path scratch) throws StartException {
        if (held != null) {
            throw new IllegalStateException("This process has a folder already.");
        }
        try {
            Files.createDirectories(folder);
            var channel = FileChannel.open(
                    folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            if (channel.tryLock() == null) {
                throw new StartException("The data folder " + folder + " is in use by another local-athena (process "
                        + Files.readString(folder.resolve(LOCK)).strip() + ").");
            }
            held = channel;
            channel.truncate(0);
            channel.write(
                    ByteBuffer.wrap(Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.US_ASCII)));
            try (var old = Files.newDirectoryStream(folder, SCRATCH)) {
                for (var entry : old) {
                    if (!entry.equals(scratch)) {
                        delete(entry);
                    }
                }
            }
        } catch (IOException e) {
            throw new StartException("The data folder " + folder + " cannot be written (" + e + ").");
        }
    }

    /** Deletes a folder and all in it, as far as that is possible. */
    static void delete(Path folder) {
        try (var files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).forEach(DataFolder::deleteOne);
        } catch (IOException | UncheckedIOException e) {
            // a query may still write; the launcher, or the next start, deletes what is left
        }
    }

    private static void deleteOne(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
