package dev.pallas.dialect.internal.type;

import java.util.function.Supplier;
import org.hibernate.type.SqlTypes;
import org.hibernate.type.descriptor.jdbc.JdbcType;

/** Parts of JSON in text columns, in the forms in which Hibernate writes and reads them. */
public final class JsonColumns {
    private static final String NESTED = "json_format(json_extract(";
    private static final String NESTED_END = "'))";

    private JsonColumns() {}

    /**
     * A part of a document, as SQL.
     *
     * @param parent the document, or a part of one as this method gives it
     * @param name the part's key
     * @param castType the name of the part's type in a cast
     */
    static String read(String parent, String name, JdbcType jdbcType, Supplier<String> castType) {
        return value(path(parent, name), jdbcType, castType);
    }

    /**
     * What is at a path of a document, as SQL.
     *
     * @param path the arguments of a function that takes a document and a path
     * @param castType the name of the value's type in a cast
     */
    public static String value(String path, JdbcType jdbcType, Supplier<String> castType) {
        var scalar = "json_extract_scalar(" + path + ")";
        return switch (jdbcType.getDefaultSqlTypeCode()) {
            case SqlTypes.JSON, SqlTypes.JSON_ARRAY, SqlTypes.STRUCT -> "json_format(json_extract(" + path + "))";
            case SqlTypes.ARRAY -> "cast(json_extract(" + path + ") as " + castType.get() + ")";
            case SqlTypes.BINARY, SqlTypes.VARBINARY, SqlTypes.LONG32VARBINARY, SqlTypes.BLOB ->
                "from_hex(" + scalar + ")";
            case SqlTypes.TIME, SqlTypes.TIME_UTC, SqlTypes.TIME_WITH_TIMEZONE ->
                "cast(cast(" + scalar + " as time(9)) as varchar)";
            case SqlTypes.TIMESTAMP -> "cast(replace(" + scalar + ", 'T', ' ') as timestamp(6))";
            case SqlTypes.TIMESTAMP_UTC, SqlTypes.TIMESTAMP_WITH_TIMEZONE ->
                "cast(at_timezone(from_iso8601_timestamp_nanos(" + scalar + "), 'UTC') as timestamp(6))";
            default -> jdbcType.isString() ? scalar : "cast(" + scalar + " as " + castType.get() + ")";
        };
    }

    /**
     * The arguments of a function that takes a document and a path.
     *
     * @param parent the document, or a part of one as {@link #read} gives it
     * @param name the key of the part
     * @return both arguments, as SQL
     */
    public static String path(String parent, String name) {
        var key = "[\"" + name.replace("\"", "").replace("'", "''") + "\"]";
        return parent.startsWith(NESTED) && parent.endsWith(NESTED_END)
                ? parent.substring(NESTED.length(), parent.length() - NESTED_END.length()) + key + "'"
                : parent + ", '$" + key + "'";
    }

    /** What a function of {@code json} is to be applied to, so that the value is in JSON as Hibernate writes it. */
    static String[] write(JdbcType jdbcType) {
        return switch (jdbcType.getDefaultSqlTypeCode()) {
            case SqlTypes.JSON, SqlTypes.JSON_ARRAY -> new String[] {"json_parse(", ")"};
            case SqlTypes.BINARY, SqlTypes.VARBINARY, SqlTypes.LONG32VARBINARY, SqlTypes.BLOB ->
                new String[] {"cast(to_hex(", ") as json)"};
            case SqlTypes.TIMESTAMP -> new String[] {"cast(replace(cast(", " as varchar), ' ', 'T') as json)"};
            case SqlTypes.TIMESTAMP_UTC, SqlTypes.TIMESTAMP_WITH_TIMEZONE ->
                new String[] {"cast(replace(cast(", " as varchar), ' ', 'T') || 'Z' as json)"};
            case SqlTypes.NUMERIC, SqlTypes.DECIMAL -> new String[] {"cast(cast(", " as varchar) as json)"};
            default -> new String[] {"cast(", " as json)"};
        };
    }
}
