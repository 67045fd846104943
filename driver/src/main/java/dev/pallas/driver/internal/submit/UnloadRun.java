package dev.pallas.driver.internal.submit;

import dev.pallas.driver.AthenaException;
import dev.pallas.driver.Page;
import dev.pallas.driver.Query;
import dev.pallas.driver.QueryHandle;
import dev.pallas.driver.QueryResult;
import dev.pallas.driver.QueryState;
import dev.pallas.driver.internal.parquet.ParquetLibrary;
import dev.pallas.driver.internal.result.OwnFiles;
import dev.pallas.driver.internal.sql.Statement;
import dev.pallas.driver.internal.sql.Unload;
import dev.pallas.driver.internal.type.QueryPlan;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A query whose rows come by UNLOAD. Its plan, which Athena does not bill, tells the columns; then the query runs, wrapped. A query
 * that cannot be wrapped runs as it is, and its result says why.
 */
final class UnloadRun {
    private static final String ORDERED =
            "The query has an ORDER BY, and files have no order: the rows are read as by ResultFetcher=auto.";
    private static final String UNKNOWN_COLUMNS =
            "The plan of the query does not tell its columns: the rows are read as by ResultFetcher=auto.";
    private static final String NO_FORM =
            "UNLOAD cannot write a column of the query: the rows are read as by ResultFetcher=auto.";
    private static final String NO_LOCATION =
            "Neither OutputLocation nor the work group names a location for files: the rows are read as by ResultFetcher=auto.";

    private final Queries queries;
    private final OwnFiles files;
    private final Clock clock;

    UnloadRun(Queries queries, OwnFiles files, Clock clock) {
        this.queries = queries;
        this.files = files;
        this.clock = clock;
    }

    QueryHandle submit(Query query, Statement statement) {
        if (Unload.isOrdered(statement)) {
            return queries.startAsItIs(query, statement, ORDERED);
        }
        ParquetLibrary.require("ResultFetcher=unload");
        var since = clock.millis();
        var body = Unload.body(statement);
        // a failure of its own shows up when the statement is run
        var plan =
                queries.explain(query, Statement.parse(QueryPlan.explain(body)).bind(query.parameters()));
        var handle = new CompletableFuture<QueryHandle>();
        var place = new AtomicReference<@Nullable String>();
        var unused = plan.result()
                .thenCompose(UnloadRun::text)
                .thenCombine(queries.outputLocation(query.options()), (text, location) -> {
                    var rest = queries.timeout(query).minusMillis(clock.millis() - since);
                    var inTime = queries.timeout(query).isZero()
                            ? query
                            : query.with(options -> options.timeout(atLeastOneMilli(rest)));
                    return run(inTime, statement, body, text, location, place);
                })
                .exceptionally(failure -> failed(query, statement, plan, AthenaException.of(failure)))
                .thenAccept(handle::complete);
        return new LaterQuery(handle, plan::cancel, () -> {
            var location = place.get();
            if (location != null) {
                files.handOn(location);
            }
        });
    }

    private static Duration atLeastOneMilli(Duration time) {
        return time.compareTo(Duration.ofMillis(1)) < 0 ? Duration.ofMillis(1) : time;
    }

    /** What Athena itself refuses to explain it will refuse to run, in words that are about the user's text. */
    private QueryHandle failed(Query query, Statement statement, QueryHandle plan, AthenaException failure) {
        return plan.state().filter(QueryState.FAILED::equals).isPresent()
                ? queries.startAsItIs(query, statement, UNKNOWN_COLUMNS)
                : new FailedQuery(failure);
    }

    private QueryHandle run(
            Query query,
            Statement statement,
            String body,
            String plan,
            Optional<String> outputLocation,
            AtomicReference<@Nullable String> place) {
        var types = QueryPlan.types(plan);
        var names = types.flatMap(all -> QueryPlan.names(plan, all.size()));
        if (names.isEmpty()) {
            return queries.startAsItIs(query, statement, UNKNOWN_COLUMNS);
        }
        if (!Unload.isPossible(types.get())) {
            return queries.startAsItIs(query, statement, NO_FORM);
        }
        if (outputLocation.isEmpty()) {
            return queries.startAsItIs(query, statement, NO_LOCATION);
        }
        // two starts with one token of the caller's are one query, of one text
        var location = query.options()
                .clientRequestToken()
                .map(token -> files.create(
                        outputLocation.get(),
                        UUID.nameUUIDFromBytes(token.getBytes(StandardCharsets.UTF_8))
                                .toString()))
                .orElseGet(() -> files.create(outputLocation.get()));
        place.set(location);
        var unload = new Unload(location, names.get(), types.get());
        return queries.startUnload(query, Statement.parse(unload.statement(body)), location);
    }

    private static CompletionStage<String> text(QueryResult result) {
        return text(result, new StringBuilder()).whenComplete((text, failure) -> result.close());
    }

    private static CompletionStage<String> text(QueryResult result, StringBuilder text) {
        Function<Page, CompletionStage<String>> more = page -> {
            for (var row = 0; row < page.rowCount(); row++) {
                text.append(page.isNull(row, 0) ? "" : page.text(row, 0)).append('\n');
            }
            return text(result, text);
        };
        return result.nextPage()
                .thenCompose(page -> page.map(more).orElseGet(() -> CompletableFuture.completedStage(text.toString())));
    }
}
