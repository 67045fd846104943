package dev.pallas.driver.internal.parquet;

import dev.pallas.driver.DataType;
import dev.pallas.driver.RowValue;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Rows. */
public final class GroupVector implements Vector {
    private final DataType type;
    private final List<@Nullable String> names;
    private final int size;
    private final BitSet nulls;
    private final List<Vector> fields;

    private GroupVector(DataType type, int size, BitSet nulls, List<Vector> fields) {
        this.type = type;
        this.names = new ArrayList<>();
        type.fields().forEach(field -> names.add(field.name()));
        this.size = size;
        this.nulls = nulls;
        this.fields = fields;
    }

    static GroupVector of(Node.Group node, List<@Nullable Entries> entries, int repetition, int definition) {
        var levels = Objects.requireNonNull(entries.get(node.first().index()));
        var nulls = new BitSet();
        var size = 0;
        for (var i = 0; i < levels.size(); i++) {
            if (levels.repetition(i) <= repetition && levels.definition(i) >= definition) {
                nulls.set(size++, levels.definition(i) < node.present());
            }
        }
        // a field of a row that is NULL is NULL as well, so fields have as many values as there are rows
        var fields = node.fields().stream()
                .map(field -> Vector.of(field, entries, repetition, definition))
                .toList();
        return new GroupVector(node.type(), size, nulls, fields);
    }

    @Override
    public DataType type() {
        return type;
    }

    public List<Vector> fields() {
        return fields;
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public boolean isNull(int index) {
        return nulls.get(index);
    }

    @Override
    public @Nullable Object get(int index) {
        if (nulls.get(index)) {
            return null;
        }
        var values = new ArrayList<@Nullable Object>(fields.size());
        fields.forEach(field -> values.add(field.get(index)));
        return new RowValue(names, values);
    }
}
