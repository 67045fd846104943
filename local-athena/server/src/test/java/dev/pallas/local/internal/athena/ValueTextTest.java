package dev.pallas.local.internal.athena;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pallas.local.internal.sql.EngineType;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ValueTextTest {
    private static String text(Object value, String type) {
        return ValueText.of(value, EngineType.of(type));
    }

    @Test
    void writesScalars() {
        assertThat(text(true, "boolean")).isEqualTo("true");
        assertThat(text(9223372036854775807L, "bigint")).isEqualTo("9223372036854775807");
        assertThat(text("1.50", "decimal(3,2)")).isEqualTo("1.50");
        assertThat(text("-0005-01-01", "date")).isEqualTo("-0005-01-01");
        assertThat(text("{\"a\":1}", "json")).isEqualTo("{\"a\":1}");
    }

    @ParameterizedTest
    @CsvSource({"1.5,1.5", "1e10,1.0E10", "100,100.0", "0.00001,1.0E-5", "NaN,NaN", "-Infinity,-Infinity", "-0.0,-0.0"})
    void writesDoublesAsJavaDoes(String value, String expected) {
        assertThat(text(Double.valueOf(value), "double")).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"NaN", "Infinity", "-Infinity"})
    void takesAsTextWhatIsNoNumberInJson(String value) {
        assertThat(text(value, "double")).isEqualTo(value);
        assertThat(text(value, "real")).isEqualTo(value);
    }

    @Test
    void writesRealsWithTheirOwnDigits() {
        assertThat(text(1.1f, "real")).isEqualTo("1.1");
        assertThat(text(1.1d, "real")).isEqualTo("1.1");
        assertThat(text("NaN", "real")).isEqualTo("NaN");
    }

    @ParameterizedTest
    @CsvSource({
        "10:11:12,time(0),10:11:12",
        "10:11:12.1,time(1),10:11:12.1",
        "2020-01-31 10:11:12,timestamp(0),2020-01-31 10:11:12.000",
        "2020-01-31 10:11:12.12,timestamp(2),2020-01-31 10:11:12.120",
        "2020-01-31 10:11:12.123456,timestamp(6),2020-01-31 10:11:12.123456",
        "+12020-01-31 10:11:12 Europe/Berlin,timestamp(0) with time zone,+12020-01-31 10:11:12.000 Europe/Berlin",
        "2020-01-31 10:11:12.123 +02:00,timestamp(3) with time zone,2020-01-31 10:11:12.123 +02:00"
    })
    void writesThreeDigitsOrMoreOfATimestampsSecond(String value, String type, String expected) {
        assertThat(text(value, type)).isEqualTo(expected);
    }

    @Test
    void writesBytesInHex() {
        assertThat(text(new byte[] {0x31, (byte) 0xca, 0}, "varbinary")).isEqualTo("31 ca 00");
        assertThat(text("MTIz", "varbinary")).isEqualTo("31 32 33");
        assertThat(text(new byte[0], "varbinary")).isEmpty();
    }

    @Test
    void writesNestedValues() {
        assertThat(text(Arrays.asList(1, null, 2), "array(integer)")).isEqualTo("[1, null, 2]");
        assertThat(text(List.of(), "array(unknown)")).isEqualTo("[]");
        var map = new LinkedHashMap<String, Object>();
        map.put("k1", List.of(1.5d));
        map.put("k2", null);
        assertThat(text(map, "map(varchar, array(double))")).isEqualTo("{k1=[1.5], k2=null}");
        assertThat(text(List.of(1, "x"), "row(a integer, \"b c\" varchar)")).isEqualTo("{a=1, b c=x}");
        assertThat(text(List.of(1, "x"), "row(integer, varchar)")).isEqualTo("{1, x}");
        assertThat(text(List.of(Map.of("k", List.of(new byte[] {1, 2}))), "array(map(varchar, row(b varbinary)))"))
                .isEqualTo("[{k={b=01 02}}]");
    }
}
