package dev.pallas.driver.internal.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Date;
import java.sql.JDBCType;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What {@code setObject} makes of a value and a type that is named: a value of that type, or an SQLException; nothing else. */
class SetObjectTest {
    private final FakeClient client = new FakeClient();

    private Object bound(Object value, int type) throws SQLException {
        var statement = client.connection().prepareStatement("SELECT ?");
        client.select(FakeResult.of("a integer"));
        statement.setObject(1, value, type);
        statement.executeQuery();
        return client.submitted.get(client.submitted.size() - 1).parameters().get(0);
    }

    private static Stream<Object[]> conversions() {
        var moment = LocalDateTime.parse("2024-02-29T10:11:12.123456");
        return Stream.of(
                new Object[] {"12", Types.INTEGER, 12},
                new Object[] {12L, Types.TINYINT, (byte) 12},
                new Object[] {true, Types.SMALLINT, (short) 1},
                new Object[] {BigInteger.TEN, Types.BIGINT, 10L},
                new Object[] {1.5f, Types.DECIMAL, new BigDecimal("1.5")},
                new Object[] {new BigDecimal("1E+2"), Types.VARCHAR, "100"},
                new Object[] {moment, Types.VARCHAR, "2024-02-29 10:11:12.123456"},
                new Object[] {Date.valueOf("2024-02-29"), Types.VARCHAR, "2024-02-29"},
                new Object[] {1, Types.BOOLEAN, true},
                new Object[] {"false", Types.BIT, false},
                new Object[] {"2024-02-29", Types.DATE, LocalDate.of(2024, 2, 29)},
                new Object[] {moment, Types.DATE, LocalDate.of(2024, 2, 29)},
                new Object[] {moment, Types.TIME, LocalTime.parse("10:11:12.123456")},
                new Object[] {"10:11:12", Types.TIME, LocalTime.of(10, 11, 12)},
                new Object[] {LocalDate.of(2024, 2, 29), Types.TIMESTAMP, LocalDateTime.of(2024, 2, 29, 0, 0)},
                new Object[] {"2024-02-29 10:11:12.123456", Types.TIMESTAMP, moment},
                new Object[] {"2024-02-29T10:11:12.123456", Types.TIMESTAMP, moment},
                new Object[] {Timestamp.valueOf(moment), Types.TIMESTAMP, moment},
                new Object[] {
                    "2024-02-29 10:11:12+01:00",
                    Types.TIMESTAMP_WITH_TIMEZONE,
                    ZonedDateTime.parse("2024-02-29T10:11:12+01:00")
                },
                new Object[] {List.of(1, 2), Types.ARRAY, List.of(1, 2)},
                new Object[] {new UUID(1, 2), Types.OTHER, new UUID(1, 2)});
    }

    @ParameterizedTest
    @MethodSource("conversions")
    void converts(Object value, int type, Object expected) throws SQLException {
        assertThat(bound(value, type)).isEqualTo(expected);
    }

    private static Stream<Object[]> mismatches() {
        return Stream.of(
                new Object[] {"x", Types.INTEGER},
                new Object[] {1.5, Types.INTEGER},
                new Object[] {300, Types.TINYINT},
                new Object[] {"perhaps", Types.BOOLEAN},
                new Object[] {"soon", Types.DATE},
                new Object[] {1, Types.DATE},
                new Object[] {"soon", Types.TIMESTAMP},
                new Object[] {true, Types.TIMESTAMP},
                new Object[] {new byte[1], Types.TIME},
                new Object[] {"soon", Types.TIMESTAMP_WITH_TIMEZONE},
                new Object[] {"text", Types.VARBINARY},
                new Object[] {LocalDate.EPOCH, Types.BLOB},
                new Object[] {"[1]", Types.ARRAY},
                new Object[] {new byte[1], Types.VARCHAR},
                new Object[] {"x", Types.ROWID},
                new Object[] {"x", Types.REF});
    }

    @ParameterizedTest
    @MethodSource("mismatches")
    void refuses(Object value, int type) {
        assertThatThrownBy(() -> bound(value, type))
                .isInstanceOf(SQLException.class)
                .extracting(e -> ((SQLException) e).getSQLState())
                .isIn("22018", "07006", "0A000", "22003");
    }

    /** No type and no value makes anything but a value or an SQLException. */
    @ParameterizedTest
    @EnumSource(JDBCType.class)
    void everyTypeTakesOrRefusesEveryValue(JDBCType type) {
        var values = Stream.of(
                "",
                "x",
                "1",
                'c',
                1,
                1L,
                1.5,
                Float.NaN,
                true,
                new BigDecimal("1.50"),
                new byte[] {1},
                new UUID(0, 1),
                LocalDate.EPOCH,
                LocalTime.NOON,
                LocalDateTime.MIN,
                ZonedDateTime.parse("2024-02-29T10:11:12Z"),
                Timestamp.valueOf("2024-02-29 10:11:12"),
                List.of(),
                new Object[] {1});
        assertThat(values).allSatisfy(value -> {
            try {
                assertThat(bound(value, type.getVendorTypeNumber())).isNotNull();
            } catch (SQLException e) {
                assertThat(e.getSQLState()).isIn("22018", "07006", "0A000", "22003", "22008");
            }
        });
    }

    @ParameterizedTest
    @EnumSource(JDBCType.class)
    void everyTypeHasNull(JDBCType type) throws SQLException {
        assertThat(bound(null, type.getVendorTypeNumber())).isNull();
        var statement = client.connection().prepareStatement("SELECT ?, ?");
        statement.setNull(1, type.getVendorTypeNumber());
        statement.setNull(2, type.getVendorTypeNumber(), "t");
        client.select(FakeResult.of("a integer"));
        statement.executeQuery();
        assertThat(client.submitted.get(client.submitted.size() - 1).parameters())
                .containsExactly(null, null);
    }

    @Test
    void keepsTheScaleThatIsNamed() throws SQLException {
        var statement = client.connection().prepareStatement("SELECT ?");
        client.select(FakeResult.of("a integer"));
        statement.setObject(1, "1.5", Types.DECIMAL, 3);
        statement.executeQuery();

        assertThat(client.submitted.get(0).parameters()).containsExactly(new BigDecimal("1.500"));
        assertThatThrownBy(() -> statement.setObject(1, "1.55", JDBCType.NUMERIC, 1))
                .hasMessageContaining("cut digits");
    }
}
