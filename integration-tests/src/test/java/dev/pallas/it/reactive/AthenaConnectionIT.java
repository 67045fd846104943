package dev.pallas.it.reactive;

import static dev.pallas.it.reactive.ReactiveDatabase.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.pallas.driver.QueryOptions;
import dev.pallas.it.History;
import dev.pallas.reactive.AthenaBuilder;
import dev.pallas.reactive.AthenaConnectOptions;
import dev.pallas.reactive.AthenaConnection;
import dev.pallas.reactive.AthenaDatabaseException;
import dev.pallas.reactive.AthenaPrepareOptions;
import dev.pallas.reactive.AthenaProperties;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import io.vertx.sqlclient.templates.SqlTemplate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a connection has besides what every Vert.x client has, and what Vert.x puts on top of it. */
class AthenaConnectionIT {
    /** Takes far longer than any test waits; found in the history by its start. */
    private static final String LONG = "SELECT count(*) AS long_one FROM tpch.tiny.lineitem a, tpch.tiny.lineitem b,"
            + " tpch.tiny.lineitem c WHERE a.comment || b.comment < c.comment";

    private static Vertx vertx;
    private static Pool pool;

    @BeforeAll
    static void open() {
        vertx = Vertx.vertx();
        pool = ReactiveDatabase.pool(vertx);
    }

    @AfterAll
    static void close() {
        await(pool.close());
        await(vertx.close());
    }

    @Test
    void cancelStopsTheStatementInAthenaAndTheConnectionLivesOn() {
        var connection = AthenaConnection.cast(await(pool.getConnection()));
        try (var history = History.fromNow()) {
            var running = connection.query(LONG).execute();
            history.awaitStatement(LONG);

            await(connection.cancel());

            assertThat(catchThrowable(() -> await(running)))
                    .isInstanceOfSatisfying(AthenaDatabaseException.class, failure -> assertThat(failure.getSqlState())
                            .isEqualTo("57014"));
            assertThat(history.end(LONG)).isEqualTo("CANCELLED");
        }
        assertThat(await(connection.query("SELECT 1").execute()).size()).isEqualTo(1);
        await(connection.close());
    }

    @Test
    void closingAPoolStopsWhatRunsInAthena() {
        var own = ReactiveDatabase.pool(vertx);
        try (var history = History.fromNow()) {
            var running = own.query(LONG).execute();
            history.awaitStatement(LONG);

            await(own.close());

            assertThat(catchThrowable(() -> await(running))).isNotNull();
            assertThat(history.end(LONG)).isEqualTo("CANCELLED");
        }
    }

    @Test
    void aDetachedQueryOutlivesItsPoolAndIsAttachedFromAnother() {
        var own = ReactiveDatabase.pool(vertx);
        var connection = AthenaConnection.cast(await(own.getConnection()));
        var sql = "SELECT count(*) AS n FROM tpch.tiny.lineitem a, tpch.tiny.nation b WHERE a.comment <> b.comment";
        Promise<String> started = Promise.promise();
        var options = new AthenaPrepareOptions(
                QueryOptions.builder().onStart(started::complete).build());
        connection.preparedQuery(sql, options).execute();
        var id = await(started.future());
        var text = await(connection.detach());
        await(own.close());

        var other = AthenaConnection.cast(await(pool.getConnection()));
        var rows = await(other.attach(text).execute());
        assertThat(rows.property(AthenaProperties.QUERY_ID)).isEqualTo(id);
        var count = rows.iterator().next().getLong("n");
        assertThat(count).isPositive();

        var streamed = await(other.prepare("", AthenaPrepareOptions.attachTo(id))
                .compose(statement -> statement.cursor().read(10)));
        assertThat(streamed.iterator().next().getLong("n")).isEqualTo(count);
        await(other.close());
    }

