package dev.pallas.quickstart;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Brings values of different drivers to one form, and compares them. */
final class Values {
    /** Sums of doubles depend on the order of the additions, which no engine promises. */
    private static final double RELATIVE_TOLERANCE = 1e-9;

    private static final DateTimeFormatter TIMESTAMP = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSSSSS");

    private Values() {}

    static List<List<@Nullable Object>> rows(Collection<Object[]> rows) {
        List<List<@Nullable Object>> result = new ArrayList<>();
        rows.forEach(row -> result.add(row(row)));
        return result;
    }

    static List<@Nullable Object> row(@Nullable Object... values) {
        List<@Nullable Object> result = new ArrayList<>();
        Arrays.asList(values).forEach(value -> result.add(canonical(value)));
        return result;
    }

    private static @Nullable Object canonical(@Nullable Object value) {
        if (value == null || value instanceof Boolean || value instanceof Double || value instanceof BigDecimal) {
            return value;
        } else if (value instanceof Float number) {
            return number.doubleValue();
        } else if (value instanceof Number number) {
            return BigDecimal.valueOf(number.longValue());
        } else if (value instanceof byte[] bytes) {
            return HexFormat.of().formatHex(bytes);
        } else if (value instanceof Instant instant) {
            return TIMESTAMP.format(instant.atOffset(ZoneOffset.UTC));
        } else if (value instanceof LocalDateTime timestamp) {
            return TIMESTAMP.format(timestamp);
        }
        // String, enum, UUID, LocalDate and java.sql.Date: the text is the value
        return value.toString();
    }

    /** The first difference, in words; {@code null} when the rows are the same. */
    static @Nullable String difference(List<List<@Nullable Object>> actual, List<List<@Nullable Object>> expected) {
        for (int i = 0; i < Math.min(actual.size(), expected.size()); i++) {
            if (!same(actual.get(i), expected.get(i))) {
                return "row " + i + " is " + actual.get(i) + ", Trino says " + expected.get(i);
            }
        }
        return actual.size() == expected.size() ? null : actual.size() + " rows, Trino says " + expected.size();
    }

    private static boolean same(List<@Nullable Object> actual, List<@Nullable Object> expected) {
        if (actual.size() != expected.size()) {
            return false;
        }
        for (int i = 0; i < actual.size(); i++) {
            Object a = actual.get(i);
            Object b = expected.get(i);
            boolean equal;
            if (a instanceof Double || b instanceof Double) {
                equal = a instanceof Number x && b instanceof Number y && close(x.doubleValue(), y.doubleValue());
            } else if (a instanceof BigDecimal x && b instanceof BigDecimal y) {
                equal = x.compareTo(y) == 0;
            } else {
                equal = Objects.equals(a, b);
            }
            if (!equal) {
                return false;
            }
        }
        return true;
    }

    private static boolean close(double a, double b) {
        return Math.abs(a - b) <= RELATIVE_TOLERANCE * Math.max(Math.abs(a), Math.abs(b));
    }
}
