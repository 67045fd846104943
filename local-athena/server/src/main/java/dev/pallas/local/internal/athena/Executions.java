package dev.pallas.local.internal.athena;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import dev.pallas.local.internal.athena.QueryExecution.End;
import dev.pallas.local.internal.athena.QueryExecution.Submission;
import dev.pallas.local.internal.journal.Journal;
import dev.pallas.local.internal.sql.StatementKind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The executions that are remembered: all that run, and of those that ended the last ones. Safe for use by many threads. Nothing here waits
 * for an execution, so an execution may call it whatever it holds.
 */
final class Executions {
    private static final Logger LOG = LoggerFactory.getLogger(Executions.class);
    private static final ObjectMapper JSON = new ObjectMapper().registerModule(new Jdk8Module());
    /** Statements may be large: so many characters of them are remembered, whatever their number. */
    private static final long TEXT_LIMIT = 32_000_000;

    private final int limit;
    private final Clock clock;
    private final Contents contents = new Contents();
    private final Journal journal;
    private final Map<String, QueryExecution> live = new ConcurrentHashMap<>();
    private volatile Consumer<QueryExecution> atEnd = execution -> {};

    /** An execution and its place in the order of submissions. */
    record Place(long number, QueryExecution execution) {}

    /** Executions that are gone with the process. */
    Executions(int limit, Clock clock) {
        this.limit = limit;
        this.clock = clock;
        journal = Journal.none(contents);
    }

    /** Executions that are kept in a file. What ran when the process ended has failed with it. */
    Executions(int limit, Clock clock, Path file) throws IOException {
        this.limit = limit;
        this.clock = clock;
        journal = Journal.open(file, contents);
        for (var place : List.copyOf(contents.places.values())) {
            if (place.execution().end() == null) {
                place.execution().fail(Failure.interrupted());
            }
        }
    }

    /** What {@link #add} did. */
    record Added(QueryExecution execution, boolean isNew) {}

    /** Finds or adds in one step, so that a token starts one execution however many requests carry it. */
    synchronized Added add(Submission submission, @Nullable StatementKind kind) {
        var known = contents.tokens.get(submission.token());
        if (known != null) {
            return new Added(known, false);
        }
        journal.append(startChange(submission, kind));
        var execution = contents.start(submission, kind);
        live.put(submission.id(), execution);
        forget();
        journal.compactIfWorthIt();
        return new Added(execution, true);
    }

    synchronized @Nullable QueryExecution byToken(String token) {
        return contents.tokens.get(token);
    }

    private synchronized void end(QueryExecution execution, End end) {
        try {
            journal.append(endChange(execution.submission().id(), end));
        } catch (UncheckedIOException e) {
            LOG.error("The end of {} will be forgotten", execution.submission().id(), e);
        }
        execution.ended(end);
        live.remove(execution.submission().id());
        atEnd.accept(execution);
        forget();
        journal.compactIfWorthIt();
    }

    /** Tells who wants to know of each execution that ends; he must not wait for anything. */
    void onEnd(Consumer<QueryExecution> listener) {
        atEnd = listener;
    }

    @Nullable
    QueryExecution find(String id) {
        return contents.ids.get(id);
    }

    /** What is queued or running. */
    List<QueryExecution> live() {
        return List.copyOf(live.values());
    }

    /** The executions of a work group with smaller numbers, newest first. */
    List<Place> newest(String workGroup, long below, int most) {
        return ofWorkGroup(workGroup).headMap(below, false).descendingMap().values().stream()
                .limit(most)
                .toList();
    }

    /** The newest execution of a work group that meets a condition. */
    @Nullable
    QueryExecution newest(String workGroup, Predicate<QueryExecution> condition) {
        return ofWorkGroup(workGroup).descendingMap().values().stream()
                .map(Place::execution)
                .filter(condition)
                .findFirst()
                .orElse(null);
    }

