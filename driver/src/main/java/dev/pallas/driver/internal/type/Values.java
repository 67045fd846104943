package dev.pallas.driver.internal.type;

import dev.pallas.driver.AthenaException;
import dev.pallas.driver.Column;
import dev.pallas.driver.RowValue;
import java.lang.reflect.Array;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoField;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Cells as values: as the class of their type, or as the class that is asked for, where nothing is lost. */
public final class Values {
    private static final int SHOWN = 60;
    private static final Map<Class<?>, Class<?>> WRAPPERS = Map.of(
            boolean.class, Boolean.class,
            byte.class, Byte.class,
            short.class, Short.class,
            int.class, Integer.class,
            long.class, Long.class,
            float.class, Float.class,
            double.class, Double.class,
            char.class, Character.class);

    private Values() {}

    /**
     * The value of a cell's text.
     *
     * @throws AthenaException (SQLState 22000) for a text that is not one of the type's; (0A000) for one of an array, map or row that is
     *     that of several values
     */
    public static Object decode(String text, Column column) {
        try {
            return switch (column.type()) {
                case ARRAY, MAP, ROW -> NestedText.decode(text, column.dataType());
                default -> Codec.of(column.type()).decode(text);
            };
        } catch (NestedText.UnclearException e) {
            throw failure(
                    text,
                    column,
                    "of type " + column.typeName() + " is not read as a value, because " + e.getMessage()
                            + ". Select CAST(" + column.name()
                            + " AS JSON), or set ResultFetcher=unload for this query",
                    "0A000",
                    e);
        } catch (IllegalArgumentException | DateTimeException e) {
            throw failure(text, column, "is not a " + column.typeName() + ": " + e.getMessage(), "22000", e);
        }
    }

    /** The value of a cell's text as a class. */
    public static <T> T decode(String text, Column column, Class<T> target) {
        return target == String.class ? target.cast(text) : convert(decode(text, column), column, target);
    }

    /**
     * A cell's value as a class.
     *
     * @param value an instance of the class of the column's type
     * @throws AthenaException (SQLState 22003, 22018 or 07006) when the value does not convert without loss
     */
    public static <T> T convert(Object value, Column column, Class<T> target) {
        if (target.isInstance(value)) {
            return target.cast(value);
        }
        Object converted;
        try {
            converted = convertOrNull(value, column, target.isPrimitive() ? wrapper(target) : (Class<?>) target);
        } catch (ArithmeticException e) {
            throw failure(value, column, "does not fit into " + target.getSimpleName() + " without loss", "22003", e);
        } catch (IllegalArgumentException | DateTimeException e) {
            throw failure(value, column, "cannot be read as " + target.getSimpleName(), "22018", e);
        }
        if (converted == null) {
            throw failure(
                    value,
                    column,
                    "of type " + column.typeName() + " cannot be read as " + target.getName(),
                    "07006",
                    null);
        }
        @SuppressWarnings("unchecked") // the class was asked for by name; a primitive's class cannot cast its wrapper
        var result = (T) converted;
        return result;
    }

    private static Class<?> wrapper(Class<?> primitive) {
        return WRAPPERS.getOrDefault(primitive, primitive);
    }

    /** Null when there is no such conversion. */
    private static @Nullable Object convertOrNull(Object value, Column column, Class<?> target) {
        if (target.isInstance(value)) {
            return value;
        }
        if (target == String.class) {
            return AthenaText.of(value);
        }
        if (value instanceof List<?> list) {
            return target.isArray() ? array(list, column, target.getComponentType()) : null;
        }
        if (value instanceof RowValue row) {
            return target == Map.class ? row.toMap() : null;
        }
        if (target == Boolean.class) {
            return flag(value);
        }
        if (Number.class.isAssignableFrom(target)) {
            return number(value, target);
        }
        if (target == Character.class) {
            return value instanceof String string && string.length() == 1 ? string.charAt(0) : null;
        }
        if (target == byte[].class) {
            return value instanceof String string ? string.getBytes(StandardCharsets.UTF_8) : null;
        }
        if (target.isEnum() && value instanceof String string) {
            return constant(string, target);
        }
        if (target == UUID.class) {
            return value instanceof String string ? UUID.fromString(string) : null;
        }
        return time(value, target);
    }

    private static Object constant(String name, Class<?> target) {
        for (var constant : target.getEnumConstants()) {
            if (((Enum<?>) constant).name().equals(name)) {
                return constant;
            }
        }
        throw new IllegalArgumentException("no constant has that name");
    }

    private static @Nullable Object flag(Object value) {
        if (value instanceof Number number) {
            var exact = new BigDecimal(number.toString());
            if (exact.compareTo(BigDecimal.ONE) == 0 || exact.signum() == 0) {
                return exact.signum() != 0;
            }
            throw new ArithmeticException("neither 0 nor 1");
        }
        if (value instanceof String string) {
            return switch (string.strip().toLowerCase(java.util.Locale.ROOT)) {
                case "true", "1" -> true;
                case "false", "0" -> false;
                default -> throw new IllegalArgumentException("neither true nor false");
            };
        }
        return null;
    }

    /** The list as a Java array, its elements converted likewise. */
    private static Object array(List<?> list, Column column, Class<?> component) {
        var array = Array.newInstance(component, list.size());
        for (var i = 0; i < list.size(); i++) {
            var element = list.get(i);
            if (element != null) {
                Array.set(array, i, convert(element, column, component));
            } else if (component.isPrimitive()) {
                throw failure(list, column, "has a NULL, which " + component + "[] cannot hold", "22002", null);
            }
        }
        return array;
    }

