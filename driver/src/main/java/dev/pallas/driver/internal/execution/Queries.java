package dev.pallas.driver.internal.execution;

import dev.pallas.driver.AthenaException;
import dev.pallas.driver.BatchHandle;
import dev.pallas.driver.ParameterStyle;
import dev.pallas.driver.Query;
import dev.pallas.driver.QueryHandle;
import dev.pallas.driver.QueryOptions;
import dev.pallas.driver.QueryOptions.ClientCache;
import dev.pallas.driver.QueryResult;
import dev.pallas.driver.ResultFetcher;
import dev.pallas.driver.internal.config.Options;
import dev.pallas.driver.internal.error.Errors;
import dev.pallas.driver.internal.result.Results;
import dev.pallas.driver.internal.sql.Hints;
import dev.pallas.driver.internal.sql.InsertValues;
import dev.pallas.driver.internal.sql.KeyedChange;
import dev.pallas.driver.internal.sql.Statement;
import dev.pallas.driver.internal.sql.Tags;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
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
    private final Options options;
    private final Backend backend;
    private final Results results;
    private final EarlierQueries earlier;
    private final NestedColumns nestedColumns;
    private final Supplier<String> tokens;
    private final Consumer<String> onStart;
    private final Set<Execution> running = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

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
        this.tokens = tokens;
        this.onStart = onStart;
    }

    public QueryHandle submit(Query asked) {
        try {
            var query = asked.withOptions(Hints.merge(asked.sql(), asked.options()));
            var statement = Statement.parse(query.sql());
            var style = query.options().parameterStyle().orElse(options.parameterStyle());
            var bound = style == ParameterStyle.EXECUTION_PARAMETERS
                    ? statement.bindForExecution(query.parameters())
                    : new Statement.Bound(statement.bind(query.parameters()), List.of());
            var request = request(query.options(), bound.sql(), bound.executionParameters());
            var cache = query.options().clientCache().orElse(options.clientCache());
            return cache.size() > 0 && statement.isQuery() ? findOrStart(query, request, cache) : start(query, request);
        } catch (AthenaException e) {
            return new FailedQuery(e);
        }
    }

    private QueryHandle findOrStart(Query query, StartQueryExecutionRequest request, ClientCache cache) {
        var handle = new CompletableFuture<QueryHandle>();
        var unused = earlier.find(request, cache)
                .thenApply(found ->
                        found.map(id -> attached(id, fetcher(query.options()))).orElseGet(() -> start(query, request)))
                .whenComplete((known, failure) -> {
                    if (failure == null) {
                        handle.complete(known);
                    } else {
                        handle.complete(new FailedQuery(AthenaException.of(failure)));
                    }
                });
        return new LaterQuery(handle);
    }

    public QueryHandle attach(String reference) {
        return attached(QueryReference.parse(reference, backend.region().get()).queryId(), options.fetcher());
    }

    private QueryHandle attached(String id, ResultFetcher fetcher) {
        return begin(Execution.attached(backend, id, opener(fetcher), running::remove));
    }

    public BatchHandle submitBatch(Query query, List<? extends List<? extends @Nullable Object>> rows) {
        var batch = new BatchRun(text -> submitBound(query, text));
        try {
            batch.run(plan(Statement.parse(query.sql()), rows));
        } catch (AthenaException e) {
            batch.fail(e);
        }
        return batch;
    }

    /** All statements are written before the first is run, so that a bad value fails the batch as a whole. */
    private static List<BatchRun.Step> plan(
            Statement statement, List<? extends List<? extends @Nullable Object>> rows) {
        var insert = InsertValues.of(statement);
        if (insert.isPresent()) {
            return insert.get().fold(rows).stream()
                    .<BatchRun.Step>map(folded -> new BatchRun.Step.Insert(folded.sql(), folded.rows()))
                    .toList();
        }
        var change = KeyedChange.of(statement);
        if (change.isPresent()) {
            return change.get().fold(rows).stream()
                    .<BatchRun.Step>map(folded -> new BatchRun.Step.Change(change.get(), folded))
                    .toList();
        }
        var steps = new ArrayList<BatchRun.Step>();
        rows.forEach(row -> steps.add(new BatchRun.Step.One(statement.bind(row))));
        return steps;
    }

    private QueryHandle submitBound(Query query, String text) {
        try {
            return start(query, request(query.options(), text, List.of()));
        } catch (AthenaException e) {
            return new FailedQuery(e);
        }
    }

    private QueryHandle start(Query query, StartQueryExecutionRequest request) {
        var asked = query.options();
        var timeout = asked.timeout().orElse(options.queryTimeout());
        // another run under the caller's token would be no run
        var retries = asked.clientRequestToken().isPresent() ? 0 : options.commitRetries();
        var conduct = new Conduct(
                query.sql(),
                timeout.isNegative() ? Duration.ZERO : timeout,
                retries,
                tokens,
                asked.onStart().map(onStart::andThen).orElse(onStart));
        return begin(new Execution(backend, request, conduct, opener(fetcher(asked)), running::remove));
    }

    private QueryHandle begin(Execution execution) {
        running.add(execution);
        if (closed) {
            running.remove(execution);
            return new FailedQuery(Errors.closed(null));
        }
        execution.begin();
        return execution;
    }

    private ResultFetcher fetcher(QueryOptions asked) {
        return asked.fetcher().orElse(options.fetcher());
    }

    private Function<QueryExecution, CompletionStage<QueryResult>> opener(ResultFetcher fetcher) {
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
        var built = configuration.build();
        // an empty configuration would say that there is one
        return built.equals(ResultConfiguration.builder().build()) ? Optional.empty() : Optional.of(built);
    }

    /** Stops what runs and takes no more. Completes when each stop has been answered; never fails. */
    public CompletableFuture<Void> close() {
        closed = true;
        return CompletableFuture.allOf(running.stream()
                .map(execution -> execution.abort(Errors.closed(execution.knownId())))
                .toArray(CompletableFuture[]::new));
    }
}
