package dev.pallas.driver.internal.parquet;

import dev.pallas.driver.Column;
import dev.pallas.driver.Page;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.RowGroup;
import org.jspecify.annotations.Nullable;

/**
 * Makes pages of a row group's bytes, which it is fed leaf by leaf as it asks for them: it never reads by itself. Not thread-safe.
 */
public final class RowGroupReader {
    /** The most rows of a page. */
    private static final int ROWS = 8192;

    private final List<Column> columns;
    private final List<Node> nodes;
    private final List<LeafReader> leaves = new ArrayList<>();
    private final List<Part> parts = new ArrayList<>();
    private final int leavesOfFile;
    private long rowsLeft;

    /** Where the bytes of a leaf are: from {@code start} to before {@code end}. */
    public record Part(long start, long end) {}

    RowGroupReader(List<Column> columns, List<Node> nodes, RowGroup group) {
        this.columns = columns;
        this.nodes = nodes;
        this.rowsLeft = group.getNum_rows();
        this.leavesOfFile = group.getColumnsSize();
        nodes.forEach(node -> addLeaves(node, group));
    }

    private void addLeaves(Node node, RowGroup group) {
        if (node instanceof Node.Repeated repeated) {
            repeated.parts().forEach(part -> addLeaves(part, group));
        } else if (node instanceof Node.Group fields) {
            fields.fields().forEach(field -> addLeaves(field, group));
        } else if (node instanceof Node.Leaf leaf) {
            var column = group.getColumns().get(leaf.index()).getMeta_data();
            var start = start(column);
            leaves.add(new LeafReader(leaf, column));
            parts.add(new Part(start, start + column.getTotal_compressed_size()));
        }
    }

    /** The dictionary, when there is one, stands before the values; some writers set its place to 0 when there is none. */
    private static long start(ColumnMetaData column) {
        var dictionary = column.isSetDictionary_page_offset() ? column.getDictionary_page_offset() : 0;
        return dictionary > 0 && dictionary < column.getData_page_offset() ? dictionary : column.getData_page_offset();
    }

    /** The leaves' bytes, in the order by which {@link #feed} knows them. */
    public List<Part> parts() {
        return Collections.unmodifiableList(parts);
    }

    public boolean hasRows() {
        return rowsLeft > 0;
    }

    /** The leaves that need more bytes before the next page. */
    public List<Integer> hungry() {
        var wanted = (int) Math.min(ROWS, rowsLeft);
        var hungry = new ArrayList<Integer>();
        for (var i = 0; i < leaves.size(); i++) {
            if (!leaves.get(i).fill(wanted)) {
                hungry.add(i);
            }
        }
        return hungry;
    }

    /** Gives a leaf the bytes that follow those before. */
    public void feed(int leaf, byte[] bytes) {
        leaves.get(leaf).feed(bytes);
    }

    /** The next rows; to be called when no leaf is hungry. */
    public Page take() {
        var rows = (int) Math.min(ROWS, rowsLeft);
        for (var leaf : leaves) {
            rows = Math.min(rows, leaf.wholeRows());
        }
        if (rows == 0) {
            throw new ParquetFormatException("a row group has fewer rows than it says");
        }
        rowsLeft -= rows;
        var entries = new ArrayList<@Nullable Entries>(Collections.nCopies(leavesOfFile, null));
        for (var leaf : leaves) {
            entries.set(leaf.leaf().index(), leaf.take(rows));
        }
        return new ParquetPage(
                columns,
                nodes.stream().map(node -> Vector.of(node, entries, 0, 0)).toList(),
                rows);
    }
}
