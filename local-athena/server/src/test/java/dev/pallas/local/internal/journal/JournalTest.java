package dev.pallas.local.internal.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTest {
    @TempDir
    Path folder;

    private Path file() {
        return folder.resolve("deep/state.jsonl");
    }

    /** Texts by key. */
    private static final class Texts implements Journal.State {
        final Map<String, String> values = new TreeMap<>();

        @Override
        public void apply(JsonNode change) {
            values.put(change.path("key").asText(), change.path("value").asText());
        }

        @Override
        public void describe(Consumer<ObjectNode> changes) {
            values.forEach((key, value) -> changes.accept(change(key, value)));
        }
    }

    private static ObjectNode change(String key, String value) {
        return JsonNodeFactory.instance.objectNode().put("key", key).put("value", value);
    }

    private Map<String, String> reopened() throws IOException {
        var texts = new Texts();
        Journal.open(file(), texts);
        return texts.values;
    }

    @Test
    void everyChangeIsThereAgain() throws Exception {
        var journal = Journal.open(file(), new Texts());
        journal.append(change("a", "1"));
        journal.append(change("b", "line\nfeed \u2028 \ud83d\ude00"));
        journal.append(change("a", "2"));

        assertThat(reopened()).containsExactly(Map.entry("a", "2"), Map.entry("b", "line\nfeed \u2028 \ud83d\ude00"));
        assertThat(Files.readAllLines(file())).hasSize(2);
    }

    @Test
    void aLineThatWasCutOffAnywhereIsDropped() throws Exception {
        var kept = "{\"key\":\"a\",\"value\":\"1\"}\n".getBytes(StandardCharsets.UTF_8);
        var cut = "{\"key\":\"b\",\"value\":\"\u00e4\ud83d\ude00\"}".getBytes(StandardCharsets.UTF_8);
        for (var length = 0; length < cut.length; length++) {
            var bytes = Arrays.copyOf(kept, kept.length + length);
            System.arraycopy(cut, 0, bytes, kept.length, length);
            Files.createDirectories(file().getParent());
            Files.write(file(), bytes);

            assertThat(reopened()).as("%s bytes", length).containsExactly(Map.entry("a", "1"));
            assertThat(Files.readAllBytes(file())).isEqualTo(kept);
        }
    }

    @Test
    void whatIsDamagedElsewhereIsReported() throws Exception {
        Files.createDirectories(file().getParent());
        Files.writeString(file(), "{\"key\":\n{\"key\":\"a\",\"value\":\"1\"}\n");

        assertThatThrownBy(this::reopened)
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith(file() + " is damaged: ");
    }

    @Test
    void theFileDoesNotGrowForEver() throws Exception {
        var texts = new Texts();
        var journal = Journal.open(file(), texts, 1000);
        for (var i = 0; i < 1000; i++) {
            var change = change("key" + i % 3, "value " + i);
            journal.append(change);
            texts.apply(change);
            journal.compactIfWorthIt();
        }

        assertThat(Files.size(file())).isLessThan(1100);
        assertThat(reopened())
                .containsExactly(
                        Map.entry("key0", "value 999"), Map.entry("key1", "value 997"), Map.entry("key2", "value 998"));
    }

    @Test
    void aCompactionThatWasCutOffLeavesTheOldFile() throws Exception {
        var journal = Journal.open(file(), new Texts());
        journal.append(change("a", "1"));
        Files.writeString(file().resolveSibling("state.jsonl.new"), "{\"key\":\"b\",\"val");

        assertThat(reopened()).containsExactly(Map.entry("a", "1"));
    }
}
