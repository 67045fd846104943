package dev.pallas.it.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Time;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Calendar;
import java.util.TimeZone;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What is bound comes back equal, out of a query and out of an Iceberg table, with the metadata that JDBC asks for. */
class JdbcTypesIT {
    private static Connection connection;

    @BeforeAll
    static void connect() throws SQLException {
        connection = JdbcDatabase.connect();
    }

    @AfterAll
    static void close() throws SQLException {
        connection.close();
    }

    @Test
    void comeBackFromAQuery() throws SQLException {
        var moment = LocalDateTime.of(1999, 12, 31, 23, 59, 59, 123_000_000);
        var zoned = OffsetDateTime.of(2020, 6, 30, 1, 2, 3, 4_000_000, ZoneOffset.ofHours(2));
        var uuid = UUID.fromString("00000000-0000-4000-8000-00000000002a");
        var sql = "SELECT ? a, ? b, ? c, ? d, ? e, ? f, ? g, ? h, ? i, ? j, ? k, ? l, ? m, ? n, ? o";
        try (var statement = connection.prepareStatement(sql)) {
            statement.setBoolean(1, true);
            statement.setByte(2, Byte.MIN_VALUE);
            statement.setShort(3, Short.MIN_VALUE);
            statement.setInt(4, Integer.MIN_VALUE);
            statement.setLong(5, Long.MIN_VALUE);
            statement.setFloat(6, -0.0f);
            statement.setDouble(7, Double.NaN);
            statement.setBigDecimal(8, new BigDecimal("-12345678901234567890123456789012345.678"));
            statement.setString(9, "it's \"ä\"\n?, {d '");
            statement.setBytes(10, new byte[] {0, -1, 127});
            statement.setDate(11, Date.valueOf("1500-03-01"));
            statement.setObject(12, LocalTime.of(1, 2, 3));
            statement.setTimestamp(13, Timestamp.valueOf(moment));
            statement.setObject(14, zoned);
            statement.setObject(15, uuid);
            try (var rows = statement.executeQuery()) {
                assertThat(rows.next()).isTrue();
                assertThat(rows.getBoolean("a")).isTrue();
                assertThat(rows.getByte("b")).isEqualTo(Byte.MIN_VALUE);
                assertThat(rows.getShort("c")).isEqualTo(Short.MIN_VALUE);
                assertThat(rows.getInt("d")).isEqualTo(Integer.MIN_VALUE);
                assertThat(rows.getLong("e")).isEqualTo(Long.MIN_VALUE);
                assertThat(Float.floatToIntBits(rows.getFloat("f"))).isEqualTo(Float.floatToIntBits(-0.0f));
                assertThat(rows.getDouble("g")).isNaN();
                assertThat(rows.getBigDecimal("h")).isEqualTo("-12345678901234567890123456789012345.678");
                assertThat(rows.getString("i")).isEqualTo("it's \"ä\"\n?, {d '");
                assertThat(rows.getBytes("j")).containsExactly(0, -1, 127);
                assertThat(rows.getDate("k")).isEqualTo(Date.valueOf("1500-03-01"));
                assertThat(rows.getObject("l", LocalTime.class)).isEqualTo(LocalTime.of(1, 2, 3));
                assertThat(rows.getTimestamp("m")).isEqualTo(Timestamp.valueOf(moment));
                assertThat(rows.getObject("m", LocalDateTime.class)).isEqualTo(moment);
                assertThat(rows.getObject("n", OffsetDateTime.class)).isEqualTo(zoned);
                assertThat(rows.getTimestamp("n")).isEqualTo(Timestamp.from(zoned.toInstant()));
                assertThat(rows.getObject("o", UUID.class)).isEqualTo(uuid);
                assertThat(rows.next()).isFalse();
                checkMetaData(rows);
            }
        }
    }

    private static void checkMetaData(ResultSet rows) throws SQLException {
        var metaData = rows.getMetaData();
        var types = new int[metaData.getColumnCount()];
        for (var i = 0; i < types.length; i++) {
            types[i] = metaData.getColumnType(i + 1);
        }
        assertThat(types)
                .containsExactly(
                        Types.BOOLEAN,
                        Types.TINYINT,
                        Types.SMALLINT,
                        Types.INTEGER,
                        Types.BIGINT,
                        Types.REAL,
                        Types.DOUBLE,
                        Types.DECIMAL,
                        Types.VARCHAR,
                        Types.VARBINARY,
                        Types.DATE,
                        Types.TIME,
                        Types.TIMESTAMP,
                        Types.TIMESTAMP_WITH_TIMEZONE,
                        Types.VARCHAR);
        assertThat(metaData.getPrecision(8)).isEqualTo(38);
        assertThat(metaData.getScale(8)).isEqualTo(3);
        assertThat(metaData.getColumnLabel(1)).isEqualTo("a");
    }

