package dev.pallas.driver.internal.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pallas.driver.AthenaException;
import dev.pallas.driver.Column;
import dev.pallas.driver.DataType;
import dev.pallas.driver.Page;
import dev.pallas.driver.RowValue;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is written into a file comes back from it, however its bytes are cut. */
class ParquetTest {
    private static final int WHOLE = Integer.MAX_VALUE;

    static Stream<Arguments> values() {
        var nul = "a\u0000b";
        return Stream.of(
                Arguments.of("boolean", Arrays.asList(true, false, null)),
                Arguments.of("tinyint", Arrays.asList(Byte.MIN_VALUE, null, Byte.MAX_VALUE)),
                Arguments.of("smallint", Arrays.asList(Short.MIN_VALUE, null, Short.MAX_VALUE)),
                Arguments.of("integer", Arrays.asList(Integer.MIN_VALUE, 0, null, Integer.MAX_VALUE)),
                Arguments.of("bigint", Arrays.asList(Long.MIN_VALUE, null, Long.MAX_VALUE)),
                Arguments.of("real", Arrays.asList(Float.NaN, -0.0f, Float.MIN_VALUE, null, Float.NEGATIVE_INFINITY)),
                Arguments.of(
                        "double",
                        Arrays.asList(
                                Double.NaN, -0.0, Double.MIN_VALUE, null, Double.MAX_VALUE, Double.POSITIVE_INFINITY)),
                Arguments.of("decimal(5, 2)", Arrays.asList(new BigDecimal("-999.99"), null, new BigDecimal("0.00"))),
                Arguments.of(
                        "decimal(38,0)",
                        Arrays.asList(
                                new BigDecimal("99999999999999999999999999999999999999"),
                                null,
                                new BigDecimal("-99999999999999999999999999999999999999"))),
                Arguments.of(
                        "decimal(38,38)", Arrays.asList(new BigDecimal("0.00000000000000000000000000000000000001"))),
                Arguments.of("varchar", Arrays.asList("", null, "it's \"ü\" 漢字 😀\r\n\t", nul, "x".repeat(1 << 20))),
                Arguments.of("varchar(3)", Arrays.asList("abc", null, "")),
                Arguments.of("char(3)", Arrays.asList("abc", null, "😀  ")),
                Arguments.of("varbinary", Arrays.asList(new byte[0], null, new byte[] {0, -1, 127, -128})),
                Arguments.of(
                        "date",
                        Arrays.asList(
                                LocalDate.of(1, 1, 1),
                                LocalDate.of(1582, 10, 10),
                                null,
                                LocalDate.of(1969, 12, 31),
                                LocalDate.of(9999, 12, 31))),
                Arguments.of(
                        "timestamp(3)",
                        Arrays.asList(
                                LocalDateTime.of(1, 1, 1, 0, 0),
                                LocalDateTime.of(1969, 12, 31, 23, 59, 59, 999_000_000),
                                null,
                                LocalDateTime.of(9999, 12, 31, 23, 59, 59, 1_000_000))),
                Arguments.of("time(3)", Arrays.asList(LocalTime.of(1, 2, 3, 4_000_000), null)),
                Arguments.of("json", Arrays.asList("{\"a\":[1,null]}", null)),
                Arguments.of("uuid", Arrays.asList(new UUID(1, 2), null)),
                Arguments.of("unknown", Arrays.asList(null, null)),
                Arguments.of(
                        "array(integer)",
                        Arrays.asList(List.of(1, 2), List.of(), null, Arrays.asList(1, null, 3), Arrays.asList((Object)
                                null))),
                Arguments.of("array(varchar)", Arrays.asList(List.of("a, b", ""), null, List.of(), List.of("[x]"))),
                Arguments.of(
                        "array(array(array(integer)))",
                        Arrays.asList(
                                List.of(List.of(List.of(1, 2), List.of()), List.of()),
                                null,
                                List.of(),
                                Arrays.asList(null, Arrays.asList(null, Arrays.asList(3, null, 4))),
                                List.of(List.of(List.of(5))))),
                Arguments.of(
                        "map(varchar, integer)",
                        Arrays.asList(Map.of("a", 1), Map.of(), null, nullable("k", null, "=", 2))),
                Arguments.of(
                        "map(integer, array(map(varchar, double)))",
                        Arrays.asList(
                                Map.of(1, List.of(Map.of("x", Double.NaN), Map.of())), Map.of(2, List.of()), null)),
                Arguments.of(
                        "row(a integer, b varchar)",
                        Arrays.asList(row("a", 1, "b", "x"), null, row("a", null, "b", null), row("a", 2, "b", ""))),
                Arguments.of(
                        "row(x row(y row(z array(integer), w varchar)))",
                        Arrays.asList(
                                row("x", row("y", row("z", List.of(1), "w", "x"))),
                                row("x", null),
                                row("x", row("y", null)),
                                null,
                                row("x", row("y", row("z", null, "w", null))))),
                Arguments.of(
                        "array(row(a integer, b array(row(c varchar))))",
                        Arrays.asList(
                                List.of(row("a", 1, "b", Arrays.asList(row("c", "x"), null, row("c", null)))),
                                Arrays.asList(null, row("a", null, "b", List.of())),
                                null,
                                List.of())));
    }

