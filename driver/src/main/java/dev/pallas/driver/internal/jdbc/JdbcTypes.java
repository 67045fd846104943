package dev.pallas.driver.internal.jdbc;

import dev.pallas.driver.AthenaType;
import dev.pallas.driver.Column;
import dev.pallas.driver.DataType;
import java.math.BigDecimal;
import java.sql.Array;
import java.sql.Date;
import java.sql.JDBCType;
import java.sql.Struct;
import java.sql.Time;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/** Athena's types in the words of JDBC. */
final class JdbcTypes {
    /** The length of a varchar without one. */
    static final int UNBOUNDED = Integer.MAX_VALUE;

    private JdbcTypes() {}

    /** The constant of {@link Types}. */
    static int code(AthenaType type) {
        return switch (type) {
            case BOOLEAN -> Types.BOOLEAN;
            case TINYINT -> Types.TINYINT;
            case SMALLINT -> Types.SMALLINT;
            case INTEGER -> Types.INTEGER;
            case BIGINT -> Types.BIGINT;
            case FLOAT -> Types.REAL;
            case DOUBLE -> Types.DOUBLE;
            case DECIMAL -> Types.DECIMAL;
            case CHAR -> Types.CHAR;
            case VARCHAR -> Types.VARCHAR;
            case VARBINARY -> Types.VARBINARY;
            case DATE -> Types.DATE;
            case TIME -> Types.TIME;
            case TIMESTAMP -> Types.TIMESTAMP;
            case TIMESTAMP_WITH_TIME_ZONE -> Types.TIMESTAMP_WITH_TIMEZONE;
            case ARRAY -> Types.ARRAY;
            case ROW -> Types.STRUCT;
            case MAP, JSON, UUID, OTHER -> Types.OTHER;
        };
    }

    /** The class of what {@code ResultSet.getObject(int)} gives, as JDBC lays it down. */
    static Class<?> objectClass(AthenaType type) {
        return switch (type) {
            case TINYINT, SMALLINT, INTEGER -> Integer.class;
            case DATE -> Date.class;
            case TIME -> Time.class;
            case TIMESTAMP -> Timestamp.class;
            case TIMESTAMP_WITH_TIME_ZONE -> OffsetDateTime.class;
            case DECIMAL -> BigDecimal.class;
            case ARRAY -> Array.class;
            case ROW -> Struct.class;
            default -> type.javaClass();
        };
    }

    static boolean isSigned(AthenaType type) {
        return switch (type) {
            case TINYINT, SMALLINT, INTEGER, BIGINT, FLOAT, DOUBLE, DECIMAL -> true;
            default -> false;
        };
    }

    static boolean isCaseSensitive(AthenaType type) {
        return switch (type) {
            case CHAR, VARCHAR, JSON, ARRAY, MAP, ROW, OTHER -> true;
            default -> false;
        };
    }

    /**
     * The precision as JDBC defines it: digits of a number, characters of a text and of a date or time, bytes of a binary; 0 where
     * there is none. Athena gives 3 for each timestamp, whatever it holds, so the six digits of an Iceberg table are assumed.
     */
    static int precision(Column column) {
        return switch (column.type()) {
            case DATE -> 10;
            case TIME -> 15;
            case TIMESTAMP -> 26;
            case TIMESTAMP_WITH_TIME_ZONE -> 64;
            case FLOAT -> 9;
            default -> column.precision();
        };
    }

    static int scale(Column column) {
        return switch (column.type()) {
            case TIME, TIMESTAMP, TIMESTAMP_WITH_TIME_ZONE -> 6;
            default -> column.scale();
        };
    }

    /** The characters that a value needs at most. */
    static int displaySize(Column column) {
        return switch (column.type()) {
            case BOOLEAN -> 5;
            // the sign; of a decimal also the point and a zero before it
            case TINYINT, SMALLINT, INTEGER, BIGINT -> column.precision() + 1;
            case DECIMAL -> column.precision() + (column.scale() > 0 ? 3 : 1);
            case FLOAT -> 15;
            case DOUBLE -> 24;
            case UUID -> 36;
            case DATE, TIME, TIMESTAMP, TIMESTAMP_WITH_TIME_ZONE -> precision(column);
            case CHAR, VARCHAR -> column.precision() == 0 ? UNBOUNDED : column.precision();
            default -> UNBOUNDED;
        };
    }

    /** COLUMN_SIZE of a table's column: digits, characters or bytes; null where JDBC has none. */
    static @Nullable Integer columnSize(DataType type) {
        return switch (type.type()) {
            case BOOLEAN -> 1;
            case TINYINT -> 3;
            case SMALLINT -> 5;
            case INTEGER -> 10;
            case BIGINT -> 19;
            case FLOAT -> 9;
            case DOUBLE -> 17;
            // Hive's decimal without arguments is decimal(10,0)
            case DECIMAL -> type.argument(0, 10);
            case CHAR -> type.argument(0, 1);
            case VARCHAR -> type.argument(0, UNBOUNDED);
            case VARBINARY -> UNBOUNDED;
            case DATE -> 10;
            case TIME -> 15;
            case TIMESTAMP -> 26;
            case TIMESTAMP_WITH_TIME_ZONE -> 64;
            case UUID -> 36;
            case ARRAY, MAP, ROW, JSON, OTHER -> null;
        };
    }

    /** DECIMAL_DIGITS of a table's column; null where JDBC has none. */
    static @Nullable Integer decimalDigits(DataType type) {
        return switch (type.type()) {
            case TINYINT, SMALLINT, INTEGER, BIGINT -> 0;
            case DECIMAL -> type.argument(1, 0);
            case TIME, TIMESTAMP, TIMESTAMP_WITH_TIME_ZONE -> 6;
            default -> null;
        };
    }

    static boolean isText(int code) {
        return code == Types.VARCHAR || code == Types.CHAR;
    }

    static boolean isNumber(int code) {
        return switch (code) {
            case Types.TINYINT, Types.SMALLINT, Types.INTEGER, Types.BIGINT, Types.REAL, Types.DOUBLE, Types.DECIMAL ->
                true;
            default -> false;
        };
    }

    /** The name of a constant of {@link Types}, for messages. */
    static String name(int code) {
        try {
            return JDBCType.valueOf(code).getName();
        } catch (IllegalArgumentException e) {
            return "number " + code;
        }
    }
}
