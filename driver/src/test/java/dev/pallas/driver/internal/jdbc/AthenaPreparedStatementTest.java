package dev.pallas.driver.internal.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pallas.driver.BatchResult;
import dev.pallas.driver.Query;
import dev.pallas.driver.TypedValue;
import java.io.ByteArrayInputStream;
import java.io.StringReader;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.Date;
import java.sql.JDBCType;
import java.sql.SQLDataException;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Time;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Calendar;
import java.util.List;
import java.util.TimeZone;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class AthenaPreparedStatementTest {
    private final FakeClient client = new FakeClient();
    private final AthenaConnection connection = client.connection();

    /** Sets one parameter; gives what the client was handed. */
    private Object bound(Setter setter) throws SQLException {
        client.select(FakeResult.of("a integer"));
        try (var statement = connection.prepareStatement("SELECT ?")) {
            setter.set((AthenaPreparedStatement) statement);
            statement.executeQuery();
        }
        return client.submitted.get(client.submitted.size() - 1).parameters().get(0);
    }

    private interface Setter {
        void set(AthenaPreparedStatement statement) throws SQLException;
    }

    @Test
    void handsValuesOverAsTheyAre() throws SQLException {
        var uuid = UUID.randomUUID();
        assertThat(bound(s -> s.setInt(1, 1))).isEqualTo(1);
        assertThat(bound(s -> s.setLong(1, 1))).isEqualTo(1L);
        assertThat(bound(s -> s.setByte(1, (byte) 1))).isEqualTo((byte) 1);
        assertThat(bound(s -> s.setDouble(1, Double.NaN))).isEqualTo(Double.NaN);
        assertThat(bound(s -> s.setString(1, "it's"))).isEqualTo("it's");
        assertThat(bound(s -> s.setString(1, null))).isNull();
        assertThat(bound(s -> s.setNull(1, Types.INTEGER))).isNull();
        assertThat(bound(s -> s.setBytes(1, new byte[] {1}))).isEqualTo(new byte[] {1});
        assertThat(bound(s -> s.setObject(1, uuid))).isEqualTo(uuid);
        assertThat(bound(s -> s.setObject(1, OffsetDateTime.MAX, Types.TIMESTAMP_WITH_TIMEZONE)))
                .isEqualTo(OffsetDateTime.MAX);
    }

    @Test
    void turnsTheOldDateClassesIntoTheNew() throws SQLException {
        var moment = LocalDateTime.of(2020, 1, 31, 10, 11, 12, 123_456_789);
        assertThat(bound(s -> s.setDate(1, Date.valueOf("2020-01-31")))).isEqualTo(LocalDate.of(2020, 1, 31));
        assertThat(bound(s -> s.setTime(1, Time.valueOf("10:11:12")))).isEqualTo(LocalTime.of(10, 11, 12));
        assertThat(bound(s -> s.setTimestamp(1, Timestamp.valueOf(moment)))).isEqualTo(moment);
        assertThat(bound(s -> s.setObject(1, Timestamp.valueOf(moment)))).isEqualTo(moment);
        assertThat(bound(s -> s.setObject(1, Date.valueOf("0001-01-01")))).isEqualTo(LocalDate.of(1, 1, 1));
        var utc = Calendar.getInstance(TimeZone.getTimeZone("UTC"));
        assertThat(bound(s -> s.setTimestamp(1, new Timestamp(0), utc))).isEqualTo(LocalDateTime.of(1970, 1, 1, 0, 0));
        var tokyo = Calendar.getInstance(TimeZone.getTimeZone("Asia/Tokyo"));
        assertThat(bound(s -> s.setTimestamp(1, new Timestamp(0), tokyo)))
                .isEqualTo(LocalDateTime.of(1970, 1, 1, 9, 0));
    }

    @Test
    void readsStreamsToTheirEnd() throws SQLException {
        var bytes = "abc".getBytes(StandardCharsets.US_ASCII);
        assertThat(bound(s -> s.setBinaryStream(1, new ByteArrayInputStream(bytes))))
                .isEqualTo(bytes);
        assertThat(bound(s -> s.setBinaryStream(1, new ByteArrayInputStream(bytes), 2)))
                .isEqualTo(new byte[] {'a', 'b'});
        assertThat(bound(s -> s.setCharacterStream(1, new StringReader("äö")))).isEqualTo("äö");
        assertThat(bound(s -> s.setAsciiStream(1, new ByteArrayInputStream(bytes))))
                .isEqualTo("abc");
        assertThat(bound(s -> s.setClob(1, new MemoryClob("text")))).isEqualTo("text");
        assertThat(bound(s -> s.setBlob(1, new MemoryBlob(bytes)))).isEqualTo(bytes);
        assertThat(bound(s -> s.setArray(1, connection.createArrayOf("integer", new Object[] {1, null}))))
                .isEqualTo(TypedValue.of("array(integer)", Arrays.asList(1, null)));
        assertThatThrownBy(() -> bound(s -> s.setBinaryStream(1, new ByteArrayInputStream(bytes), 4)))
                .isInstanceOf(SQLDataException.class)
                .hasMessageContaining("ended after 3 of the 4");
    }

    @Test
    void convertsToTheTypeThatIsNamed() throws SQLException {
        assertThat(bound(s -> s.setObject(1, "5", Types.INTEGER))).isEqualTo(5);
        assertThat(bound(s -> s.setObject(1, 5, Types.BIGINT))).isEqualTo(5L);
        assertThat(bound(s -> s.setObject(1, 5, JDBCType.VARCHAR))).isEqualTo("5");
        assertThat(bound(s -> s.setObject(1, "true", Types.BOOLEAN))).isEqualTo(true);
        assertThat(bound(s -> s.setObject(1, 1.5f, Types.DOUBLE))).isEqualTo(1.5);
        assertThat(bound(s -> s.setObject(1, 1.5, Types.DECIMAL, 2))).isEqualTo(new BigDecimal("1.50"));
        assertThat(bound(s -> s.setObject(1, "2020-01-31", Types.DATE))).isEqualTo(LocalDate.of(2020, 1, 31));
        assertThat(bound(s -> s.setObject(1, null, Types.DATE))).isNull();
        assertThatThrownBy(() -> bound(s -> s.setObject(1, 300, Types.TINYINT))).isInstanceOf(SQLDataException.class);
        assertThatThrownBy(() -> bound(s -> s.setObject(1, 1.25, Types.DECIMAL, 1)))
                .hasMessageContaining("cut digits");
        assertThatThrownBy(() -> bound(s -> s.setObject(1, new byte[0], Types.VARCHAR)))
                .isInstanceOf(SQLException.class);
    }

    @Test
    void wantsEveryParameter() throws SQLException {
        var statement = connection.prepareStatement("SELECT '?', ? -- ?\n, ?");
        assertThat(statement.getParameterMetaData().getParameterCount()).isEqualTo(2);
        client.succeeds(
                "UTILITY",
                "EXPLAIN",
                FakeResult.of("plan varchar").row("Output[columnNames = [a, b]]\n  Layout: [a:varchar(1), b:unknown]"));
        assertThat(statement.getMetaData().getColumnName(2)).isEqualTo("b");
        assertThat(statement.getMetaData().getPrecision(1)).isEqualTo(1);
        assertThat(client.submitted)
                .extracting(Query::sql)
                .containsExactly("EXPLAIN (TYPE LOGICAL) SELECT '?', NULL -- ?\n, NULL");
        statement.setInt(1, 1);
        assertThatThrownBy(statement::executeQuery)
                .hasMessage("The parameter 2 has no value")
                .extracting(e -> ((SQLException) e).getSQLState())
                .isEqualTo("07001");
        assertThatThrownBy(() -> statement.setInt(3, 1))
                .extracting(e -> ((SQLException) e).getSQLState())
                .isEqualTo("07009");
        statement.clearParameters();
        statement.setInt(2, 1);
        assertThatThrownBy(statement::executeQuery).hasMessageContaining("parameter 1");
        assertThat(client.submitted).hasSize(1);
    }

    @Test
    void runsABatchAsOne() throws SQLException {
        client.batch.completion.complete(new BatchResult(List.of(1L, 1L), List.of()));
        var statement = connection.prepareStatement("INSERT INTO t VALUES (?, ?)");
        statement.setInt(1, 1);
        statement.setString(2, "a");
        statement.addBatch();
        statement.setInt(1, 2);
        statement.addBatch();

        assertThat(statement.executeBatch()).containsExactly(1, 1);
        assertThat(client.batches).containsExactly(List.of(List.of(1, "a"), List.of(2, "a")));
        assertThat(statement.executeBatch()).isEmpty();
        assertThat(client.batches).hasSize(1);
    }

    @Test
    void hasItsTextAlready() throws SQLException {
        var statement = connection.prepareStatement("SELECT 1");
        assertThatThrownBy(() -> statement.executeQuery("SELECT 2")).hasMessageContaining("has its text");
        assertThatThrownBy(() -> statement.addBatch("SELECT 2")).hasMessageContaining("has its text");
        assertThatThrownBy(() -> connection.prepareStatement("SELECT {fn nosuch()}"))
                .isInstanceOf(SQLFeatureNotSupportedException.class)
                .hasMessageContaining("{fn nosuch");
    }
}
