package dev.pallas.driver.internal.result;

import java.util.Arrays;

/**
 * Where the cells are in the bytes of a CSV result, and which of them are NULL. A field that is nothing at all is NULL, every other
 * is quoted, its quotes doubled; a newline ends a record. A record of one column that is nothing is an empty line.
 */
final class CsvIndex {
    private static final int NULL = -1;

    private final byte[] bytes;
    private final int columns;
    /** For each cell its start and its end; a start of -1 is NULL, an end of ~e has doubled quotes. */
    private int[] cells = new int[256];

    private int size;
    private int rows;
    private int consumed;

    private CsvIndex(byte[] bytes, int columns) {
        this.bytes = bytes;
        this.columns = columns;
    }

    /**
     * Finds the whole records of {@code bytes}.
     *
     * @param last whether no more bytes follow: what comes after the last newline is then a record too
     * @throws CsvException for a record that has not as many cells as there are columns
     */
    static CsvIndex of(byte[] bytes, int columns, boolean last) {
        var index = new CsvIndex(bytes, columns);
        index.find(last);
        return index;
    }

    private void find(boolean last) {
        var position = 0;
        while (position < bytes.length) {
            var end = record(position, last);
            if (end < 0) {
                size = rows * columns * 2;
                return;
            }
            rows++;
            position = end;
            consumed = end;
        }
    }

    /** Adds the cells of the record at a position; returns the position after it, or -1 when it is not whole. */
    private int record(int start, boolean last) {
        var position = start;
        for (var column = 0; ; column++) {
            if (column == columns) {
                throw new CsvException("has more than " + columns + " cells", rows);
            }
            position = cell(position);
            if (position > bytes.length || (position == bytes.length && !last)) {
                return -1;
            }
            var ended = position == bytes.length || bytes[position] == '\n';
            if (ended) {
                if (column != columns - 1) {
                    throw new CsvException("has " + (column + 1) + " cells instead of " + columns, rows);
                }
                return Math.min(position + 1, bytes.length);
            }
            if (bytes[position] != ',') {
                throw new CsvException("has text after a closing quote", rows);
            }
            position++;
        }
    }

    /** Adds the cell at a position; returns the position after it, which is past the end when its quotes are not closed. */
    private int cell(int start) {
        if (start < bytes.length && bytes[start] == '"') {
            return quoted(start + 1);
        }
        var end = start;
        while (end < bytes.length && bytes[end] != ',' && bytes[end] != '\n') {
            end++;
        }
        add(end == start ? NULL : start, end);
        return end;
    }

    private int quoted(int start) {
        var doubled = false;
        var position = start;
        while (position < bytes.length) {
            if (bytes[position] != '"') {
                position++;
            } else if (position + 1 < bytes.length && bytes[position + 1] == '"') {
                doubled = true;
                position += 2;
            } else {
                add(start, doubled ? ~position : position);
                return position + 1;
            }
        }
        return bytes.length + 1;
    }

    private void add(int start, int end) {
        if (size == cells.length) {
            cells = Arrays.copyOf(cells, Math.max(size * 2, 64));
        }
        cells[size++] = start;
        cells[size++] = end;
    }

    int rows() {
        return rows;
    }

    /** The number of bytes that the records take. */
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
