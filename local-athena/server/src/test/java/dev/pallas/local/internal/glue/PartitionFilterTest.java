package dev.pallas.local.internal.glue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.pallas.local.internal.http.ApiException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PartitionFilterTest {
    private static final String NULL = "__HIVE_DEFAULT_PARTITION__";

    /** A partition {@code country='de', year=2024, day=2024-02-29}. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "country = 'de' | true",
                "country <> 'de' | false",
                "country != 'fr' | true",
                "COUNTRY = 'de' AND Year = 2024 | true",
                "country = 'DE' | false",
                "year > 999 | true",
                "year > '999' | true",
                "year between 2023 and 2024 | true",
                "year not between 2023 and 2024 | false",
                "year >= 2024 and year <= 2024 | true",
                "year < 2024 | false",
                "2024 <= year | true",
                "country in ('fr', 'de') | true",
                "country not in ('fr', 'de') | false",
                "year in (2023, 2024) | true",
                "country like 'd%' | true",
                "country like 'd_' | true",
                "country like 'd' | false",
                "country not like 'f%' | true",
                "not (country = 'de') | false",
                "country = 'fr' or country = 'de' and year = 2024 | true",
                "(country = 'fr' or country = 'de') and year = 2023 | false",
                "day >= '2024-02-01' and day < '2024-03-01' | true",
                "day = date '2024-02-29' | true",
                "country is null | false",
                "country is not null | true",
                "\"country\" = 'de' | true",
                "((country = 'de')) | true",
                "(country > 'd') AND ((year = 2024) OR (year in (1, 2))) | true",
            })
    void testsAPartition(String expression, boolean expected) {
        var filter = PartitionFilter.parse(expression, keys());
        assertThat(filter.test(List.of("de", "2024", "2024-02-29"))).isEqualTo(expected);
    }

    @Test
    void nothingIsTrueOfEveryPartition() {
        assertThat(PartitionFilter.parse(null, keys()).test(List.of("", "", "")))
                .isTrue();
        assertThat(PartitionFilter.parse(" ", keys()).test(List.of("", "", ""))).isTrue();
    }

    @Test
    void aNullKeyIsItsMarkerForTextAndNothingForNumbers() {
        var partition = List.of(NULL, NULL, NULL);
        assertThat(PartitionFilter.parse("country = '" + NULL + "'", keys()).test(partition))
                .isTrue();
        assertThat(PartitionFilter.parse("year <> 1", keys()).test(partition)).isFalse();
    }

    @Test
    void quotesInTextAreDoubled() {
        var filter = PartitionFilter.parse("country = 'it''s'", keys());
        assertThat(filter.test(List.of("it's", "1", ""))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"it's", "a' b", "'", "x'", "'x", "a'b'c"})
    void quotesThatTheEngineForgetsToDoubleBelongToTheText(String value) {
        var filter = PartitionFilter.parse("((country = '" + value + "')) AND ((year = 1))", keys());
        assertThat(filter.test(List.of(value, "1", ""))).isTrue();
        assertThat(filter.test(List.of("other", "1", ""))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nope = 1",
                "year = 'abc'",
                "country =",
                "country 'de'",
                "year = 1 country = 'fr'",
                "(country = 'de'",
                "country = other",
                "country is 5",
                "year not 5",
                "year between 1 or 2",
                "country in 'de'",
                "country ~ 'de'"
            })
    void whatItDoesNotUnderstandIsRefused(String expression) {
        assertThatThrownBy(() -> PartitionFilter.parse(expression, keys()))
                .isInstanceOfSatisfying(
                        ApiException.class, e -> assertThat(e.type()).isEqualTo("InvalidInputException"))
                .hasMessageStartingWith("Unsupported expression '");
    }

    private static ArrayNode keys() {
        var keys = JsonNodeFactory.instance.arrayNode();
        keys.addObject().put("Name", "country").put("Type", "string");
        keys.addObject().put("Name", "year").put("Type", "int");
        keys.addObject().put("Name", "day").put("Type", "date");
        return keys;
    }
}
