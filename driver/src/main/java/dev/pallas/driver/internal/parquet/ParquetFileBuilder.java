package dev.pallas.driver.internal.parquet;

import dev.pallas.driver.DataType;
import dev.pallas.driver.RowValue;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoField;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.parquet.column.ParquetProperties;
import org.apache.parquet.column.impl.ColumnWriteStoreV1;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.Util;
import org.apache.parquet.io.ColumnIOFactory;
import org.apache.parquet.io.MessageColumnIO;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.MessageType;
import org.jspecify.annotations.Nullable;

/** Writes a file in memory, row by row. Values are of the classes that pages give for the types. Not thread-safe. */
public final class ParquetFileBuilder {
    private static final long ROW_GROUP_BYTES = 16L * 1024 * 1024;
    private static final int ROWS_BETWEEN_LOOKS = 1000;
    private static final long MICROS = 1_000_000;

    private final List<String> names;
    private final List<DataType> types;
    private final MessageType schema;
    private final MessageColumnIO shape;
    private final ParquetProperties properties = ParquetProperties.builder().build();
    private final ByteArrayOutputStream file = new ByteArrayOutputStream();
    private final List<RowGroup> groups = new ArrayList<>();

    private PageBuffers pages;
    private ColumnWriteStoreV1 store;
    private RecordConsumer rows;
    private long rowsInGroup;
    private long rowsInFile;

    public ParquetFileBuilder(List<String> names, List<DataType> types) {
        this.names = List.copyOf(names);
        this.types = List.copyOf(types);
        this.schema = ParquetTypes.message(names, types);
        this.shape = new ColumnIOFactory().getColumnIO(schema);
        file.writeBytes(ParquetFile.MAGIC);
        pages = new PageBuffers();
        store = new ColumnWriteStoreV1(schema, pages, properties);
        rows = shape.getRecordWriter(store);
    }

    /** Adds a row, one value for each column. */
    public void add(List<? extends @Nullable Object> row) {
        rows.startMessage();
        for (var i = 0; i < types.size(); i++) {
            addField(names.get(i), i, row.get(i), types.get(i));
        }
        rows.endMessage();
        rowsInGroup++;
        if (rowsInGroup % ROWS_BETWEEN_LOOKS == 0 && store.getBufferedSize() + pages.size() > ROW_GROUP_BYTES) {
            endGroup();
            pages = new PageBuffers();
            store = new ColumnWriteStoreV1(schema, pages, properties);
            rows = shape.getRecordWriter(store);
        }
    }

    private void endGroup() {
        rows.flush();
        store.flush();
        groups.add(pages.writeTo(file, schema, rowsInGroup));
        store.close();
        rowsInFile += rowsInGroup;
        rowsInGroup = 0;
    }

    /** The bytes of the file; to be called once. */
    public byte[] build() {
        if (rowsInGroup > 0) {
            endGroup();
        }
        var metadata = new FileMetaData(1, ParquetTypes.elements(schema), rowsInFile, groups);
        metadata.setCreated_by("pallas");
        var start = file.size();
        try {
            Util.writeFileMetaData(metadata, file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var length = file.size() - start;
        file.writeBytes(ByteBuffer.allocate(4)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(length)
                .array());
        file.writeBytes(ParquetFile.MAGIC);
        return file.toByteArray();
    }

    /** A field that is not written is NULL. */
    private void addField(String name, int place, @Nullable Object value, DataType type) {
        if (value != null) {
            rows.startField(name, place);
            addValue(value, type);
            rows.endField(name, place);
        }
    }

    private void addValue(Object value, DataType type) {
        if (!type.isNested()) {
            addScalar(value, type);
            return;
        }
        rows.startGroup();
        if (value instanceof RowValue row) {
            for (var i = 0; i < row.size(); i++) {
                addField("f" + i, i, row.get(i), type.part(i));
            }
        } else if (value instanceof Map<?, ?> map) {
            addEntries(map, type);
        } else {
            addElements((List<?>) value, type);
        }
        rows.endGroup();
    }

    private void addElements(List<?> list, DataType type) {
        if (list.isEmpty()) {
            return;
        }
        rows.startField("list", 0);
        for (var element : list) {
            rows.startGroup();
            addField("element", 0, element, type.part(0));
            rows.endGroup();
        }
        rows.endField("list", 0);
    }

    private void addEntries(Map<?, ?> map, DataType type) {
        if (map.isEmpty()) {
            return;
        }
        rows.startField("key_value", 0);
        map.forEach((key, value) -> {
            rows.startGroup();
            addField("key", 0, key, type.part(0));
            addField("value", 1, value, type.part(1));
            rows.endGroup();
        });
        rows.endField("key_value", 0);
    }

    private void addScalar(Object value, DataType type) {
        switch (type.type()) {
            case BOOLEAN -> rows.addBoolean((Boolean) value);
            case TINYINT, SMALLINT, INTEGER -> rows.addInteger(((Number) value).intValue());
            case BIGINT -> rows.addLong((Long) value);
            case FLOAT -> rows.addFloat((Float) value);
            case DOUBLE -> rows.addDouble((Double) value);
            case DECIMAL -> rows.addBinary(decimal((BigDecimal) value, type));
            case VARBINARY -> rows.addBinary(Binary.fromConstantByteArray((byte[]) value));
            case DATE -> rows.addInteger(Math.toIntExact(((LocalDate) value).toEpochDay()));
            case TIMESTAMP -> rows.addLong(micros((LocalDateTime) value));
            default -> rows.addBinary(Binary.fromString(value.toString()));
        }
    }

    private static long micros(LocalDateTime value) {
        return Math.addExact(
                Math.multiplyExact(value.toEpochSecond(ZoneOffset.UTC), MICROS),
                value.get(ChronoField.MICRO_OF_SECOND));
    }

    /** In as many bytes as all numbers of the type have, the sign filled up. */
    private static Binary decimal(BigDecimal value, DataType type) {
        var unscaled = value.setScale(type.argument(1, 0)).unscaledValue();
        var digits = unscaled.toByteArray();
        var bytes = new byte[ParquetTypes.decimalLength(type.argument(0, 38))];
        Arrays.fill(bytes, (byte) (unscaled.signum() < 0 ? -1 : 0));
        System.arraycopy(digits, 0, bytes, bytes.length - digits.length, digits.length);
        return Binary.fromConstantByteArray(bytes);
    }
}
