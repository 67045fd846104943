package dev.pallas.driver.internal.parquet;

import java.util.Arrays;

/** What some rows have in a leaf: for each entry its levels, and the values of those that have one. */
final class Entries {
    /** Without repetition each entry is a row; without definition each has a value. */
    private final boolean repeated;

    private final boolean defined;
    private byte[] repetitions = {};
    private byte[] definitions = {};
    private int size;
    final Cells cells;

    Entries(boolean repeated, boolean defined, Cells cells) {
        this.repeated = repeated;
        this.defined = defined;
        this.cells = cells;
    }

    int size() {
        return size;
    }

    void add(int repetition, int definition) {
        if (repeated) {
            if (size == repetitions.length) {
                repetitions = Arrays.copyOf(repetitions, Math.max(64, size + (size >> 1)));
            }
            repetitions[size] = (byte) repetition;
        }
        if (defined) {
            if (size == definitions.length) {
                definitions = Arrays.copyOf(definitions, Math.max(64, size + (size >> 1)));
            }
            definitions[size] = (byte) definition;
        }
        size++;
    }

    int repetition(int entry) {
        return repeated ? repetitions[entry] : 0;
    }

    int definition(int entry) {
        return defined ? definitions[entry] : 0;
    }

    /** The number of entries of the first rows. */
    private int entries(int rows) {
        if (!repeated) {
            return rows;
        }
        var seen = 0;
        for (var i = 0; i < size; i++) {
            if (repetitions[i] == 0 && seen++ == rows) {
                return i;
            }
        }
        return size;
    }

    /**
     * Takes the first rows away.
     *
     * @param max the definition level of a value
     */
    Entries takeFirst(int rows, int max) {
        var count = entries(rows);
        var values = count;
        if (defined) {
            values = 0;
            for (var i = 0; i < count; i++) {
                values += definitions[i] == max ? 1 : 0;
            }
        }
        var first = new Entries(repeated, defined, cells.takeFirst(values));
        first.size = count;
        if (repeated) {
            first.repetitions = Arrays.copyOf(repetitions, count);
            System.arraycopy(repetitions, count, repetitions, 0, size - count);
        }
        if (defined) {
            first.definitions = Arrays.copyOf(definitions, count);
            System.arraycopy(definitions, count, definitions, 0, size - count);
        }
        size -= count;
        return first;
    }
}
