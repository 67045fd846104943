package dev.pallas.driver.internal.arrow;

import dev.pallas.driver.Column;
import dev.pallas.driver.DataType;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.vector.complex.MapVector;
import org.apache.arrow.vector.types.DateUnit;
import org.apache.arrow.vector.types.FloatingPointPrecision;
import org.apache.arrow.vector.types.TimeUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.apache.arrow.vector.types.pojo.Schema;

/** Athena's types in the words of Arrow. */
public final class ArrowTypes {
    private ArrowTypes() {}

    public static Schema schema(List<Column> columns) {
        return new Schema(columns.stream()
                .map(column -> field(column.name(), column.dataType(), true))
                .toList());
    }

    private static Field field(String name, DataType type, boolean nullable) {
        if (!type.isComplete()) {
            return new Field(name, new FieldType(nullable, ArrowType.Utf8.INSTANCE, null), null);
        }
        var children = new ArrayList<Field>();
        switch (type.type()) {
            case ARRAY -> children.add(field("element", type.part(0), true));
            case MAP ->
                children.add(new Field(
                        MapVector.DATA_VECTOR_NAME,
                        new FieldType(false, ArrowType.Struct.INSTANCE, null),
                        List.of(
                                field(MapVector.KEY_NAME, type.part(0), false),
                                field(MapVector.VALUE_NAME, type.part(1), true))));
            case ROW -> {
                for (var i = 0; i < type.fields().size(); i++) {
                    var part = type.fields().get(i);
                    children.add(field(part.name() == null ? "field" + i : part.name(), part.type(), true));
                }
            }
            default -> {
                // a type without parts
            }
        }
        return new Field(name, new FieldType(nullable, arrow(type), null), children);
    }

    private static ArrowType arrow(DataType type) {
        return switch (type.type()) {
            case BOOLEAN -> ArrowType.Bool.INSTANCE;
            case TINYINT -> new ArrowType.Int(8, true);
            case SMALLINT -> new ArrowType.Int(16, true);
            case INTEGER -> new ArrowType.Int(32, true);
            case BIGINT -> new ArrowType.Int(64, true);
            case FLOAT -> new ArrowType.FloatingPoint(FloatingPointPrecision.SINGLE);
            case DOUBLE -> new ArrowType.FloatingPoint(FloatingPointPrecision.DOUBLE);
            case DECIMAL -> new ArrowType.Decimal(type.argument(0, 38), type.argument(1, 0), 128);
            case VARBINARY -> ArrowType.Binary.INSTANCE;
            case DATE -> new ArrowType.Date(DateUnit.DAY);
            case TIME -> new ArrowType.Time(TimeUnit.NANOSECOND, 64);
            case TIMESTAMP -> new ArrowType.Timestamp(TimeUnit.MICROSECOND, null);
            case TIMESTAMP_WITH_TIME_ZONE -> new ArrowType.Timestamp(TimeUnit.MICROSECOND, "UTC");
            case ARRAY -> ArrowType.List.INSTANCE;
            case MAP -> new ArrowType.Map(false);
            case ROW -> ArrowType.Struct.INSTANCE;
            case CHAR, VARCHAR, JSON, UUID, OTHER -> ArrowType.Utf8.INSTANCE;
        };
    }
}