    @Test
    void optionsAreOfOneStatementOrOfTheConnectionsNext() {
        var timedOut = catchThrowable(() -> await(pool.preparedQuery(
                        LONG,
                        new AthenaPrepareOptions(QueryOptions.builder()
                                .timeout(Duration.ofMillis(200))
                                .build()))
                .execute()));
        assertThat(timedOut)
                .isInstanceOfSatisfying(AthenaDatabaseException.class, failure -> assertThat(failure.getSqlState())
                        .isEqualTo("HYT00"));

        var connection = AthenaConnection.cast(await(pool.getConnection()));
        connection.setQueryOptions(
                QueryOptions.builder().catalog("tpch").database("tiny").build());
        var rows = await(connection.query("SELECT count(*) FROM nation").execute());
        assertThat(rows.iterator().next().getInteger(0)).isEqualTo(25);
        await(connection.close());
    }

    @ParameterizedTest
    @ValueSource(strings = {"S3", "GetQueryResults"})
    void eachResultFetcherGivesTheSameRows(String fetcher) {
        var options = AthenaConnectOptions.fromUri(ReactiveDatabase.url()).addProperty("ResultFetcher", fetcher);
        var own = AthenaBuilder.pool(builder -> builder.connectingTo(options).using(vertx));

        var rows = await(own.query("SELECT name, comment, custkey FROM tpch.tiny.customer ORDER BY custkey")
                .execute());

        var keys = new ArrayList<Long>();
        rows.forEach(row -> keys.add(row.getLong("custkey")));
        assertThat(keys).hasSize(1500).isSorted().doesNotHaveDuplicates();
        await(own.close());
    }

    @Test
    void templatesBindByNameAndMap() {
        ReactiveDatabase.iceberg(pool, "templated", "id bigint, title string");
        var inserted = await(SqlTemplate.forUpdate(pool, "INSERT INTO templated (id, title) VALUES (#{id}, #{title})")
                .executeBatch(List.of(Map.of("id", 1L, "title", "it's one"), Map.of("id", 2L, "title", "two"))));
        assertThat(inserted.rowCount()).isEqualTo(1);

        var titles = await(SqlTemplate.forQuery(
                        pool,
                        "SELECT title FROM templated WHERE id = #{id} OR title = #{title} OR id = #{id} + 1 ORDER BY id")
                .mapTo(row -> row.getString("title"))
                .execute(Map.of("id", 1L, "title", "none")));

        assertThat(titles).containsExactly("it's one", "two");
    }

    @Test
    void theConnectHandlerSeesEachNewConnection() {
        var seen = new AtomicInteger();
        var own = AthenaBuilder.pool(builder -> builder.connectingTo(ReactiveDatabase.url())
                .withConnectHandler(connection -> {
                    seen.incrementAndGet();
                    connection.close();
                })
                .using(vertx));

        await(own.query("SELECT 1").execute());
        await(own.query("SELECT 2").execute());

        assertThat(seen.get()).isEqualTo(1);
        await(own.close());
    }

    @Test
    void noEventLoopIsSeenWaiting() throws InterruptedException {
        var watch = EventLoopWatch.begin();
        await(pool.withConnection(connection -> connection
                .prepare("SELECT orderkey, comment FROM tpch.tiny.lineitem WHERE orderkey < ?")
                .compose(statement -> {
                    Promise<Void> ended = Promise.promise();
                    var stream = statement.createStream(1000, Tuple.of(20_000));
                    stream.exceptionHandler(ended::tryFail)
                            .endHandler(end -> ended.complete())
                            .handler(Row::toJson);
                    return ended.future();
                })));
        ReactiveDatabase.iceberg(pool, "watched", "id bigint");
        await(pool.preparedQuery("INSERT INTO watched VALUES (?)")
                .executeBatch(List.of(Tuple.of(1L), Tuple.of(2L), Tuple.of(3L))));
        watch.end();

        assertThat(watch.looks()).isPositive();
        assertThat(watch.waits()).isEmpty();
    }
}
