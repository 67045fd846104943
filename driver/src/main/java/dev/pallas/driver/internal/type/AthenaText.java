package dev.pallas.driver.internal.type;

import dev.pallas.driver.RowValue;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** Writes values as Athena writes them into a result. */
public final class AthenaText {
    private AthenaText() {}

    /** The text of a value of a class that {@link dev.pallas.driver.AthenaType#javaClass()} names. */
    public static String of(Object value) {
        if (value instanceof byte[] bytes) {
            var hex = new StringJoiner(" ");
            for (var each : bytes) {
                hex.add(java.util.HexFormat.of().toHexDigits(each));
            }
            return hex.toString();
        } else if (value instanceof BigDecimal decimal) {
            return decimal.toPlainString();
        } else if (value instanceof LocalDate date) {
            return TimeText.date(date);
        } else if (value instanceof LocalTime time) {
            return TimeText.time(time);
        } else if (value instanceof LocalDateTime timestamp) {
            return TimeText.timestamp(timestamp);
        } else if (value instanceof ZonedDateTime zoned) {
            return TimeText.zoned(zoned);
        } else if (value instanceof List<?> list) {
            var elements = new StringJoiner(", ", "[", "]");
            list.forEach(element -> elements.add(ofNullable(element)));
            return elements.toString();
        } else if (value instanceof Map<?, ?> map) {
            var entries = new StringJoiner(", ", "{", "}");
            map.forEach((key, entry) -> entries.add(ofNullable(key) + "=" + ofNullable(entry)));
            return entries.toString();
        } else if (value instanceof RowValue row) {
            var fields = new StringJoiner(", ", "{", "}");
            for (var i = 0; i < row.size(); i++) {
                var name = row.names().get(i);
                fields.add((name == null ? "" : name + "=") + ofNullable(row.get(i)));
            }
            return fields.toString();
        }
        return value.toString();
    }

    private static String ofNullable(@Nullable Object value) {
        return value == null ? "null" : of(value);
    }
}
