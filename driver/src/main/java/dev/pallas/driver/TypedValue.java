package dev.pallas.driver;

import org.jspecify.annotations.Nullable;

/**
 * A parameter whose class does not say its type: a JSON text, an empty array, a row, a uuid that shall stay one. It is written as a literal
 * of exactly this type; a value that the type cannot hold without loss is refused.
 *
 * @param type the type
 * @param value the value; {@code null} is SQL NULL of that type
 */
public record TypedValue(DataType type, @Nullable Object value) {

    /**
     * A value of a type, such as {@code json}, {@code array(bigint)}, {@code row(a integer, b varchar)} or {@code decimal(10,2)}.
     *
     * @throws AthenaException (SQLState 22023) for a text that is no type
     */
    public static TypedValue of(String type, @Nullable Object value) {
        return new TypedValue(DataType.parse(type), value);
    }
}
