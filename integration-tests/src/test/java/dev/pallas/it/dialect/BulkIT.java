package dev.pallas.it.dialect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pallas.it.dialect.Fleet.Ferry;
import dev.pallas.it.dialect.Fleet.Owner;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Bulk updates and deletes of entities whose rows are spread over several tables: a statement a table, and the rows that are left. Each test has
 * rows of its own, because the statements are slow enough without filling anew.
 */
class BulkIT {
    private static Orm orm;

    @BeforeAll
    static void boot() {
        orm = Orm.create("dialect_bulk", Fleet.ENTITIES);
        Fleet.fill(orm);
    }

    @AfterAll
    static void close() {
        orm.close();
    }

    private static int execute(String hql) {
        return orm.writing(session -> session.createMutationQuery(hql).executeUpdate());
    }

    private static long count(String sql) {
        return orm.read(session -> session.createNativeQuery(sql, Long.class).getSingleResult());
    }

    private static List<Object> row(Object... values) {
        return Arrays.asList(values);
    }

    @Test
    void anUpdateOfTwoTablesChangesTheOneThatTheConditionReadsLast() {
        int updated = execute("update versioned Van v set v.label = 'long', v.load = v.load + 1 where v.load > 1400");

        var source = " from Van v1_0 join Vehicle v1_1 on v1_0.id=v1_1.id where v1_0.load>1400) s";
        assertThat(orm.takeSql())
                .containsExactly(
                        "merge into Vehicle t using (select 'long',(v1_1.version+1),v1_0.id" + source
                                + "(c0,c1,c2) on t.id=s.c2 when matched then update set label=s.c0,version=s.c1",
                        "merge into Van t using (select (v1_0.load+1),v1_0.id" + source
                                + "(c0,c1) on t.id=s.c1 when matched then update set load=s.c0");
        assertThat(updated).isEqualTo(1);
        assertThat(orm.rows("select v.label, v.version, v.load from Van v where v.id in (13, 14) order by v.id"))
                .containsExactly(List.of("three", 0, 900), List.of("long", 1, 1501));
    }

    @Test
    void anUpdateThroughAJoinOfWhatAnotherTableHolds() {
        int updated =
                execute("update Car c set c.seats = length(c.owner.name) + c.version where c.owner.town = 'Bonn'");

        assertThat(orm.takeSql()).singleElement().asString().startsWith("merge into Car t using (select");
        assertThat(updated).isEqualTo(2);
        assertThat(orm.rows("select c.seats from Car c where c.id in (11, 13) order by c.id"))
                .containsExactly(row(3), row(3));
    }

    @Test
    void anUpdateThatWouldNeedTheOldValuesOfTwoTablesIsRefused() {
        assertThatThrownBy(() -> execute("update Van v set v.seats = v.load, v.load = v.seats"))
                .hasStackTraceContaining("each from the old values of the other")
                .hasStackTraceContaining("Set them in two updates");
    }

    @Test
    void aConditionOnTwoTablesThatChangeReadsTheIdsFirst() {
        int updated = execute("update Van v set v.seats = 9, v.load = 1 where v.seats = 4 and v.load = 77");

        assertThat(orm.takeSql())
                .containsExactly("select v1_0.id from Van v1_0 join Car v1_1 on v1_0.id=v1_1.id where v1_1.seats=4"
                        + " and v1_0.load=77");
        assertThat(updated).isZero();
    }

    @Test
    void anOptionalSecondaryTableGetsTheRowsThatItDoesNotHave() {
        int updated = execute("update Owner o set o.name = o.name || o.town, o.note = upper(o.town) where o.id > 2");

        assertThat(orm.takeSql())
                .hasSize(2)
                .anyMatch(sql -> sql.startsWith("merge into owner_note t using (")
                        && sql.endsWith(" when matched then update set note=s.c0"
                                + " when not matched then insert (note,id) values (s.c0,s.c1)"));
        assertThat(updated).isEqualTo(2);
        assertThat(orm.rows("select o.name, o.note from Owner o where o.id > 2 order by o.id"))
                .containsExactly(List.of("CidKiel", "KIEL"), List.of("DeeMainz", "MAINZ"));
    }

