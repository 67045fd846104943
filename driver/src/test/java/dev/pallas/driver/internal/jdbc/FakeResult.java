package dev.pallas.driver.internal.jdbc;

import dev.pallas.driver.AthenaException;
import dev.pallas.driver.AthenaType;
import dev.pallas.driver.Column;
import dev.pallas.driver.DataType;
import dev.pallas.driver.Page;
import dev.pallas.driver.QueryInfo;
import dev.pallas.driver.QueryResult;
import dev.pallas.driver.QueryState;
import dev.pallas.driver.internal.type.Columns;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A result whose cells are objects: each is only what it is, and its text. */
final class FakeResult implements QueryResult {
    private final List<Column> columns;
    private final OptionalLong updateCount;
    private final Deque<CompletableFuture<Optional<Page>>> pages = new ArrayDeque<>();
    private Optional<String> fallback = Optional.empty();
    int pagesRead;
    boolean closed;

    private FakeResult(List<Column> columns, OptionalLong updateCount) {
        this.columns = columns;
        this.updateCount = updateCount;
    }

    static FakeResult count(long rows) {
        return new FakeResult(List.of(), OptionalLong.of(rows));
    }

    static FakeResult nothing() {
        return new FakeResult(List.of(), OptionalLong.empty());
    }

    /** One column of a type with all its parts. */
    static FakeResult ofType(String type) {
        return new FakeResult(List.of(Columns.of("c", DataType.parse(type))), OptionalLong.empty());
    }

    /** Columns as {@code name type} or {@code name type precision scale}. */
    static FakeResult of(String... columns) {
        return new FakeResult(Arrays.stream(columns).map(FakeResult::column).toList(), OptionalLong.empty());
    }

    private static Column column(String text) {
        var parts = new ArrayList<>(Arrays.asList(text.split(" ")));
        var scale = parts.size() > 3 ? Integer.parseInt(parts.get(3)) : 0;
        var precision = parts.size() > 2 ? Integer.parseInt(parts.get(2)) : 0;
        var type = AthenaType.valueOf(parts.get(1).toUpperCase(Locale.ROOT));
        return new Column(parts.get(0), parts.get(0), type, type.name().toLowerCase(Locale.ROOT), precision, scale);
    }

    FakeResult page(Object[]... rows) {
        pages.add(CompletableFuture.completedFuture(Optional.of(new FakePage(List.of(rows)))));
        return this;
    }

    FakeResult fallback(String reason) {
        fallback = Optional.of(reason);
        return this;
    }

    @Override
    public Optional<String> fallback() {
        return fallback;
    }

    FakeResult row(Object... values) {
        return page(new Object[][] {values});
    }

    /** A page that does not come before the test says so. */
    CompletableFuture<Optional<Page>> pendingPage() {
        var page = new CompletableFuture<Optional<Page>>();
        pages.add(page);
        return page;
    }

    @Override
    public QueryInfo info() {
        return FakeClient.info("q", QueryState.SUCCEEDED, "DML", "SELECT");
    }

    @Override
    public List<Column> columns() {
        return columns;
    }

    @Override
    public OptionalLong updateCount() {
        return updateCount;
    }

    @Override
    public CompletionStage<Optional<Page>> nextPage() {
        pagesRead++;
        return pages.isEmpty() ? CompletableFuture.completedFuture(Optional.empty()) : pages.remove();
    }

    @Override
    public void close() {
        closed = true;
    }

    private record FakePage(List<Object[]> rows) implements Page {
        @Override
        public int rowCount() {
            return rows.size();
        }

        @Override
        public boolean isNull(int row, int column) {
            return rows.get(row)[column] == null;
        }

        @Override
        public String text(int row, int column) {
            return String.valueOf(rows.get(row)[column]);
        }

        @Override
        public Object value(int row, int column) {
            return rows.get(row)[column];
        }

        @Override
        public <T> T get(int row, int column, Class<T> type) {
            var value = rows.get(row)[column];
            if (value == null || type.isInstance(value)) {
                return type.cast(value);
            }
            if (type == String.class) {
                return type.cast(value.toString());
            }
            throw new AthenaException("not a " + type, "07006", null, null, false, null);
        }
    }
}
