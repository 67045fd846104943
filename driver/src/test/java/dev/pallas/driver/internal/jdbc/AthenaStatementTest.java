package dev.pallas.driver.internal.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pallas.driver.QueryHandle;
import dev.pallas.driver.QueryState;
import java.sql.BatchUpdateException;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.SQLSyntaxErrorException;
import java.sql.SQLTimeoutException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AthenaStatementTest {
    private final FakeClient client = new FakeClient();
    private final AthenaConnection connection = client.connection();

    private static String state(Throwable failure) {
        return ((SQLException) failure).getSQLState();
    }

    @Test
    void readsRows() throws SQLException {
        client.select(FakeResult.of("a integer").row(7));
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT 7 a")) {
            assertThat(rows.next()).isTrue();
            assertThat(rows.getInt("A")).isEqualTo(7);
            assertThat(rows.next()).isFalse();
            assertThat(statement.getUpdateCount()).isEqualTo(-1);
        }
        assertThat(client.submitted.get(0).sql()).isEqualTo("SELECT 7 a");
    }

    @Test
    void tellsUpdateCounts() throws SQLException {
        client.writes("UPDATE", 3);
        client.succeeds("DDL", "CREATE_TABLE", FakeResult.nothing());
        client.writes("INSERT", 5_000_000_000L);
        var statement = connection.createStatement();

        assertThat(statement.executeUpdate("UPDATE t SET a = 1")).isEqualTo(3);
        assertThat(statement.getUpdateCount()).isEqualTo(3);
        assertThat(statement.getMoreResults()).isFalse();
        assertThat(statement.getUpdateCount()).isEqualTo(-1);
        assertThat(statement.execute("CREATE TABLE t ..")).isFalse();
        assertThat(statement.getUpdateCount()).isZero();
        assertThat(statement.executeLargeUpdate("INSERT INTO t SELECT ..")).isEqualTo(5_000_000_000L);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPDATE t SET a = 1",
                "-- x\n insert into t values (1)",
                "DELETE FROM t",
                "MERGE INTO t USING s ON .."
            })
    void runsNoWriteForItsRows(String sql) {
        assertThatThrownBy(() -> connection.createStatement().executeQuery(sql))
                .hasMessageContaining("was not run, because it returns no rows")
                .extracting(AthenaStatementTest::state)
                .isEqualTo("07005");
        assertThat(client.submitted).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"SELECT 1", "/* x */ WITH a AS (SELECT 1) SELECT * FROM a", "VALUES 1", "TABLE t"})
    void runsNoQueryForItsCount(String sql) throws SQLException {
        var statement = connection.createStatement();
        assertThatThrownBy(() -> statement.executeUpdate(sql))
                .hasMessageContaining("was not run, because it returns rows");
        statement.addBatch(sql);
        assertThatThrownBy(statement::executeBatch)
                .isInstanceOf(BatchUpdateException.class)
                .extracting(e -> ((BatchUpdateException) e).getUpdateCounts())
                .isEqualTo(new int[0]);
        assertThat(client.submitted).isEmpty();
    }

    @Test
    void closesTheRowsOfAStatementThatOnlyAthenaKnowsToHaveSome() {
        var rows = FakeResult.of("tab_name varchar").row("t");
        client.select(rows);

        assertThatThrownBy(() -> connection.createStatement().executeUpdate("SHOW TABLES"))
                .hasMessageContaining("returns rows");
        assertThat(rows.closed).isTrue();
    }

    @Test
    void warnsOfRowsThatAreReadOtherwiseThanAskedFor() throws SQLException {
        client.select(FakeResult.of("a integer").row(1).fallback("The query has an ORDER BY"));
        var statement = connection.createStatement();
        var rows = statement.executeQuery("SELECT a FROM t ORDER BY a");

        assertThat(statement.getWarnings().getNextWarning().getMessage()).isEqualTo("The query has an ORDER BY");
        assertThat(rows.getWarnings().getMessage()).isEqualTo("The query has an ORDER BY");
        rows.clearWarnings();
        assertThat((Object) rows.getWarnings()).isNull();
        assertThat(rows.unwrap(QueryHandle.class)).isSameAs(statement.unwrap(QueryHandle.class));
    }

    @Test
    void keepsToJdbcInCornersOfItsResults() throws SQLException {
        client.select(FakeResult.of("a integer").row(1));
        var statement = connection.createStatement();
        statement.setFetchSize(50);
        var rows = statement.executeQuery("SELECT 1");

        assertThat(rows.getFetchSize()).isEqualTo(50);
        assertThatThrownBy(() -> statement.getMoreResults(java.sql.Statement.KEEP_CURRENT_RESULT))
                .isInstanceOf(SQLFeatureNotSupportedException.class);
        assertThatThrownBy(() -> statement.getMoreResults(77))
                .extracting(AthenaStatementTest::state)
                .isEqualTo("22023");
        assertThat(statement.getMoreResults(java.sql.Statement.CLOSE_ALL_RESULTS))
                .isFalse();
        assertThat(rows.isClosed()).isTrue();
        assertThat(statement.getLargeUpdateCount()).isEqualTo(-1);
        assertThatThrownBy(() -> statement.executeQuery(null))
                .extracting(AthenaStatementTest::state)
                .isEqualTo("22023");
        assertThatThrownBy(() -> connection.prepareStatement(null))
                .extracting(AthenaStatementTest::state)
                .isEqualTo("22023");
    }

    @Test
    void tellsAFailureInFull() {
        var failing = client.pending();
        failing.fails(
                QueryState.FAILED,
                FakeClient.failure("42000", "SYNTAX_ERROR: line 1:8: Column 'x' cannot be resolved (query q1)", "q1"));

        assertThatThrownBy(() -> connection.createStatement().executeQuery("SELECT x"))
                .isInstanceOf(SQLSyntaxErrorException.class)
                .hasMessage("SYNTAX_ERROR: line 1:8: Column 'x' cannot be resolved (query q1)")
                .extracting(AthenaStatementTest::state)
                .isEqualTo("42000");
    }

    @Test
    void warnsOfWhatItTook() throws SQLException {
        client.select(FakeResult.of("a integer").row(1));
        var statement = connection.createStatement();
        assertThat((Object) statement.getWarnings()).isNull();
        statement.executeQuery("SELECT 1");
        assertThat(statement.getWarnings().getMessage()).isEqualTo("Query q1 scanned 0 bytes");
        statement.clearWarnings();
        assertThat((Object) statement.getWarnings()).isNull();
    }

    @Test
    void handsTheTimeoutToTheClient() throws SQLException {
        var slow = client.pending();
        slow.fails(QueryState.CANCELLED, FakeClient.failure("HYT00", "stopped after 3 s", "q1"));
        var statement = connection.createStatement();
        statement.setQueryTimeout(3);

        assertThatThrownBy(() -> statement.executeQuery("SELECT 1")).isInstanceOf(SQLTimeoutException.class);
        assertThat(client.submitted.get(0).options().timeout()).contains(Duration.ofSeconds(3));
        assertThatThrownBy(() -> statement.setQueryTimeout(-1)).hasMessageContaining("negative");
    }

    @Test
    void isCancelledFromAnotherThread() throws Exception {
        var running = client.pending();
        var statement = connection.createStatement();
        running.onCancel = () -> running.fails(QueryState.CANCELLED, FakeClient.failure("57014", "cancelled", "q1"));
        var outcome = CompletableFuture.supplyAsync(() -> {
            try {
                return statement.executeQuery("SELECT 1").toString();
            } catch (SQLException e) {
                return e.getSQLState();
            }
        });
        // cancel is idle until the query has been submitted
        while (!running.cancelled.isDone()) {
            Thread.onSpinWait();
            statement.cancel();
        }

        assertThat(outcome.get()).isEqualTo("57014");
    }

    @Test
    void stopsTheQueryWhenItsThreadIsInterrupted() throws SQLException {
        var running = client.pending();
        var statement = connection.createStatement();
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> statement.executeQuery("SELECT 1"))
                .hasMessageContaining("interrupted")
                .extracting(AthenaStatementTest::state)
                .isEqualTo("57014");
        assertThat(Thread.interrupted()).isTrue();
        assertThat(running.cancelled).isDone();
    }

    @Test
    void freesAReaderThatIsCancelled() throws Exception {
        var rows = FakeResult.of("a integer").row(1);
        var pending = rows.pendingPage();
        client.select(rows);
        var statement = connection.createStatement();
        var result = statement.executeQuery("SELECT 1");
        assertThat(result.next()).isTrue();
        statement.cancel();
        pending.completeExceptionally(new IllegalStateException("closed"));

        assertThatThrownBy(result::next).extracting(AthenaStatementTest::state).isEqualTo("57014");
        assertThat(rows.closed).isTrue();
    }

    @Test
    void stopsReadingAtTheMaximumOfRows() throws SQLException {
        var rows = FakeResult.of("a integer").page(new Object[][] {{1}, {2}}).page(new Object[][] {{3}, {4}});
        client.select(rows);
        var statement = connection.createStatement();
        statement.setMaxRows(2);
        var result = statement.executeQuery("SELECT a FROM t");

        assertThat(result.next()).isTrue();
        assertThat(result.next()).isTrue();
        assertThat(result.next()).isFalse();
        assertThat(rows.pagesRead).isEqualTo(1);
        assertThat(rows.closed).isTrue();
    }

    @Test
    void closesItsResultWithItself() throws SQLException {
        var first = FakeResult.of("a integer").row(1);
        var second = FakeResult.of("a integer").row(1);
        client.select(first);
        client.select(second);
        var statement = connection.createStatement();
        var result = statement.executeQuery("SELECT 1");
        var next = statement.executeQuery("SELECT 1");

        assertThat(result.isClosed()).isTrue();
        assertThat(first.closed).isTrue();
        statement.close();
        assertThat(next.isClosed()).isTrue();
        assertThat(second.closed).isTrue();
        assertThatThrownBy(next::next).hasMessageContaining("closed");
    }

    @Test
    void closesOnCompletion() throws SQLException {
        client.select(FakeResult.of("a integer").row(1));
        var statement = connection.createStatement();
        statement.closeOnCompletion();
        statement.executeQuery("SELECT 1").close();

        assertThat(statement.isClosed()).isTrue();
    }

    @Test
    void runsABatchInOrderUpToTheFirstFailure() throws SQLException {
        client.writes("INSERT", 1);
        client.writes("DELETE", 4);
        var statement = connection.createStatement();
        statement.addBatch("INSERT ..");
        statement.addBatch("DELETE ..");
        assertThat(statement.executeBatch()).containsExactly(1, 4);
        assertThat(statement.executeBatch()).isEmpty();

        client.writes("INSERT", 1);
        client.pending().fails(QueryState.FAILED, FakeClient.failure("42S02", "TABLE_NOT_FOUND: t", "q9"));
        statement.addBatch("INSERT ..");
        statement.addBatch("DELETE ..");
        statement.addBatch("never run");
        assertThatThrownBy(statement::executeBatch)
                .isInstanceOf(BatchUpdateException.class)
                .hasMessageContaining("TABLE_NOT_FOUND")
                .extracting(e -> ((BatchUpdateException) e).getUpdateCounts())
                .isEqualTo(new int[] {1});
        assertThat(client.submitted).hasSize(4);
    }

    @Test
    void replacesEscapes() throws SQLException {
        client.select(FakeResult.of("a date"));
        client.select(FakeResult.of("a date"));
        var statement = connection.createStatement();

        statement.executeQuery("SELECT {d '2020-01-31'}, '{d '");
        statement.setEscapeProcessing(false);
        statement.executeQuery("SELECT {d '2020-01-31'}");

        assertThat(client.submitted.get(0).sql()).isEqualTo("SELECT DATE '2020-01-31', '{d '");
        assertThat(client.submitted.get(1).sql()).isEqualTo("SELECT {d '2020-01-31'}");
    }

    @Test
    void wrapsTheHandleOfItsQuery() throws SQLException, InterruptedException, ExecutionException {
        client.select(FakeResult.of("a integer"));
        var statement = connection.createStatement();
        assertThat(statement.isWrapperFor(QueryHandle.class)).isFalse();
        statement.executeQuery("SELECT 1");

        assertThat(statement
                        .unwrap(QueryHandle.class)
                        .queryId()
                        .toCompletableFuture()
                        .get())
                .isEqualTo("q1");
    }
}
