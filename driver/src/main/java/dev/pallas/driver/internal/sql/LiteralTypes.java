package dev.pallas.driver.internal.sql;

import dev.pallas.driver.AthenaType;
import dev.pallas.driver.DataType;
import dev.pallas.driver.DataType.Field;
import dev.pallas.driver.RowValue;
import dev.pallas.driver.TypedValue;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The types of values, as narrow as the values need: what a row is written as. */
final class LiteralTypes {
    static final DataType UNKNOWN = leaf(AthenaType.OTHER, "unknown");

    private static final int MAX_DECIMAL_DIGITS = 38;

    /** Each one holds every value of those before it. */
    private static final List<AthenaType> INTEGERS =
            List.of(AthenaType.TINYINT, AthenaType.SMALLINT, AthenaType.INTEGER, AthenaType.BIGINT);

    private LiteralTypes() {}

    private static DataType leaf(AthenaType type, String name, Integer... arguments) {
        return new DataType(type, name, List.of(arguments), List.of());
    }

    /** The type of a value; the type {@code unknown} of NULL. */
    static DataType of(@Nullable Object given) {
        var value = given == null ? null : Literals.plain(given);
        if (value == null) {
            return UNKNOWN;
        } else if (value instanceof TypedValue typed) {
            return typed.type();
        } else if (value instanceof RowValue row) {
            return of(row);
        } else if (value instanceof Collection<?> elements) {
            return nested(AthenaType.ARRAY, "array", common(elements));
        } else if (value instanceof Map<?, ?> map) {
            return nested(AthenaType.MAP, "map", common(map.keySet()), common(map.values()));
        } else if (value instanceof BigDecimal || value instanceof BigInteger) {
            return decimal(value);
        }
        return scalar(value);
    }

    private static DataType scalar(Object value) {
        if (value instanceof Boolean) {
            return leaf(AthenaType.BOOLEAN, "boolean");
        } else if (value instanceof Byte) {
            return leaf(AthenaType.TINYINT, "tinyint");
        } else if (value instanceof Short) {
            return leaf(AthenaType.SMALLINT, "smallint");
        } else if (value instanceof Integer) {
            return leaf(AthenaType.INTEGER, "integer");
        } else if (value instanceof Long) {
            return leaf(AthenaType.BIGINT, "bigint");
        } else if (value instanceof Float) {
            return leaf(AthenaType.FLOAT, "real");
        } else if (value instanceof Double) {
            return leaf(AthenaType.DOUBLE, "double");
        } else if (value instanceof byte[]) {
            return leaf(AthenaType.VARBINARY, "varbinary");
        } else if (value instanceof LocalDate || value instanceof java.sql.Date) {
            return leaf(AthenaType.DATE, "date");
        } else if (value instanceof LocalTime time) {
            return leaf(AthenaType.TIME, "time", fractionDigits(time));
        } else if (value instanceof java.sql.Time) {
            return leaf(AthenaType.TIME, "time", 3);
        } else if (value instanceof LocalDateTime timestamp) {
            return leaf(AthenaType.TIMESTAMP, "timestamp", fractionDigits(timestamp));
        } else if (value instanceof java.sql.Timestamp timestamp) {
            return leaf(AthenaType.TIMESTAMP, "timestamp", fractionDigits(timestamp.toLocalDateTime()));
        } else if (value instanceof ZonedDateTime || value instanceof OffsetDateTime || value instanceof Instant) {
            return leaf(
                    AthenaType.TIMESTAMP_WITH_TIME_ZONE, "timestamp with time zone", fractionDigits((TemporalAccessor)
                            value));
        } else if (value instanceof java.util.Date || value instanceof java.util.Calendar) {
            return leaf(AthenaType.TIMESTAMP_WITH_TIME_ZONE, "timestamp with time zone", 3);
        }
        // what has no literal is refused when it is written; the rest is written as a string
        return leaf(AthenaType.VARCHAR, "varchar");
    }

    private static Integer fractionDigits(TemporalAccessor value) {
        var nanos = value.get(ChronoField.NANO_OF_SECOND);
        return nanos % 1_000_000 == 0 ? 3 : nanos % 1_000 == 0 ? 6 : 9;
    }

    private static DataType decimal(Object value) {
        var decimal = value instanceof BigInteger integer ? new BigDecimal(integer) : (BigDecimal) value;
        var plain = decimal.scale() < 0 ? decimal.setScale(0) : decimal;
        return leaf(AthenaType.DECIMAL, "decimal", Math.max(plain.precision(), plain.scale()), plain.scale());
    }

    private static DataType of(RowValue row) {
        var fields = new ArrayList<Field>();
        for (var i = 0; i < row.size(); i++) {
            fields.add(new Field(row.names().get(i), of(row.get(i))));
        }
        return new DataType(AthenaType.ROW, "row", List.of(), fields);
    }

    private static DataType nested(AthenaType type, String name, DataType... parts) {
        return new DataType(
                type,
                name,
                List.of(),
                Stream.of(parts).map(part -> new Field(null, part)).toList());
    }

    /** The type that holds all of these values. */
    static DataType common(Collection<?> values) {
        var common = UNKNOWN;
        for (var value : values) {
            common = common(common, of(value));
        }
        return common;
    }

    private static DataType common(DataType a, DataType b) {
        if (a.equals(b) || b.equals(UNKNOWN)) {
            return a;
        } else if (a.equals(UNKNOWN)) {
            return b;
        } else if (a.isNested()
                && a.type() == b.type()
                && a.fields().size() == b.fields().size()) {
            return commonParts(a, b);
        } else if (INTEGERS.contains(a.type()) && INTEGERS.contains(b.type())) {
            return INTEGERS.indexOf(a.type()) > INTEGERS.indexOf(b.type()) ? a : b;
        } else if (a.type() == AthenaType.DECIMAL && b.type() == AthenaType.DECIMAL) {
            var scale = Math.max(a.argument(1, 0), b.argument(1, 0));
            var whole = Math.max(a.argument(0, 0) - a.argument(1, 0), b.argument(0, 0) - b.argument(1, 0));
            if (whole + scale <= MAX_DECIMAL_DIGITS) {
                return leaf(AthenaType.DECIMAL, "decimal", whole + scale, scale);
            }
        } else if (a.type() == b.type()
                && !a.isNested()
                && !a.arguments().isEmpty()
                && !b.arguments().isEmpty()) {
            return a.argument(0, 0) > b.argument(0, 0) ? a : b;
        }
        throw Literals.invalid(
                "The elements of an array or map have no type in common: " + a + " and " + b
                        + ". Give them one, or the whole a type with TypedValue.",
                "22018");
    }

    private static DataType commonParts(DataType a, DataType b) {
        var fields = new ArrayList<Field>();
        for (var i = 0; i < a.fields().size(); i++) {
            var name = a.fields().get(i).name();
            fields.add(new Field(name == null ? b.fields().get(i).name() : name, common(a.part(i), b.part(i))));
        }
        return new DataType(a.type(), a.name(), List.of(), fields);
    }
}
