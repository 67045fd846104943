package dev.pallas.driver.internal.arrow;

import dev.pallas.driver.AthenaException;
import dev.pallas.driver.Column;
import dev.pallas.driver.Page;
import dev.pallas.driver.RowValue;
import dev.pallas.driver.internal.parquet.LeafVector;
import dev.pallas.driver.internal.parquet.ParquetPage;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.DateDayVector;
import org.apache.arrow.vector.DecimalVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.Float4Vector;
import org.apache.arrow.vector.Float8Vector;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.SmallIntVector;
import org.apache.arrow.vector.TimeNanoVector;
import org.apache.arrow.vector.TimeStampMicroTZVector;
import org.apache.arrow.vector.TimeStampMicroVector;
import org.apache.arrow.vector.TinyIntVector;
import org.apache.arrow.vector.ValueVector;
import org.apache.arrow.vector.VarBinaryVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.complex.ListVector;
import org.apache.arrow.vector.complex.MapVector;
import org.apache.arrow.vector.complex.StructVector;
import org.jspecify.annotations.Nullable;

/** Fills vectors from pages. */
public final class ArrowWriter {
    private static final long MICROS = 1_000_000;

    private ArrowWriter() {}

    /** Fills the vectors of a batch, which has the columns of the page. */
    public static void write(Page page, List<Column> columns, VectorSchemaRoot root) {
        for (var i = 0; i < columns.size(); i++) {
            var vector = root.getVector(i);
            vector.allocateNew();
            try {
                if (page instanceof ParquetPage file
                        && file.vectors().get(i) instanceof LeafVector leaf
                        && leaf.isNative()
                        && !(vector instanceof DecimalVector)) {
                    writeNative(leaf, vector);
                } else if (vector instanceof VarCharVector texts) {
                    writeTexts(page, i, texts);
                } else {
                    for (var row = 0; row < page.rowCount(); row++) {
                        set(vector, row, page.value(row, i));
                    }
                }
            } catch (ArithmeticException e) {
                throw new AthenaException(
                        "Column " + columns.get(i).name() + " has a value that its Arrow vector cannot hold: "
                                + e.getMessage() + ".",
                        "22000",
                        null,
                        null,
                        false,
                        e);
            }
            vector.setValueCount(page.rowCount());
        }
        root.setRowCount(page.rowCount());
    }

    /** From vector to vector, without an object for each value. */
    private static void writeNative(LeafVector from, FieldVector to) {
        for (var i = 0; i < from.size(); i++) {
            if (from.isNull(i)) {
                setNull(to, i);
            } else if (to instanceof BigIntVector numbers) {
                numbers.setSafe(i, from.longAt(i));
            } else if (to instanceof TimeStampMicroVector timestamps) {
                timestamps.setSafe(i, from.longAt(i));
            } else if (to instanceof Float8Vector numbers) {
                numbers.setSafe(i, from.doubleAt(i));
            } else if (to instanceof Float4Vector numbers) {
                numbers.setSafe(i, (float) from.doubleAt(i));
            } else if (to instanceof VarBinaryVector bytes) {
                bytes.setSafe(i, from.bytesAt(i));
            } else {
                setSmall(to, i, (int) from.longAt(i));
            }
        }
    }

    private static void setSmall(FieldVector vector, int index, int value) {
        if (vector instanceof IntVector numbers) {
            numbers.setSafe(index, value);
        } else if (vector instanceof DateDayVector days) {
            days.setSafe(index, value);
        } else if (vector instanceof SmallIntVector numbers) {
            numbers.setSafe(index, value);
        } else if (vector instanceof TinyIntVector numbers) {
            numbers.setSafe(index, value);
        } else {
            ((BitVector) vector).setSafe(index, value);
        }
    }

    private static void writeTexts(Page page, int column, VarCharVector vector) {
        for (var row = 0; row < page.rowCount(); row++) {
            var text = page.text(row, column);
            if (text == null) {
                vector.setNull(row);
            } else {
                vector.setSafe(row, text.getBytes(StandardCharsets.UTF_8));
            }
        }
    }

