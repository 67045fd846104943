package dev.pallas.driver.internal.result;

import dev.pallas.driver.AthenaException;
import dev.pallas.driver.Column;
import dev.pallas.driver.Page;
import dev.pallas.driver.Row;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A row of a page. */
final class PageRow implements Row {
    private final Shape shape;
    private final Page page;
    private final int row;

    PageRow(Shape shape, Page page, int row) {
        this.shape = shape;
        this.page = page;
        this.row = row;
    }

    /** What all rows of a result have in common. */
    record Shape(List<Column> columns, Map<String, Integer> places) {

        static Shape of(List<Column> columns) {
            var places = new TreeMap<String, Integer>(String.CASE_INSENSITIVE_ORDER);
            for (var i = 0; i < columns.size(); i++) {
                places.putIfAbsent(columns.get(i).name(), i);
            }
            return new Shape(columns, places);
        }

        int place(String name) {
            var place = places.get(name);
            if (place == null) {
                throw new AthenaException(
                        "The result has no column " + name + "; it has "
                                + columns.stream().map(Column::name).toList() + ".",
                        "42S22",
                        null,
                        null,
                        false,
                        null);
            }
            return place;
        }
    }

    Shape shape() {
        return shape;
    }

    @Override
    public List<Column> columns() {
        return shape.columns();
    }

    @Override
    public boolean isNull(int column) {
        return page.isNull(row, column);
    }

    @Override
    public @Nullable String text(int column) {
        return page.text(row, column);
    }

    @Override
    public @Nullable Object get(int column) {
        return page.value(row, column);
    }

    @Override
    public <T> @Nullable T get(int column, Class<T> type) {
        return page.get(row, column, type);
    }

    @Override
    public @Nullable Object get(String column) {
        return get(shape.place(column));
    }

    @Override
    public <T> @Nullable T get(String column, Class<T> type) {
        return get(shape.place(column), type);
    }

    @Override
    public Map<String, @Nullable Object> toMap() {
        var map = new LinkedHashMap<String, @Nullable Object>();
        for (var i = 0; i < columns().size(); i++) {
            var name = columns().get(i).name();
            if (!map.containsKey(name)) {
                map.put(name, get(i));
            }
        }
        return Collections.unmodifiableMap(map);
    }

    @Override
    public <R extends Record> R as(Class<R> type) {
        return RecordReader.of(type).read(this);
    }

    @Override
    public String toString() {
        return toMap().toString();
    }
}
