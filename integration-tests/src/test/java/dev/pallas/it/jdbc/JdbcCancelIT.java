package dev.pallas.it.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pallas.driver.AthenaClient;
import dev.pallas.driver.AthenaSettings;
import dev.pallas.driver.QueryHandle;
import java.net.URI;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.sql.Statement;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.athena.AthenaAsyncClient;
import software.amazon.awssdk.services.athena.model.QueryExecutionState;

/** Whatever ends the waiting for a query ends the query in Athena. */
class JdbcCancelIT {
    /** Takes far longer than any test waits. */
    private static final String LONG =
            "SELECT count(*) FROM tpch.tiny.lineitem a, tpch.tiny.lineitem b, tpch.tiny.lineitem c"
                    + " WHERE a.comment || b.comment < c.comment";

    private Connection connection;

    @BeforeEach
    void connect() throws SQLException {
        connection = JdbcDatabase.connect();
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
    }

    /** Runs the long query on a thread of its own; gives the SQLState of its end. */
    private static CompletableFuture<String> run(Statement statement) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                statement.executeQuery(LONG);
                return "no failure";
            } catch (SQLException e) {
                return e.getSQLState();
            }
        });
    }

    private static String queryId(Statement statement) throws SQLException, InterruptedException, ExecutionException {
        while (!statement.isWrapperFor(QueryHandle.class)) {
            Thread.onSpinWait();
        }
        return statement
                .unwrap(QueryHandle.class)
                .queryId()
                .toCompletableFuture()
                .get();
    }

    /** What Athena itself says, asked by another client than the driver's. */
    private static QueryExecutionState finalState(String queryId) throws InterruptedException, ExecutionException {
        var server = JdbcDatabase.server();
        try (var athena = AthenaAsyncClient.builder()
                .endpointOverride(URI.create(server.athenaEndpoint().toString()))
                .region(Region.of(server.region()))
                .credentialsProvider(StaticCredentialsProvider.create(
                        AwsBasicCredentials.create(server.accessKeyId(), server.secretAccessKey())))
                .build()) {
            QueryExecutionState state;
            do {
                state = athena.getQueryExecution(request -> request.queryExecutionId(queryId))
                        .get()
                        .queryExecution()
                        .status()
                        .state();
            } while (state == QueryExecutionState.QUEUED || state == QueryExecutionState.RUNNING);
            return state;
        }
    }

    @Test
    void cancelStopsTheQuery() throws Exception {
        try (var statement = connection.createStatement()) {
            var end = run(statement);
            var id = queryId(statement);
            statement.cancel();

            assertThat(end.get()).isEqualTo("57014");
            assertThat(finalState(id)).isEqualTo(QueryExecutionState.CANCELLED);
        }
    }

    @Test
    void theTimeoutStopsTheQuery() throws Exception {
        try (var statement = connection.createStatement()) {
            statement.setQueryTimeout(1);
            assertThatThrownBy(() -> statement.executeQuery(LONG))
                    .isInstanceOf(SQLTimeoutException.class)
                    .hasMessageContaining("time-out of 1 s");
            assertThat(finalState(queryId(statement))).isEqualTo(QueryExecutionState.CANCELLED);
        }
    }

    @Test
    void closingTheConnectionStopsTheQuery() throws Exception {
        var statement = connection.createStatement();
        var end = run(statement);
        var id = queryId(statement);
        connection.close();

        assertThat(end.get()).isEqualTo("57014");
        assertThat(finalState(id)).isEqualTo(QueryExecutionState.CANCELLED);
    }

    @Test
    void anInterruptStopsTheQuery() throws Exception {
        var statement = connection.createStatement();
        var end = new CompletableFuture<String>();
        var thread = new Thread(() -> {
            try {
                statement.executeQuery(LONG);
                end.complete("no failure");
            } catch (SQLException e) {
                end.complete(e.getSQLState() + " " + Thread.currentThread().isInterrupted());
            }
        });
        thread.start();
        var id = queryId(statement);
        thread.interrupt();

        assertThat(end.get()).isEqualTo("57014 true");
        assertThat(finalState(id)).isEqualTo(QueryExecutionState.CANCELLED);
    }

    @Test
    void theConnectionLivesOn() throws Exception {
        try (var statement = connection.createStatement()) {
            statement.setQueryTimeout(1);
            assertThatThrownBy(() -> statement.executeQuery(LONG)).isInstanceOf(SQLTimeoutException.class);
            statement.setQueryTimeout(0);
            assertThat(statement.executeQuery("SELECT 1").next()).isTrue();
        }
        assertThat(connection.isValid(5)).isTrue();
        assertThat(connection.unwrap(AthenaClient.class).settings())
                .isEqualTo(AthenaSettings.fromUrl(JdbcDatabase.server().jdbcUrl()));
    }
}
