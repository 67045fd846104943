package dev.pallas.it.reactive.tck;

import dev.pallas.it.LocalAthenaServer;
import dev.pallas.reactive.AthenaBuilder;
import dev.pallas.reactive.AthenaConnectOptions;
import dev.pallas.reactive.AthenaConnection;
import io.vertx.core.AsyncResult;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.tck.Connector;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The tables that the kit expects, and ways to reach them. */
final class Tck {
    /** Tables that can be changed. */
    private static final String WRITTEN = "it_tck";

    /** Views of types that a query has and no Iceberg table: smallint and time. */
    private static final String READ = "it_tck_read";

    private static final List<String> FORTUNES = List.of(
            "fortune: No such file or directory",
            "A second one, so that there is more than one.",
            "After enough decimal places, nobody gives a damn.",
            "Four is the first number that is not prime.",
            "A computer program does what you tell it to do, not what you want it to do.",
            "Six",
            "Any program that runs right is obsolete.",
            "",
            "it''s \"quoted\"",
            "<script>alert(\"not run\");</script>",
            "\u30d5\u30ec\u30fc\u30e0\u30ef\u30fc\u30af",
            "The last one");

    private static boolean created;

    private Tck() {}

    /** Options for the tables that can be changed. */
    static AthenaConnectOptions options() {
        create();
        return AthenaConnectOptions.fromUri(LocalAthenaServer.get().jdbcUrl()).setDatabase(WRITTEN);
    }

    /** Options for the views. */
    static AthenaConnectOptions readOptions() {
        return options().setDatabase(READ);
    }

    static String statement(String... parts) {
        return String.join("?", parts);
    }

    /** Connections without a pool, each on the context of its caller. */
    static Connector<SqlConnection> connector(Vertx vertx, AthenaConnectOptions options) {
        return new Connector<>() {
            @Override
            public void connect(Handler<AsyncResult<SqlConnection>> handler) {
                AthenaConnection.connect(vertx, options)
                        .<SqlConnection>map(connection -> connection)
                        .onComplete(handler);
            }

            @Override
            public void close() {
                // each connection closes with its Vert.x
            }
        };
    }

    static Pool pool(Vertx vertx, int size) {
        return AthenaBuilder.pool(builder -> builder.with(new PoolOptions().setMaxSize(size))
                .connectingTo(options())
                .using(vertx));
    }

    private static synchronized void create() {
        if (created) {
            return;
        }
        var vertx = Vertx.vertx();
        var pool = AthenaBuilder.pool(builder ->
                builder.connectingTo(LocalAthenaServer.get().jdbcUrl()).using(vertx));
        try {
            create(pool);
        } finally {
            await(pool.close());
            await(vertx.close());
        }
        created = true;
    }

    private static void create(Pool pool) {
        for (var database : List.of(WRITTEN, READ)) {
            run(pool, "CREATE DATABASE " + database + " LOCATION '" + location(database) + "'");
        }
        iceberg(pool, "immutable", "id int, message string");
        iceberg(pool, "fortune", "id int, message string");
        iceberg(pool, "mutable", "id int, val string");
        iceberg(
                pool,
                "collector_test",
                "id int, test_int_2 int, test_int_4 int, test_int_8 bigint, test_float float, test_double double,"
                        + " test_varchar string");
        iceberg(
                pool,
                "basicdatatype",
                "id int, test_int_2 int, test_int_4 int, test_int_8 bigint, test_float_4 float, test_float_8 double,"
                        + " test_numeric decimal(5,2), test_decimal decimal(5,0), test_boolean boolean, test_char string,"
                        + " test_varchar string, test_date date, test_time string");
        var fortunes = IntStream.rangeClosed(1, FORTUNES.size())
                .mapToObj(id -> "(" + id + ", '" + FORTUNES.get(id - 1) + "')")
                .collect(Collectors.joining(", "));
        run(pool, "INSERT INTO " + WRITTEN + ".immutable VALUES " + fortunes);
        run(pool, "INSERT INTO " + WRITTEN + ".fortune VALUES " + fortunes);
        run(
                pool,
                "INSERT INTO " + WRITTEN + ".collector_test VALUES"
                        + " (1, 32767, 2147483647, 9223372036854775807, REAL '123.456', 1.234567e0, 'HELLO,WORLD'),"
                        + " (2, 32767, 2147483647, 9223372036854775807, REAL '123.456', 1.234567e0, 'hello,world')");
        run(
                pool,
                "INSERT INTO " + WRITTEN + ".basicdatatype VALUES" + basicValues(1) + "," + basicValues(2) + ", (3"
                        + ", NULL".repeat(12) + ")");
        run(
                pool,
                "CREATE VIEW " + READ
                        + ".basicdatatype AS SELECT id, CAST(test_int_2 AS smallint) AS test_int_2, test_int_4,"
                        + " test_int_8, test_float_4, test_float_8, test_numeric, test_decimal, test_boolean,"
                        + " test_char, test_varchar, test_date,"
                        + " CAST(test_time AS time) AS test_time FROM " + WRITTEN + ".basicdatatype");
    }

    private static String basicValues(int id) {
        return " (" + id + ", 32767, 2147483647, 9223372036854775807, REAL '3.40282E38', 1.7976931348623157E308,"
                + " DECIMAL '999.99', DECIMAL '12345', true, 'testchar', 'testvarchar', DATE '2019-01-01', '18:45:02')";
    }

    private static void iceberg(Pool pool, String table, String columns) {
        run(
                pool,
                "CREATE TABLE " + WRITTEN + "." + table + " (" + columns + ") LOCATION '" + location(WRITTEN) + table
                        + "/' TBLPROPERTIES ('table_type'='ICEBERG')");
    }

    private static String location(String database) {
        return LocalAthenaServer.get().warehouseLocation() + database + "/";
    }

    private static void run(Pool pool, String sql) {
        await(pool.query(sql).execute());
    }

    private static <T> void await(io.vertx.core.Future<T> future) {
        try {
            future.toCompletionStage().toCompletableFuture().get(2, TimeUnit.MINUTES);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
