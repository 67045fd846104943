package dev.pallas.it.driver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pallas.driver.BatchResult;
import dev.pallas.driver.Query;
import dev.pallas.it.LocalAthenaServer;
import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Updates and deletes by key are one commit, with the counts of single ones. */
class KeyedBatchIT {
    private static final Driver DRIVER = Driver.open();

    @BeforeAll
    static void database() {
        DRIVER.run("CREATE DATABASE IF NOT EXISTS keyed_it LOCATION '"
                + LocalAthenaServer.get().warehouseLocation() + "keyed_it/'");
    }

    @AfterAll
    static void close() {
        DRIVER.close();
    }

    @BeforeEach
    void table() {
        DRIVER.run("DROP TABLE IF EXISTS keyed_it.t");
        DRIVER.run(
                "CREATE TABLE keyed_it.t (id bigint, version int, name string, price decimal(10,2), at timestamp, data binary)"
                        + " LOCATION '" + LocalAthenaServer.get().warehouseLocation() + "keyed_it/" + UUID.randomUUID()
                        + "/' TBLPROPERTIES ('table_type'='ICEBERG')");
        DRIVER.run("INSERT INTO keyed_it.t SELECT x, 1, 'n' || CAST(x AS varchar), CAST(x AS decimal(10,2)), NULL, NULL"
                + " FROM UNNEST(sequence(1, 500)) t(x)");
    }

    private static BatchResult batch(String sql, List<? extends List<?>> rows) {
        return Driver.await(DRIVER.client().submitBatch(Query.of(sql), rows).completion());
    }

    @Test
    void fiveHundredUpdatesAreAHandfulOfStatements() {
        var time = LocalDateTime.of(2024, 2, 29, 1, 2, 3, 456_789_000);
        var rows = IntStream.rangeClosed(1, 500)
                .mapToObj(i -> Arrays.<Object>asList(
                        "é'" + i,
                        new BigDecimal("0.5").add(new BigDecimal(i)),
                        i % 2 == 0 ? null : time,
                        new byte[] {(byte) i},
                        2,
                        (long) i,
                        1))
                .toList();
        var done = batch(
                "UPDATE keyed_it.t SET name = ?, price = ?, at = ?, data = ?, version = ? WHERE id = ? AND version = ?",
                rows);
        assertThat(done.statements()).hasSize(1);
        assertThat(done.updateCounts()).hasSize(500).containsOnly(1L);
        assertThat(DRIVER.rows("SELECT name, price, at, version FROM keyed_it.t WHERE id IN (1, 2) ORDER BY id"))
                .containsExactly(
                        List.of("é'1", new BigDecimal("1.50"), time, 2),
                        Arrays.asList("é'2", new BigDecimal("2.50"), null, 2));
        assertThat(DRIVER.rows("SELECT count(*) FROM keyed_it.t WHERE version = 2 AND name LIKE 'é%'"))
                .containsExactly(List.of(500L));
    }

    @Test
    void aStaleVersionAndAMissingRowCountNone() {
        DRIVER.run("UPDATE keyed_it.t SET version = 9 WHERE id = 2");
        var done = batch(
                "UPDATE keyed_it.t SET name = ?, version = ? WHERE id = ? AND version = ?",
                List.of(
                        List.of("a", 2, 1L, 1),
                        List.of("b", 2, 2L, 1),
                        List.of("c", 2, 3L, 1),
                        List.of("d", 2, 999L, 1)));
        assertThat(done.updateCounts()).containsExactly(1L, 0L, 1L, 0L);
        assertThat(done.statements()).hasSize(1);
        assertThat(DRIVER.rows("SELECT id, name, version FROM keyed_it.t WHERE id < 4 ORDER BY id"))
                .containsExactly(List.of(1L, "a", 2), List.of(2L, "n2", 9), List.of(3L, "c", 2));
    }

    @Test
    void changesOfOneRowAreMadeInOrder() {
        var done = batch(
                "UPDATE keyed_it.t SET version = ? WHERE id = ? AND version = ?",
                List.of(List.of(2, 1L, 1), List.of(3, 1L, 2), List.of(4, 1L, 3)));
        assertThat(done.updateCounts()).containsExactly(1L, 1L, 1L);
        assertThat(DRIVER.rows("SELECT version FROM keyed_it.t WHERE id = 1")).containsExactly(List.of(4));
    }

    @Test
    void deletesAreOneStatement() {
        var rows = new ArrayList<List<?>>();
        IntStream.rangeClosed(1, 499).forEach(i -> rows.add(List.of((long) i, "n" + i)));
        rows.add(List.of(500L, "other"));
        var done = batch("DELETE FROM keyed_it.t WHERE id = ? AND name = ?", rows);
        assertThat(done.updateCounts().subList(0, 499)).containsOnly(1L);
        assertThat(done.updateCounts().get(499)).isZero();
        assertThat(DRIVER.rows("SELECT id FROM keyed_it.t")).containsExactly(List.of(500L));
    }

    @Test
    void aKeyThatIsThereTwiceHasNoCountOfItsOwn() {
        DRIVER.run("INSERT INTO keyed_it.t (id) VALUES (1)");
        var done = batch("UPDATE keyed_it.t SET name = ? WHERE id = ?", List.of(List.of("x", 1L), List.of("y", 2L)));
        assertThat(done.updateCounts()).containsExactly(BatchResult.UNKNOWN, BatchResult.UNKNOWN);
        assertThat(DRIVER.rows("SELECT count(*) FROM keyed_it.t WHERE name = 'x'"))
                .containsExactly(List.of(2L));
    }

    @Test
    void aStatementThatCannotBeMergedFailsAsItWouldAlone() {
        var failure = Driver.failure(DRIVER.client()
                .submitBatch(
                        Query.of("UPDATE keyed_it.t SET nosuch = ? WHERE id = ?"),
                        List.of(List.of("x", 1L), List.of("y", 2L)))
                .completion());
        assertThat(failure.errorCode()).isEqualTo("COLUMN_NOT_FOUND");
        assertThat(failure).hasMessageContaining("nosuch");
    }
}
