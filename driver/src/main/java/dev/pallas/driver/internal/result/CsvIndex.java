package dev.pallas.driver.internal.result;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Where the cells are in the bytes of a CSV result, and which of them are NULL. A field that is nothing at all is NULL, every other
 * is quoted, its quotes doubled; a newline ends a record. A record of one column that is nothing is an empty line.
 */
final class CsvIndex {
    private static final int NULL = -1;

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGHEST_BITS = 0x8080808080808080L;
    private static final long QUOTES = '"' * ONES;

    private final byte[] bytes;
    private final int from;
    private final int columns;
    /** For each cell its start and its end; a start of -1 is NULL, an end of ~e has doubled quotes. */
    private int[] cells = new int[256];

    private int size;
    private int rows;
    private int consumed;

    private CsvIndex(byte[] bytes, int from, int columns) {
        this.bytes = bytes;
        this.from = from;
        this.columns = columns;
        this.consumed = from;
    }

    /**
     * Finds the whole records of {@code bytes}.
     *
     * @param from where the first of them starts
     * @param last whether no more bytes follow: what comes after the last newline is then a record too
     * @throws CsvException for a record that has not as many cells as there are columns
     */
    static CsvIndex of(byte[] bytes, int from, int columns, boolean last) {
        var index = new CsvIndex(bytes, from, columns);
        index.find(last);
        return index;
    }

    /** One loop over all cells, with its state in local variables: this is where the time of reading a large result goes. */
    private void find(boolean last) {
        var limit = bytes.length;
        var position = from;
        var column = 0;
        while (position < limit || column > 0) {
            if (column == columns) {
                throw new CsvException("has more than " + columns + " cells", rows);
            }
            var start = NULL;
            var end = position;
            if (position < limit && bytes[position] == '"') {
                start = position + 1;
                end = closingQuote(start);
                position = (end < 0 ? ~end : end) + 1;
                if (position > limit) {
                    if (last) {
                        throw new CsvException("ends within quotes", rows);
                    }
                    break;
                }
            } else {
                while (position < limit && bytes[position] != ',' && bytes[position] != '\n') {
                    position++;
                }
                if (position > end) {
                    start = end;
                    end = position;
                }
            }
            if (position == limit && !last) {
                break;
            }
            add(start, end);
            column++;
            if (position == limit || bytes[position] == '\n') {
                if (column != columns) {
                    throw new CsvException("has " + column + " cells instead of " + columns, rows);
                }
                rows++;
                column = 0;
                position = Math.min(position + 1, limit);
                consumed = position;
            } else if (bytes[position] == ',') {
                position++;
            } else {
                throw new CsvException("has text after a closing quote", rows);
            }
        }
        size = rows * columns * 2;
    }

    /** Where the quote is that ends a cell; ~ of that when there are doubled ones before it; the end of the bytes when there is none. */
    private int closingQuote(int start) {
        var position = quote(start);
        if (position + 1 >= bytes.length || bytes[position + 1] != '"') {
            return position;
        }
        while (position + 1 < bytes.length && bytes[position + 1] == '"') {
            position = quote(position + 2);
        }
        return ~position;
    }

    /** The first quote from a position on, eight bytes at a time. */
    private int quote(int from) {
        var position = from;
        for (; position + Long.BYTES <= bytes.length; position += Long.BYTES) {
            var differences = (long) LONGS.get(bytes, position) ^ QUOTES;
            // the highest bit of the lowest byte that is zero, and perhaps of later ones
            var found = (differences - ONES) & ~differences & HIGHEST_BITS;
            if (found != 0) {
                return position + (Long.numberOfTrailingZeros(found) >>> 3);
            }
        }
        while (position < bytes.length && bytes[position] != '"') {
            position++;
        }
        return position;
    }

    private void add(int start, int end) {
        if (size == cells.length) {
            // as many as there will be if the cells go on as they began, and some more
            var likely = size * (long) bytes.length / Math.max(1, consumed - from) * 17 / 16;
            var pairs = (int) (Math.max(size * 2L, Math.min(likely, bytes.length)) / 2);
            cells = Arrays.copyOf(cells, 2 * pairs);
        }
        cells[size] = start;
        cells[size + 1] = end;
        size += 2;
    }

    int rows() {
        return rows;
    }

    /** Where the first byte is that no whole record has. */
    int consumed() {
        return consumed;
    }

    boolean isNull(int row, int column) {
        return cells[2 * (row * columns + column)] == NULL;
    }

    int start(int row, int column) {
        return cells[2 * (row * columns + column)];
    }

    int end(int row, int column) {
        var end = cells[2 * (row * columns + column) + 1];
        return end < 0 ? ~end : end;
    }

    boolean hasDoubledQuotes(int row, int column) {
        return cells[2 * (row * columns + column) + 1] < 0;
    }

    /** A record that is not one. */
    static final class CsvException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        CsvException(String problem, int row) {
            super("Record " + row + " of this part of the CSV " + problem);
        }
    }
}
