package dev.pallas.driver.internal.sql;

import dev.pallas.driver.AthenaException;
import dev.pallas.driver.RowValue;
import dev.pallas.driver.TypedValue;
import dev.pallas.driver.internal.type.TimeText;
import java.lang.reflect.Array;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Calendar;
import java.util.Collection;
import java.util.GregorianCalendar;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Writes values as SQL literals that hold them exactly. The one place where a value becomes part of a statement.
 */
public final class Literals {
    /** The engine refuses an array constructor of more than 254 elements, Athena a function call of more than 127 arguments. */
    private static final int ELEMENTS_PER_CONSTRUCTOR = 100;

    private static final int MAX_DECIMAL_DIGITS = 38;
    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    private Literals() {}

    /** The literal of a value. */
    public static String of(@Nullable Object value) {
        var result = new StringBuilder();
        append(result, value);
        return result.toString();
    }

    static void append(StringBuilder out, @Nullable Object value) {
        if (value == null) {
            out.append("NULL");
        } else if (value instanceof Boolean flag) {
            out.append(flag ? "TRUE" : "FALSE");
        } else if (value instanceof Number number) {
            appendNumber(out, number);
        } else if (value instanceof CharSequence || value instanceof Character || value instanceof UUID) {
            appendString(out, value.toString());
        } else if (value instanceof Enum<?> constant) {
            appendString(out, constant.name());
        } else if (value instanceof byte[] bytes) {
            out.append("X'").append(HEX.formatHex(bytes)).append('\'');
        } else if (value instanceof TypedValue typed) {
            TypedLiterals.append(out, typed);
        } else if (!appendTime(out, value) && !appendCollection(out, plain(value))) {
            throw noLiteral(
                    value,
                    "The driver has no literal for it: convert it to a string, a number, a java.time value, a byte[],"
                            + " a list or a map.");
        }
    }

    private static void appendNumber(StringBuilder out, Number number) {
        if (number instanceof Integer value) {
            if (value >= 0) {
                out.append(value);
            } else {
                typed(out, "INTEGER", value);
            }
        } else if (number instanceof Long) {
            typed(out, "BIGINT", number);
        } else if (number instanceof Byte) {
            typed(out, "TINYINT", number);
        } else if (number instanceof Short) {
            typed(out, "SMALLINT", number);
        } else if (number instanceof Float) {
            typed(out, "REAL", number);
        } else if (number instanceof Double) {
            typed(out, "DOUBLE", number);
        } else if (number instanceof BigDecimal decimal) {
            appendDecimal(out, decimal);
        } else if (number instanceof BigInteger integer) {
            appendDecimal(out, new BigDecimal(integer));
        } else {
            throw noLiteral(number, "Convert it to a BigDecimal.");
        }
    }

    private static void appendDecimal(StringBuilder out, BigDecimal decimal) {
        var plain = decimal.scale() < 0 ? decimal.setScale(0) : decimal;
        if (Math.max(plain.precision(), plain.scale()) > MAX_DECIMAL_DIGITS) {
            throw invalid(
                    "A decimal of " + Math.max(plain.precision(), plain.scale())
                            + " digits does not fit Athena's DECIMAL, which has at most 38: round it, or pass a string or a double.",
                    "22003");
        }
        typed(out, "DECIMAL", plain.toPlainString());
    }

    private static void typed(StringBuilder out, String type, Object value) {
        out.append(type).append(" '").append(value).append('\'');
    }

    private static void appendString(StringBuilder out, String value) {
        out.append('\'');
        for (var i = 0; i < value.length(); i++) {
            var c = value.charAt(i);
            if (c == '\'') {
                out.append('\'');
            } else if (Character.isSurrogate(c)) {
                if (!Character.isHighSurrogate(c)
                        || i + 1 == value.length()
                        || !Character.isLowSurrogate(value.charAt(i + 1))) {
                    throw invalid(
                            "A string has half of a surrogate pair at index " + i
                                    + ": it is no Unicode text and cannot be sent. Pass a byte[] instead.",
                            "22021");
                }
                out.append(c);
                c = value.charAt(++i);
            }
            out.append(c);
        }
        out.append('\'');
    }

    private static boolean appendTime(StringBuilder out, Object value) {
        if (value instanceof LocalDate date) {
            typed(out, "DATE", TimeText.date(date));
        } else if (value instanceof LocalTime time) {
            typed(out, "TIME", TimeText.time(time));
        } else if (value instanceof LocalDateTime timestamp) {
            typed(out, "TIMESTAMP", TimeText.timestamp(timestamp));
        } else if (value instanceof ZonedDateTime zoned) {
            typed(out, "TIMESTAMP", TimeText.zoned(zoned));
        } else if (value instanceof OffsetDateTime offset) {
            typed(out, "TIMESTAMP", TimeText.zoned(offset.toZonedDateTime()));
        } else if (value instanceof Instant instant) {
            typed(out, "TIMESTAMP", TimeText.zoned(atUtc(instant)));
        } else if (value instanceof java.sql.Timestamp timestamp) {
            typed(out, "TIMESTAMP", TimeText.timestamp(timestamp.toLocalDateTime()));
        } else if (value instanceof java.sql.Date date) {
            typed(out, "DATE", TimeText.date(date.toLocalDate()));
        } else if (value instanceof java.sql.Time time) {
            typed(out, "TIME", TimeText.time(timeOf(time)));
        } else if (value instanceof java.util.Date date) {
            typed(out, "TIMESTAMP", TimeText.zoned(atUtc(date.toInstant())));
        } else if (value instanceof GregorianCalendar calendar) {
            typed(out, "TIMESTAMP", TimeText.zoned(calendar.toZonedDateTime()));
        } else if (value instanceof Calendar calendar) {
            typed(
                    out,
                    "TIMESTAMP",
                    TimeText.zoned(
                            calendar.toInstant().atZone(calendar.getTimeZone().toZoneId())));
        } else {
            return false;
        }
        return true;
    }

