package dev.pallas.local.internal.glue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * Keeps the changes of a catalog in a file, one JSON object to a line. A change is in the file before anyone sees its effect, so a process
 * that is killed loses none; the line it may have been writing at that moment is dropped when the file is read again.
 */
final class Journal {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Writer out;

    private Journal(Writer out) {
        this.out = out;
    }

    /** A journal that keeps nothing. */
    static Journal none() {
        return new Journal(Writer.nullWriter());
    }

    /** Applies what the file holds to the state, and replaces the file by one that holds only what is left. */
    static Journal open(Path file, CatalogState state) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        if (Files.exists(file)) {
            read(file, state);
        }
        var compact = file.resolveSibling(file.getFileName() + ".new");
        try (var writer = Files.newBufferedWriter(compact)) {
            state.describe(change -> write(writer, change));
        }
        Files.move(compact, file, StandardCopyOption.REPLACE_EXISTING);
        return new Journal(Files.newBufferedWriter(file, StandardOpenOption.APPEND));
    }

    private static void read(Path file, CatalogState state) throws IOException {
        try (var lines = Files.newBufferedReader(file)) {
            var line = lines.readLine();
            while (line != null) {
                var next = lines.readLine();
                try {
                    state.apply(JSON.readTree(line));
                } catch (JsonProcessingException e) {
                    if (next != null) {
                        throw new IOException("The catalog in " + file + " is damaged: " + e.getOriginalMessage(), e);
                    }
                    // the last line was cut off by the end of the process that wrote it
                }
                line = next;
            }
        }
    }

    void append(ObjectNode change) {
        write(out, change);
        try {
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException("The catalog could not be written: " + e.getMessage(), e);
        }
    }

    private static void write(Writer writer, ObjectNode change) {
        try {
            writer.write(JSON.writeValueAsString(change));
            writer.write('\n');
        } catch (IOException e) {
            throw new UncheckedIOException("The catalog could not be written: " + e.getMessage(), e);
        }
    }
}