    private NavigableMap<Long, Place> ofWorkGroup(String workGroup) {
        return contents.groups.getOrDefault(workGroup, new ConcurrentSkipListMap<>());
    }

    /** Stops and forgets the executions of a work group. */
    void removeAll(String workGroup) {
        List<Place> places;
        synchronized (this) {
            // those that wait first, or they would start when those that run make place
            places = List.copyOf(ofWorkGroup(workGroup).descendingMap().values());
            journal.append(forgetChange(workGroup));
            contents.forget(workGroup);
        }
        places.forEach(place -> place.execution().stop());
    }

    private void forget() {
        var oldest = contents.places.values().iterator();
        while ((contents.places.size() > limit || contents.textLength > TEXT_LIMIT) && oldest.hasNext()) {
            var place = oldest.next();
            if (place.execution().end() != null) {
                oldest.remove();
                contents.removed(place);
            }
        }
    }

    // ---- changes

    private static ObjectNode startChange(Submission submission, @Nullable StatementKind kind) {
        var change = JsonNodeFactory.instance.objectNode().put("change", "start");
        change.set("submission", JSON.valueToTree(submission));
        return kind == null ? change : change.put("kind", kind.name());
    }

    private static ObjectNode endChange(String id, End end) {
        var change = JsonNodeFactory.instance.objectNode().put("change", "end").put("id", id);
        return change.set("end", JSON.valueToTree(end));
    }

    private static ObjectNode forgetChange(String workGroup) {
        return JsonNodeFactory.instance.objectNode().put("change", "forget").put("workGroup", workGroup);
    }

    private static <T> T read(JsonNode json, Class<T> type) {
        try {
            return JSON.treeToValue(json, type);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(
                    new IOException("The history holds what it cannot: " + e.getOriginalMessage(), e));
        }
    }

    private final class Contents implements Journal.State {
        final NavigableMap<Long, Place> places = new TreeMap<>();
        final Map<String, QueryExecution> tokens = new HashMap<>();
        final Map<String, QueryExecution> ids = new ConcurrentHashMap<>();
        final Map<String, NavigableMap<Long, Place>> groups = new ConcurrentHashMap<>();
        long textLength;
        private long number;

        QueryExecution start(Submission submission, @Nullable StatementKind kind) {
            var execution = new QueryExecution(submission, kind, clock, Executions.this::end);
            var place = new Place(++number, execution);
            places.put(place.number(), place);
            tokens.put(submission.token(), execution);
            ids.put(submission.id(), execution);
            groups.computeIfAbsent(submission.workGroup(), name -> new ConcurrentSkipListMap<>())
                    .put(place.number(), place);
            textLength += submission.sql().length();
            return execution;
        }

        void removed(Place place) {
            var submission = place.execution().submission();
            tokens.remove(submission.token());
            ids.remove(submission.id());
            ofWorkGroup(submission.workGroup()).remove(place.number());
            textLength -= submission.sql().length();
        }

        void forget(String workGroup) {
            List.copyOf(ofWorkGroup(workGroup).values()).forEach(place -> {
                places.remove(place.number());
                removed(place);
            });
            groups.remove(workGroup);
        }

        @Override
        public void apply(JsonNode change) {
            switch (change.path("change").asText()) {
                case "start" ->
                    start(
                            read(change.path("submission"), Submission.class),
                            change.has("kind") ? read(change.path("kind"), StatementKind.class) : null);
                case "end" -> {
                    var execution = ids.get(change.path("id").asText());
                    if (execution != null) {
                        execution.ended(read(change.path("end"), End.class));
                        Executions.this.forget();
                    }
                }
                default -> forget(change.path("workGroup").asText());
            }
        }

        @Override
        public void describe(Consumer<ObjectNode> changes) {
            places.values().forEach(place -> {
                var execution = place.execution();
                var end = execution.end();
                changes.accept(startChange(execution.submission(), end == null ? execution.kind() : end.kind()));
                if (end != null) {
                    changes.accept(endChange(execution.submission().id(), end));
                }
            });
        }
    }
}
