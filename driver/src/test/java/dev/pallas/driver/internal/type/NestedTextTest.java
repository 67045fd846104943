package dev.pallas.driver.internal.type;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.pallas.driver.AthenaException;
import dev.pallas.driver.Column;
import dev.pallas.driver.DataType;
import dev.pallas.driver.RowValue;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NestedTextTest {

    private static Column column(String type) {
        var dataType = DataType.parse(type);
        return new Column("c", "c", dataType.type(), type, 0, 0);
    }

    private static Object decode(String type, String text) {
        return Values.decode(text, column(type));
    }

    @Test
    void whatHasNoStringsIsClear() {
        assertThat(decode("array(integer)", "[1, null, -3]")).isEqualTo(Arrays.asList(1, null, -3));
        assertThat(decode("array(integer)", "[]")).isEqualTo(List.of());
        assertThat(decode("array(array(boolean))", "[[true], [], null]"))
                .isEqualTo(Arrays.asList(List.of(true), List.of(), null));
        assertThat(decode("map(date, double)", "{2020-01-31=1.0E10, -0044-03-15=NaN}"))
                .isEqualTo(Map.of(LocalDate.of(2020, 1, 31), 1.0e10, LocalDate.of(-44, 3, 15), Double.NaN));
        assertThat(decode("map(integer, integer)", "{}")).isEqualTo(Map.of());
        assertThat(decode("row(a decimal(3,2), b timestamp(3))", "{a=1.50, b=2020-01-31 10:11:12.123}"))
                .isEqualTo(new RowValue(
                        List.of("a", "b"),
                        List.of(new BigDecimal("1.50"), LocalDateTime.of(2020, 1, 31, 10, 11, 12, 123_000_000))));
        assertThat(decode("row(integer, bigint)", "{1, null}"))
                .isEqualTo(new RowValue(Arrays.asList(null, null), Arrays.asList(1, null)));
        assertThat(Values.decode("[61 62, , null]", column("array(varbinary)"), byte[][].class))
                .isEqualTo(new byte[][] {{0x61, 0x62}, {}, null});
        assertThat(decode("array(unknown)", "[null]")).isEqualTo(Collections.singletonList(null));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "array(varchar)                 | [abc]             | [abc]",
                "array(varchar(1))              | [a, b, c]         | [a, b, c]",
                "array(varchar(3))              | [abc, de]         | [abc, de]",
                "array(char(2))                 | [ab, cd]          | [ab, cd]",
                "map(varchar, integer)          | {k=1}             | {k=1}",
                "map(varchar, integer)          | {k=1=2}           | {k=1=2}",
                "row(a varchar, b integer)      | {a=x, b=1}        | {a=x, b=1}",
                "row(a varchar, b integer)      | {a=x, b=1, b=2}   | {a=x, b=1, b=2}",
                "row(a varchar, b integer)      | {a=, b=1}         | {a=, b=1}",
                "row(a varchar)                 | {a={]=, }         | {a={]=, }",
                "row(a array(varchar), b integer) | {a=[x], b=1}    | {a=[x], b=1}",
            })
    void aStringIsClearWhereNothingElseCanBeItsEnd(String type, String text, String written) {
        assertThat(AthenaText.of(decode(type, text))).isEqualTo(written);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "array(varchar)                 | [a, b]",
                "array(varchar)                 | []",
                "array(varchar)                 | [null]",
                "array(varbinary)               | []",
                "array(varchar(4))              | [null]",
                "map(varchar, integer)          | {a=1, b=2}",
                "map(integer, varchar)          | {1=a, 2=b}",
                "map(varchar, varchar)          | {a=b=c}",
                "row(a varchar, b integer)      | {a=null, b=1}",
                "row(varchar, varchar)          | {a, b, c}",
                "row(a varchar, b varchar)      | {a=1, b=2, b=3}",
                "array(row(a integer, b varchar)) | [{a=1, b=x}, {a=2, b=y}]",
                "array(json)                    | [1, 2]",
                "array                          | [1, 2]",
                "row                            | {a=1}",
            })
    void aTextOfSeveralValuesIsRefusedWithTheWayAround(String type, String text) {
        assertThatExceptionOfType(AthenaException.class)
                .isThrownBy(() -> decode(type, text))
                .withMessageContaining("CAST(c AS JSON)")
                .withMessageContaining("ResultFetcher=unload")
                .satisfies(e -> assertThat(e.sqlState()).isEqualTo("0A000"));
        assertThat(Values.decode(text, column(type), String.class)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "array(integer)            | [1, x]",
                "array(integer)            | [1, 2",
                "array(integer)            | [1, 2] ",
                "array(integer)            | [1,2]",
                "array(integer)            | 1",
                "map(integer, integer)     | {1}",
                "map(integer, integer)     | {null=1}",
                "row(a integer)            | {b=1}",
                "row(a integer)            | {a=1, b=2}",
                "row(a varchar)            | [a]",
            })
    void aTextOfAnotherTypeIsRefused(String type, String text) {
        assertThatExceptionOfType(AthenaException.class)
                .isThrownBy(() -> decode(type, text + (text.endsWith("]") && type.startsWith("array") ? "x" : "")))
                .satisfies(e -> assertThat(e.sqlState()).isEqualTo("22000"));
    }

    @Test
    void longTextsAreReadOrRefusedInTime() {
        var numbers = IntStream.range(0, 200_000).boxed().toList();
        assertThat(decode("array(integer)", numbers.toString())).isEqualTo(numbers);
        var words = IntStream.range(0, 50_000).mapToObj(i -> "w" + i).collect(Collectors.joining(", ", "[", "]"));
        assertThatExceptionOfType(AthenaException.class)
                .isThrownBy(() -> decode("array(varchar)", words))
                .satisfies(e -> assertThat(e.sqlState()).isEqualTo("0A000"));
        var fields = IntStream.range(0, 60).mapToObj(i -> "f" + i + " varchar").collect(Collectors.joining(", "));
        var text = IntStream.range(0, 60).mapToObj(i -> "f" + i + "=v, " + i).collect(Collectors.joining(", "));
        assertThat(((RowValue) decode("row(" + fields + ")", "{" + text + "}")).get("f59"))
                .isEqualTo("v, 59");
    }

    @Test
    void convertsToJavaArraysAndMaps() {
        assertThat(Values.decode("[1, 2]", column("array(integer)"), int[].class))
                .containsExactly(1, 2);
        assertThat(Values.decode("[1, null]", column("array(integer)"), Long[].class))
                .containsExactly(1L, null);
        assertThat(Values.decode("[[1]]", column("array(array(integer))"), String[][].class))
                .isEqualTo(new String[][] {{"1"}});
        assertThat((Object) Values.decode("{a=1}", column("row(a integer)"), Map.class))
                .isEqualTo(Map.of("a", 1));
        assertThatExceptionOfType(AthenaException.class)
                .isThrownBy(() -> Values.decode("[null]", column("array(integer)"), int[].class))
                .satisfies(e -> assertThat(e.sqlState()).isEqualTo("22002"));
        assertThatExceptionOfType(AthenaException.class)
                .isThrownBy(() -> Values.decode("[300]", column("array(integer)"), Byte[].class))
                .satisfies(e -> assertThat(e.sqlState()).isEqualTo("22003"));
    }
}