    /** A java.sql.Time holds milliseconds, of which its own toLocalTime drops the fraction. */
    private static LocalTime timeOf(java.sql.Time time) {
        return time.toLocalTime().plusNanos(Math.floorMod(time.getTime(), 1000) * 1_000_000L);
    }

    /** What a column takes for a value: no table has columns of type time, and text of fixed width compares and sorts as times do. */
    static @Nullable Object ofColumn(@Nullable Object value) {
        return value instanceof LocalTime time
                ? TimeText.column(time)
                : value instanceof java.sql.Time time ? TimeText.column(timeOf(time)) : value;
    }

    private static ZonedDateTime atUtc(Instant instant) {
        try {
            return instant.atZone(ZoneOffset.UTC);
        } catch (java.time.DateTimeException e) {
            throw invalid("The instant " + instant + " is out of the range of a timestamp.", "22008");
        }
    }

    /** A Java array as a list; another value as it is. */
    static Object plain(Object value) {
        if (!value.getClass().isArray() || value instanceof byte[]) {
            return value;
        }
        var list = new ArrayList<@Nullable Object>(Array.getLength(value));
        for (var i = 0; i < Array.getLength(value); i++) {
            list.add(Array.get(value, i));
        }
        return list;
    }

    private static boolean appendCollection(StringBuilder out, Object value) {
        if (hasRow(value)) {
            // a row's fields have names only in its type
            TypedLiterals.append(out, new TypedValue(LiteralTypes.of(value), value));
        } else if (value instanceof Map<?, ?> map) {
            appendMap(out, map);
        } else if (value instanceof Collection<?> elements) {
            appendArray(out, new ArrayList<@Nullable Object>(elements), Literals::append);
        } else {
            return false;
        }
        return true;
    }

    private static boolean hasRow(@Nullable Object given) {
        var value = given == null ? null : plain(given);
        if (value instanceof Map<?, ?> map) {
            return hasRow(map.keySet()) || hasRow(map.values());
        }
        return value instanceof RowValue
                || (value instanceof Collection<?> elements && elements.stream().anyMatch(Literals::hasRow));
    }

    static void checkKeys(Map<?, ?> map) {
        for (var key : map.keySet()) {
            if (key == null) {
                throw invalid("A map has a null key, which Athena does not allow.", "22004");
            }
        }
    }

    private static void appendMap(StringBuilder out, Map<?, ?> map) {
        checkKeys(map);
        out.append("MAP(");
        appendArray(out, new ArrayList<@Nullable Object>(map.keySet()), Literals::append);
        out.append(", ");
        appendArray(out, new ArrayList<@Nullable Object>(map.values()), Literals::append);
        out.append(')');
    }

    static <T extends @Nullable Object> void appendArray(
            StringBuilder out, List<T> elements, BiConsumer<StringBuilder, T> writer) {
        var parts = Math.max(1, (elements.size() + ELEMENTS_PER_CONSTRUCTOR - 1) / ELEMENTS_PER_CONSTRUCTOR);
        out.append(parts > 1 ? "(" : "");
        for (var part = 0; part < parts; part++) {
            out.append(part > 0 ? " || " : "").append("ARRAY[");
            var end = Math.min(elements.size(), (part + 1) * ELEMENTS_PER_CONSTRUCTOR);
            for (var i = part * ELEMENTS_PER_CONSTRUCTOR; i < end; i++) {
                out.append(i > part * ELEMENTS_PER_CONSTRUCTOR ? ", " : "");
                writer.accept(out, elements.get(i));
            }
            out.append(']');
        }
        out.append(parts > 1 ? ")" : "");
    }

    /** Writes the value of a marker after LIMIT, OFFSET or FETCH. */
    static void appendRowCount(StringBuilder out, @Nullable Object value) {
        var count = value instanceof Byte || value instanceof Short || value instanceof Integer || value instanceof Long
                ? BigInteger.valueOf(((Number) value).longValue())
                : value instanceof BigInteger integer ? integer : null;
        if (count == null || count.signum() < 0) {
            throw invalid(
                    "After LIMIT, OFFSET and FETCH a parameter must be a whole number that is not negative; it is "
                            + (value == null
                                    ? "null"
                                    : count == null ? value.getClass().getName() : "negative") + ".",
                    "22023");
        }
        out.append(count);
    }

    /**
     * Refuses a string that DDL would read differently: Hive's strings have backslash escapes, and no doubled quotes.
     */
    static @Nullable Object checkDdl(@Nullable Object value) {
        if (value instanceof CharSequence text && text.chars().anyMatch(c -> c == '\'' || c == '\\')) {
            throw invalid(
                    "A string with a quote or a backslash cannot be a parameter of a DDL statement: write it into the statement.",
                    "22018");
        }
        return value;
    }

    private static AthenaException noLiteral(Object value, String advice) {
        return invalid("A value of " + value.getClass().getName() + " cannot be a parameter. " + advice, "07006");
    }

    static AthenaException invalid(String message, String sqlState) {
        return new AthenaException(message, sqlState, null, null, false, null);
    }
}
