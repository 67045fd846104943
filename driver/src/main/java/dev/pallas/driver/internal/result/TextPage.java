package dev.pallas.driver.internal.result;

import dev.pallas.driver.Column;
import dev.pallas.driver.Page;
import dev.pallas.driver.internal.type.Values;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A page whose cells are text, and become values when they are asked for. */
abstract class TextPage implements Page {
    private final List<Column> columns;

    TextPage(List<Column> columns) {
        this.columns = columns;
    }

    final List<Column> columns() {
        return columns;
    }

    @Override
    public @Nullable Object value(int row, int column) {
        var text = text(row, column);
        return text == null ? null : Values.decode(text, columns.get(column));
    }

    @Override
    public <T> @Nullable T get(int row, int column, Class<T> type) {
        var text = text(row, column);
        return text == null ? null : Values.decode(text, columns.get(column), type);
    }

    final void check(int row, int column) {
        Objects.checkIndex(row, rowCount());
        Objects.checkIndex(column, columns.size());
    }
}
