package dev.pallas.driver.internal.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.pallas.driver.AthenaType;
import dev.pallas.driver.Column;
import dev.pallas.driver.Page;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvTest {

    static List<Column> columns(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> new Column("c" + i, "c" + i, AthenaType.VARCHAR, "varchar", 0, 0))
                .toList();
    }

    static List<List<String>> rows(Page page, int columns) {
        var rows = new ArrayList<List<String>>();
        for (var row = 0; row < page.rowCount(); row++) {
            var cells = new ArrayList<String>();
            for (var column = 0; column < columns; column++) {
                assertThat(page.isNull(row, column)).isEqualTo(page.text(row, column) == null);
                cells.add(page.text(row, column));
            }
            rows.add(cells);
        }
        return rows;
    }

    private static List<List<String>> read(String csv, int columns) {
        var bytes = csv.getBytes(StandardCharsets.UTF_8);
        return rows(new CsvPage(columns(columns), bytes, CsvIndex.of(bytes, 0, columns, true)), columns);
    }

    static String write(List<List<String>> rows) {
        return rows.stream()
                .map(row -> row.stream()
                        .map(cell -> cell == null ? "" : "\"" + cell.replace("\"", "\"\"") + "\"")
                        .collect(Collectors.joining(",", "", "\n")))
                .collect(Collectors.joining());
    }

    @Test
    void nothingIsNullAndQuotesAreTheEmptyString() {
        assertThat(read("\"a\",,\"\"\n,,\n", 3))
                .containsExactly(Arrays.asList("a", null, ""), Arrays.asList(null, null, null));
    }

    @Test
    void quotesNewlinesAndCommasStay() {
        assertThat(read("\"a\"\"b\",\"c,\nd\"\n\"\"\"\",\"\"\"\"\"\"\n", 2))
                .containsExactly(List.of("a\"b", "c,\nd"), List.of("\"", "\"\""));
    }

    @Test
    void anEmptyLineIsARowWhoseOnlyColumnIsNull() {
        assertThat(read("\n\"x\"\n\n", 1))
                .containsExactly(Arrays.asList((String) null), List.of("x"), Arrays.asList((String) null));
    }

    @Test
    void noBytesAreNoRows() {
        assertThat(read("", 1)).isEmpty();
        assertThat(read("", 2)).isEmpty();
    }

    @Test
    void theLastRecordNeedsNoNewline() {
        assertThat(read("\"a\",\"b\"\n\"c\",", 2)).containsExactly(List.of("a", "b"), Arrays.asList("c", null));
        assertThat(read("\"a\"", 1)).containsExactly(List.of("a"));
    }

    @Test
    void textThatIsNotQuotedIsText() {
        assertThat(read("1,a b\n", 2)).containsExactly(List.of("1", "a b"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"a\"\n", "\"a\",\"b\",\"c\"\n", "\"a\"x,\"b\"\n", "\n"})
    void aRecordThatIsNotOneIsRefused(String csv) {
        assertThatExceptionOfType(CsvIndex.CsvException.class).isThrownBy(() -> read(csv, 2));
    }

    @Test
    void aRecordThatIsNotWholeIsLeftForLater() {
        var bytes = "\"a\",\"b\"\n\"c\",\"d\"\n\"e".getBytes(StandardCharsets.UTF_8);
        var index = CsvIndex.of(bytes, 0, 2, false);
        assertThat(index.rows()).isEqualTo(2);
        assertThat(index.consumed()).isEqualTo(16);
        assertThat(CsvIndex.of(Arrays.copyOf(bytes, 15), 0, 2, false).rows()).isEqualTo(1);
    }

    @Test
    void manyRowsAfterFewLongOnesHaveTheirPlaces() {
        for (var length = 0; length < 100; length++) {
            var rows = new ArrayList<List<String>>();
            rows.addAll(Collections.nCopies(100, List.of("x".repeat(length))));
            rows.addAll(Collections.nCopies(3_000, List.of("")));
            assertThat(read(write(rows), 1)).isEqualTo(rows);
        }
    }

    @Test
    void randomRowsComeBackWhereverTheBytesAreCut() {
        var random = new Random(3);
        for (var round = 0; round < 2_000; round++) {
            var columns = 1 + random.nextInt(4);
            var rows = new ArrayList<List<String>>();
            for (var i = random.nextInt(6); i > 0; i--) {
                rows.add(IntStream.range(0, columns).mapToObj(c -> cell(random)).collect(Collectors.toList()));
            }
            var bytes = write(rows).getBytes(StandardCharsets.UTF_8);
            var cut = random.nextInt(bytes.length + 1);
            var first = Arrays.copyOf(bytes, cut);
            var index = CsvIndex.of(first, 0, columns, false);
            var read = new ArrayList<>(rows(new CsvPage(columns(columns), first, index), columns));
            var rest = CsvIndex.of(bytes, index.consumed(), columns, true);
            read.addAll(rows(new CsvPage(columns(columns), bytes, rest), columns));
            assertThat(read).isEqualTo(rows);
        }
    }

    private static String cell(Random random) {
        if (random.nextInt(5) == 0) {
            return null;
        }
        var text = new StringBuilder();
        for (var length = random.nextInt(5); length > 0; length--) {
            text.append("\",\n\r aé\uFFFD".charAt(random.nextInt(8)));
        }
        return text.toString();
    }
}
