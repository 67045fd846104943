package dev.pallas.reactive.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pallas.driver.BatchResult;
import dev.pallas.reactive.AthenaDatabaseException;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TransactionTest extends VertxTest {
    private SqlConnection connection;

    @BeforeEach
    void connect() {
        connection = await(pool.getConnection());
        athena.answering(query -> {
            if (query.sql().startsWith("SELECT")) {
                return FakeResult.rows(List.of());
            }
            if (query.sql().contains("broken")) {
                throw FakeAthena.failure("42S02", "TABLE_NOT_FOUND", "Table 'broken' does not exist");
            }
            if (query.sql().contains("slow")) {
                throw FakeAthena.failure("HYT00", null, "took too long");
            }
            return FakeResult.written(
                    query.sql().substring(0, query.sql().indexOf(' ')),
                    query.sql().contains("none") ? 0 : 2);
        });
    }

    @Test
    void aCommitSucceeds() {
        var transaction = await(connection.begin());
        await(connection.query("INSERT INTO t VALUES (1), (2)").execute());

        await(transaction.commit());

        assertThat(athena.queries).hasSize(1);
    }

    @Test
    void aRollbackThatHasNothingToUndoSucceeds() {
        var transaction = await(connection.begin());
        await(connection.query("SELECT 1").execute());
        await(connection.query("DELETE FROM none").execute());

        await(transaction.rollback());
    }

    @Test
    void aRollbackAfterAWriteNamesWhatStays() {
        var transaction = await(connection.begin());
        await(connection.query("INSERT INTO t VALUES (1), (2)").execute());

        var refusal = failureOf(transaction.rollback());

        assertThat(refusal).isInstanceOfSatisfying(AthenaDatabaseException.class, e -> assertThat(e.getSqlState())
                .isEqualTo("2D000"));
        assertThat(refusal)
                .hasMessageContaining("This stays written: INSERT of 2 rows (query q-write)")
                .hasMessageContaining("FOR TIMESTAMP AS OF");
    }

    @Test
    void aRefusalIsToldOnceAndTheNextTransactionStartsClean() {
        var first = await(connection.begin());
        await(connection.query("INSERT INTO t VALUES (1), (2)").execute());
        assertThat(failureOf(first.rollback())).isNotNull();

        var second = await(connection.begin());
        await(second.rollback());
    }

    @Test
    void aStatementThatFailedLeavesNothingToUndo() {
        var transaction = await(connection.begin());
        assertThat(failureOf(connection.query("INSERT INTO broken VALUES (1)").execute()))
                .hasMessageContaining("does not exist");

        await(transaction.rollback());
    }

    @Test
    void aWriteOfUnknownOutcomeMayStayWritten() {
        var transaction = await(connection.begin());
        assertThat(failureOf(connection.query("INSERT INTO slow VALUES (1)").execute()))
                .hasMessage("took too long");

        assertThat(failureOf(transaction.rollback())).hasMessageContaining("outcome is not known (query q-failed)");
    }

    @Test
    void whatABatchWroteBeforeItFailedStays() {
        athena.answeringBatches(
                rows -> CompletableFuture.failedFuture(FakeAthena.failure("42601", "SYNTAX_ERROR", "bad row")),
                new BatchResult(List.of(1L, 1L), List.of(FakeResult.info("INSERT", "q-first"))));
        var transaction = await(connection.begin());
        assertThat(failureOf(connection
                        .preparedQuery("INSERT INTO t VALUES (?)")
                        .executeBatch(List.of(Tuple.of(1), Tuple.of(2), Tuple.of(3)))))
                .hasMessage("bad row");

        assertThat(failureOf(transaction.rollback())).hasMessageContaining("INSERT (query q-first)");
    }

    @Test
    void withTransactionShowsTheFirstFailureAndTheLogWhatStays() {
        var standardError = System.err;
        var log = new ByteArrayOutputStream();
        System.setErr(new PrintStream(log, true, StandardCharsets.UTF_8));
        try {
            var failure = failureOf(pool.withTransaction(
                    client -> client.query("INSERT INTO t VALUES (1)").execute().compose(rows -> client.query(
                                    "INSERT INTO broken VALUES (1)")
                            .execute())));

            assertThat(failure).hasMessageContaining("'broken' does not exist");
        } finally {
            System.setErr(standardError);
        }
        assertThat(log.toString(StandardCharsets.UTF_8)).contains("This stays written: INSERT");
    }
}
