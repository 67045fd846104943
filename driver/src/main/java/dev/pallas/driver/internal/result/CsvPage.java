package dev.pallas.driver.internal.result;

import dev.pallas.driver.Column;
import dev.pallas.driver.internal.type.UsualText;
import dev.pallas.driver.internal.type.Values;
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
        return index.isNull(row, column) ? null : present(row, column);
    }

    private String present(int row, int column) {
        var start = index.start(row, column);
        var text = new String(bytes, start, index.end(row, column) - start, StandardCharsets.UTF_8);
        return index.hasDoubledQuotes(row, column) ? text.replace("\"\"", "\"") : text;
    }

    @Override
    public @Nullable Object value(int row, int column) {
        check(row, column);
        if (index.isNull(row, column)) {
            return null;
        }
        var described = columns().get(column);
        var value = UsualText.read(described.type(), bytes, index.start(row, column), index.end(row, column));
        return value == null ? Values.decode(present(row, column), described) : value;
    }

    @Override
    public <T> @Nullable T get(int row, int column, Class<T> type) {
        check(row, column);
        if (index.isNull(row, column)) {
            return null;
        }
        if (type == String.class) {
            return type.cast(present(row, column));
        }
        var described = columns().get(column);
        if (type == described.type().javaClass()) {
            var value = UsualText.read(described.type(), bytes, index.start(row, column), index.end(row, column));
            if (value != null) {
                return type.cast(value);
            }
        }
        return Values.decode(present(row, column), described, type);
    }
}
