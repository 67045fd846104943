package dev.pallas.dialect.internal.type;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import org.hibernate.dialect.Dialect;
import org.hibernate.dialect.function.array.DdlTypeHelper;
import org.hibernate.metamodel.mapping.SqlTypedMapping;
import org.hibernate.query.sqm.CastType;
import org.hibernate.tool.schema.extract.spi.ColumnTypeInformation;
import org.hibernate.type.BasicType;
import org.hibernate.type.SqlTypes;
import org.hibernate.type.descriptor.java.JavaType;
import org.hibernate.type.descriptor.jdbc.ArrayJdbcTypeConstructor;
import org.hibernate.type.descriptor.jdbc.BlobJdbcType;
import org.hibernate.type.descriptor.jdbc.ClobJdbcType;
import org.hibernate.type.descriptor.jdbc.DurationJdbcType;
import org.hibernate.type.descriptor.jdbc.IntegerJdbcType;
import org.hibernate.type.descriptor.jdbc.JdbcType;
import org.hibernate.type.descriptor.jdbc.NClobJdbcType;
import org.hibernate.type.descriptor.jdbc.VarcharJdbcType;
import org.hibernate.type.descriptor.jdbc.VarcharUUIDJdbcType;
import org.hibernate.type.descriptor.sql.internal.DdlTypeImpl;
import org.hibernate.type.descriptor.sql.spi.DdlTypeRegistry;
import org.hibernate.type.spi.TypeConfiguration;
import org.jspecify.annotations.Nullable;

/** What Hibernate's type codes are called in DDL and in casts, and how their values cross JDBC. */
public final class AthenaTypes {
    private AthenaTypes() {}

    /** A type code with its two names; a cast of known length or precision may have a third. */
    private record Names(int code, String column, String cast, String sizedCast) {
        Names(int code, String column, String cast) {
            this(code, column, cast, cast);
        }
    }

    /** Vectors by the class of their elements. */
    private static final Map<Integer, Class<?>> VECTORS = Map.of(
            SqlTypes.VECTOR, Float.class,
            SqlTypes.VECTOR_FLOAT32, Float.class,
            SqlTypes.VECTOR_FLOAT64, Double.class,
            SqlTypes.VECTOR_INT8, Byte.class);

    // Iceberg has no tinyint, smallint, char, varchar(n) or time: the next wider type holds them all
    private static final List<Names> NAMES = List.of(
            new Names(SqlTypes.BOOLEAN, "boolean", "boolean"),
            new Names(SqlTypes.TINYINT, "int", "tinyint"),
            new Names(SqlTypes.SMALLINT, "int", "smallint"),
            new Names(SqlTypes.INTEGER, "int", "integer"),
            new Names(SqlTypes.BIGINT, "bigint", "bigint"),
            new Names(SqlTypes.FLOAT, "double", "double"),
            new Names(SqlTypes.REAL, "float", "real"),
            new Names(SqlTypes.DOUBLE, "double", "double"),
            new Names(SqlTypes.NUMERIC, "decimal($p,$s)", "decimal($p,$s)"),
            new Names(SqlTypes.DECIMAL, "decimal($p,$s)", "decimal($p,$s)"),
            new Names(SqlTypes.DATE, "date", "date"),
            new Names(SqlTypes.TIME, "string", "varchar"),
            new Names(SqlTypes.TIME_UTC, "string", "varchar"),
            new Names(SqlTypes.TIME_WITH_TIMEZONE, "string", "varchar"),
            new Names(SqlTypes.TIMESTAMP, "timestamp", "timestamp(6)"),
            new Names(SqlTypes.TIMESTAMP_UTC, "timestamp", "timestamp(6)"),
            new Names(SqlTypes.TIMESTAMP_WITH_TIMEZONE, "timestamp", "timestamp(6)"),
            new Names(SqlTypes.CHAR, "string", "varchar", "varchar($l)"),
            new Names(SqlTypes.NCHAR, "string", "varchar", "varchar($l)"),
            new Names(SqlTypes.VARCHAR, "string", "varchar", "varchar($l)"),
            new Names(SqlTypes.NVARCHAR, "string", "varchar", "varchar($l)"),
            new Names(SqlTypes.LONG32VARCHAR, "string", "varchar"),
            new Names(SqlTypes.LONG32NVARCHAR, "string", "varchar"),
            new Names(SqlTypes.CLOB, "string", "varchar"),
            new Names(SqlTypes.NCLOB, "string", "varchar"),
            new Names(SqlTypes.UUID, "string", "varchar"),
            new Names(SqlTypes.BINARY, "binary", "varbinary"),
            new Names(SqlTypes.VARBINARY, "binary", "varbinary"),
            new Names(SqlTypes.LONG32VARBINARY, "binary", "varbinary"),
            new Names(SqlTypes.BLOB, "binary", "varbinary"),
            // no types of their own
            new Names(SqlTypes.ENUM, "string", "varchar"),
            new Names(SqlTypes.NAMED_ENUM, "string", "varchar"),
            new Names(SqlTypes.ORDINAL_ENUM, "int", "integer"),
            new Names(SqlTypes.NAMED_ORDINAL_ENUM, "int", "integer"),
            new Names(SqlTypes.INET, "string", "varchar"),
            new Names(SqlTypes.JSON, "string", "varchar"),
            new Names(SqlTypes.JSON_ARRAY, "string", "varchar"),
            new Names(SqlTypes.SQLXML, "string", "varchar"),
            new Names(SqlTypes.XML_ARRAY, "string", "varchar"));

