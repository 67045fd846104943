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

    /** A document, its parts as Boolean, String (numbers too), List, Map or null. */
    static @Nullable Object parse(String json) {
        return new Parser(json).document();
    }

    /** Reads what the engine writes; Hibernate's own reader takes an escaped control character for the start of a number. */
    private static final class Parser {
        private final String json;
        private int position;

        Parser(String json) {
            this.json = json;
        }

        @Nullable
        Object document() {
            var value = value();
            skipBlanks();
            if (position < json.length()) {
                throw malformed();
            }
            return value;
        }

        private @Nullable Object value() {
            skipBlanks();
            return switch (current()) {
                case '[' -> array();
                case '{' -> object();
                case '"' -> string();
                default -> word();
            };
        }

        private List<@Nullable Object> array() {
            var array = new ArrayList<@Nullable Object>();
            for (var more = opened(']'); more; more = separated(']')) {
                array.add(value());
            }
            return array;
        }

        private Map<String, @Nullable Object> object() {
            Map<String, @Nullable Object> object = new LinkedHashMap<>();
            for (var more = opened('}'); more; more = separated('}')) {
                skipBlanks();
                var key = string();
                skipBlanks();
                take(':');
                object.put(key, value());
            }
            return object;
        }

        /** Whether anything is in the brackets. */
        private boolean opened(char end) {
            position++;
            skipBlanks();
            if (current() == end) {
                position++;
                return false;
            }
            return true;
        }

        private boolean separated(char end) {
            skipBlanks();
            if (current() == end) {
                position++;
                return false;
            }
            take(',');
            return true;
        }

        private String string() {
            take('"');
            var text = new StringBuilder();
            for (var c = next(); c != '"'; c = next()) {
                text.append(c == '\\' ? escaped(next()) : c);
            }
            return text.toString();
        }

        private char escaped(char c) {
            return switch (c) {
                case 'b' -> '\b';
                case 'f' -> '\f';
                case 'n' -> '\n';
                case 'r' -> '\r';
                case 't' -> '\t';
                case 'u' -> {
                    position += 4;
                    if (position > json.length()) {
                        throw malformed();
                    }
                    yield (char) Integer.parseInt(json, position - 4, position, 16);
                }
                default -> c;
            };
        }

        private @Nullable Object word() {
            var start = position;
            while (position < json.length() && ",]} \n\t\r".indexOf(json.charAt(position)) < 0) {
                position++;
            }
            var word = json.substring(start, position);
            return switch (word) {
                case "null" -> null;
                case "true" -> true;
                case "false" -> false;
                default -> {
                    if (word.isEmpty() || "-0123456789".indexOf(word.charAt(0)) < 0) {
                        throw malformed();
                    }
                    yield word;
                }
            };
        }

        private char current() {
            if (position >= json.length()) {
                throw malformed();
            }
            return json.charAt(position);
        }

        private char next() {
            var c = current();
            position++;
            return c;
        }

        private void take(char expected) {
            if (next() != expected) {
                throw malformed();
            }
        }

        private void skipBlanks() {
            while (position < json.length() && Character.isWhitespace(json.charAt(position))) {
                position++;
            }
        }

        private HibernateException malformed() {
            return new HibernateException("Not a JSON document: something else is at index " + position);
        }
    }
}