    private static Map<String, Object> nullable(Object... entries) {
        var map = new LinkedHashMap<String, Object>();
        for (var i = 0; i < entries.length; i += 2) {
            map.put((String) entries[i], entries[i + 1]);
        }
        return map;
    }

    private static RowValue row(Object... fields) {
        var map = nullable(fields);
        return new RowValue(new ArrayList<>(map.keySet()), new ArrayList<>(map.values()));
    }

    @ParameterizedTest
    @MethodSource("values")
    void everyTypeComesBack(String type, List<Object> values) {
        var file = file(type, values);

        for (var size : List.of(WHOLE, 7)) {
            var pages = read(file, List.of(type), size);
            assertThat(comparable(values(pages))).isEqualTo(comparable(values));
            assertThat(nulls(pages))
                    .isEqualTo(values.stream().map(value -> value == null).toList());
        }
    }

    private static List<Object> comparable(List<Object> values) {
        return values.stream()
                .<Object>map(
                        value -> value instanceof byte[] bytes ? HexFormat.of().formatHex(bytes) : value)
                .collect(Collectors.toCollection(ArrayList::new));
    }

    @Test
    void negativeZeroKeepsItsSign() {
        var pages = read(file("double", List.of(-0.0)), List.of("double"), WHOLE);

        assertThat(Double.doubleToRawLongBits((Double) pages.get(0).value(0, 0)))
                .isEqualTo(Double.doubleToRawLongBits(-0.0));
    }

    @Test
    void textIsThatOfOtherFetchers() {
        assertThat(text("double", 1e10)).isEqualTo("1.0E10");
        assertThat(text("decimal(5,2)", new BigDecimal("1.50"))).isEqualTo("1.50");
        assertThat(text("varbinary", new byte[] {0x31, -1})).isEqualTo("31 ff");
        assertThat(text("date", LocalDate.of(1, 2, 3))).isEqualTo("0001-02-03");
        assertThat(text("timestamp(3)", LocalDateTime.of(2020, 1, 31, 10, 11, 12)))
                .isEqualTo("2020-01-31 10:11:12.000");
        assertThat(text("array(varchar)", Arrays.asList("a", null))).isEqualTo("[a, null]");
        assertThat(text("map(varchar,integer)", Map.of("k", 1))).isEqualTo("{k=1}");
        assertThat(text("row(a integer, varchar)", new RowValue(Arrays.asList("a", null), List.of(1, "x"))))
                .isEqualTo("{a=1, x}");
    }

    private static String text(String type, Object value) {
        return read(file(type, List.of(value)), List.of(type), WHOLE).get(0).text(0, 0);
    }

