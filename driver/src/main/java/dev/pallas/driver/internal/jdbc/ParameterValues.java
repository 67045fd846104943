package dev.pallas.driver.internal.jdbc;

import dev.pallas.driver.AthenaType;
import dev.pallas.driver.DataType;
import dev.pallas.driver.RowValue;
import dev.pallas.driver.TypedValue;
import dev.pallas.driver.internal.type.AthenaText;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.sql.Array;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.Date;
import java.sql.SQLException;
import java.sql.Struct;
import java.sql.Time;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.time.temporal.TemporalAccessor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an application binds, as values that the asynchronous client takes: the classes of java.sql become those of java.time,
 * streams and locators become what they hold. How a value is written into a statement is the client's business.
 */
final class ParameterValues {
    private ParameterValues() {}

    /** A value whose own class says what it is. */
    static @Nullable Object of(@Nullable Object value) throws SQLException {
        if (value instanceof Timestamp timestamp) {
            return Temporals.localDateTime(timestamp, null);
        } else if (value instanceof Date date) {
            return Temporals.localDate(date, null);
        } else if (value instanceof Time time) {
            return Temporals.localTime(time, null);
        } else if (value instanceof AthenaArray array) {
            return new TypedValue(array(array.element()), of(array.elements()));
        } else if (value instanceof AthenaStruct struct) {
            return new TypedValue(struct.type(), of(struct.row()));
        } else if (value instanceof Array array) {
            return typed(array.getBaseTypeName(), of(array.getArray()));
        } else if (value instanceof Struct struct) {
            return of(RowValue.unnamed(Arrays.asList(struct.getAttributes())));
        } else if (value instanceof Blob blob) {
            return bytes(blob.getBinaryStream(), -1);
        } else if (value instanceof Clob clob) {
            return text(clob.getCharacterStream(), -1);
        } else if (value instanceof InputStream stream) {
            return bytes(stream, -1);
        } else if (value instanceof Reader reader) {
            return text(reader, -1);
        }
        return nested(value);
    }

    private static DataType array(DataType element) {
        return new DataType(AthenaType.ARRAY, "array", List.of(), List.of(new DataType.Field(null, element)));
    }

    /** An array of another maker: of the type that it says, if that is one of Athena's. */
    private static @Nullable Object typed(@Nullable String elementType, @Nullable Object elements) {
        if (elements == null || elementType == null) {
            return elements;
        }
        var element = DataType.parse(elementType);
        return element.type() == AthenaType.OTHER ? elements : new TypedValue(array(element), elements);
    }

    /** What a nested value is made of, likewise; a copy, for the application may go on to change its own. */
    private static @Nullable Object nested(@Nullable Object value) throws SQLException {
        if (value instanceof Object[] array) {
            return values(Arrays.asList(array));
        } else if (value instanceof Collection<?> collection) {
            return values(collection);
        } else if (value instanceof RowValue row) {
            return new RowValue(row.names(), values(row.values()));
        } else if (value instanceof Map<?, ?> map) {
            var copy = new LinkedHashMap<@Nullable Object, @Nullable Object>();
            for (var entry : map.entrySet()) {
                copy.put(of(entry.getKey()), of(entry.getValue()));
            }
            return copy;
        }
        return value;
    }

    private static List<@Nullable Object> values(Collection<?> given) throws SQLException {
        var copy = new ArrayList<@Nullable Object>(given.size());
        for (var value : given) {
            copy.add(of(value));
        }
        return copy;
    }

    /**
     * A value of which the application has said what type of SQL it is meant to be.
     *
     * @throws SQLException (SQLState 22xxx, 07006) when the value is not one of that type, or only with a loss
     */
    static @Nullable Object of(@Nullable Object given, int sqlType) throws SQLException {
        var value = of(given);
        if (value == null) {
            return null;
        }
        try {
            return value instanceof java.util.Date date ? convert(date, sqlType) : convert(value, sqlType);
        } catch (ArithmeticException | IllegalArgumentException | DateTimeException e) {
            throw SqlErrors.of(
                    "22018",
                    "The value is not one of the type " + JdbcTypes.name(sqlType) + ": " + e.getMessage(),
                    false,
                    e);
        }
    }

