package dev.pallas.it.driver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pallas.driver.Query;
import dev.pallas.driver.QueryHandle;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Many queries at once, on few threads; many rows at once, in few statements. */
class ManyQueriesIT {
    private static final int QUERIES = 200;
    private static final int ROWS = 1000;

    private static long driverThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("pallas-"))
                .count();
    }

    @Test
    void manyInFlightOnFewThreads() {
        try (var driver = Driver.open()) {
            var handles = new ArrayList<QueryHandle>();
            for (var i = 0; i < QUERIES; i++) {
                handles.add(driver.client().submit(Query.of("SELECT ? + 1", List.of(i))));
            }
            assertThat(driverThreads()).isLessThanOrEqualTo(5);
            for (var i = 0; i < QUERIES; i++) {
                try (var result = Driver.await(handles.get(i).result())) {
                    assertThat(Driver.await(result.nextPage()).orElseThrow().value(0, 0))
                            .isEqualTo(i + 1);
                }
            }
        }
    }

    @Test
    void aLimitIsKept() {
        try (var driver = Driver.open("MaxActiveQueries", "3")) {
            var handles = IntStream.range(0, 20)
                    .mapToObj(i -> driver.client().submit(Query.of("SELECT " + i)))
                    .toList();
            handles.forEach(handle -> Driver.await(handle.completion()));
        }
    }

    @Test
    void aBatchOfInsertsIsAHandfulOfStatements() {
        try (var driver = Driver.open()) {
            driver.run("CREATE DATABASE IF NOT EXISTS driver_it LOCATION 's3://pallas-warehouse/driver_it/'");
            driver.run("DROP TABLE IF EXISTS driver_it.batch");
            driver.run(
                    "CREATE TABLE driver_it.batch (id bigint, name string) LOCATION 's3://pallas-warehouse/driver_it/batch/'"
                            + " TBLPROPERTIES ('table_type'='ICEBERG')");
            var rows = IntStream.range(0, ROWS)
                    .mapToObj(i -> List.<Object>of((long) i, "it's " + i))
                    .toList();
            var batch = Driver.await(driver.client()
                    .submitBatch(Query.of("INSERT INTO driver_it.batch (id, name) VALUES (?, ?)"), rows)
                    .completion());
            assertThat(batch.statements()).hasSize(1);
            assertThat(batch.updateCounts()).hasSize(ROWS).containsOnly(1L);
            assertThat(driver.rows("SELECT * FROM driver_it.batch ORDER BY id")).isEqualTo(rows);
            var updates = Driver.await(driver.client()
                    .submitBatch(
                            Query.of("UPDATE driver_it.batch SET name = ? WHERE id < ?"),
                            List.of(List.of("x", 2L), List.of("y", 0L)))
                    .completion());
            assertThat(updates.updateCounts()).containsExactly(2L, 0L);
            driver.run("DROP TABLE driver_it.batch");
        }
    }

    @Test
    void theCatalogTellsWhatThereIs() {
        try (var driver = Driver.open()) {
            driver.run("CREATE DATABASE IF NOT EXISTS driver_it LOCATION 's3://pallas-warehouse/driver_it/'");
            driver.run("DROP TABLE IF EXISTS driver_it.described");
            driver.run("CREATE TABLE driver_it.described (id bigint, tags array<string>, price decimal(10,2))"
                    + " LOCATION 's3://pallas-warehouse/driver_it/described/' TBLPROPERTIES ('table_type'='ICEBERG')");
            var catalog = driver.client().catalog();
            assertThat(Driver.await(catalog.listCatalogs())).contains("AwsDataCatalog");
            assertThat(Driver.await(catalog.listDatabases(null))).contains("default", "driver_it");
            var table = Driver.await(catalog.listTables(null, "driver_it")).stream()
                    .filter(each -> each.name().equals("described"))
                    .findFirst()
                    .orElseThrow();
            assertThat(table.columns())
                    .extracting(column -> column.name() + " " + column.hiveType())
                    .containsExactly("id bigint", "tags array<string>", "price decimal(10,2)");
            driver.run("DROP TABLE driver_it.described");
        }
    }
}
