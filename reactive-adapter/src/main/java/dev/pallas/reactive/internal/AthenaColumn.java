package dev.pallas.reactive.internal;

import dev.pallas.driver.AthenaType;
import dev.pallas.driver.Column;
import io.vertx.sqlclient.desc.ColumnDescriptor;
import java.sql.JDBCType;

/** A column as the Vert.x SQL client describes it. */
record AthenaColumn(Column column) implements ColumnDescriptor {

    @Override
    public String name() {
        return column.label();
    }

    @Override
    public boolean isArray() {
        return column.type() == AthenaType.ARRAY;
    }

    @Override
    public String typeName() {
        return column.typeName();
    }

    @Override
    public JDBCType jdbcType() {
        return switch (column.type()) {
            case BOOLEAN -> JDBCType.BOOLEAN;
            case TINYINT -> JDBCType.TINYINT;
            case SMALLINT -> JDBCType.SMALLINT;
            case INTEGER -> JDBCType.INTEGER;
            case BIGINT -> JDBCType.BIGINT;
            case FLOAT -> JDBCType.REAL;
            case DOUBLE -> JDBCType.DOUBLE;
            case DECIMAL -> JDBCType.DECIMAL;
            case CHAR -> JDBCType.CHAR;
            case VARCHAR -> JDBCType.VARCHAR;
            case VARBINARY -> JDBCType.VARBINARY;
            case DATE -> JDBCType.DATE;
            case TIME -> JDBCType.TIME;
            case TIMESTAMP -> JDBCType.TIMESTAMP;
            case TIMESTAMP_WITH_TIME_ZONE -> JDBCType.TIMESTAMP_WITH_TIMEZONE;
            case ARRAY -> JDBCType.ARRAY;
            case ROW -> JDBCType.STRUCT;
            case MAP -> JDBCType.JAVA_OBJECT;
            case JSON, OTHER -> JDBCType.VARCHAR;
            case UUID -> JDBCType.OTHER;
        };
    }
}
