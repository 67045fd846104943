package dev.pallas.driver.internal.jdbc;

import dev.pallas.driver.BatchResult;
import dev.pallas.driver.Column;
import dev.pallas.driver.internal.sql.Statement;
import dev.pallas.driver.internal.type.Columns;
import dev.pallas.driver.internal.type.QueryPlan;
import java.io.InputStream;
import java.io.Reader;
import java.math.BigDecimal;
import java.sql.Array;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.Date;
import java.sql.NClob;
import java.sql.ParameterMetaData;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.SQLType;
import java.sql.Time;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.Calendar;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** A text with markers, and values for them. Athena is not asked to prepare anything: the text goes there when it is run. */
final class AthenaPreparedStatement extends AbstractStatement implements PreparedStatementAdapter {
    private final String sql;
    private final Parameters parameters;
    private List<List<@Nullable Object>> rows = new ArrayList<>();
    private @Nullable List<Column> planned;

    AthenaPreparedStatement(AthenaConnection connection, String sql) throws SQLException {
        super(connection);
        this.sql = text(sql);
        this.parameters = new Parameters(SqlText.countMarkers(this.sql));
    }

    @Override
    public ResultSet executeQuery() throws SQLException {
        checkOpen();
        return rows(query(sql, parameters.values()));
    }

    @Override
    public boolean execute() throws SQLException {
        checkOpen();
        return run(query(sql, parameters.values()), false);
    }

    @Override
    public long executeLargeUpdate() throws SQLException {
        checkOpen();
        return count(query(sql, parameters.values()));
    }

    @Override
    public int executeUpdate() throws SQLException {
        return UpdateCounts.narrow(executeLargeUpdate());
    }

    @Override
    public void addBatch() throws SQLException {
        checkOpen();
        rows.add(parameters.values());
    }

    @Override
    public void clearBatch() throws SQLException {
        checkOpen();
        rows.clear();
    }

    @Override
    public long[] executeLargeBatch() throws SQLException {
        checkOpen();
        closeResult();
        var batch = rows;
        rows = new ArrayList<>();
        if (batch.isEmpty()) {
            return new long[0];
        }
        var handle = connection.client().submitBatch(query(sql, List.of()), batch);
        try {
            var done = cancellable(handle::cancel, handle.completion());
            note(done);
            connection.noteAnswer();
            return UpdateCounts.array(done.updateCounts());
        } catch (SQLException e) {
            var done = handle.soFar();
            note(done);
            if (mayHaveReachedAthena(e)) {
                connection.log().unknown(queryId(e));
            }
            throw UpdateCounts.failure(e, done.updateCounts());
        }
    }

    private void note(BatchResult done) {
        var nothing =
                !done.updateCounts().isEmpty() && done.updateCounts().stream().allMatch(rows -> rows == 0);
        done.statements()
                .forEach(info -> connection.log().succeeded(info, nothing ? OptionalLong.of(0) : OptionalLong.empty()));
    }

    @Override
    public int[] executeBatch() throws SQLException {
        return UpdateCounts.narrow(executeLargeBatch());
    }

    /**
     * The columns of the open result. Before the first run they are those that an EXPLAIN of the query tells, which is not billed; {@code
     * null} for a statement that is no query, or whose plan does not tell them.
     */
    @Override
    public @Nullable ResultSetMetaData getMetaData() throws SQLException {
        checkOpen();
        var open = currentResult();
        if (open != null) {
            return open.getMetaData();
        }
        if (planned == null) {
            planned = plannedColumns();
        }
        return planned.isEmpty() ? null : new AthenaResultSetMetaData(planned);
    }

    private List<Column> plannedColumns() throws SQLException {
        var statement = Statement.parse(sql);
        if (!statement.isQuery()) {
            return List.of();
        }
        var plan = new StringBuilder();
        try (var explain = connection.createStatement();
                var lines = explain.executeQuery(QueryPlan.explain(statement.withoutValues()))) {
            while (lines.next()) {
                plan.append(lines.getString(1)).append('\n');
            }
        } catch (SQLException e) {
            // NULL does not fit where every value would; whether the statement is wrong is told when it is run
            if (SqlErrors.isOfTheStatement(e)) {
                return List.of();
            }
            throw e;
        }
        var types = QueryPlan.types(plan.toString()).orElse(List.of());
        var names = QueryPlan.names(plan.toString(), types.size()).orElse(List.of());
        var columns = new ArrayList<Column>();
        for (var i = 0; i < names.size(); i++) {
            columns.add(Columns.of(names.get(i), types.get(i)));
        }
        return columns;
    }

    @Override
    public ParameterMetaData getParameterMetaData() throws SQLException {
        checkOpen();
        return new AthenaParameterMetaData(parameters.count());
    }

    @Override
    public void clearParameters() throws SQLException {
        checkOpen();
        parameters.clear();
    }

    private void set(int index, @Nullable Object value) throws SQLException {
        checkOpen();
        parameters.set(index, value);
    }

    @Override
    public void setObject(int index, @Nullable Object value) throws SQLException {
        set(index, ParameterValues.of(value));
    }

    @Override
    public void setObject(int index, @Nullable Object value, int targetType) throws SQLException {
        set(index, ParameterValues.of(value, targetType));
    }

    @Override
    public void setObject(int index, @Nullable Object value, int targetType, int scale) throws SQLException {
        set(index, ParameterValues.of(value, targetType, scale));
    }

    @Override
    public void setObject(int index, @Nullable Object value, SQLType targetType) throws SQLException {
        setObject(index, value, typeNumber(targetType));
    }

    @Override
    public void setObject(int index, @Nullable Object value, SQLType targetType, int scale) throws SQLException {
        setObject(index, value, typeNumber(targetType), scale);
    }

