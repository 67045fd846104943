package dev.pallas.driver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DataTypeTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "integer; integer",
                "INT; integer",
                "string; varchar",
                "float; real",
                "binary; varbinary",
                "Decimal( 10 , 2 ); decimal(10,2)",
                "varchar(5); varchar(5)",
                "timestamp(6) with time zone; timestamp(6) with time zone",
                "timestamp with time zone; timestamp with time zone",
                "interval day to second; interval day to second",
                "qdigest(bigint); qdigest",
                "array(array(double)); array(array(double))",
                "map(varchar, array(row(a integer))); map(varchar, array(row(a integer)))",
                "array<struct<a:int,b:map<string,decimal(3,1)>>>; array(row(a integer, b map(varchar, decimal(3,1))))",
                "struct<`a:b`:int,c:string>; row(\"a:b\" integer, c varchar)",
                "row(\"A \"\"b\" integer, c timestamp(3) with time zone); row(\"A \"\"b\" integer, c timestamp(3) with time zone)",
                "row(A b integer, date date); row(\"A b\" integer, date date)",
                "row(integer, time with time zone, x time with time zone); row(integer, time with time zone, x time with time zone)",
                "array; array",
            })
    void readsBothLanguages(String text, String written) {
        var type = DataType.parse(text);
        assertThat(type).hasToString(written);
        assertThat(DataType.parse(type.toString())).isEqualTo(type);
        assertThat(DataType.parse(type.toSql())).isEqualTo(type);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "array(",
                "array(integer, integer)",
                "map(integer)",
                "row()",
                "decimal(x)",
                "struct<a>",
                "a,b"
            })
    void refusesWhatIsNoType(String text) {
        assertThatExceptionOfType(AthenaException.class)
                .isThrownBy(() -> DataType.parse(text))
                .withMessageContaining("is not a type")
                .satisfies(e -> assertThat(e.sqlState()).isEqualTo("22023"));
    }

    @Test
    void knowsItsParts() {
        var type = DataType.parse("map(varchar, row(a decimal(10,2), b array))");
        assertThat(type.part(0).type()).isEqualTo(AthenaType.VARCHAR);
        assertThat(type.part(1).fields()).extracting(DataType.Field::name).containsExactly("a", "b");
        assertThat(type.part(1).part(0).arguments()).isEqualTo(List.of(10, 2));
        assertThat(type.isComplete()).isFalse();
        assertThat(DataType.parse("array(integer)").isComplete()).isTrue();
        assertThat(DataType.parse("integer").isComplete()).isTrue();
        assertThat(type.toSql()).isEqualTo("map(varchar, row(\"a\" decimal(10,2), \"b\" array))");
    }
}
