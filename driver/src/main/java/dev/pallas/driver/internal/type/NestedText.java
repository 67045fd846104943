package dev.pallas.driver.internal.type;

import dev.pallas.driver.AthenaType;
import dev.pallas.driver.DataType;
import dev.pallas.driver.RowValue;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads the text of an array, a map or a row: {@code [1, 2]}, {@code {k=v}}, {@code {a=1, b=x}}. Strings stand in it without quotes, and
 * NULL is the word {@code null}, so a text may be that of several values. It is read only where it is that of one: all ways to read
 * it are tried until there are two.
 *
 * <p>So numbers, truth values, dates, times, timestamps, uuids and bytes are always clear. A string is clear where nothing can be taken
 * for its end: alone in an array, as the key of a single entry, between two names of a row's fields, or where its type is as short
 * as {@code varchar(3)}. Several strings of any length in an array, an array of no strings or one empty one, and a string
 * {@code null} are not.
 */
final class NestedText {
    /** What a text of several strings may cost; beyond it, it is taken for unclear. */
    private static final int MAX_STEPS = 100_000;

    private static final String NULL = "null";

    private final String text;
    private int steps;

    private NestedText(String text) {
        this.text = text;
    }

    /** The text has more than one value. */
    static final class UnclearException extends IllegalArgumentException {
        private static final long serialVersionUID = 1L;

        UnclearException(String message) {
            super(message);
        }
    }

    /** Told of a way to read the text up to a place; answers whether it is enough. */
    private interface Reader {
        boolean read(int end, @Nullable Object value);
    }

    static Object decode(String text, DataType type) {
        if (!type.isComplete()) {
            throw new UnclearException("what it is made of is not known");
        }
        var reader = new NestedText(text);
        var found = new ArrayList<Object>();
        var enough = reader.value(type, 0, List.of(), (end, value) -> {
            if (end == text.length() && value != null) {
                found.add(value);
            }
            return found.size() > 1;
        });
        if (found.isEmpty() && !enough) {
            throw new IllegalArgumentException("not the text of " + type);
        }
        if (enough || found.size() > 1) {
            throw new UnclearException("it is the text of more than one " + type);
        }
        return found.get(0);
    }

    /** Whether the end of a value's text is seen without knowing what follows. */
    private static boolean isClear(DataType type) {
        return switch (type.type()) {
            case CHAR, VARCHAR, JSON -> false;
            case OTHER -> isNull(type);
            default -> type.fields().stream().allMatch(field -> isClear(field.type()));
        };
    }

    /** The type of NULL, which has no other value. */
    private static boolean isNull(DataType type) {
        return type.name().equals("unknown");
    }

    /**
     * Reads a value in each way that there is.
     *
     * @param follow what may stand after it; nothing where the text must end
     */
    private boolean value(DataType type, int start, List<String> follow, Reader then) {
        if (++steps > MAX_STEPS) {
            return true;
        }
        if (isClear(type)) {
            var end = new int[] {start};
            var read = clear(type, end);
            return end[0] >= 0 && then.read(end[0], read);
        }
        if (!follow.isEmpty() && text.startsWith(NULL, start) && then.read(start + NULL.length(), null)) {
            return true;
        }
        return switch (type.type()) {
            case ARRAY -> text.startsWith("[", start) && array(type.part(0), start + 1, then);
            case MAP -> text.startsWith("{", start) && map(type, start + 1, then);
            case ROW -> text.startsWith("{", start) && row(type, 0, start + 1, new ArrayList<>(), then);
            default -> string(start, type.argument(0, Integer.MAX_VALUE), follow, then);
        };
    }

    /** The longest first: where there are two ways to read a long text, they are soon found. */
    private boolean string(int start, int length, List<String> follow, Reader then) {
        // two chars at most for a character
        for (var end = (int) Math.min(text.length(), start + 2L * length); end >= start; end--) {
            var at = end;
            if (follow.stream().anyMatch(each -> text.startsWith(each, at))
                    && (end - start <= length || text.codePointCount(start, end) <= length)
                    && (++steps > MAX_STEPS || then.read(end, text.substring(start, end)))) {
                return true;
            }
        }
        return false;
    }

    private boolean array(DataType element, int start, Reader then) {
        if (text.startsWith("]", start) && then.read(start + 1, List.of())) {
            return true;
        }
        return elements(element, start, new ArrayList<>(), then);
    }

    private boolean elements(DataType element, int start, List<@Nullable Object> before, Reader then) {
        return value(element, start, List.of(", ", "]"), (end, value) -> {
            before.add(value);
            var enough = (text.startsWith("]", end) && then.read(end + 1, list(before)))
                    || (text.startsWith(", ", end) && elements(element, end + 2, before, then));
            before.remove(before.size() - 1);
            return enough;
        });
    }

    private boolean map(DataType type, int start, Reader then) {
        if (text.startsWith("}", start) && then.read(start + 1, Map.of())) {
            return true;
        }
        return entries(type, start, new LinkedHashMap<>(), then);
    }

