package dev.pallas.local.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ControlClientTest {
    @Test
    void writesJson() {
        var value =
                new TreeMap<String, Object>(Map.of("a", List.of("x\"y\\z\n\u00e4", 1, 0.5), "b", Map.of("c", true)));
        assertThat(ControlClient.json(value))
                .isEqualTo("{\"a\":[\"x\\\"y\\\\z\\u000a\u00e4\",1,0.5],\"b\":{\"c\":true}}");
    }

    @Test
    void readsNumbers() {
        assertThat(ControlClient.numbers("{\"calls.s3.GetObject\":12, \"queries.active\" : 0}"))
                .isEqualTo(Map.of("calls.s3.GetObject", 12L, "queries.active", 0L));
    }
}
