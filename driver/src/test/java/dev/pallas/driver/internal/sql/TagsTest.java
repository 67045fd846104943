package dev.pallas.driver.internal.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class TagsTest {
    @Test
    void standOnALineOfTheirOwnBehindTheText() {
        assertThat(Tags.append("SELECT 1 -- one", new TreeMap<>(Map.of("app", "shop", "user", "Jo"))))
                .isEqualTo("SELECT 1 -- one\n/* app='shop',user='Jo' */");
    }

    @Test
    void cannotEndTheComment() {
        assertThat(Tags.append("SELECT 1", Map.of("*/", "*/ DROP TABLE t; 'é?\n")))
                .isEqualTo("SELECT 1\n/* %2A/='%2A/ DROP TABLE t%3B %27%C3%A9%3F%0A' */");
    }

    @Test
    void noTagsChangeNothing() {
        assertThat(Tags.append("SELECT 1", Map.of())).isEqualTo("SELECT 1");
    }
}
