package dev.pallas.reactive.internal;

import dev.pallas.driver.RowValue;
import dev.pallas.driver.TypedValue;
import dev.pallas.reactive.AthenaDatabaseException;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Tuple;
import io.vertx.sqlclient.data.NullValue;
import io.vertx.sqlclient.data.Numeric;
import java.lang.reflect.Array;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Values of a tuple as parameter values of the driver, which knows the classes of the JDK and none of Vert.x. */
final class Parameters {
    private Parameters() {}

    static List<@Nullable Object> of(Tuple tuple) {
        List<@Nullable Object> values = new ArrayList<>(tuple.size());
        for (var i = 0; i < tuple.size(); i++) {
            values.add(value(tuple.getValue(i)));
        }
        return values;
    }

    private static @Nullable Object value(@Nullable Object value) {
        if (value == null || value instanceof NullValue) {
            return null;
        }
        // Tuple.JSON_NULL is an object without a class of its own
        if (value == Tuple.JSON_NULL) {
            return "null";
        }
        if (value instanceof Buffer buffer) {
            return buffer.getBytes();
        }
        if (value instanceof ByteBuf bytes) {
            return ByteBufUtil.getBytes(bytes);
        }
        // JSON is kept in varchar columns: no table of Athena can hold its type
        if (value instanceof JsonObject json) {
            return json.encode();
        }
        if (value instanceof JsonArray json) {
            return json.encode();
        }
        if (value instanceof Numeric numeric) {
            return number(numeric);
        }
        if (value instanceof Enum<?> constant) {
            return constant.name();
        }
        if (value instanceof List<?> list) {
            return list(list);
        }
        if (value instanceof Map<?, ?> map) {
            return map(map);
        }
        if (value instanceof TypedValue typed) {
            return new TypedValue(typed.type(), value(typed.value()));
        }
        if (value instanceof RowValue row) {
            return new RowValue(row.names(), list(row.values()));
        }
        if (value instanceof java.sql.Array array) {
            return array(array);
        }
        if (value instanceof Clob || value instanceof Blob) {
            return lob(value);
        }
        if (value.getClass().isArray() && !(value instanceof byte[])) {
            return array(value);
        }
        return value;
    }

    /** An array of JDBC, as Hibernate's dialect has it, with the type that it says. */
    private static @Nullable Object array(java.sql.Array array) {
        try {
            return TypedValue.of("array(" + array.getBaseTypeName() + ")", value(array.getArray()));
        } catch (SQLException e) {
            throw new AthenaDatabaseException("An array cannot be read: " + e.getMessage(), Errors.BAD_VALUE);
        }
    }

    private static Object lob(Object lob) {
        try {
            return lob instanceof Clob text
                    ? text.getSubString(1, Math.toIntExact(text.length()))
                    : ((Blob) lob).getBytes(1, Math.toIntExact(((Blob) lob).length()));
        } catch (SQLException e) {
            throw new AthenaDatabaseException("A large object cannot be read: " + e.getMessage(), Errors.BAD_VALUE);
        }
    }

    private static Object number(Numeric numeric) {
        var exact = numeric.bigDecimalValue();
        // null stands for not-a-number
        return exact == null ? Double.NaN : exact;
    }

    private static List<@Nullable Object> list(List<?> list) {
        List<@Nullable Object> values = new ArrayList<>(list.size());
        for (var element : list) {
            values.add(value(element));
        }
        return values;
    }

    private static List<@Nullable Object> array(Object array) {
        var length = Array.getLength(array);
        List<@Nullable Object> values = new ArrayList<>(length);
        for (var i = 0; i < length; i++) {
            values.add(value(Array.get(array, i)));
        }
        return values;
    }

    private static Map<@Nullable Object, @Nullable Object> map(Map<?, ?> map) {
        Map<@Nullable Object, @Nullable Object> values = new LinkedHashMap<>();
        map.forEach((key, element) -> values.put(value(key), value(element)));
        return values;
    }
}
