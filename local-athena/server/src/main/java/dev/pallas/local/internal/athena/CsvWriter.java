package dev.pallas.local.internal.athena;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes a result as Athena does: every value in quotes, nothing at all for NULL. */
final class CsvWriter {
    private final Writer writer;

    CsvWriter(OutputStream output) {
        writer = new BufferedWriter(new OutputStreamWriter(output, StandardCharsets.UTF_8), 1 << 16);
    }

    void row(List<? extends @Nullable String> values) throws IOException {
        for (var i = 0; i < values.size(); i++) {
            if (i > 0) {
                writer.write(',');
            }
            var value = values.get(i);
            if (value != null) {
                quoted(value);
            }
        }
        writer.write('\n');
    }

    private void quoted(String value) throws IOException {
        writer.write('"');
        var start = 0;
        for (var quote = value.indexOf('"'); quote >= 0; quote = value.indexOf('"', start)) {
            writer.write(value, start, quote + 1 - start);
            writer.write('"');
            start = quote + 1;
        }
        writer.write(value, start, value.length() - start);
        writer.write('"');
    }

    void flush() throws IOException {
        writer.flush();
    }
}
