package dev.pallas.local.internal.athena;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads stored results row by row and knows the place in the object at which each row starts. */
final class RowReader implements AutoCloseable {
    private static final int END = -1;

    private final InputStream input;
    private long position;
    private int peeked;

    /** @param position of the stream's first byte in the object */
    RowReader(InputStream input, long position) throws IOException {
        this.input = new BufferedInputStream(input, 1 << 16);
        this.position = position;
        peeked = this.input.read();
    }

    /** The place of the next row, in bytes from the start of the object. */
    long position() {
        return position;
    }

    boolean atEnd() {
        return peeked == END;
    }

    /** The next row of a CSV object: null for a field without quotes. */
    List<@Nullable String> csvRow() throws IOException {
        var row = new ArrayList<@Nullable String>();
        while (true) {
            row.add(peeked == '"' ? quoted() : null);
            var next = read();
            if (next != ',') {
                return row;
            }
        }
    }

    private String quoted() throws IOException {
        var value = new ByteArrayOutputStream();
        read();
        while (peeked != END) {
            var next = read();
            if (next == '"') {
                if (peeked != '"') {
                    break;
                }
                read();
            }
            value.write(next);
        }
        return value.toString(StandardCharsets.UTF_8);
    }

    /** The next line of a text object. */
    String line() throws IOException {
        var value = new ByteArrayOutputStream();
        for (var next = read(); next != '\n' && next != END; next = read()) {
            value.write(next);
        }
        return value.toString(StandardCharsets.UTF_8);
    }

    private int read() throws IOException {
        var current = peeked;
        if (current != END) {
            position++;
            peeked = input.read();
        }
        return current;
    }

    @Override
    public void close() throws IOException {
        input.close();
    }
}