    private boolean entries(DataType type, int start, Map<Object, @Nullable Object> before, Reader then) {
        return value(
                type.part(0),
                start,
                List.of("="),
                (keyEnd, key) -> key != null
                        && !before.containsKey(key)
                        && text.startsWith("=", keyEnd)
                        && value(type.part(1), keyEnd + 1, List.of(", ", "}"), (end, value) -> {
                            before.put(key, value);
                            var enough = (text.startsWith("}", end) && then.read(end + 1, map(before)))
                                    || (text.startsWith(", ", end) && entries(type, end + 2, before, then));
                            before.remove(key);
                            return enough;
                        }));
    }

    private boolean row(DataType type, int index, int start, List<@Nullable Object> before, Reader then) {
        var from = afterName(type, index, start);
        if (from < 0) {
            return false;
        }
        var last = index + 1 == type.fields().size();
        var follow = last ? "}" : ", " + label(type, index + 1);
        return value(type.part(index), from, List.of(follow), (end, value) -> {
            before.add(value);
            var enough = last
                    ? text.startsWith("}", end) && then.read(end + 1, rowValue(type, before))
                    : text.startsWith(", ", end) && row(type, index + 1, end + 2, before, then);
            before.remove(before.size() - 1);
            return enough;
        });
    }

    private static String label(DataType type, int index) {
        var name = type.fields().get(index).name();
        return name == null ? "" : name + "=";
    }

    /** Where the value of a field begins; -1 when its name is not there. */
    private int afterName(DataType type, int index, int start) {
        var label = label(type, index);
        return text.startsWith(label, start) ? start + label.length() : -1;
    }

    /** Reads a value whose end is clear; moves the place behind it, or to -1 when there is none. */
    private @Nullable Object clear(DataType type, int[] place) {
        if (text.startsWith(NULL, place[0])) {
            place[0] += NULL.length();
            return null;
        }
        return switch (type.type()) {
            case ARRAY -> clearArray(type.part(0), place);
            case MAP -> clearMap(type, place);
            case ROW -> clearRow(type, place);
            default -> leaf(type.type(), place);
        };
    }

    private @Nullable Object leaf(AthenaType type, int[] place) {
        var end = place[0];
        while (end < text.length() && ",=]}".indexOf(text.charAt(end)) < 0) {
            end++;
        }
        try {
            var value = Codec.of(type).decode(text.substring(place[0], end));
            place[0] = end;
            return value;
        } catch (IllegalArgumentException | DateTimeException e) {
            place[0] = -1;
            return null;
        }
    }

    private @Nullable Object clearArray(DataType element, int[] place) {
        var values = new ArrayList<@Nullable Object>();
        if (!skip("[", place)) {
            return null;
        }
        if (text.startsWith("]", place[0])) {
            if (element.type() == AthenaType.VARBINARY) {
                throw new UnclearException("it is the text of no bytes at all and of one empty value");
            }
            place[0]++;
            return List.of();
        }
        do {
            values.add(clear(element, place));
        } while (place[0] >= 0 && skipIfThere(", ", place));
        return skip("]", place) ? list(values) : null;
    }

    private @Nullable Object clearMap(DataType type, int[] place) {
        var entries = new LinkedHashMap<Object, @Nullable Object>();
        if (!skip("{", place)) {
            return null;
        }
        if (skipIfThere("}", place)) {
            return Map.of();
        }
        do {
            var key = clear(type.part(0), place);
            if (key == null || !skip("=", place)) {
                place[0] = -1;
                return null;
            }
            entries.put(key, clear(type.part(1), place));
        } while (place[0] >= 0 && skipIfThere(", ", place));
        return skip("}", place) ? map(entries) : null;
    }

    private @Nullable Object clearRow(DataType type, int[] place) {
        var values = new ArrayList<@Nullable Object>();
        for (var i = 0; i < type.fields().size(); i++) {
            if (!skip((i == 0 ? "{" : ", ") + label(type, i), place)) {
                return null;
            }
            values.add(clear(type.part(i), place));
        }
        return skip("}", place) ? rowValue(type, values) : null;
    }

    private boolean skip(String token, int[] place) {
        if (!skipIfThere(token, place)) {
            place[0] = -1;
        }
        return place[0] >= 0;
    }

    private boolean skipIfThere(String token, int[] place) {
        if (place[0] < 0 || !text.startsWith(token, place[0])) {
            return false;
        }
        place[0] += token.length();
        return true;
    }

    private static List<@Nullable Object> list(List<@Nullable Object> values) {
        return Collections.unmodifiableList(new ArrayList<>(values));
    }

    private static Map<Object, @Nullable Object> map(Map<Object, @Nullable Object> entries) {
        return Collections.unmodifiableMap(new LinkedHashMap<>(entries));
    }

    private static RowValue rowValue(DataType type, List<@Nullable Object> values) {
        return new RowValue(type.fields().stream().map(DataType.Field::name).toList(), values);
    }
}
