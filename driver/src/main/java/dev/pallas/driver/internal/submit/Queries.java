package dev.pallas.driver.internal.submit;

import dev.pallas.driver.AthenaException;
import dev.pallas.driver.BatchHandle;
import dev.pallas.driver.ParameterStyle;
import dev.pallas.driver.Query;
import dev.pallas.driver.QueryHandle;
import dev.pallas.driver.QueryOptions;
import dev.pallas.driver.QueryOptions.ClientCache;
import dev.pallas.driver.QueryResult;
import dev.pallas.driver.QueryState;
import dev.pallas.driver.ResultFetcher;
import dev.pallas.driver.internal.aws.Pacer.Operation;
import dev.pallas.driver.internal.config.Options;
import dev.pallas.driver.internal.error.Errors;
import dev.pallas.driver.internal.parquet.ParquetLibrary;
import dev.pallas.driver.internal.result.FallbackResult;
import dev.pallas.driver.internal.result.Results;
import dev.pallas.driver.internal.sql.Hints;
import dev.pallas.driver.internal.sql.InsertValues;
import dev.pallas.driver.internal.sql.KeyedChange;
import dev.pallas.driver.internal.sql.MergeRows;
import dev.pallas.driver.internal.sql.Staging;
import dev.pallas.driver.internal.sql.Statement;
import dev.pallas.driver.internal.sql.Tags;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.athena.model.EncryptionConfiguration;
import software.amazon.awssdk.services.athena.model.EncryptionOption;
import software.amazon.awssdk.services.athena.model.QueryExecution;
import software.amazon.awssdk.services.athena.model.ResultConfiguration;
import software.amazon.awssdk.services.athena.model.StartQueryExecutionRequest;

/** The queries of one client. Thread-safe. */
public final class Queries {
    private static final String GLUE_CATALOG = "AwsDataCatalog";
    private static final Duration CLEAN_UP_TIMEOUT = Duration.ofMinutes(5);

    private final Options options;
    private final Backend backend;
    private final Results results;
    private final EarlierQueries earlier;
    private final NestedColumns nestedColumns;
    private final UnloadRun unloads;
    private final BulkLoad bulkLoads;
    private final Supplier<String> tokens;
    private final Consumer<String> onStart;
    private final Set<Execution> running = ConcurrentHashMap.newKeySet();
    private final Map<String, Optional<String>> workGroupLocations = new ConcurrentHashMap<>();
    /** What has to be cleaned up before the client is closed, by number. */
    private final Map<Long, CompletableFuture<?>> pending = new ConcurrentHashMap<>();

    private final AtomicLong works = new AtomicLong();
    private final CompletableFuture<Void> closing = new CompletableFuture<>();

    /**
     * @param tokens makes client request tokens, of 32 to 128 characters, each of them once
     * @param onStart is told the id of each query that has been started
     */
    public Queries(
            Options options, Backend backend, Results results, Supplier<String> tokens, Consumer<String> onStart) {
        this.options = options;
        this.backend = backend;
        this.results = results;
        this.earlier = new EarlierQueries(backend);
        this.nestedColumns = new NestedColumns(options.nestedTypes(), backend.clock(), this::explain);
        this.unloads = new UnloadRun(this, results.files(), backend.clock());
        this.bulkLoads = new BulkLoad(this, results.files(), backend.workers(), tokens);
        this.tokens = tokens;
        this.onStart = onStart;
    }

    public QueryHandle submit(Query asked) {
        try {
            var query = asked.withOptions(Hints.merge(asked.sql(), asked.options()));
            var statement = Statement.parse(query.sql());
            return fetcher(query.options()) == ResultFetcher.UNLOAD && statement.isQuery()
                    ? unloads.submit(query, statement)
                    : submit(query, statement, opener(fetcher(query.options())));
        } catch (AthenaException e) {
            return new FailedQuery(e);
        }
    }

    private QueryHandle submit(Query query, Statement statement, Opener opener) {
        var request = request(query, query.options(), statement);
        var cache = query.options().clientCache().orElse(options.clientCache());
        return cache.size() > 0 && statement.isQuery()
                ? findOrStart(query, request, cache, opener)
                : start(query, request, opener, running::remove);
    }

    /** The statement with the query's parameters, sent as the options want it. */
    private StartQueryExecutionRequest request(Query query, QueryOptions asked, Statement statement) {
        var style = asked.parameterStyle().orElse(options.parameterStyle());
        var bound = style == ParameterStyle.EXECUTION_PARAMETERS
                ? statement.bindForExecution(query.parameters())
                : new Statement.Bound(statement.bind(query.parameters()), List.of());
        return request(asked, bound.sql(), bound.executionParameters());
    }

