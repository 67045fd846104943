package dev.pallas.driver;

/**
 * A column of a result.
 *
 * @param name the name, in lower case as Athena returns it
 * @param label the label; Athena gives the name again
 * @param type the type
 * @param typeName the type's name as Athena gave it, such as {@code varchar}; of arrays, maps and rows with its parts, {@code array(integer)},
 *     where they are known
 * @param precision the precision as Athena gives it: digits of a number, length of a character type (2147483647 when unbounded),
 *     fraction digits of a time
 * @param scale the digits after the point of a decimal
 */
public record Column(String name, String label, AthenaType type, String typeName, int precision, int scale) {

    /** The type with what it is made of, as far as it is known. */
    public DataType dataType() {
        return switch (type) {
            case DECIMAL -> DataType.parse("decimal(" + precision + "," + scale + ")");
            case CHAR -> DataType.parse("char(" + precision + ")");
            case VARCHAR ->
                DataType.parse(
                        precision == 0 || precision == Integer.MAX_VALUE ? "varchar" : "varchar(" + precision + ")");
            default -> DataType.parse(typeName);
        };
    }

    /** The same column with its type told in full, {@code array(integer)} instead of {@code array}. */
    public Column withType(DataType known) {
        return new Column(name, label, known.type(), known.toString(), precision, scale);
    }
}
