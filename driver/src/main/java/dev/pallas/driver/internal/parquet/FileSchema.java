package dev.pallas.driver.internal.parquet;

import dev.pallas.driver.AthenaType;
import dev.pallas.driver.DataType;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.format.FieldRepetitionType;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type.Repetition;

/** Finds the columns of a file for the types that are expected of them, which name and shape the values. */
final class FileSchema {

    /** An element of the file's schema and what it holds, with the levels of Parquet's nested encoding. */
    private record Element(
            SchemaElement raw, List<String> path, int definition, int repetition, int leaf, List<Element> children) {
        boolean isRepeated() {
            return raw.getRepetition_type() == FieldRepetitionType.REPEATED;
        }
    }

    private final List<SchemaElement> elements;
    private int next = 1;
    private int leaves;

    private FileSchema(List<SchemaElement> elements) {
        this.elements = elements;
    }

    /**
     * The nodes of the columns, by their names.
     *
     * @throws ParquetFormatException when the file has no such column, or one of another shape
     */
    static List<Node> nodes(FileMetaData file, List<String> names, List<DataType> types) {
        var schema = new FileSchema(file.getSchema());
        var root = schema.children(file.getSchema().get(0).getNum_children(), List.of(), 0, 0);
        var nodes = new ArrayList<Node>();
        for (var i = 0; i < names.size(); i++) {
            var name = names.get(i);
            var element = root.stream()
                    .filter(each -> each.raw.getName().toLowerCase(Locale.ROOT).equals(name))
                    .findFirst()
                    .orElseThrow(() -> new ParquetFormatException("it has no column " + name));
            nodes.add(node(element, types.get(i)));
        }
        return nodes;
    }

    private List<Element> children(int count, List<String> path, int definition, int repetition) {
        var children = new ArrayList<Element>(count);
        for (var i = 0; i < count; i++) {
            children.add(child(path, definition, repetition));
        }
        return children;
    }

    private Element child(List<String> path, int definition, int repetition) {
        var raw = elements.get(next++);
        var kind = raw.getRepetition_type();
        var deeper = definition + (kind == FieldRepetitionType.REQUIRED ? 0 : 1);
        var repeated = repetition + (kind == FieldRepetitionType.REPEATED ? 1 : 0);
        var name = new ArrayList<>(path);
        name.add(raw.getName());
        if (!raw.isSetType()) {
            return new Element(
                    raw, name, deeper, repeated, -1, children(raw.getNum_children(), name, deeper, repeated));
        }
        return new Element(raw, name, deeper, repeated, leaves++, List.of());
    }

    private static Node node(Element element, DataType type) {
        if (!type.isNested()) {
            return leaf(element, type);
        }
        if (type.type() == AthenaType.ROW) {
            if (element.children.size() != type.fields().size()) {
                throw shape(element, type);
            }
            var fields = new ArrayList<Node>();
            for (var i = 0; i < type.fields().size(); i++) {
                fields.add(node(element.children.get(i), type.part(i)));
            }
            return new Node.Group(type, element.definition, fields);
        }
        if (element.children.size() != 1 || !element.children.get(0).isRepeated()) {
            throw shape(element, type);
        }
        var repeated = element.children.get(0);
        var parts = type.type() == AthenaType.MAP ? entry(repeated, type) : List.of(element(repeated, type.part(0)));
        return new Node.Repeated(type, element.definition, repeated.repetition, repeated.definition, parts);
    }

    private static List<Node> entry(Element repeated, DataType map) {
        if (repeated.children.size() != 2) {
            throw shape(repeated, map);
        }
        return List.of(node(repeated.children.get(0), map.part(0)), node(repeated.children.get(1), map.part(1)));
    }

    /** A repeated element may be the list's element itself: the format's rules for lists of two levels. */
    private static Node element(Element repeated, DataType type) {
        var name = repeated.raw.getName();
        var isElement = repeated.children.size() != 1 || name.equals("array") || name.endsWith("_tuple");
        return node(isElement ? repeated : repeated.children.get(0), type);
    }

    private static Node.Leaf leaf(Element element, DataType type) {
        if (element.leaf < 0) {
            throw shape(element, type);
        }
        var raw = element.raw;
        var name = PrimitiveTypeName.valueOf(
                raw.getType() == org.apache.parquet.format.Type.BYTE_ARRAY
                        ? "BINARY"
                        : raw.getType().name());
        var primitive = new PrimitiveType(Repetition.OPTIONAL, name, raw.getType_length(), raw.getName());
        var descriptor = new ColumnDescriptor(
                element.path.toArray(String[]::new), primitive, element.repetition, element.definition);
        return new Node.Leaf(element.leaf, descriptor, raw, type, element.definition);
    }

    private static ParquetFormatException shape(Element element, DataType type) {
        return new ParquetFormatException("its column " + String.join(".", element.path) + " is no " + type);
    }
}
