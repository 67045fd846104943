package dev.pallas.driver.internal.result;

import dev.pallas.driver.AthenaException;
import dev.pallas.driver.AthenaType;
import dev.pallas.driver.Column;
import dev.pallas.driver.QueryInfo;
import dev.pallas.driver.QueryResult;
import dev.pallas.driver.ResultFetcher;
import dev.pallas.driver.internal.aws.Pacer;
import dev.pallas.driver.internal.aws.Pacer.Operation;
import dev.pallas.driver.internal.error.Errors;
import dev.pallas.driver.internal.parquet.ParquetLibrary;
import dev.pallas.driver.internal.sql.Unload;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.athena.AthenaAsyncClient;
import software.amazon.awssdk.services.athena.model.ColumnInfo;
import software.amazon.awssdk.services.athena.model.EncryptionOption;
import software.amazon.awssdk.services.athena.model.GetQueryResultsResponse;
import software.amazon.awssdk.services.athena.model.QueryExecution;
import software.amazon.awssdk.services.athena.model.Row;
import software.amazon.awssdk.services.s3.S3AsyncClient;

/**
 * Opens the results of queries that succeeded. GetQueryResults tells the types, which the CSV object does not have, and the number of
 * rows written; so each result costs one call of it at least.
 */
public final class Results {
    /** The most that GetQueryResults gives, the header row included. */
    private static final int MAX_ROWS = 1000;

    /** Bytes: of a list of some hundred thousand files. */
    private static final int MAX_MANIFEST = 64 * 1024 * 1024;

    /** Of all results together, since they share the heap. */
    private static final ByteBudget READ_AHEAD = ByteBudget.ofHeap();

    private static final Set<String> WRITES =
            Set.of("INSERT", "UPDATE", "DELETE", "MERGE", "CREATE_TABLE_AS_SELECT", "UNLOAD");

    private final Supplier<AthenaAsyncClient> athena;
    private final Supplier<S3AsyncClient> s3;
    private final Pacer pacer;
    private final Executor workers;
    private final ScheduledExecutorService timer;
    private final int fetchSize;
    private final String athenaEndpoint;
    private final String s3Endpoint;
    private final OwnFiles files;

    /**
     * @param workers decode what has come, so that the network does not wait for it
     */
    public Results(
            Supplier<AthenaAsyncClient> athena,
            Supplier<S3AsyncClient> s3,
            Pacer pacer,
            Executor workers,
            ScheduledExecutorService timer,
            int fetchSize,
            String athenaEndpoint,
            String s3Endpoint,
            OwnFiles files) {
        this.athena = athena;
        this.s3 = s3;
        this.pacer = pacer;
        this.workers = workers;
        this.timer = timer;
        this.fetchSize = fetchSize;
        this.athenaEndpoint = athenaEndpoint;
        this.s3Endpoint = s3Endpoint;
        this.files = files;
    }

    /** The files that the client has made for itself. */
    public OwnFiles files() {
        return files;
    }

    /** Opens a result; fails with an {@link AthenaException}. */
    public CompletionStage<QueryResult> open(QueryExecution execution, QueryInfo info, ResultFetcher fetcher) {
        if (info.sql() != null && "UNLOAD".equals(info.substatementType())) {
            var unload = Unload.parse(info.sql());
            if (unload.isPresent()) {
                return open(info, unload.get());
            }
        }
        var location = S3Location.of(info.outputLocation());
        // only a CSV object can be read for rows: the text of SHOW and DDL has no types and no quotes, and an UPDATE
        // names one that is
        // not there
        var csv = location != null && location.isCsv() && !writes(info);
        if (fetcher == ResultFetcher.S3 && csv && isClientEncrypted(execution)) {
            return CompletableFuture.failedFuture(new AthenaException(
                    "The result is encrypted with CSE_KMS, which ResultFetcher=S3 cannot read: set ResultFetcher=GetQueryResults or"
                            + " auto.",
                    "0A000",
                    null,
                    info.queryId(),
                    false,
                    null));
        }
        var rows = fetcher == ResultFetcher.S3 && csv ? 1 : MAX_ROWS;
        var result = new CompletableFuture<QueryResult>();
        var unused = fetch(info.queryId(), null, rows).whenComplete((response, failure) -> {
            if (failure != null) {
                result.completeExceptionally(Errors.request(failure, info.queryId(), athenaEndpoint));
                return;
            }
            try {
                result.complete(open(execution, info, fetcher, csv ? location : null, response));
            } catch (RuntimeException e) {
                result.completeExceptionally(Errors.request(e, info.queryId(), athenaEndpoint));
            }
        });
        return result;
    }

    /** The rows that UNLOAD wrote: the manifest lists their files. */
    private CompletionStage<QueryResult> open(QueryInfo info, Unload unload) {
        ParquetLibrary.require("A result that was unloaded");
        var manifest = S3Location.of(info.dataManifestLocation());
        var lines = manifest == null
                ? CompletableFuture.completedFuture(new byte[0])
                : object(manifest, 0, Long.MAX_VALUE, null).next(MAX_MANIFEST);
        return lines.handle((bytes, failure) -> {
            if (failure != null) {
                throw Errors.s3(failure, info.queryId(), String.valueOf(manifest), s3Endpoint);
            }
            var locations = new String(bytes, StandardCharsets.UTF_8)
                    .lines()
                    .map(S3Location::of)
                    .filter(Objects::nonNull)
                    .toList();
            var pages = new UnloadPages(
                    unload,
                    info.queryId(),
                    s3Endpoint,
                    this::object,
                    locations,
                    () -> files.deleteUnloaded(unload.location()));
            return result(info, unload.columns(), OptionalLong.empty(), null, pages, null);
        });
    }

