package dev.pallas.it.driver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pallas.driver.ParameterStyle;
import dev.pallas.driver.Query;
import dev.pallas.driver.QueryHandle;
import dev.pallas.driver.QueryOptions.ClientCache;
import dev.pallas.driver.QueryState;
import dev.pallas.driver.ResultFetcher;
import dev.pallas.driver.Row;
import dev.pallas.it.LocalAthenaServer;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the asynchronous client offers beside statement and pages. */
class AsyncClientIT {
    @BeforeAll
    static void database() {
        try (var driver = Driver.open()) {
            driver.run("CREATE DATABASE IF NOT EXISTS async_it LOCATION '"
                    + LocalAthenaServer.get().warehouseLocation() + "async_it/'");
        }
    }

    private static CompletableFuture<List<Row>> collect(QueryHandle handle, int most) {
        var collected = new CompletableFuture<List<Row>>();
        handle.rows().subscribe(new Flow.Subscriber<>() {
            private final List<Row> rows = new ArrayList<>();
            private Flow.@Nullable Subscription subscription;

            @Override
            public void onSubscribe(Flow.Subscription given) {
                subscription = given;
                subscription.request(most);
            }

            @Override
            public void onNext(Row row) {
                rows.add(row);
                if (rows.size() == most) {
                    subscription.cancel();
                    collected.complete(rows);
                }
            }

            @Override
            public void onError(Throwable failure) {
                collected.completeExceptionally(failure);
            }

            @Override
            public void onComplete() {
                collected.complete(rows);
            }
        });
        return collected;
    }

    record Order(
            long id,
            LocalDate orderedOn,
            BigDecimal price,
            @Nullable String remark) {}

    @ParameterizedTest
    @EnumSource(ResultFetcher.class)
    void rowsAreRecordsAndMaps(ResultFetcher fetcher) {
        var values = new HashMap<String, Object>(Map.of("id", 7, "price", new BigDecimal("1.50")));
        values.put("none", null);
        try (var driver = Driver.open()) {
            var rows = Driver.await(collect(
                    driver.client()
                            .submit(Query.named(
                                            "SELECT :id AS id, DATE '2024-02-29' AS ordered_on, :price AS price, CAST(:none AS varchar) AS remark",
                                            values)
                                    .with(options -> options.fetcher(fetcher))),
                    100));
            assertThat(rows).hasSize(1);
            assertThat(rows.get(0).as(Order.class))
                    .isEqualTo(new Order(7, LocalDate.of(2024, 2, 29), new BigDecimal("1.50"), null));
            assertThat(rows.get(0).toMap())
                    .containsEntry("id", 7)
                    .containsEntry("price", new BigDecimal("1.50"))
                    .containsEntry("remark", null);
        }
    }

    @Test
    void aSubscriberTakesAsManyRowsOfALargeResultAsItWants() {
        try (var driver = Driver.open()) {
            var handle = driver.client().submit(Query.of("SELECT x FROM UNNEST(sequence(1, 10000)) t(x) ORDER BY x"));
            assertThat(Driver.await(collect(handle, 2500)))
                    .extracting(row -> row.get("x"))
                    .containsExactlyElementsOf(
                            LongStream.rangeClosed(1, 2500).boxed().toList());
            assertThat(Driver.await(collect(handle, 20_000))).hasSize(10_000);
        }
    }

    @Test
    void executionParametersAreTheSameValues() {
        var values = new ArrayList<Object>(List.of("it's ? :x", LocalDate.of(1582, 10, 4), 3L));
        values.add(null);
        try (var driver = Driver.open("ParameterStyle", ParameterStyle.EXECUTION_PARAMETERS.settingValue())) {
            assertThat(driver.rows("SELECT ?, ?, ?, CAST(? AS double) FROM (VALUES 1, 2) t LIMIT ?", add(values, 1)))
                    .containsExactly(values);
            var info = driver.run("SELECT ?, '?'", "a");
            assertThat(info.sql()).isEqualTo("SELECT ?, '?'");
        }
    }

    private static Object[] add(List<Object> values, Object value) {
        var all = new ArrayList<>(values);
        all.add(value);
        return all.toArray();
    }

