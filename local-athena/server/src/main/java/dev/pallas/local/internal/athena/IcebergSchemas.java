package dev.pallas.local.internal.athena;

import dev.pallas.local.internal.sql.HiveStatement.Column;
import dev.pallas.local.internal.sql.HiveStatement.PartitionField;
import dev.pallas.local.internal.sql.HiveType;
import dev.pallas.local.internal.sql.SqlError;
import java.util.ArrayList;
import java.util.List;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;
import org.apache.iceberg.exceptions.ValidationException;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.Types;

/** Columns and partitions as Athena's statements write them, as Iceberg keeps them. */
final class IcebergSchemas {
    private int lastId;

    private IcebergSchemas() {}

    static Schema schema(List<Column> columns) throws SqlError {
        var ids = new IcebergSchemas();
        var fields = new ArrayList<Types.NestedField>();
        for (var column : columns) {
            fields.add(Types.NestedField.optional(
                    ++ids.lastId, column.name(), ids.convert(column.type()), column.comment()));
        }
        return new Schema(fields);
    }

    /**
     * The type of a column. The ids of what is nested in it are of no meaning: Iceberg gives its own.
     *
     * @throws SqlError if Iceberg has no such type
     */
    static Type type(HiveType type) throws SqlError {
        return new IcebergSchemas().convert(type);
    }

    private Type convert(HiveType type) throws SqlError {
        return switch (type.name()) {
            case "boolean" -> Types.BooleanType.get();
            case "int", "integer" -> Types.IntegerType.get();
            case "bigint", "long" -> Types.LongType.get();
            case "float" -> Types.FloatType.get();
            case "double" -> Types.DoubleType.get();
            case "date" -> Types.DateType.get();
            case "timestamp" -> Types.TimestampType.withoutZone();
            case "string" -> Types.StringType.get();
            case "binary" -> Types.BinaryType.get();
            case "decimal" -> decimal(type);
            case "array" ->
                Types.ListType.ofOptional(++lastId, convert(type.fields().get(0).type()));
            case "map" -> {
                var keyId = ++lastId;
                var valueId = ++lastId;
                yield Types.MapType.ofOptional(
                        keyId,
                        valueId,
                        convert(type.fields().get(0).type()),
                        convert(type.fields().get(1).type()));
            }
            case "struct" -> {
                var fields = new ArrayList<Types.NestedField>();
                for (var field : type.fields()) {
                    fields.add(Types.NestedField.optional(++lastId, field.name(), convert(field.type())));
                }
                yield Types.StructType.of(fields);
            }
            default -> throw SqlError.notSupported("Type not supported for Iceberg: " + type);
        };
    }

    private static Type decimal(HiveType type) throws SqlError {
        var precision = type.argument(0, 10);
        var scale = type.argument(1, 0);
        if (precision < 1 || precision > 38 || scale > precision) {
            throw SqlError.semantic("Decimal precision must be from 1 to 38 and no less than the scale: " + type);
        }
        return Types.DecimalType.of(precision, scale);
    }

    static PartitionSpec partitions(Schema schema, List<PartitionField> fields) throws SqlError {
        var spec = PartitionSpec.builderFor(schema);
        for (var field : fields) {
            if (field.type() != null) {
                throw SqlError.semantic("Partition columns of an Iceberg table are columns of the table: write "
                        + field.name() + " without a type");
            }
            try {
                add(spec, field);
            } catch (ValidationException | IllegalArgumentException e) {
                throw SqlError.semantic("Invalid partition field " + field.name() + ": " + e.getMessage());
            }
        }
        return spec.build();
    }

    private static void add(PartitionSpec.Builder spec, PartitionField field) throws SqlError {
        var column = field.name();
        var transform = field.transform();
        if (transform == null) {
            spec.identity(column);
            return;
        }
        var width = transform.width();
        switch (transform.function() + (width == null ? "" : "(n)")) {
            case "year" -> spec.year(column);
            case "month" -> spec.month(column);
            case "day" -> spec.day(column);
            case "hour" -> spec.hour(column);
            case "bucket(n)" -> spec.bucket(column, width == null ? 0 : width);
            case "truncate(n)" -> spec.truncate(column, width == null ? 0 : width);
            default -> throw SqlError.semantic("Unsupported partition transform: " + transform.function());
        }
    }
}
