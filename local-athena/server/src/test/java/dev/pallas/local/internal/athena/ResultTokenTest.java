package dev.pallas.local.internal.athena;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pallas.local.internal.http.ApiException;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResultTokenTest {
    private static final String QUERY = "12151fd2-7586-41e9-8f9e-2a86e4085a59";

    private final ResultToken tokens = new ResultToken("secret".getBytes(UTF_8));

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 4096, Integer.MAX_VALUE + 1L, Long.MAX_VALUE})
    void aTokenTellsItsPlace(long position) {
        assertThat(tokens.position(QUERY, tokens.of(QUERY, position))).isEqualTo(position);
    }

    @Test
    void noCharacterOfATokenMayChange() {
        var token = tokens.of(QUERY, 100);
        for (var i = 0; i < token.length(); i++) {
            var other = token.charAt(i) == 'A' ? 'B' : 'A';
            refused(QUERY, token.substring(0, i) + other + token.substring(i + 1));
            refused(QUERY, token.substring(0, i));
        }
        refused(QUERY, token + "A");
    }

    @Test
    void aTokenIsForOneResultOfOneServer() {
        refused("another", tokens.of(QUERY, 100));
        refused(QUERY, new ResultToken("other".getBytes(UTF_8)).of(QUERY, 100));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "not base64!", "djE6NA==", "\u00e9", "AAAAAAAAAAA="})
    void whatIsNoTokenIsRefused(String text) {
        refused(QUERY, text);
    }

    @Test
    void aTokenDoesNotSayWhereItPoints() {
        assertThat(new String(Base64.getUrlDecoder().decode(tokens.of(QUERY, 12345)), UTF_8))
                .doesNotContain("12345")
                .doesNotContain(QUERY);
    }

    private void refused(String query, String token) {
        assertThatThrownBy(() -> tokens.position(query, token))
                .isInstanceOfSatisfying(
                        ApiException.class, e -> assertThat(e.type()).isEqualTo("InvalidRequestException"))
                .hasMessage("Malformed nextPageToken " + token);
    }
}
