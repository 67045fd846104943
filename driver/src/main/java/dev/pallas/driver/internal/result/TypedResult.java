package dev.pallas.driver.internal.result;

import dev.pallas.driver.Column;
import dev.pallas.driver.Page;
import dev.pallas.driver.QueryInfo;
import dev.pallas.driver.QueryResult;
import dev.pallas.driver.internal.type.Values;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** A result of which more is known of the types than Athena told with it. */
public record TypedResult(QueryResult result, List<Column> columns) implements QueryResult {

    @Override
    public QueryInfo info() {
        return result.info();
    }

    @Override
    public Optional<String> fallback() {
        return result.fallback();
    }

    @Override
    public OptionalLong updateCount() {
        return result.updateCount();
    }

    @Override
    public CompletionStage<Optional<Page>> nextPage() {
        return result.nextPage().thenApply(page -> page.map(text -> new TypedPage(text, columns)));
    }

    @Override
    public void close() {
        result.close();
    }

    private record TypedPage(Page page, List<Column> columns) implements Page {

        @Override
        public int rowCount() {
            return page.rowCount();
        }

        @Override
        public boolean isNull(int row, int column) {
            return page.isNull(row, column);
        }

        @Override
        public @Nullable String text(int row, int column) {
            return page.text(row, column);
        }

        @Override
        public @Nullable Object value(int row, int column) {
            if (!isNested(column)) {
                return page.value(row, column);
            }
            var text = page.text(row, column);
            return text == null ? null : Values.decode(text, columns.get(column));
        }

        @Override
        public <T> @Nullable T get(int row, int column, Class<T> type) {
            if (!isNested(column)) {
                return page.get(row, column, type);
            }
            var text = page.text(row, column);
            return text == null ? null : Values.decode(text, columns.get(column), type);
        }

        private boolean isNested(int column) {
            return switch (columns.get(column).type()) {
                case ARRAY, MAP, ROW -> true;
                default -> false;
            };
        }
    }
}
