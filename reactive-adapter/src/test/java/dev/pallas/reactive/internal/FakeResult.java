package dev.pallas.reactive.internal;

import dev.pallas.driver.AthenaException;
import dev.pallas.driver.AthenaType;
import dev.pallas.driver.Column;
import dev.pallas.driver.Page;
import dev.pallas.driver.QueryInfo;
import dev.pallas.driver.QueryResult;
import dev.pallas.driver.QueryState;
import dev.pallas.driver.QueryStatistics;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A result of values that are there already; it counts the pages that were read. */
public final class FakeResult implements QueryResult {
    public int pagesRead;
    public volatile boolean closed;

    private final QueryInfo info;
    private final List<Column> columns;
    private final OptionalLong updateCount;
    private final Deque<Page> pages = new ArrayDeque<>();

    private FakeResult(QueryInfo info, List<Column> columns, OptionalLong updateCount) {
        this.info = info;
        this.columns = columns;
        this.updateCount = updateCount;
    }

    public static FakeResult rows(List<Column> columns, Object[]... rows) {
        return rows(columns, Integer.MAX_VALUE, List.of(rows));
    }

    public static FakeResult rows(List<Column> columns, int pageSize, List<Object[]> rows) {
        var result = new FakeResult(info("SELECT", "q-select"), columns, OptionalLong.empty());
        for (var from = 0; from < rows.size(); from += Math.min(pageSize, rows.size())) {
            var to = (int) Math.min((long) from + pageSize, rows.size());
            result.pages.add(new FakePage(new ArrayList<>(rows.subList(from, to))));
        }
        return result;
    }

    public static FakeResult written(String kind, long count) {
        return new FakeResult(info(kind, "q-write"), List.of(), OptionalLong.of(count));
    }

    public static FakeResult done(String kind) {
        return new FakeResult(info(kind, "q-ddl"), List.of(), OptionalLong.empty());
    }

    public static Column column(String name, AthenaType type) {
        return new Column(name, name, type, type.name().toLowerCase(java.util.Locale.ROOT), 0, 0);
    }

    static QueryInfo info(String kind, String id) {
        return new QueryInfo(
                id,
                QueryState.SUCCEEDED,
                null,
                null,
                null,
                "DML",
                kind,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                new QueryStatistics(
                        10,
                        Duration.ZERO,
                        Duration.ZERO,
                        Duration.ZERO,
                        Duration.ZERO,
                        Duration.ZERO,
                        Duration.ZERO,
                        false));
    }

    Page firstPage() {
        return pages.getFirst();
    }

    @Override
    public QueryInfo info() {
        return info;
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
        if (closed) {
            return CompletableFuture.failedFuture(new IllegalStateException("closed"));
        }
        pagesRead++;
        return FakeAthena.later(Optional.ofNullable(pages.poll()));
    }

    @Override
    public void close() {
        closed = true;
    }

    /** Converts nothing: a value is of the class that is asked for, or text of it is. */
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
            var value = value(row, column);
            return value == null ? null : value.toString();
        }

        @Override
        public Object value(int row, int column) {
            return rows.get(row)[column];
        }

        @Override
        public <T> T get(int row, int column, Class<T> type) {
            var value = value(row, column);
            if (value == null || type.isInstance(value)) {
                return type.cast(value);
            }
            if (type == String.class) {
                return type.cast(value.toString());
            }
            throw new AthenaException(value + " is no " + type, "07006", null, null, false, null);
        }
    }
}