    @Test
    void valuesConvertAsTextDoes() {
        var page = read(file("integer", Arrays.asList(1, 1000)), List.of("integer"), WHOLE)
                .get(0);

        assertThat(page.get(0, 0, Long.class)).isEqualTo(1L);
        assertThat(page.get(0, 0, boolean.class)).isTrue();
        assertThat(page.get(0, 0, String.class)).isEqualTo("1");
        assertThat(page.get(1, 0, BigDecimal.class)).isEqualTo("1000");
        assertThatThrownBy(() -> page.get(1, 0, Byte.class))
                .isInstanceOfSatisfying(
                        AthenaException.class, e -> assertThat(e.sqlState()).isEqualTo("22003"));
        assertThatThrownBy(() -> page.value(2, 0)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void rowsOfManyColumnsStayTogether() {
        var random = new Random(7);
        var types = List.of("bigint", "varchar", "array(integer)", "map(varchar, row(a double, b array(varchar)))");
        var builder = new ParquetFileBuilder(names(types.size()), parsed(types));
        var rows = new ArrayList<List<Object>>();
        for (var i = 0; i < 30_000; i++) {
            var row = Arrays.<Object>asList(
                    (long) i,
                    i % 5 == 0 ? null : "v" + i + "x".repeat(random.nextInt(40)),
                    i % 7 == 0
                            ? null
                            : IntStream.range(0, random.nextInt(4)).boxed().toList(),
                    Map.of("k" + i, row("a", random.nextDouble(), "b", Arrays.asList("p" + i, null))));
            rows.add(row);
            builder.add(row);
        }
        var file = builder.build();

        for (var size : List.of(WHOLE, 10_000)) {
            var read = new ArrayList<List<Object>>();
            for (var page : read(file, types, size)) {
                assertThat(page.rowCount()).isBetween(1, 8192);
                for (var row = 0; row < page.rowCount(); row++) {
                    var cells = new ArrayList<Object>();
                    for (var column = 0; column < types.size(); column++) {
                        cells.add(page.value(row, column));
                    }
                    read.add(cells);
                }
            }
            assertThat(read).isEqualTo(rows);
        }
    }

    @Test
    void largeValuesMakeSmallPages() {
        var values = IntStream.range(0, 40)
                .<Object>mapToObj(i -> i + "y".repeat(1 << 20))
                .toList();

        var pages = read(file("varchar", values), List.of("varchar"), 1 << 20);

        assertThat(values(pages)).isEqualTo(values);
        assertThat(pages).allSatisfy(page -> assertThat(page.rowCount()).isLessThan(8));
    }

    @Test
    void fileWithoutRowsHasNoRowGroup() {
        assertThat(read(file("integer", List.of()), List.of("integer"), WHOLE)).isEmpty();
    }

    @Test
    void otherFilesAreRefused() {
        var file = file("integer", List.of(1));

        assertThatThrownBy(() -> ParquetFile.footerSize("<Error/>".getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(ParquetFormatException.class)
                .hasMessage("it does not end as Parquet does");
        assertThatThrownBy(() -> ParquetFile.footerSize(new byte[0])).isInstanceOf(ParquetFormatException.class);
        assertThatThrownBy(() -> read(file, List.of("array(integer)"), WHOLE))
                .isInstanceOf(ParquetFormatException.class)
                .hasMessageContaining("c0");
        assertThatThrownBy(() -> read(file, List.of("integer", "integer"), WHOLE))
                .isInstanceOf(ParquetFormatException.class)
                .hasMessage("it has no column c1");
    }

    private static byte[] file(String type, List<?> values) {
        var builder = new ParquetFileBuilder(List.of("c0"), parsed(List.of(type)));
        values.forEach(value -> builder.add(Arrays.asList(value)));
        return builder.build();
    }

    private static List<String> names(int count) {
        return IntStream.range(0, count).mapToObj(i -> "c" + i).toList();
    }

    private static List<DataType> parsed(List<String> types) {
        return types.stream().map(type -> DataType.parse(type)).toList();
    }

    /** Feeds each leaf so many bytes at a time. */
    private static List<Page> read(byte[] file, List<String> types, int size) {
        var parsed = parsed(types);
        var columns = new ArrayList<Column>();
        for (var i = 0; i < types.size(); i++) {
            columns.add(new Column("c" + i, "c" + i, parsed.get(i).type(), types.get(i), 0, 0));
        }
        var pages = new ArrayList<Page>();
        for (var group :
                ParquetFile.of(file, names(types.size()), parsed, columns).rowGroups()) {
            var fed =
                    group.parts().stream().mapToLong(RowGroupReader.Part::start).toArray();
            while (group.hasRows()) {
                for (var hungry = group.hungry(); !hungry.isEmpty(); hungry = group.hungry()) {
                    for (var leaf : hungry) {
                        var end = Math.min(
                                fed[leaf] + size, group.parts().get(leaf).end());
                        group.feed(leaf, Arrays.copyOfRange(file, (int) fed[leaf], (int) end));
                        fed[leaf] = end;
                    }
                }
                pages.add(group.take());
            }
        }
        return pages;
    }

    private static List<Object> values(List<Page> pages) {
        return cells(pages, page -> row -> page.value(row, 0));
    }

    private static List<Object> nulls(List<Page> pages) {
        return cells(pages, page -> row -> page.isNull(row, 0));
    }

    private static List<Object> cells(
            List<Page> pages, java.util.function.Function<Page, java.util.function.IntFunction<Object>> cell) {
        var cells = new ArrayList<Object>();
        for (var page : pages) {
            for (var row = 0; row < page.rowCount(); row++) {
                cells.add(cell.apply(page).apply(row));
            }
        }
        return cells;
    }
}
