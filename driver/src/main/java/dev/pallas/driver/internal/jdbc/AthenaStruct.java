package dev.pallas.driver.internal.jdbc;

import dev.pallas.driver.DataType;
import dev.pallas.driver.RowValue;
import dev.pallas.driver.internal.type.AthenaText;
import java.sql.SQLException;
import java.sql.Struct;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A row of a result, or one made by the application to be bound.
 *
 * @param row its values as the asynchronous client has them, or as the application gave them
 */
record AthenaStruct(AthenaConnection connection, DataType type, RowValue row) implements Struct {

    @Override
    public String getSQLTypeName() {
        return type.toString();
    }

    /** In the classes of {@code ResultSet.getObject(int)}. */
    @Override
    public @Nullable Object[] getAttributes() throws SQLException {
        var attributes = new @Nullable Object[row.size()];
        for (var i = 0; i < attributes.length; i++) {
            attributes[i] = NestedValues.jdbc(connection, type.part(i), row.get(i));
        }
        return attributes;
    }

    @Override
    public @Nullable Object[] getAttributes(@Nullable Map<String, Class<?>> map) throws SQLException {
        return getAttributes();
    }

    /** As Athena writes it. */
    @Override
    public String toString() {
        return AthenaText.of(row);
    }
}
