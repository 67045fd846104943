package dev.pallas.it.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pallas.it.dialect.Library.Author;
import dev.pallas.it.dialect.Library.Book;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The values in the tables of {@code docs/functions.md} are what the engine answers. */
class FunctionTableIT {
    /** Functions to a statement: a statement costs more than a function. */
    private static final int TOGETHER = 25;

    private static Orm orm;

    @BeforeAll
    static void boot() {
        orm = Orm.create("dialect_function_table", Author.class, Book.class);
        Library.fill(orm);
    }

    @AfterAll
    static void close() {
        orm.close();
    }

    private record Row(String section, String hql, String value) {
        static List<Row> all() throws IOException {
            var rows = new ArrayList<Row>();
            var section = "";
            for (var line : Files.readAllLines(Path.of("../docs/functions.md"))) {
                if (line.startsWith("## ")) {
                    section = line.substring(3);
                } else if (line.startsWith("| `")) {
                    var cells = line.split("(?<!\\\\)\\|", -1);
                    rows.add(new Row(section, code(cells[1]), code(cells[3])));
                }
            }
            return rows;
        }

        private static String code(String cell) {
            var text = cell.strip().replace("\\|", "|");
            return text.isEmpty() ? "" : text.substring(1, text.length() - 1);
        }
    }

    static Stream<List<Row>> functions() throws IOException {
        var sections = Row.all().stream()
                .filter(row -> !row.section.equals("Queries"))
                .collect(Collectors.groupingBy(row -> row.section.equals("Aggregates")));
        return sections.values().stream()
                .flatMap(rows -> IntStream.iterate(0, start -> start < rows.size(), start -> start + TOGETHER)
                        .mapToObj(start -> rows.subList(start, Math.min(start + TOGETHER, rows.size()))));
    }

    static Stream<Row> queries() throws IOException {
        return Row.all().stream().filter(row -> row.section.equals("Queries"));
    }

    @ParameterizedTest
    @MethodSource("functions")
    void functionsAreWorth(List<Row> rows) {
        var from = rows.get(0).section.equals("Aggregates") ? " from Book b" : " from Book b where b.id = 1";
        var hql = rows.stream().map(row -> row.hql).collect(Collectors.joining(", ", "select ", from));
        var values = orm.rows(hql).get(0);
        var actual = IntStream.range(0, rows.size())
                .mapToObj(i -> rows.get(i).hql + " = " + text(values.get(i)))
                .toList();
        assertThat(actual)
                .containsExactlyElementsOf(
                        rows.stream().map(row -> row.hql + " = " + row.value).toList());
    }

    @ParameterizedTest
    @MethodSource("queries")
    void queriesAnswer(Row row) {
        List<Object> rows = orm.read(
                session -> session.createSelectionQuery(row.hql, Object.class).getResultList());
        assertThat(rows.stream().map(FunctionTableIT::text).collect(Collectors.joining(", ")))
                .isEqualTo(row.value);
    }

    private static String text(Object value) {
        if (value instanceof Object[] values) {
            return Arrays.stream(values).map(FunctionTableIT::text).toList().toString();
        }
        return value instanceof byte[] bytes ? "X'" + HexFormat.of().formatHex(bytes) + "'" : String.valueOf(value);
    }
}
