package dev.pallas.it.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.BatchUpdateException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Writing to Iceberg tables, alone and in batches, and what a rollback says afterwards. */
class JdbcWritesIT {
    private static Connection connection;

    @BeforeAll
    static void connect() throws SQLException {
        connection = JdbcDatabase.connect();
        connection.setAutoCommit(false);
    }

    @AfterAll
    static void close() throws SQLException {
        connection.close();
    }

    @Test
    void tellTheRowsThatWereWritten() throws SQLException {
        JdbcDatabase.iceberg(connection, "counts", "id int, name string");
        try (var statement = connection.createStatement()) {
            assertThat(statement.executeUpdate("INSERT INTO counts VALUES (1, 'a'), (2, 'b'), (3, 'c')"))
                    .isEqualTo(3);
            assertThat(statement.executeUpdate("UPDATE counts SET name = 'x' WHERE id > 1"))
                    .isEqualTo(2);
            assertThat(statement.executeUpdate("DELETE FROM counts WHERE id = 9"))
                    .isZero();
            assertThat(statement.executeUpdate("DELETE FROM counts WHERE id = 2"))
                    .isEqualTo(1);
            assertThat(statement.execute("SELECT name FROM counts ORDER BY id")).isTrue();
            var rows = statement.getResultSet();
            assertThat(rows.next()).isTrue();
            assertThat(rows.getString(1)).isEqualTo("a");
            assertThat(rows.next()).isTrue();
            assertThat(rows.getString(1)).isEqualTo("x");
            assertThat(rows.next()).isFalse();
        }
        connection.commit();
    }

    @Test
    void foldABatchOfAThousandRowsIntoAHandfulOfStatements() throws SQLException {
        JdbcDatabase.iceberg(connection, "batch", "id int, name string");
        connection.commit();
        try (var insert = connection.prepareStatement("INSERT INTO batch (id, name) VALUES (?, ?)")) {
            for (var i = 0; i < 1_000; i++) {
                insert.setInt(1, i);
                insert.setString(2, "name " + i);
                insert.addBatch();
            }
            var counts = insert.executeBatch();
            assertThat(counts).hasSize(1_000);
            assertThat(Arrays.stream(counts).distinct()).containsExactly(1);
        }

        assertThatThrownBy(connection::rollback)
                .hasMessageContaining("This stays written")
                .satisfies(refusal -> assertThat(Pattern.compile("INSERT \\(query ")
                                .matcher(refusal.getMessage())
                                .results())
                        .hasSizeBetween(1, 5));
        assertThat(JdbcDatabase.count(connection, "batch")).isEqualTo(1_000);
    }

    @Test
    void runABatchOfUpdatesOneByOne() throws SQLException {
        JdbcDatabase.iceberg(connection, "updates", "id int, name string");
        JdbcDatabase.execute(connection, "INSERT INTO updates VALUES (1, 'a'), (2, 'b'), (3, 'b')");
        try (var update = connection.prepareStatement("UPDATE updates SET name = ? WHERE name = ?")) {
            update.setString(1, "x");
            update.setString(2, "a");
            update.addBatch();
            update.setString(1, "y");
            update.setString(2, "b");
            update.addBatch();
            assertThat(update.executeBatch()).containsExactly(1, 2);
        }
        connection.commit();
    }

    @Test
    void tellHowFarABatchCameThatFailed() throws SQLException {
        JdbcDatabase.iceberg(connection, "half", "id int");
        connection.commit();
        try (var statement = connection.createStatement()) {
            statement.addBatch("INSERT INTO half VALUES 1, 2");
            statement.addBatch("INSERT INTO half VALUES 'no number'");
            statement.addBatch("INSERT INTO half VALUES 3");
            assertThatThrownBy(statement::executeBatch)
                    .isInstanceOf(BatchUpdateException.class)
                    .hasMessageContaining("TYPE_MISMATCH")
                    .extracting(failure -> ((BatchUpdateException) failure).getUpdateCounts())
                    .isEqualTo(new int[] {2});
        }
        assertThatThrownBy(connection::rollback).hasMessageContaining("INSERT (query ");
        assertThat(JdbcDatabase.count(connection, "half")).isEqualTo(2);
    }

    @Test
    void refuseARollbackAndNameTheQuery() throws SQLException {
        JdbcDatabase.iceberg(connection, "rolled", "id int");
        connection.commit();
        connection.rollback();
        assertThat(JdbcDatabase.count(connection, "rolled")).isZero();
        connection.rollback();

        JdbcDatabase.execute(connection, "INSERT INTO rolled VALUES 1");

        assertThatThrownBy(connection::rollback)
                .hasMessageContaining("Athena has no transactions")
                .hasMessageMatching("(?s).*INSERT \\(query [0-9a-f-]{36}\\).*")
                .extracting(refusal -> ((SQLException) refusal).getSQLState())
                .isEqualTo("2D000");
        connection.rollback();
        assertThat(JdbcDatabase.count(connection, "rolled")).isEqualTo(1);
    }

    @Test
    void allowARollbackAfterAStatementThatFailed() throws SQLException {
        assertThatThrownBy(() -> JdbcDatabase.execute(connection, "INSERT INTO no_such_table VALUES 1"))
                .isInstanceOf(SQLException.class);

        connection.rollback();
    }
}
