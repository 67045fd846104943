package dev.pallas.driver.internal.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyedChangeTest {
    private static List<String> fold(String sql, List<?>... rows) {
        return KeyedChange.of(Statement.parse(sql)).orElseThrow().fold(Arrays.asList(rows)).stream()
                .map(KeyedChange.Folded::sql)
                .toList();
    }

    @Test
    void anUpdateBecomesAMerge() {
        assertThat(fold(
                        "update db.\"T\" set Name=?, version=?, flag = true where id=? and version=?;",
                        List.of("a'b", 2, 1L, 1),
                        Arrays.asList(null, 3, 2L, 2)))
                .containsExactly(
                        "MERGE INTO db.\"T\" t USING (VALUES (0,'a''b',2,BIGINT '1',1),(0,NULL,3,BIGINT '2',2))"
                                + " s (n, c0, c1, c2, c3) ON t.id = s.c2 AND t.version = s.c3 WHEN MATCHED THEN UPDATE SET name = s.c0,"
                                + " version = s.c1, flag = true WHEN NOT MATCHED THEN INSERT (id) VALUES"
                                + " (CASE WHEN 1 / s.n = 0 THEN s.c2 END)");
    }

    @Test
    void aCastOfAParameterStaysAroundIt() {
        assertThat(fold(
                        "update t set a=cast(json_parse(?) as array(varchar)),b=? where id=?",
                        List.of("[\"x\"]", 1, 10),
                        List.of("[]", 2, 20)))
                .containsExactly("MERGE INTO t t USING (VALUES (0,'[\"x\"]',1,10),(0,'[]',2,20)) s (n, c0, c1, c2) "
                        + "ON t.id = s.c2 WHEN MATCHED THEN UPDATE SET a = cast(json_parse(s.c0) as array(varchar)), "
                        + "b = s.c1 WHEN NOT MATCHED THEN INSERT (id) VALUES (CASE WHEN 1 / s.n = 0 THEN s.c2 END)");
        assertThat(KeyedChange.of(Statement.parse("update t set a = cast(? + ? as integer) where id = ?")))
                .isEmpty();
    }

    @Test
    void timesAreTextAsColumnsHoldThem() {
        assertThat(fold("delete from t where a = ?", List.of(LocalTime.of(1, 2)), List.of(LocalTime.of(3, 4))))
                .hasSize(2)
                .first()
                .isEqualTo("delete from t where a = '01:02:00.000000000'");
        assertThat(fold("update t set a = ? where id = ?", List.of(LocalTime.of(1, 2), 1), List.of(LocalTime.MIN, 2)))
                .singleElement()
                .asString()
                .startsWith(
                        "MERGE INTO t t USING (VALUES (0,'01:02:00.000000000',1),(0,'00:00:00.000000000',2)) s (n, c0, c1)");
    }

    @Test
    void aDeleteBecomesAMerge() {
        assertThat(fold("DELETE FROM t WHERE id = ? AND a IS NOT NULL AND b = 'x'", List.of(1), List.of(2)))
                .containsExactly(
                        "MERGE INTO t t USING (VALUES (0,1),(0,2)) s (n, c0) ON t.id = s.c0 AND t.a IS NOT NULL"
                                + " AND t.b = 'x' WHEN MATCHED THEN DELETE WHEN NOT MATCHED THEN INSERT (id) VALUES"
                                + " (CASE WHEN 1 / s.n = 0 THEN s.c0 END)");
    }

    @Test
    void theRowsThatThereAreCanBeAskedFor() {
        var change = KeyedChange.of(Statement.parse("UPDATE t SET a = ? WHERE id = ?"))
                .orElseThrow();
        assertThat(change.matching(List.of(List.of("x", 1), List.of("y", 2))))
                .isEqualTo(
                        "SELECT DISTINCT s.n FROM (VALUES (0,'x',1),(1,'y',2)) s (n, c0, c1) JOIN t t ON t.id = s.c1");
    }

    @Test
    void aRowByItselfStaysWhatItIs() {
        assertThat(fold("UPDATE t SET a = ? WHERE id = ?", List.of("x", 1)))
                .containsExactly("UPDATE t SET a = 'x' WHERE id = 1");
    }

    @Test
    void rowsOfOneKeyComeOneAfterTheOther() {
        var sql = "UPDATE t SET v = ? WHERE id = ? AND v = ?";
        assertThat(fold(sql, List.of(2, 1, 1), List.of(3, 1, 2)))
                .containsExactly(
                        "UPDATE t SET v = 2 WHERE id = 1 AND v = 1", "UPDATE t SET v = 3 WHERE id = 1 AND v = 2");
        assertThat(fold("DELETE FROM t WHERE id = ?", List.of(new BigDecimal("1.0")), List.of(new BigDecimal("1.00"))))
                .hasSize(2);
        assertThat(fold("DELETE FROM t WHERE id = ?", List.of("a"), List.of("a  ")))
                .hasSize(2);
        assertThat(fold("DELETE FROM t WHERE id = ?", List.of("a"), List.of("A")))
                .hasSize(1);
    }

    @Test
    void aKeyThatIsChangedIsNone() {
        assertThat(fold("UPDATE t SET a = ? WHERE a = ?", List.of(2, 1), List.of(3, 2)))
                .containsExactly("UPDATE t SET a = 2 WHERE a = 1", "UPDATE t SET a = 3 WHERE a = 2");
    }

    @Test
    void valuesWhoseEqualityIsNotKnownAreNoKey() {
        assertThat(fold("DELETE FROM t WHERE id = ?", List.of(1.5), List.of(2.5)))
                .hasSize(2);
    }

    @Test
    void nestedValuesAreNotPutTogether() {
        assertThat(fold("UPDATE t SET a = ? WHERE id = ?", List.of(List.of(1), 1), List.of(List.of(2), 2)))
                .hasSize(2);
        assertThat(fold("UPDATE t SET a = ? WHERE id = ?", List.of(new byte[] {1}, 1), List.of(new byte[] {2}, 2)))
                .hasSize(1);
    }

    @Test
    void valuesOfDifferentTypesAreNotPutTogether() {
        assertThat(fold("UPDATE t SET a = ? WHERE id = ?", List.of(1, 1), List.of("a", 2), List.of("b", 3)))
                .hasSize(2);
    }

    @Test
    void noTextGetsTooLong() {
        var rows = IntStream.range(0, 1000)
                .mapToObj(i -> List.<Object>of("é".repeat(300), i))
                .toList();
        var folded = KeyedChange.of(Statement.parse("UPDATE t SET a = ? WHERE id = ?"))
                .orElseThrow()
                .fold(rows);
        assertThat(folded)
                .hasSizeBetween(3, 4)
                .allMatch(each -> Statement.utf8Length(each.sql()) <= Statement.MAX_BYTES);
        assertThat(folded.stream().flatMap(each -> each.rows().stream()).toList())
                .isEqualTo(rows);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPDATE t SET a = a + ? WHERE id = ?",
                "UPDATE t SET a = ?",
                "UPDATE t SET a = ? WHERE id > ?",
                "UPDATE t SET a = ? WHERE id = ? OR b = ?",
                "UPDATE t SET a = ? WHERE id IN (?, ?)",
                "UPDATE t SET a = ? WHERE id = 1",
                "UPDATE t SET a = ? WHERE id = ? + 1",
                "UPDATE t SET a = (SELECT 1) WHERE id = ?",
                "UPDATE t SET a.b = ? WHERE id = ?",
                "DELETE FROM t WHERE NOT id = ?",
                "DELETE FROM t",
                "DELETE t WHERE id = ?",
                "SELECT * FROM t WHERE id = ?",
                "MERGE INTO t USING s ON t.id = ? WHEN MATCHED THEN DELETE"
            })
    void otherStatementsAreNotFolded(String sql) {
        assertThat(KeyedChange.of(Statement.parse(sql))).isEmpty();
    }
}
