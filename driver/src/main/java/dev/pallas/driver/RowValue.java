package dev.pallas.driver;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A value of type row: fields in order, with names where the type has them. As a parameter it is written with the types of its
 * values; {@link TypedValue} gives it others. Immutable.
 *
 * @param names one name, or {@code null}, for each value
 * @param values the values; {@code null} is SQL NULL
 */
public record RowValue(List<@Nullable String> names, List<@Nullable Object> values) {

    /**
     * @throws IllegalArgumentException when there are not as many names as values, or none
     */
    public RowValue {
        if (names.size() != values.size() || values.isEmpty()) {
            throw new IllegalArgumentException("A row has one name for each value and one value at least; these are "
                    + names.size() + " names and " + values.size() + " values");
        }
        names = Collections.unmodifiableList(new ArrayList<>(names));
        values = Collections.unmodifiableList(new ArrayList<>(values));
    }

    /** A row whose fields are the entries of a map, in its order. */
    public static RowValue of(Map<String, ? extends @Nullable Object> fields) {
        return new RowValue(new ArrayList<>(fields.keySet()), new ArrayList<@Nullable Object>(fields.values()));
    }

    /** A row whose fields have no names. */
    public static RowValue unnamed(List<? extends @Nullable Object> values) {
        return new RowValue(Collections.nCopies(values.size(), null), new ArrayList<@Nullable Object>(values));
    }

    public int size() {
        return values.size();
    }

    /** A value; fields count from 0. */
    public @Nullable Object get(int index) {
        return values.get(index);
    }

    /**
     * The value of the first field of that name, in any case.
     *
     * @throws AthenaException (SQLState 42703) when there is no such field
     */
    public @Nullable Object get(String name) {
        for (var i = 0; i < names.size(); i++) {
            if (name.equalsIgnoreCase(names.get(i))) {
                return values.get(i);
            }
        }
        throw new AthenaException(
                "The row has no field " + name + "; it has " + names + ".", "42703", null, null, false, null);
    }

    /** Name to value, in order; a field without a name is {@code field0}, {@code field1} and so on, by its place. */
    public Map<String, @Nullable Object> toMap() {
        var map = new LinkedHashMap<String, @Nullable Object>();
        for (var i = 0; i < names.size(); i++) {
            var name = names.get(i);
            map.putIfAbsent(name == null ? "field" + i : name, values.get(i));
        }
        return Collections.unmodifiableMap(map);
    }
}
