package dev.pallas.driver.internal.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.pallas.driver.AthenaException;
import dev.pallas.driver.RowValue;
import dev.pallas.driver.TypedValue;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class TypedLiteralsTest {
    private static final LocalDateTime MICROS = LocalDateTime.of(2020, 1, 31, 1, 2, 3, 123_456_000);

    static Stream<Arguments> literals() {
        return Stream.of(
                typed("bigint", 1, "BIGINT '1'"),
                typed("integer", null, "CAST(NULL AS integer)"),
                typed("decimal(10,2)", new BigDecimal("1.5"), "CAST(DECIMAL '1.50' AS decimal(10,2))"),
                typed("decimal", new BigDecimal("1.5"), "CAST(DECIMAL '1.5' AS decimal(2,1))"),
                typed("double", 1, "DOUBLE '1.0'"),
                typed("char(3)", "it's", null),
                typed("varchar(4)", "it's", "CAST('it''s' AS varchar(4))"),
                typed("json", "{\"a\":\"it's\"}", "JSON '{\"a\":\"it''s\"}'"),
                typed("uuid", new UUID(1, 2), "UUID '00000000-0000-0001-0000-000000000002'"),
                typed("uuid", "00000000-0000-0001-0000-000000000002", "UUID '00000000-0000-0001-0000-000000000002'"),
                typed("ipaddress", "10.0.0.1", "CAST('10.0.0.1' AS ipaddress)"),
                typed("date", java.sql.Date.valueOf("2020-01-31"), "DATE '2020-01-31'"),
                typed("timestamp", MICROS, "CAST(TIMESTAMP '2020-01-31 01:02:03.123456' AS timestamp(6))"),
                typed(
                        "timestamp with time zone",
                        Instant.EPOCH,
                        "CAST(TIMESTAMP '1970-01-01 00:00:00.000 UTC' AS timestamp(3) with time zone)"),
                typed("array(bigint)", List.of(), "CAST(ARRAY[] AS array(bigint))"),
                typed("array(bigint)", null, "CAST(NULL AS array(bigint))"),
                typed("array(bigint)", new int[] {1}, "CAST(ARRAY[BIGINT '1'] AS array(bigint))"),
                typed("array(bigint)", Arrays.asList(1, null), "CAST(ARRAY[BIGINT '1', NULL] AS array(bigint))"),
                typed(
                        "array(decimal)",
                        List.of(new BigDecimal("1.25"), 100),
                        "CAST(ARRAY[DECIMAL '1.25', DECIMAL '100.00'] AS array(decimal(5,2)))"),
                typed("map(varchar, date)", Map.of(), "CAST(MAP(ARRAY[], ARRAY[]) AS map(varchar, date))"),
                typed(
                        "row(a integer, \"B\"\"c\" array(varchar))",
                        List.of(1, List.of("x")),
                        "CAST(ROW(1, ARRAY['x']) AS row(\"a\" integer, \"B\"\"c\" array(varchar)))"),
                typed(
                        "row(b integer, a varchar)",
                        Map.of("a", "x", "b", 1),
                        "CAST(ROW(1, 'x') AS row(\"b\" integer, \"a\" varchar))"));
    }

    private static Arguments typed(String type, @Nullable Object value, @Nullable String literal) {
        return Arguments.of(type, value, literal);
    }

    @ParameterizedTest
    @MethodSource("literals")
    void writesWhatTheTypeSays(String type, @Nullable Object value, @Nullable String literal) {
        if (literal == null) {
            refused(type, value, "22001");
        } else {
            assertThat(Literals.of(TypedValue.of(type, value))).isEqualTo(literal);
        }
    }

    private static void refused(String type, @Nullable Object value, String sqlState) {
        assertThatExceptionOfType(AthenaException.class)
                .isThrownBy(() -> Literals.of(TypedValue.of(type, value)))
                .satisfies(e -> assertThat(e.sqlState()).isEqualTo(sqlState));
    }

    @Test
    void refusesWhatACastWouldChange() {
        refused("tinyint", 300, "22003");
        refused("real", 0.123456789, "22003");
        refused("decimal(3,1)", new BigDecimal("1.25"), "22003");
        refused("decimal(3,1)", new BigDecimal("100"), "22003");
        refused("varchar(2)", "abc", "22001");
        refused("timestamp(3)", MICROS, "22008");
        refused("integer", "x", "22018");
        refused("date", 5, "07006");
        refused("array(integer)", 5, "07006");
        refused("array(integer)", List.of("x"), "22018");
        refused("map(integer, integer)", Collections.singletonMap(null, 1), "22004");
        refused("row(a integer)", List.of(1, 2), "22018");
    }

    @Test
    void aSecretDoesNotGetIntoAMessage() {
        assertThatExceptionOfType(AthenaException.class)
                .isThrownBy(() -> Literals.of(TypedValue.of("integer", "top secret")))
                .withMessageNotContaining("top secret");
    }

    @Test
    void aRowIsWrittenWithTheTypesOfItsValues() {
        var fields = new LinkedHashMap<String, @Nullable Object>();
        fields.put("id", 1L);
        fields.put("end", null);
        fields.put("tags", List.of("x", "yz"));
        fields.put("at", LocalDate.of(2020, 1, 31));
        assertThat(Literals.of(RowValue.of(fields)))
                .isEqualTo("CAST(ROW(BIGINT '1', NULL, ARRAY['x', 'yz'], DATE '2020-01-31') AS"
                        + " row(\"id\" bigint, \"end\" unknown, \"tags\" array(varchar), \"at\" date))");
        assertThat(Literals.of(List.of(RowValue.of(Map.of("a", 1)), RowValue.of(Map.of("a", 2L)))))
                .isEqualTo("CAST(ARRAY[ROW(BIGINT '1'), ROW(BIGINT '2')] AS array(row(\"a\" bigint)))");
        assertThat(Literals.of(RowValue.unnamed(List.of(new BigDecimal("1.5"), MICROS))))
                .isEqualTo("CAST(ROW(DECIMAL '1.5', TIMESTAMP '2020-01-31 01:02:03.123456') AS"
                        + " row(decimal(2,1), timestamp(6)))");
        assertThatExceptionOfType(AthenaException.class)
                .isThrownBy(() -> Literals.of(List.of(RowValue.unnamed(List.of(1)), RowValue.unnamed(List.of("x")))))
                .withMessageContaining("no type in common");
    }
}
