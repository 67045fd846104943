package dev.pallas.it.driver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pallas.driver.AthenaClient;
import dev.pallas.driver.AthenaException;
import dev.pallas.driver.BatchResult;
import dev.pallas.driver.Query;
import dev.pallas.driver.QueryInfo;
import dev.pallas.it.History;
import dev.pallas.it.LocalAthenaServer;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.math.BigDecimal;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.hibernate.boot.MetadataSources;
import org.hibernate.boot.registry.StandardServiceRegistryBuilder;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Batches of INSERTs that are loaded from a Parquet file. */
class BulkLoadIT {
    private static final Bucket BUCKET = new Bucket("bulk-load-it/");
    private static final String COLUMNS =
            "b boolean, i int, l bigint, f float, d double, n decimal(38,10), s string, x binary, dt date,"
                    + " ts timestamp, a array<string>, m map<string,int>";

    private static Driver driver;

    @BeforeAll
    static void open() {
        driver = Driver.open("OutputLocation", BUCKET.location(), "BulkLoadThreshold", "3", "Database", "bulk_load_it");
        driver.run("CREATE DATABASE bulk_load_it LOCATION 's3://pallas-warehouse/bulk_load_it/'");
    }

    @AfterAll
    static void close() {
        assertThat(tables()).noneMatch(name -> name.startsWith("pallas_load"));
        driver.run("DROP DATABASE bulk_load_it CASCADE");
        driver.close();
        assertThat(BUCKET.ownFiles()).isEmpty();
    }

    private static List<String> tables() {
        return driver.rows("SHOW TABLES IN bulk_load_it").stream()
                .map(row -> (String) row.get(0))
                .toList();
    }

    private static void table(String name, boolean iceberg, String columns) {
        driver.run((iceberg ? "CREATE TABLE " : "CREATE EXTERNAL TABLE ") + name + " (" + columns + ")"
                + (iceberg ? "" : " STORED AS PARQUET") + " LOCATION 's3://pallas-warehouse/bulk_load_it/" + name + "/'"
                + (iceberg ? " TBLPROPERTIES ('table_type'='ICEBERG')" : ""));
    }

    private static BatchResult batch(String sql, List<List<Object>> rows) {
        return Driver.await(driver.client().submitBatch(Query.of(sql), rows).completion());
    }

    private static List<List<Object>> everyType() {
        return Arrays.asList(
                Arrays.asList(
                        true,
                        Integer.MIN_VALUE,
                        Long.MIN_VALUE,
                        Float.NaN,
                        -0.0,
                        new BigDecimal("9999999999999999999999999999.9999999999"),
                        "it's \"ü\" 漢字 😀\u0000\n",
                        new byte[] {0, -1},
                        LocalDate.of(1, 1, 1),
                        LocalDateTime.of(1, 1, 1, 0, 0, 0, 1_000_000),
                        Arrays.asList("a, b", null, ""),
                        Map.of("k", 1)),
                Arrays.asList(
                        false,
                        Integer.MAX_VALUE,
                        Long.MAX_VALUE,
                        Float.MIN_VALUE,
                        Double.POSITIVE_INFINITY,
                        new BigDecimal("-0.0000000001"),
                        "",
                        new byte[0],
                        LocalDate.of(9999, 12, 31),
                        LocalDateTime.of(9999, 12, 31, 23, 59, 59, 999_000_000),
                        List.of("x"),
                        Map.of("k", 2, "l", 3)),
                Arrays.asList(null, null, null, null, null, null, null, null, null, null, null, null));
    }

    private static List<List<Object>> comparable(List<List<Object>> rows) {
        return rows.stream()
                .map(row -> row.stream()
                        .map(value -> value instanceof byte[] bytes
                                ? HexFormat.of().formatHex(bytes)
                                : value instanceof BigDecimal decimal ? decimal.setScale(10) : value)
                        .collect(Collectors.<Object, List<Object>>toCollection(ArrayList::new)))
                .toList();
    }

