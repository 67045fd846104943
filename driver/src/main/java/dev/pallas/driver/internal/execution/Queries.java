package dev.pallas.driver.internal.execution;

import dev.pallas.driver.AthenaException;
import dev.pallas.driver.BatchHandle;
import dev.pallas.driver.Query;
import dev.pallas.driver.QueryHandle;
import dev.pallas.driver.internal.config.Options;
import dev.pallas.driver.internal.error.Errors;
import dev.pallas.driver.internal.result.Results;
import dev.pallas.driver.internal.sql.InsertValues;
import dev.pallas.driver.internal.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.athena.model.EncryptionConfiguration;
import software.amazon.awssdk.services.athena.model.EncryptionOption;
import software.amazon.awssdk.services.athena.model.ResultConfiguration;
import software.amazon.awssdk.services.athena.model.StartQueryExecutionRequest;

/** The queries of one client. Thread-safe. */
public final class Queries {
    private final Options options;
    private final Backend backend;
    private final Results results;
    private final Supplier<String> tokens;
    private final Set<Execution> running = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    /**
     * @param tokens makes client request tokens, of 32 to 128 characters, each of them once
     */
    public Queries(Options options, Backend backend, Results results, Supplier<String> tokens) {
        this.options = options;
        this.backend = backend;
        this.results = results;
        this.tokens = tokens;
    }

    public QueryHandle submit(Query query) {
        try {
            return start(query, Statement.parse(query.sql()).bind(query.parameters()));
        } catch (AthenaException e) {
            return new FailedQuery(e);
        }
    }

    public BatchHandle submitBatch(Query query, List<? extends List<? extends @Nullable Object>> rows) {
        var batch = new BatchRun(text -> start(query, text));
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
                    .map(folded -> new BatchRun.Step(folded.sql(), Optional.of(folded.rows())))
                    .toList();
        }
        var steps = new ArrayList<BatchRun.Step>();
        rows.forEach(row -> steps.add(new BatchRun.Step(statement.bind(row), Optional.empty())));
        return steps;
    }

    private QueryHandle start(Query query, String text) {
        var timeout = query.timeout() == null ? options.queryTimeout() : query.timeout();
        var execution = new Execution(
                backend,
                request(query, text),
                timeout.isNegative() ? Duration.ZERO : timeout,
                ended -> results.open(ended, QueryInfos.of(ended)),
                running::remove);
        running.add(execution);
        if (closed) {
            running.remove(execution);
            return new FailedQuery(Errors.closed(null));
        }
        execution.begin();
        return execution;
    }

    private StartQueryExecutionRequest request(Query query, String text) {
        var catalog = query.catalog() == null ? options.catalog() : query.catalog();
        var database = query.database() == null ? options.database() : query.database();
        var request = StartQueryExecutionRequest.builder()
                .queryString(text)
                .clientRequestToken(tokens.get())
                .workGroup(query.workGroup() == null ? options.workGroup() : query.workGroup())
                .queryExecutionContext(context -> context.catalog(catalog).database(database));
        var location = query.outputLocation() == null ? options.outputLocation().orElse(null) : query.outputLocation();
        resultConfiguration(location).ifPresent(request::resultConfiguration);
        if (options.resultReuse()) {
            request.resultReuseConfiguration(reuse -> reuse.resultReuseByAgeConfiguration(
                    age -> age.enabled(true).maxAgeInMinutes(options.maxResultReuseAgeMinutes())));
        }
        return request.build();
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
