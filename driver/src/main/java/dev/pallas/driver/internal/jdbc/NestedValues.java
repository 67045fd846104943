package dev.pallas.driver.internal.jdbc;

import dev.pallas.driver.AthenaException;
import dev.pallas.driver.AthenaType;
import dev.pallas.driver.DataType;
import dev.pallas.driver.RowValue;
import dev.pallas.driver.internal.type.Columns;
import dev.pallas.driver.internal.type.Values;
import java.lang.reflect.Array;
import java.sql.SQLException;
import java.sql.Struct;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Arrays, maps and rows in the classes of JDBC, down to their last part. */
final class NestedValues {
    private NestedValues() {}

    /**
     * A value as {@code ResultSet.getObject(int)} gives it.
     *
     * @param value as the asynchronous client has it
     */
    static @Nullable Object jdbc(AthenaConnection connection, DataType type, @Nullable Object value)
            throws SQLException {
        if (value == null) {
            return null;
        }
        return switch (type.type()) {
            case ARRAY -> value instanceof List<?> list ? array(connection, type, list) : value;
            case MAP -> value instanceof Map<?, ?> map ? map(connection, type, map) : value;
            case ROW -> value instanceof RowValue row ? new AthenaStruct(connection, type, row) : value;
            default -> scalar(type, value);
        };
    }

    static AthenaArray array(AthenaConnection connection, DataType type, List<?> elements) {
        return new AthenaArray(connection, type.part(0), Collections.unmodifiableList(elements));
    }

    private static Map<@Nullable Object, @Nullable Object> map(
            AthenaConnection connection, DataType type, Map<?, ?> map) throws SQLException {
        var result = new LinkedHashMap<@Nullable Object, @Nullable Object>();
        for (var entry : map.entrySet()) {
            result.put(
                    jdbc(connection, type.part(0), entry.getKey()), jdbc(connection, type.part(1), entry.getValue()));
        }
        return Collections.unmodifiableMap(result);
    }

    private static Object scalar(DataType type, Object value) throws SQLException {
        if (value instanceof LocalDate date) {
            return Temporals.date(date, null);
        } else if (value instanceof LocalTime time) {
            return Temporals.time(time, null);
        } else if (value instanceof LocalDateTime timestamp) {
            return Temporals.timestamp(timestamp, null);
        }
        try {
            return Values.convert(value, Columns.of("element", type), JdbcTypes.objectClass(type.type()));
        } catch (AthenaException e) {
            throw SqlErrors.translate(e);
        }
    }

    /** The class of a Java array's elements: that of {@code getObject}, but an array again for an array. */
    static Class<?> componentClass(DataType type) {
        return switch (type.type()) {
            case ARRAY -> Array.newInstance(componentClass(type.part(0)), 0).getClass();
            case ROW -> Struct.class;
            default -> JdbcTypes.objectClass(type.type());
        };
    }

    static Object javaArray(AthenaConnection connection, DataType element, List<@Nullable Object> elements)
            throws SQLException {
        var array = Array.newInstance(componentClass(element), elements.size());
        for (var i = 0; i < elements.size(); i++) {
            var value = elements.get(i);
            Array.set(
                    array,
                    i,
                    value instanceof List<?> inner
                            ? javaArray(connection, element.part(0), Collections.unmodifiableList(inner))
                            : jdbc(connection, element, value));
        }
        return array;
    }

    /**
     * The type of a name that an application gives: one of Athena's or one of {@link java.sql.JDBCType}.
     *
     * @throws SQLException (SQLState 22023) for a text that is no type
     */
    static DataType type(String name) throws SQLException {
        try {
            return DataType.parse(
                    switch (name.strip().toLowerCase(Locale.ROOT).replace('_', ' ')) {
                        case "bit" -> "boolean";
                        case "text", "longvarchar", "nvarchar", "longnvarchar", "nchar", "clob", "nclob" -> "varchar";
                        case "longvarbinary", "blob" -> "varbinary";
                        case "timestamp with timezone" -> "timestamp with time zone";
                        case "double precision" -> "double";
                        default -> name;
                    });
        } catch (AthenaException e) {
            throw SqlErrors.translate(e);
        }
    }

    /** What {@code Connection.createStruct} makes. */
    static AthenaStruct struct(AthenaConnection connection, String typeName, @Nullable Object[] attributes)
            throws SQLException {
        var type = type(typeName);
        if (type.type() != AthenaType.ROW || type.fields().size() != attributes.length) {
            throw SqlErrors.of(
                    SqlErrors.BAD_VALUE,
                    "A struct of " + attributes.length + " attributes needs a type such as row(a integer, b varchar)"
                            + " with as many fields, not " + typeName);
        }
        return new AthenaStruct(
                connection,
                type,
                new RowValue(
                        type.fields().stream()
                                .<@Nullable String>map(DataType.Field::name)
                                .toList(),
                        Arrays.asList(attributes)));
    }
}