    private static int typeNumber(SQLType type) throws SQLException {
        var number = type.getVendorTypeNumber();
        if (number == null) {
            throw SqlErrors.of(SqlErrors.BAD_VALUE, "The type " + type.getName() + " has no number");
        }
        return number;
    }

    @Override
    public void setNull(int index, int sqlType) throws SQLException {
        set(index, null);
    }

    @Override
    public void setNull(int index, int sqlType, @Nullable String typeName) throws SQLException {
        set(index, null);
    }

    @Override
    public void setBoolean(int index, boolean value) throws SQLException {
        set(index, value);
    }

    @Override
    public void setByte(int index, byte value) throws SQLException {
        set(index, value);
    }

    @Override
    public void setShort(int index, short value) throws SQLException {
        set(index, value);
    }

    @Override
    public void setInt(int index, int value) throws SQLException {
        set(index, value);
    }

    @Override
    public void setLong(int index, long value) throws SQLException {
        set(index, value);
    }

    @Override
    public void setFloat(int index, float value) throws SQLException {
        set(index, value);
    }

    @Override
    public void setDouble(int index, double value) throws SQLException {
        set(index, value);
    }

    @Override
    public void setBigDecimal(int index, @Nullable BigDecimal value) throws SQLException {
        set(index, value);
    }

    @Override
    public void setString(int index, @Nullable String value) throws SQLException {
        set(index, value);
    }

    @Override
    public void setNString(int index, @Nullable String value) throws SQLException {
        set(index, value);
    }

    @Override
    public void setBytes(int index, byte @Nullable [] value) throws SQLException {
        set(index, value == null ? null : value.clone());
    }

    @Override
    public void setDate(int index, @Nullable Date value) throws SQLException {
        setDate(index, value, null);
    }

    @Override
    public void setDate(int index, @Nullable Date value, @Nullable Calendar calendar) throws SQLException {
        set(index, value == null ? null : Temporals.localDate(value, calendar));
    }

    @Override
    public void setTime(int index, @Nullable Time value) throws SQLException {
        setTime(index, value, null);
    }

    @Override
    public void setTime(int index, @Nullable Time value, @Nullable Calendar calendar) throws SQLException {
        set(index, value == null ? null : Temporals.localTime(value, calendar));
    }

    @Override
    public void setTimestamp(int index, @Nullable Timestamp value) throws SQLException {
        setTimestamp(index, value, null);
    }

    @Override
    public void setTimestamp(int index, @Nullable Timestamp value, @Nullable Calendar calendar) throws SQLException {
        set(index, value == null ? null : Temporals.localDateTime(value, calendar));
    }

    @Override
    public void setArray(int index, @Nullable Array value) throws SQLException {
        setObject(index, value);
    }

    @Override
    public void setBlob(int index, @Nullable Blob value) throws SQLException {
        setObject(index, value);
    }

    @Override
    public void setClob(int index, @Nullable Clob value) throws SQLException {
        setObject(index, value);
    }

    @Override
    public void setNClob(int index, @Nullable NClob value) throws SQLException {
        setObject(index, value);
    }

    @Override
    public void setBlob(int index, @Nullable InputStream value) throws SQLException {
        setBinaryStream(index, value);
    }

    @Override
    public void setBlob(int index, @Nullable InputStream value, long length) throws SQLException {
        setBinaryStream(index, value, length);
    }

    @Override
    public void setClob(int index, @Nullable Reader value) throws SQLException {
        setCharacterStream(index, value);
    }

    @Override
    public void setClob(int index, @Nullable Reader value, long length) throws SQLException {
        setCharacterStream(index, value, length);
    }

    @Override
    public void setNClob(int index, @Nullable Reader value) throws SQLException {
        setCharacterStream(index, value);
    }

    @Override
    public void setNClob(int index, @Nullable Reader value, long length) throws SQLException {
        setCharacterStream(index, value, length);
    }

    @Override
    public void setBinaryStream(int index, @Nullable InputStream value) throws SQLException {
        setBinaryStream(index, value, -1L);
    }

    @Override
    public void setBinaryStream(int index, @Nullable InputStream value, int length) throws SQLException {
        setBinaryStream(index, value, (long) length);
    }

    @Override
    public void setBinaryStream(int index, @Nullable InputStream value, long length) throws SQLException {
        set(index, value == null ? null : ParameterValues.bytes(value, length));
    }

    @Override
    public void setAsciiStream(int index, @Nullable InputStream value) throws SQLException {
        setAsciiStream(index, value, -1L);
    }

    @Override
    public void setAsciiStream(int index, @Nullable InputStream value, int length) throws SQLException {
        setAsciiStream(index, value, (long) length);
    }

    @Override
    public void setAsciiStream(int index, @Nullable InputStream value, long length) throws SQLException {
        set(index, value == null ? null : ParameterValues.ascii(value, length));
    }

    @Override
    public void setCharacterStream(int index, @Nullable Reader value) throws SQLException {
        setCharacterStream(index, value, -1L);
    }

    @Override
    public void setCharacterStream(int index, @Nullable Reader value, int length) throws SQLException {
        setCharacterStream(index, value, (long) length);
    }

    @Override
    public void setCharacterStream(int index, @Nullable Reader value, long length) throws SQLException {
        set(index, value == null ? null : ParameterValues.text(value, length));
    }

    @Override
    public void setNCharacterStream(int index, @Nullable Reader value) throws SQLException {
        setCharacterStream(index, value, -1L);
    }

    @Override
    public void setNCharacterStream(int index, @Nullable Reader value, long length) throws SQLException {
        setCharacterStream(index, value, length);
    }
}