    @Test
    void valuesOfEachTypeComeBackEqual() {
        for (var iceberg : List.of(true, false)) {
            var name = iceberg ? "types_iceberg" : "types_hive";
            table(name, iceberg, COLUMNS);

            var result = batch("INSERT INTO " + name + " VALUES (?,?,?,?,?,?,?,?,?,?,?,?)", everyType());

            assertThat(result.updateCounts()).containsExactly(1L, 1L, 1L);
            assertThat(result.statements())
                    .extracting(QueryInfo::sql)
                    .singleElement()
                    .asString()
                    .contains("SELECT");
            try (var reader = Driver.open("Database", "bulk_load_it", "ResultFetcher", "unload")) {
                assertThat(comparable(reader.rows("SELECT * FROM " + name)))
                        .containsExactlyInAnyOrderElementsOf(comparable(everyType()));
            }
        }
    }

    @Test
    void tenThousandRowsAreOneStatement() {
        table("many", true, "id bigint, name string, at timestamp");
        var rows = IntStream.range(0, 10_000)
                .mapToObj(i -> Arrays.<Object>asList(
                        (long) i,
                        "name " + i,
                        LocalDateTime.of(2020, 1, 1, 0, 0).plusNanos(i * 1000L)))
                .toList();

        var result = batch("INSERT INTO many (id, name, at) VALUES (?, upper(?), ?)", rows);

        assertThat(result.updateCounts()).isEqualTo(Collections.nCopies(10_000, 1L));
        assertThat(result.statements()).hasSize(1);
        assertThat(driver.rows("SELECT count(*), count(DISTINCT id), sum(id), max(at), max(name) FROM many"))
                .containsExactly(List.of(
                        10_000L, 10_000L, 49_995_000L, LocalDateTime.of(2020, 1, 1, 0, 0, 0, 9_999_000), "NAME 9999"));
    }

    @Test
    void jdbcBatchesAreLoaded() throws SQLException {
        table("jdbc", false, "id int, name string");
        var url = LocalAthenaServer.get()
                .jdbcUrl()
                .replaceFirst("OutputLocation=[^;]*", "OutputLocation=" + BUCKET.location());
        try (var connection = DriverManager.getConnection(url + ";BulkLoadThreshold=2");
                var statement = connection.prepareStatement("insert into bulk_load_it.jdbc (name, id) values (?, ?)")) {
            for (var i = 0; i < 3; i++) {
                statement.setString(1, "n" + i);
                statement.setInt(2, i);
                statement.addBatch();
            }
            assertThat(statement.executeBatch()).containsExactly(1, 1, 1);
        }
        assertThat(driver.rows("SELECT id, name FROM jdbc ORDER BY id"))
                .containsExactly(List.of(0, "n0"), List.of(1, "n1"), List.of(2, "n2"));
    }

    /** What Hibernate persists. */
    @Entity(name = "Loaded")
    @Table(name = "loaded")
    static class Loaded {
        @Id
        long id;

        String name;
        BigDecimal price;

        Loaded() {}

        Loaded(long id) {
            this.id = id;
            this.name = "it's " + id;
            this.price = new BigDecimal(id + ".50");
        }
    }

    @Test
    void whatHibernatePersistsIsLoaded() {
        table("loaded", true, "id bigint, name string, price decimal(38,2)");
        var url = LocalAthenaServer.get()
                        .jdbcUrl()
                        .replaceFirst("OutputLocation=[^;]*", "OutputLocation=" + BUCKET.location())
                + ";BulkLoadThreshold=50";
        var registry = new StandardServiceRegistryBuilder()
                .applySetting(
                        "jakarta.persistence.jdbc.url",
                        url.replaceFirst("Database=[^;]*;?", "") + ";Database=bulk_load_it")
                .build();
        try (var factory = new MetadataSources(registry)
                        .addAnnotatedClass(Loaded.class)
                        .buildMetadata()
                        .buildSessionFactory();
                var history = History.fromNow()) {
            factory.inTransaction(session -> IntStream.range(0, 200).forEach(i -> session.persist(new Loaded(i))));

            assertThat(history.statements("insert into loaded"))
                    .hasSize(1)
                    .first()
                    .asString()
                    .contains("pallas_load_");
            factory.inSession(session -> assertThat(session.createSelectionQuery(
                                    "select count(*), sum(l.price) from Loaded l where l.name = 'it''s ' || str(l.id)",
                                    Object[].class)
                            .getSingleResult())
                    .containsExactly(200L, new BigDecimal("20000.00")));
        }
    }

