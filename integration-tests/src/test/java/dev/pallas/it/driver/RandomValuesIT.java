package dev.pallas.it.driver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pallas.driver.AthenaException;
import dev.pallas.driver.Page;
import dev.pallas.driver.Query;
import dev.pallas.driver.QueryHandle;
import dev.pallas.driver.ResultFetcher;
import dev.pallas.driver.TypedValue;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Random values go through a bound parameter, the engine and each fetcher, and come back equal; or are refused, never changed.
 * {@code -Dpallas.values=100000} is how many of each type (300 in a build), {@code -Dpallas.seed} which, and
 * {@code -Dpallas.types} a pattern for the names of the types, of all of them unless it is set.
 */
class RandomValuesIT {
    private static final int VALUES = Integer.getInteger("pallas.values", 300);
    private static final long SEED = Long.getLong("pallas.seed", 20_240_229);
    private static final String TYPES = System.getProperty("pallas.types", ".*");

    /** What a statement's text may grow to; Athena takes 262,144 bytes. */
    private static final int TEXT = 200_000;

    private static final int ROWS = 4000;

    private static final Map<ResultFetcher, Driver> DRIVERS = new EnumMap<>(ResultFetcher.class);

    @BeforeAll
    static void open() {
        for (var fetcher : ResultFetcher.values()) {
            DRIVERS.put(fetcher, Driver.open("ResultFetcher", fetcher.settingValue()));
        }
    }

    @AfterAll
    static void close() {
        DRIVERS.values().forEach(Driver::close);
    }

    static List<RandomValues.Type> types() {
        return RandomValues.types().stream()
                .filter(type -> type.name().matches(TYPES))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("types")
    void comeBackEqual(RandomValues.Type type) {
        var random = new Random(SEED ^ type.name().hashCode());
        var refused = 0;
        for (var done = 0; done < VALUES; ) {
            var statement = statement(type, random, VALUES - done);
            refused += check(type, statement);
            done += statement.size();
        }
        // most texts of nested strings are those of several values
        var mayBeUnclear = type.name().contains("varchar");
        assertThat(refused).as("refused of " + type).isLessThanOrEqualTo(mayBeUnclear ? VALUES * DRIVERS.size() : 0);
    }

    private static List<Object> statement(RandomValues.Type type, RandomGenerator random, int most) {
        var maker = type.written().apply(random);
        var values = new ArrayList<>();
        for (var bytes = 0; bytes < TEXT && values.size() < Math.min(ROWS, most); ) {
            var value = maker.make(random);
            values.add(value);
            // a char is three bytes at most, and values say more of themselves than their literals
            bytes += 60
                    + (type.name().startsWith("varbinary")
                            ? 60
                            : 2 * String.valueOf(value).length());
        }
        return values;
    }

    /** How many values were refused when they were read. */
    private static int check(RandomValues.Type type, List<Object> values) {
        var query = query(values);
        var first = DRIVERS.get(ResultFetcher.AUTO).client().submit(query);
        var id = Driver.await(first.queryId());
        var refused = 0;
        for (var driver : DRIVERS.entrySet()) {
            // a result that is there is read in another way; UNLOAD is a query of its own
            var handle =
                    switch (driver.getKey()) {
                        case AUTO -> first;
                        case S3, GET_QUERY_RESULTS -> {
                            Driver.await(first.completion());
                            yield driver.getValue().client().attach(id);
                        }
                        default -> driver.getValue().client().submit(query);
                    };
            refused += check(type, values, handle, driver.getKey());
        }
        return refused;
    }

    /** One marker for all values: the engine is slow over thousands of rows of VALUES. */
    private static Query query(List<Object> values) {
        return Query.of("SELECT i - 1, v FROM UNNEST(?) WITH ORDINALITY AS t (v, i)", List.of((Object) values));
    }

    private static int check(RandomValues.Type type, List<Object> values, QueryHandle handle, ResultFetcher fetcher) {
        var seen = 0;
        var refused = 0;
        try (var result = Driver.await(handle.result())) {
            for (var page = Driver.await(result.nextPage()); page.isPresent(); page = Driver.await(result.nextPage())) {
                for (var row = 0; row < page.get().rowCount(); row++) {
                    refused += check(type, values, page.get(), row, fetcher) ? 0 : 1;
                    seen++;
                }
            }
        }
        assertThat(seen).isEqualTo(values.size());
        return refused;
    }

    /** Whether it was read. */
    private static boolean check(
            RandomValues.Type type, List<Object> values, Page page, int row, ResultFetcher fetcher) {
        var written = values.get(page.get(row, 0, Integer.class));
        var expected = type.expected().apply(written);
        Object read;
        try {
            read = page.value(row, 1);
        } catch (AthenaException e) {
            assertThat(e.sqlState())
                    .as(() -> type + " " + expected + " by " + fetcher + ": " + e)
                    .isEqualTo("0A000");
            return false;
        }
        if (!Objects.deepEquals(read, expected instanceof TypedValue typed ? typed.value() : expected)) {
            throw new AssertionError(
                    type + " by " + fetcher + " (seed " + SEED + "): wrote " + text(expected) + ", read " + text(read));
        }
        return true;
    }

    private static String text(Object value) {
        return value instanceof byte[] bytes ? Arrays.toString(bytes) : value + " = " + escaped(String.valueOf(value));
    }

    private static String escaped(String text) {
        var escaped = new StringBuilder();
        text.chars().forEach(c -> escaped.append(c < ' ' || c > '~' ? String.format("\\u%04x", c) : (char) c));
        return escaped.toString();
    }

    @Test
    void halfOfASurrogatePairIsRefused() {
        var random = new Random(SEED);
        var client = DRIVERS.get(ResultFetcher.AUTO).client();
        for (var i = 0; i < VALUES; i++) {
            var half = String.valueOf((char) random.nextInt(0xd800, 0xe000));
            // a half that follows or precedes its other half would be whole
            var text = RandomValues.string(random, 5) + "x" + half + "y" + RandomValues.string(random, 5);
            var handle = client.submit(Query.of("SELECT ?", List.of(text)));
            assertThatThrownBy(() -> Driver.await(handle.queryId()))
                    .isInstanceOf(AthenaException.class)
                    .hasMessageContaining("half of a surrogate pair")
                    .extracting(e -> ((AthenaException) e).sqlState())
                    .isEqualTo("22021");
        }
    }
}
