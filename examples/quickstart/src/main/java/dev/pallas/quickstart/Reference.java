package dev.pallas.quickstart;

import java.net.URI;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The engine itself, asked directly over Trino's own protocol and JDBC driver: no code of Pallas is on this way. */
final class Reference implements AutoCloseable {
    private final Connection connection;
    private final Map<String, List<List<@Nullable Object>>> answers = new HashMap<>();

    Reference(URI engine) throws SQLException {
        connection = DriverManager.getConnection(
                "jdbc:trino://" + engine.getHost() + ":" + engine.getPort() + "/tpch/tiny?user=reference");
    }

    List<List<@Nullable Object>> ask(String sql) throws SQLException {
        List<List<@Nullable Object>> known = answers.get(sql);
        if (known != null) {
            return known;
        }
        List<Object[]> rows = new ArrayList<>();
        try (var statement = connection.createStatement();
                var result = statement.executeQuery(sql)) {
            int columns = result.getMetaData().getColumnCount();
            while (result.next()) {
                Object[] row = new Object[columns];
                for (int i = 0; i < columns; i++) {
                    row[i] = result.getObject(i + 1);
                }
                rows.add(row);
            }
        }
        List<List<@Nullable Object>> answer = Values.rows(rows);
        answers.put(sql, answer);
        return answer;
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
