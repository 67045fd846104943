package dev.pallas.driver.internal.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pallas.driver.AthenaException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JdbcEscapesTest {

    @Test
    void becomeLiterals() {
        assertThat(JdbcEscapes.translate("SELECT {d '2020-01-31'}, {t'10:11:12'}, { TS '2020-01-31 10:11:12.5' } x"))
                .isEqualTo("SELECT DATE '2020-01-31', TIME '10:11:12', TIMESTAMP '2020-01-31 10:11:12.5' x");
    }

    @Test
    void becomeFunctionsJoinsAndClauses() {
        assertThat(JdbcEscapes.translate("SELECT {fn ucase({fn concat(a, ', (')})} FROM {oj a LEFT JOIN b ON a.x = b.x}"
                        + " WHERE c LIKE 'x' {escape '!'} {limit 5 offset ?} -- end"))
                .isEqualTo("SELECT upper(concat(a, ', (')) FROM a LEFT JOIN b ON a.x = b.x"
                        + " WHERE c LIKE 'x' ESCAPE '!' OFFSET ? LIMIT 5 -- end");
        assertThat(JdbcEscapes.translate("{fn insert(s, 1 + 1, n, 'x')}"))
                .isEqualTo("concat(substr(s, 1, (1 + 1) - 1), 'x', substr(s, (1 + 1) + (n)))");
        assertThat(JdbcEscapes.translate("{fn timestampadd(SQL_TSI_MONTH, 2, {ts '2024-01-31 00:00:00'})}"))
                .isEqualTo("date_add('month', 2, TIMESTAMP '2024-01-31 00:00:00')");
        assertThat(JdbcEscapes.translate("{fn convert(x, SQL_BIGINT)} {fn CURDATE()} {fn current_date}"))
                .isEqualTo("CAST(x AS bigint) current_date current_date");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT '{d ''2020-01-31''}'",
                "SELECT 1 -- {d '2020-01-31'}",
                "SELECT \"{d 'x'}\" /* {fn now()} */",
                "PATTERN (A{2,3} {- B -})",
                "SELECT 1",
                "{",
            })
    void areNoneElsewhere(String sql) {
        assertThat(JdbcEscapes.translate(sql)).isEqualTo(sql);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT {fn nosuch()}",
                "SELECT {fn abs()}",
                "SELECT {fn difference('a', 'b')}",
                "SELECT {fn timestampadd(SQL_TSI_FRAC_SECOND, 1, x)}",
                "SELECT {fn convert(x, SQL_BLOB)}",
                "{call f()}",
                "{? = call f()}"
            })
    void areRefusedByName(String sql) {
        assertThatThrownBy(() -> JdbcEscapes.translate(sql))
                .isInstanceOf(AthenaException.class)
                .hasMessageContaining("is not supported");
    }
}
