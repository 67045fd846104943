package dev.pallas.reactive.internal;

import dev.pallas.driver.AthenaType;
import dev.pallas.driver.DataType;
import dev.pallas.driver.RowValue;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Tuple;
import io.vertx.sqlclient.data.Numeric;
import java.lang.reflect.Array;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Arrays, maps and rows as Vert.x has them: Java arrays and JSON. */
final class NestedValues {
    private NestedValues() {}

    /** A value of the driver's as the class that the Vert.x SQL client has for it. */
    static @Nullable Object ofVertx(@Nullable Object value, DataType type) {
        if (value instanceof List<?> list) {
            var element = type.fields().isEmpty() ? null : type.part(0);
            var array = Array.newInstance(element == null ? Object.class : component(element), list.size());
            for (var i = 0; i < list.size(); i++) {
                Array.set(array, i, element == null ? scalar(list.get(i)) : ofVertx(list.get(i), element));
            }
            return array;
        }
        return value instanceof Map || value instanceof RowValue ? json(value) : scalar(value);
    }

    private static Class<?> component(DataType type) {
        return switch (type.type()) {
            case ARRAY ->
                type.fields().isEmpty()
                        ? Object[].class
                        : component(type.part(0)).arrayType();
            case MAP, ROW -> JsonObject.class;
            case VARBINARY -> Buffer.class;
            case TIMESTAMP_WITH_TIME_ZONE -> OffsetDateTime.class;
            default -> type.type().javaClass();
        };
    }

    private static @Nullable Object scalar(@Nullable Object value) {
        if (value instanceof byte[] bytes) {
            return Buffer.buffer(bytes);
        }
        return value instanceof ZonedDateTime time ? time.toOffsetDateTime() : value;
    }

    /** A value of the driver's as JSON has it; what JSON does not have becomes its text. */
    static @Nullable Object json(@Nullable Object value) {
        if (value instanceof List<?> list) {
            var array = new JsonArray();
            list.forEach(element -> array.add(json(element)));
            return array;
        }
        if (value instanceof RowValue row) {
            return json(row.toMap());
        }
        if (value instanceof Map<?, ?> map) {
            var object = new JsonObject();
            map.forEach((key, element) -> object.put(String.valueOf(key), json(element)));
            return object;
        }
        if (value instanceof byte[] bytes) {
            return Buffer.buffer(bytes);
        }
        return value == null || value instanceof Number || value instanceof Boolean ? value : value.toString();
    }

    /** The elements of an array, of the driver's or of JSON, as a Java array of a class. */
    static Object array(AthenaRow row, int position, List<?> elements, Class<?> component) {
        var array = Array.newInstance(component, elements.size());
        for (var i = 0; i < elements.size(); i++) {
            var element = elements.get(i);
            if (element != null) {
                Array.set(array, i, element(row, position, element, component));
            } else if (component.isPrimitive()) {
                throw row.notConvertible(position, "an array of " + component + ": it holds a null");
            } else if (component == Object.class && row.type(position) == AthenaType.JSON) {
                Array.set(array, i, Tuple.JSON_NULL);
            }
        }
        return array;
    }

    private static Object element(AthenaRow row, int position, Object element, Class<?> component) {
        var value = scalar(element);
        if (component.isInstance(value) && value != null) {
            return value;
        }
        if (component.isInstance(element)) {
            return element;
        }
        try {
            var converted = component.isArray() && element instanceof List<?> inner
                    ? array(row, position, inner, component.getComponentType())
                    : convert(element, component);
            if (converted != null) {
                return converted;
            }
        } catch (RuntimeException e) {
            throw row.notConvertible(position, "an array of " + component.getSimpleName() + ": " + e.getMessage());
        }
        throw row.notConvertible(position, "an array of " + component.getSimpleName());
    }

    private static @Nullable Object convert(Object element, Class<?> component) {
        if (component == String.class) {
            return json(element) instanceof String text ? text : scalarText(element);
        }
        if (component == JsonObject.class || component == JsonArray.class) {
            var json = json(element);
            return component.isInstance(json) ? json : null;
        }
        if (component == Numeric.class) {
            return element instanceof Number number ? Numeric.parse(number.toString()) : null;
        }
        if (component == BigDecimal.class) {
            return number(element, exact -> exact);
        }
        if (component == BigInteger.class) {
            return number(element, BigDecimal::toBigIntegerExact);
        }
        if (component == Byte.class) {
            return number(element, BigDecimal::byteValueExact);
        }
        if (component == short.class || component == Short.class) {
            return number(element, BigDecimal::shortValueExact);
        }
        if (component == int.class || component == Integer.class) {
            return number(element, BigDecimal::intValueExact);
        }
        if (component == long.class || component == Long.class) {
            return number(element, BigDecimal::longValueExact);
        }
        if (component == float.class || component == Float.class) {
            return element instanceof Number number ? (Object) number.floatValue() : null;
        }
        if (component == double.class || component == Double.class) {
            return element instanceof Number number ? (Object) number.doubleValue() : null;
        }
        if (component == boolean.class) {
            return element instanceof Boolean ? element : null;
        }
        return temporalOrId(element, component);
    }

    private static @Nullable Object temporalOrId(Object element, Class<?> component) {
        if (component == LocalDate.class) {
            return text(element, LocalDate::parse);
        }
        if (component == LocalTime.class) {
            return text(element, LocalTime::parse);
        }
        if (component == LocalDateTime.class) {
            return text(element, text -> LocalDateTime.parse(text.replace(' ', 'T')));
        }
        if (component == Instant.class) {
            return element instanceof ZonedDateTime time ? time.toInstant() : text(element, Instant::parse);
        }
        if (component == OffsetDateTime.class) {
            return text(element, OffsetDateTime::parse);
        }
        if (component == ZonedDateTime.class) {
            return text(element, ZonedDateTime::parse);
        }
        if (component == OffsetTime.class) {
            return text(element, OffsetTime::parse);
        }
        if (component.isEnum()) {
            return text(element, name -> constant(component, name));
        }
        return component == UUID.class ? text(element, UUID::fromString) : null;
    }

    /** The constant of an enum by its name; {@code null} when there is none. */
    static @Nullable Object constant(Class<?> type, String name) {
        for (var constant : type.getEnumConstants()) {
            if (((Enum<?>) constant).name().equals(name)) {
                return constant;
            }
        }
        return null;
    }

    private static @Nullable String scalarText(Object element) {
        return element instanceof Number || element instanceof Boolean ? element.toString() : null;
    }

    private static @Nullable Object number(Object element, Function<BigDecimal, Object> conversion) {
        return element instanceof Number number ? conversion.apply(new BigDecimal(number.toString())) : null;
    }

    private static @Nullable Object text(Object element, Function<String, @Nullable Object> conversion) {
        return element instanceof String text ? conversion.apply(text) : null;
    }
}
