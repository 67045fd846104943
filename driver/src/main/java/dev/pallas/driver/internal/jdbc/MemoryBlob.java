package dev.pallas.driver.internal.jdbc;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.sql.Blob;
import java.sql.SQLException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A blob in memory: Athena's varbinary has no locator, so a value is read and bound whole. */
final class MemoryBlob implements Blob {
    private byte @Nullable [] bytes;

    MemoryBlob(byte[] bytes) {
        this.bytes = bytes;
    }

    private byte[] bytes() throws SQLException {
        var current = bytes;
        if (current == null) {
            throw SqlErrors.of(SqlErrors.CLOSED, "The blob has been freed");
        }
        return current;
    }

    @Override
    public long length() throws SQLException {
        return bytes().length;
    }

    @Override
    public byte[] getBytes(long position, int length) throws SQLException {
        var all = bytes();
        var from = start(position, all.length);
        if (length < 0) {
            throw SqlErrors.of(SqlErrors.BAD_VALUE, "The length is negative: " + length);
        }
        return Arrays.copyOfRange(all, from, (int) Math.min(all.length, (long) from + length));
    }

    @Override
    public InputStream getBinaryStream() throws SQLException {
        return new ByteArrayInputStream(bytes());
    }

    @Override
    public InputStream getBinaryStream(long position, long length) throws SQLException {
        return new ByteArrayInputStream(getBytes(position, (int) Math.min(Integer.MAX_VALUE, length)));
    }

    @Override
    public long position(byte[] pattern, long start) throws SQLException {
        var all = bytes();
        for (var i = start(start, all.length); i + pattern.length <= all.length; i++) {
            if (Arrays.equals(all, i, i + pattern.length, pattern, 0, pattern.length)) {
                return i + 1L;
            }
        }
        return -1;
    }

    @Override
    public long position(Blob pattern, long start) throws SQLException {
        return position(pattern.getBytes(1, (int) pattern.length()), start);
    }

    @Override
    public int setBytes(long position, byte[] value) throws SQLException {
        return setBytes(position, value, 0, value.length);
    }

    @Override
    public int setBytes(long position, byte[] value, int offset, int length) throws SQLException {
        var all = bytes();
        var from = start(position, all.length);
        var changed = Arrays.copyOf(all, Math.max(all.length, from + length));
        System.arraycopy(value, offset, changed, from, length);
        bytes = changed;
        return length;
    }

    /** What is written is in the blob when the stream is closed. */
    @Override
    public OutputStream setBinaryStream(long position) throws SQLException {
        start(position, bytes().length);
        return new ByteArrayOutputStream() {
            @Override
            public void close() {
                try {
                    setBytes(position, toByteArray());
                } catch (SQLException e) {
                    throw new IllegalStateException(e);
                }
            }
        };
    }

    @Override
    public void truncate(long length) throws SQLException {
        bytes = Arrays.copyOf(bytes(), start(length + 1, bytes().length));
    }

    private static int start(long position, int length) throws SQLException {
        if (position < 1 || position > length + 1L) {
            throw SqlErrors.of(SqlErrors.BAD_VALUE, "The position " + position + " is outside of 1.." + (length + 1L));
        }
        return (int) position - 1;
    }

    @Override
    public void free() {
        bytes = null;
    }
}