    /** As above, for a DECIMAL with so many digits after the point; a digit that is not zero is never cut off. */
    static @Nullable Object of(@Nullable Object given, int sqlType, int scale) throws SQLException {
        var value = of(given, sqlType);
        if (value instanceof BigDecimal decimal && (sqlType == Types.DECIMAL || sqlType == Types.NUMERIC)) {
            try {
                return decimal.setScale(scale, RoundingMode.UNNECESSARY);
            } catch (ArithmeticException e) {
                throw SqlErrors.of("22003", "A scale of " + scale + " would cut digits off the number", false, e);
            }
        }
        return value;
    }

    /** A java.util.Date is an instant; it is the type that says which part of it is meant. */
    private static Object convert(java.util.Date value, int sqlType) throws SQLException {
        return switch (sqlType) {
            case Types.DATE -> Temporals.localDate(value, null);
            case Types.TIME -> Temporals.localTime(value, null);
            case Types.TIMESTAMP -> Temporals.localDateTime(value, null);
            default -> convert((Object) value, sqlType);
        };
    }

    private static Object convert(Object value, int sqlType) throws SQLException {
        return switch (sqlType) {
            case Types.TINYINT -> number(value, sqlType).byteValueExact();
            case Types.SMALLINT -> number(value, sqlType).shortValueExact();
            case Types.INTEGER -> number(value, sqlType).intValueExact();
            case Types.BIGINT -> number(value, sqlType).longValueExact();
            case Types.DECIMAL, Types.NUMERIC -> number(value, sqlType);
            case Types.REAL -> value instanceof Float ? value : real(value);
            case Types.FLOAT, Types.DOUBLE ->
                value instanceof Number number && !isExact(number)
                        ? (Object) number.doubleValue()
                        : (Object) Double.valueOf(value.toString());
            case Types.BOOLEAN, Types.BIT -> bool(value);
            case Types.CHAR,
                    Types.VARCHAR,
                    Types.LONGVARCHAR,
                    Types.NCHAR,
                    Types.NVARCHAR,
                    Types.LONGNVARCHAR,
                    Types.CLOB,
                    Types.NCLOB -> string(value);
            case Types.DATE ->
                value instanceof LocalDateTime moment
                        ? moment.toLocalDate()
                        : value instanceof String text ? LocalDate.parse(text.strip()) : temporal(value, sqlType);
            case Types.TIME ->
                value instanceof LocalDateTime moment
                        ? moment.toLocalTime()
                        : value instanceof String text ? LocalTime.parse(text.strip()) : temporal(value, sqlType);
            case Types.TIMESTAMP ->
                value instanceof LocalDate date
                        ? date.atStartOfDay()
                        : value instanceof String text ? timestamp(text) : temporal(value, sqlType);
            case Types.TIMESTAMP_WITH_TIMEZONE ->
                value instanceof String text
                        ? ZonedDateTime.parse(text.strip().replace(' ', 'T'))
                        : temporal(value, sqlType);
            case Types.BINARY, Types.VARBINARY, Types.LONGVARBINARY, Types.BLOB -> {
                if (value instanceof String || isSimple(value) || value instanceof TemporalAccessor) {
                    throw mismatch(value, sqlType);
                }
                yield value;
            }
            case Types.ARRAY, Types.STRUCT -> {
                if (value instanceof String || isSimple(value) || value instanceof byte[]) {
                    throw mismatch(value, sqlType);
                }
                yield value;
            }
            case Types.REF, Types.REF_CURSOR, Types.ROWID, Types.DATALINK ->
                throw SqlErrors.unsupported(
                        "A parameter of the type " + JdbcTypes.name(sqlType), "Athena has no such type");
            default -> value;
        };
    }

