package dev.pallas.quickstart;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.persistence.EntityManagerFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.hibernate.reactive.stage.Stage;
import org.jspecify.annotations.Nullable;

/** Many queries at once from one event loop, with a timer on the same loop that shows whether anything blocks it. */
final class InFlight {
    static final int QUERIES = 50;
    private static final long TIMER_MILLIS = 10;
    private static final String HQL =
            "select n.id, count(o), max(o.totalPrice) from Order o join o.customer c join c.nation n where mod(o.id, 50) = :k"
                    + " group by n.id order by n.id limit 1";

    /** The same as {@link #QUERIES} queries, in one. */
    static final String REFERENCE = """
            SELECT k, nationkey, orders, price FROM (
              SELECT o.orderkey % 50 k, c.nationkey, count(*) orders, max(o.totalprice) price,
                     row_number() OVER (PARTITION BY o.orderkey % 50 ORDER BY c.nationkey) r
              FROM orders o JOIN customer c ON c.custkey = o.custkey GROUP BY 1, 2)
            WHERE r = 1 ORDER BY k""";

    private final Stage.SessionFactory factory;
    private long lastTick;
    private long largestGap;
    private long ticks;

    InFlight(EntityManagerFactory tpch) {
        factory = tpch.unwrap(Stage.SessionFactory.class);
    }

    List<List<@Nullable Object>> run() {
        // a session's callback runs on an event loop of Hibernate Reactive: this is how a program without one gets
        // there
        Context loop = factory.withSession(session -> CompletableFuture.completedFuture(Vertx.currentContext()))
                .toCompletableFuture()
                .join();
        CompletableFuture<List<List<@Nullable Object>>> rows = new CompletableFuture<>();
        loop.runOnContext(ignored -> start(loop.owner()).whenComplete((result, error) -> {
            if (error == null) {
                rows.complete(result);
            } else {
                rows.completeExceptionally(error);
            }
        }));
        return rows.join();
    }

    private CompletionStage<List<List<@Nullable Object>>> start(Vertx vertx) {
        lastTick = System.nanoTime();
        long timer = vertx.setPeriodic(TIMER_MILLIS, id -> tick());
        List<CompletableFuture<List<@Nullable Object>>> answers = new ArrayList<>();
        for (int k = 0; k < QUERIES; k++) {
            long parameter = k;
            // withSession would find the session of the query before, since all of them are on one context
            answers.add(factory.openSession()
                    .thenCompose(session -> session.createSelectionQuery(HQL, Object[].class)
                            .setParameter("k", parameter)
                            .getSingleResult()
                            .thenApply(row -> Values.row(parameter, row[0], row[1], row[2]))
                            .thenCompose(row -> session.close().thenApply(closed -> row)))
                    .toCompletableFuture());
        }
        return CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new))
                .thenApply(done -> {
                    vertx.cancelTimer(timer);
                    List<List<@Nullable Object>> rows = new ArrayList<>();
                    answers.forEach(answer -> rows.add(answer.join()));
                    return rows;
                });
    }

    private void tick() {
        long now = System.nanoTime();
        largestGap = Math.max(largestGap, now - lastTick);
        lastTick = now;
        ticks++;
    }

    /** To be read when {@link #run()} has returned. */
    String describe() {
        return QUERIES + " queries in flight: the " + TIMER_MILLIS + " ms timer of their event loop ticked " + ticks
                + " times, the largest gap was " + TimeUnit.NANOSECONDS.toMillis(largestGap) + " ms";
    }
}
