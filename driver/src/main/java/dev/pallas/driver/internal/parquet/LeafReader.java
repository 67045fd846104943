package dev.pallas.driver.internal.parquet;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import org.apache.parquet.bytes.ByteBufferInputStream;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.bytes.BytesUtils;
import org.apache.parquet.column.Dictionary;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.ValuesType;
import org.apache.parquet.column.page.DictionaryPage;
import org.apache.parquet.column.values.ValuesReader;
import org.apache.parquet.column.values.rle.RunLengthBitPackingHybridDecoder;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.CompressionCodec;
import org.apache.parquet.format.PageHeader;
import org.apache.parquet.format.PageType;
import org.apache.parquet.format.Util;
import org.jspecify.annotations.Nullable;

/**
 * Reads a leaf of a row group from bytes that come bit by bit: what cannot be read yet waits for more of them. Not thread-safe.
 */
final class LeafReader {
    /** Beyond these bytes of values a batch of rows ends, as soon as it has one. */
    private static final int BATCH_BYTES = 4 * 1024 * 1024;

    private final Node.Leaf leaf;
    private final ColumnMetaData column;
    private final LeafValues reading;
    private final Entries entries;
    private final int maxDefinition;
    private final int maxRepetition;

    private byte[] bytes = {};
    private int position;
    /** Entries of the row group that are in pages not opened yet. */
    private long unopened;

    private @Nullable Dictionary dictionary;
    private @Nullable Page page;
    private int rows;

    /** A page that is being read. */
    private static final class Page {
        int left;
        final Levels repetitions;
        final Levels definitions;
        final ValuesReader values;

        Page(int left, Levels repetitions, Levels definitions, ValuesReader values) {
            this.left = left;
            this.repetitions = repetitions;
            this.definitions = definitions;
            this.values = values;
        }
    }

    private interface Levels {
        int next() throws IOException;
    }

    LeafReader(Node.Leaf leaf, ColumnMetaData column) {
        this.leaf = leaf;
        this.column = column;
        this.reading = LeafValues.of(leaf);
        this.maxDefinition = leaf.descriptor().getMaxDefinitionLevel();
        this.maxRepetition = leaf.descriptor().getMaxRepetitionLevel();
        this.entries = new Entries(maxRepetition > 0, maxDefinition > 0, new Cells(LeafValues.kind(leaf)));
        this.unopened = column.getNum_values();
        if (column.getCodec() != CompressionCodec.GZIP && column.getCodec() != CompressionCodec.UNCOMPRESSED) {
            throw new ParquetFormatException(
                    "it is compressed with " + column.getCodec() + ", and only GZIP can be read");
        }
    }

    Node.Leaf leaf() {
        return leaf;
    }

    /** Adds the bytes that follow. */
    void feed(byte[] more) {
        var left = bytes.length - position;
        var all = new byte[Math.addExact(left, more.length)];
        System.arraycopy(bytes, position, all, 0, left);
        System.arraycopy(more, 0, all, left, more.length);
        bytes = all;
        position = 0;
    }

    /**
     * Reads on until there are as many whole rows, or enough bytes of fewer.
     *
     * @return whether that is so, or the end has come; without it more bytes are needed
     */
    boolean fill(int wanted) {
        try {
            while (!isEnough(wanted)) {
                if (page == null && unopened == 0) {
                    return true;
                }
                if (page == null && !open()) {
                    return false;
                }
                read(wanted);
            }
            return true;
        } catch (IOException | RuntimeException e) {
            throw e instanceof ParquetFormatException known
                    ? known
                    : new ParquetFormatException(
                            "its column " + String.join(".", leaf.descriptor().getPath()) + " cannot be read: " + e, e);
        }
    }

    private boolean isEnough(int wanted) {
        return wholeRows() >= wanted || (wholeRows() > 0 && entries.cells.byteCount() > BATCH_BYTES);
    }

    /** The rows that are known to be read to their end: of the last one another element may follow. */
    int wholeRows() {
        return maxRepetition == 0 || (page == null && unopened == 0) ? rows : Math.max(0, rows - 1);
    }

    Entries take(int count) {
        rows -= count;
        return entries.takeFirst(count, maxDefinition);
    }

    private void read(int wanted) throws IOException {
        var current = java.util.Objects.requireNonNull(page);
        while (current.left > 0 && !isEnough(wanted)) {
            current.left--;
            var repetition = current.repetitions.next();
            var definition = current.definitions.next();
            if (repetition == 0) {
                rows++;
            }
            entries.add(repetition, definition);
            if (definition == maxDefinition) {
                reading.read(current.values, entries.cells);
            }
        }
        if (current.left == 0) {
            page = null;
        }
    }

