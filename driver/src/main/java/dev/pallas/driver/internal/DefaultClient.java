package dev.pallas.driver.internal;

import dev.pallas.driver.AthenaClient;
import dev.pallas.driver.AthenaSettings;
import dev.pallas.driver.BatchHandle;
import dev.pallas.driver.Catalog;
import dev.pallas.driver.Query;
import dev.pallas.driver.QueryHandle;
import dev.pallas.driver.internal.catalog.AthenaCatalog;
import dev.pallas.driver.internal.config.Options;
import dev.pallas.driver.internal.result.OwnFiles;
import dev.pallas.driver.internal.result.Results;
import dev.pallas.driver.internal.submit.Backend;
import dev.pallas.driver.internal.submit.Queries;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The client that users see. */
final class DefaultClient implements AthenaClient {
    private static final Logger log = LoggerFactory.getLogger(DefaultClient.class);
    private static final long CLOSE_SECONDS = 10;

    private final AthenaSettings settings;
    private final Queries queries;
    private final AthenaCatalog catalog;
    private final Supplier<CompletableFuture<Void>> release;
    private final AtomicReference<@Nullable CompletableFuture<Void>> closing = new AtomicReference<>();

    /**
     * @param tokens makes client request tokens
     * @param onStart is told the id of each query that has been started
     * @param release gives back what is shared; called once
     */
    DefaultClient(
            AthenaSettings settings,
            Options options,
            Backend backend,
            Supplier<String> tokens,
            Consumer<String> onStart,
            Supplier<CompletableFuture<Void>> release) {
        this.settings = settings;
        this.release = release;
        var results = new Results(
                backend.athena(),
                backend.s3(),
                backend.pacer(),
                backend.workers(),
                backend.timer(),
                options.fetchSize(),
                backend.athenaEndpoint(),
                backend.s3Endpoint(),
                new OwnFiles(backend.s3(), backend.timer(), tokens, options.keepUnloadedFiles()));
        this.queries = new Queries(options, backend, results, tokens, onStart);
        this.catalog = new AthenaCatalog(backend, options.catalog(), options.workGroup());
    }

    @Override
    public AthenaSettings settings() {
        return settings;
    }

    @Override
    public QueryHandle submit(Query query) {
        return queries.submit(query);
    }

    @Override
    public QueryHandle attach(String query) {
        return queries.attach(query);
    }

    @Override
    public BatchHandle submitBatch(Query query, List<? extends List<?>> rows) {
        return queries.submitBatch(query, rows);
    }

    @Override
    public Catalog catalog() {
        return catalog;
    }

    @Override
    public CompletionStage<Void> closeAsync() {
        var stage = new CompletableFuture<Void>();
        if (!closing.compareAndSet(null, stage)) {
            return java.util.Objects.requireNonNull(closing.get()).minimalCompletionStage();
        }
        catalog.close();
        var unused = queries.close().thenCompose(nothing -> release.get()).whenComplete((nothing, failure) -> {
            if (failure != null) {
                log.warn("A client was not closed as it should be: {}", failure.toString());
            }
            stage.complete(null);
        });
        return stage.minimalCompletionStage();
    }

    @Override
    public void close() {
        try {
            closeAsync().toCompletableFuture().get(CLOSE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (TimeoutException | ExecutionException e) {
            log.warn("The client is still being closed after {} s: {}", CLOSE_SECONDS, e.toString());
        }
    }
}