    private S3Object object(S3Location location, long start, long end, @Nullable String etag) {
        return new S3Object(s3, timer, location.bucket(), location.key(), start, end, etag);
    }

    private PagedResult open(
            QueryExecution execution,
            QueryInfo info,
            ResultFetcher fetcher,
            @Nullable S3Location csv,
            GetQueryResultsResponse response) {
        var written = writes(info);
        var updateCount = written && response.updateCount() != null
                ? OptionalLong.of(response.updateCount())
                : OptionalLong.empty();
        var metadata =
                response.resultSet() == null ? null : response.resultSet().resultSetMetadata();
        if (written || metadata == null || metadata.columnInfo().isEmpty()) {
            return result(info, List.of(), updateCount, null, PageSource.empty(), null);
        }
        var columns = metadata.columnInfo().stream().map(Results::column).toList();
        var rows = response.resultSet().rows();
        var header = hasHeader(info, csv, columns, rows) ? 1 : 0;
        if (fetcher == ResultFetcher.S3 && csv != null) {
            return result(info, columns, updateCount, null, s3Pages(csv, columns, 1), csv);
        }
        var first = new ApiPage(columns, rows.subList(header, rows.size()));
        var more = response.nextToken();
        if (more == null) {
            return result(info, columns, updateCount, first, PageSource.empty(), null);
        }
        Supplier<PageSource> api = () -> new ApiPages(columns, more, token -> fetch(info.queryId(), token, MAX_ROWS));
        if (fetcher == ResultFetcher.GET_QUERY_RESULTS || csv == null || isClientEncrypted(execution)) {
            return result(info, columns, updateCount, first, api.get(), null);
        }
        var pages = new AutoPages(() -> s3Pages(csv, columns, rows.size()), api);
        return result(info, columns, updateCount, first, pages, csv);
    }

    private static boolean writes(QueryInfo info) {
        return info.substatementType() != null && WRITES.contains(info.substatementType());
    }

    private PagedResult result(
            QueryInfo info,
            List<Column> columns,
            OptionalLong updateCount,
            @Nullable ApiPage first,
            PageSource source,
            @Nullable S3Location location) {
        return new PagedResult(
                info,
                columns,
                updateCount,
                first,
                source,
                fetchSize,
                failure -> failure(failure, info.queryId(), location));
    }

    private AthenaException failure(Throwable failure, String queryId, @Nullable S3Location location) {
        if (Errors.unwrap(failure) instanceof CsvIndex.CsvException csv && location != null) {
            return new AthenaException(
                    "The result " + location + " is not a CSV result of Athena: " + csv.getMessage() + ". [query "
                            + queryId + "]",
                    "22000",
                    null,
                    queryId,
                    false,
                    csv);
        }
        return location == null
                ? Errors.request(failure, queryId, athenaEndpoint)
                : Errors.s3(failure, queryId, location.toString(), s3Endpoint);
    }

    private S3Pages s3Pages(S3Location location, List<Column> columns, int recordsToSkip) {
        return new S3Pages(
                (start, etag) -> object(location, start, Long.MAX_VALUE, etag),
                READ_AHEAD,
                workers,
                columns,
                recordsToSkip);
    }

    private CompletableFuture<GetQueryResultsResponse> fetch(String id, @Nullable String token, int rows) {
        return pacer.call(Operation.GET_RESULTS, () -> athena.get()
                        .getQueryResults(request ->
                                request.queryExecutionId(id).nextToken(token).maxResults(rows)))
                .result();
    }

    /** The first row of a SELECT repeats the column names; SHOW, DESCRIBE and DDL have no such row. */
    private static boolean hasHeader(QueryInfo info, @Nullable S3Location csv, List<Column> columns, List<Row> rows) {
        // with managed results there is no location that would tell
        if (rows.isEmpty() || (csv == null && (info.outputLocation() != null || "DDL".equals(info.statementType())))) {
            return false;
        }
        var cells = rows.get(0).data();
        for (var i = 0; i < columns.size(); i++) {
            if (i >= cells.size()
                    || !columns.get(i).name().equalsIgnoreCase(cells.get(i).varCharValue())) {
                return false;
            }
        }
        return true;
    }

    private static boolean isClientEncrypted(QueryExecution execution) {
        var configuration = execution.resultConfiguration();
        var encryption = configuration == null ? null : configuration.encryptionConfiguration();
        return encryption != null && encryption.encryptionOption() == EncryptionOption.CSE_KMS;
    }

    private static Column column(ColumnInfo info) {
        return new Column(
                info.name(),
                info.label() == null ? info.name() : info.label(),
                AthenaType.ofName(info.type()),
                info.type(),
                info.precision() == null ? 0 : info.precision(),
                info.scale() == null ? 0 : info.scale());
    }
}
