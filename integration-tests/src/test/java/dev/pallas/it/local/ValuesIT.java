package dev.pallas.it.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The text of values, in the API and in CSV alike. */
class ValuesIT {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "TIMESTAMP '2020-01-31 10:11:12'|2020-01-31 10:11:12.000",
                "TIMESTAMP '2020-01-31 10:11:12.5'|2020-01-31 10:11:12.500",
                "TIMESTAMP '2020-01-31 10:11:12.123456'|2020-01-31 10:11:12.123456",
                "TIMESTAMP '2020-01-31 10:11:12.123456789'|2020-01-31 10:11:12.123456789",
                "TIMESTAMP '2020-01-31 10:11:12.123456789012'|2020-01-31 10:11:12.123456789012",
                "TIMESTAMP '12020-01-31 10:11:12.123'|+12020-01-31 10:11:12.123",
                "TIMESTAMP '-0001-01-31 10:11:12.123'|-0001-01-31 10:11:12.123",
                "TIMESTAMP '2020-01-31 10:11:12 UTC'|2020-01-31 10:11:12.000 UTC",
                "TIMESTAMP '2020-01-31 10:11:12 +02:00'|2020-01-31 10:11:12.000 +02:00",
                "TIMESTAMP '2020-01-31 10:11:12.123456 Europe/Berlin'|2020-01-31 10:11:12.123456 Europe/Berlin",
                "DATE '12020-01-31'|+12020-01-31",
                "DATE '0001-01-01'|0001-01-01",
                "DATE '-0001-01-31'|-0001-01-31",
                "TIME '10:11:12'|10:11:12",
                "TIME '10:11:12.123456789012'|10:11:12.123456789012",
                "TIME '10:11:12 +02:00'|10:11:12+02:00",
                "INTERVAL '-5' HOUR|-0 05:00:00.000",
                "INTERVAL '2' YEAR|2-0",
                "ARRAY[CAST(NULL AS varchar), '', 'null']|[null, , null]",
                "ARRAY[nan(), infinity(), -infinity(), -0e0, 1e10]|[NaN, Infinity, -Infinity, -0.0, 1.0E10]",
                "ARRAY[REAL '1.1', REAL 'NaN', NULL]|[1.1, NaN, null]",
                "ARRAY[TIMESTAMP '2020-01-31 10:11:12', NULL]|[2020-01-31 10:11:12.000, null]",
                "ARRAY[DECIMAL '1.50', DECIMAL '-0.05']|[1.50, -0.05]",
                "ARRAY[X'0aff', X'', NULL]|[0a ff, , null]",
                "ARRAY[CAST('ab' AS char(5))]|[ab   ]",
                "ARRAY[JSON '{\"a\":1}']|[{\"a\":1}]",
                "ARRAY[INTERVAL '1' DAY]|[1 00:00:00.000]",
                "MAP()|{}",
                "MAP(ARRAY[1.5e0], ARRAY[X'01'])|{1.5=01}",
                "MAP(ARRAY['k'], ARRAY[NULL])|{k=null}",
                "CAST(ROW(NULL, ARRAY[1,NULL]) AS ROW(a integer, b array(integer)))|{a=null, b=[1, null]}",
                "ROW(1, ROW('x', NULL))|{1, {x, null}}",
                "JSON 'null'|null",
                "UUID '12151fd2-7586-11e9-8f9e-2a86e4085a59'|12151fd2-7586-11e9-8f9e-2a86e4085a59",
                "IPADDRESS '2001:db8::1'|2001:db8::1",
                "1e7|1.0E7",
                "9.999999e6|9999999.0",
                "1e-3|0.001",
                "1e-4|1.0E-4",
                "-0e0|-0.0",
                "4.9e-324|4.9E-324",
                "1.7976931348623157e308|1.7976931348623157E308",
                "REAL '1.17549435E-38'|1.17549435E-38",
                "REAL '3.4028235E38'|3.4028235E38",
                "REAL '1.0E10'|1.0E10",
                "DECIMAL '12345678901234567890.123456789012345678'|12345678901234567890.123456789012345678",
                "CAST(0 AS decimal(5,3))|0.000",
                "CAST('ab' AS char(5))|^ab   ^",
                "-9223372036854775808|-9223372036854775808"
            })
    void text(String expression, String text) {
        assertThat(Athena.rows("SELECT " + expression + " AS c", "default")).containsExactly(List.of(text));
    }

    @Test
    void charactersThatNeedCare() {
        var execution = Athena.succeed(
                "SELECT chr(0) || 'x' AS nul, chr(128512) AS face, 'a' || chr(13) || chr(10) || 'b' AS lines, 'a,b' AS comma,"
                        + " '\"q\"' AS quotes, X'' AS nothing",
                "default");

        assertThat(Athena.values(Athena.results(execution).resultSet().rows()).get(1))
                .containsExactly("\0x", "\ud83d\ude00", "a\r\nb", "a,b", "\"q\"", "");
        assertThat(new String(Athena.object(execution.resultConfiguration().outputLocation()), UTF_8))
                .endsWith("\"\0x\",\"\ud83d\ude00\",\"a\r\nb\",\"a,b\",\"\"\"q\"\"\",\"\"\n");
    }

    @Test
    void namesMayBeTheSame() {
        var execution = Athena.succeed("SELECT 1 AS a, 2 AS a, 3 AS \"A\", 4, 5 AS \"x y\"", "default");

        assertThat(Athena.values(Athena.results(execution).resultSet().rows()))
                .containsExactly(List.of("a", "a", "a", "_col3", "x y"), List.of("1", "2", "3", "4", "5"));
    }

    @Test
    void aThousandColumns() {
        var columns = IntStream.range(0, 1000).mapToObj(i -> i + " AS c" + i).collect(Collectors.joining(","));

        var row = Athena.rows("SELECT " + columns, "default").get(0);

        assertThat(row).hasSize(1000).startsWith("0", "1").endsWith("998", "999");
    }
}
