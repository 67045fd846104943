package dev.pallas.dialect.internal.type;

import dev.pallas.dialect.internal.Refusals;
import java.util.List;
import org.hibernate.MappingException;
import org.hibernate.boot.model.relational.AuxiliaryDatabaseObject;
import org.hibernate.boot.model.relational.Namespace;
import org.hibernate.dialect.aggregate.AggregateSupportImpl;
import org.hibernate.dialect.function.array.DdlTypeHelper;
import org.hibernate.mapping.AggregateColumn;
import org.hibernate.mapping.Column;
import org.hibernate.metamodel.mapping.SelectableMapping;
import org.hibernate.metamodel.mapping.SqlTypedMapping;
import org.hibernate.type.SqlTypes;
import org.hibernate.type.spi.TypeConfiguration;

/**
 * Embeddables in one column: structs, and JSON in a text column. Both are bound as a whole. The parts of a struct are selected one by one, so that
 * only they are read from the files; JSON is selected as a whole.
 */
public final class AthenaAggregateSupport extends AggregateSupportImpl {
    /** The one instance. */
    public static final AthenaAggregateSupport INSTANCE = new AthenaAggregateSupport();

    private AthenaAggregateSupport() {}

    @Override
    public String aggregateComponentCustomReadExpression(
            String template,
            String placeholder,
            String parent,
            String column,
            int aggregateCode,
            SqlTypedMapping mapping,
            TypeConfiguration types) {
        return switch (aggregateCode) {
            case SqlTypes.STRUCT, SqlTypes.STRUCT_ARRAY -> {
                var read = parent.isEmpty() ? column : parent + "." + column;
                yield template.isEmpty() ? read : template.replace(placeholder, read + ".");
            }
            case SqlTypes.JSON, SqlTypes.JSON_ARRAY ->
                JsonColumns.read(
                        parent,
                        column,
                        mapping.getJdbcMapping().getJdbcType(),
                        () -> DdlTypeHelper.getCastTypeName(mapping, types));
            default -> throw noXml();
        };
    }

    @Override
    public String aggregateComponentAssignmentExpression(
            String parent, String column, int aggregateCode, Column mapping) {
        // the whole is replaced
        return parent;
    }

    @Override
    public List<AuxiliaryDatabaseObject> aggregateAuxiliaryDatabaseObjects(
            Namespace namespace, String path, AggregateColumn aggregate, List<Column> parts) {
        for (var part : parts) {
            if (aggregate.getComponent().getStructName() == null && part.isQuoted()) {
                throw new MappingException(Refusals.QUOTED_KEY.formatted(part.getName(), aggregate.getName()));
            }
        }
        return List.of();
    }

    @Override
    public boolean requiresAggregateCustomWriteExpressionRenderer(int aggregateCode) {
        if (aggregateCode == SqlTypes.SQLXML || aggregateCode == SqlTypes.XML_ARRAY) {
            throw noXml();
        }
        return true;
    }

    @Override
    public WriteExpressionRenderer aggregateCustomWriteExpressionRenderer(
            SelectableMapping aggregate, SelectableMapping[] updated, TypeConfiguration types) {
        var jdbcType = aggregate.getJdbcMapping().getJdbcType();
        return switch (jdbcType.getDefaultSqlTypeCode()) {
            case SqlTypes.STRUCT, SqlTypes.JSON -> new PartialUpdate(aggregate, updated);
            default -> throw noXml();
        };
    }

    /** Of the class by which Hibernate asks whether a database can. */
    private static UnsupportedOperationException noXml() {
        return new UnsupportedOperationException(Refusals.XML_EMBEDDABLE);
    }

    @Override
    public boolean preferSelectAggregateMapping(int aggregateCode) {
        return aggregateCode != SqlTypes.STRUCT;
    }

    @Override
    public boolean supportsComponentCheckConstraints() {
        return false;
    }
}
