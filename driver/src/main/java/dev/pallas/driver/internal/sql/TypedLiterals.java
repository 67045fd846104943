package dev.pallas.driver.internal.sql;

import dev.pallas.driver.AthenaException;
import dev.pallas.driver.AthenaType;
import dev.pallas.driver.Column;
import dev.pallas.driver.DataType;
import dev.pallas.driver.RowValue;
import dev.pallas.driver.TypedValue;
import dev.pallas.driver.internal.type.Values;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Writes values of a given type. A CAST rounds and cuts without a word, so each value is checked before: what comes out of the CAST is
 * what went in.
 */
final class TypedLiterals {
    private TypedLiterals() {}

    static void append(StringBuilder out, TypedValue typed) {
        var value = value(typed.value());
        var type = complete(typed.type(), value);
        if (value == null || type.isNested() || needsCast(type)) {
            out.append("CAST(");
            part(out, type, value);
            out.append(" AS ").append(type.toSql()).append(')');
        } else {
            part(out, type, value);
        }
    }

    private static @Nullable Object value(@Nullable Object given) {
        var value = given == null ? null : Literals.plain(given);
        return value instanceof TypedValue inner ? value(inner.value()) : value;
    }

    /** A literal says what it is, except for lengths, digits and the types without one. */
    private static boolean needsCast(DataType type) {
        return !type.arguments().isEmpty() || type.type() == AthenaType.OTHER;
    }

    /** Fills in what the type leaves open, a decimal's digits for instance, so that it holds the value. */
    private static DataType complete(DataType type, @Nullable Object value) {
        if (value == null) {
            return type;
        }
        if (type.isNested()) {
            if (type.fields().isEmpty()) {
                return LiteralTypes.of(value);
            }
            var fields = new ArrayList<DataType.Field>();
            for (var i = 0; i < type.fields().size(); i++) {
                var field = type.fields().get(i);
                fields.add(new DataType.Field(field.name(), completePart(field.type(), parts(type, value, i))));
            }
            return new DataType(type.type(), type.name(), List.of(), fields);
        }
        return completePart(type, List.of(value));
    }

    private static DataType completePart(DataType type, Collection<? extends @Nullable Object> values) {
        if (type.isNested()) {
            // the parts of all values together are those of one
            var completed = type;
            for (var value : values) {
                completed = widest(completed, complete(type, value(value)));
            }
            return completed;
        }
        var open = type.arguments().isEmpty()
                && switch (type.type()) {
                    case DECIMAL, TIME, TIMESTAMP, TIMESTAMP_WITH_TIME_ZONE -> true;
                    default -> false;
                };
        if (!open) {
            return type;
        }
        var converted = new ArrayList<@Nullable Object>();
        for (var value : values) {
            var plain = value(value);
            converted.add(plain == null ? null : convert(type, plain));
        }
        var common = LiteralTypes.common(converted);
        return common.equals(LiteralTypes.UNKNOWN) ? type : common;
    }

    private static DataType widest(DataType a, DataType b) {
        if (a.isNested()) {
            if (a.fields().size() != b.fields().size()) {
                return b;
            }
            var fields = new ArrayList<DataType.Field>();
            for (var i = 0; i < a.fields().size(); i++) {
                fields.add(new DataType.Field(a.fields().get(i).name(), widest(a.part(i), b.part(i))));
            }
            return new DataType(a.type(), a.name(), List.of(), fields);
        }
        if (a.arguments().isEmpty() || b.arguments().isEmpty()) {
            return a.arguments().isEmpty() ? b : a;
        }
        var scale = Math.max(a.argument(1, 0), b.argument(1, 0));
        return a.type() != AthenaType.DECIMAL
                ? a.argument(0, 0) >= b.argument(0, 0) ? a : b
                : new DataType(
                        a.type(),
                        a.name(),
                        List.of(
                                Math.max(a.argument(0, 0) - a.argument(1, 0), b.argument(0, 0) - b.argument(1, 0))
                                        + scale,
                                scale),
                        List.of());
    }

    /** The values of a part of a nested value. */
    private static Collection<? extends @Nullable Object> parts(DataType type, Object value, int index) {
        return switch (type.type()) {
            case ARRAY -> elements(type, value);
            case MAP ->
                index == 0
                        ? entries(type, value).keySet()
                        : entries(type, value).values();
            default -> Collections.singletonList(fields(type, value).get(index));
        };
    }

    private static void part(StringBuilder out, DataType type, @Nullable Object given) {
        var value = value(given);
        if (value == null) {
            out.append("NULL");
            return;
        }
        switch (type.type()) {
            case ARRAY ->
                Literals.appendArray(
                        out,
                        List.copyOf(wrapped(elements(type, value))),
                        (text, element) -> part(text, type.part(0), element.value()));
            case MAP -> map(out, type, entries(type, value));
            case ROW -> row(out, type, fields(type, value));
            default -> leaf(out, type, value);
        }
    }

    /** An element that may be null, which not every list takes. */
    private record Element(@Nullable Object value) {}

    private static List<Element> wrapped(Collection<? extends @Nullable Object> values) {
        var elements = new ArrayList<Element>(values.size());
        for (var value : values) {
            elements.add(new Element(value));
        }
        return elements;
    }

