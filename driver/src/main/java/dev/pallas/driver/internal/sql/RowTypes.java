package dev.pallas.driver.internal.sql;

import dev.pallas.driver.TypedValue;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The types of the values of some rows: a column of VALUES has one type, and no value may change on its way to it. */
final class RowTypes {
    private static final int MAX_DECIMAL_DIGITS = 38;

    private final @Nullable Object[] types;
    private final int[] integerDigits;
    private final int[] fractionDigits;

    RowTypes(int columns) {
        types = new Object[columns];
        integerDigits = new int[columns];
        fractionDigits = new int[columns];
    }

    boolean admits(List<? extends @Nullable Object> row) {
        for (var i = 0; i < types.length; i++) {
            var value = row.get(i);
            if (value == null || types[i] == null) {
                continue;
            }
            if (!type(value).equals(types[i])) {
                return false;
            }
            var decimal = decimal(value);
            // one DECIMAL type must hold them all
            if (decimal != null
                    && Math.max(integerDigits[i], decimal.precision() - decimal.scale())
                                    + Math.max(fractionDigits[i], decimal.scale())
                            > MAX_DECIMAL_DIGITS) {
                return false;
            }
        }
        return true;
    }

    void add(List<? extends @Nullable Object> row) {
        for (var i = 0; i < types.length; i++) {
            var value = row.get(i);
            if (value == null) {
                continue;
            }
            types[i] = type(value);
            var decimal = decimal(value);
            if (decimal != null) {
                integerDigits[i] = Math.max(integerDigits[i], decimal.precision() - decimal.scale());
                fractionDigits[i] = Math.max(fractionDigits[i], decimal.scale());
            }
        }
    }

    private static Object type(Object value) {
        return value instanceof TypedValue typed ? typed.type() : value.getClass();
    }

    private static @Nullable BigDecimal decimal(Object value) {
        return value instanceof BigDecimal decimal
                ? decimal
                : value instanceof BigInteger integer ? new BigDecimal(integer) : null;
    }
}