    @Test
    void anUpdateOfAUnionIsAStatementATable() {
        int updated = execute("update Boat b set b.length = b.length * 2 where b.length > 50 and b.id < 30");

        assertThat(orm.takeSql())
                .extracting(sql -> sql.substring(0, sql.indexOf(" using")))
                .containsExactlyInAnyOrder("merge into Boat t", "merge into Ferry t", "merge into Barge t");
        assertThat(updated).isEqualTo(2);
        assertThat(orm.rows("select b.length from Boat b where b.id < 30 order by b.id"))
                .containsExactly(row(8.0), row(180.0), row(120.0));
    }

    @Test
    void aDeleteByACollectionLeavesNothingBehind() {
        int deleted = execute("delete from Vehicle v where 'gone' member of v.tags");

        var matching = "in (select v1_0.id from Vehicle v1_0 where exists(select 1 from Vehicle_tags t1_0"
                + " where v1_0.id=t1_0.Vehicle_id and t1_0.tags='gone'))";
        assertThat(orm.takeSql())
                .containsExactly(
                        "delete from Van where id " + matching,
                        "delete from Car where id " + matching,
                        "delete from Vehicle where id " + matching,
                        "delete from Vehicle_tags where Vehicle_id not in (select owner_.id from Vehicle owner_)");
        assertThat(deleted).isEqualTo(2);
        assertThat(orm.rows("select v.id from Vehicle v where v.id in (31, 32)"))
                .isEmpty();
        assertThat(count("select count(*) from Vehicle_tags where tags in ('gone', 'too')"))
                .isZero();
    }

    @Test
    void aDeleteBySeveralOfItsTables() {
        int deleted = execute("delete from Van v where v.load = 41 and v.seats = 42 and v.label = 'both'");

        assertThat(orm.takeSql())
                .extracting(sql -> sql.replaceAll("^delete from (\\w+) where \\w+ (in|not in) .*$", "$1 $2"))
                .containsExactly("Vehicle_tags in", "Vehicle in", "Van not in", "Car not in");
        assertThat(deleted).isEqualTo(1);
        assertThat(count("select (select count(*) from Vehicle where id = 33)"
                        + " + (select count(*) from Car where id = 33)"
                        + " + (select count(*) from Van where id = 33)"))
                .isZero();
        assertThat(orm.rows("select v.id from Van v where v.id = 34")).containsExactly(row(34L));
    }

    @Test
    void aDeleteWhoseConditionReadsAllTablesReadsTheIdsFirst() {
        int deleted = execute("delete from Boat b where b.length = (select min(c.length) from Boat c) and b.id > 40");

        assertThat(deleted).isEqualTo(1);
        assertThat(orm.rows("select b.id from Boat b where b.id > 40")).containsExactly(row(42L));
    }

    @Test
    void anInsertIsAStatementATableWithTheIdsLast() {
        int copied = execute(
                "insert into Van (id, label, seats, load, owner) "
                        + "select v.id + 500, v.label || '!', v.seats, v.load, v.owner from Van v where v.id in (33, 34) and v.seats = 42");

        assertThat(orm.takeSql())
                .extracting(sql -> sql.replaceAll("(insert into \\w+\\([^)]*\\) select [^ ]*).*", "$1"))
                .containsExactly(
                        "insert into Car(seats,id) select s.c2,s.c0",
                        "insert into Van(id,load) select s.c0,s.c3",
                        "insert into Vehicle(label,owner_id,version,id) select s.c1,s.c4,s.c5,s.c0");
        assertThat(copied).isEqualTo((int) (long) orm.read(session -> session.createSelectionQuery(
                        "select count(*) from Van v where v.id > 500 and v.label like '%!'", Long.class)
                .getSingleResult()));
        assertThat(orm.rows("select v.id, v.label, v.load, v.version from Van v where v.id = 534"))
                .containsExactly(row(534L, "other!", 41, 0));
    }

    @Test
    void anInsertOfValuesFillsOptionalTablesWhereThereIsSomethingToFill() {
        int inserted = orm.writing(session -> session.createMutationQuery(
                        "insert into Owner (id, name, town, note) values (-1, 'Eve', 'Ulm', :note), (-2, 'Fay', 'Hof', null)")
                .setParameter("note", "it's new")
                .executeUpdate());

        assertThat(inserted).isEqualTo(2);
        assertThat(orm.rows("select o.id, o.name, o.town, o.note from Owner o where o.id in (-1, -2) order by o.id"))
                .containsExactly(row(-2L, "Fay", "Hof", null), row(-1L, "Eve", "Ulm", "it's new"));
        assertThat(count("select count(*) from owner_note where id in (-1, -2)"))
                .isEqualTo(1);
    }

