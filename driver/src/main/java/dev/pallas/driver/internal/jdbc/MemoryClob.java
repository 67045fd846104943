package dev.pallas.driver.internal.jdbc;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.Reader;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.sql.Clob;
import java.sql.NClob;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** A clob in memory: Athena's varchar has no locator, so a value is read and bound whole. */
final class MemoryClob implements NClob {
    private @Nullable String text;

    MemoryClob(String text) {
        this.text = text;
    }

    private String text() throws SQLException {
        var current = text;
        if (current == null) {
            throw SqlErrors.of(SqlErrors.CLOSED, "The clob has been freed");
        }
        return current;
    }

    @Override
    public long length() throws SQLException {
        return text().length();
    }

    @Override
    public String getSubString(long position, int length) throws SQLException {
        var all = text();
        var from = start(position, all.length());
        if (length < 0) {
            throw SqlErrors.of(SqlErrors.BAD_VALUE, "The length is negative: " + length);
        }
        return all.substring(from, (int) Math.min(all.length(), (long) from + length));
    }

    @Override
    public Reader getCharacterStream() throws SQLException {
        return new StringReader(text());
    }

    @Override
    public Reader getCharacterStream(long position, long length) throws SQLException {
        return new StringReader(getSubString(position, (int) Math.min(Integer.MAX_VALUE, length)));
    }

    @Override
    public InputStream getAsciiStream() throws SQLException {
        return new ByteArrayInputStream(text().getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    public long position(String pattern, long start) throws SQLException {
        var all = text();
        var index = all.indexOf(pattern, start(start, all.length()));
        return index < 0 ? -1 : index + 1L;
    }

    @Override
    public long position(Clob pattern, long start) throws SQLException {
        return position(pattern.getSubString(1, (int) pattern.length()), start);
    }

    @Override
    public int setString(long position, String value) throws SQLException {
        var all = text();
        var from = start(position, all.length());
        var after = Math.min(all.length(), from + value.length());
        text = all.substring(0, from) + value + all.substring(after);
        return value.length();
    }

    @Override
    public int setString(long position, String value, int offset, int length) throws SQLException {
        return setString(position, value.substring(offset, offset + length));
    }

    /** What is written is in the clob when the stream is closed. */
    @Override
    public OutputStream setAsciiStream(long position) throws SQLException {
        start(position, text().length());
        return new ByteArrayOutputStream() {
            @Override
            public void close() {
                store(position, toString(StandardCharsets.US_ASCII));
            }
        };
    }

    /** What is written is in the clob when the writer is closed. */
    @Override
    public Writer setCharacterStream(long position) throws SQLException {
        start(position, text().length());
        return new StringWriter() {
            @Override
            public void close() {
                store(position, toString());
            }
        };
    }

    private void store(long position, String value) {
        try {
            setString(position, value);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void truncate(long length) throws SQLException {
        text = text().substring(0, start(length + 1, text().length()));
    }

    private static int start(long position, int length) throws SQLException {
        if (position < 1 || position > length + 1L) {
            throw SqlErrors.of(SqlErrors.BAD_VALUE, "The position " + position + " is outside of 1.." + (length + 1L));
        }
        return (int) position - 1;
    }

    @Override
    public void free() {
        text = null;
    }
}
