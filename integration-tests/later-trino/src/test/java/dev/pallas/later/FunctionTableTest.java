package dev.pallas.later;

import static org.assertj.core.api.Assertions.assertThat;

import io.trino.spi.type.TimeZoneKey;
import io.trino.testing.StandaloneQueryRunner;
import io.trino.testing.TestingSession;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The SQL in the tables of {@code docs/functions.md}, which the build runs on the oldest Trino that Athena may be, runs on a later one as well. */
class FunctionTableTest {
    /** The tables of the page's values; without a connector, they are part of each query. */
    private static final String TABLES =
            """
            Book(id,version,title,price,pages,inPrint,rating,published,updated,readAt,genre,author_id) as (values
            (bigint '1',0,cast('Alpha' as varchar),cast(10.25 as decimal(12,2)),100,false,1e0,date '2021-02-28',
            timestamp '2024-01-02 10:11:12.123456',cast('23:59:59.500000000' as varchar),cast('NOVEL' as varchar),bigint '1'),
            (2,0,'Beta',20.50,200,true,2e0,date '2022-02-28',timestamp '2024-01-03 10:11:12.123456','23:59:59.500000000','NOVEL',1),
            (3,0,'Gamma',5.00,300,true,3e0,date '2023-02-28',timestamp '2024-01-04 10:11:12.123456','23:59:59.500000000','ESSAY',2),
            (4,0,'Delta',7.75,50,false,5e-1,date '2024-02-29',timestamp '2024-01-05 10:11:12.123456','23:59:59.500000000','ESSAY',2)),
            Author(id,name) as (values (bigint '1',cast('Ann' as varchar)),(2,'Bob'))""";

    private static StandaloneQueryRunner trino;

    @BeforeAll
    static void start() {
        trino = new StandaloneQueryRunner(TestingSession.testSessionBuilder()
                .setTimeZoneKey(TimeZoneKey.UTC_KEY)
                .build());
    }

    @AfterAll
    static void stop() {
        trino.close();
    }

    /** A row of a table; the value is that of the build, {@code X'..'} for bytes. */
    record Row(String hql, String query, String value) {
        static Row of(String section, String line) {
            var cells = line.split("(?<!\\\\)\\|", -1);
            var sql = code(cells[2]);
            var query =
                    switch (section) {
                        case "Queries" -> sql;
                        case "Aggregates" -> "select " + sql + " from Book b1_0";
                        default -> "select " + sql + " from Book b1_0 where b1_0.id=1";
                    };
            return new Row(code(cells[1]), withTables(query), code(cells[3]));
        }

        private static String withTables(String query) {
            for (var with : List.of("with recursive ", "with ")) {
                if (query.startsWith(with)) {
                    return with + TABLES + "," + query.substring(with.length());
                }
            }
            return "with " + TABLES + " " + query;
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
        var rows = new ArrayList<Row>();
        var section = "";
        for (var line : Files.readAllLines(Path.of("../../docs/functions.md"))) {
            if (line.startsWith("## ")) {
                section = line.substring(3);
            } else if (line.startsWith("| `")) {
                rows.add(Row.of(section, line));
            }
        }
        return rows;
    }

    /** Also compares numbers, booleans and words, which need no look at the type. */
    @ParameterizedTest
    @MethodSource("rows")
    void runs(Row row) {
        var rows = trino.execute(trino.getDefaultSession(), row.query()).getMaterializedRows();

        var value = rows.size() == 1 ? rows.get(0).getField(0) : null;
        if (value instanceof Number number && row.value().matches("-?\\d+(\\.\\d+)?")) {
            assertThat(new BigDecimal(number.toString())).isEqualByComparingTo(row.value());
        } else if (value instanceof Boolean) {
            assertThat(value).hasToString(row.value());
        } else if (row.value().matches("[A-Z][a-z]+(, [A-Z][a-z]+)*")
                && rows.stream().allMatch(one -> one.getFieldCount() == 1)) {
            assertThat(rows.stream().map(one -> String.valueOf(one.getField(0))).collect(Collectors.joining(", ")))
                    .isEqualTo(row.value());
        }
    }
}
