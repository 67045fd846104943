package dev.pallas.it.driver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pallas.driver.AthenaClient;
import dev.pallas.driver.AthenaSettings;
import dev.pallas.driver.MfaPrompt;
import dev.pallas.driver.Query;
import dev.pallas.driver.QueryHandle;
import dev.pallas.driver.Row;
import dev.pallas.driver.RowValue;
import dev.pallas.driver.TypedValue;
import dev.pallas.driver.arrow.ArrowBatches;
import dev.pallas.it.LocalAthenaServer;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.regex.Pattern;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The samples of the guide: here they compile and run, and they stand in the guide as they stand here. */
class DriverGuideIT {
    private static final Logger log = LoggerFactory.getLogger(DriverGuideIT.class);
    private static final Path GUIDE = Path.of("..", "docs", "driver.md");
    private static final Path HERE = Path.of("src/test/java/dev/pallas/it/driver/DriverGuideIT.java");
    private static final String ORDERS =
            "WITH orders AS (SELECT 'tea' AS name, DECIMAL '12.50' AS price, DATE '2026-02-01' AS placed) ";

    private final String url = LocalAthenaServer.get().jdbcUrl();

    @Test
    void eachSampleOfTheGuideIsOneOfThese() throws IOException {
        var here = Files.readString(HERE).replaceAll("\\s", "").replace("ORDERS+", "");
        var samples = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL)
                .matcher(Files.readString(GUIDE))
                .results()
                .map(sample -> sample.group(1))
                .toList();
        assertThat(samples).hasSizeGreaterThanOrEqualTo(8);
        assertThat(samples).allSatisfy(sample -> assertThat(here).contains(sample.replaceAll("\\s", "")));
    }

    @Test
    void jdbc() throws SQLException {
        var names = new ArrayList<String>();
        try (Connection connection = DriverManager.getConnection(url);
                PreparedStatement statement =
                        connection.prepareStatement(ORDERS + "SELECT name FROM orders WHERE placed > ?")) {
            statement.setObject(1, LocalDate.of(2026, 1, 1));
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    names.add(rows.getString("name"));
                }
            }
        }
        assertThat(names).containsExactly("tea");
    }

    public static final class AskOnConsole implements MfaPrompt {
        @Override
        public String code(String serialNumber) {
            return System.console().readLine("Code of %s: ", serialNumber);
        }
    }

    @Test
    void theClient() {
        try (AthenaClient athena = AthenaClient.open(AthenaSettings.fromUrl(url))) {
            QueryHandle handle = athena.submit(Query.of(
                    ORDERS + "SELECT name, price FROM orders WHERE price > ?", List.of(new BigDecimal("9.50"))));
            handle.queryId().thenAccept(id -> log.info("Athena calls it {}", id));
            handle.completion()
                    .thenAccept(info -> log.info("{} bytes", info.statistics().dataScannedInBytes()));
        }
    }

    record Order(String name, BigDecimal price) {}

    @Test
    void rowsOfAnAttachedQuery() {
        try (var athena = AthenaClient.open(AthenaSettings.fromUrl(url))) {
            var handle = athena.submit(Query.of(ORDERS + "SELECT name, price FROM orders"));
            String reference = handle.serialize().toCompletableFuture().join();
            QueryHandle again = athena.attach(reference);
            assertThat(Driver.await(again.completion()).queryId()).isEqualTo(Driver.await(handle.queryId()));

            var orders = new ArrayList<Order>();
            var done = new CompletableFuture<List<Order>>();
            subscribe(handle, orders, done);
            assertThat(Driver.await(done)).containsExactly(new Order("tea", new BigDecimal("12.50")));
        }
    }

    private static void subscribe(QueryHandle handle, List<Order> orders, CompletableFuture<List<Order>> done) {
        handle.rows().subscribe(new Flow.Subscriber<>() {
            private Flow.Subscription subscription;

            @Override
            public void onSubscribe(Flow.Subscription started) {
                subscription = started;
                subscription.request(1);
            }

            @Override
            public void onNext(Row row) {
                orders.add(row.as(Order.class));
                subscription.request(1);
            }

            @Override
            public void onError(Throwable failure) {
                done.completeExceptionally(failure);
            }

            @Override
            public void onComplete() {
                done.complete(orders);
            }
        });
    }

    @Test
    void vectors() {
        try (var athena = AthenaClient.open(AthenaSettings.fromUrl(url + ";ResultFetcher=unload"))) {
            var result = Driver.await(athena.submit(Query.of(ORDERS + "SELECT name, price FROM orders"))
                    .result());
            try (var allocator = new RootAllocator();
                    var batches = ArrowBatches.of(result, allocator)) {
                Optional<VectorSchemaRoot> next =
                        batches.next().toCompletableFuture().join(); // empty at the end
                next.ifPresent(batch -> {
                    try (batch) {
                        log.info("{} rows of {}", batch.getRowCount(), batch.getSchema());
                    }
                });
            }
            assertThat(result.columns()).hasSize(2);
        }
    }

    @Test
    void namedParametersAndOptions() {
        Query query = Query.named(
                        "SELECT name FROM orders WHERE price BETWEEN :low AND :high", Map.of("low", 1, "high", 10))
                .with(options -> options.workGroup("reports")
                        .timeout(Duration.ofMinutes(5))
                        .resultReuse(Duration.ofHours(1))
                        .tag("job", "nightly")
                        .onStart(id -> log.info("started {}", id)));
        assertThat(query.sql()).isEqualTo("SELECT name FROM orders WHERE price BETWEEN ? AND ?");
        assertThat(query.parameters()).containsExactly(1, 10);
    }

    @Test
    void nestedValues() throws SQLException {
        try (var connection = DriverManager.getConnection(url);
                var statement = connection.prepareStatement("SELECT ? a, ? b, ? c")) {
            statement.setArray(1, connection.createArrayOf("bigint", new Object[0]));
            statement.setObject(2, RowValue.of(Map.of("street", "Main St")));
            statement.setObject(3, TypedValue.of("map(varchar, array(double))", Map.of("x", List.of(1.5))));
            try (var rows = statement.executeQuery()) {
                assertThat(rows.next()).isTrue();
                assertThat(rows.getArray("a").getArray()).isEqualTo(new Long[0]);
                assertThat(rows.getObject("b", RowValue.class).get("street")).isEqualTo("Main St");
                assertThat((Object) rows.getObject("c", Map.class)).isEqualTo(Map.of("x", List.of(1.5)));
            }
        }
    }
}
