package dev.pallas.benchmarks;

import dev.pallas.local.LocalAthena;
import dev.pallas.reactive.AthenaBuilder;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.sql.DriverManager;
import java.time.Instant;
import java.util.ArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Two thousand queries of two seconds in flight from one event loop, with the quotas of Athena turned on; and a million rows as a stream
 * against the same rows through JDBC.
 */
final class ReactiveBenchmark implements Benchmark {
    private static final int THOUSANDS = 1_000;
    private static final int RUNS = 5;
    private static final int FETCH_SIZE = 10_000;
    private static final int TICK_MILLIS = 5;

    @Override
    public void run(Report report) throws Exception {
        var vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
        try (var server = LocalAthena.start()) {
            stream(report, vertx, server);
            inFlight(report, vertx, server);
        } finally {
            await(vertx.close());
        }
    }

    private static Pool pool(Vertx vertx, String url) {
        return AthenaBuilder.pool(builder -> builder.with(
                        new PoolOptions().setMaxSize(ManyQueries.COUNT).setEventLoopSize(1))
                .connectingTo(url)
                .using(vertx));
    }

    private static <T> T await(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(10, TimeUnit.MINUTES);
    }

    private static void inFlight(Report report, Vertx vertx, LocalAthena server) throws Exception {
        ManyQueries.prepare(server);
        var others = Thread.getAllStackTraces().keySet();
        // what works on the event loop is counted, whoever started it
        others.removeIf(thread -> thread.getName().contains("eventloop"));
        var pool = pool(vertx, server.jdbcUrl());
        var gap = new AtomicLong();
        var last = new AtomicLong(System.nanoTime());
        var before = usedBytes();
        var start = System.nanoTime();
        Promise<Void> done = Promise.promise();
        vertx.runOnContext(nothing -> {
            last.set(System.nanoTime());
            var tick = vertx.setPeriodic(TICK_MILLIS, id -> {
                var now = System.nanoTime();
                gap.accumulateAndGet(now - last.getAndSet(now), Math::max);
            });
            var all = new ArrayList<Future<RowSet<Row>>>();
            for (var i = 0; i < ManyQueries.COUNT; i++) {
                all.add(pool.preparedQuery(ManyQueries.SQL).execute(Tuple.of(i)));
            }
            Future.all(all).onComplete(ended -> {
                vertx.cancelTimer(tick);
                done.handle(ended.mapEmpty());
            });
        });
        // all have been handed over when the event loop comes to this
        await(vertx.executeBlocking(() -> true));
        var bytes = usedBytes() - before;
        report.value(
                "reactive.threads",
                ManyQueries.threadsUntil(done.future().toCompletionStage().toCompletableFuture(), others),
                "threads");
        report.value("reactive.max_gap_ms", gap.get() / 1e6, "ms");
        report.value("reactive.bytes_per_query", (double) bytes / ManyQueries.COUNT, "bytes");
        ManyQueries.report(report, "reactive", server, (System.nanoTime() - start) / 1e9);
        await(pool.close());
    }

    private static long usedBytes() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    /** Both times are from the end of the query, as Athena tells it, to the last row. */
    private static void stream(Report report, Vertx vertx, LocalAthena server) throws Exception {
        var pool = pool(vertx, server.jdbcUrl());
        var jdbc = new double[RUNS];
        var reactive = new double[RUNS];
        try (var athena = new AthenaCalls(server);
                var connection = DriverManager.getConnection(server.jdbcUrl());
                var statement = connection.createStatement()) {
            // in turn, so that what else the machine does meets both; the first ones warm up
            for (var i = -2; i < RUNS; i++) {
                try (var result = statement.executeQuery(Rows.query(THOUSANDS))) {
                    Check.equal(THOUSANDS * 1_000L, Rows.read(result));
                    jdbc[Math.max(i, 0)] = athena.millisSinceLastEnd(Instant.now());
                }
                Check.equal(THOUSANDS * 1_000L, await(streamed(pool)));
                reactive[Math.max(i, 0)] = athena.millisSinceLastEnd(Instant.now());
            }
        }
        report.value("reactive.rows_per_s", THOUSANDS * 1e6 / new Sample(reactive).least(), "rows/s");
        report.value("reactive.vs_jdbc", new Sample(reactive).least() / new Sample(jdbc).least(), "ratio");
        await(pool.close());
    }

    /** Reads each cell of a stream of rows; their number. */
    private static Future<Long> streamed(Pool pool) {
        return pool.withConnection(
                connection -> connection.prepare(Rows.query(THOUSANDS)).compose(statement -> {
                    Promise<Long> end = Promise.promise();
                    var rows = new AtomicLong();
                    var ids = new AtomicLong();
                    statement
                            .createStream(FETCH_SIZE, Tuple.tuple())
                            .exceptionHandler(end::tryFail)
                            .endHandler(ended -> end.tryComplete(Rows.check(rows.get(), ids.get())))
                            .handler(row -> {
                                rows.incrementAndGet();
                                ids.addAndGet(row.getLong(0));
                                if (row.getString(1) == null
                                        || row.getDouble(2) == 0
                                        || row.getLocalDateTime(3) == null) {
                                    end.tryFail("A row lacks something");
                                }
                            });
                    return end.future();
                }));
    }
}