    @Test
    void aLongTextOfFewRowsIsLoaded() {
        table("wide", false, "id int, text string");
        var settings = Driver.settings()
                .with("OutputLocation", BUCKET.location())
                .with("BulkLoadThresholdBytes", "300000")
                .with("Database", "bulk_load_it");
        try (var client = AthenaClient.open(settings)) {
            var rows = IntStream.range(0, 4)
                    .mapToObj(i -> List.<Object>of(i, String.valueOf(i).repeat(100_000)))
                    .toList();
            var result = Driver.await(client.submitBatch(Query.of("INSERT INTO wide VALUES (?, ?)"), rows)
                    .completion());
            assertThat(result.updateCounts()).containsExactly(1L, 1L, 1L, 1L);
            assertThat(result.statements()).singleElement().satisfies(info -> assertThat(info.sql())
                    .contains("pallas_load_"));
        }
        assertThat(driver.rows("SELECT sum(length(text)), count(DISTINCT id) FROM wide"))
                .containsExactly(List.of(400_000L, 4L));
    }

    @Test
    void whatHasNoFormInAFileIsWrittenWithValues() {
        table("mixed", true, "id bigint");
        var result = batch(
                "INSERT INTO mixed VALUES (?)",
                List.of(List.of((Object) 1), List.of((Object) 2L), List.of((Object) 3), List.of((Object) 4L)));

        assertThat(result.updateCounts()).containsExactly(1L, 1L, 1L, 1L);
        assertThat(result.statements()).extracting(QueryInfo::sql).allMatch(sql -> sql.contains("VALUES"));
        assertThat(driver.rows("SELECT sum(id) FROM mixed")).containsExactly(List.of(10L));
    }

    @Test
    void aFailureLeavesNothing() {
        var failure = Driver.failure(driver.client()
                .submitBatch(Query.of("INSERT INTO no_such_table VALUES (?)"), numbers(5))
                .completion());

        assertThat(failure.errorCode()).isEqualTo("TABLE_NOT_FOUND");
        assertThat(tables()).noneMatch(name -> name.startsWith("pallas_load"));
        assertThat(BUCKET.ownFiles()).isEmpty();
    }

    private static List<List<Object>> numbers(int count) {
        return IntStream.range(0, count).mapToObj(i -> List.<Object>of(i)).toList();
    }

    @Test
    void cancelAndCloseLeaveNothing() {
        table("unwanted", true, "id int");
        for (var close : List.of(true, false)) {
            var started = new CompletableFuture<String>();
            var settings = Driver.settings()
                    .with("OutputLocation", BUCKET.location())
                    .with("BulkLoadThreshold", "3")
                    .with("Database", "bulk_load_it");
            AthenaException failure;
            try (var client = AthenaClient.open(settings, started::complete)) {
                var batch = client.submitBatch(Query.of("INSERT INTO unwanted VALUES (?)"), numbers(500));
                Driver.await(started);
                Driver.await(close ? client.closeAsync() : batch.cancel());
                failure = Driver.failure(batch.completion());
            }
            assertThat(failure.sqlState()).isEqualTo("57014");
            assertThat(tables()).noneMatch(name -> name.startsWith("pallas_load"));
            assertThat(BUCKET.ownFiles()).isEmpty();
        }
        assertThat(driver.rows("SELECT count(*) FROM unwanted")).containsExactly(List.of(0L));
    }
}
