package dev.pallas.it.reactive;

import static dev.pallas.it.reactive.ReactiveDatabase.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.pallas.reactive.AthenaDatabaseException;
import dev.pallas.reactive.AthenaProperties;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import io.vertx.sqlclient.data.Numeric;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The Vert.x SQL client against the engine. */
class SqlClientIT {
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

    private static Row one(RowSet<Row> rows) {
        assertThat(rows.size()).isEqualTo(1);
        return rows.iterator().next();
    }

    @Test
    void aRowIsReadByNameAndByPosition() {
        var rows = await(pool.query("SELECT 1 AS id, 'Dune' AS title, CAST(NULL AS varchar) AS nothing")
                .execute());

        var row = one(rows);
        assertThat(row.getInteger("ID")).isEqualTo(1);
        assertThat(row.getString(1)).isEqualTo("Dune");
        assertThat(row.getString("nothing")).isNull();
        assertThat(rows.columnsNames()).containsExactly("id", "title", "nothing");
        assertThat(rows.property(AthenaProperties.QUERY_ID)).isNotBlank();
    }

    static List<Object> values() {
        return List.of(
                true,
                (short) 7,
                42,
                -1,
                9_000_000_000L,
                1.5f,
                2.25,
                Double.NaN,
                new BigDecimal("12345678901234567890.123"),
                "it's a \"quote\" \u00e4\u4e16\n-- ?",
                "",
                LocalDate.of(2024, 2, 29),
                LocalDateTime.of(2024, 2, 29, 23, 59, 58, 123_000_000),
                OffsetDateTime.parse("2024-02-29T23:59:58.123+02:00"),
                Buffer.buffer(new byte[] {0, 1, -1}));
    }

    @ParameterizedTest
    @MethodSource("values")
    void aParameterComesBackEqual(Object value) {
        var row = one(await(pool.preparedQuery("SELECT ? AS v").execute(Tuple.of(value))));

        var back = value instanceof Buffer ? row.getBuffer(0) : row.get(value.getClass(), 0);
        if (value instanceof OffsetDateTime time) {
            assertThat(((OffsetDateTime) back).toInstant()).isEqualTo(time.toInstant());
        } else {
            assertThat(back).isEqualTo(value);
        }
    }

    @Test
    void valuesOfVertxsOwnClassesGoAsWhatAthenaHas() {
        var id = UUID.fromString("6ba7b810-9dad-11d1-80b4-00c04fd430c8");
        var tuple = Tuple.of(id, new JsonObject().put("a", 1), Numeric.parse("1.50"), null, LocalTime.of(1, 2, 3));

        var row = one(await(pool.preparedQuery("SELECT ?, ?, ?, ?, ?").execute(tuple)));

        assertThat(row.getUUID(0)).isEqualTo(id);
        assertThat(row.getJsonObject(1)).isEqualTo(new JsonObject().put("a", 1));
        assertThat(row.getNumeric(2)).isEqualTo(Numeric.parse("1.50"));
        assertThat(row.getValue(3)).isNull();
        assertThat(row.getLocalTime(4)).isEqualTo(LocalTime.of(1, 2, 3));
    }

    @Test
    void everyTypeOfTheEngineHasAValue() {
        var row = one(await(pool.query("SELECT JSON '{\"a\":[1,2]}' AS j, CAST(ARRAY[1,2] AS JSON) AS a,"
                        + " TIMESTAMP '2024-02-29 12:00:00.000 Europe/Berlin' AS z, X'0102' AS b,"
                        + " ARRAY['x','y'] AS t, TINYINT '3' AS s, REAL '1.5' AS r, uuid() AS u, ARRAY[1, NULL] AS n,"
                        + " MAP(ARRAY['k'], ARRAY[DATE '2024-02-29']) AS m,"
                        + " CAST(ROW(1, 'a') AS row(x integer, y varchar)) AS w")
                .execute()));

        assertThat(row.getValue("j"))
                .isEqualTo(new JsonObject().put("a", new JsonArray().add(1).add(2)));
        assertThat(row.getArrayOfIntegers("a")).containsExactly(1, 2);
        assertThat(row.getValue("z")).isEqualTo(OffsetDateTime.parse("2024-02-29T12:00:00+01:00"));
        assertThat(row.get(long.class, "s")).isEqualTo(3L);
        assertThat(row.get(ZonedDateTime.class, "z").getZone()).hasToString("Europe/Berlin");
        assertThat(row.getValue("b")).isEqualTo(Buffer.buffer(new byte[] {1, 2}));
        assertThat(row.getString("t")).isEqualTo("[x, y]");
        assertThat(row.getShort("s")).isEqualTo((short) 3);
        assertThat(row.getDouble("r")).isEqualTo(1.5);
        assertThat(row.getValue("u")).isInstanceOf(UUID.class);
        assertThat(row.getValue("n")).isEqualTo(new Integer[] {1, null});
        assertThat(row.getArrayOfLongs("n")).containsExactly(1L, null);
        assertThat(row.getJsonObject("m")).isEqualTo(new JsonObject().put("k", "2024-02-29"));
        assertThat(row.getValue("w")).isEqualTo(new JsonObject().put("x", 1).put("y", "a"));
    }

