package dev.pallas.driver.internal.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pallas.driver.AthenaException;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NamedParametersTest {
    @Test
    void eachPlaceOfANameGetsItsValue() {
        var values = new HashMap<String, Object>();
        values.put("id", 7);
        values.put("née", null);
        var positional = NamedParameters.of("SELECT :id, x FROM t WHERE a=:id OR b = :née", values);
        assertThat(positional.sql()).isEqualTo("SELECT ?, x FROM t WHERE a=? OR b = ?");
        assertThat(positional.values()).containsExactly(7, 7, null);
    }

    @Test
    void textNamesAndCommentsAreLeftAlone() {
        var sql = "SELECT ':a', \":a\", `:a` /* :a */, :b -- :a";
        var positional = NamedParameters.of(sql, Map.of("b", 1));
        assertThat(positional.sql()).isEqualTo("SELECT ':a', \":a\", `:a` /* :a */, ? -- :a");
    }

    @Test
    void aColonWithoutANameIsNone() {
        assertThat(NamedParameters.of("SELECT a : b, 1:2, c::d, c :: d, a[1:2]", Map.of())
                        .sql())
                .isEqualTo("SELECT a : b, 1:2, c::d, c :: d, a[1:2]");
    }

    @Test
    void aColonBehindAKeyIsPartOfJson() {
        var sql =
                "SELECT json_object('a':b, \"k\":c, upper(d):e, 'f': :f, KEY 'g' VALUE :f), x[:f], TIME '10:f:12', f(:f)";
        var positional = NamedParameters.of(sql, Map.of("f", 1));
        assertThat(positional.sql())
                .isEqualTo(
                        "SELECT json_object('a':b, \"k\":c, upper(d):e, 'f': ?, KEY 'g' VALUE ?), x[?], TIME '10:f:12', f(?)");
        assertThat(positional.values()).containsExactly(1, 1, 1, 1);
    }

    @Test
    void namesAndValuesMustMatch() {
        assertThatThrownBy(() -> NamedParameters.of("SELECT :a", Map.of("b", 1)))
                .isInstanceOf(AthenaException.class)
                .hasMessage("The parameter :a has no value; given are [b].");
        assertThatThrownBy(() -> NamedParameters.of("SELECT :a", Map.of("a", 1, "b", 1)))
                .hasMessage("The statement has no parameter :b.");
        assertThatThrownBy(() -> NamedParameters.of("SELECT ?, :a", Map.of("a", 1)))
                .hasMessageStartingWith("A statement with named parameters takes no marker ?");
    }
}
