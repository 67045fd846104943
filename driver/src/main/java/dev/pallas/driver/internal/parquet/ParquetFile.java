package dev.pallas.driver.internal.parquet;

import dev.pallas.driver.Column;
import dev.pallas.driver.DataType;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.Util;

/** What a file's end tells of it. */
public final class ParquetFile {
    static final byte[] MAGIC = "PAR1".getBytes(StandardCharsets.US_ASCII);
    /** The length of the footer, and the magic number. */
    static final int TRAILER = 8;

    private final List<Column> columns;
    private final FileMetaData metadata;
    private final List<Node> nodes;

    private ParquetFile(List<Column> columns, FileMetaData metadata, List<Node> nodes) {
        this.columns = columns;
        this.metadata = metadata;
        this.nodes = nodes;
    }

    /**
     * The number of bytes at the end of the file that {@link #of} needs.
     *
     * @param end the last bytes of the file, 8 at least
     * @throws ParquetFormatException when it is no Parquet file
     */
    public static int footerSize(byte[] end) {
        if (end.length < TRAILER
                || !Arrays.equals(end, end.length - MAGIC.length, end.length, MAGIC, 0, MAGIC.length)) {
            throw new ParquetFormatException("it does not end as Parquet does");
        }
        var length = ByteBuffer.wrap(end, end.length - TRAILER, 4)
                .order(ByteOrder.LITTLE_ENDIAN)
                .getInt();
        if (length <= 0) {
            throw new ParquetFormatException("its footer has " + length + " bytes");
        }
        return Math.addExact(length, TRAILER);
    }

    /**
     * Reads the footer.
     *
     * @param end the last bytes of the file, the footer among them
     * @param names the columns' names in the file
     * @param types the columns' types
     * @param columns the columns for the reader of the rows
     * @throws ParquetFormatException when it is no Parquet file, or has other columns
     */
    public static ParquetFile of(byte[] end, List<String> names, List<DataType> types, List<Column> columns) {
        var size = footerSize(end);
        try {
            var metadata = Util.readFileMetaData(new ByteArrayInputStream(end, end.length - size, size - TRAILER));
            return new ParquetFile(columns, metadata, FileSchema.nodes(metadata, names, types));
        } catch (IOException e) {
            throw new ParquetFormatException("its footer cannot be read: " + e.getMessage(), e);
        }
    }

    /** Readers of the row groups that have rows, in order. */
    public List<RowGroupReader> rowGroups() {
        var groups = new ArrayList<RowGroupReader>();
        for (var group : metadata.getRow_groups()) {
            if (group.getNum_rows() > 0) {
                groups.add(new RowGroupReader(columns, nodes, group));
            }
        }
        return groups;
    }
}
