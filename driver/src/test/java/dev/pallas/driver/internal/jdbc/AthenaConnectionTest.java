package dev.pallas.driver.internal.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pallas.driver.AthenaClient;
import dev.pallas.driver.AthenaSettings;
import dev.pallas.driver.BatchResult;
import dev.pallas.driver.QueryState;
import java.sql.BatchUpdateException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLClientInfoException;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class AthenaConnectionTest {
    private final FakeClient client = new FakeClient();
    private final AthenaConnection connection = client.connection();

    @Nested
    class Rollback {
        @Test
        void isFineWhenNothingWasWritten() throws SQLException {
            connection.setAutoCommit(false);
            connection.rollback();
            client.select(FakeResult.of("a integer").row(1));
            connection.createStatement().executeQuery("SELECT 1");
            client.succeeds("UTILITY", "SHOW_TABLES", FakeResult.of("tab_name varchar"));
            connection.createStatement().executeQuery("SHOW TABLES");

            connection.rollback();

            assertThat(connection.getAutoCommit()).isFalse();
        }

        @Test
        void onlyWarnsWhereThatIsAskedFor() throws SQLException {
            client.settings = client.settings.with("RollbackAfterWrite", "warn");
            var lenient = client.connection();
            lenient.setAutoCommit(false);
            client.writes("INSERT", 2);
            lenient.createStatement().executeUpdate("INSERT INTO t VALUES 1, 2");

            lenient.rollback();

            assertThat(lenient.getWarnings().getMessage()).contains("This stays written: INSERT (query q1)");
            assertThat(lenient.getWarnings().getSQLState()).isEqualTo("01000");
        }

        @Test
        void namesWhatStaysWritten() throws SQLException {
            connection.setAutoCommit(false);
            client.writes("INSERT", 2);
            client.succeeds("DDL", "CREATE_TABLE", FakeResult.nothing());
            connection.createStatement().executeUpdate("INSERT INTO t VALUES 1, 2");
            connection.createStatement().execute("CREATE TABLE ..");

            assertThatThrownBy(connection::rollback)
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("Athena has no transactions")
                    .hasMessageContaining("INSERT (query q1), CREATE_TABLE (query q2)")
                    .extracting(e -> ((SQLException) e).getSQLState())
                    .isEqualTo("2D000");
            // it has been told; a pool must be able to reset the connection
            connection.rollback();
        }

        @Test
        void isFineAfterACommit() throws SQLException {
            connection.setAutoCommit(false);
            client.writes("DELETE", 2);
            connection.createStatement().executeUpdate("DELETE FROM t");

            connection.commit();
            connection.rollback();

            client.writes("DELETE", 2);
            connection.createStatement().executeUpdate("DELETE FROM t");
            connection.setAutoCommit(true);
            connection.setAutoCommit(false);
            connection.rollback();
        }

        @Test
        void isFineAfterChangesThatFoundNothing() throws SQLException {
            connection.setAutoCommit(false);
            client.writes("UPDATE", 0);
            connection.createStatement().executeUpdate("UPDATE t ..");
            client.batch.completion.complete(new BatchResult(
                    List.of(0L, 0L), List.of(FakeClient.info("b1", QueryState.SUCCEEDED, "DML", "MERGE"))));
            var batch = connection.prepareStatement("UPDATE t SET a = ?");
            batch.setInt(1, 2);
            batch.addBatch();
            batch.executeBatch();

            connection.rollback();

            client.succeeds("DDL", "CREATE_TABLE_AS_SELECT", FakeResult.count(0));
            connection.createStatement().execute("CREATE TABLE t AS ..");
            assertThatThrownBy(connection::rollback).hasMessageContaining("CREATE_TABLE_AS_SELECT");
        }

        @Test
        void isNotAllowedInAutoCommitModeLikeCommit() {
            assertThatThrownBy(connection::rollback).hasMessageContaining("auto-commit");
            assertThatThrownBy(connection::commit).hasMessageContaining("auto-commit");
        }

        @Test
        void isFineAfterAStatementThatFailed() throws SQLException {
            connection.setAutoCommit(false);
            var failing = client.pending();
            failing.fails(QueryState.FAILED, FakeClient.failure("42S02", "TABLE_NOT_FOUND: t", "q1"));
            assertThatThrownBy(() -> connection.createStatement().executeUpdate("DELETE FROM t"))
                    .hasMessageContaining("TABLE_NOT_FOUND");

            connection.rollback();
        }

        @Test
        void countsAStatementOfUnknownOutcomeAsAWrite() throws SQLException {
            connection.setAutoCommit(false);
            var lost = client.pending();
            lost.fails(QueryState.RUNNING, FakeClient.failure("HYT00", "took too long", "q1"));
            assertThatThrownBy(() -> connection.createStatement().executeUpdate("DELETE FROM t"))
                    .hasMessageContaining("took too long");

            assertThatThrownBy(connection::rollback)
                    .hasMessageContaining("a statement whose outcome is not known (query q1)");
        }

        @Test
        void doesNotCountAQueryOfUnknownOutcome() throws SQLException {
            connection.setAutoCommit(false);
            var lost = client.pending();
            lost.fails(QueryState.RUNNING, FakeClient.failure("HYT00", "took too long", "q1"));
            assertThatThrownBy(() -> connection.createStatement().executeQuery("SELECT 1"))
                    .hasMessageContaining("took too long");

            connection.rollback();
        }

        @Test
        void doesNotCountAStatementThatNeverReachedAthena() throws SQLException {
            connection.setAutoCommit(false);
            var refused = client.pending();
            refused.queryId.obtrudeException(FakeClient.failure("08001", "no route", null));
            refused.completion.completeExceptionally(FakeClient.failure("08001", "no route", null));
            assertThatThrownBy(() -> connection.createStatement().executeUpdate("DELETE FROM t"))
                    .isInstanceOf(SQLNonTransientConnectionException.class);

            connection.rollback();
        }

        @Test
        void namesWhatABatchHasWrittenBeforeItFailed() throws SQLException {
            connection.setAutoCommit(false);
            client.batch.soFar = new BatchResult(
                    List.of(1L, 1L), List.of(FakeClient.info("b1", QueryState.SUCCEEDED, "DML", "INSERT")));
            client.batch.completion.completeExceptionally(FakeClient.failure("22000", "bad row", "b2"));
            var insert = connection.prepareStatement("INSERT INTO t VALUES (?)");
            insert.setInt(1, 1);
            insert.addBatch();

            assertThatThrownBy(insert::executeBatch)
                    .isInstanceOf(BatchUpdateException.class)
                    .hasMessageContaining("bad row")
                    .extracting(e -> ((BatchUpdateException) e).getUpdateCounts())
                    .isEqualTo(new int[] {1, 1});
            assertThatThrownBy(connection::rollback).hasMessageContaining("INSERT (query b1)");
        }
    }

    @Nested
    class Validity {
        private final AtomicLong now = new AtomicLong();
        private final AthenaConnection timed = new AthenaConnection(client, "jdbc:athena://", now::get);

        @Test
        void asksAthenaAtMostEveryTenSeconds() throws SQLException {
            assertThat(timed.isValid(1)).isTrue();
            now.addAndGet(9_000_000_000L);
            assertThat(timed.isValid(1)).isTrue();
            assertThat(client.catalog.calls).hasSize(1);
            now.addAndGet(9_000_000_000L);
            assertThat(timed.isValid(1)).isTrue();
            assertThat(client.catalog.calls).hasSize(2);
            assertThat(client.submitted).isEmpty();
        }

        @Test
        void takesTheAnswerToAQueryForOne() throws SQLException {
            client.select(FakeResult.of("a integer"));
            timed.createStatement().executeQuery("SELECT 1");

            assertThat(timed.isValid(1)).isTrue();
            assertThat(client.catalog.calls).isEmpty();
        }

        @Test
        void isLostWithTheEndpointOrTheCredentials() throws SQLException {
            client.catalog.catalogs = CompletableFuture.failedFuture(FakeClient.failure("08001", "no route", null));
            assertThat(timed.isValid(1)).isFalse();
            client.catalog.catalogs = CompletableFuture.failedFuture(FakeClient.failure("28000", "bad key", null));
            assertThat(timed.isValid(1)).isFalse();
            client.catalog.catalogs = CompletableFuture.failedFuture(FakeClient.failure("42501", "not allowed", null));
            assertThat(timed.isValid(1)).isTrue();
        }

        @Test
        void isLostWhenClosed() throws SQLException {
            timed.close();

            assertThat(timed.isValid(1)).isFalse();
            assertThatThrownBy(() -> timed.isValid(-1)).hasMessageContaining("negative");
        }
    }

    @Test
    void givesEachQueryItsContext() throws SQLException {
        client.settings = AthenaSettings.of(Map.of("Database", "sales"));
        assertThat(connection.getCatalog()).isEqualTo("AwsDataCatalog");
        assertThat(connection.getSchema()).isEqualTo("sales");
        client.select(FakeResult.of("a integer"));
        client.select(FakeResult.of("a integer"));

        connection.createStatement().executeQuery("SELECT 1");
        connection.setCatalog("tpch");
        connection.setSchema("tiny");
        connection.createStatement().executeQuery("SELECT 1");

        assertThat(connection.getCatalog()).isEqualTo("tpch");
        assertThat(connection.getSchema()).isEqualTo("tiny");
        assertThat(client.submitted.get(0).options().database()).isEmpty();
        assertThat(client.submitted.get(1).options().catalog()).contains("tpch");
        assertThat(client.submitted.get(1).options().database()).contains("tiny");
    }

    @Test
    void hasNoTransactionsToIsolate() throws SQLException {
        assertThat(connection.getTransactionIsolation()).isEqualTo(Connection.TRANSACTION_NONE);
        for (var level : List.of(
                Connection.TRANSACTION_READ_UNCOMMITTED,
                Connection.TRANSACTION_READ_COMMITTED,
                Connection.TRANSACTION_NONE,
                Connection.TRANSACTION_READ_COMMITTED)) {
            connection.setTransactionIsolation(level);
            assertThat(connection.getTransactionIsolation()).isEqualTo(level);
        }
        for (var level : List.of(Connection.TRANSACTION_REPEATABLE_READ, Connection.TRANSACTION_SERIALIZABLE, 5)) {
            assertThatThrownBy(() -> connection.setTransactionIsolation(level))
                    .isInstanceOf(SQLFeatureNotSupportedException.class)
                    .hasMessageContaining("FOR VERSION AS OF");
        }
        assertThat(connection.getTransactionIsolation()).isEqualTo(Connection.TRANSACTION_READ_COMMITTED);
        assertThatThrownBy(connection::setSavepoint).isInstanceOf(SQLFeatureNotSupportedException.class);
    }

    @Test
    void refusesWhatAthenaDoesNotDo() {
        assertThatThrownBy(() -> connection.prepareStatement("INSERT ..", Statement.RETURN_GENERATED_KEYS))
                .isInstanceOf(SQLFeatureNotSupportedException.class)
                .hasMessageContaining("UUID");
        assertThatThrownBy(
                        () -> connection.createStatement(ResultSet.TYPE_SCROLL_INSENSITIVE, ResultSet.CONCUR_UPDATABLE))
                .isInstanceOf(SQLFeatureNotSupportedException.class)
                .hasMessageContaining("CONCUR_READ_ONLY");
        assertThatThrownBy(() -> connection.prepareCall("{call f()}")).hasMessageContaining("stored procedures");
    }

    @Test
    void wrapsTheClient() throws SQLException {
        assertThat(connection.isWrapperFor(AthenaClient.class)).isTrue();
        assertThat(connection.unwrap(AthenaClient.class)).isSameAs(client);
        assertThatThrownBy(() -> connection.unwrap(String.class)).isInstanceOf(SQLException.class);
    }

    @Test
    void closesItsClientOnce() throws SQLException {
        var statement = connection.createStatement();
        connection.close();
        connection.close();

        assertThat(client.closes).isEqualTo(1);
        assertThat(statement.isClosed()).isTrue();
        assertThatThrownBy(connection::createStatement)
                .isInstanceOf(SQLNonTransientConnectionException.class)
                .hasMessageContaining("closed");
        assertThatThrownBy(() -> statement.executeQuery("SELECT 1")).hasMessageContaining("closed");
    }

    @Test
    void abortsOnTheThreadOfTheExecutor() throws SQLException {
        connection.abort(Runnable::run);

        assertThat(connection.isClosed()).isTrue();
        assertThat(client.closes).isEqualTo(1);
    }

    @Test
    void tagsStatementsWithItsClientInfo() throws SQLException {
        connection.setClientInfo("applicationname", "x");
        connection.setClientInfo("ClientUser", "me");
        assertThat(connection.getClientInfo("APPLICATIONNAME")).isEqualTo("x");
        assertThat(connection.getClientInfo())
                .isEqualTo(Map.of("ApplicationName", "x", "ClientUser", "me", "Queries", "0", "BytesScanned", "0"));
        connection.setClientInfo("ClientUser", "");
        client.select(FakeResult.of("a integer").row(1));
        connection.createStatement().executeQuery("SELECT 1");
        assertThat(client.submitted.get(0).options().tags()).isEqualTo(Map.of("ApplicationName", "x"));

        var others = new Properties();
        others.setProperty("ClientHostname", "h");
        connection.setClientInfo(others);
        assertThat(connection.getClientInfo("ApplicationName")).isNull();
        assertThat(connection.getClientInfo("ClientHostname")).isEqualTo("h");
        assertThatThrownBy(() -> connection.setClientInfo("ClientUser", "x".repeat(257)))
                .isInstanceOf(SQLClientInfoException.class)
                .hasMessageContaining("longer than 256");
    }

    @Test
    void warnsAboutClientInfoThatIsIgnored() throws SQLException {
        connection.setClientInfo("Colour", "x");

        assertThat(connection.getWarnings().getMessage()).contains("Colour");
        assertThat(connection.getClientInfo("Colour")).isNull();
        connection.clearWarnings();
        assertThat((Object) connection.getWarnings()).isNull();
        connection.close();
        assertThatThrownBy(() -> connection.setClientInfo("Colour", "x"))
                .isInstanceOf(SQLClientInfoException.class)
                .extracting(e -> ((SQLException) e).getSQLState())
                .isEqualTo("08003");
    }

    @Test
    void takesAnEmptyNameForItsOwn() throws SQLException {
        connection.setCatalog("");
        connection.setSchema("");

        assertThat(connection.getCatalog()).isEqualTo("AwsDataCatalog");
        client.select(FakeResult.of("a integer").row(1));
        connection.createStatement().executeQuery("SELECT 1");
        assertThat(client.submitted.get(0).options().database()).isEmpty();
        assertThatThrownBy(() -> connection.abort(null)).isInstanceOf(SQLException.class);
    }

    @Test
    void isClosedByItsNetworkTimeout() throws SQLException {
        var rows = FakeResult.of("a integer");
        var page = rows.pendingPage();
        client.select(rows);
        connection.setNetworkTimeout(Runnable::run, 1);
        var result = connection.createStatement().executeQuery("SELECT 1");

        assertThatThrownBy(result::next)
                .hasMessageContaining("network time-out of 1 ms")
                .extracting(e -> ((SQLException) e).getSQLState())
                .isEqualTo("HYT01");
        assertThat(connection.isClosed()).isTrue();
        assertThat(rows.closed).isTrue();
        assertThat(page).isNotDone();
    }
}
