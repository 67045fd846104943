package dev.pallas.driver.internal.parquet;

import dev.pallas.driver.Column;
import dev.pallas.driver.Page;
import dev.pallas.driver.internal.type.AthenaText;
import dev.pallas.driver.internal.type.Values;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Rows of a Parquet file. */
public final class ParquetPage implements Page {
    private final List<Column> columns;
    private final List<Vector> vectors;
    private final int rows;

    ParquetPage(List<Column> columns, List<Vector> vectors, int rows) {
        this.columns = columns;
        this.vectors = vectors;
        this.rows = rows;
    }

    /** The columns' values. */
    public List<Vector> vectors() {
        return vectors;
    }

    @Override
    public int rowCount() {
        return rows;
    }

    private Vector vector(int row, int column) {
        Objects.checkIndex(row, rows);
        return vectors.get(column);
    }

    @Override
    public boolean isNull(int row, int column) {
        return vector(row, column).isNull(row);
    }

    @Override
    public @Nullable String text(int row, int column) {
        var vector = vector(row, column);
        if (vector.isNull(row)) {
            return null;
        }
        if (vector instanceof LeafVector leaf && !leaf.isNative()) {
            return leaf.textAt(row);
        }
        return AthenaText.of(Objects.requireNonNull(vector.get(row)));
    }

    @Override
    public @Nullable Object value(int row, int column) {
        return vector(row, column).get(row);
    }

    @Override
    public <T> @Nullable T get(int row, int column, Class<T> type) {
        var vector = vector(row, column);
        if (vector.isNull(row)) {
            return null;
        }
        if (type == String.class) {
            return type.cast(text(row, column));
        }
        return Values.convert(Objects.requireNonNull(vector.get(row)), columns.get(column), type);
    }
}
