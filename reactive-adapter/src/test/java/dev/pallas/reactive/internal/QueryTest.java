package dev.pallas.reactive.internal;

import static dev.pallas.driver.AthenaType.BIGINT;
import static dev.pallas.driver.AthenaType.VARCHAR;
import static dev.pallas.reactive.internal.FakeResult.column;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pallas.driver.BatchResult;
import dev.pallas.driver.Column;
import dev.pallas.driver.Query;
import dev.pallas.reactive.AthenaDatabaseException;
import dev.pallas.reactive.AthenaProperties;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import io.vertx.sqlclient.data.NullValue;
import io.vertx.sqlclient.data.Numeric;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

class QueryTest extends VertxTest {
    private static final List<Column> BOOK = List.of(column("id", BIGINT), column("title", VARCHAR));

    static List<Object[]> books(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> new Object[] {(long) i, "book " + i})
                .collect(Collectors.toList());
    }

    @Test
    void aSimpleQueryAnswersWithRowsColumnsAndWhatAthenaTells() {
        athena.answering(query -> FakeResult.rows(BOOK, new Object[] {1L, "Dune"}, new Object[] {2L, null}));

        var rows = await(pool.query("SELECT * FROM book").execute());

        assertThat(rows.columnsNames()).containsExactly("id", "title");
        assertThat(rows.size()).isEqualTo(2);
        assertThat(titles(rows)).containsExactly("Dune", null);
        assertThat(rows.property(AthenaProperties.QUERY_ID)).isEqualTo("q-select");
        assertThat(rows.property(AthenaProperties.QUERY_INFO).statistics().dataScannedInBytes())
                .isEqualTo(10);
        assertThat(athena.queries).extracting(Query::sql).containsExactly("SELECT * FROM book");
    }

    @Test
    void rowsOfAllPagesAreKeptInOrder() {
        athena.answering(query -> FakeResult.rows(BOOK, 700, books(2500)));

        var rows = await(pool.query("SELECT * FROM book").execute());

        assertThat(rows.size()).isEqualTo(2500);
        assertThat(StreamSupport.stream(rows.spliterator(), false).map(row -> row.getLong("id")))
                .isSorted()
                .hasSize(2500);
    }

    @Test
    void aCollectorAndAMappingSeeEachRow() {
        athena.answering(query -> FakeResult.rows(BOOK, 2, books(5)));

        var joined = await(pool.query("SELECT * FROM book")
                .collecting(Collectors.mapping(row -> row.getString(1), Collectors.joining(",")))
                .execute());
        var mapped = await(
                pool.query("SELECT * FROM book").mapping(row -> row.getLong(0)).execute());

        assertThat(joined.value()).isEqualTo("book 0,book 1,book 2,book 3,book 4");
        assertThat(mapped).containsExactly(0L, 1L, 2L, 3L, 4L);
    }

    @Test
    void aMappingThatThrowsFailsTheQuery() {
        athena.answering(query -> FakeResult.rows(BOOK, 2, books(5)));

        var failure = failureOf(pool.query("SELECT * FROM book")
                .mapping(row -> {
                    throw new IllegalArgumentException("not this row");
                })
                .execute());

        assertThat(failure).isInstanceOf(IllegalArgumentException.class).hasMessage("not this row");
    }

    @Test
    void aWriteAnswersWithItsCount() {
        athena.answering(query -> FakeResult.written("UPDATE", 3_000_000_000L));

        var result = await(pool.query("UPDATE book SET title = 'x'").execute());

        assertThat(result.rowCount()).isEqualTo(Integer.MAX_VALUE);
        assertThat(result.property(AthenaProperties.UPDATE_COUNT)).isEqualTo(3_000_000_000L);
        assertThat(result.columnsNames()).isNull();
        assertThat(result.size()).isZero();
    }

    @Test
    void valuesOfVertxBecomeValuesOfTheDriver() {
        athena.answering(query -> FakeResult.written("INSERT", 1));
        var tuple = Tuple.of(
                        NullValue.of(Long.class),
                        Buffer.buffer(new byte[] {1, 2}),
                        new JsonObject().put("a", 1),
                        Numeric.parse("1.50"),
                        Thread.State.NEW)
                .addValue(new Integer[] {1, null})
                .addValue(Tuple.JSON_NULL)
                .addValue(Numeric.NaN)
                .addValue(null);

        await(pool.preparedQuery("INSERT INTO t VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)")
                .execute(tuple));

        var parameters = athena.queries.get(0).parameters();
        assertThat((byte[]) parameters.get(1)).containsExactly(1, 2);
        assertThat(parameters.get(0)).isNull();
        assertThat(parameters.subList(2, 9))
                .containsExactly(
                        "{\"a\":1}", new BigDecimal("1.50"), "NEW", Arrays.asList(1, null), "null", Double.NaN, null);
    }

    @Test
    void aBatchAnswersWithOneResultForEachTuple() {
        athena.answeringBatches(
                rows -> CompletableFuture.completedFuture(
                        new BatchResult(List.of(1L, 0L, 2L), List.of(FakeResult.info("INSERT", "b")))),
                new BatchResult(List.of(), List.of()));

        RowSet<Row> result = await(pool.preparedQuery("INSERT INTO t VALUES (?)")
                .executeBatch(List.of(Tuple.of(1), Tuple.of(2), Tuple.of(3))));

        List<Integer> counts = new ArrayList<>();
        for (var next = result; next != null; next = next.next()) {
            counts.add(next.rowCount());
        }
        assertThat(counts).containsExactly(1, 0, 2);
        assertThat(athena.batches).singleElement().isEqualTo(List.of(List.of(1), List.of(2), List.of(3)));
    }

    @Test
    void aBatchThatReadsAnswersWithTheRowsOfEachQuery() {
        athena.answering(
                query -> FakeResult.rows(BOOK, new Object[] {query.parameters().get(0), "t"}));

        var result = await(pool.preparedQuery("SELECT * FROM book WHERE id = ?")
                .executeBatch(List.of(Tuple.of(7L), Tuple.of(8L))));

        assertThat(result.iterator().next().getLong(0)).isEqualTo(7);
        assertThat(result.next().iterator().next().getLong(0)).isEqualTo(8);
        assertThat(result.next().next()).isNull();
    }

    @Test
    void anEmptyBatchIsRefused() {
        assertThat(failureOf(pool.preparedQuery("INSERT INTO t VALUES (?)").executeBatch(List.of())))
                .hasMessageContaining("at least one set of parameters");
    }

    @Test
    void aFailureCarriesSqlStateCodeAndQueryId() {
        athena.answering(query -> {
            throw FakeAthena.failure("42S02", "TABLE_NOT_FOUND", "Table 'x' does not exist");
        });

        var failure = failureOf(pool.query("SELECT * FROM x").execute());

        assertThat(failure)
                .isInstanceOfSatisfying(AthenaDatabaseException.class, e -> {
                    assertThat(e).hasMessage("Table 'x' does not exist");
                    assertThat(e.getSqlState()).isEqualTo("42S02");
                    assertThat(e.getAthenaErrorCode()).isEqualTo("TABLE_NOT_FOUND");
                    assertThat(e.getQueryId()).isEqualTo("q-failed");
                })
                .hasRootCauseInstanceOf(dev.pallas.driver.AthenaException.class);
    }

    @Test
    void aResultBeyondTheBudgetFailsAndSaysToStream() {
        var result = FakeResult.rows(BOOK, 1000, books(100_000));
        athena.answering(query -> result);

        var failure = failureOf(pool.query("SELECT * FROM book").execute());

        assertThat(failure)
                .isInstanceOf(AthenaDatabaseException.class)
                .hasMessageContaining("1000000 bytes")
                .hasMessageContaining("Stream it");
        assertThat(result.closed).isTrue();
        assertThat(result.pagesRead).isLessThan(20);
    }

    @Test
    void answersArriveOnTheContextOfTheCaller() {
        athena.answering(query -> FakeResult.rows(BOOK, 2, books(5)));
        var context = vertx.getOrCreateContext();
        var seen = new CompletableFuture<Boolean>();
        context.runOnContext(go -> pool.query("SELECT * FROM book")
                .mapping(row -> row)
                .execute()
                .onComplete(rows -> seen.complete(Vertx.currentContext() == context
                        && context.isEventLoopContext()
                        && io.vertx.core.Context.isOnEventLoopThread())));

        assertThat(seen.orTimeout(10, java.util.concurrent.TimeUnit.SECONDS).join())
                .isTrue();
    }

    @Test
    void aGroupRunsOnOneConnectionInOrder() {
        athena.answering(query -> FakeResult.written("INSERT", 1));
        var done = new CompletableFuture<Object>();

        await(pool.withConnection(connection -> {
            ((io.vertx.sqlclient.impl.SqlClientInternal) connection).group(client -> {
                var first = client.query("INSERT INTO t VALUES (1)").execute();
                var second = client.query("INSERT INTO t VALUES (2)").execute();
                first.compose(rows -> second).onComplete(rows -> done.complete(rows.succeeded()));
            });
            return io.vertx.core.Future.fromCompletionStage(done);
        }));

        assertThat(athena.queries)
                .extracting(Query::sql)
                .containsExactly("INSERT INTO t VALUES (1)", "INSERT INTO t VALUES (2)");
    }

    private static List<String> titles(RowSet<Row> rows) {
        List<String> titles = new ArrayList<>();
        rows.forEach(row -> titles.add(row.getString("TITLE")));
        return titles;
    }
}