    /** With a blank or a T between date and time. */
    private static LocalDateTime timestamp(String text) {
        return LocalDateTime.parse(text.strip().replace(' ', 'T'));
    }

    private static Object temporal(Object value, int sqlType) throws SQLException {
        if (isSimple(value) || value instanceof byte[]) {
            throw mismatch(value, sqlType);
        }
        return value;
    }

    private static boolean isSimple(Object value) {
        return value instanceof Number || value instanceof Boolean || value instanceof Character;
    }

    private static boolean isExact(Number value) {
        return !(value instanceof Double || value instanceof Float);
    }

    private static Object real(Object value) {
        if (value instanceof Double wide && (double) wide.floatValue() != wide && !wide.isNaN()) {
            throw new ArithmeticException("a REAL cannot hold " + wide);
        }
        return value instanceof Double wide ? (Object) wide.floatValue() : (Object) Float.valueOf(value.toString());
    }

    private static BigDecimal number(Object value, int sqlType) throws SQLException {
        if (value instanceof BigDecimal decimal) {
            return decimal;
        } else if (value instanceof BigInteger integer) {
            return new BigDecimal(integer);
        } else if (value instanceof Boolean bool) {
            return bool ? BigDecimal.ONE : BigDecimal.ZERO;
        } else if (value instanceof Number || value instanceof String) {
            return new BigDecimal(value.toString());
        }
        throw mismatch(value, sqlType);
    }

    private static Boolean bool(Object value) throws SQLException {
        if (value instanceof Boolean bool) {
            return bool;
        }
        return switch (value.toString().toLowerCase(Locale.ROOT)) {
            case "true", "1" -> true;
            case "false", "0" -> false;
            default -> throw mismatch(value, Types.BOOLEAN);
        };
    }

    private static String string(Object value) throws SQLException {
        if (value instanceof byte[] || value instanceof Object[]) {
            throw mismatch(value, Types.VARCHAR);
        }
        return AthenaText.of(value);
    }

    private static SQLException mismatch(Object value, int sqlType) {
        return SqlErrors.of(
                SqlErrors.BAD_CONVERSION,
                "A value of " + value.getClass().getName() + " cannot be bound as " + JdbcTypes.name(sqlType));
    }

    /**
     * Reads a stream to its end.
     *
     * @param length how many bytes there must be; negative when the application did not say
     */
    static byte[] bytes(InputStream stream, long length) throws SQLException {
        try (stream) {
            var bytes = stream.readAllBytes();
            return length < 0 ? bytes : Arrays.copyOf(bytes, checkLength(bytes.length, length));
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    /** Reads a stream of ASCII to its end; a byte that is not ASCII is refused, since nobody has said what it stands for. */
    static String ascii(InputStream stream, long length) throws SQLException {
        try {
            return StandardCharsets.US_ASCII
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes(stream, length)))
                    .toString();
        } catch (CharacterCodingException e) {
            throw SqlErrors.of("22021", "The stream holds bytes that are not ASCII; use setCharacterStream", false, e);
        }
    }

    /** Reads a reader to its end; the length as above, in characters. */
    static String text(Reader reader, long length) throws SQLException {
        try (reader) {
            var text = new StringWriter();
            reader.transferTo(text);
            return length < 0
                    ? text.toString()
                    : text.toString().substring(0, checkLength(text.getBuffer().length(), length));
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    private static int checkLength(int there, long length) throws SQLException {
        if (there < length) {
            throw SqlErrors.of(
                    "22026", "The stream ended after " + there + " of the " + length + " that were announced");
        }
        return (int) length;
    }

    private static SQLException unreadable(IOException e) {
        return SqlErrors.of("22000", "The stream of a parameter could not be read: " + e, false, e);
    }
}