    @Test
    void comeBackFromATable() throws SQLException {
        JdbcDatabase.iceberg(
                connection,
                "types",
                "id bigint, b boolean, i int, r float, d double, n decimal(20,5), s string, x binary, day date, ts timestamp, t string");
        var moment = LocalDateTime.of(2020, 2, 29, 23, 59, 59, 123_456_000);
        try (var insert = connection.prepareStatement("INSERT INTO types VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
            insert.setLong(1, 1);
            insert.setBoolean(2, false);
            insert.setInt(3, -5);
            insert.setFloat(4, 1.1f);
            insert.setDouble(5, 1.1);
            insert.setBigDecimal(6, new BigDecimal("123456789012345.12345"));
            insert.setString(7, "");
            insert.setBytes(8, "bytes".getBytes(StandardCharsets.UTF_8));
            insert.setObject(9, LocalDate.of(2020, 2, 29));
            insert.setObject(10, moment);
            insert.setTime(11, Time.valueOf("01:02:03"));
            assertThat(insert.executeUpdate()).isEqualTo(1);
            insert.setLong(1, 2);
            for (var i = 2; i <= 11; i++) {
                insert.setNull(i, Types.NULL);
            }
            assertThat(insert.executeUpdate()).isEqualTo(1);
        }
        try (var select = connection.prepareStatement("SELECT * FROM types WHERE id >= ? ORDER BY id LIMIT ?")) {
            select.setLong(1, 1);
            select.setInt(2, 10);
            var rows = select.executeQuery();
            assertThat(rows.next()).isTrue();
            assertThat(rows.getBoolean("b")).isFalse();
            assertThat(rows.wasNull()).isFalse();
            assertThat(rows.getInt("i")).isEqualTo(-5);
            assertThat(rows.getFloat("r")).isEqualTo(1.1f);
            assertThat(rows.getDouble("d")).isEqualTo(1.1);
            assertThat(rows.getBigDecimal("n")).isEqualTo("123456789012345.12345");
            assertThat(rows.getString("s")).isEmpty();
            assertThat(rows.getBytes("x")).isEqualTo("bytes".getBytes(StandardCharsets.UTF_8));
            assertThat(rows.getObject("day", LocalDate.class)).isEqualTo("2020-02-29");
            assertThat(rows.getObject("ts", LocalDateTime.class)).isEqualTo(moment);
            assertThat(rows.getTime("t")).isEqualTo(Time.valueOf("01:02:03"));
            assertThat(rows.getObject("t", LocalTime.class)).isEqualTo(LocalTime.of(1, 2, 3));
            assertThat(rows.next()).isTrue();
            for (var i = 2; i <= 11; i++) {
                assertThat(rows.getObject(i)).as("column %s", i).isNull();
                assertThat(rows.wasNull()).isTrue();
            }
            assertThat(rows.next()).isFalse();
        }
    }

    @Test
    void keepTheInstantOfACalendar() throws SQLException {
        var tokyo = Calendar.getInstance(TimeZone.getTimeZone("Asia/Tokyo"));
        var instant = new Timestamp(1_600_000_000_123L);
        try (var statement = connection.prepareStatement("SELECT ?, CAST(? AS varchar)")) {
            statement.setTimestamp(1, instant, tokyo);
            statement.setTimestamp(2, instant, tokyo);
            var rows = statement.executeQuery();
            assertThat(rows.next()).isTrue();
            assertThat(rows.getTimestamp(1, tokyo)).isEqualTo(instant);
            assertThat(rows.getString(2)).isEqualTo("2020-09-13 21:26:40.123");
        }
    }

    @Test
    void readEscapesAsLiterals() throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT {d '2020-01-31'}, {ts '2020-01-31 10:11:12.123'}")) {
            assertThat(rows.next()).isTrue();
            assertThat(rows.getDate(1)).isEqualTo(Date.valueOf("2020-01-31"));
            assertThat(rows.getTimestamp(2)).isEqualTo(Timestamp.valueOf("2020-01-31 10:11:12.123"));
        }
    }

    @Test
    void streamMoreThanOnePage() throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.setMaxRows(2_500);
            try (var rows =
                    statement.executeQuery("SELECT orderkey FROM tpch.tiny.orders ORDER BY orderkey LIMIT 5000")) {
                var last = 0L;
                var count = 0;
                while (rows.next()) {
                    assertThat(rows.getLong(1)).isGreaterThan(last);
                    last = rows.getLong(1);
                    count++;
                }
                assertThat(count).isEqualTo(2_500);
            }
        }
    }
}