    private static void map(StringBuilder out, DataType type, Map<?, ?> map) {
        Literals.checkKeys(map);
        out.append("MAP(");
        Literals.appendArray(out, wrapped(map.keySet()), (text, element) -> part(text, type.part(0), element.value()));
        out.append(", ");
        Literals.appendArray(out, wrapped(map.values()), (text, element) -> part(text, type.part(1), element.value()));
        out.append(')');
    }

    private static void row(StringBuilder out, DataType type, List<? extends @Nullable Object> fields) {
        out.append("ROW(");
        for (var i = 0; i < fields.size(); i++) {
            out.append(i > 0 ? ", " : "");
            part(out, type.part(i), fields.get(i));
        }
        out.append(')');
    }

    private static Collection<?> elements(DataType type, Object value) {
        if (value instanceof Collection<?> elements) {
            return elements;
        }
        throw mismatch(type, value);
    }

    private static Map<?, ?> entries(DataType type, Object value) {
        if (value instanceof Map<?, ?> entries) {
            return entries;
        }
        throw mismatch(type, value);
    }

    /** The fields of a row in the order of its type; of a row or map with names, by name. */
    private static List<? extends @Nullable Object> fields(DataType type, Object value) {
        List<? extends @Nullable Object> values;
        if (value instanceof RowValue row) {
            values = row.values();
        } else if (value instanceof List<?> list) {
            values = list;
        } else if (value instanceof Map<?, ?> map && type.fields().stream().allMatch(f -> map.containsKey(f.name()))) {
            values = type.fields().stream()
                    .<@Nullable Object>map(f -> map.get(f.name()))
                    .toList();
        } else {
            throw mismatch(type, value);
        }
        if (values.size() != type.fields().size()) {
            throw Literals.invalid(
                    "A value of " + values.size() + " fields is not one of " + type + ", which has "
                            + type.fields().size() + ".",
                    "22018");
        }
        return values;
    }

    private static void leaf(StringBuilder out, DataType type, Object given) {
        var value = convert(type, given);
        switch (type.type()) {
            case DECIMAL -> Literals.append(out, scaled(type, (BigDecimal) value));
            case CHAR, VARCHAR -> {
                checkLength(type, (String) value);
                Literals.append(out, value);
            }
            case TIME, TIMESTAMP, TIMESTAMP_WITH_TIME_ZONE -> {
                checkFraction(type, (TemporalAccessor) value);
                Literals.append(out, value);
            }
            case UUID -> Literals.append(out.append("UUID "), value);
            case JSON -> Literals.append(out.append("JSON "), value);
            default -> Literals.append(out, value);
        }
    }

    /** The value as the class of its type. */
    private static Object convert(DataType type, Object given) {
        var value = given;
        if (type.type() == AthenaType.TIMESTAMP_WITH_TIME_ZONE) {
            if (value instanceof Instant instant) {
                value = instant.atZone(ZoneOffset.UTC);
            } else if (value instanceof OffsetDateTime offset) {
                value = offset.toZonedDateTime();
            } else if (value instanceof java.util.Date date && !(value instanceof java.sql.Timestamp)) {
                value = date.toInstant().atZone(ZoneOffset.UTC);
            }
        } else if (value instanceof java.sql.Timestamp timestamp) {
            value = timestamp.toLocalDateTime();
        } else if (value instanceof java.sql.Date date) {
            value = date.toLocalDate();
        }
        if (value instanceof Enum<?> constant) {
            value = constant.name();
        } else if (value instanceof CharSequence || value instanceof Character || value instanceof UUID) {
            value = type.type() == AthenaType.UUID ? UUID.fromString(value.toString()) : value.toString();
        }
        var column = new Column("value", "value", type.type(), type.name(), type.argument(0, 0), type.argument(1, 0));
        try {
            return Values.convert(value, column, type.type().javaClass());
        } catch (AthenaException e) {
            throw Literals.invalid(
                    "A value of " + given.getClass().getName() + " cannot be written as " + type + " without loss.",
                    e.sqlState() == null ? "22018" : e.sqlState());
        }
    }

    private static BigDecimal scaled(DataType type, BigDecimal value) {
        if (type.arguments().isEmpty()) {
            return value;
        }
        try {
            var scaled = value.setScale(type.argument(1, 0), RoundingMode.UNNECESSARY);
            if (scaled.precision() <= type.argument(0, 0)) {
                return scaled;
            }
        } catch (ArithmeticException e) {
            // refused below
        }
        throw Literals.invalid("A number has more digits than " + type + " holds.", "22003");
    }

    private static void checkLength(DataType type, String value) {
        var most = type.argument(0, type.type() == AthenaType.CHAR ? 1 : Integer.MAX_VALUE);
        var length = value.codePointCount(0, value.length());
        if (length > most) {
            throw Literals.invalid("A string of " + length + " characters is longer than " + type + " holds.", "22001");
        }
    }

    private static void checkFraction(DataType type, TemporalAccessor value) {
        var digits = type.argument(0, 3);
        var nanos = value.get(ChronoField.NANO_OF_SECOND);
        var unit = 1;
        for (var i = digits; i < 9; i++) {
            unit *= 10;
        }
        if (nanos % unit != 0) {
            throw Literals.invalid(
                    "A time has more than the " + digits + " digits of a second that " + type + " holds.", "22008");
        }
    }

    private static AthenaException mismatch(DataType type, Object value) {
        return Literals.invalid("A value of " + value.getClass().getName() + " is not one of " + type + ".", "07006");
    }
}
