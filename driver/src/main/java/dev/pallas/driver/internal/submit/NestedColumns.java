package dev.pallas.driver.internal.submit;

import dev.pallas.driver.Column;
import dev.pallas.driver.DataType;
import dev.pallas.driver.Page;
import dev.pallas.driver.QueryResult;
import dev.pallas.driver.internal.config.NestedTypes;
import dev.pallas.driver.internal.result.TypedResult;
import dev.pallas.driver.internal.sql.Statement;
import dev.pallas.driver.internal.type.QueryPlan;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.athena.model.QueryExecution;
import software.amazon.awssdk.services.athena.model.StartQueryExecutionRequest;

/**
 * Completes the types of nested columns: a result says {@code array}, the plan of its statement {@code array(integer)}. What a plan
 * told is kept for a while, since applications run the same texts again and again; that a table's columns change in between is the
 * reason why it is not kept for longer. Thread-safe.
 */
final class NestedColumns {
    private static final Logger log = LoggerFactory.getLogger(NestedColumns.class);
    private static final Duration KEPT = Duration.ofMinutes(5);
    private static final int MOST_KEPT = 256;
    private static final int LONGEST_KEPT = 10_000;

    private final NestedTypes source;
    private final Clock clock;
    private final Function<StartQueryExecutionRequest, CompletionStage<QueryResult>> runner;
    private final Map<Text, Known> known = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Text, Known> eldest) {
            return size() > MOST_KEPT;
        }
    };

    private record Text(@Nullable String catalog, @Nullable String database, String sql, List<String> parameters) {}

    private record Known(Instant until, List<DataType> types) {}

    /**
     * @param runner runs the request, to which it adds a token, and opens its result
     */
    NestedColumns(
            NestedTypes source,
            Clock clock,
            Function<StartQueryExecutionRequest, CompletionStage<QueryResult>> runner) {
        this.source = source;
        this.clock = clock;
        this.runner = runner;
    }

    /** The result with the types of its columns in full; as it is when they cannot be learned. */
    CompletionStage<QueryResult> complete(QueryResult result, QueryExecution execution) {
        if (source == NestedTypes.NONE
                || result.columns().stream()
                        .allMatch(column -> column.dataType().isComplete())
                || execution.query() == null
                || !Statement.parse(execution.query()).isQuery()) {
            return CompletableFuture.completedFuture(result);
        }
        var context = execution.queryExecutionContext();
        var text = new Text(
                context == null ? null : context.catalog(),
                context == null ? null : context.database(),
                execution.query(),
                execution.hasExecutionParameters() ? execution.executionParameters() : List.of());
        return types(text, execution).<QueryResult>thenApply(types -> types.filter(
                        all -> all.size() == result.columns().size())
                .<QueryResult>map(all -> new TypedResult(result, typed(result.columns(), all)))
                .orElse(result));
    }

    private static List<Column> typed(List<Column> columns, List<DataType> types) {
        var typed = new ArrayList<Column>();
        for (var i = 0; i < columns.size(); i++) {
            var column = columns.get(i);
            typed.add(
                    types.get(i).isNested() && types.get(i).type() == column.type()
                            ? column.withType(types.get(i))
                            : column);
        }
        return typed;
    }

    private CompletionStage<Optional<List<DataType>>> types(Text text, QueryExecution execution) {
        synchronized (known) {
            var before = known.get(text);
            if (before != null && clock.instant().isBefore(before.until)) {
                return CompletableFuture.completedFuture(Optional.of(before.types));
            }
        }
        return runner.apply(request(execution)).thenCompose(NestedColumns::read).handle((plan, failure) -> {
            if (failure != null) {
                log.debug("The types inside the columns of {} are not known", execution.queryExecutionId(), failure);
                return Optional.<List<DataType>>empty();
            }
            var types = QueryPlan.types(plan);
            if (types.isPresent() && text.sql.length() <= LONGEST_KEPT) {
                synchronized (known) {
                    known.put(text, new Known(clock.instant().plus(KEPT), types.get()));
                }
            }
            return types;
        });
    }

    /** The statement's plan, asked for in its context. */
    private static StartQueryExecutionRequest request(QueryExecution execution) {
        var request = StartQueryExecutionRequest.builder()
                .queryString(QueryPlan.explain(execution.query()))
                .queryExecutionContext(execution.queryExecutionContext())
                .workGroup(execution.workGroup());
        if (execution.hasExecutionParameters()) {
            request.executionParameters(execution.executionParameters());
        }
        var configuration = execution.resultConfiguration();
        if (configuration != null && configuration.outputLocation() != null) {
            var object = configuration.outputLocation();
            request.resultConfiguration(configuration.toBuilder()
                    .outputLocation(object.substring(0, object.lastIndexOf('/') + 1))
                    .build());
        }
        return request.build();
    }

    private static CompletionStage<String> read(QueryResult result) {
        return read(result, new StringBuilder()).whenComplete((plan, failure) -> result.close());
    }

    private static CompletionStage<String> read(QueryResult result, StringBuilder plan) {
        return result.nextPage().thenCompose(page -> page.map(lines -> {
                    append(plan, lines);
                    return read(result, plan);
                })
                .orElseGet(() -> CompletableFuture.completedFuture(plan.toString())));
    }

    private static void append(StringBuilder plan, Page lines) {
        for (var row = 0; row < lines.rowCount(); row++) {
            var line = lines.text(row, 0);
            plan.append(line == null ? "" : line).append('\n');
        }
    }
}
