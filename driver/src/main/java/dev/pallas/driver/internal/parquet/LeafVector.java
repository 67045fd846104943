package dev.pallas.driver.internal.parquet;

import dev.pallas.driver.AthenaType;
import dev.pallas.driver.Column;
import dev.pallas.driver.DataType;
import dev.pallas.driver.internal.parquet.Cells.Kind;
import dev.pallas.driver.internal.type.Values;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Values that hold no others. */
public final class LeafVector implements Vector {
    private static final int NULL = -1;
    private static final long MICROS = 1_000_000;

    private final Node.Leaf leaf;
    private final AthenaType kind;
    private final Cells cells;
    private final int size;
    /** The place of each value among the cells; null when each place is the index. */
    private final int @Nullable [] places;

    private LeafVector(Node.Leaf leaf, Cells cells, int size, int @Nullable [] places) {
        this.leaf = leaf;
        this.kind = leaf.type().type();
        this.cells = cells;
        this.size = size;
        this.places = places;
    }

    static LeafVector of(Node.Leaf leaf, List<@Nullable Entries> entries, int definition) {
        var levels = Objects.requireNonNull(entries.get(leaf.index()));
        var cells = levels.cells;
        if (levels.size() == cells.size()) {
            return new LeafVector(leaf, cells, cells.size(), null);
        }
        var places = new int[levels.size()];
        var size = 0;
        var next = 0;
        for (var i = 0; i < levels.size(); i++) {
            var level = levels.definition(i);
            if (level >= definition) {
                places[size++] = level == leaf.present() ? next++ : NULL;
            }
        }
        return new LeafVector(leaf, cells, size, Arrays.copyOf(places, size));
    }

    @Override
    public DataType type() {
        return leaf.type();
    }

    @Override
    public int size() {
        return size;
    }

    private int place(int index) {
        return places == null ? index : places[index];
    }

    @Override
    public boolean isNull(int index) {
        return place(index) == NULL;
    }

    /** Whether the file has the type itself, and not its text. */
    public boolean isNative() {
        return switch (kind) {
            case TIMESTAMP -> cells.kind() == Kind.LONGS;
            case BOOLEAN, TINYINT, SMALLINT, INTEGER, BIGINT, FLOAT, DOUBLE, DECIMAL, DATE, VARBINARY -> true;
            default -> false;
        };
    }

    /** Of a value that is not NULL: a whole number, 1 for true, days since 1970, or a native timestamp's microseconds since 1970. */
    public long longAt(int index) {
        return cells.longAt(place(index));
    }

    /** Of a floating-point value that is not NULL. */
    public double doubleAt(int index) {
        return cells.doubleAt(place(index));
    }

    /** Of a value that is not NULL: the bytes of a varbinary, or of a text in UTF-8. */
    public byte[] bytesAt(int index) {
        var place = place(index);
        var start = cells.start(place);
        return Arrays.copyOfRange(cells.bytes(), start, start + cells.length(place));
    }

    /** Of a value that is not NULL and that the file has as text. */
    public String textAt(int index) {
        var place = place(index);
        var text = new String(cells.bytes(), cells.start(place), cells.length(place), StandardCharsets.UTF_8);
        return kind == AthenaType.CHAR ? padded(text) : text;
    }

    /** Athena fills a char up with blanks, which the file does without. */
    private String padded(String text) {
        var missing = type().argument(0, 1) - text.codePointCount(0, text.length());
        return missing <= 0 ? text : text + " ".repeat(missing);
    }

    @Override
    public @Nullable Object get(int index) {
        if (isNull(index)) {
            return null;
        }
        return switch (kind) {
            case BOOLEAN -> longAt(index) != 0;
            case TINYINT -> (byte) longAt(index);
            case SMALLINT -> (short) longAt(index);
            case INTEGER -> (int) longAt(index);
            case BIGINT -> longAt(index);
            case FLOAT -> (float) doubleAt(index);
            case DOUBLE -> doubleAt(index);
            case DECIMAL -> decimalAt(index);
            case DATE -> LocalDate.ofEpochDay(longAt(index));
            case VARBINARY -> bytesAt(index);
            case TIMESTAMP -> isNative() ? timestamp(longAt(index)) : decoded(index);
            default -> decoded(index);
        };
    }

    private Object decoded(int index) {
        var name = leaf.element().getName();
        return Values.decode(
                textAt(index),
                new Column(name, name, kind, type().name(), type().argument(0, 0), type().argument(1, 0)));
    }

    /** Of a decimal that is not NULL. */
    public BigDecimal decimalAt(int index) {
        var place = place(index);
        var unscaled = cells.kind() == Kind.LONGS
                ? BigInteger.valueOf(cells.longAt(place))
                : new BigInteger(cells.bytes(), cells.start(place), cells.length(place));
        var element = leaf.element();
        return new BigDecimal(
                unscaled,
                element.isSetScale() ? element.getScale() : leaf.type().argument(1, 0));
    }

    private static LocalDateTime timestamp(long micros) {
        return LocalDateTime.ofEpochSecond(
                Math.floorDiv(micros, MICROS), (int) Math.floorMod(micros, MICROS) * 1000, ZoneOffset.UTC);
    }
}
