package dev.pallas.driver.internal.parquet;

import dev.pallas.driver.DataType;
import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.format.ConvertedType;
import org.apache.parquet.format.FieldRepetitionType;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Types;
import org.jspecify.annotations.Nullable;

/** The Parquet types that files are written with. */
final class ParquetTypes {
    private ParquetTypes() {}

    static MessageType message(List<String> names, List<DataType> types) {
        var fields = new ArrayList<Type>();
        for (var i = 0; i < names.size(); i++) {
            fields.add(field(names.get(i), types.get(i)));
        }
        return new MessageType("table", fields);
    }

    private static Type field(String name, DataType type) {
        return switch (type.type()) {
            case ARRAY ->
                Types.optionalList().element(field("element", type.part(0))).named(name);
            case MAP ->
                Types.optionalMap()
                        .key(field("key", type.part(0)))
                        .value(field("value", type.part(1)))
                        .named(name);
            case ROW -> {
                var group = Types.optionalGroup();
                for (var i = 0; i < type.fields().size(); i++) {
                    group.addField(field("f" + i, type.part(i)));
                }
                yield group.named(name);
            }
            case BOOLEAN -> Types.optional(PrimitiveTypeName.BOOLEAN).named(name);
            case TINYINT, SMALLINT, INTEGER ->
                Types.optional(PrimitiveTypeName.INT32).named(name);
            case BIGINT -> Types.optional(PrimitiveTypeName.INT64).named(name);
            case FLOAT -> Types.optional(PrimitiveTypeName.FLOAT).named(name);
            case DOUBLE -> Types.optional(PrimitiveTypeName.DOUBLE).named(name);
            case DECIMAL ->
                Types.optional(PrimitiveTypeName.FIXED_LEN_BYTE_ARRAY)
                        .length(decimalLength(type.argument(0, 38)))
                        .as(LogicalTypeAnnotation.decimalType(type.argument(1, 0), type.argument(0, 38)))
                        .named(name);
            case VARBINARY -> Types.optional(PrimitiveTypeName.BINARY).named(name);
            case DATE ->
                Types.optional(PrimitiveTypeName.INT32)
                        .as(LogicalTypeAnnotation.dateType())
                        .named(name);
            case TIMESTAMP ->
                Types.optional(PrimitiveTypeName.INT64)
                        .as(LogicalTypeAnnotation.timestampType(false, TimeUnit.MICROS))
                        .named(name);
            default ->
                Types.optional(PrimitiveTypeName.BINARY)
                        .as(LogicalTypeAnnotation.stringType())
                        .named(name);
        };
    }

    /** The bytes that hold every number of so many digits, as readers expect them. */
    static int decimalLength(int precision) {
        return (int) Math.ceil((precision * Math.log(10) / Math.log(2) + 1) / 8);
    }

    /** The schema in the words of a footer: depth first, each group before what it holds. */
    static List<SchemaElement> elements(MessageType message) {
        var elements = new ArrayList<SchemaElement>();
        var root = new SchemaElement(message.getName());
        root.setNum_children(message.getFieldCount());
        elements.add(root);
        message.getFields().forEach(field -> add(elements, field));
        return elements;
    }

    private static void add(List<SchemaElement> elements, Type type) {
        var element = new SchemaElement(type.getName());
        element.setRepetition_type(
                FieldRepetitionType.valueOf(type.getRepetition().name()));
        elements.add(element);
        var converted = converted(type.getLogicalTypeAnnotation());
        if (converted != null) {
            element.setConverted_type(converted);
        }
        if (type.isPrimitive()) {
            var primitive = type.asPrimitiveType();
            element.setType(physical(primitive.getPrimitiveTypeName()));
            if (primitive.getTypeLength() > 0) {
                element.setType_length(primitive.getTypeLength());
            }
            if (type.getLogicalTypeAnnotation() instanceof LogicalTypeAnnotation.DecimalLogicalTypeAnnotation decimal) {
                element.setPrecision(decimal.getPrecision());
                element.setScale(decimal.getScale());
            }
        } else {
            element.setNum_children(type.asGroupType().getFieldCount());
            type.asGroupType().getFields().forEach(field -> add(elements, field));
        }
    }

    private static @Nullable ConvertedType converted(@Nullable LogicalTypeAnnotation logical) {
        if (logical instanceof LogicalTypeAnnotation.DecimalLogicalTypeAnnotation) {
            return ConvertedType.DECIMAL;
        } else if (logical instanceof LogicalTypeAnnotation.DateLogicalTypeAnnotation) {
            return ConvertedType.DATE;
        } else if (logical instanceof LogicalTypeAnnotation.TimestampLogicalTypeAnnotation) {
            return ConvertedType.TIMESTAMP_MICROS;
        } else if (logical instanceof LogicalTypeAnnotation.StringLogicalTypeAnnotation) {
            return ConvertedType.UTF8;
        } else if (logical instanceof LogicalTypeAnnotation.ListLogicalTypeAnnotation) {
            return ConvertedType.LIST;
        }
        return logical instanceof LogicalTypeAnnotation.MapLogicalTypeAnnotation ? ConvertedType.MAP : null;
    }

    static org.apache.parquet.format.Type physical(PrimitiveTypeName name) {
        return org.apache.parquet.format.Type.valueOf(name == PrimitiveTypeName.BINARY ? "BYTE_ARRAY" : name.name());
    }
}
