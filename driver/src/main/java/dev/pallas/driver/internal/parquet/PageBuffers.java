package dev.pallas.driver.internal.parquet;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.GZIPOutputStream;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.page.DictionaryPage;
import org.apache.parquet.column.page.PageWriteStore;
import org.apache.parquet.column.page.PageWriter;
import org.apache.parquet.column.statistics.SizeStatistics;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.CompressionCodec;
import org.apache.parquet.format.DataPageHeader;
import org.apache.parquet.format.DictionaryPageHeader;
import org.apache.parquet.format.PageHeader;
import org.apache.parquet.format.PageType;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.Util;
import org.apache.parquet.schema.MessageType;

/** The compressed pages of a row group, kept until all of it is there. */
final class PageBuffers implements PageWriteStore {
    private final Map<ColumnDescriptor, Chunk> chunks = new LinkedHashMap<>();

    @Override
    public PageWriter getPageWriter(ColumnDescriptor column) {
        return chunks.computeIfAbsent(column, Chunk::new);
    }

    long size() {
        return chunks.values().stream().mapToLong(Chunk::getMemSize).sum();
    }

    RowGroup writeTo(ByteArrayOutputStream file, MessageType schema, long rows) {
        var columns = new ArrayList<ColumnChunk>();
        var bytes = 0L;
        for (var descriptor : schema.getColumns()) {
            var chunk = chunks.get(descriptor);
            if (chunk == null) {
                throw new IllegalStateException("no pages of " + descriptor);
            }
            columns.add(chunk.writeTo(file));
            bytes += chunk.plainBytes;
        }
        return new RowGroup(columns, bytes, rows);
    }

    private static final class Chunk implements PageWriter {
        private final ColumnDescriptor column;
        private final ByteArrayOutputStream dictionary = new ByteArrayOutputStream();
        private final ByteArrayOutputStream pages = new ByteArrayOutputStream();
        private final Set<Encoding> encodings = EnumSet.noneOf(Encoding.class);
        private long values;
        private long plainBytes;

        Chunk(ColumnDescriptor column) {
            this.column = column;
        }

        @Override
        public void writePage(
                BytesInput bytes,
                int valueCount,
                int rowCount,
                Statistics<?> statistics,
                SizeStatistics sizes,
                Encoding repetition,
                Encoding definition,
                Encoding encoding)
                throws IOException {
            var compressed = compress(bytes);
            var header = new PageHeader(PageType.DATA_PAGE, Math.toIntExact(bytes.size()), compressed.length);
            header.setData_page_header(
                    new DataPageHeader(valueCount, format(encoding), format(definition), format(repetition)));
            encodings.addAll(List.of(repetition, definition, encoding));
            values += valueCount;
            write(header, compressed, pages);
        }

        @Override
        public void writePage(
                BytesInput bytes,
                int valueCount,
                int rowCount,
                Statistics<?> statistics,
                Encoding repetition,
                Encoding definition,
                Encoding encoding) {
            throw new IllegalStateException("pages come with their sizes");
        }

        /** For callers of old, which there are none of. */
        @Override
        @Deprecated
        public void writePage(
                BytesInput bytes,
                int valueCount,
                Statistics<?> statistics,
                Encoding repetition,
                Encoding definition,
                Encoding encoding) {
            throw new IllegalStateException("pages come with their sizes");
        }

        @Override
        public void writePageV2(
                int rowCount,
                int nullCount,
                int valueCount,
                BytesInput repetition,
                BytesInput definition,
                Encoding encoding,
                BytesInput data,
                Statistics<?> statistics) {
            throw new IllegalStateException("files are written with pages of the first version");
        }

        @Override
        public void writeDictionaryPage(DictionaryPage page) throws IOException {
            var compressed = compress(page.getBytes());
            var header = new PageHeader(
                    PageType.DICTIONARY_PAGE, Math.toIntExact(page.getBytes().size()), compressed.length);
            header.setDictionary_page_header(
                    new DictionaryPageHeader(page.getDictionarySize(), format(page.getEncoding())));
            encodings.add(page.getEncoding());
            write(header, compressed, dictionary);
        }

        private void write(PageHeader header, byte[] compressed, ByteArrayOutputStream out) throws IOException {
            var before = out.size();
            Util.writePageHeader(header, out);
            plainBytes += out.size() - before + header.getUncompressed_page_size();
            out.writeBytes(compressed);
        }

        private static byte[] compress(BytesInput bytes) throws IOException {
            var out = new ByteArrayOutputStream();
            try (var gzip = new GZIPOutputStream(out)) {
                bytes.writeAllTo(gzip);
            }
            return out.toByteArray();
        }

        ColumnChunk writeTo(ByteArrayOutputStream file) {
            var start = file.size();
            var metadata = new ColumnMetaData(
                    ParquetTypes.physical(column.getPrimitiveType().getPrimitiveTypeName()),
                    encodings.stream().map(Chunk::format).toList(),
                    Arrays.asList(column.getPath()),
                    CompressionCodec.GZIP,
                    values,
                    plainBytes,
                    (long) dictionary.size() + pages.size(),
                    start + dictionary.size());
            if (dictionary.size() > 0) {
                metadata.setDictionary_page_offset(start);
            }
            try {
                dictionary.writeTo(file);
                pages.writeTo(file);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            var chunk = new ColumnChunk(start);
            chunk.setMeta_data(metadata);
            return chunk;
        }

        private static org.apache.parquet.format.Encoding format(Encoding encoding) {
            return org.apache.parquet.format.Encoding.valueOf(encoding.name());
        }

        @Override
        public long getMemSize() {
            return (long) dictionary.size() + pages.size();
        }

        @Override
        public long allocatedSize() {
            return getMemSize();
        }

        @Override
        public String memUsageString(String prefix) {
            return prefix + " " + getMemSize() + " bytes";
        }
    }
}
