package dev.pallas.driver;

/**
 * A column of a result.
 *
 * @param name the name, in lower case as Athena returns it
 * @param label the label; Athena gives the name again
 * @param type the type
 * @param typeName the type's name as Athena gave it, such as {@code varchar} or {@code array}
 * @param precision the precision as Athena gives it: digits of a number, length of a character type (2147483647 when unbounded),
 *     fraction digits of a time
 * @param scale the digits after the point of a decimal
 */
public record Column(String name, String label, AthenaType type, String typeName, int precision, int scale) {}
