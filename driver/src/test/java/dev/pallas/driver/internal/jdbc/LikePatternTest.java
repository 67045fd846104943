package dev.pallas.driver.internal.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LikePatternTest {

    @Test
    void matchesNames() {
        assertThat(LikePattern.of(null).matches("x")).isTrue();
        assertThat(LikePattern.of("%").matches("")).isTrue();
        assertThat(LikePattern.of("").matches("x")).isFalse();
        assertThat(LikePattern.of("a_c").matches("abc")).isTrue();
        assertThat(LikePattern.of("a_c").matches("ac")).isFalse();
        assertThat(LikePattern.of("a\\_c").matches("abc")).isFalse();
        assertThat(LikePattern.of("a\\_c").matches("a_c")).isTrue();
        assertThat(LikePattern.of("a\\%").matches("a%")).isTrue();
        assertThat(LikePattern.of("A.+$%").matches("a.+$b")).isTrue();
        assertThat(LikePattern.of("a.c").matches("abc")).isFalse();
        assertThat(LikePattern.of("ORDERS").matches("orders")).isTrue();
    }
}
