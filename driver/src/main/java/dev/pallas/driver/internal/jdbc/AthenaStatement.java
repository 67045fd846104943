package dev.pallas.driver.internal.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** A statement that is given its text when it is run. */
final class AthenaStatement extends AbstractStatement {
    private final List<String> batch = new ArrayList<>();

    AthenaStatement(AthenaConnection connection) {
        super(connection);
    }

    @Override
    public ResultSet executeQuery(String sql) throws SQLException {
        return rows(query(text(sql), List.of()));
    }

    @Override
    public boolean execute(String sql) throws SQLException {
        return run(query(text(sql), List.of()), false);
    }

    @Override
    public long executeLargeUpdate(String sql) throws SQLException {
        return count(query(text(sql), List.of()));
    }

    @Override
    public int executeUpdate(String sql) throws SQLException {
        return UpdateCounts.narrow(executeLargeUpdate(sql));
    }

    @Override
    public boolean execute(String sql, int generatedKeys) throws SQLException {
        refuseKeys(generatedKeys);
        return execute(sql);
    }

    @Override
    public int executeUpdate(String sql, int generatedKeys) throws SQLException {
        refuseKeys(generatedKeys);
        return executeUpdate(sql);
    }

    @Override
    public long executeLargeUpdate(String sql, int generatedKeys) throws SQLException {
        refuseKeys(generatedKeys);
        return executeLargeUpdate(sql);
    }

    private static void refuseKeys(int generatedKeys) throws SQLException {
        if (generatedKeys != NO_GENERATED_KEYS) {
            throw SqlErrors.generatedKeys();
        }
    }

    @Override
    public void addBatch(String sql) throws SQLException {
        checkOpen();
        batch.add(text(sql));
    }

    @Override
    public void clearBatch() throws SQLException {
        checkOpen();
        batch.clear();
    }

    @Override
    public long[] executeLargeBatch() throws SQLException {
        checkOpen();
        var statements = List.copyOf(batch);
        batch.clear();
        var counts = new ArrayList<Long>();
        for (var sql : statements) {
            try {
                counts.add(count(query(sql, List.of())));
            } catch (SQLException e) {
                throw UpdateCounts.failure(e, counts);
            }
        }
        noUpdateCount();
        return UpdateCounts.array(counts);
    }
}
