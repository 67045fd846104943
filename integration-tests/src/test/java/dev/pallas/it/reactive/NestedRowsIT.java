package dev.pallas.it.reactive;

import static dev.pallas.it.reactive.ReactiveDatabase.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pallas.it.History;
import dev.pallas.reactive.AthenaBuilder;
import dev.pallas.reactive.AthenaConnectOptions;
import dev.pallas.reactive.AthenaDatabaseException;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import io.vertx.sqlclient.templates.SqlTemplate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Arrays, maps and rows through the SQL client, and rows that come by UNLOAD. */
class NestedRowsIT {
    private static Vertx vertx;
    private static Pool pool;
    private static Pool unloading;

    @BeforeAll
    static void open() {
        vertx = Vertx.vertx();
        pool = ReactiveDatabase.pool(vertx);
        unloading = unloading(1 << 28);
        ReactiveDatabase.iceberg(
                pool,
                "nested",
                "id bigint, words array<string>, counts map<string,int>, place struct<x:int,name:string>");
        await(SqlTemplate.forUpdate(
                        pool,
                        "INSERT INTO nested (id, words, counts, place)"
                                + " VALUES (#{id}, #{words}, #{counts}, CAST(ROW(#{x}, #{name}) AS row(x integer, name varchar)))")
                .execute(Map.of(
                        "id",
                        1L,
                        "words",
                        List.of("a, b", "null", "it's"),
                        "counts",
                        Map.of("k=1", 7),
                        "x",
                        3,
                        "name",
                        "{x}")));
    }

    @AfterAll
    static void close() {
        await(unloading.close());
        await(pool.close());
        await(vertx.close());
    }

    private static Pool unloading(int bufferBytes) {
        var options = AthenaConnectOptions.fromUri(ReactiveDatabase.url())
                .addProperty("ResultFetcher", "unload")
                .setResultBufferBytes(bufferBytes);
        return AthenaBuilder.pool(builder -> builder.connectingTo(options).using(vertx));
    }

    @Test
    void aTemplateBindsNestedValuesAndUnloadReadsThemBack() {
        try (var history = History.fromNow()) {
            var row = await(unloading.query("SELECT * FROM nested").execute())
                    .iterator()
                    .next();

            assertThat(history.statements("/* pallas unload")).hasSize(1);
            assertThat(row.getArrayOfStrings("words")).containsExactly("a, b", "null", "it's");
            assertThat(row.getValue("counts")).isEqualTo(new JsonObject().put("k=1", 7));
            assertThat(row.getValue("place"))
                    .isEqualTo(new JsonObject().put("x", 3).put("name", "{x}"));
            assertThat(row.getLong("ID")).isEqualTo(1);
        }
    }

    @Test
    void aCursorReadsUnloadedRowsInPartsAndNoEventLoopWaits() throws InterruptedException {
        var watch = EventLoopWatch.begin();
        var keys = new ArrayList<Long>();
        await(unloading.withConnection(connection -> connection
                .prepare("SELECT custkey, name FROM tpch.tiny.customer WHERE custkey <= ?")
                .compose(statement -> {
                    Promise<Void> ended = Promise.promise();
                    statement
                            .createStream(100, Tuple.of(1_000))
                            .exceptionHandler(ended::tryFail)
                            .endHandler(end -> ended.complete())
                            .handler(row -> keys.add(row.getLong("custkey")));
                    return ended.future();
                })));
        watch.end();

        assertThat(keys).hasSize(1_000).doesNotHaveDuplicates();
        assertThat(watch.waits()).isEmpty();
    }

    @Test
    void unloadedRowsThatAreKeptHaveTheBudgetToo() {
        var small = unloading(10_000);

        assertThatThrownBy(() -> await(small.query("SELECT custkey, comment FROM tpch.tiny.customer")
                        .execute()))
                .isInstanceOf(AthenaDatabaseException.class)
                .hasMessageContaining("ResultBufferBytes");
        var first = await(small.withConnection(connection -> connection
                .prepare("SELECT custkey, comment FROM tpch.tiny.customer")
                .compose(statement -> {
                    var cursor = statement.cursor();
                    return cursor.read(3).compose(rows -> cursor.close().map(rows));
                })));
        assertThat(first.size()).isEqualTo(3);
        await(small.close());
    }

    @Test
    void nestedParametersKeepTheirTypes() {
        var row = await(pool.preparedQuery("SELECT ? AS a, CAST(? AS JSON) AS j")
                        .execute(Tuple.of(new Integer[] {1, null, 3}, List.of("x", "[y]"))))
                .iterator()
                .next();

        assertThat(row.getArrayOfIntegers("a")).containsExactly(1, null, 3);
        assertThat(row.getArrayOfStrings("j")).containsExactly("x", "[y]");
        assertThat(row(pool, "SELECT ARRAY[TIMESTAMP '2024-02-29 12:00:00.000 UTC'] AS t")
                        .getArrayOfOffsetDateTimes(0))
                .hasSize(1);
    }

    private static Row row(Pool from, String sql) {
        return await(from.query(sql).execute()).iterator().next();
    }
}