    private static @Nullable Object number(Object value, Class<?> target) {
        var digits = value instanceof Boolean flag
                ? (flag ? "1" : "0")
                : value.toString().strip();
        if (!(value instanceof Number || value instanceof Boolean || value instanceof String)) {
            return null;
        }
        if (target == Double.class) {
            return exactDouble(digits);
        }
        if (target == Float.class) {
            return exactFloat(digits);
        }
        if (value instanceof Number number && !Double.isFinite(number.doubleValue())) {
            throw new ArithmeticException("not finite");
        }
        var exact = new BigDecimal(digits);
        if (target == BigDecimal.class) {
            return exact;
        }
        if (target == BigInteger.class) {
            return exact.toBigIntegerExact();
        }
        if (target == Long.class) {
            return exact.longValueExact();
        }
        if (target == Integer.class) {
            return exact.intValueExact();
        }
        if (target == Short.class) {
            return exact.shortValueExact();
        }
        return target == Byte.class ? exact.byteValueExact() : null;
    }

    private static Double exactDouble(String digits) {
        var result = Double.valueOf(digits);
        requireExact(digits, result.toString(), result);
        return result;
    }

    private static Float exactFloat(String digits) {
        var result = Float.valueOf(digits);
        requireExact(digits, result.toString(), result);
        return result;
    }

    /** The number keeps all digits that the text has. */
    private static void requireExact(String digits, String result, double number) {
        if (Double.isNaN(number) || digits.endsWith("Infinity")) {
            return;
        }
        if (Double.isInfinite(number)) {
            throw new ArithmeticException("out of range");
        }
        var exact = new BigDecimal(digits);
        if (exact.compareTo(new BigDecimal(result)) != 0 && exact.compareTo(new BigDecimal(number)) != 0) {
            throw new ArithmeticException("digits would be lost");
        }
    }

    private static @Nullable Object time(Object value, Class<?> target) {
        if (value instanceof String string) {
            return timeFromText(string.strip(), target);
        }
        if (value instanceof ZonedDateTime zoned) {
            return fromZoned(zoned, target);
        }
        if (value instanceof LocalDateTime timestamp && target == java.sql.Timestamp.class) {
            return exact(java.sql.Timestamp.valueOf(timestamp), timestamp);
        }
        if (value instanceof LocalDate date && target == java.sql.Date.class) {
            return java.sql.Date.valueOf(date);
        }
        if (value instanceof LocalTime time && target == java.sql.Time.class) {
            var nanos = time.get(ChronoField.NANO_OF_SECOND);
            if (nanos % 1_000_000 != 0) {
                throw new ArithmeticException("java.sql.Time holds milliseconds");
            }
            return new java.sql.Time(java.sql.Time.valueOf(time).getTime() + nanos / 1_000_000);
        }
        return null;
    }

    /** A local time that the JVM's zone skips is moved by java.sql.Timestamp: then it is not the same any more. */
    private static java.sql.Timestamp exact(java.sql.Timestamp result, LocalDateTime timestamp) {
        if (!result.toLocalDateTime().equals(timestamp)) {
            throw new ArithmeticException("the time zone of this JVM skips it");
        }
        return result;
    }

    private static @Nullable Object fromZoned(ZonedDateTime zoned, Class<?> target) {
        if (target == OffsetDateTime.class) {
            return zoned.toOffsetDateTime();
        }
        if (target == Instant.class) {
            return zoned.toInstant();
        }
        if (target == java.sql.Timestamp.class) {
            return java.sql.Timestamp.from(zoned.toInstant());
        }
        if (target == java.util.Date.class) {
            if (zoned.getNano() % 1_000_000 != 0) {
                throw new ArithmeticException("java.util.Date holds milliseconds");
            }
            return java.util.Date.from(zoned.toInstant());
        }
        return null;
    }

    private static @Nullable Object timeFromText(String text, Class<?> target) {
        if (target == LocalDate.class || target == java.sql.Date.class) {
            return target == LocalDate.class ? TimeParser.date(text) : java.sql.Date.valueOf(TimeParser.date(text));
        }
        if (target == LocalTime.class) {
            return TimeParser.time(text);
        }
        if (target == LocalDateTime.class) {
            return TimeParser.timestamp(text);
        }
        if (target == java.sql.Timestamp.class || target == java.sql.Time.class) {
            return time(target == java.sql.Time.class ? TimeParser.time(text) : TimeParser.timestamp(text), target);
        }
        if (target == OffsetTime.class) {
            return OffsetTime.parse(text);
        }
        if (target == ZonedDateTime.class) {
            return TimeParser.zoned(text);
        }
        return target == OffsetDateTime.class || target == Instant.class
                ? fromZoned(TimeParser.zoned(text), target)
                : null;
    }

    private static AthenaException failure(
            Object value, Column column, String problem, String sqlState, @Nullable Throwable cause) {
        var text = AthenaText.of(value);
        var shown = text.length() > SHOWN ? text.substring(0, SHOWN) + "..." : text;
        return new AthenaException(
                "Column " + column.name() + ": '" + shown + "' " + problem + ".", sqlState, null, null, false, cause);
    }
}
