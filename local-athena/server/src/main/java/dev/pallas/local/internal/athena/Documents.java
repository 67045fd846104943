package dev.pallas.local.internal.athena;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pallas.local.internal.journal.Journal;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The small things that the service remembers, as JSON by key. What goes in and what comes out are copies. Safe for use by many threads;
 * every method is atomic.
 */
final class Documents {
    enum Kind {
        WORK_GROUP,
        PREPARED_STATEMENT,
        NAMED_QUERY,
        TAGS
    }

    private final Contents contents = new Contents();
    private final Journal journal;

    /** Documents that are gone with the process. */
    Documents() {
        journal = Journal.none(contents);
    }

    /** Documents that are kept in a file. */
    Documents(Path file) throws IOException {
        journal = Journal.open(file, contents);
    }

    synchronized @Nullable ObjectNode find(Kind kind, String key) {
        var document = contents.of(kind).get(key);
        return document == null ? null : document.deepCopy();
    }

    /** The documents in the order of their keys. */
    synchronized List<ObjectNode> list(Kind kind, Predicate<ObjectNode> condition) {
        return contents.of(kind).values().stream()
                .filter(condition)
                .map(ObjectNode::deepCopy)
                .toList();
    }

    /** Adds a document; false if there is one with the key. */
    synchronized boolean add(Kind kind, String key, ObjectNode document) {
        if (contents.of(kind).containsKey(key)) {
            return false;
        }
        put(kind, key, document);
        return true;
    }

    synchronized void put(Kind kind, String key, ObjectNode document) {
        change(kind, key, document.deepCopy());
    }

    /** Replaces a document; false if there is none. */
    synchronized boolean update(Kind kind, String key, UnaryOperator<ObjectNode> update) {
        var document = find(kind, key);
        if (document == null) {
            return false;
        }
        change(kind, key, update.apply(document));
        return true;
    }

    /** Removes a document; false if there was none. */
    synchronized boolean remove(Kind kind, String key) {
        if (!contents.of(kind).containsKey(key)) {
            return false;
        }
        change(kind, key, null);
        return true;
    }

    synchronized void removeAll(Kind kind, Predicate<ObjectNode> condition) {
        List.copyOf(contents.of(kind).entrySet()).stream()
                .filter(entry -> condition.test(entry.getValue()))
                .forEach(entry -> remove(kind, entry.getKey()));
    }

    private void change(Kind kind, String key, @Nullable ObjectNode document) {
        var change = Contents.change(kind, key, document);
        journal.append(change);
        contents.apply(change);
        journal.compactIfWorthIt();
    }

    private static final class Contents implements Journal.State {
        private final Map<Kind, Map<String, ObjectNode>> documents = new EnumMap<>(Kind.class);

        Map<String, ObjectNode> of(Kind kind) {
            return documents.computeIfAbsent(kind, any -> new TreeMap<>());
        }

        static ObjectNode change(Kind kind, String key, @Nullable ObjectNode document) {
            var change = JsonNodeFactory.instance.objectNode();
            change.put("kind", kind.name()).put("key", key);
            if (document != null) {
                change.set("document", document);
            }
            return change;
        }

        @Override
        public void apply(JsonNode change) {
            var kind = Kind.valueOf(change.path("kind").asText());
            var key = change.path("key").asText();
            if (change.get("document") instanceof ObjectNode document) {
                of(kind).put(key, document);
            } else {
                of(kind).remove(key);
            }
        }

        @Override
        public void describe(Consumer<ObjectNode> changes) {
            documents.forEach(
                    (kind, all) -> all.forEach((key, document) -> changes.accept(change(kind, key, document))));
        }
    }
}
