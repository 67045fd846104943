package dev.pallas.it.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pallas.driver.QueryHandle;
import dev.pallas.driver.jdbc.AthenaDataSource;
import dev.pallas.it.History;
import dev.pallas.it.LocalAthenaServer;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** One connection under many threads, and connections as frameworks ask for them. */
class JdbcThreadsIT {

    private static Callable<Integer> query(Connection connection, int number) {
        return () -> {
            try (var statement = connection.prepareStatement("SELECT ?, x FROM UNNEST(sequence(1, 100)) t(x)")) {
                statement.setInt(1, number);
                try (var rows = statement.executeQuery()) {
                    var sum = 0;
                    while (rows.next()) {
                        assertThat(rows.getInt(1)).isEqualTo(number);
                        sum += rows.getInt(2);
                    }
                    return sum;
                }
            }
        };
    }

    @Test
    void oneConnectionServesManyThreads() throws Exception {
        var threads = Executors.newFixedThreadPool(16);
        try (var connection =
                DriverManager.getConnection(LocalAthenaServer.get().jdbcUrl())) {
            var sums = threads.invokeAll(
                    IntStream.range(0, 48).mapToObj(i -> query(connection, i)).toList());
            for (Future<Integer> sum : sums) {
                assertThat(sum.get()).isEqualTo(5050);
            }
            assertThat(connection.getClientInfo("Queries")).isEqualTo("48");
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void emptyCredentialsLeaveThoseOfTheUrl() throws SQLException {
        var properties = new Properties();
        properties.setProperty("user", "");
        properties.setProperty("password", "");
        try (var connection =
                        DriverManager.getConnection(LocalAthenaServer.get().jdbcUrl(), properties);
                var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT 1")) {
            assertThat(rows.next()).isTrue();
            assertThat(rows.unwrap(QueryHandle.class)).isSameAs(statement.unwrap(QueryHandle.class));
        }
        try (var connection =
                DriverManager.getConnection(LocalAthenaServer.get().jdbcUrl(), "", "")) {
            assertThat(connection.isValid(10)).isTrue();
        }
        var source = new AthenaDataSource(LocalAthenaServer.get().jdbcUrl());
        source.setUser("");
        source.setPassword("");
        try (var connection = source.getConnection()) {
            assertThat(connection.isValid(10)).isTrue();
        }
    }

    @Test
    void clientInfoIsInTheHistory() throws SQLException {
        try (var history = History.fromNow();
                var connection =
                        DriverManager.getConnection(LocalAthenaServer.get().jdbcUrl());
                var statement = connection.createStatement()) {
            connection.setClientInfo("ApplicationName", "it's */ me");
            statement.executeQuery("SELECT 'jdbc threads'").close();
            assertThat(history.statements("select 'jdbc threads'"))
                    .containsExactly("SELECT 'jdbc threads'\n/* ApplicationName='it%27s %2A/ me' */");
        }
    }
}
