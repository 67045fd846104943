package dev.pallas.local.internal.engine;

import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The blocks in which text that LZ4 or Snappy compressed is stored: the length of the text, then chunks with theirs. What other tools write
 * under the same suffix has no such lengths, and the engine would set aside memory for what it takes for them.
 */
final class HadoopBlocks {
    private static final int HEADER = 8;
    private static final int LARGEST = 256 << 20;

    private HadoopBlocks() {}

    /** The stream, of which the first lengths were found to be such. */
    static InputStream checked(InputStream in, String compression) throws IOException {
        var stream = new PushbackInputStream(in, HEADER);
        var header = stream.readNBytes(HEADER);
        stream.unread(header);
        if (header.length < HEADER) {
            // an empty text is a length at most; what is cut off is told by who reads on
            return stream;
        }
        var lengths = ByteBuffer.wrap(header);
        var text = lengths.getInt();
        var chunk = lengths.getInt();
        if (text == 0) {
            return stream;
        }
        if (text < 0 || text > LARGEST || chunk < 0 || chunk > 64 + text + text / 4) {
            throw new IOException("The file is no text in Hadoop's blocks of " + compression
                    + ": other tools frame theirs in other ways; gzip and zstd have one form only");
        }
        return stream;
    }

    /** Writes the file that makes the engine read both by what checks them. */
    static Path configuration(Path folder) throws IOException {
        Files.createDirectories(folder);
        return Files.writeString(
                folder.resolve("codecs.xml"),
                "<configuration><property><name>io.compression.codecs</name><value>" + CheckedLz4.class.getName() + ","
                        + CheckedSnappy.class.getName() + "</value></property></configuration>");
    }
}
