package dev.pallas.dialect.internal.type;

import java.util.Optional;
import org.hibernate.dialect.Dialect;
import org.hibernate.engine.jdbc.Size;
import org.hibernate.metamodel.mapping.SqlExpressible;
import org.hibernate.type.BasicType;
import org.hibernate.type.Type;
import org.hibernate.type.descriptor.jdbc.JdbcType;
import org.hibernate.type.descriptor.sql.internal.DdlTypeImpl;
import org.hibernate.type.descriptor.sql.spi.DdlTypeRegistry;

/** An array or a struct, whose name is made of those of its elements. */
final class NestedDdlType extends DdlTypeImpl {
    private static final long serialVersionUID = 1L;

    private final Dialect owner;

    NestedDdlType(int code, String name, Dialect dialect) {
        super(code, name, dialect);
        owner = dialect;
    }

    @Override
    public String getTypeName(Size size, Type type, DdlTypeRegistry registry) {
        return type instanceof BasicType<?> basic
                ? columnType(basic.getJdbcType(), size).map(ColumnType::hive).orElseGet(this::getRawTypeName)
                : getRawTypeName();
    }

    @Override
    public String getCastTypeName(Size size, SqlExpressible type, DdlTypeRegistry registry) {
        return columnType(type.getJdbcMapping().getJdbcType(), size)
                .map(ColumnType::query)
                .orElseGet(this::getRawTypeName);
    }

    private Optional<ColumnType> columnType(JdbcType type, Size size) {
        if (type instanceof AthenaArrayJdbcType array) {
            return Optional.of(array.columnType(size, owner));
        }
        return type instanceof AthenaStructJdbcType struct ? Optional.ofNullable(struct.rowType()) : Optional.empty();
    }
}
