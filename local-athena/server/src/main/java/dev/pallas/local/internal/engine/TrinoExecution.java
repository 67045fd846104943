package dev.pallas.local.internal.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.net.URI;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A statement that Trino runs, read by following the links of its answers. */
final class TrinoExecution implements Execution {
    private static final Logger LOG = LoggerFactory.getLogger(TrinoExecution.class);

    private final TrinoClient client;
    private final Map<String, String> added = new HashMap<>();
    private final Set<String> removed = new HashSet<>();

    private @Nullable List<EngineColumn> columns;
    private @Nullable List<List<@Nullable Object>> rows;
    private @Nullable String updateType;
    private OptionalLong updateCount = OptionalLong.empty();
    private @Nullable EngineException failure;

    private volatile @Nullable URI nextUri;
    private volatile EngineStats stats = EngineStats.NONE;
    private volatile String id = "";
    private volatile boolean cancelled;

    /** A request that can fail. */
    interface Request {
        TrinoClient.Answer send() throws IOException, InterruptedException;
    }

    /** Sends the statement; a failure to do so is kept for the reader. */
    TrinoExecution(TrinoClient client, Request start) {
        this.client = client;
        accept(start);
    }

    @Override
    public List<EngineColumn> columns() throws EngineException {
        while (columns == null && advance()) {
            // until the engine knows them, or is at the end
        }
        return columns == null ? List.of() : columns;
    }

    @Override
    public @Nullable List<List<@Nullable Object>> nextRows() throws EngineException {
        while (true) {
            var batch = rows;
            rows = null;
            if (batch != null && !batch.isEmpty()) {
                return batch;
            }
            if (!advance()) {
                return null;
            }
        }
    }

    /** Reads the next answer; false at the end. Never called while rows wait. */
    private boolean advance() throws EngineException {
        var uri = nextUri;
        if (failure == null && uri != null) {
            if (cancelled) {
                failure = cancellation();
                // the link that cancel() knew may be one that the engine has forgotten
                cancelQuietly(uri);
            } else {
                accept(() -> client.next(uri));
            }
        }
        if (failure != null) {
            throw failure;
        }
        return uri != null;
    }

    private void accept(Request request) {
        try {
            accept(request.send());
        } catch (IOException e) {
            if (!cancelled) {
                // where the engine listens is not the caller's business
                LOG.warn("The engine did not answer", e);
            }
            failure = cancelled
                    ? cancellation()
                    : new EngineException(
                            "GENERIC_INTERNAL_ERROR", "INTERNAL_ERROR", 65536, "The engine did not answer");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            failure = cancellation();
            var uri = nextUri;
            if (uri != null) {
                cancelled = true;
            }
        }
    }

    private void accept(TrinoClient.Answer answer) {
        id = answer.id();
        nextUri = answer.nextUri();
        if (columns == null) {
            columns = answer.columns();
        }
        rows = answer.rows();
        updateType = answer.updateType();
        updateCount = answer.updateCount();
        added.putAll(answer.addedPreparedStatements());
        removed.addAll(answer.removedPreparedStatements());
        var json = answer.stats() == null ? MissingNode.getInstance() : answer.stats();
        // asked for once, since it is a look at the whole query
        var atEnd = answer.nextUri() == null ? client.atEnd(answer.id()) : EngineStats.AtEnd.UNKNOWN;
        stats = new EngineStats(
                json.path("state").asText("QUEUED"),
                json.path("queuedTimeMillis").asLong(),
                atEnd.planningMillis(),
                json.path("elapsedTimeMillis").asLong(),
                json.path("cpuTimeMillis").asLong(),
                json.path("processedRows").asLong(),
                json.path("physicalInputBytes").asLong(),
                atEnd.outputRows(),
                atEnd.outputBytes());
        var error = answer.error();
        if (error != null) {
            failure = failure(error);
        }
    }

    private static EngineException failure(JsonNode error) {
        return new EngineException(
                error.path("errorName").asText(),
                error.path("errorType").asText(),
                error.path("errorCode").asInt(),
                error.path("message").asText());
    }

    private static EngineException cancellation() {
        return new EngineException("USER_CANCELED", "USER_ERROR", 10, "Query was canceled");
    }

    @Override
    public @Nullable String updateType() {
        return updateType;
    }

    @Override
    public OptionalLong updateCount() {
        return updateCount;
    }

    @Override
    public EngineStats stats() {
        return stats;
    }

    @Override
    public String engineQueryId() {
        return id;
    }

    @Override
    public Map<String, String> addedPreparedStatements() {
        return Map.copyOf(added);
    }

    @Override
    public Set<String> removedPreparedStatements() {
        return Set.copyOf(removed);
    }

    @Override
    public void cancel() {
        cancelled = true;
        var uri = nextUri;
        if (uri != null) {
            cancelQuietly(uri);
        }
    }

    private void cancelQuietly(URI uri) {
        try {
            client.cancel(uri);
        } catch (IOException e) {
            // the reader notices; an engine that does not answer runs nothing either
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        if (failure == null) {
            cancel();
        }
    }
}
