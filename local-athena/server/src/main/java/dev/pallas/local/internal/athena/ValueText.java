package dev.pallas.local.internal.athena;

import dev.pallas.local.internal.sql.EngineType;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Values as Athena writes them, in CSV and in the API alike. */
final class ValueText {
    private static final char[] HEX = "0123456789abcdef".toCharArray();

    private static final int MINIMUM_FRACTION = 3;

    private ValueText() {}

    /** The text of a value that is not null. */
    static String of(Object value, EngineType type) {
        // most cells are of these; the rest is built piece by piece
        if (value instanceof String text && !type.name().equals("varbinary")) {
            return fraction(text, type);
        }
        var text = new StringBuilder();
        append(text, value, type);
        return text.toString();
    }

    private static void append(StringBuilder text, @Nullable Object value, EngineType type) {
        if (value == null) {
            text.append("null");
            return;
        }
        switch (type.name()) {
            case "array" ->
                appendArray(text, (List<?>) value, type.parameters().get(0).type());
            case "map" -> appendMap(text, (Map<?, ?>) value, type.parameters());
            case "row" -> appendRow(text, (List<?>) value, type.parameters());
            case "varbinary" ->
                appendHex(
                        text,
                        value instanceof byte[] bytes
                                ? bytes
                                : Base64.getDecoder().decode((String) value));
            case "double" -> text.append(number(value).doubleValue());
            case "real" -> text.append(number(value).floatValue());
            default -> text.append(value instanceof String string ? fraction(string, type) : value);
        }
    }

    /** Timestamps have at least three digits after the point, whatever their type says. */
    private static String fraction(String text, EngineType type) {
        if (!type.name().startsWith("timestamp") || type.numbers().isEmpty() || type.precision() >= MINIMUM_FRACTION) {
            return text;
        }
        // up to the seconds; a year may have more than four digits, a zone may follow
        var end = text.indexOf(':') + ":mm:ss".length() + (type.precision() == 0 ? 0 : 1 + type.precision());
        return text.substring(0, end)
                + (type.precision() == 0 ? "." : "")
                + "0".repeat(MINIMUM_FRACTION - type.precision())
                + text.substring(end);
    }

    /** The protocol carries what is no JSON number (NaN, Infinity) as text. */
    private static Number number(Object value) {
        return value instanceof Number number ? number : Double.valueOf((String) value);
    }

    private static void appendArray(StringBuilder text, List<?> elements, EngineType type) {
        text.append('[');
        var separator = "";
        for (var element : elements) {
            text.append(separator);
            append(text, element, type);
            separator = ", ";
        }
        text.append(']');
    }

    private static void appendMap(StringBuilder text, Map<?, ?> entries, List<EngineType.Parameter> types) {
        text.append('{');
        var separator = "";
        for (var entry : entries.entrySet()) {
            text.append(separator);
            append(text, entry.getKey(), types.get(0).type());
            text.append('=');
            append(text, entry.getValue(), types.get(1).type());
            separator = ", ";
        }
        text.append('}');
    }

    private static void appendRow(StringBuilder text, List<?> fields, List<EngineType.Parameter> types) {
        text.append('{');
        for (var i = 0; i < types.size(); i++) {
            text.append(i == 0 ? "" : ", ");
            var name = types.get(i).name();
            if (name != null) {
                text.append(name).append('=');
            }
            append(text, fields.get(i), types.get(i).type());
        }
        text.append('}');
    }

    private static void appendHex(StringBuilder text, byte[] bytes) {
        for (var i = 0; i < bytes.length; i++) {
            text.append(i == 0 ? "" : " ").append(HEX[(bytes[i] >> 4) & 0xf]).append(HEX[bytes[i] & 0xf]);
        }
    }
}
