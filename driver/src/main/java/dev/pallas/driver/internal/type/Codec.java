package dev.pallas.driver.internal.type;

import dev.pallas.driver.AthenaType;
import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/** Reads the text of a type that is not nested. Throws IllegalArgumentException or DateTimeException for a text that is not one of the type's. */
@FunctionalInterface
interface Codec {

    /** The value, an instance of {@link AthenaType#javaClass()}. */
    Object decode(String text);

    static Codec of(AthenaType type) {
        return Objects.requireNonNull(Registry.BY_TYPE.get(type));
    }

    /** Each type's codec. */
    final class Registry {
        private static final Map<AthenaType, Codec> BY_TYPE = new EnumMap<>(AthenaType.class);

        private Registry() {}

        static {
            for (var type : AthenaType.values()) {
                BY_TYPE.put(type, codec(type));
            }
        }

        private static Codec codec(AthenaType type) {
            return switch (type) {
                case BOOLEAN -> Registry::flag;
                case TINYINT -> Byte::valueOf;
                case SMALLINT -> Short::valueOf;
                case INTEGER -> Integer::valueOf;
                case BIGINT -> Long::valueOf;
                case FLOAT -> Float::valueOf;
                case DOUBLE -> Double::valueOf;
                case DECIMAL -> BigDecimal::new;
                case VARBINARY -> Registry::bytes;
                case DATE -> TimeParser::date;
                case TIME -> TimeParser::time;
                case TIMESTAMP -> TimeParser::timestamp;
                case TIMESTAMP_WITH_TIME_ZONE -> TimeParser::zoned;
                case UUID -> UUID::fromString;
                case CHAR, VARCHAR, JSON, OTHER -> text -> text;
                case ARRAY, MAP, ROW ->
                    text -> {
                        throw new IllegalArgumentException(type + " needs the types of its parts");
                    };
            };
        }

        private static Object flag(String text) {
            return switch (text) {
                case "true" -> true;
                case "false" -> false;
                default -> throw new IllegalArgumentException("neither true nor false");
            };
        }

        /** Two hexadecimal digits a byte, a blank between two of them. */
        private static Object bytes(String text) {
            if (text.isEmpty()) {
                return new byte[0];
            }
            if (text.length() % 3 != 2) {
                throw new IllegalArgumentException("not bytes in hexadecimal");
            }
            var bytes = new byte[(text.length() + 1) / 3];
            for (var i = 0; i < bytes.length; i++) {
                var high = Character.digit(text.charAt(3 * i), 16);
                var low = Character.digit(text.charAt(3 * i + 1), 16);
                if (high < 0 || low < 0 || (i > 0 && text.charAt(3 * i - 1) != ' ')) {
                    throw new IllegalArgumentException("not bytes in hexadecimal");
                }
                bytes[i] = (byte) (high << 4 | low);
            }
            return bytes;
        }
    }
}
