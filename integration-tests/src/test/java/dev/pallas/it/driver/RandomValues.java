package dev.pallas.it.driver;

import dev.pallas.driver.RowValue;
import dev.pallas.driver.TypedValue;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/** Random values of each type of Athena, with more of those that break things than chance would give. */
final class RandomValues {
    private static final List<ZoneId> ZONES = List.of(
            ZoneOffset.UTC,
            ZoneOffset.ofHoursMinutes(-14, 0),
            ZoneOffset.ofHoursMinutes(5, 45),
            ZoneId.of("Europe/Berlin"),
            ZoneId.of("America/New_York"),
            ZoneId.of("America/St_Johns"),
            ZoneId.of("Asia/Kolkata"),
            ZoneId.of("Australia/Lord_Howe"),
            ZoneId.of("Pacific/Apia"));

    /** Local times that some of the zones skip or have twice. */
    private static final List<LocalDateTime> CHANGES = List.of(
            LocalDateTime.of(2020, 3, 29, 2, 30),
            LocalDateTime.of(2020, 10, 25, 2, 30),
            LocalDateTime.of(2021, 3, 14, 2, 30),
            LocalDateTime.of(2021, 11, 7, 1, 30),
            LocalDateTime.of(2011, 12, 30, 12, 0));

    private static final String SPECIAL =
            "'\"\\`?;:,=[]{}()<>-/*%_$#@!\0\u0001\b\t\n\r\u001f\u007f\u0085\u00a0\u00df\u0130\u2028\u20ac\ufeff\uffff";

    private RandomValues() {}

