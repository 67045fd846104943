package dev.pallas.reactive.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pallas.reactive.AthenaConnectOptions;
import dev.pallas.reactive.AthenaConnection;
import io.vertx.core.Promise;
import io.vertx.sqlclient.PoolOptions;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class CloseTest extends VertxTest {

    @Test
    void aConnectionClosesWhenWhatWasAskedForHasBeenAnswered() {
        CompletableFuture<FakeResult> slow = new CompletableFuture<>();
        athena.answeringLater(query ->
                query.sql().equals("SELECT 1") ? slow : CompletableFuture.completedFuture(FakeResult.rows(List.of())));
        var connection = await(pool.getConnection());
        var running = connection.query("SELECT 1").execute();
        var waiting = connection.query("SELECT 2").execute();
        awaitSubmission();

        var closed = connection.close();
        assertThat(closed.isComplete()).isFalse();
        slow.complete(FakeResult.rows(List.of()));

        await(closed);
        assertThat(running.succeeded()).isTrue();
        assertThat(waiting.succeeded()).isTrue();
        assertThat(athena.stopped).isEmpty();
    }

    @Test
    void aConnectionWithoutAPoolClosesInTheSameWayAndTellsItsHandler() {
        CompletableFuture<FakeResult> slow = new CompletableFuture<>();
        athena.answeringLater(query -> slow);
        var driver = new AthenaDriver(settings -> athena);
        var connection = await(driver.createConnectionFactory(vertx, new AthenaConnectOptions())
                .connect(vertx.getOrCreateContext()));
        Promise<Void> told = Promise.promise();
        connection.closeHandler(closed -> told.complete());
        var running = connection.query("SELECT 1").execute();
        awaitSubmission();

        var closed = connection.close();
        slow.complete(FakeResult.rows(List.of()));

        await(closed);
        await(told.future());
        assertThat(running.succeeded()).isTrue();
        assertThat(failureOf(connection.query("SELECT 2").execute())).hasMessage("The connection was closed");
    }

    @Test
    void aCancelledStatementFailsAndTheOneBehindItRuns() {
        athena.answeringLater(query -> query.sql().equals("SELECT 1")
                ? new CompletableFuture<>()
                : CompletableFuture.completedFuture(FakeResult.rows(List.of())));
        var connection = AthenaConnection.cast(await(pool.getConnection()));
        var running = connection.query("SELECT 1").execute();
        var waiting = connection.query("SELECT 2").execute();
        awaitSubmission();

        await(connection.cancel());

        assertThat(failureOf(running)).hasMessage("stopped");
        assertThat(await(waiting).size()).isZero();
        assertThat(athena.stopped).containsExactly("SELECT 1");
        await(connection.cancel());
        assertThat(athena.stopped).hasSize(1);
    }

    @Test
    void aDetachedQueryIsLeftAloneByConnectionAndPool() {
        athena.answeringLater(query -> new CompletableFuture<>());
        var small = pool(new PoolOptions().setMaxSize(1));
        var connection = AthenaConnection.cast(await(small.getConnection()));
        assertThat(failureOf(connection.detach())).hasMessageContaining("no query to detach");
        var running = connection.query("SELECT 1").execute();
        awaitSubmission();

        assertThat(await(connection.detach())).isEqualTo("SELECT 1");
        await(connection.close());

        assertThat(failureOf(running)).hasMessage("The connection was closed");
        var next = await(small.getConnection());
        athena.answering(query -> FakeResult.rows(List.of()));
        assertThat(await(next.query("SELECT 2").execute()).size()).isZero();
        await(small.close());
        assertThat(athena.stopped).isEmpty();
    }

    @Test
    void theNextUserOfAPooledConnectionFindsItClean() {
        var small = pool(new PoolOptions().setMaxSize(1));
        athena.answering(query -> FakeResult.written("INSERT", 1));
        var first = await(small.getConnection());
        await(first.begin());
        await(first.query("INSERT INTO t VALUES (1)").execute());
        await(first.close());

        var second = await(small.getConnection());
        var transaction = await(second.begin());

        await(transaction.rollback());
        await(second.close());
        await(small.close());
    }

    @Test
    void closingThePoolClosesTheClientAndItsConnections() {
        athena.answering(query -> FakeResult.rows(List.of()));
        await(pool.query("SELECT 1").execute());

        await(pool.close());

        assertThat(athena.closed).isTrue();
        assertThat(failureOf(pool.query("SELECT 1").execute())).isNotNull();
    }

    @Test
    void closingThePoolStopsWhatRuns() {
        athena.answeringLater(query -> new CompletableFuture<>());
        var running = pool.query("SELECT 1").execute();
        awaitSubmission();

        await(pool.close());

        assertThat(failureOf(running)).isNotNull();
        assertThat(athena.stopped).containsExactly("SELECT 1");
    }
}
