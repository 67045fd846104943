package dev.pallas.dialect.internal;

import jakarta.persistence.TemporalType;
import org.hibernate.query.common.TemporalUnit;
import org.jspecify.annotations.Nullable;

/**
 * Date and time arithmetic by {@code date_add} and {@code date_diff}, whose smallest unit is the millisecond; durations in nanoseconds go through
 * epoch nanoseconds, exact to the microsecond that columns keep.
 */
// jakarta.persistence.TemporalType is deprecated, and is still what Hibernate's Dialect methods take
@SuppressWarnings("deprecation")
public final class TemporalArithmetic {
    private static final String EPOCH_MICROS = "cast(round(to_unixtime(%s)*1e6) as bigint)";

    private TemporalArithmetic() {}

    /**
     * The pattern of {@code timestampadd}.
     *
     * @param unit the unit of {@code ?2}
     * @param type what {@code ?3} is
     * @return a pattern of {@code ?2} and {@code ?3}
     */
    public static String add(TemporalUnit unit, @Nullable TemporalType type) {
        if (type == TemporalType.TIME) {
            return "cast(" + addTo("cast(?3 as time(9))", unit, true) + " as varchar)";
        }
        return addTo(type == TemporalType.DATE && !unit.isDateUnit() ? "cast(?3 as timestamp(6))" : "?3", unit, false);
    }

    private static String addTo(String value, TemporalUnit unit, boolean time) {
        if (unit != TemporalUnit.NANOSECOND && unit != TemporalUnit.NATIVE) {
            return "date_add('" + unit + "',?2," + value + ")";
        }
        return time
                ? "date_add('millisecond',cast(?2 as bigint)/1000000," + value + ")"
                : "cast(from_unixtime_nanos(cast(" + EPOCH_MICROS.formatted(value)
                        + "*DECIMAL '1000'+?2 as decimal(38,0))) at time zone 'UTC' as timestamp(6))";
    }

    /**
     * The pattern of {@code timestampdiff}.
     *
     * @param unit the unit of the result
     * @param from what {@code ?2} is
     * @param to what {@code ?3} is
     * @return a pattern of {@code ?2} and {@code ?3}
     */
    public static String difference(TemporalUnit unit, @Nullable TemporalType from, @Nullable TemporalType to) {
        var start = operand("?2", unit, from, to);
        var end = operand("?3", unit, to, from);
        if (unit != TemporalUnit.NANOSECOND && unit != TemporalUnit.NATIVE) {
            return "date_diff('" + unit + "'," + start + "," + end + ")";
        }
        return from == TemporalType.TIME || to == TemporalType.TIME
                ? "(date_diff('millisecond'," + start + "," + end + ")*1000000)"
                : "((" + EPOCH_MICROS.formatted(end) + "-" + EPOCH_MICROS.formatted(start) + ")*1000)";
    }

    private static String operand(
            String marker, TemporalUnit unit, @Nullable TemporalType own, @Nullable TemporalType other) {
        if (own == TemporalType.TIME) {
            return "cast(" + marker + " as time(9))";
        }
        var mixed = own != other && other == TemporalType.TIMESTAMP;
        return own == TemporalType.DATE && (mixed || !unit.isDateUnit())
                ? "cast(" + marker + " as timestamp(6))"
                : marker;
    }

    /**
     * Java's date pattern in the letters of {@code format_datetime}, which are Joda's.
     *
     * @param format a pattern of {@link java.time.format.DateTimeFormatter}
     * @return the pattern for a string literal, quotes doubled
     */
    public static String jodaPattern(String format) {
        var joda = new StringBuilder();
        var quoted = false;
        for (var i = 0; i < format.length(); i++) {
            var letter = format.charAt(i);
            if (letter == '\'') {
                quoted = !quoted;
                joda.append("''");
            } else if (!quoted && letter == 'x') {
                var length = run(format, i);
                joda.append(length == 3 ? "ZZ" : "Z");
                i += length - 1;
            } else if (!quoted && letter == 'Y') {
                joda.append('x');
            } else {
                joda.append(letter);
            }
        }
        return joda.toString();
    }

    private static int run(String format, int start) {
        var end = start;
        while (end < format.length() && format.charAt(end) == format.charAt(start)) {
            end++;
        }
        return end - start;
    }
}
