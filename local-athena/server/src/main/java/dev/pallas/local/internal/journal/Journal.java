package dev.pallas.local.internal.journal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedOutputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the changes of a state in a file, one JSON object to a line. A change is in the file before anyone sees its effect, so a process
 * that is killed loses none; the line it may have been writing at that moment is dropped when the file is read again. The file is replaced
 * by a shorter one that says the same when it is opened, and when it has grown to a multiple of that.
 *
 * <p>Not safe for use by many threads: whoever guards the state guards its journal.
 */
public final class Journal {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long WORTH_COMPACTING = 16L << 20;

    private final @Nullable Path file;
    private final State state;
    private final long worthCompacting;
    /** Not a channel, which an interrupt of the writing thread would close. */
    private @Nullable RandomAccessFile out;

    private long compactSize;

    /** What is kept. */
    public interface State {
        /** Takes back a change that was written; in the order of writing. */
        void apply(JsonNode change);

        /** Tells the changes that lead from nothing to what is now. */
        void describe(Consumer<ObjectNode> changes);
    }

    private Journal(@Nullable Path file, State state, long worthCompacting) {
        this.file = file;
        this.state = state;
        this.worthCompacting = worthCompacting;
    }

    /** A journal that keeps nothing. */
    public static Journal none(State state) {
        return new Journal(null, state, Long.MAX_VALUE);
    }

    /**
     * Applies what the file holds to the state, and replaces the file by one that holds only what is left.
     *
     * @param file made with its folder if it is not there
     * @throws IOException if the file cannot be read or written, or is damaged elsewhere than at its end
     */
    public static Journal open(Path file, State state) throws IOException {
        return open(file, state, WORTH_COMPACTING);
    }

    /** @param worthCompacting the size in bytes below which the file only grows */
    static Journal open(Path file, State state, long worthCompacting) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        if (Files.exists(file)) {
            read(file, state);
        }
        var journal = new Journal(file, state, worthCompacting);
        journal.compact(file);
        return journal;
    }

    private static void read(Path file, State state) throws IOException {
        // A line may be cut off within a character, which is no reason not to read the others.
        try (var lines =
                new BufferedReader(new InputStreamReader(Files.newInputStream(file), StandardCharsets.UTF_8))) {
            var line = lines.readLine();
            while (line != null) {
                var next = lines.readLine();
                try {
                    state.apply(JSON.readTree(line));
                } catch (JsonProcessingException e) {
                    if (next != null) {
                        throw new IOException(file + " is damaged: " + e.getOriginalMessage(), e);
                    }
                    // the last line was cut off by the end of the process that wrote it
                }
                line = next;
            }
        }
    }

    /**
     * Writes a change down. It is applied by the caller.
     *
     * @throws UncheckedIOException if it could not be written; the file is as it was
     */
    public void append(ObjectNode change) {
        var open = out;
        if (open == null) {
            return;
        }
        try {
            var before = open.length();
            try {
                open.write(line(change));
            } catch (IOException e) {
                // what follows must not follow half a line
                open.setLength(before);
                throw e;
            }
        } catch (IOException e) {
            throw notWritten(e);
        }
    }

    /** Replaces the file if that is worth it. To be called when the state holds all that was appended. */
    public void compactIfWorthIt() {
        var open = out;
        var path = file;
        if (open == null || path == null) {
            return;
        }
        try {
            if (open.length() > Math.max(worthCompacting, 3 * compactSize)) {
                compact(path);
            }
        } catch (IOException e) {
            throw notWritten(e);
        }
    }

    private void compact(Path path) throws IOException {
        var compact = path.resolveSibling(path.getFileName() + ".new");
        try (var buffer = new BufferedOutputStream(Files.newOutputStream(compact), 1 << 16)) {
            state.describe(change -> write(buffer, change));
        }
        var old = out;
        if (old != null) {
            old.close();
        }
        Files.move(compact, path, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        var opened = new RandomAccessFile(path.toFile(), "rw");
        compactSize = opened.length();
        opened.seek(compactSize);
        out = opened;
    }

    private static void write(OutputStream target, ObjectNode change) {
        try {
            target.write(line(change));
        } catch (IOException e) {
            throw notWritten(e);
        }
    }

    private static byte[] line(ObjectNode change) throws JsonProcessingException {
        return (JSON.writeValueAsString(change) + "\n").getBytes(StandardCharsets.UTF_8);
    }

    private static UncheckedIOException notWritten(IOException cause) {
        return new UncheckedIOException("The data folder could not be written: " + cause.getMessage(), cause);
    }
}
