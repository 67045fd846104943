package dev.pallas.driver.internal.jdbc;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The values of a prepared statement's markers, as far as they have been set. */
final class Parameters {
    private static final Object MISSING = new Object();

    private final @Nullable Object[] values;

    Parameters(int count) {
        values = new Object[count];
        clear();
    }

    int count() {
        return values.length;
    }

    void set(int index, @Nullable Object value) throws SQLException {
        if (index < 1 || index > values.length) {
            throw SqlErrors.of(
                    SqlErrors.BAD_INDEX, "There is no parameter " + index + ": the statement has " + values.length);
        }
        values[index - 1] = value;
    }

    void clear() {
        Arrays.fill(values, MISSING);
    }

    /** The values, in order. */
    List<@Nullable Object> values() throws SQLException {
        var copy = new ArrayList<@Nullable Object>(values.length);
        for (var i = 0; i < values.length; i++) {
            if (values[i] == MISSING) {
                throw SqlErrors.of(SqlErrors.PARAMETERS_MISSING, "The parameter " + (i + 1) + " has no value");
            }
            copy.add(values[i]);
        }
        return Collections.unmodifiableList(copy);
    }
}
