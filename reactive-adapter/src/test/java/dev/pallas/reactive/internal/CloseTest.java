package dev.pallas.reactive.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pallas.reactive.AthenaDatabaseException;
import io.vertx.sqlclient.PoolOptions;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class CloseTest extends VertxTest {

    @Test
    void closingAConnectionStopsItsQueryAndFailsWhatWaits() {
        athena.answeringLater(query -> new CompletableFuture<>());
        var connection = await(pool.getConnection());
        var running = connection.query("SELECT 1").execute();
        var waiting = connection.query("SELECT 2").execute();

        await(connection.close());

        assertThat(failureOf(running)).hasMessage("stopped");
        assertThat(failureOf(waiting))
                .isInstanceOf(AthenaDatabaseException.class)
                .hasMessage("The connection was closed");
        assertThat(athena.stopped).containsExactly("SELECT 1");
        assertThat(athena.queries).hasSize(1);
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