    /** Opens the next page of values, reading the dictionary before it; false when not all of its bytes have come. */
    private boolean open() throws IOException {
        while (position < bytes.length) {
            var in = new ByteArrayInputStream(bytes, position, bytes.length - position);
            PageHeader header;
            try {
                header = Util.readPageHeader(in);
            } catch (IOException e) {
                // the header may be cut; a wrong one is found when all bytes have come
                return false;
            }
            var start = bytes.length - in.available();
            if (in.available() < header.getCompressed_page_size()) {
                return false;
            }
            position = start + header.getCompressed_page_size();
            if (header.getType() == PageType.DICTIONARY_PAGE) {
                dictionary = dictionary(header, start);
            } else if (header.getType() == PageType.DATA_PAGE || header.getType() == PageType.DATA_PAGE_V2) {
                page = header.getType() == PageType.DATA_PAGE ? first(header, start) : second(header, start);
                unopened -= page.left;
                return true;
            }
        }
        return false;
    }

    private Dictionary dictionary(PageHeader header, int start) throws IOException {
        var raw = uncompress(start, header.getCompressed_page_size(), header.getUncompressed_page_size());
        var description = header.getDictionary_page_header();
        var encoding = encoding(description.getEncoding());
        return encoding.initDictionary(
                leaf.descriptor(), new DictionaryPage(BytesInput.from(raw), description.getNum_values(), encoding));
    }

    private Page first(PageHeader header, int start) throws IOException {
        var description = header.getData_page_header();
        var count = description.getNum_values();
        var in = ByteBufferInputStream.wrap(ByteBuffer.wrap(
                uncompress(start, header.getCompressed_page_size(), header.getUncompressed_page_size())));
        var repetitions =
                levels(encoding(description.getRepetition_level_encoding()), ValuesType.REPETITION_LEVEL, count, in);
        var definitions =
                levels(encoding(description.getDefinition_level_encoding()), ValuesType.DEFINITION_LEVEL, count, in);
        return new Page(count, repetitions, definitions, values(encoding(description.getEncoding()), count, in));
    }

    private Levels levels(Encoding encoding, ValuesType type, int count, ByteBufferInputStream in) throws IOException {
        if ((type == ValuesType.REPETITION_LEVEL ? maxRepetition : maxDefinition) == 0) {
            return () -> 0;
        }
        var reader = encoding.getValuesReader(leaf.descriptor(), type);
        reader.initFromPage(count, in);
        return reader::readInteger;
    }

    /** In the second version of pages the levels are apart from the values, and not compressed. */
    private Page second(PageHeader header, int start) throws IOException {
        var description = header.getData_page_header_v2();
        var count = description.getNum_values();
        var repetitionBytes = description.getRepetition_levels_byte_length();
        var definitionBytes = description.getDefinition_levels_byte_length();
        var values = start + repetitionBytes + definitionBytes;
        var compressed = header.getCompressed_page_size() - repetitionBytes - definitionBytes;
        var plain = header.getUncompressed_page_size() - repetitionBytes - definitionBytes;
        var raw = description.isIs_compressed()
                ? uncompress(values, compressed, plain)
                : Arrays.copyOfRange(bytes, values, values + compressed);
        return new Page(
                count,
                levels(maxRepetition, start, repetitionBytes),
                levels(maxDefinition, start + repetitionBytes, definitionBytes),
                values(encoding(description.getEncoding()), count, ByteBufferInputStream.wrap(ByteBuffer.wrap(raw))));
    }

    private Levels levels(int max, int start, int length) {
        if (max == 0) {
            return () -> 0;
        }
        var decoder = new RunLengthBitPackingHybridDecoder(
                BytesUtils.getWidthFromMaxInt(max),
                new ByteArrayInputStream(Arrays.copyOfRange(bytes, start, start + length)));
        return decoder::readInt;
    }

    private ValuesReader values(Encoding encoding, int count, ByteBufferInputStream in) throws IOException {
        ValuesReader reader;
        if (encoding.usesDictionary()) {
            if (dictionary == null) {
                throw new ParquetFormatException("a page refers to a dictionary that is not there");
            }
            reader = encoding.getDictionaryBasedValuesReader(leaf.descriptor(), ValuesType.VALUES, dictionary);
        } else {
            reader = encoding.getValuesReader(leaf.descriptor(), ValuesType.VALUES);
        }
        reader.initFromPage(count, in);
        return reader;
    }

    private static Encoding encoding(org.apache.parquet.format.Encoding encoding) {
        return Encoding.valueOf(encoding.name());
    }

    private byte[] uncompress(int start, int compressed, int plain) throws IOException {
        if (column.getCodec() == CompressionCodec.UNCOMPRESSED) {
            return Arrays.copyOfRange(bytes, start, start + compressed);
        }
        try (var in = new GZIPInputStream(new ByteArrayInputStream(bytes, start, compressed), 32 * 1024)) {
            var raw = in.readNBytes(plain);
            if (raw.length < plain) {
                throw new ParquetFormatException("a page is shorter than it says");
            }
            return raw;
        }
    }
}
