package dev.pallas.dialect.internal.type;

import org.hibernate.boot.Metadata;
import org.hibernate.boot.model.naming.Identifier;
import org.hibernate.boot.model.relational.Database;
import org.hibernate.dialect.Dialect;
import org.hibernate.engine.jdbc.Size;
import org.hibernate.mapping.AggregateColumn;
import org.hibernate.mapping.Column;
import org.hibernate.mapping.UserDefinedObjectType;
import org.hibernate.type.SqlTypes;
import org.hibernate.type.descriptor.java.JavaType;
import org.hibernate.type.descriptor.jdbc.JdbcType;
import org.hibernate.type.descriptor.jdbc.StructuredJdbcType;
import org.hibernate.type.internal.BasicTypeImpl;
import org.hibernate.type.spi.TypeConfiguration;
import org.jspecify.annotations.Nullable;

/** The types of columns, out of the mapping: a struct is the columns of its embeddable, and has no name in Athena. */
public final class ColumnTypes {
    private ColumnTypes() {}

    /**
     * The type of a mapped column.
     *
     * @param column the column, of a table or of a struct
     * @param metadata what it is mapped in
     * @return the type
     */
    public static ColumnType of(Column column, Metadata metadata) {
        if (column instanceof AggregateColumn aggregate) {
            var struct = aggregate.getComponent().getStructName();
            var code = aggregate.getSqlTypeCode(metadata);
            if (struct != null && code == SqlTypes.STRUCT) {
                return struct(struct.getObjectName(), metadata);
            }
            if (struct != null && (code == SqlTypes.STRUCT_ARRAY || code == SqlTypes.ARRAY)) {
                return new ColumnType.ArrayOf(struct(struct.getObjectName(), metadata));
            }
        }
        return ColumnType.of(column.getSqlType(metadata));
    }

    private static ColumnType.RowOf struct(Identifier name, Metadata metadata) {
        var type = type(name, metadata.getDatabase());
        if (type == null) {
            throw new IllegalArgumentException("The struct " + name.getText() + " is not mapped");
        }
        return of(type, metadata);
    }

    static ColumnType.RowOf of(UserDefinedObjectType type, Metadata metadata) {
        return new ColumnType.RowOf(type.getColumns().stream()
                .map(column -> new ColumnType.RowOf.Field(column.getName(), of(column, metadata)))
                .toList());
    }

    /** The struct of a name, whatever schema its annotation names. */
    static @Nullable UserDefinedObjectType type(Identifier name, Database database) {
        for (var namespace : database.getNamespaces()) {
            var type = namespace.locateUserDefinedType(name);
            if (type != null) {
                return type;
            }
        }
        return null;
    }

    /** The type of values that are no column, or of the elements of one. */
    // a JdbcType has no other way to the mapping that is being built
    @SuppressWarnings("deprecation")
    static ColumnType of(JdbcType jdbcType, JavaType<?> javaType, Size size, TypeConfiguration types, Dialect dialect) {
        if (jdbcType instanceof AthenaStructJdbcType struct && struct.rowType() != null) {
            return struct.rowType();
        }
        if (jdbcType instanceof StructuredJdbcType struct && struct.getStructTypeName() != null) {
            // asked for before the mapping is complete: as the element of an array that is written
            return struct(
                    Identifier.toIdentifier(struct.getStructTypeName()),
                    types.getMetadataBuildingContext().getMetadataCollector());
        }
        if (jdbcType instanceof AthenaArrayJdbcType array) {
            return array.columnType(size, dialect);
        }
        var resolved = dialect.getSizeStrategy().resolveSize(jdbcType, javaType, size);
        return ColumnType.of(types.getDdlTypeRegistry()
                .getTypeName(jdbcType.getDdlTypeCode(), resolved, new BasicTypeImpl<>(javaType, jdbcType)));
    }
}
