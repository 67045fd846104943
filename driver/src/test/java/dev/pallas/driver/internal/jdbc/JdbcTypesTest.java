package dev.pallas.driver.internal.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pallas.driver.DataType;
import java.sql.JDBCType;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JdbcTypesTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "int; INTEGER; 10; 0",
                "STRING; VARCHAR; 2147483647; ",
                "varchar(10); VARCHAR; 10; ",
                "char(3); CHAR; 3; ",
                "decimal(10,2); DECIMAL; 10; 2",
                "decimal( 38 , 0 ); DECIMAL; 38; 0",
                "decimal; DECIMAL; 10; 0",
                "float; REAL; 9; ",
                "binary; VARBINARY; 2147483647; ",
                "timestamp; TIMESTAMP; 26; 6",
                "timestamp(6) with time zone; TIMESTAMP_WITH_TIMEZONE; 64; 6",
                "array<decimal(10,2)>; ARRAY; ; ",
                "map<string,array<int>>; OTHER; ; ",
                "struct<a:int,b:map<string,int>>; STRUCT; ; ",
                "row(a integer, b varchar(3)); STRUCT; ; ",
                "uniontype<int,string>; OTHER; ; ",
            })
    void tellsWhatJdbcAsksFor(String text, JDBCType type, Integer size, Integer digits) {
        var parsed = DataType.parse(text);

        assertThat(JDBCType.valueOf(JdbcTypes.code(parsed.type()))).isEqualTo(type);
        assertThat(JdbcTypes.columnSize(parsed)).isEqualTo(size);
        assertThat(JdbcTypes.decimalDigits(parsed)).isEqualTo(digits);
    }
}
