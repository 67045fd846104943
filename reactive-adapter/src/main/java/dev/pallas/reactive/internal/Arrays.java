package dev.pallas.reactive.internal;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Tuple;
import java.lang.reflect.Array;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Arrays out of JSON arrays, which is how an array leaves Athena without loss: {@code CAST(x AS JSON)}.
 */
final class Arrays {
    private Arrays() {}

    /** The cell as an array of {@code component}; {@code null} for SQL NULL. */
    static @Nullable Object of(AthenaRow row, int position, Class<?> component) {
        JsonArray json = row.getJsonArray(position);
        if (json == null) {
            return null;
        }
        var array = Array.newInstance(component, json.size());
        for (var i = 0; i < json.size(); i++) {
            var element = json.getValue(i);
            if (element != null) {
                Array.set(array, i, element(row, position, element, component));
            } else if (component == Object.class) {
                Array.set(array, i, Tuple.JSON_NULL);
            } else if (component.isPrimitive()) {
                throw row.notConvertible(position, "an array of " + component + ": it holds a null");
            }
        }
        return array;
    }

    private static Object element(AthenaRow row, int position, Object element, Class<?> component) {
        if (component.isInstance(element)) {
            return element;
        }
        try {
            var converted = convert(element, component);
            if (converted != null) {
                return converted;
            }
        } catch (ArithmeticException | DateTimeException | IllegalArgumentException e) {
            throw row.notConvertible(position, "an array of " + component.getSimpleName() + ": " + e.getMessage());
        }
        throw row.notConvertible(position, "an array of " + component.getSimpleName());
    }

    private static @Nullable Object convert(Object element, Class<?> component) {
        if (component == String.class) {
            return element instanceof JsonObject || element instanceof JsonArray ? null : element.toString();
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
        if (component == LocalDate.class) {
            return text(element, LocalDate::parse);
        }
        if (component == LocalTime.class) {
            return text(element, LocalTime::parse);
        }
        if (component == LocalDateTime.class) {
            return text(element, text -> LocalDateTime.parse(text.replace(' ', 'T')));
        }
        if (component == UUID.class) {
            return text(element, UUID::fromString);
        }
        return null;
    }

    private static @Nullable Object number(Object element, Function<BigDecimal, Object> conversion) {
        return element instanceof Number number ? conversion.apply(new BigDecimal(number.toString())) : null;
    }

    private static @Nullable Object text(Object element, Function<String, Object> conversion) {
        return element instanceof String text ? conversion.apply(text) : null;
    }
}