    @Test
    void aQueryIsTakenUpByAnotherClient() {
        String text;
        try (var driver = Driver.open()) {
            text = Driver.await(
                    driver.client().submit(Query.of("SELECT 40 + 2 AS answer")).serialize());
        }
        try (var driver = Driver.open()) {
            var handle = driver.client().attach(text);
            assertThat(Driver.await(collect(handle, 2)))
                    .extracting(row -> row.get("answer"))
                    .containsExactly(42);
            var refreshed = Driver.await(handle.refresh());
            assertThat(refreshed.state()).isEqualTo(QueryState.SUCCEEDED);
            assertThat(refreshed.sql()).isEqualTo("SELECT 40 + 2 AS answer");
            assertThat(refreshed.engineVersion()).isEqualTo("Athena engine version 3");
            assertThat(refreshed.completed()).isAfterOrEqualTo(refreshed.submitted());
            assertThat(refreshed.statistics().totalExecutionTime()).isPositive();
            assertThat(Driver.failure(driver.client()
                                    .attach(UUID.randomUUID().toString())
                                    .completion())
                            .sqlState())
                    .isEqualTo("HY000");
        }
    }

    @Test
    void aFailureTellsAthenasClassification() {
        try (var driver = Driver.open()) {
            var handle = driver.client().submit(Query.of("SELECT 1/0"));
            assertThat(Driver.failure(handle.completion()).errorCode()).isEqualTo("DIVISION_BY_ZERO");
            var error = handle.lastInfo().orElseThrow().error();
            assertThat(error.category()).isEqualTo(2);
            assertThat(error.retryable()).isFalse();
            assertThat(error.message()).contains("Division by zero");
        }
    }

    @Test
    void theClientCacheAnswersWithAnEarlierRun() {
        var sql = "SELECT '" + UUID.randomUUID() + "'";
        var cached = Query.of(sql).with(options -> options.clientCache(new ClientCache(500, Duration.ofMinutes(5))));
        try (var driver = Driver.open()) {
            var first =
                    Driver.await(driver.client().submit(cached).completion()).queryId();
            var handle = driver.client().submit(cached);
            assertThat(Driver.await(handle.completion()).queryId()).isEqualTo(first);
            assertThat(Driver.await(collect(handle, 9))).hasSize(1);
            assertThat(driver.run(sql).queryId()).isNotEqualTo(first);
            var elsewhere = cached.with(options -> options.database("async_it"));
            assertThat(Driver.await(driver.client().submit(elsewhere).completion())
                            .queryId())
                    .isNotEqualTo(first);
        }
    }

    @Test
    void tagsAreInTheHistory() {
        try (var driver = Driver.open("QueryTags", "app=async it")) {
            var info = Driver.await(driver.client()
                    .submit(Query.of("SELECT 1 -- one").with(options -> options.tag("step", "*/ 1")))
                    .completion());
            assertThat(info.sql()).isEqualTo("SELECT 1 -- one\n/* app='async it',step='%2A/ 1' */");
        }
    }

    @Test
    void writersOfOneTableAllGetTheirTurn() {
        try (var driver = Driver.open()) {
            driver.run("DROP TABLE IF EXISTS async_it.race");
            driver.run("CREATE TABLE async_it.race (id int, n int) LOCATION '"
                    + LocalAthenaServer.get().warehouseLocation() + "async_it/race" + UUID.randomUUID()
                    + "/' TBLPROPERTIES ('table_type'='ICEBERG')");
            driver.run("INSERT INTO async_it.race VALUES (1, 0), (2, 0), (3, 0), (4, 0)");
            var handles = IntStream.rangeClosed(1, 4)
                    .mapToObj(id -> driver.client()
                            .submit(Query.of("UPDATE async_it.race SET n = n + 1 WHERE id = ?", List.of(id))))
                    .toList();
            handles.forEach(handle -> Driver.await(handle.completion()));
            assertThat(driver.rows("SELECT id, n FROM async_it.race ORDER BY id"))
                    .containsExactly(List.of(1, 1), List.of(2, 1), List.of(3, 1), List.of(4, 1));
        }
    }
}
