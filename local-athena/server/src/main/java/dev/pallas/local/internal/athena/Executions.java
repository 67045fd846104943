package dev.pallas.local.internal.athena;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The executions that are remembered: all that run, and of those that ended the last ones. Safe for use by many threads. */
final class Executions {
    private final int limit;
    private final Map<String, QueryExecution> executions = new LinkedHashMap<>();
    private final Map<String, QueryExecution> tokens = new LinkedHashMap<>();

    Executions(int limit) {
        this.limit = limit;
    }

    /** Finds or adds in one step, so that a token starts one execution however many requests carry it. */
    @FunctionalInterface
    interface Creation {
        QueryExecution create();
    }

    /** What {@link #add} did. */
    record Added(QueryExecution execution, boolean isNew) {}

    synchronized Added add(@Nullable String token, Creation creation) {
        var known = token == null ? null : tokens.get(token);
        if (known != null) {
            return new Added(known, false);
        }
        var execution = creation.create();
        executions.put(execution.submission().id(), execution);
        if (token != null) {
            tokens.put(token, execution);
        }
        forget();
        return new Added(execution, true);
    }

    synchronized @Nullable QueryExecution find(String id) {
        return executions.get(id);
    }

    /** Ids of a work group, newest first. */
    synchronized List<String> ids(String workGroup) {
        var ids = new ArrayList<String>();
        for (var execution : executions.values()) {
            if (execution.submission().workGroup().equals(workGroup)) {
                ids.add(execution.submission().id());
            }
        }
        Collections.reverse(ids);
        return ids;
    }

    synchronized List<QueryExecution> all() {
        return List.copyOf(executions.values());
    }

    private void forget() {
        for (Iterator<QueryExecution> oldest = executions.values().iterator();
                executions.size() > limit && oldest.hasNext(); ) {
            var execution = oldest.next();
            if (execution.state().terminal()) {
                oldest.remove();
                tokens.values().remove(execution);
            }
        }
    }
}