    private QueryHandle findOrStart(Query query, StartQueryExecutionRequest request, ClientCache cache, Opener opener) {
        var handle = new CompletableFuture<QueryHandle>();
        var unused = earlier.find(request, cache)
                .thenApply(found -> found.map(id -> attached(id, opener))
                        .orElseGet(() -> start(query, request, opener, running::remove)))
                .whenComplete((known, failure) -> {
                    if (failure == null) {
                        handle.complete(known);
                    } else {
                        handle.complete(new FailedQuery(AthenaException.of(failure)));
                    }
                });
        return new LaterQuery(handle, () -> {}, () -> {});
    }

    public QueryHandle attach(String reference) {
        return attached(QueryReference.parse(reference, backend.region().get()).queryId(), opener(options.fetcher()));
    }

    private QueryHandle attached(String id, Opener opener) {
        return begin(Execution.attached(backend, id, opener, running::remove));
    }

    // ---- queries whose rows come by UNLOAD

    /** Runs a query without UNLOAD; its result says why. */
    QueryHandle startAsItIs(Query query, Statement statement, String reason) {
        var opener = opener(ResultFetcher.AUTO);
        try {
            return submit(query, statement, ended -> opener.apply(ended)
                    .thenApply(result -> new FallbackResult(result, reason)));
        } catch (AthenaException e) {
            return new FailedQuery(e);
        }
    }

    /** Asks for the plan of a query. */
    QueryHandle explain(Query query, String sql) {
        var asked = query.options().toBuilder()
                .clientRequestToken(null)
                .resultReuse(Duration.ZERO)
                .build();
        var conduct = new Conduct("EXPLAIN", timeout(query), 0, tokens, id -> {});
        return begin(new Execution(
                backend,
                request(asked, sql, List.of()),
                conduct,
                ended -> results.open(ended, QueryInfos.of(ended), ResultFetcher.GET_QUERY_RESULTS),
                running::remove));
    }

    /** Runs a query's UNLOAD, whose files go when it fails. */
    QueryHandle startUnload(Query query, Statement unload, String location) {
        try {
            var asked = query.options().toBuilder().resultReuse(Duration.ZERO).build();
            return start(query, request(query, asked, unload), opener(ResultFetcher.UNLOAD), execution -> {
                running.remove(execution);
                if (execution.hasFailed() && !execution.isHandedOn()) {
                    var unused = results.files().delete(location);
                }
            });
        } catch (AthenaException e) {
            results.files().handOn(location);
            return new FailedQuery(e);
        }
    }

    // ---- rows that are loaded from a file

    /** The client is not closed before this is complete. */
    void await(CompletableFuture<?> work) {
        var number = works.incrementAndGet();
        pending.put(number, work);
        var unused = work.whenComplete((result, failure) -> pending.remove(number));
    }

    /** Completes when Athena does nothing more for a handle of this client, even one that has been given up; never fails. */
    CompletionStage<Void> atEnd(QueryHandle handle) {
        if (!(handle instanceof Execution execution)) {
            return CompletableFuture.completedStage(null);
        }
        return execution.settled().thenCompose(nothing -> {
            var id = execution.knownId();
            var ended = execution.state().filter(QueryState::isFinal).isPresent();
            if (id == null || ended) {
                return CompletableFuture.completedStage(null);
            }
            var watch = Execution.attached(backend, id, opener(ResultFetcher.AUTO), watched -> {});
            watch.begin();
            return watch.completion().handle((info, failure) -> null);
        });
    }

    /** Starts a statement that cleans up, also when the client is being closed. */
    QueryHandle startAnyway(Query query, String sql) {
        var conduct = new Conduct(sql, CLEAN_UP_TIMEOUT, 0, tokens, onStart);
        var execution = new Execution(
                backend, request(query.options(), sql, List.of()), conduct, opener(ResultFetcher.AUTO), ended -> {});
        execution.begin();
        return execution;
    }

    /** Where files may be written; empty when nobody has named a place. */
    CompletionStage<Optional<String>> outputLocation(QueryOptions asked) {
        var known = asked.outputLocation().or(options::outputLocation);
        if (known.isPresent()) {
            return CompletableFuture.completedFuture(known);
        }
        var name = asked.workGroup().orElse(options.workGroup());
        var told = workGroupLocations.get(name);
        return told != null ? CompletableFuture.completedFuture(told) : workGroupLocation(name);
    }

