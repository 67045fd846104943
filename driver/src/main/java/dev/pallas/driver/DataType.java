package dev.pallas.driver;

import dev.pallas.driver.internal.type.TypeParser;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A type with all that it is made of, such as {@code decimal(10,2)} or {@code map(varchar, array(row(a integer)))}. Immutable.
 *
 * @param type the outermost type
 * @param name its name in the engine's words, without arguments: {@code real} where Athena's own metadata says {@code float}
 * @param arguments the numbers in parentheses, such as precision and scale; empty when there are none
 * @param fields the element of an array, the key and the value of a map, the fields of a row; empty when they are not known
 */
public record DataType(AthenaType type, String name, List<Integer> arguments, List<Field> fields) {

    /**
     * A part of a nested type.
     *
     * @param name the name of a row's field; {@code null} when it has none, and in arrays and maps
     * @param type its type
     */
    public record Field(@Nullable String name, DataType type) {}

    public DataType {
        arguments = List.copyOf(arguments);
        fields = List.copyOf(fields);
    }

    /**
     * Reads a type in the engine's words, {@code array(row(a integer, b varchar))}, or in those of DDL and the catalog,
     * {@code array<struct<a:int,b:string>>}.
     *
     * @throws AthenaException (SQLState 22023) for a text that is no type; a type that is not known here is {@link AthenaType#OTHER}
     */
    public static DataType parse(String text) {
        return TypeParser.parse(text);
    }

    /** Whether the elements of an array or map, or the fields of a row, belong to it. */
    public boolean isNested() {
        return type == AthenaType.ARRAY || type == AthenaType.MAP || type == AthenaType.ROW;
    }

    /** Whether all parts are known: Athena's results say {@code array}, {@code map} and {@code row} and no more. */
    public boolean isComplete() {
        return !isNested()
                || (!fields.isEmpty()
                        && fields.stream().allMatch(field -> field.type().isComplete()));
    }

    /** The type of an array's elements, a map's keys (0) and values (1), or a row's field. */
    public DataType part(int index) {
        return fields.get(index).type();
    }

    /** An argument; the other value when there is none. */
    public int argument(int index, int otherwise) {
        return index < arguments.size() ? arguments.get(index) : otherwise;
    }

    /** The type as a query writes it, in a CAST for instance. */
    public String toSql() {
        return text(name -> '"' + name.replace("\"", "\"\"") + '"');
    }

    /** As {@link #toSql}, with quotes only around names that need them. */
    @Override
    public String toString() {
        return text(name -> name.matches("[a-z_][a-z0-9_]*") ? name : '"' + name.replace("\"", "\"\"") + '"');
    }

    private interface Quoting {
        String quote(String name);
    }

    private String text(Quoting quoting) {
        if (isNested() && !fields.isEmpty()) {
            return fields.stream()
                    .map(field -> (field.name() == null ? "" : quoting.quote(field.name()) + " ")
                            + field.type().text(quoting))
                    .collect(Collectors.joining(", ", name + "(", ")"));
        }
        if (arguments.isEmpty()) {
            return name;
        }
        var numbers = arguments.stream().map(String::valueOf).collect(Collectors.joining(",", "(", ")"));
        // "timestamp(6) with time zone": the name goes on after the argument
        var blank = name.indexOf(" with ");
        return blank < 0 ? name + numbers : name.substring(0, blank) + numbers + name.substring(blank);
    }
}
