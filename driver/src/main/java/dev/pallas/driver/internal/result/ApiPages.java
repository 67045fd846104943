package dev.pallas.driver.internal.result;

import dev.pallas.driver.Column;
import dev.pallas.driver.Page;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.athena.model.GetQueryResultsResponse;

/** Pages of GetQueryResults. */
final class ApiPages implements PageSource {
    private final List<Column> columns;
    private final Function<String, CompletableFuture<GetQueryResultsResponse>> fetch;
    private @Nullable String token;
    private volatile boolean closed;
    private volatile @Nullable CompletableFuture<?> underway;

    /**
     * @param token of the first page to be read
     * @param fetch reads the page of a token
     */
    ApiPages(
            List<Column> columns,
            @Nullable String token,
            Function<String, CompletableFuture<GetQueryResultsResponse>> fetch) {
        this.columns = columns;
        this.token = token;
        this.fetch = fetch;
    }

    @Override
    public CompletableFuture<Optional<Page>> next() {
        var wanted = token;
        if (wanted == null || closed) {
            return CompletableFuture.completedFuture(Optional.empty());
        }
        var request = fetch.apply(wanted);
        underway = request;
        return request.thenCompose(response -> {
            token = response.nextToken();
            var rows = response.resultSet().rows();
            // the last page may be empty, and others are not known to be full
            return rows.isEmpty()
                    ? next()
                    : CompletableFuture.completedFuture(Optional.<Page>of(new ApiPage(columns, rows)));
        });
    }

    @Override
    public void close() {
        closed = true;
        var request = underway;
        if (request != null) {
            request.cancel(true);
        }
    }
}
