package dev.pallas.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The SQL in the tables of {@code docs/functions.md} is what the dialect writes. */
class FunctionTableTest {
    private static Athena athena;

    @BeforeAll
    static void boot() {
        athena = Athena.of(
                Map.of("hibernate.query.hql.json_functions_enabled", "true"), Library.Author.class, Library.Book.class);
    }

    @AfterAll
    static void close() {
        athena.close();
    }

    /** A row of a table; the HQL and the SQL of functions stand alone. */
    record Row(String section, String hql, String sql) {
        static List<Row> all() throws IOException {
            var rows = new ArrayList<Row>();
            var section = "";
            for (var line : Files.readAllLines(Path.of("../docs/functions.md"))) {
                if (line.startsWith("## ")) {
                    section = line.substring(3);
                } else if (line.startsWith("| `")) {
                    var cells = line.split("(?<!\\\\)\\|", -1);
                    rows.add(new Row(section, code(cells[1]), code(cells[2])));
                }
            }
            return rows;
        }

        private static String code(String cell) {
            var text = cell.strip().replace("\\|", "|");
            return text.substring(1, text.length() - 1);
        }

        @Override
        public String toString() {
            return hql;
        }
    }

    static List<Row> rows() throws IOException {
        return Row.all();
    }

    @Test
    void theTablesAreRead() throws IOException {
        assertThat(Row.all()).hasSizeGreaterThan(350);
    }

    @ParameterizedTest
    @MethodSource("rows")
    void becomes(Row row) {
        if (row.section().equals("Queries")) {
            assertThat(athena.sql(row.hql())).isEqualTo(row.sql());
        } else {
            assertThat(athena.sql("select " + row.hql() + " from Book b"))
                    .isEqualTo("select " + row.sql() + " from Book b1_0");
        }
    }
}
