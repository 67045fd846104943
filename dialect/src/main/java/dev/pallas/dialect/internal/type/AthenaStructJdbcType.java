package dev.pallas.dialect.internal.type;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.hibernate.boot.model.naming.Identifier;
import org.hibernate.dialect.Dialect;
import org.hibernate.engine.jdbc.Size;
import org.hibernate.metamodel.mapping.EmbeddableMappingType;
import org.hibernate.metamodel.spi.RuntimeModelCreationContext;
import org.hibernate.sql.ast.spi.SqlAppender;
import org.hibernate.sql.ast.tree.expression.Expression;
import org.hibernate.type.descriptor.ValueBinder;
import org.hibernate.type.descriptor.ValueExtractor;
import org.hibernate.type.descriptor.WrapperOptions;
import org.hibernate.type.descriptor.java.JavaType;
import org.hibernate.type.descriptor.jdbc.AggregateJdbcType;
import org.hibernate.type.descriptor.jdbc.StructHelper;
import org.hibernate.type.descriptor.jdbc.StructuredJdbcType;
import org.hibernate.type.spi.TypeConfiguration;
import org.jspecify.annotations.Nullable;

/**
 * A {@code struct} column, {@code row} in queries. Its columns are selected one by one; as a whole, as in an array, it crosses as JSON text, see
 * {@link ColumnType}.
 */
public final class AthenaStructJdbcType implements StructuredJdbcType {
    private static final long serialVersionUID = 1L;

    /** Stands for all structs until their mappings are there. */
    public static final AthenaStructJdbcType UNRESOLVED = new AthenaStructJdbcType(null, null, null);

    private final @Nullable EmbeddableMappingType mapping;
    private final @Nullable String typeName;
    private final ColumnType.@Nullable RowOf rowType;

    private AthenaStructJdbcType(
            @Nullable EmbeddableMappingType mapping, @Nullable String typeName, ColumnType.@Nullable RowOf rowType) {
        this.mapping = mapping;
        this.typeName = typeName;
        this.rowType = rowType;
    }

    @Override
    public AggregateJdbcType resolveAggregateJdbcType(
            EmbeddableMappingType embeddable, String sqlType, RuntimeModelCreationContext context) {
        var metadata = context.getBootModel();
        var struct = Objects.requireNonNull(
                ColumnTypes.type(Identifier.toIdentifier(sqlType), metadata.getDatabase()), sqlType);
        return new AthenaStructJdbcType(embeddable, sqlType, ColumnTypes.of(struct, metadata));
    }

    ColumnType.@Nullable RowOf rowType() {
        return rowType;
    }

    @Override
    public int getJdbcTypeCode() {
        return Types.STRUCT;
    }

    @Override
    public @Nullable String getStructTypeName() {
        return typeName;
    }

    @Override
    public @Nullable EmbeddableMappingType getEmbeddableMappingType() {
        return mapping;
    }

    private EmbeddableMappingType mapping() {
        return Objects.requireNonNull(mapping, "a struct without a mapping");
    }

    @Override
    public JavaType<?> getRecommendedJavaType(
            @Nullable Integer precision, @Nullable Integer scale, TypeConfiguration types) {
        return mapping == null
                ? types.getJavaTypeRegistry().resolveDescriptor(Object[].class)
                : mapping.getMappedJavaType();
    }

    @Override
    public Expression wrapTopLevelSelectionExpression(Expression expression) {
        return rowType == null ? expression : new NestedSelection(expression, dialect -> rowType);
    }

    @Override
    public void appendWriteExpression(String expression, @Nullable Size size, SqlAppender appender, Dialect dialect) {
        appender.append(rowType != null && expression.equals("?") ? rowType.write(expression) : expression);
    }

    @Override
    public boolean isWriteExpressionTyped(Dialect dialect) {
        return true;
    }

    // --- values

    @Override
    public Object createJdbcValue(Object value, WrapperOptions options) throws SQLException {
        var values = StructHelper.getJdbcValues(mapping(), null, value, options);
        var ordered = new ArrayList<@Nullable Object>();
        var positions = positions();
        for (var field : Objects.requireNonNull(rowType).fields()) {
            ordered.add(values[Objects.requireNonNull(positions.get(field.name()), field.name())]);
        }
        return new JsonText.Part(JsonText.of(ordered));
    }

    /** Where the mapping has the columns; its order is that of the attributes' names, the table's is its own. */
    private Map<String, Integer> positions() {
        var positions = new TreeMap<String, Integer>(String.CASE_INSENSITIVE_ORDER);
        Objects.requireNonNull(rowType).fields().forEach(field -> {
            var name = field.name();
            var index = mapping().getSelectableIndex(name);
            positions.put(name, index >= 0 ? index : mapping().getSelectableIndex(name.toLowerCase(Locale.ROOT)));
        });
        return positions;
    }

    @Override
    public Object[] extractJdbcValues(Object raw, WrapperOptions options) throws SQLException {
        return raw instanceof Object[] values
                ? values
                : values(Objects.requireNonNull(raw instanceof String json ? JsonText.parse(json) : raw), options);
    }

    private @Nullable Object[] values(Object part, WrapperOptions options) throws SQLException {
        var fields = Objects.requireNonNull(rowType).fields();
        var positions = positions();
        var values = new @Nullable Object[fields.size()];
        // names come back as the table has them, and in its order
        var parts = part instanceof Map<?, ?> named ? new ArrayList<>(named.values()) : (List<?>) part;
        for (var i = 0; i < values.length; i++) {
            var position = Objects.requireNonNull(positions.get(fields.get(i).name()));
            var column = mapping().getJdbcValueSelectable(position).getJdbcMapping();
            values[position] =
                    NestedValues.value(parts.get(i), column.getJdbcJavaType(), column.getJdbcType(), options);
        }
        return values;
    }

    <X> @Nullable X value(Object part, JavaType<X> type, WrapperOptions options) throws SQLException {
        var values = values(part, options);
        return type.getJavaTypeClass() == Object[].class
                ? type.wrap(values, options)
                : type.wrap(
                        StructHelper.instantiate(
                                mapping(), StructHelper.getAttributeValues(mapping(), values, options)),
                        options);
    }

    @Override
    public <X> ValueBinder<X> getBinder(JavaType<X> javaType) {
        return new ColumnBinder<>(javaType, this) {
            private static final long serialVersionUID = 1L;

            @Override
            Object toColumn(X value, WrapperOptions options) throws SQLException {
                return createJdbcValue(value, options);
            }
        };
    }

    @Override
    public <X> ValueExtractor<X> getExtractor(JavaType<X> javaType) {
        return new ColumnExtractor<>(javaType, this) {
            private static final long serialVersionUID = 1L;

            @Override
            protected @Nullable X doExtract(ResultSet row, int index, WrapperOptions options) throws SQLException {
                return NestedValues.column(row, index, javaType, AthenaStructJdbcType.this, options);
            }
        };
    }
}
