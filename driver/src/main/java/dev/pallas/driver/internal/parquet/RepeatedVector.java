package dev.pallas.driver.internal.parquet;

import dev.pallas.driver.DataType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Arrays, whose elements are one vector; or maps, whose keys and values are two. */
public final class RepeatedVector implements Vector {
    private final DataType type;
    private final int size;
    private final BitSet nulls;
    /** Where each value starts, and the last ends, in the parts. */
    private final int[] offsets;

    private final List<Vector> parts;

    private RepeatedVector(DataType type, int size, BitSet nulls, int[] offsets, List<Vector> parts) {
        this.type = type;
        this.size = size;
        this.nulls = nulls;
        this.offsets = offsets;
        this.parts = parts;
    }

    static RepeatedVector of(Node.Repeated node, List<@Nullable Entries> entries, int repetition, int definition) {
        var levels = Objects.requireNonNull(entries.get(node.first().index()));
        var nulls = new BitSet();
        var offsets = new int[levels.size() + 1];
        var size = 0;
        var elements = 0;
        for (var i = 0; i < levels.size(); i++) {
            var level = levels.definition(i);
            if (levels.repetition(i) <= repetition && level >= definition) {
                offsets[size] = elements;
                nulls.set(size++, level < node.present());
            }
            if (levels.repetition(i) <= node.repetition() && level >= node.filled()) {
                elements++;
            }
        }
        offsets[size] = elements;
        var parts = node.parts().stream()
                .map(part -> Vector.of(part, entries, node.repetition(), node.filled()))
                .toList();
        return new RepeatedVector(node.type(), size, nulls, Arrays.copyOf(offsets, size + 1), parts);
    }

    @Override
    public DataType type() {
        return type;
    }

    /** The elements; or the keys, and the values. */
    public List<Vector> parts() {
        return parts;
    }

    /** Where the parts of a value start; of the index after the last, where they end. */
    public int offset(int index) {
        return offsets[index];
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
        if (parts.size() == 1) {
            var list = new ArrayList<@Nullable Object>(offsets[index + 1] - offsets[index]);
            for (var i = offsets[index]; i < offsets[index + 1]; i++) {
                list.add(parts.get(0).get(i));
            }
            return Collections.unmodifiableList(list);
        }
        var map = new LinkedHashMap<@Nullable Object, @Nullable Object>();
        for (var i = offsets[index]; i < offsets[index + 1]; i++) {
            map.put(parts.get(0).get(i), parts.get(1).get(i));
        }
        return Collections.unmodifiableMap(map);
    }
}
