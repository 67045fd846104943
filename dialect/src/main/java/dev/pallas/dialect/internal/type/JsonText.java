package dev.pallas.dialect.internal.type;

import java.sql.Blob;
import java.sql.Clob;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hibernate.HibernateException;
import org.hibernate.type.format.JsonDocumentItemType;
import org.hibernate.type.format.StringJsonDocumentReader;
import org.jspecify.annotations.Nullable;

/** JSON as nested values cross to the engine in it, and come back. */
final class JsonText {
    private static final DateTimeFormatter TIMESTAMP = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSSSSSSSS");
    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    private JsonText() {}

    /** A part of a document that is written already. */
    record Part(String text) {}

    static String of(List<? extends @Nullable Object> array) throws SQLException {
        var out = new StringBuilder("[");
        var separator = "";
        for (var value : array) {
            out.append(separator);
            append(out, value);
            separator = ",";
        }
        return out.append(']').toString();
    }

    /** Integers and booleans are themselves, all else is a string: a JSON number is a double to many. */
    static void append(StringBuilder out, @Nullable Object value) throws SQLException {
        if (value == null
                || value instanceof Boolean
                || value instanceof Integer
                || value instanceof Long
                || value instanceof Short
                || value instanceof Byte) {
            out.append(value);
        } else if (value instanceof Part part) {
            out.append(part.text);
        } else if (value instanceof byte[] bytes) {
            appendString(out, HEX.formatHex(bytes));
        } else if (value instanceof Blob blob) {
            appendString(out, HEX.formatHex(blob.getBytes(1, Math.toIntExact(blob.length()))));
        } else if (value instanceof Clob clob) {
            appendString(out, clob.getSubString(1, Math.toIntExact(clob.length())));
        } else if (value instanceof LocalDateTime timestamp) {
            appendString(out, TIMESTAMP.format(timestamp));
        } else if (value instanceof java.math.BigDecimal decimal) {
            appendString(out, decimal.toPlainString());
        } else if (value instanceof Number
                || value instanceof CharSequence
                || value instanceof Character
                || value instanceof java.util.UUID
                || value instanceof java.time.LocalDate) {
            appendString(out, value.toString());
        } else {
            throw new HibernateException("A value of " + value.getClass().getName()
                    + " cannot be part of an array, a struct or a map. Convert it with an AttributeConverter.");
        }
    }

    static void appendString(StringBuilder out, String value) {
        out.append('"');
        for (var i = 0; i < value.length(); i++) {
            var c = value.charAt(i);
            if (c == '"' || c == '\\') {
                out.append('\\').append(c);
            } else if (c < ' ') {
                out.append(String.format("\\u%04x", (int) c));
            } else {
                out.append(c);
            }
        }
        out.append('"');
    }

    /** An array or object, its parts as Boolean, String (numbers too), List, Map or null. */
    static @Nullable Object parse(String json) {
        if (json.strip().equals("null")) {
            return null;
        }
        var reader = new StringJsonDocumentReader(json);
        return value(reader, reader.next());
    }

    private static @Nullable Object value(StringJsonDocumentReader reader, JsonDocumentItemType item) {
        return switch (item) {
            case NULL_VALUE -> null;
            case BOOLEAN_VALUE -> reader.getBooleanValue();
            case NUMERIC_VALUE, VALUE -> reader.getStringValue();
            case ARRAY_START -> {
                var array = new ArrayList<@Nullable Object>();
                for (var next = reader.next(); next != JsonDocumentItemType.ARRAY_END; next = reader.next()) {
                    array.add(value(reader, next));
                }
                yield array;
            }
            case OBJECT_START -> {
                Map<String, @Nullable Object> object = new LinkedHashMap<>();
                for (var next = reader.next(); next != JsonDocumentItemType.OBJECT_END; next = reader.next()) {
                    var key = reader.getObjectKeyName();
                    object.put(key, value(reader, reader.next()));
                }
                yield object;
            }
            case VALUE_KEY, ARRAY_END, OBJECT_END -> throw new HibernateException("Not a JSON document: " + item);
        };
    }
}