    private static void set(ValueVector vector, int index, @Nullable Object value) {
        if (vector instanceof MapVector map) {
            setMap(map, index, (Map<?, ?>) value);
        } else if (vector instanceof ListVector list) {
            setList(list, index, (List<?>) value);
        } else if (vector instanceof StructVector struct) {
            setStruct(struct, index, (RowValue) value);
        } else if (value == null) {
            setNull(vector, index);
        } else {
            setScalar(vector, index, value);
        }
    }

    private static void setNull(ValueVector vector, int index) {
        while (vector.getValueCapacity() <= index) {
            vector.reAlloc();
        }
        ((FieldVector) vector).setNull(index);
    }

    private static void setList(ListVector vector, int index, @Nullable List<?> list) {
        if (list == null) {
            vector.setNull(index);
            return;
        }
        var start = vector.startNewValue(index);
        for (var i = 0; i < list.size(); i++) {
            set(vector.getDataVector(), start + i, list.get(i));
        }
        vector.endValue(index, list.size());
    }

    private static void setMap(MapVector vector, int index, @Nullable Map<?, ?> map) {
        if (map == null) {
            vector.setNull(index);
            return;
        }
        var next = vector.startNewValue(index);
        var entries = (StructVector) vector.getDataVector();
        for (var entry : map.entrySet()) {
            define(entries, next);
            set(entries.getChildByOrdinal(0), next, entry.getKey());
            set(entries.getChildByOrdinal(1), next, entry.getValue());
            next++;
        }
        vector.endValue(index, map.size());
    }

    private static void setStruct(StructVector vector, int index, @Nullable RowValue row) {
        if (row == null) {
            setNull(vector, index);
        } else {
            define(vector, index);
        }
        for (var i = 0; i < vector.size(); i++) {
            set(vector.getChildByOrdinal(i), index, row == null ? null : row.get(i));
        }
    }

    private static void define(StructVector vector, int index) {
        while (vector.getValueCapacity() <= index) {
            vector.reAlloc();
        }
        vector.setIndexDefined(index);
    }

    private static void setScalar(ValueVector vector, int index, Object value) {
        if (vector instanceof BitVector bits) {
            bits.setSafe(index, (Boolean) value ? 1 : 0);
        } else if (vector instanceof TinyIntVector numbers) {
            numbers.setSafe(index, (Byte) value);
        } else if (vector instanceof SmallIntVector numbers) {
            numbers.setSafe(index, (Short) value);
        } else if (vector instanceof IntVector numbers) {
            numbers.setSafe(index, (Integer) value);
        } else if (vector instanceof BigIntVector numbers) {
            numbers.setSafe(index, (Long) value);
        } else if (vector instanceof Float4Vector numbers) {
            numbers.setSafe(index, (Float) value);
        } else if (vector instanceof Float8Vector numbers) {
            numbers.setSafe(index, (Double) value);
        } else if (vector instanceof DecimalVector decimals) {
            decimals.setSafe(index, ((BigDecimal) value).setScale(decimals.getScale()));
        } else if (vector instanceof VarBinaryVector bytes) {
            bytes.setSafe(index, (byte[]) value);
        } else if (vector instanceof DateDayVector days) {
            days.setSafe(index, Math.toIntExact(((LocalDate) value).toEpochDay()));
        } else if (vector instanceof TimeNanoVector times) {
            times.setSafe(index, ((LocalTime) value).toNanoOfDay());
        } else if (vector instanceof TimeStampMicroVector timestamps) {
            timestamps.setSafe(index, micros(((LocalDateTime) value).toInstant(ZoneOffset.UTC)));
        } else if (vector instanceof TimeStampMicroTZVector instants) {
            instants.setSafe(index, micros(((ZonedDateTime) value).toInstant()));
        } else {
            ((VarCharVector) vector).setSafe(index, value.toString().getBytes(StandardCharsets.UTF_8));
        }
    }

    private static long micros(Instant instant) {
        if (instant.getNano() % 1000 != 0) {
            throw new ArithmeticException(instant + " is finer than a microsecond; cast it to timestamp(6)");
        }
        return Math.addExact(Math.multiplyExact(instant.getEpochSecond(), MICROS), instant.getNano() / 1000);
    }
}
