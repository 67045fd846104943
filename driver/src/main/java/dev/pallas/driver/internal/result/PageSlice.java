package dev.pallas.driver.internal.result;

import dev.pallas.driver.Page;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Some of the rows of a page. */
record PageSlice(Page page, int from, int to) implements Page {

    @Override
    public int rowCount() {
        return to - from;
    }

    private int row(int row) {
        return from + Objects.checkIndex(row, rowCount());
    }

    @Override
    public boolean isNull(int row, int column) {
        return page.isNull(row(row), column);
    }

    @Override
    public @Nullable String text(int row, int column) {
        return page.text(row(row), column);
    }

    @Override
    public @Nullable Object value(int row, int column) {
        return page.value(row(row), column);
    }

    @Override
    public <T> @Nullable T get(int row, int column, Class<T> type) {
        return page.get(row(row), column, type);
    }
}
