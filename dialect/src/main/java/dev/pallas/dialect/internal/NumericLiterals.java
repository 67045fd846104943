package dev.pallas.dialect.internal;

import java.math.BigDecimal;
import java.math.BigInteger;
import org.hibernate.sql.ast.spi.SqlAppender;
import org.jspecify.annotations.Nullable;

/** Writes Java numbers as literals that carry their type. */
final class NumericLiterals {
    private NumericLiterals() {}

    static boolean append(SqlAppender sql, @Nullable Object value) {
        if (value instanceof Integer || value instanceof Short || value instanceof Byte) {
            appendInteger(sql, value.toString());
        } else if (value instanceof Long) {
            append(sql, "BIGINT", value.toString());
        } else if (value instanceof Float) {
            append(sql, "REAL", value.toString());
        } else if (value instanceof Double) {
            append(sql, "DOUBLE", value.toString());
        } else if (value instanceof BigDecimal decimal) {
            append(sql, "DECIMAL", decimal.toPlainString());
        } else if (value instanceof BigInteger) {
            append(sql, "DECIMAL", value.toString());
        } else {
            return false;
        }
        return true;
    }

    /** Digits without a type, which may be more than any integer has. */
    static void appendInteger(SqlAppender sql, String digits) {
        if (new BigInteger(digits).bitLength() >= Long.SIZE) {
            append(sql, "DECIMAL", digits);
        } else if (digits.charAt(0) == '-') {
            append(sql, "INTEGER", digits);
        } else {
            sql.appendSql(digits);
        }
    }

    static void append(SqlAppender sql, String type, String digits) {
        sql.appendSql(type);
        sql.appendSql(" '");
        sql.appendSql(digits);
        sql.appendSql('\'');
    }
}
