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
            strings = {"SELECT {fn now()}", "SELECT * FROM {oj a LEFT JOIN b ON 1=1}", "{call f()}", "{? = call f()}"})
    void areRefusedByName(String sql) {
        assertThatThrownBy(() -> JdbcEscapes.translate(sql))
                .isInstanceOf(AthenaException.class)
                .hasMessageContaining("is not supported");
    }
}
