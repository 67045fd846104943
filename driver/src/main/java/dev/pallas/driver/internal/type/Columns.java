package dev.pallas.driver.internal.type;

import dev.pallas.driver.AthenaType;
import dev.pallas.driver.Column;
import dev.pallas.driver.DataType;

/** Columns of which only the type is known, described as Athena describes those of a result. */
public final class Columns {
    /** What Athena says of each type with a time, whatever it holds. */
    private static final int TIME_PRECISION = 3;

    private Columns() {}

    public static Column of(String name, DataType type) {
        var precision =
                switch (type.type()) {
                    case TINYINT -> 3;
                    case SMALLINT -> 5;
                    case INTEGER -> 10;
                    case BIGINT -> 19;
                    case FLOAT, DOUBLE -> 17;
                    case VARCHAR -> type.argument(0, Integer.MAX_VALUE);
                    case CHAR -> type.argument(0, 1);
                    case DECIMAL -> type.argument(0, 38);
                    case VARBINARY -> 1 << 30;
                    case TIME, TIMESTAMP, TIMESTAMP_WITH_TIME_ZONE -> TIME_PRECISION;
                    default -> type.name().equals("time with time zone") ? TIME_PRECISION : 0;
                };
        var typeName = type.isNested() ? type.toString() : type.type() == AthenaType.FLOAT ? "float" : type.name();
        var scale = type.type() == AthenaType.DECIMAL ? type.argument(1, 0) : 0;
        return new Column(name, name, type.type(), typeName, precision, scale);
    }
}
