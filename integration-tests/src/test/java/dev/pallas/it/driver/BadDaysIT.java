package dev.pallas.it.driver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pallas.driver.AthenaClient;
import dev.pallas.driver.AthenaSettings;
import dev.pallas.driver.Query;
import dev.pallas.driver.QueryHandle;
import dev.pallas.driver.QueryResult;
import dev.pallas.driver.ResultFetcher;
import dev.pallas.local.Fault;
import dev.pallas.local.LocalAthena;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever Athena and S3 do to their callers: reads are right, writes happen once, and no query is left running. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class BadDaysIT {
    private static LocalAthena local;
    private static AthenaClient client;

    @BeforeAll
    static void start() {
        local = LocalAthena.start();
        client = open();
        run("CREATE DATABASE bad_days LOCATION '" + local.warehouseLocation() + "bad_days/'");
    }

    @AfterAll
    static void stop() {
        client.close();
        local.close();
    }

    @BeforeEach
    void count() {
        local.resetCounts();
    }

    @AfterEach
    void lift() {
        local.faults().reset();
    }

    private static AthenaClient open(String... settings) {
        var all = AthenaSettings.fromUrl(local.jdbcUrl());
        for (var i = 0; i < settings.length; i += 2) {
            all = all.with(settings[i], settings[i + 1]);
        }
        return AthenaClient.open(all);
    }

    private static void run(String sql) {
        Driver.await(client.submit(Query.of(sql)).completion());
    }

    private static List<Object> column(QueryHandle handle) {
        var values = new ArrayList<Object>();
        try (QueryResult result = Driver.await(handle.result())) {
            for (var page = Driver.await(result.nextPage()); page.isPresent(); page = Driver.await(result.nextPage())) {
                for (var row = 0; row < page.get().rowCount(); row++) {
                    values.add(page.get().value(row, 0));
                }
            }
        }
        return values;
    }

    /** A fifth of the calls throttled, a fifth refused by an error of the server, answers lost, connections cut, all of it slow. */
    private static void everythingBad(long seed) {
        local.faults()
                .seed(seed)
                .add(
                        Fault.latency(Duration.ofMillis(2), Duration.ofMillis(20)),
                        Fault.throttle().service("athena").rate(0.2),
                        Fault.error().rate(0.2),
                        Fault.resetBefore().rate(0.05),
                        Fault.resetAfter().operations("StartQueryExecution").rate(0.2),
                        Fault.cutBody(20_000).key("\\.csv$").rate(0.5));
    }

    @ParameterizedTest
    @EnumSource(ResultFetcher.class)
    void everyReadIsRight(ResultFetcher fetcher) {
        everythingBad(7);
        var handle = client.submit(Query.of("SELECT x FROM UNNEST(sequence(1, 10000)) t(x) ORDER BY x")
                .with(options -> options.fetcher(fetcher)));
        assertThat(column(handle))
                .isEqualTo(LongStream.rangeClosed(1, 10_000).boxed().toList());
        assertThat(local.counts().faults("error")).isPositive();
    }

    @Test
    void everyUnloadedRowIsRightAndNoFileStays() {
        var place = new Bucket("bad-days-unload/");
        try (var other = open("ResultFetcher", "unload", "OutputLocation", place.location())) {
            everythingBad(5);
            local.faults().add(Fault.cutBody(5_000).key("pallas/").rate(0.5));
            var handle = other.submit(Query.of("SELECT ARRAY[x, -x] FROM UNNEST(sequence(1, 10000)) t(x)"));

            assertThat(column(handle))
                    .containsExactlyInAnyOrderElementsOf(LongStream.rangeClosed(1, 10_000)
                            .mapToObj(x -> (Object) List.of(x, -x))
                            .toList());
            assertThat(local.counts().faults("error")).isPositive();
        }
        assertThat(place.ownFiles(local)).isEmpty();
        assertThat(local.counts().activeQueries()).isZero();
    }

    @Test
    void everyRowIsLoadedOnceAndNothingStays() {
        var place = new Bucket("bad-days-load/");
        run("CREATE EXTERNAL TABLE bad_days.l (id int, name string) STORED AS PARQUET LOCATION '"
                + local.warehouseLocation() + "bad_days/l/'");
        try (var other = open("BulkLoadThreshold", "100", "OutputLocation", place.location())) {
            everythingBad(13);
            var rows = IntStream.range(0, 3000)
                    .mapToObj(i -> List.<Object>of(i, "it's " + i))
                    .toList();
            var batch = other.submitBatch(Query.of("INSERT INTO bad_days.l VALUES (?, ?)"), rows);
            assertThat(Driver.await(batch.completion()).statements()).hasSize(1);
            assertThat(local.counts().faults("error")).isPositive();
        }
        local.faults().reset();
        assertThat(column(client.submit(Query.of(
                        "SELECT id FROM bad_days.l WHERE name = 'it''s ' || CAST(id AS varchar)" + " ORDER BY id"))))
                .isEqualTo(IntStream.range(0, 3000).boxed().toList());
        assertThat(column(client.submit(Query.of("SHOW TABLES IN bad_days 'pallas_load*'"))))
                .isEmpty();
        assertThat(place.ownFiles(local)).isEmpty();
    }

    @Test
    void everyWriteHappensOnce() {
        run("CREATE EXTERNAL TABLE bad_days.w (id int) STORED AS PARQUET LOCATION '" + local.warehouseLocation()
                + "bad_days/w/'");
        local.resetCounts();
        everythingBad(11);
        var handles = IntStream.range(0, 40)
                .mapToObj(i -> client.submit(Query.of("INSERT INTO bad_days.w VALUES (?)", List.of(i))))
                .toList();
        handles.forEach(handle -> Driver.await(handle.completion()));
        var counts = local.counts();
        local.faults().reset();
        assertThat(column(client.submit(Query.of("SELECT id FROM bad_days.w ORDER BY id"))))
                .isEqualTo(IntStream.range(0, 40).boxed().toList());
        assertThat(counts.queriesStarted()).isEqualTo(40);
        // a start whose answer was lost came again, and was known
        assertThat(counts.duplicateTokens()).isPositive();
        assertThat(counts.activeQueries()).isZero();
    }

    @Test
    void aLostCommitRaceIsRunAgain() {
        run("CREATE TABLE bad_days.i (id int, n int) LOCATION '" + local.warehouseLocation()
                + "bad_days/i/' TBLPROPERTIES ('table_type'='ICEBERG')");
        run("INSERT INTO bad_days.i VALUES (1, 0)");
        local.faults().add(Fault.icebergConflict().query("(?i)^update").times(3));
        run("UPDATE bad_days.i SET n = n + 1");
        assertThat(column(client.submit(Query.of("SELECT n FROM bad_days.i")))).containsExactly(1);
        assertThat(local.counts().faults("query-failure")).isEqualTo(3);
    }

    @Test
    void noQueryIsLeftRunning() {
        local.faults()
                .seed(3)
                .add(
                        Fault.runningAtLeast(Duration.ofMinutes(10)).query("forever"),
                        Fault.error().operations("StopQueryExecution").rate(0.5),
                        Fault.throttle().operations("StopQueryExecution").rate(0.5),
                        Fault.latency(Duration.ofMillis(50), Duration.ofMillis(200))
                                .operations("StartQueryExecution"));
        var other = open("ApplicationName", "another");
        var handles = new ArrayList<QueryHandle>();
        for (var i = 0; i < 30; i++) {
            handles.add(other.submit(Query.of("SELECT 'forever', " + i)));
        }
        var cancelled = handles.subList(0, 10).stream().map(QueryHandle::cancel).toList();
        Driver.await(handles.get(29).queryId());
        cancelled.forEach(Driver::await);
        Driver.await(other.closeAsync());
        handles.forEach(handle ->
                assertThat(Driver.failure(handle.completion()).sqlState()).isEqualTo("57014"));
        assertThat(local.counts().activeQueries()).isZero();
    }

    @Test
    void aBurstStaysWithinTheQuotas() {
        local.faults()
                .athenaQuotas()
                .activeDmlLimit(100)
                .add(Fault.runningAtLeast(Duration.ofMillis(500)).query("burst"));
        var handles = IntStream.range(0, 200)
                .mapToObj(i -> client.submit(Query.of("SELECT 'burst', " + i)))
                .toList();
        handles.forEach(handle -> Driver.await(handle.completion()));
        var counts = local.counts();
        assertThat(counts.queriesStarted()).isEqualTo(200);
        assertThat(counts.highestActiveQueries()).isLessThanOrEqualTo(100);
        // all queries in flight are looked at together
        assertThat(counts.calls("athena", "GetQueryExecution")).isZero();
        // the burst of starts is over the quota, and is sent as the quota allows
        assertThat(counts.faults("quota")).isLessThan(20);
    }
}
