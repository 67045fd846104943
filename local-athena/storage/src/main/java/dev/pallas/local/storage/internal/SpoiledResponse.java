package dev.pallas.local.storage.internal;

import dev.pallas.local.storage.api.Fault;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the body of an answer in a file instead of sending it, so that it can be sent slowly, or in part, or not at all, while no thread
 * waits. Status and headers are set on the answer itself, which is not sent before its body is.
 */
final class SpoiledResponse extends HttpServletResponseWrapper implements AutoCloseable {
    private final long limit;
    private final Path file;
    private final OutputStream out;
    private final PrintWriter writer;
    private @Nullable InputStream in;
    private long written;

    /** @param fault tells how much of the body is to be sent */
    SpoiledResponse(HttpServletResponse response, Fault fault) throws IOException {
        super(response);
        limit = fault.bodyBytes() < 0 ? Long.MAX_VALUE : fault.bodyBytes();
        file = Files.createTempFile("spoiled-", ".body");
        out = Files.newOutputStream(file);
        writer = new PrintWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
    }

    @Override
    public PrintWriter getWriter() {
        return writer;
    }

    @Override
    public ServletOutputStream getOutputStream() {
        return new ServletOutputStream() {
            @Override
            public void write(int b) throws IOException {
                write(new byte[] {(byte) b}, 0, 1);
            }

            @Override
            public void write(byte[] bytes, int offset, int length) throws IOException {
                var rest = (int) Math.min(length, Math.max(0, limit - written));
                out.write(bytes, offset, rest);
                written += length;
            }

            @Override
            public boolean isReady() {
                return true;
            }

            @Override
            public void setWriteListener(WriteListener listener) {
                throw new UnsupportedOperationException("this body is written by blocking");
            }
        };
    }

    @Override
    public void flushBuffer() {
        // nothing is sent yet
    }

    @Override
    public boolean isCommitted() {
        return false;
    }

    /** Whether there is more of the body than is to be sent. */
    boolean isCut() {
        return written > limit;
    }

    /** Sends up to so many bytes; false if there were none left. */
    boolean sendSome(int count) throws IOException {
        var source = in;
        if (source == null) {
            writer.flush();
            source = Files.newInputStream(file);
            in = source;
        }
        var bytes = source.readNBytes(Math.min(count, 1 << 20));
        var target = getResponse().getOutputStream();
        target.write(bytes);
        target.flush();
        if (bytes.length == 0) {
            close();
        }
        return bytes.length > 0;
    }

    @Override
    public void close() throws IOException {
        out.close();
        if (in != null) {
            in.close();
        }
        Files.deleteIfExists(file);
    }
}
