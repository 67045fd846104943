package dev.pallas.driver.internal.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.pallas.driver.AthenaException;
import dev.pallas.driver.DataType;
import dev.pallas.driver.TypedValue;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StagingTest {

    private static Optional<Staging> stage(String sql, List<List<Object>> rows) {
        return Staging.of(InsertValues.of(Statement.parse(sql)).orElseThrow(), rows);
    }

    private static List<Object> row(Object... values) {
        return Arrays.asList(values);
    }

    @Test
    void makesATableAndAnInsert() {
        var staging = stage(
                        "INSERT INTO s.t (a, b, c, d) VALUES (?, upper(?), ?, ?);",
                        List.of(
                                row(1, "it's", new BigDecimal("1.50"), null),
                                row(null, "x", new BigDecimal("10.1"), null)))
                .orElseThrow();

        assertThat(staging.rowCount()).isEqualTo(2);
        assertThat(staging.create("db.pallas_load_1", "s3://b/pallas/1/"))
                .isEqualTo("CREATE EXTERNAL TABLE `db`.`pallas_load_1` (c0 int, c1 string, c2 decimal(4,2)) STORED AS"
                        + " PARQUET LOCATION 's3://b/pallas/1/'");
        assertThat(staging.insert("db.pallas_load_1"))
                .startsWith("INSERT INTO s.t (a, b, c, d) SELECT c0")
                .contains("upper(CAST(c1 AS varchar(4)))", "c2, NULL", "\"db\".\"pallas_load_1\"");
        assertThat(Staging.drop("db.pallas_load_1")).isEqualTo("DROP TABLE IF EXISTS `db`.`pallas_load_1`");
        assertThat(staging.file()).startsWith('P', 'A', 'R', '1').endsWith('P', 'A', 'R', '1');
    }

    @Test
    void keepsAsTextWhatAFileWouldCutOff() {
        var staging = stage(
                        "INSERT INTO t VALUES (?, ?, ?)",
                        List.of(row(
                                LocalDateTime.parse("2024-02-29T10:11:12.123456"),
                                LocalDate.EPOCH,
                                Map.of("k", List.of(1)))))
                .orElseThrow();

        assertThat(staging.create("d.x", "s3://b/p/")).contains("(c0 string, c1 date, c2 map<string,array<int>>)");
        assertThat(staging.insert("d.x")).contains("CAST(c0 AS timestamp(6))");
    }

    @Test
    void leavesToValuesWhatHasNoOneType() {
        var sql = "INSERT INTO t VALUES (?)";
        assertThat(stage(sql, List.of(row(1), row(2L)))).isEmpty();
        assertThat(stage(sql, List.of(row(new TypedValue(DataType.parse("json"), "{}")))))
                .isEmpty();
        assertThat(stage(sql, List.of(row((Object) null)))).isEmpty();
        assertThat(stage(sql, List.of(row(new BigDecimal("1E+37")), row(new BigDecimal("1E-10")))))
                .isEmpty();
    }

    @Test
    void wantsAValueForEachMarker() {
        assertThatExceptionOfType(AthenaException.class)
                .isThrownBy(() -> stage("INSERT INTO t VALUES (?, ?)", List.of(row(1, 2), row(1))))
                .matches(e -> e.sqlState().equals("07001"));
    }
}
