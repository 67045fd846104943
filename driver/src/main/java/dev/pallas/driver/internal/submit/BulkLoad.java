package dev.pallas.driver.internal.submit;

import dev.pallas.driver.AthenaException;
import dev.pallas.driver.Query;
import dev.pallas.driver.QueryHandle;
import dev.pallas.driver.QueryInfo;
import dev.pallas.driver.QueryState;
import dev.pallas.driver.internal.error.Errors;
import dev.pallas.driver.internal.result.OwnFiles;
import dev.pallas.driver.internal.sql.Staging;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes many rows with one INSERT: they are put into S3 as a Parquet file, over which a table is made for as long as the INSERT reads it.
 * Table and file are gone when the load completes, however it ends. The INSERT is one statement with one token, as any other.
 */
final class BulkLoad {
    private static final Logger log = LoggerFactory.getLogger(BulkLoad.class);
    private static final String FILE = "rows.parquet";

    private final Queries queries;
    private final OwnFiles files;
    private final Executor workers;
    private final Supplier<String> ids;

    /**
     * @param workers makes the files
     * @param ids makes the tables' names, each of them once
     */
    BulkLoad(Queries queries, OwnFiles files, Executor workers, Supplier<String> ids) {
        this.queries = queries;
        this.files = files;
        this.workers = workers;
        this.ids = ids;
    }

    /**
     * Writes the rows.
     *
     * @param database where the table is made
     * @param starter starts a statement, unless nobody wants it any more
     * @return what Athena told of the INSERT; empty when nothing was written because no table or file may be made here
     */
    CompletionStage<Optional<QueryInfo>> run(
            Query query, Staging rows, String database, Function<String, QueryHandle> starter) {
        return queries.outputLocation(query.options())
                .thenCompose(location -> location.isEmpty()
                        ? CompletableFuture.completedStage(Optional.empty())
                        : new Run(query, rows, files.create(location.get()), database + "." + name(), starter).run());
    }

    private String name() {
        return "pallas_load_" + ids.get().replace('-', '_');
    }

    private final class Run {
        private final Query query;
        private final Staging rows;
        private final String location;
        private final String table;
        private final Function<String, QueryHandle> starter;
        /** What has been started, and what the table and the file have to outlive. */
        private volatile CompletionStage<Void> over = CompletableFuture.completedStage(null);

        private volatile boolean created;

        Run(Query query, Staging rows, String location, String table, Function<String, QueryHandle> starter) {
            this.query = query;
            this.rows = rows;
            this.location = location;
            this.table = table;
            this.starter = starter;
        }

        CompletionStage<Optional<QueryInfo>> run() {
            var result = new CompletableFuture<Optional<QueryInfo>>();
            // the client is not closed before this is over
            queries.await(result);
            var unused = write().whenComplete((info, failure) -> cleanUp().whenComplete((nothing, ignored) -> {
                if (failure == null) {
                    result.complete(info);
                } else {
                    result.completeExceptionally(Errors.unwrap(failure));
                }
            }));
            return result;
        }

        private CompletionStage<Optional<QueryInfo>> write() {
            return CompletableFuture.supplyAsync(rows::file, workers)
                    .thenCompose(bytes -> files.put(location, FILE, bytes))
                    .handle((nothing, failure) -> failure)
                    .thenCompose(failure ->
                            failure == null ? create() : refused(failure, Errors.isDenied(Errors.unwrap(failure))))
                    .thenCompose(made -> made
                            ? start(rows.insert(table)).completion().thenApply(Optional::of)
                            : CompletableFuture.completedStage(Optional.empty()));
        }

        /** Whether there is a table now. */
        private CompletionStage<Boolean> create() {
            created = true;
            var handle = start(rows.create(table, location));
            return handle.completion()
                    .handle((info, failure) -> failure == null
                            ? CompletableFuture.completedStage(true)
                            : refused(
                                    failure,
                                    handle.state()
                                            .filter(QueryState.FAILED::equals)
                                            .isPresent()))
                    .thenCompose(Function.identity());
        }

        private CompletionStage<Boolean> refused(Throwable failure, boolean byPolicy) {
            var cause = AthenaException.of(failure);
            if (!byPolicy) {
                return CompletableFuture.failedStage(Errors.unwrap(failure));
            }
            log.warn(
                    "Rows are written with VALUES, because they cannot be staged under {}: {}",
                    location,
                    cause.getMessage());
            return CompletableFuture.completedStage(false);
        }

        private QueryHandle start(String sql) {
            var handle = starter.apply(sql);
            over = over.thenCompose(nothing -> queries.atEnd(handle));
            return handle;
        }

        private CompletionStage<Void> cleanUp() {
            return over.thenCompose(nothing -> created ? drop() : CompletableFuture.completedStage(null))
                    .thenCompose(nothing -> files.delete(location));
        }

        private CompletionStage<Void> drop() {
            return queries.startAnyway(query, Staging.drop(table)).completion().handle((info, failure) -> {
                if (failure != null) {
                    log.warn(
                            "The table {} is not needed any more and could not be dropped: {}",
                            table,
                            AthenaException.of(failure).getMessage());
                }
                return null;
            });
        }
    }
}
