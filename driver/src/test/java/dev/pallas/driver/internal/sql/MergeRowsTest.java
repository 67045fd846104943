package dev.pallas.driver.internal.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MergeRowsTest {
    private static final String UPSERT =
            "merge into db.T as t using (select ? id, cast(? as varchar) Name, 'x' kind) as s on (t.id=s.id) "
                    + "when not matched then insert (id, name) values (s.id, s.name) when matched then update set name=s.name";

    private static List<String> fold(String sql, List<?>... rows) {
        return MergeRows.of(Statement.parse(sql)).orElseThrow().fold(Arrays.asList(rows)).stream()
                .map(MergeRows.Folded::sql)
                .toList();
    }

    @Test
    void rowsBecomeThoseOfTheSource() {
        assertThat(fold(UPSERT, List.of(1, "a'b"), Arrays.asList(2, null)))
                .containsExactly("merge into db.T as t using (VALUES (1,cast('a''b' as varchar),'x'),"
                        + "(2,cast(NULL as varchar),'x')) s(id,Name,kind) on (t.id=s.id) "
                        + "when not matched then insert (id, name) values (s.id, s.name) "
                        + "when matched then update set name=s.name");
    }

    @Test
    void oneRowIsTheStatementItself() {
        assertThat(fold(UPSERT, List.of(1, "a")))
                .containsExactly(Statement.parse(UPSERT).bind(List.of(1, "a")));
    }

    @Test
    void aKeyThatIsThereTwiceStartsAnew() {
        assertThat(fold(UPSERT, List.of(1, "a"), List.of(2, "b"), List.of(1, "c"), List.of(3, "d")))
                .hasSize(2)
                .allSatisfy(sql -> assertThat(sql).contains("VALUES"));
        assertThat(fold(UPSERT, Arrays.asList(null, "a"), Arrays.asList(null, "b")))
                .hasSize(2);
        assertThat(fold(UPSERT, List.of(1.5, "a"), List.of(2.5, "b"))).hasSize(2);
        assertThat(fold(UPSERT, List.of(1, "a"), List.of(2L, "b"))).hasSize(2);
    }

    @Test
    void severalKeysAndConditionsBeforeTheLastBranch() {
        assertThat(fold(
                        "MERGE INTO a.b \"T\" USING (SELECT ? AS k, ? AS \"L\", ? v) s ON s.k = \"T\".k AND \"T\".\"L\" = s.l"
                                + " WHEN MATCHED AND s.v IS NULL THEN DELETE WHEN MATCHED THEN UPDATE SET v = s.v"
                                + " WHEN NOT MATCHED THEN INSERT (k, l, v) VALUES (s.k, s.l, s.v);",
                        List.of(1, "x", 5),
                        Arrays.asList(1, "y", null)))
                .singleElement()
                .asString()
                .contains("USING (VALUES (1,'x',5),(1,'y',NULL)) s(k,\"L\",v) ON s.k");
    }

    @Test
    void aCastKeyTellsRowsApartWhereItKeepsTheValue() {
        var sql = "merge into t using (select cast(? as %s) id) s on t.id = s.id when matched then delete"
                + " when not matched then insert (id) values (s.id)";

        assertThat(fold(sql.formatted("bigint"), List.of(1L), List.of(2L)))
                .singleElement()
                .asString()
                .contains("(VALUES (cast(BIGINT '1' as bigint)),(cast(BIGINT '2' as bigint))) s(id) on");
        assertThat(fold(sql.formatted("varchar"), List.of("a"), List.of("b"))).hasSize(1);
        assertThat(fold(sql.formatted("bigint"), List.of("1"), List.of("01"))).hasSize(2);
        assertThat(fold(sql.formatted("real"), List.of(1L), List.of(2L))).hasSize(2);
        assertThat(MergeRows.of(Statement.parse(sql.formatted("varchar(2)")))).isEmpty();
    }

    @Test
    void aTextHoldsWhatAthenaTakes() {
        var long1 = List.of(1, "x".repeat(200_000));
        var long2 = List.of(2, "y".repeat(200_000));
        assertThat(fold(UPSERT, long1, long2)).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // a row may change none
                "merge into t using (select ? id, ? a) s on t.id = s.id when matched then update set a = s.a",
                "merge into t using (select ? id, ? a) s on t.id = s.id when not matched then insert (id) values (s.id)",
                "merge into t using (select ? id, ? a) s on t.id = s.id when matched and t.a < s.a then update set a = s.a"
                        + " when not matched then insert (id) values (s.id)",
                // or what another is found by
                "merge into t using (select ? id, ? a) s on t.id = s.id and t.a = s.a when matched then update set a = 1"
                        + " when not matched then insert (id) values (s.id)",
                "merge into t using (select ? id) s on t.id > s.id when matched then delete when not matched then insert (id) values (1)",
                "merge into t using (select ? + 1 id) s on t.id = s.id when matched then delete when not matched then insert (id) values (1)",
                "merge into t using (select ? id from u) s on t.id = s.id when matched then delete when not matched then insert (id) values (1)",
                "merge into t using (select (select ?) id) s on t.id = s.id when matched then delete when not matched then insert (id) values (1)",
                "merge into t using (select ? id) s on t.id = s.id when matched then update set a = ? when not matched then insert (id) values (1)",
                "merge into t using u on t.id = u.id when matched then delete when not matched then insert (id) values (?)",
                "update t set a = ? where id = ?",
                "merge into t using (select ? id) s on",
                "merge into t using (select",
                "merge"
            })
    void otherStatementsAreNot(String sql) {
        assertThat(MergeRows.of(Statement.parse(sql))).isEmpty();
    }
}