    @Test
    void aTableIsWrittenInABatchAndChanged() {
        ReactiveDatabase.iceberg(pool, "book", "id bigint, title string, price decimal(10,2)");
        var batch = IntStream.range(0, 500)
                .mapToObj(i -> Tuple.of((long) i, "book " + i, new BigDecimal(i).movePointLeft(2)))
                .toList();

        RowSet<Row> inserted = await(pool.preparedQuery("INSERT INTO book (id, title, price) VALUES (?, ?, ?)")
                .executeBatch(batch));
        var counts = 0;
        for (var result = inserted; result != null; result = result.next()) {
            assertThat(result.rowCount()).isEqualTo(1);
            counts++;
        }
        assertThat(counts).isEqualTo(500);

        var updated = await(pool.preparedQuery("UPDATE book SET title = upper(title) WHERE id < ?")
                .execute(Tuple.of(10L)));
        assertThat(updated.rowCount()).isEqualTo(10);
        assertThat(updated.property(AthenaProperties.UPDATE_COUNT)).isEqualTo(10);

        var deleted = await(pool.preparedQuery("DELETE FROM book WHERE id >= ?").execute(Tuple.of(100L)));
        assertThat(deleted.rowCount()).isEqualTo(400);

        var rows = await(
                pool.query("SELECT id, title, price FROM book ORDER BY id").execute());
        assertThat(rows.size()).isEqualTo(100);
        var first = rows.iterator().next();
        assertThat(first.getString("title")).isEqualTo("BOOK 0");
        assertThat(first.getBigDecimal("price")).isEqualTo(new BigDecimal("0.00"));
    }

    @Test
    void aLargeResultIsStreamedThroughACursor() {
        var expected = one(await(pool.query("SELECT count(*) AS n, sum(linenumber) AS s FROM tpch.tiny.lineitem")
                .execute()));
        var rows = new AtomicLong();
        var sum = new AtomicLong();

        await(pool.withConnection(connection -> connection
                .prepare("SELECT orderkey, linenumber FROM tpch.tiny.lineitem")
                .compose(statement -> {
                    Promise<Void> ended = Promise.promise();
                    var stream = statement.createStream(500, Tuple.tuple());
                    stream.exceptionHandler(ended::tryFail)
                            .endHandler(end -> ended.complete())
                            .handler(row -> {
                                rows.incrementAndGet();
                                sum.addAndGet(row.getLong(1));
                                if (rows.get() % 7_000 == 0) {
                                    stream.pause();
                                    vertx.setTimer(1, later -> stream.resume());
                                }
                            });
                    return ended.future();
                })));

        assertThat(rows.get()).isEqualTo(expected.getLong("n")).isGreaterThan(60_000);
        assertThat(sum.get()).isEqualTo(expected.getLong("s"));
    }

    @Test
    void fiftyQueriesAreInFlightFromOneEventLoopWhileItsTimerTicks() {
        var context = vertx.getOrCreateContext();
        Promise<List<Integer>> answers = Promise.promise();
        var ticks = new AtomicLong();
        var last = new AtomicLong();
        var largestGap = new AtomicLong();
        context.runOnContext(go -> {
            last.set(System.nanoTime());
            var timer = vertx.setPeriodic(10, tick -> {
                var now = System.nanoTime();
                largestGap.accumulateAndGet(now - last.getAndSet(now), Math::max);
                ticks.incrementAndGet();
            });
            var all = IntStream.range(0, 50)
                    .mapToObj(i -> pool.preparedQuery("SELECT count(*) + ? FROM tpch.tiny.nation")
                            .execute(Tuple.of(i))
                            .map(rows -> rows.iterator().next().getInteger(0)))
                    .toList();
            Future.all(all).onComplete(done -> {
                vertx.cancelTimer(timer);
                if (done.succeeded()) {
                    answers.complete(done.result().list());
                } else {
                    answers.fail(done.cause());
                }
            });
        });

        var counts = await(answers.future());

        assertThat(counts)
                .isEqualTo(IntStream.range(0, 50).mapToObj(i -> 25 + i).toList());
        System.out.printf(
                "50 queries in flight: %d ticks of 10 ms, largest gap %.1f ms%n", ticks.get(), largestGap.get() / 1e6);
    }

    @Test
    void aFailureCarriesAthenasWords() {
        var missing =
                catchThrowable(() -> await(pool.query("SELECT * FROM nowhere").execute()));
        var wrong = catchThrowable(() -> await(pool.query("SELECT FROM WHERE").execute()));

        assertThat(missing)
                .isInstanceOfSatisfying(AthenaDatabaseException.class, e -> {
                    assertThat(e.getAthenaErrorCode()).isEqualTo("TABLE_NOT_FOUND");
                    assertThat(e.getSqlState()).isEqualTo("42S02");
                    assertThat(e.getQueryId()).isNotBlank();
                })
                .hasMessageContaining("nowhere");
        assertThat(wrong).isInstanceOfSatisfying(AthenaDatabaseException.class, e -> assertThat(e.getSqlState())
                .startsWith("42"));
    }

    @Test
    void aTransactionCommitsAndARollbackAfterAWriteIsRefused() {
        ReactiveDatabase.iceberg(pool, "tx", "id bigint");

        await(pool.withTransaction(
                connection -> connection.query("INSERT INTO tx VALUES (1)").execute()));
        var refused = catchThrowable(() -> await(pool.withConnection(connection -> connection
                .begin()
                .compose(tx ->
                        connection.query("INSERT INTO tx VALUES (2)").execute().compose(rows -> tx.rollback())))));

        assertThat(refused)
                .isInstanceOf(AthenaDatabaseException.class)
                .hasMessageContaining("This stays written: INSERT of 1 row");
        List<Long> ids = new ArrayList<>();
        await(pool.query("SELECT id FROM tx ORDER BY id").execute()).forEach(row -> ids.add(row.getLong(0)));
        assertThat(ids).containsExactly(1L, 2L);
    }

    @Test
    void theDatabaseIsNamedAsTheJdbcDriverNamesIt() {
        var metadata = await(pool.withConnection(connection -> Future.succeededFuture(connection.databaseMetadata())));

        assertThat(metadata.productName()).isEqualTo("Amazon Athena");
        assertThat(metadata.majorVersion()).isEqualTo(3);
    }
}
