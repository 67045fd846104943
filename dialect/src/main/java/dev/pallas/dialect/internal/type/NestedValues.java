package dev.pallas.dialect.internal.type;

import java.lang.reflect.Array;
import java.math.BigDecimal;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.hibernate.HibernateException;
import org.hibernate.type.SqlTypes;
import org.hibernate.type.descriptor.WrapperOptions;
import org.hibernate.type.descriptor.java.BasicPluralJavaType;
import org.hibernate.type.descriptor.java.JavaType;
import org.hibernate.type.descriptor.jdbc.AggregateJdbcType;
import org.hibernate.type.descriptor.jdbc.ArrayJdbcType;
import org.hibernate.type.descriptor.jdbc.JdbcType;
import org.hibernate.type.descriptor.jdbc.StructHelper;
import org.jspecify.annotations.Nullable;

/** Values of Java as parts of nested values of the engine, and back. */
final class NestedValues {
    private NestedValues() {}

    /** The elements of a collection or of an array of objects or primitives. */
    static List<@Nullable Object> elements(Object plural) {
        if (plural instanceof Collection<?> collection) {
            return new ArrayList<>(collection);
        }
        var elements = new ArrayList<@Nullable Object>(Array.getLength(plural));
        for (var i = 0; i < Array.getLength(plural); i++) {
            elements.add(Array.get(plural, i));
        }
        return elements;
    }

    /** What {@link JsonText} takes for a value. */
    static <X> @Nullable Object part(
            @Nullable Object value, JavaType<X> type, JdbcType jdbcType, WrapperOptions options) throws SQLException {
        return value == null ? null : jdbcType.getBinder(type).getBindValue(type.wrap(value, options), options);
    }

    /** The elements of an array as values that can be bound. */
    static List<@Nullable Object> plain(
            Object plural, JavaType<?> elementType, JdbcType elementJdbcType, WrapperOptions options)
            throws SQLException {
        var elements = new ArrayList<@Nullable Object>();
        for (var element : elements(plural)) {
            elements.add(element == null ? null : plainElement(element, elementType, elementJdbcType, options));
        }
        return elements;
    }

    private static @Nullable Object plainElement(
            Object element, JavaType<?> type, JdbcType jdbcType, WrapperOptions options) throws SQLException {
        if (jdbcType instanceof AthenaArrayJdbcType inner && type instanceof BasicPluralJavaType<?> plural) {
            return plain(element, plural.getElementJavaType(), inner.getElementJdbcType(), options);
        }
        var part = part(element, type, jdbcType, options);
        if (part instanceof Blob blob) {
            return blob.getBytes(1, Math.toIntExact(blob.length()));
        }
        return part instanceof Clob clob ? clob.getSubString(1, Math.toIntExact(clob.length())) : part;
    }

    /**
     * Makes a value of Java from a part of a document.
     *
     * @param part what {@link JsonText#parse} made of it
     */
    static <X> @Nullable X value(@Nullable Object part, JavaType<X> type, JdbcType jdbcType, WrapperOptions options)
            throws SQLException {
        if (part == null) {
            return type.wrap(null, options);
        }
        if (jdbcType instanceof AthenaArrayJdbcType) {
            return array((List<?>) part, type, ((ArrayJdbcType) jdbcType).getElementJdbcType(), options);
        }
        if (jdbcType instanceof AthenaStructJdbcType struct && (part instanceof Map || part instanceof List)) {
            return struct.value(part, type, options);
        }
        var text = part.toString();
        if (jdbcType instanceof NestedLeaf leaf) {
            return leaf.fromText(text, type, options);
        }
        if (jdbcType instanceof AggregateJdbcType aggregate && aggregate.getEmbeddableMappingType() != null) {
            var mapping = aggregate.getEmbeddableMappingType();
            var values = aggregate.extractJdbcValues(text, options);
            return type.wrap(
                    StructHelper.instantiate(mapping, StructHelper.getAttributeValues(mapping, values, options)),
                    options);
        }
        return switch (jdbcType.getDefaultSqlTypeCode()) {
            case SqlTypes.BOOLEAN, SqlTypes.BIT -> type.wrap(Boolean.valueOf(text), options);
            case SqlTypes.TINYINT -> type.wrap(Byte.valueOf(text), options);
            case SqlTypes.SMALLINT -> type.wrap(Short.valueOf(text), options);
            case SqlTypes.INTEGER -> type.wrap(Integer.valueOf(text), options);
            case SqlTypes.BIGINT -> type.wrap(Long.valueOf(text), options);
            case SqlTypes.REAL -> type.wrap(Float.valueOf(text), options);
            case SqlTypes.FLOAT, SqlTypes.DOUBLE -> type.wrap(Double.valueOf(text), options);
            case SqlTypes.NUMERIC, SqlTypes.DECIMAL, SqlTypes.DURATION -> type.wrap(new BigDecimal(text), options);
            case SqlTypes.BINARY, SqlTypes.VARBINARY, SqlTypes.LONG32VARBINARY, SqlTypes.BLOB ->
                type.wrap(HexFormat.of().parseHex(text.replace(" ", "")), options);
            case SqlTypes.JSON -> options.getJsonFormatMapper().fromString(text, type, options);
            default -> type.wrap(text, options);
        };
    }

    private static <X> @Nullable X array(
            List<?> parts, JavaType<X> type, JdbcType elementJdbcType, WrapperOptions options) throws SQLException {
        var elementType = ((BasicPluralJavaType<?>) type).getElementJavaType();
        var elements = new @Nullable Object[parts.size()];
        for (var i = 0; i < elements.length; i++) {
            elements[i] = value(parts.get(i), elementType, elementJdbcType, options);
        }
        return type.wrap(elements, options);
    }

    /**
     * Reads a column that was selected as JSON.
     *
     * @throws HibernateException when it was not, as by a native query
     */
    static <X> @Nullable X column(ResultSet row, int index, JavaType<X> type, JdbcType jdbcType, WrapperOptions options)
            throws SQLException {
        var json = row.getString(index);
        if (json == null) {
            return type.wrap(null, options);
        }
        Object part;
        try {
            part = JsonText.parse(json);
        } catch (RuntimeException ambiguous) {
            part = ofEnginesText(json, type, jdbcType);
            if (part == null) {
                throw new HibernateException(
                        "Athena's own text of an array, a map or a row does not tell where an element ends. "
                                + "In a native query select json_format(CAST(x AS JSON)) instead of x.",
                        ambiguous);
            }
        }
        return value(part, type, jdbcType, options);
    }

    /** The elements in the engine's own text of an array, where none of them can hold a comma or be {@code null} by its text; null for others. */
    private static @Nullable List<@Nullable Object> ofEnginesText(String text, JavaType<?> type, JdbcType jdbcType) {
        if (!(jdbcType instanceof AthenaArrayJdbcType array)
                || !(type instanceof BasicPluralJavaType<?> plural)
                || !text.startsWith("[")
                || !text.endsWith("]")) {
            return null;
        }
        var element = plural.getElementJavaType().getJavaTypeClass();
        var isFree = (array.getElementJdbcType().isString() && !element.isEnum() && element != UUID.class)
                || array.getElementJdbcType() instanceof AthenaStructJdbcType
                || array.getElementJdbcType() instanceof AthenaArrayJdbcType;
        if (isFree) {
            return null;
        }
        var elements = new ArrayList<@Nullable Object>();
        for (var part : text.substring(1, text.length() - 1).split(", ", -1)) {
            elements.add(part.equals("null") ? null : part);
        }
        return elements;
    }
}
