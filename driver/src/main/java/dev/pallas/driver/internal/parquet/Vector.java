package dev.pallas.driver.internal.parquet;

import dev.pallas.driver.DataType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The values of a column, or of what a nested column holds, for some rows. Immutable; values are made when they are asked for. */
public sealed interface Vector permits LeafVector, RepeatedVector, GroupVector {

    DataType type();

    int size();

    boolean isNull(int index);

    /** See {@link dev.pallas.driver.Page#value}. */
    @Nullable
    Object get(int index);

    /**
     * Takes a node's values out of its leaves' entries.
     *
     * @param entries by the index of the leaf
     * @param repetition the repetition level of what holds the node
     * @param definition the definition level from which on that is there at all
     */
    static Vector of(Node node, List<@Nullable Entries> entries, int repetition, int definition) {
        if (node instanceof Node.Leaf leaf) {
            return LeafVector.of(leaf, entries, definition);
        } else if (node instanceof Node.Repeated repeated) {
            return RepeatedVector.of(repeated, entries, repetition, definition);
        }
        return GroupVector.of((Node.Group) node, entries, repetition, definition);
    }
}