    /**
     * A type's values.
     *
     * @param written makes values; those of one statement are made by one maker, and are of one SQL type
     * @param expected what comes back for a value that was written
     */
    record Type(String name, Function<RandomGenerator, Maker> written, Function<Object, Object> expected) {
        Type(String name, Function<RandomGenerator, Maker> written) {
            this(name, written, value -> value);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    /** Makes a value. */
    interface Maker {
        Object make(RandomGenerator random);
    }

    private static Type of(String name, Maker maker) {
        return new Type(name, random -> maker);
    }

    static List<Type> types() {
        return List.of(
                of("boolean", RandomGenerator::nextBoolean),
                of("tinyint", random -> (byte) random.nextInt()),
                of("smallint", random -> (short) edge(random, random.nextInt(), Short.MIN_VALUE, Short.MAX_VALUE)),
                of("integer", random -> edge(random, random.nextInt(), Integer.MIN_VALUE, Integer.MAX_VALUE)),
                of("bigint", RandomValues::bigint),
                of("real", random -> Float.intBitsToFloat(edge(random, random.nextInt(), 0x80000000, 0x7f800000))),
                of("double", RandomValues::real),
                new Type("decimal", RandomValues::decimals),
                of("varchar", random -> string(random, 30)),
                new Type("char", random -> chars(1 + random.nextInt(20)), RandomValues::padded),
                of("varbinary", RandomValues::bytes),
                of("date", random -> date(random)),
                of("time", random -> time(random)),
                of("timestamp", random -> timestamp(random)),
                new Type("timestamp with time zone", random -> RandomValues::zoned, RandomValues::unambiguous),
                of("uuid", random -> TypedValue.of("uuid", uuid(random))),
                new Type("uuid as text", random -> RandomValues::uuid, Object::toString),
                of("json", random -> TypedValue.of("json", json(random, 3))),
                of("array(bigint)", random -> array(random, RandomValues::bigint)),
                of("array(array(double))", random -> array(random, each -> array(each, RandomValues::real))),
                of("array(varchar)", random -> array(random, each -> string(each, 5))),
                of("map(date, boolean)", random -> map(random, RandomValues::date, RandomGenerator::nextBoolean)),
                of("map(varchar, timestamp)", random -> map(random, each -> string(each, 5), RandomValues::timestamp)),
                of("array(row(varchar, ..))", random -> List.of(row(random))));
    }

    private static int edge(RandomGenerator random, int otherwise, int... edges) {
        return random.nextInt(16) == 0 ? edges[random.nextInt(edges.length)] : otherwise;
    }

    private static Long bigint(RandomGenerator random) {
        return switch (random.nextInt(8)) {
            case 0 -> Long.MIN_VALUE;
            case 1 -> Long.MAX_VALUE;
            case 2 -> (long) random.nextInt(-100, 100);
            default -> random.nextLong();
        };
    }

    private static Double real(RandomGenerator random) {
        return switch (random.nextInt(12)) {
            case 0 -> -0.0;
            case 1 -> Double.NaN;
            case 2 -> random.nextBoolean() ? Double.POSITIVE_INFINITY : Double.NEGATIVE_INFINITY;
            case 3 -> random.nextBoolean() ? Double.MIN_VALUE : Double.MAX_VALUE;
            default -> Double.longBitsToDouble(random.nextLong());
        };
    }

    /** One scale a statement: values of several scales have no type in common that would keep them. */
    private static Maker decimals(RandomGenerator choice) {
        var scale = choice.nextInt(39);
        return random -> {
            var digits = random.nextInt(4) == 0 ? 38 : 1 + random.nextInt(38);
            var most = BigInteger.TEN.pow(digits);
            var unscaled = random.nextInt(8) == 0
                    ? most.subtract(BigInteger.ONE)
                    : new BigInteger(1, bytes(random, 17)).mod(most);
            return new BigDecimal(random.nextBoolean() ? unscaled.negate() : unscaled, scale);
        };
    }

    private static byte[] bytes(RandomGenerator random) {
        return bytes(random, random.nextInt(20));
    }

    private static byte[] bytes(RandomGenerator random, int length) {
        var bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    /** Any characters but halves of surrogate pairs. */
    static String string(RandomGenerator random, int most) {
        var text = new StringBuilder();
        for (var i = random.nextInt(most + 1); i > 0; i--) {
            switch (random.nextInt(6)) {
                case 0, 1 -> text.append(SPECIAL.charAt(random.nextInt(SPECIAL.length())));
                case 2 -> text.appendCodePoint(random.nextInt(0x10000, 0x110000));
                case 3 -> text.append((char) random.nextInt(0xd800));
                case 4 -> text.append((char) random.nextInt(0xe000, 0x10000));
                default -> text.append((char) ('a' + random.nextInt(26)));
            }
        }
        return random.nextInt(50) == 0 ? "null" : text.toString();
    }

    private static Maker chars(int length) {
        return random -> {
            var text = string(random, length);
            return TypedValue.of("char(" + length + ")", text.length() > length ? "" : text);
        };
    }

    /** A CHAR has its length, always. */
    private static Object padded(Object value) {
        var typed = (TypedValue) value;
        var text = String.valueOf(typed.value());
        return text + " ".repeat(typed.type().argument(0, 0) - text.codePointCount(0, text.length()));
    }

    private static LocalDate date(RandomGenerator random) {
        return switch (random.nextInt(10)) {
            case 0 -> LocalDate.of(1, 1, 1);
            case 1 -> LocalDate.of(9999, 12, 31);
            case 2 -> LocalDate.of(1582, 10, 1 + random.nextInt(31));
            case 3 -> LocalDate.ofEpochDay(random.nextLong(-5_000_000, 50_000_000));
            default -> LocalDate.ofEpochDay(random.nextLong(-719_162, 2_932_897));
        };
    }

    private static LocalTime time(RandomGenerator random) {
        var nanos = random.nextLong(86_400_000_000_000L);
        return LocalTime.ofNanoOfDay(
                switch (random.nextInt(4)) {
                    case 0 -> nanos / 1_000_000_000 * 1_000_000_000;
                    case 1 -> nanos / 1_000_000 * 1_000_000;
                    case 2 -> nanos / 1_000 * 1_000;
                    default -> nanos;
                });
    }

    private static LocalDateTime timestamp(RandomGenerator random) {
        return random.nextInt(8) == 0
                ? CHANGES.get(random.nextInt(CHANGES.size())).plusSeconds(random.nextInt(-3600, 3600))
                : LocalDateTime.of(date(random), time(random));
    }

    private static ZonedDateTime zoned(RandomGenerator random) {
        var zone = ZONES.get(random.nextInt(ZONES.size()));
        // before there were time zones a region had an offset with seconds, which Athena has not
        var local = random.nextBoolean()
                ? CHANGES.get(random.nextInt(CHANGES.size()))
                        .plusNanos(random.nextLong(-4_000_000_000_000L, 4_000_000_000_000L))
                : LocalDateTime.of(
                        zone instanceof ZoneOffset
                                ? LocalDate.ofEpochDay(random.nextLong(-719_161, 2_932_896))
                                : LocalDate.ofEpochDay(random.nextLong(0, 20_000)),
                        time(random));
        var value = local.atZone(zone);
        return random.nextBoolean() ? value : value.withLaterOffsetAtOverlap();
    }

    /** The second of two equal local times comes back with its offset, since the region alone means the first. */
    private static Object unambiguous(Object value) {
        var zoned = (ZonedDateTime) value;
        return zoned.withEarlierOffsetAtOverlap().equals(zoned) ? zoned : zoned.withFixedOffsetZone();
    }

    private static UUID uuid(RandomGenerator random) {
        return new UUID(random.nextLong(), random.nextLong());
    }

    /** JSON as the engine writes it: without blanks, with its names in order. */
    private static String json(RandomGenerator random, int depth) {
        return switch (random.nextInt(depth == 0 ? 4 : 6)) {
            case 0 -> "null";
            case 1 -> String.valueOf(random.nextBoolean());
            case 2 -> String.valueOf(random.nextLong());
            case 3 -> quoted(string(random, 10));
            case 4 -> {
                var elements = new ArrayList<String>();
                for (var i = random.nextInt(4); i > 0; i--) {
                    elements.add(json(random, depth - 1));
                }
                yield "[" + String.join(",", elements) + "]";
            }
            default -> {
                var fields = new TreeMap<String, String>();
                for (var i = random.nextInt(4); i > 0; i--) {
                    fields.put("k" + random.nextInt(10), json(random, depth - 1));
                }
                var parts = new ArrayList<String>();
                fields.forEach((name, value) -> parts.add(quoted(name) + ":" + value));
                yield "{" + String.join(",", parts) + "}";
            }
        };
    }

    private static String quoted(String text) {
        var quoted = new StringBuilder("\"");
        for (var i = 0; i < text.length(); i++) {
            var c = text.charAt(i);
            if (Character.isSurrogate(c)) {
                quoted.append(String.format("\\u%04X", (int) c));
                continue;
            }
            switch (c) {
                case '"', '\\' -> quoted.append('\\').append(c);
                case '\b' -> quoted.append("\\b");
                case '\t' -> quoted.append("\\t");
                case '\n' -> quoted.append("\\n");
                case '\f' -> quoted.append("\\f");
                case '\r' -> quoted.append("\\r");
                default -> quoted.append(c < ' ' ? String.format("\\u%04X", (int) c) : String.valueOf(c));
            }
        }
        return quoted.append('"').toString();
    }

    private static List<Object> array(RandomGenerator random, Maker element) {
        var elements = new Object[random.nextInt(5)];
        for (var i = 0; i < elements.length; i++) {
            elements[i] = random.nextInt(6) == 0 ? null : element.make(random);
        }
        return Arrays.asList(elements);
    }

    private static Map<Object, Object> map(RandomGenerator random, Maker key, Maker value) {
        var map = new LinkedHashMap<Object, Object>();
        for (var i = random.nextInt(4); i > 0; i--) {
            map.put(key.make(random), random.nextInt(6) == 0 ? null : value.make(random));
        }
        return map;
    }

    private static RowValue row(RandomGenerator random) {
        return new RowValue(
                List.of("id", "na me", "price", "days"),
                Arrays.asList(
                        bigint(random),
                        random.nextInt(6) == 0 ? null : string(random, 10),
                        BigDecimal.valueOf(random.nextInt(), 2),
                        array(random, RandomValues::date)));
    }
}
