package dev.pallas.driver.internal.submit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pallas.driver.AthenaType;
import dev.pallas.driver.Column;
import dev.pallas.driver.Page;
import dev.pallas.driver.QueryInfo;
import dev.pallas.driver.QueryResult;
import dev.pallas.driver.QueryState;
import dev.pallas.driver.internal.config.NestedTypes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.athena.model.QueryExecution;
import software.amazon.awssdk.services.athena.model.StartQueryExecutionRequest;

class NestedColumnsTest {
    private static final String PLAN =
            "Output[columnNames = [id, tags]]\n│   Layout: [id:integer, tags:array(varchar(1))]\n└─ Values[]";

    private final ManualScheduler time = new ManualScheduler();
    private final List<StartQueryExecutionRequest> explained = new ArrayList<>();
    private CompletableFuture<QueryResult> plan = CompletableFuture.completedFuture(lines(PLAN));

    private NestedColumns columns(NestedTypes source) {
        return new NestedColumns(source, time.clock(), request -> {
            explained.add(request);
            return plan;
        });
    }

    private record Texts(List<Column> columns, Iterator<List<String>> rows) implements QueryResult {
        @Override
        public QueryInfo info() {
            return QueryInfo.of("q", QueryState.SUCCEEDED, "DML", "SELECT");
        }

        @Override
        public OptionalLong updateCount() {
            return OptionalLong.empty();
        }

        @Override
        public CompletionStage<Optional<Page>> nextPage() {
            return CompletableFuture.completedFuture(
                    rows.hasNext() ? Optional.of(new OneRow(rows.next())) : Optional.empty());
        }

        @Override
        public void close() {}
    }

    private record OneRow(List<String> cells) implements Page {
        @Override
        public int rowCount() {
            return 1;
        }

        @Override
        public boolean isNull(int row, int column) {
            return false;
        }

        @Override
        public String text(int row, int column) {
            return cells.get(column);
        }

        @Override
        public Object value(int row, int column) {
            return "as it is: " + cells.get(column);
        }

        @Override
        public <T> T get(int row, int column, Class<T> type) {
            return type.cast(value(row, column));
        }
    }

    private static Column column(String name, AthenaType type, String typeName) {
        return new Column(name, name, type, typeName, 0, 0);
    }

    /** Each line a row, as a plan is given. */
    private static QueryResult lines(String text) {
        return new Texts(
                List.of(column("Query Plan", AthenaType.VARCHAR, "varchar")),
                text.lines().map(List::of).iterator());
    }

    private static QueryResult result() {
        return new Texts(
                List.of(column("id", AthenaType.INTEGER, "integer"), column("tags", AthenaType.ARRAY, "array")),
                List.of(List.of("1", "[a, b]")).iterator());
    }

    private static QueryExecution execution(String sql) {
        return QueryExecution.builder()
                .queryExecutionId("q")
                .query(sql)
                .workGroup("reports")
                .queryExecutionContext(context -> context.catalog("c").database("d"))
                .resultConfiguration(configuration -> configuration.outputLocation("s3://bucket/prefix/q.csv"))
                .build();
    }

    private static QueryResult now(CompletionStage<QueryResult> stage) {
        assertThat(stage.toCompletableFuture()).isCompleted();
        return stage.toCompletableFuture().join();
    }

    @Test
    void thePlanTellsWhatIsInside() {
        var typed = now(columns(NestedTypes.EXPLAIN).complete(result(), execution("SELECT id, tags FROM t")));
        assertThat(typed.columns()).extracting(Column::typeName).containsExactly("integer", "array(varchar(1))");
        var page = typed.nextPage().toCompletableFuture().join().orElseThrow();
        assertThat(page.value(0, 1)).isEqualTo(List.of("a", "b"));
        assertThat(page.get(0, 1, String[].class)).containsExactly("a", "b");
        assertThat(page.value(0, 0)).isEqualTo("as it is: 1");
        assertThat(page.text(0, 1)).isEqualTo("[a, b]");

        assertThat(explained).hasSize(1);
        assertThat(explained.get(0).queryString()).isEqualTo("EXPLAIN (TYPE LOGICAL) SELECT id, tags FROM t");
        assertThat(explained.get(0).workGroup()).isEqualTo("reports");
        assertThat(explained.get(0).queryExecutionContext().database()).isEqualTo("d");
        assertThat(explained.get(0).resultConfiguration().outputLocation()).isEqualTo("s3://bucket/prefix/");
    }

    @Test
    void aTextIsExplainedOnceInFiveMinutes() {
        var columns = columns(NestedTypes.EXPLAIN);
        for (var i = 0; i < 3; i++) {
            plan = CompletableFuture.completedFuture(lines(PLAN));
            assertThat(now(columns.complete(result(), execution("SELECT 1")))
                            .columns()
                            .get(1)
                            .typeName())
                    .isEqualTo("array(varchar(1))");
        }
        assertThat(explained).hasSize(1);
        plan = CompletableFuture.completedFuture(lines(PLAN));
        assertThat(now(columns.complete(result(), execution("SELECT 2")))).isNotNull();
        assertThat(explained).hasSize(2);
        time.pass(Duration.ofMinutes(6));
        plan = CompletableFuture.completedFuture(lines(PLAN));
        assertThat(now(columns.complete(result(), execution("SELECT 1")))).isNotNull();
        assertThat(explained).hasSize(3);
    }

    @Test
    void whatCannotBeLearnedLeavesTheResultAsItIs() {
        var result = result();
        plan = CompletableFuture.failedFuture(new IllegalStateException("no"));
        assertThat(now(columns(NestedTypes.EXPLAIN).complete(result, execution("SELECT 1"))))
                .isSameAs(result);
        plan = CompletableFuture.completedFuture(lines("Fragment 0"));
        assertThat(now(columns(NestedTypes.EXPLAIN).complete(result, execution("SELECT 1"))))
                .isSameAs(result);
        plan = CompletableFuture.completedFuture(lines("Output[a]\n Layout: [tags:array(integer)]"));
        assertThat(now(columns(NestedTypes.EXPLAIN).complete(result, execution("SELECT 1"))))
                .isSameAs(result);
    }

    @Test
    void nothingIsAskedWhereNothingIsMissing() {
        var result = result();
        assertThat(now(columns(NestedTypes.NONE).complete(result, execution("SELECT 1"))))
                .isSameAs(result);
        assertThat(now(columns(NestedTypes.EXPLAIN).complete(result, execution("SHOW TABLES"))))
                .isSameAs(result);
        var plain = lines("x");
        assertThat(now(columns(NestedTypes.EXPLAIN).complete(plain, execution("SELECT 1"))))
                .isSameAs(plain);
        assertThat(explained).isEmpty();
    }
}