    @Test
    void upsertsOfSecondaryTablesAndUnions() {
        orm.factory().inStatelessTransaction(session -> {
            session.upsert(new Owner(-3, "Gus", "Linz", null));
            session.upsert(new Owner(-3, "Gus", "Graz", "moved"));
            session.upsert(new Ferry(-4, "up", 3.5, 7));
            session.upsert(new Ferry(-4, "up", 3.5, 8));
        });

        assertThat(orm.rows("select o.name, o.town, o.note from Owner o where o.id = -3"))
                .containsExactly(row("Gus", "Graz", "moved"));
        assertThat(orm.rows("select f.label, f.length, f.cars from Ferry f where f.id = -4"))
                .containsExactly(row("up", 3.5, 8));
    }

    @Test
    void anInsertOnConflictIsAMergeATable() {
        execute("insert into Van (id, label, seats, load) values (701L, 'a', 1, 51)");
        int merged = execute("insert into Van (id, label, load) values (701L, 'c', 0), (702L, 'd', 71)"
                + " on conflict (id) do update set label = excluded.label, load = load + 100");

        assertThat(orm.takeSql())
                .extracting(sql -> sql.replaceAll("^merge into (\\w+).*$", "$1"))
                .containsExactly("Car", "Van", "Vehicle");
        assertThat(merged).isEqualTo(2);
        assertThat(execute("insert into Van (id, label) values (701L, 'e') on conflict do nothing"))
                .isZero();
        assertThat(orm.rows("select v.id, v.label, v.load from Van v where v.id > 700 order by v.id"))
                .containsExactly(row(701L, "c", 151), row(702L, "d", 71));
        assertThat(execute("delete from Van v where v.id > 700")).isEqualTo(2);
    }

    @Test
    void conditionsOnWhatOnlySomeOfTheRowsHave() {
        assertThat(execute("update Car c set c.seats = 9 where treat(c as Van).load = 3000"))
                .isEqualTo(1);
        assertThat(orm.rows("select c.seats from Car c where c.label = 'treated' order by c.id"))
                .containsExactly(row(9), row(8));
        assertThat(execute("delete from Car c where treat(c as Van).load = 3000"))
                .isEqualTo(1);
        assertThat(orm.rows("select c.id from Car c where c.label = 'treated'")).containsExactly(row(52L));
    }

    @Test
    void conditionsAndValuesThroughSubqueriesOfSubqueries() {
        orm.write(session -> List.of(110, 120).forEach(id -> session.persist(new Fleet.Trip(id, 5))));

        assertThat(execute("update Trip t set t.length = (select count(*) from Vehicle v where exists "
                        + "(select 1 from Owner o where o = v.owner and o.id * 110 = t.id)) where exists "
                        + "(select 1 from Owner o where o.id = 1 and exists "
                        + "(select 1 from Vehicle v where v.owner = o and v.id * 10 = t.id))"))
                .isEqualTo(1);
        assertThat(orm.rows("select t.id, t.length from Trip t where t.id > 100 order by t.id"))
                .containsExactly(row(110L, 2), row(120L, 5));
        assertThat(execute("delete from Trip t where exists (select 1 from Owner o where exists "
                        + "(select 1 from Vehicle v where v.owner = o and v.id * 10 = t.id))"))
                .isEqualTo(2);
    }

    @Test
    void filtersAndRestrictionsHoldInBulkStatements() {
        int updated = orm.writing(session -> {
            session.enableFilter("shorterThan").setParameter("limit", 25);
            return session.createMutationQuery("update Trip t set t.length = t.length + 1")
                    .executeUpdate();
        });
        assertThat(updated).isEqualTo(2);
        int deleted = orm.writing(session -> {
            session.enableFilter("shorterThan").setParameter("limit", 25);
            return session.createMutationQuery("delete from Trip t where t.length > 11")
                    .executeUpdate();
        });
        assertThat(deleted).isEqualTo(1);
        assertThat(count("select sum(length * 100 + id) from Trip")).isEqualTo(1100 + 10 + 3000 + 30);
        assertThat(execute("delete from Trip t")).isEqualTo(2);
        assertThat(count("select count(*) from Trip")).isEqualTo(1);
    }
}
