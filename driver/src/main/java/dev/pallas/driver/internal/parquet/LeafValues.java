package dev.pallas.driver.internal.parquet;

import dev.pallas.driver.AthenaType;
import dev.pallas.driver.internal.parquet.Cells.Kind;
import java.nio.ByteOrder;
import org.apache.parquet.column.values.ValuesReader;
import org.apache.parquet.format.ConvertedType;
import org.apache.parquet.format.SchemaElement;

/** Reads one value of a leaf, whichever of Parquet's forms a file has for the type. */
@FunctionalInterface
interface LeafValues {
    /** The Julian day of 1970-01-01, from which INT96 counts. */
    int EPOCH_JULIAN_DAY = 2_440_588;

    long MICROS_PER_DAY = 86_400_000_000L;

    void read(ValuesReader from, Cells to);

    /** How the values of a leaf are kept. */
    static Kind kind(Node.Leaf leaf) {
        return switch (leaf.element().getType()) {
            case FLOAT, DOUBLE -> Kind.DOUBLES;
            case BOOLEAN, INT32, INT64, INT96 -> Kind.LONGS;
            case BYTE_ARRAY, FIXED_LEN_BYTE_ARRAY -> Kind.BYTES;
        };
    }

    static LeafValues of(Node.Leaf leaf) {
        var element = leaf.element();
        return switch (element.getType()) {
            case BOOLEAN -> (from, to) -> to.add(from.readBoolean() ? 1L : 0L);
            case INT32 -> (from, to) -> to.add((long) from.readInteger());
            case INT64 ->
                leaf.type().type() == AthenaType.TIMESTAMP ? micros(element) : (from, to) -> to.add(from.readLong());
            case INT96 -> LeafValues::int96;
            case FLOAT -> (from, to) -> to.add((double) from.readFloat());
            case DOUBLE -> (from, to) -> to.add(from.readDouble());
            case BYTE_ARRAY, FIXED_LEN_BYTE_ARRAY -> LeafValues::bytes;
        };
    }

    private static LeafValues micros(SchemaElement element) {
        var logical = element.getLogicalType();
        var unit = logical != null && logical.isSetTIMESTAMP()
                ? logical.getTIMESTAMP().getUnit()
                : null;
        if (unit != null && unit.isSetNANOS()) {
            return (from, to) -> to.add(Math.floorDiv(from.readLong(), 1000L));
        }
        var millis = unit != null ? unit.isSetMILLIS() : element.getConverted_type() == ConvertedType.TIMESTAMP_MILLIS;
        return millis
                ? (from, to) -> to.add(Math.multiplyExact(from.readLong(), 1000L))
                : (from, to) -> to.add(from.readLong());
    }

    private static void int96(ValuesReader from, Cells to) {
        var buffer = from.readBytes().toByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
        var nanos = buffer.getLong();
        var day = (long) buffer.getInt() - EPOCH_JULIAN_DAY;
        to.add(day * MICROS_PER_DAY + Math.floorDiv(nanos, 1000L));
    }

    private static void bytes(ValuesReader from, Cells to) {
        var buffer = from.readBytes().toByteBuffer();
        if (buffer.hasArray()) {
            to.add(buffer.array(), buffer.arrayOffset() + buffer.position(), buffer.remaining());
        } else {
            var copy = new byte[buffer.remaining()];
            buffer.get(copy);
            to.add(copy, 0, copy.length);
        }
    }
}
