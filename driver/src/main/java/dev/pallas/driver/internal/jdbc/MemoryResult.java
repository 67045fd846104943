package dev.pallas.driver.internal.jdbc;

import dev.pallas.driver.AthenaType;
import dev.pallas.driver.Column;
import dev.pallas.driver.Page;
import dev.pallas.driver.QueryInfo;
import dev.pallas.driver.QueryResult;
import dev.pallas.driver.QueryState;
import dev.pallas.driver.internal.type.AthenaText;
import dev.pallas.driver.internal.type.Values;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** A result that no query has made: the rows of DatabaseMetaData, as strings, integers and booleans, or the elements of an array. */
final class MemoryResult implements QueryResult {
    private static final QueryInfo NO_QUERY = QueryInfo.of("", QueryState.SUCCEEDED, null, null);

    private final List<Column> columns;
    private final List<@Nullable Object[]> rows = new ArrayList<>();
    private boolean read;

    private MemoryResult(List<Column> columns) {
        this.columns = List.copyOf(columns);
    }

    /** An empty result. A column is a varchar, unless its name is followed by a blank and another type. */
    static MemoryResult of(String... columns) {
        return new MemoryResult(Arrays.stream(columns).map(MemoryResult::column).toList());
    }

    /** An empty result whose values are of the classes of its columns' types. */
    static MemoryResult of(Column... columns) {
        return new MemoryResult(List.of(columns));
    }

    private static Column column(String text) {
        var parts = text.split(" ", 2);
        var type = AthenaType.ofName(parts.length == 1 ? "varchar" : parts[1]);
        var precision =
                switch (type) {
                    case BOOLEAN -> 0;
                    case SMALLINT -> 5;
                    case INTEGER -> 10;
                    default -> JdbcTypes.UNBOUNDED;
                };
        return new Column(parts[0], parts[0], type, type.name().toLowerCase(Locale.ROOT), precision, 0);
    }

    /** Adds a row, before the first is read. */
    MemoryResult add(@Nullable Object... values) {
        if (values.length != columns.size()) {
            throw new IllegalArgumentException(values.length + " values for " + columns.size() + " columns");
        }
        rows.add(values);
        return this;
    }

    /** Puts the rows in the order that JDBC asks for. */
    MemoryResult sorted(int... byColumns) {
        rows.sort((a, b) -> {
            for (var column : byColumns) {
                var order = compare(a[column], b[column]);
                if (order != 0) {
                    return order;
                }
            }
            return 0;
        });
        return this;
    }

    private static int compare(@Nullable Object a, @Nullable Object b) {
        return a instanceof Integer first && b instanceof Integer second
                ? Integer.compare(first, second)
                : String.valueOf(a).compareTo(String.valueOf(b));
    }

    @Override
    public QueryInfo info() {
        return NO_QUERY;
    }

    @Override
    public List<Column> columns() {
        return columns;
    }

    @Override
    public OptionalLong updateCount() {
        return OptionalLong.empty();
    }

    @Override
    public CompletionStage<Optional<Page>> nextPage() {
        var page = read || rows.isEmpty() ? Optional.<Page>empty() : Optional.<Page>of(new MemoryPage(columns, rows));
        read = true;
        return CompletableFuture.completedFuture(page);
    }

    @Override
    public void close() {
        read = true;
    }

    private record MemoryPage(List<Column> columns, List<@Nullable Object[]> rows) implements Page {

        @Override
        public int rowCount() {
            return rows.size();
        }

        @Override
        public boolean isNull(int row, int column) {
            return value(row, column) == null;
        }

        @Override
        public @Nullable String text(int row, int column) {
            var value = value(row, column);
            return value == null ? null : AthenaText.of(value);
        }

        @Override
        public @Nullable Object value(int row, int column) {
            return rows.get(row)[column];
        }

        @Override
        public <T> @Nullable T get(int row, int column, Class<T> type) {
            var value = value(row, column);
            return value == null ? null : Values.convert(value, columns.get(column), type);
        }
    }
}
