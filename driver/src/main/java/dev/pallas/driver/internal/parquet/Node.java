package dev.pallas.driver.internal.parquet;

import dev.pallas.driver.DataType;
import java.util.List;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.format.SchemaElement;

/**
 * What a file keeps for a type. An entry of a column in the file tells by its definition level how deep in the tree there is something
 * (Parquet's format, "Nested Encoding").
 */
sealed interface Node {

    /** The definition level from which on the value is not NULL. */
    int present();

    /** The leaf whose levels tell about the node: its first. */
    Leaf first();

    /**
     * What has no parts: a column of the file.
     *
     * @param index the place among the file's columns
     */
    record Leaf(int index, ColumnDescriptor descriptor, SchemaElement element, DataType type, int present)
            implements Node {
        @Override
        public Leaf first() {
            return this;
        }
    }

    /**
     * An array, whose elements are one node; or a map, whose entries have two.
     *
     * @param repetition the repetition level of an element that is not its list's first
     * @param filled the definition level from which on there is an element
     */
    record Repeated(DataType type, int present, int repetition, int filled, List<Node> parts) implements Node {
        @Override
        public Leaf first() {
            return parts.get(0).first();
        }
    }

    record Group(DataType type, int present, List<Node> fields) implements Node {
        @Override
        public Leaf first() {
            return fields.get(0).first();
        }
    }
}
