package dev.pallas.driver.internal.result;

import dev.pallas.driver.Column;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows of a CSV object: its bytes, and where the cells are in them. */
final class CsvPage extends TextPage {
    private final byte[] bytes;
    private final CsvIndex index;

    CsvPage(List<Column> columns, byte[] bytes, CsvIndex index) {
        super(columns);
        this.bytes = bytes;
        this.index = index;
    }

    @Override
    public int rowCount() {
        return index.rows();
    }

    @Override
    public boolean isNull(int row, int column) {
        check(row, column);
        return index.isNull(row, column);
    }

    @Override
    public @Nullable String text(int row, int column) {
        check(row, column);
        if (index.isNull(row, column)) {
            return null;
        }
        var start = index.start(row, column);
        var text = new String(bytes, start, index.end(row, column) - start, StandardCharsets.UTF_8);
        return index.hasDoubledQuotes(row, column) ? text.replace("\"\"", "\"") : text;
    }
}
