package dev.pallas.driver.internal.result;

import dev.pallas.driver.Column;
import dev.pallas.driver.Page;
import dev.pallas.driver.QueryInfo;
import dev.pallas.driver.QueryResult;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletionStage;

/** A result that tells why it is read in another way than was asked for. */
public record FallbackResult(QueryResult result, String reason) implements QueryResult {

    @Override
    public Optional<String> fallback() {
        return Optional.of(reason);
    }

    @Override
    public QueryInfo info() {
        return result.info();
    }

    @Override
    public List<Column> columns() {
        return result.columns();
    }

    @Override
    public OptionalLong updateCount() {
        return result.updateCount();
    }

    @Override
    public CompletionStage<Optional<Page>> nextPage() {
        return result.nextPage();
    }

    @Override
    public void close() {
        result.close();
    }
}