    /**
     * The name in DDL.
     *
     * @param code a type code
     * @param other where to ask for codes that have no name here
     * @return a Hive type name
     */
    public static String columnType(int code, IntFunction<String> other) {
        return NAMES.stream()
                .filter(names -> names.code == code)
                .findFirst()
                .map(Names::column)
                .orElseGet(() -> other.apply(code));
    }

    /**
     * The name in a cast.
     *
     * @param code a type code
     * @param other where to ask for codes that have no name here
     * @return a Trino type name
     */
    public static String castType(int code, IntFunction<String> other) {
        return NAMES.stream()
                .filter(names -> names.code == code)
                .findFirst()
                .map(Names::cast)
                .orElseGet(() -> other.apply(code));
    }

    /**
     * The type of a null in a select list.
     *
     * @param mapping of the column that is null
     * @param types where the names of types are
     * @param cast the name of a type in a cast
     * @return a Trino type name
     */
    public static String nullType(SqlTypedMapping mapping, TypeConfiguration types, IntFunction<String> cast) {
        var jdbcType = mapping.getJdbcMapping().getJdbcType();
        if (jdbcType.isArray() || jdbcType instanceof AthenaStructJdbcType) {
            return DdlTypeHelper.getCastTypeName(mapping, types);
        }
        return switch (jdbcType.getDdlTypeCode()) {
            case SqlTypes.NUMERIC, SqlTypes.DECIMAL -> "decimal(38,2)";
            default -> {
                try {
                    yield cast.apply(jdbcType.getDdlTypeCode());
                } catch (IllegalArgumentException unknown) {
                    yield "varchar";
                }
            }
        };
    }

    /**
     * Registers all names.
     *
     * @param registry where to
     * @param dialect whose they are
     */
    public static void registerNames(DdlTypeRegistry registry, Dialect dialect) {
        for (var names : NAMES) {
            registry.addDescriptor(
                    new DdlTypeImpl(names.code, false, names.column, names.sizedCast, names.cast, dialect));
        }
        registry.addDescriptor(new FloatDdlType(dialect));
        registry.addDescriptor(new NestedDdlType(SqlTypes.ARRAY, "array", dialect));
        registry.addDescriptor(new NestedDdlType(SqlTypes.STRUCT, "struct", dialect));
        VECTORS.keySet().forEach(code -> registry.addDescriptor(new NestedDdlType(code, "array", dialect)));
    }

    /**
     * Registers how values are bound and read. LOBs are plain strings and bytes: Athena has no locators.
     *
     * @param types where to
     */
    public static void registerHandlers(TypeConfiguration types) {
        var registry = types.getJdbcTypeRegistry();
        registry.addTypeConstructor(new ArrayConstructor());
        registry.addDescriptor(SqlTypes.ARRAY, UntypedArrayJdbcType.INSTANCE);
        registry.addDescriptor(SqlTypes.STRUCT, AthenaStructJdbcType.UNRESOLVED);
        VECTORS.forEach((code, element) -> registry.addDescriptor(
                code,
                new AthenaArrayJdbcType.Vector(
                        code, Objects.requireNonNull(types.getBasicTypeForJavaType(element)), types)));
        registry.addDescriptor(SqlTypes.DATE, AthenaDateJdbcType.INSTANCE);
        registry.addDescriptor(SqlTypes.TIME, TimeAsTextJdbcType.LOCAL);
        registry.addDescriptor(SqlTypes.TIME_UTC, TimeAsTextJdbcType.UTC);
        registry.addDescriptor(SqlTypes.TIME_WITH_TIMEZONE, TimeAsTextJdbcType.UTC);
        registry.addDescriptor(SqlTypes.TIMESTAMP, AthenaTimestampJdbcType.WALL_TIME);
        registry.addDescriptor(SqlTypes.TIMESTAMP_UTC, AthenaTimestampJdbcType.UTC);
        registry.addDescriptor(SqlTypes.TIMESTAMP_WITH_TIMEZONE, AthenaTimestampJdbcType.ZONED);
        // an enum has no type of its own: a name is text, an ordinal a number
        registry.addDescriptor(SqlTypes.NAMED_ENUM, VarcharJdbcType.INSTANCE);
        registry.addDescriptor(SqlTypes.NAMED_ORDINAL_ENUM, IntegerJdbcType.INSTANCE);
        registry.addDescriptor(SqlTypes.UUID, VarcharUUIDJdbcType.INSTANCE);
        // no columns of intervals: what prefers them is kept as durations are by default
        registry.addDescriptor(SqlTypes.INTERVAL_SECOND, DurationJdbcType.INSTANCE);
        registry.addDescriptor(SqlTypes.CLOB, ClobJdbcType.MATERIALIZED);
        registry.addDescriptor(SqlTypes.NCLOB, NClobJdbcType.MATERIALIZED);
        registry.addDescriptor(SqlTypes.BLOB, BlobJdbcType.MATERIALIZED);
    }

