package dev.pallas.local.storage.internal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The content of a body in {@code aws-chunked} encoding. Signatures and the trailing checksum are verified before the last bytes are handed
 * out, since a reader that knows the length does not ask for more.
 */
final class ChunkedBody extends InputStream {
    /** SDKs send 8 to 128 KiB; the limit keeps a hostile length from being allocated. */
    private static final int MAX_CHUNK = 16 << 20;

    private static final int MAX_LINE = 16 << 10;

    private final InputStream in;
    private final @Nullable ChunkSignature signature;
    private final @Nullable String trailer;
    private final @Nullable BodyChecksum checksum;

    private byte[] chunk = new byte[0];
    private int position;
    private @Nullable String nextHeader;
    private boolean ended;
    private Map<String, String> verified = Map.of();

    /**
     * Decodes a body.
     *
     * @param signature verifies the chunks; null if they are not signed
     * @param trailer the name of the trailing header, null for none
     */
    ChunkedBody(InputStream in, @Nullable ChunkSignature signature, @Nullable String trailer) {
        this.in = in;
        this.signature = signature;
        this.trailer = trailer;
        this.checksum = trailer == null ? null : BodyChecksum.of(trailer);
    }

    @Override
    public int read() throws IOException {
        return fill() ? chunk[position++] & 0xff : -1;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (!fill()) {
            return -1;
        }
        var n = Math.min(length, chunk.length - position);
        System.arraycopy(chunk, position, bytes, offset, n);
        position += n;
        return n;
    }

    @Override
    public int available() {
        return chunk.length - position;
    }

    /** The checksum in the trailer by its name, once the body was read; empty if it has none. */
    Map<String, String> checksums() {
        return verified;
    }

    private boolean fill() throws IOException {
        while (position == chunk.length && !ended) {
            readChunk();
        }
        return position < chunk.length;
    }

    private void readChunk() throws IOException {
        var header = nextHeader == null ? readLine() : nextHeader;
        var size = size(header);
        position = 0;
        chunk = in.readNBytes(size);
        if (chunk.length < size) {
            throw Refusal.malformed("it ends within a chunk");
        }
        verify(header, chunk);
        if (size == 0) {
            readEnd();
            return;
        }
        if (!readLine().isEmpty()) {
            throw Refusal.malformed("a chunk is longer than it says");
        }
        nextHeader = readLine();
        if (size(nextHeader) == 0) {
            verify(nextHeader, new byte[0]);
            readEnd();
        }
    }

    private void verify(String header, byte[] data) throws Refusal {
        if (checksum != null) {
            checksum.update(data);
        }
        if (signature != null) {
            var mark = ";chunk-signature=";
            var at = header.indexOf(mark);
            if (at < 0) {
                throw Refusal.malformed("a chunk has no signature");
            }
            signature.verifyChunk(data, header.substring(at + mark.length()));
        }
    }

    private void readEnd() throws IOException {
        ended = true;
        if (trailer == null) {
            return;
        }
        var lines = new StringBuilder();
        var value = "";
        var trailerSignature = "";
        for (var line = readLine(); !line.isEmpty(); line = readLine()) {
            var colon = line.indexOf(':');
            var name = colon < 0 ? line : line.substring(0, colon).strip();
            var content = colon < 0 ? "" : line.substring(colon + 1).strip();
            if (name.equalsIgnoreCase("x-amz-trailer-signature")) {
                trailerSignature = content;
                continue;
            }
            lines.append(name).append(':').append(content).append('\n');
            if (name.equalsIgnoreCase(trailer)) {
                value = content;
            }
        }
        if (signature != null) {
            signature.verifyTrailer(lines.toString(), trailerSignature);
        }
        if (checksum != null) {
            if (!checksum.base64().equals(value)) {
                throw new Refusal(
                        400, "BadDigest", "The " + trailer + " you specified did not match what we received.");
            }
            verified = Map.of(trailer, value);
        }
    }

    private static int size(String header) throws Refusal {
        var semicolon = header.indexOf(';');
        var size = semicolon < 0 ? header : header.substring(0, semicolon);
        try {
            var parsed = Integer.parseInt(size.strip(), 16);
            if (parsed >= 0 && parsed <= MAX_CHUNK) {
                return parsed;
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw Refusal.malformed("a chunk begins with \"" + size + "\", which is no size");
    }

    /** A line without its end; empty at the end of the body as well. */
    private String readLine() throws IOException {
        var line = new StringBuilder();
        for (var c = in.read(); c >= 0 && c != '\n'; c = in.read()) {
            if (line.length() == MAX_LINE) {
                throw Refusal.malformed("a line is too long");
            }
            line.append((char) c);
        }
        var length = line.length();
        if (length > 0 && line.charAt(length - 1) == '\r') {
            line.setLength(length - 1);
        }
        return new String(line.toString().getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }
}