    /** A failure is none for good: the next query asks again. */
    private CompletableFuture<Optional<String>> workGroupLocation(String name) {
        var call = backend.pacer()
                .call(Operation.CATALOG, () -> backend.athena().get().getWorkGroup(request -> request.workGroup(name)));
        var unused = closing.thenRun(call::abandon);
        return call.result().handle((response, failure) -> {
            if (failure != null) {
                return Optional.empty();
            }
            var configuration = response.workGroup().configuration();
            var result = configuration == null ? null : configuration.resultConfiguration();
            var location = Optional.ofNullable(result == null ? null : result.outputLocation());
            workGroupLocations.put(name, location);
            return location;
        });
    }

    /** Zero is without limit. */
    Duration timeout(Query query) {
        var timeout = query.options().timeout().orElse(options.queryTimeout());
        return timeout.isNegative() ? Duration.ZERO : timeout;
    }

    public BatchHandle submitBatch(Query query, List<? extends List<? extends @Nullable Object>> rows) {
        var batch = new BatchRun(
                text -> submitBound(query, text),
                (load, starter) -> bulkLoads.run(query, load.rows(), load.database(), starter));
        try {
            batch.run(plan(query, Statement.parse(query.sql()), rows));
        } catch (AthenaException e) {
            batch.fail(e);
        }
        return batch;
    }

    /** All statements are written before the first is run, so that a bad value fails the batch as a whole. */
    private List<BatchRun.Step> plan(
            Query query, Statement statement, List<? extends List<? extends @Nullable Object>> rows) {
        var insert = InsertValues.of(statement);
        if (insert.isPresent()) {
            return planInsert(query, insert.get(), rows);
        }
        var change = KeyedChange.of(statement);
        if (change.isPresent()) {
            return change.get().fold(rows).stream()
                    .<BatchRun.Step>map(folded -> new BatchRun.Step.Change(change.get(), folded))
                    .toList();
        }
        var merge = MergeRows.of(statement);
        if (merge.isPresent()) {
            return merge.get().fold(rows).stream()
                    .<BatchRun.Step>map(folded -> new BatchRun.Step.Upsert(merge.get(), folded))
                    .toList();
        }
        var steps = new ArrayList<BatchRun.Step>();
        rows.forEach(row -> steps.add(new BatchRun.Step.One(statement.bind(row))));
        return steps;
    }

    /** Many rows, or a long text of them, are loaded from a file, where that may be. */
    private List<BatchRun.Step> planInsert(
            Query query, InsertValues insert, List<? extends List<? extends @Nullable Object>> rows) {
        Supplier<List<BatchRun.Step>> values = () -> insert.fold(rows).stream()
                .<BatchRun.Step>map(folded -> new BatchRun.Step.Insert(folded.sql(), folded.rows()))
                .toList();
        if (!mayLoad(query.options(), insert.table())) {
            return values.get();
        }
        if (rows.size() >= options.bulkLoadThreshold()) {
            return load(query, insert, rows, values).orElseGet(values);
        }
        var steps = values.get();
        var length = steps.stream()
                .mapToLong(step -> Statement.utf8Length(((BatchRun.Step.Insert) step).sql()))
                .sum();
        return options.bulkLoadThresholdBytes() > 0 && length >= options.bulkLoadThresholdBytes()
                ? load(query, insert, rows, () -> steps).orElse(steps)
                : steps;
    }

    private boolean mayLoad(QueryOptions asked, List<String> table) {
        var catalog = table.size() > 2 ? table.get(0) : asked.catalog().orElse(options.catalog());
        return options.bulkLoadThreshold() > 0
                && ParquetLibrary.isPresent()
                && asked.clientRequestToken().isEmpty()
                // a table over files is one of Glue, and so is a name that joins both
                && catalog.equalsIgnoreCase(GLUE_CATALOG)
                && asked.catalog().orElse(options.catalog()).equalsIgnoreCase(GLUE_CATALOG);
    }

    /** Empty for rows that cannot be staged. */
    private Optional<List<BatchRun.Step>> load(
            Query query,
            InsertValues insert,
            List<? extends List<? extends @Nullable Object>> rows,
            Supplier<List<BatchRun.Step>> otherwise) {
        var table = insert.table();
        var database = options.bulkLoadDatabase()
                .orElseGet(() -> table.size() > 1
                        ? table.get(table.size() - 2)
                        : query.options().database().orElse(options.database()));
        return Staging.of(insert, rows).map(staging -> List.of(new BatchRun.Step.Load(staging, database, otherwise)));
    }

    private QueryHandle submitBound(Query query, String text) {
        try {
            return start(
                    query,
                    request(query.options(), text, List.of()),
                    opener(fetcher(query.options())),
                    running::remove);
        } catch (AthenaException e) {
            return new FailedQuery(e);
        }
    }