    /**
     * Whether a column of the catalog may hold what is mapped: the name of the column's type is all that Athena keeps of a mapping.
     *
     * @param mapped the type code of the mapping
     * @param existing the type code that the catalog's type stands for
     * @return whether values of the mapping come back equal from such a column
     */
    public static boolean sameColumn(int mapped, int existing) {
        var name = mapped == SqlTypes.STRUCT_ARRAY || VECTORS.containsKey(mapped) ? "array" : hiveName(mapped);
        return name != null && name.equals(existing == SqlTypes.ARRAY ? "array" : hiveName(existing));
    }

    private static @Nullable String hiveName(int code) {
        return NAMES.stream()
                .filter(names -> names.code == code)
                .findFirst()
                .map(Names::column)
                .orElse(null);
    }

    /**
     * The pattern of a cast.
     *
     * @param from the type of {@code ?1}
     * @param to the type asked for
     * @param other the pattern where nothing special is needed
     * @return a pattern of {@code ?1} and {@code ?2}
     */
    public static String castPattern(CastType from, CastType to, Supplier<String> other) {
        return switch (to) {
            case STRING ->
                switch (from) {
                    // the engine prints 1.5E0, JSON prints 1.5 as Java does
                    case FLOAT, DOUBLE -> "cast(json_format(cast(?1 as json)) as ?2)";
                    // the digits that matter, as Java prints them
                    case TIME -> "cast(trim(trailing '.' from trim(trailing '0' from ?1)) as ?2)";
                    default -> other.get();
                };
            // a time is kept as text of nine digits after the second
            case TIME -> from == CastType.TIME ? "?1" : "cast(cast(?1 as time(9)) as varchar)";
            case DATE, TIMESTAMP -> from == CastType.TIME ? "cast(cast(?1 as time(9)) as ?2)" : other.get();
            default -> other.get();
        };
    }

    /**
     * A cast from text to a boolean or what stands for one, as Hibernate defines it.
     *
     * @param trueValue what true becomes
     * @param falseValue what false becomes
     * @return a pattern of {@code ?1}; the engine refuses text of no meaning
     */
    public static String textToBoolean(String trueValue, String falseValue) {
        // the engine knows t, true, 1, f, false and 0
        var truth = "cast(case lower(?1) when 'y' then 'true' when 'n' then 'false' else ?1 end as boolean)";
        return trueValue.equals("true")
                ? truth
                : "case " + truth + " when true then " + trueValue + " when false then " + falseValue + " end";
    }

    /** Arrays of whatever the elements are. */
    private static final class ArrayConstructor extends ArrayJdbcTypeConstructor {
        @Override
        public JdbcType resolveType(
                TypeConfiguration types,
                Dialect dialect,
                BasicType<?> element,
                @Nullable ColumnTypeInformation information) {
            return new AthenaArrayJdbcType(element.getJdbcType(), element.getJdbcJavaType(), types);
        }

        @Override
        public JdbcType resolveType(
                TypeConfiguration types,
                Dialect dialect,
                JdbcType element,
                @Nullable ColumnTypeInformation information) {
            return new AthenaArrayJdbcType(element, element.getRecommendedJavaType(null, null, types), types);
        }
    }

    /** Hibernate's FLOAT, which is a Java float or double by its precision in bits. */
    private static final class FloatDdlType extends DdlTypeImpl {
        private static final long serialVersionUID = 1L;
        private static final int FLOAT_BITS = 24;

        FloatDdlType(Dialect dialect) {
            super(SqlTypes.FLOAT, false, "double", null, "double", dialect);
        }

        @Override
        public String getTypeName(@Nullable Long length, @Nullable Integer precision, @Nullable Integer scale) {
            return precision != null && precision <= FLOAT_BITS ? "float" : "double";
        }

        @Override
        public String getCastTypeName(JdbcType jdbcType, JavaType<?> javaType) {
            return javaType.getJavaTypeClass() == Float.class ? "real" : "double";
        }

        @Override
        public String getCastTypeName(
                JdbcType jdbcType,
                JavaType<?> javaType,
                @Nullable Long length,
                @Nullable Integer precision,
                @Nullable Integer scale) {
            return getCastTypeName(jdbcType, javaType);
        }
    }
}
