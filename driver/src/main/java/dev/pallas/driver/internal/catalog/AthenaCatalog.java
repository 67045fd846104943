package dev.pallas.driver.internal.catalog;

import dev.pallas.driver.Catalog;
import dev.pallas.driver.internal.aws.Pacer.Operation;
import dev.pallas.driver.internal.error.Errors;
import dev.pallas.driver.internal.execution.Backend;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Function;
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
        var result = new CompletableFuture<Optional<Table>>();
        try {
            backend.workers().execute(() -> {
                var call = backend.pacer().call(Operation.CATALOG, () -> backend.athena()
                        .get()
                        .getTableMetadata(request -> request.catalogName(name)
                                .databaseName(database)
                                .tableName(table)
                                .workGroup(workGroup)));
                var unused = call.result().whenComplete((response, failure) -> {
                    if (failure == null) {
                        result.complete(Optional.of(table(name, database, response.tableMetadata())));
                    } else if (failure instanceof MetadataException) {
                        result.complete(Optional.empty());
                    } else {
                        result.completeExceptionally(Errors.request(failure, null, backend.athenaEndpoint()));
                    }
                });
            });
        } catch (RejectedExecutionException e) {
            result.completeExceptionally(Errors.closed(null));
        }
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
        var result = new CompletableFuture<List<R>>();
        try {
            backend.workers().execute(() -> collect(request, null, map, new ArrayList<>(), result));
        } catch (RejectedExecutionException e) {
            result.completeExceptionally(Errors.closed(null));
        }
        return result.minimalCompletionStage();
    }

    private <T, R> void collect(
            Request<T> request,
            @Nullable String token,
            Function<T, R> map,
            List<R> collected,
            CompletableFuture<List<R>> result) {
        var call = backend.pacer()
                .call(Operation.CATALOG, () -> request.send(backend.athena().get(), token));
        var unused = call.result().whenComplete((part, failure) -> {
            if (failure != null) {
                result.completeExceptionally(Errors.request(failure, null, backend.athenaEndpoint()));
                return;
            }
            part.items().stream().map(map).forEach(collected::add);
            if (part.token() == null) {
                result.complete(collected);
            } else {
                collect(request, part.token(), map, collected, result);
            }
        });
    }
}
