package dev.pallas.driver.internal.parquet;

import java.util.Arrays;

/** The values of a leaf that are not NULL, one after the other: whole numbers, floating-point numbers, or bytes. */
final class Cells {

    enum Kind {
        /** Booleans, integers, days, microseconds, small decimals. */
        LONGS,
        DOUBLES,
        BYTES
    }

    private final Kind kind;
    private long[] longs = {};
    private double[] doubles = {};
    private byte[] bytes = {};
    private int[] ends = {};
    private int size;

    Cells(Kind kind) {
        this.kind = kind;
    }

    Kind kind() {
        return kind;
    }

    int size() {
        return size;
    }

    /** The memory that the values take, about. */
    int byteCount() {
        return kind == Kind.BYTES ? used() + 4 * size : 8 * size;
    }

    private int used() {
        return size == 0 ? 0 : ends[size - 1];
    }

    void add(long value) {
        if (size == longs.length) {
            longs = Arrays.copyOf(longs, grown(size));
        }
        longs[size++] = value;
    }

    void add(double value) {
        if (size == doubles.length) {
            doubles = Arrays.copyOf(doubles, grown(size));
        }
        doubles[size++] = value;
    }

    void add(byte[] from, int start, int length) {
        if (size == ends.length) {
            ends = Arrays.copyOf(ends, grown(size));
        }
        var used = used();
        if (used + length > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(Math.addExact(used, length), Math.min(2 * used, 1 << 30)));
        }
        System.arraycopy(from, start, bytes, used, length);
        ends[size++] = used + length;
    }

    private static int grown(int size) {
        return Math.max(64, Math.addExact(size, size >> 1));
    }

    long longAt(int index) {
        return longs[index];
    }

    double doubleAt(int index) {
        return doubles[index];
    }

    byte[] bytes() {
        return bytes;
    }

    int start(int index) {
        return index == 0 ? 0 : ends[index - 1];
    }

    int length(int index) {
        return ends[index] - start(index);
    }

    /** Takes the first values away. */
    Cells takeFirst(int count) {
        var first = new Cells(kind);
        first.size = count;
        if (count == size) {
            first.longs = longs;
            first.doubles = doubles;
            first.bytes = bytes;
            first.ends = ends;
            longs = new long[] {};
            doubles = new double[] {};
            bytes = new byte[] {};
            ends = new int[] {};
            size = 0;
            return first;
        }
        switch (kind) {
            case LONGS -> {
                first.longs = Arrays.copyOf(longs, count);
                System.arraycopy(longs, count, longs, 0, size - count);
            }
            case DOUBLES -> {
                first.doubles = Arrays.copyOf(doubles, count);
                System.arraycopy(doubles, count, doubles, 0, size - count);
            }
            case BYTES -> {
                var cut = count == 0 ? 0 : ends[count - 1];
                first.bytes = Arrays.copyOf(bytes, cut);
                first.ends = Arrays.copyOf(ends, count);
                bytes = Arrays.copyOfRange(bytes, cut, used());
                for (var i = count; i < size; i++) {
                    ends[i - count] = ends[i] - cut;
                }
            }
        }
        size -= count;
        return first;
    }
}
