package dev.pallas.it.reactive;

import dev.pallas.it.LocalAthenaServer;
import dev.pallas.reactive.AthenaBuilder;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The database of these tests, and how to wait. Each class has tables of its own in it. */
final class ReactiveDatabase {
    static final String NAME = "it_reactive";

    private static final long PATIENCE_SECONDS = 120;

    private ReactiveDatabase() {}

    static String url() {
        return LocalAthenaServer.get().jdbcUrl().replaceFirst("Database=[^;]*", "Database=" + NAME);
    }

    static String location() {
        return LocalAthenaServer.get().warehouseLocation() + NAME + "/";
    }

    /** A pool whose database is there. */
    static Pool pool(Vertx vertx) {
        var pool = AthenaBuilder.pool(builder -> builder.connectingTo(url()).using(vertx));
        await(pool.query("CREATE DATABASE IF NOT EXISTS " + NAME + " LOCATION '" + location() + "'")
                .execute());
        return pool;
    }

    /** Makes an Iceberg table anew. */
    static void iceberg(Pool pool, String table, String columns) {
        await(pool.query("DROP TABLE IF EXISTS " + NAME + "." + table).execute());
        await(pool.query("CREATE TABLE " + NAME + "." + table + " (" + columns + ") LOCATION '" + location() + table
                        + "/' TBLPROPERTIES ('table_type'='ICEBERG')")
                .execute());
    }

    static <T> T await(Future<T> future) {
        return await(future.toCompletionStage());
    }

    static <T> T await(CompletionStage<T> stage) {
        try {
            return stage.toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException | TimeoutException e) {
            throw new IllegalStateException(e);
        }
    }
}
