package dev.pallas.driver.internal.catalog;

import dev.pallas.driver.Catalog;
import dev.pallas.driver.internal.aws.Pacer.Operation;
import dev.pallas.driver.internal.error.Errors;
import dev.pallas.driver.internal.submit.Backend;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.athena.AthenaAsyncClient;
import software.amazon.awssdk.services.athena.model.DataCatalogSummary;
import software.amazon.awssdk.services.athena.model.Database;
import software.amazon.awssdk.services.athena.model.MetadataException;
import software.amazon.awssdk.services.athena.model.TableMetadata;

/** The catalog operations, all pages of them. */
public final class AthenaCatalog implements Catalog {
    private static final int PAGE = 50;

    private final Backend backend;
    private final String defaultCatalog;
    private final String workGroup;
    /** What has been asked and not been answered, by number. */
    private final Map<Long, CompletableFuture<?>> open = new ConcurrentHashMap<>();

    private final AtomicLong asked = new AtomicLong();

    private volatile boolean closed;

    public AthenaCatalog(Backend backend, String defaultCatalog, String workGroup) {
        this.backend = backend;
        this.defaultCatalog = defaultCatalog;
        this.workGroup = workGroup;
    }

    /** Some items, and the token of the next. */
    private record Part<T>(List<T> items, @Nullable String token) {}

    /** Asks for the items that follow a token. */
    private interface Request<T> {
        CompletableFuture<Part<T>> send(AthenaAsyncClient athena, @Nullable String token);
    }

    @Override
    public CompletionStage<List<String>> listCatalogs() {
        return all(
                (athena, token) -> athena.listDataCatalogs(request ->
                                request.nextToken(token).maxResults(PAGE).workGroup(workGroup))
                        .thenApply(response -> new Part<>(response.dataCatalogsSummary(), response.nextToken())),
                DataCatalogSummary::catalogName);
    }

    @Override
    public CompletionStage<List<String>> listDatabases(@Nullable String catalog) {
        return all(
                (athena, token) -> athena.listDatabases(request -> request.catalogName(catalogName(catalog))
                                .nextToken(token)
                                .maxResults(PAGE)
                                .workGroup(workGroup))
                        .thenApply(response -> new Part<>(response.databaseList(), response.nextToken())),
                Database::name);
    }

    @Override
    public CompletionStage<List<Table>> listTables(@Nullable String catalog, String database) {
        var name = catalogName(catalog);
        return all(
                (athena, token) -> athena.listTableMetadata(request -> request.catalogName(name)
                                .databaseName(database)
                                .nextToken(token)
                                .maxResults(PAGE)
                                .workGroup(workGroup))
                        .thenApply(response -> new Part<>(response.tableMetadataList(), response.nextToken())),
                table -> table(name, database, table));
    }

    @Override
    public CompletionStage<Optional<Table>> findTable(@Nullable String catalog, String database, String table) {
        var name = catalogName(catalog);
        CompletableFuture<Optional<Table>> result = ask();
        work(
                result,
                () -> send(
                        athena -> athena.getTableMetadata(request -> request.catalogName(name)
                                .databaseName(database)
                                .tableName(table)
                                .workGroup(workGroup)),
                        result,
                        response -> result.complete(Optional.of(table(name, database, response.tableMetadata()))),
                        failure -> failure instanceof MetadataException && result.complete(Optional.empty())));
        return result.minimalCompletionStage();
    }

    private String catalogName(@Nullable String catalog) {
        return catalog == null || catalog.isEmpty() ? defaultCatalog : catalog;
    }

    private static Table table(String catalog, String database, TableMetadata table) {
        var columns = new ArrayList<TableColumn>();
        table.columns().forEach(column -> columns.add(column(column, false)));
        table.partitionKeys().forEach(column -> columns.add(column(column, true)));
        var type = table.tableType() == null ? "EXTERNAL_TABLE" : table.tableType();
        var comment = table.parameters().get("comment");
        return new Table(catalog, database, table.name(), type, comment, columns);
    }

    private static TableColumn column(software.amazon.awssdk.services.athena.model.Column column, boolean key) {
        var type = column.type() == null ? "string" : column.type().toLowerCase(Locale.ROOT);
        return new TableColumn(column.name(), type, column.comment(), key);
    }

    private <T, R> CompletionStage<List<R>> all(Request<T> request, Function<T, R> map) {
        CompletableFuture<List<R>> result = ask();
        work(result, () -> collect(request, null, map, new ArrayList<>(), result));
        return result.minimalCompletionStage();
    }

    private <T, R> void collect(
            Request<T> request,
            @Nullable String token,
            Function<T, R> map,
            List<R> collected,
            CompletableFuture<List<R>> result) {
        send(
                athena -> request.send(athena, token),
                result,
                part -> {
                    part.items().stream().map(map).forEach(collected::add);
                    if (part.token() == null) {
                        result.complete(collected);
                    } else {
                        collect(request, part.token(), map, collected, result);
                    }
                },
                failure -> false);
    }

    /** An answer that is still to come; it fails when the client is closed. */
    private <R> CompletableFuture<R> ask() {
        var answer = new CompletableFuture<R>();
        var number = asked.incrementAndGet();
        open.put(number, answer);
        var unused = answer.whenComplete((value, failure) -> open.remove(number));
        if (closed) {
            answer.completeExceptionally(Errors.closed(null));
        }
        return answer;
    }

    private void work(CompletableFuture<?> answer, Runnable task) {
        try {
            backend.workers().execute(task);
        } catch (RejectedExecutionException e) {
            answer.completeExceptionally(Errors.closed(null));
        }
    }

    /**
     * Sends a request, unless nobody waits for the answer any more.
     *
     * @param isAnswer takes a failure that is an answer as well
     */
    private <T> void send(
            Function<AthenaAsyncClient, CompletableFuture<T>> request,
            CompletableFuture<?> answer,
            Consumer<T> success,
            Predicate<Throwable> isAnswer) {
        if (answer.isDone()) {
            return;
        }
        var call = backend.pacer()
                .call(Operation.CATALOG, () -> request.apply(backend.athena().get()));
        var unused = call.result().whenComplete((response, failure) -> {
            if (failure == null) {
                success.accept(response);
            } else if (!isAnswer.test(failure)) {
                answer.completeExceptionally(Errors.request(failure, null, backend.athenaEndpoint()));
            }
        });
        var ignored = answer.whenComplete((value, failure) -> {
            if (failure != null) {
                call.abandon();
            }
        });
    }

    /** Ends what waits for an answer, and answers no more. */
    public void close() {
        closed = true;
        open.values().forEach(answer -> answer.completeExceptionally(Errors.closed(null)));
    }
}