    private QueryHandle start(
            Query query, StartQueryExecutionRequest request, Opener opener, Consumer<Execution> finished) {
        var asked = query.options();
        // another run under the caller's token would be no run
        var retries = asked.clientRequestToken().isPresent() ? 0 : options.commitRetries();
        var conduct = new Conduct(
                query.sql(),
                timeout(query),
                retries,
                tokens,
                asked.onStart().map(listener -> Conduct.both(onStart, listener)).orElse(onStart));
        return begin(new Execution(backend, request, conduct, opener, finished));
    }

    private QueryHandle begin(Execution execution) {
        running.add(execution);
        if (closing.isDone()) {
            running.remove(execution);
            return new FailedQuery(Errors.closed(null));
        }
        execution.begin();
        return execution;
    }

    private ResultFetcher fetcher(QueryOptions asked) {
        return asked.fetcher().orElse(options.fetcher());
    }

    /** Opens the result of a query that succeeded. */
    @FunctionalInterface
    private interface Opener extends Function<QueryExecution, CompletionStage<QueryResult>> {}

    private Opener opener(ResultFetcher fetcher) {
        return ended -> results.open(ended, QueryInfos.of(ended), fetcher)
                .thenCompose(result -> nestedColumns.complete(result, ended));
    }

    private CompletionStage<QueryResult> explain(StartQueryExecutionRequest request) {
        var conduct = new Conduct("EXPLAIN", options.queryTimeout(), 0, tokens, id -> {});
        return begin(new Execution(
                        backend,
                        request.toBuilder().clientRequestToken(tokens.get()).build(),
                        conduct,
                        ended -> results.open(ended, QueryInfos.of(ended), ResultFetcher.GET_QUERY_RESULTS),
                        running::remove))
                .result();
    }

    private StartQueryExecutionRequest request(QueryOptions asked, String text, List<String> parameters) {
        var sql = tagged(asked, text);
        var catalog = asked.catalog().orElse(options.catalog());
        var database = asked.database().orElse(options.database());
        var request = StartQueryExecutionRequest.builder()
                .queryString(sql)
                .clientRequestToken(asked.clientRequestToken().orElseGet(tokens))
                .workGroup(asked.workGroup().orElse(options.workGroup()))
                .queryExecutionContext(context -> context.catalog(catalog).database(database));
        if (!parameters.isEmpty()) {
            request.executionParameters(parameters);
        }
        var location = asked.outputLocation().or(options::outputLocation).orElse(null);
        resultConfiguration(location).ifPresent(request::resultConfiguration);
        var reuse = asked.resultReuse()
                .orElse(options.resultReuse() ? Duration.ofMinutes(options.maxResultReuseAgeMinutes()) : Duration.ZERO);
        if (!reuse.isZero()) {
            request.resultReuseConfiguration(configuration -> configuration.resultReuseByAgeConfiguration(
                    age -> age.enabled(true).maxAgeInMinutes((int) reuse.toMinutes())));
        }
        return request.build();
    }

    private String tagged(QueryOptions asked, String text) {
        if (options.tags().isEmpty() && asked.tags().isEmpty()) {
            return text;
        }
        var tags = new LinkedHashMap<>(options.tags());
        tags.putAll(asked.tags());
        var tagged = Tags.append(text, tags);
        Statement.checkLength(tagged);
        return tagged;
    }

    private Optional<ResultConfiguration> resultConfiguration(@Nullable String location) {
        var configuration = ResultConfiguration.builder().outputLocation(location);
        options.encryption()
                .ifPresent(option -> configuration.encryptionConfiguration(EncryptionConfiguration.builder()
                        .encryptionOption(EncryptionOption.fromValue(option.name()))
                        .kmsKey(options.kmsKey().orElse(null))
                        .build()));
        options.expectedBucketOwner().ifPresent(configuration::expectedBucketOwner);
        options.acl().ifPresent(acl -> configuration.aclConfiguration(of -> of.s3AclOption(acl.name())));
        var built = configuration.build();
        // an empty configuration would say that there is one
        return built.equals(ResultConfiguration.builder().build()) ? Optional.empty() : Optional.of(built);
    }

    /** Stops what runs and takes no more. Completes when each stop has been answered; never fails. */
    public CompletableFuture<Void> close() {
        closing.complete(null);
        return CompletableFuture.allOf(running.stream()
                        .map(execution -> execution.abort(Errors.closed(execution.knownId())))
                        .toArray(CompletableFuture[]::new))
                .thenCompose(nothing -> CompletableFuture.allOf(pending.values().stream()
                        .map(work -> work.handle((result, failure) -> null))
                        .toArray(CompletableFuture[]::new)))
                .thenCompose(nothing -> results.files().close());
    }
}
