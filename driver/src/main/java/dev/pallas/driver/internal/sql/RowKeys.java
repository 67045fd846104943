package dev.pallas.driver.internal.sql;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/** Which rows of parameters one statement may hold, so that each of them does what it would do by itself. */
final class RowKeys {
    private RowKeys() {}

    /**
     * As few runs of rows as can be, in order: no key twice, since such rows could see each other's changes, values of one type in each column,
     * and a text that Athena takes. A row without a key is a run of its own.
     *
     * @param frame the length of the statement without rows, in bytes
     * @param length what a row adds to it
     */
    static List<List<List<? extends @Nullable Object>>> runs(
            Statement statement,
            List<? extends List<? extends @Nullable Object>> rows,
            int frame,
            ToIntFunction<List<? extends @Nullable Object>> length,
            Function<List<? extends @Nullable Object>, Optional<List<@Nullable Object>>> keyOf) {
        var runs = new ArrayList<List<List<? extends @Nullable Object>>>();
        var run = new ArrayList<List<? extends @Nullable Object>>();
        var keys = new HashSet<List<@Nullable Object>>();
        var types = new RowTypes(statement.parameterCount());
        var bytes = frame;
        for (var row : rows) {
            statement.checkCount(row);
            var added = length.applyAsInt(row);
            var key = keyOf.apply(row);
            var alone = key.isEmpty();
            if (!run.isEmpty()
                    && (alone
                            || keys.contains(List.of())
                            || bytes + added > Statement.MAX_BYTES
                            || keys.contains(key.get())
                            || !types.admits(row))) {
                runs.add(run);
                run = new ArrayList<>();
                keys.clear();
                types = new RowTypes(statement.parameterCount());
                bytes = frame;
            }
            run.add(row);
            // no row can be told from one without a key, so that the next one starts anew
            keys.add(key.orElse(List.of()));
            types.add(row);
            bytes += added;
        }
        if (!run.isEmpty()) {
            runs.add(run);
        }
        return runs;
    }

    /** The values at some places of a row; empty if the engine could take two for equal that Java does not, or does not fold a value of the row. */
    static Optional<List<@Nullable Object>> key(List<? extends @Nullable Object> row, List<Integer> places) {
        var key = new ArrayList<@Nullable Object>();
        for (var place : places) {
            var value = row.get(place);
            if (value != null && !isPlain(value)) {
                return Optional.empty();
            }
            key.add(normal(value));
        }
        var foldable = row.stream().allMatch(value -> value == null || isScalar(value));
        return key.isEmpty() || !foldable ? Optional.empty() : Optional.of(key);
    }

    /** Whether values that the engine takes for equal are equal in Java too, once they are {@link #normal}. */
    private static boolean isPlain(Object value) {
        return value instanceof Integer
                || value instanceof Long
                || value instanceof Short
                || value instanceof Byte
                || value instanceof BigInteger
                || value instanceof BigDecimal
                || value instanceof String
                || value instanceof UUID
                || value instanceof LocalDate
                || value instanceof LocalDateTime;
    }

    private static @Nullable Object normal(@Nullable Object value) {
        if (value instanceof BigDecimal decimal) {
            return decimal.stripTrailingZeros();
        }
        // char columns are compared without the blanks at their end
        return value instanceof String text ? text.stripTrailing() : value;
    }

    /** Athena does not end on a MERGE with arrays, maps or rows that are not cast. */
    private static boolean isScalar(Object value) {
        return !(value instanceof Iterable || value instanceof java.util.Map || value instanceof Object[])
                && (value instanceof byte[] || !value.getClass().isArray());
    }
}
