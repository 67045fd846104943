package dev.pallas.reactive.internal;

import static dev.pallas.driver.AthenaType.BIGINT;
import static dev.pallas.driver.AthenaType.VARCHAR;
import static dev.pallas.reactive.internal.FakeResult.column;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pallas.driver.Column;
import io.vertx.core.Promise;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CursorTest extends VertxTest {
    private static final List<Column> BOOK = List.of(column("id", BIGINT), column("title", VARCHAR));

    private SqlConnection connection;

    @BeforeEach
    void connect() {
        connection = await(pool.getConnection());
    }

    @Test
    void aCursorReadsWhatIsAskedForAndKnowsWhetherThereIsMore() {
        athena.answering(query -> FakeResult.rows(BOOK, 4, QueryTest.books(9)));
        var cursor = await(connection.prepare("SELECT * FROM book")).cursor();

        assertThat(ids(await(cursor.read(6)))).containsExactly(0L, 1L, 2L, 3L, 4L, 5L);
        assertThat(cursor.hasMore()).isTrue();
        assertThat(ids(await(cursor.read(3)))).containsExactly(6L, 7L, 8L);
        assertThat(cursor.hasMore()).isFalse();
        assertThat(athena.queries).hasSize(1);
    }

    @Test
    void aPageIsReadWhenItIsNeededAndOneAhead() {
        var result = FakeResult.rows(BOOK, 10, QueryTest.books(100));
        athena.answering(query -> result);
        var cursor = await(connection.prepare("SELECT * FROM book")).cursor();

        await(cursor.read(10));

        assertThat(result.pagesRead).isEqualTo(2);
        await(cursor.close());
        assertThat(result.closed).isTrue();
    }

    @Test
    void otherStatementsRunWhileACursorIsOpen() {
        athena.answering(query -> query.sql().startsWith("SELECT")
                ? FakeResult.rows(BOOK, 2, QueryTest.books(4))
                : FakeResult.written("INSERT", 1));
        var cursor = await(connection.prepare("SELECT * FROM book")).cursor();

        await(cursor.read(2));
        assertThat(await(connection.query("INSERT INTO t VALUES (1)").execute()).rowCount())
                .isEqualTo(1);

        assertThat(ids(await(cursor.read(2)))).containsExactly(2L, 3L);
    }

    @Test
    void aStreamIsHeldBackByItsReader() {
        var result = FakeResult.rows(BOOK, 10, QueryTest.books(1000));
        athena.answering(query -> result);
        var stream = await(connection.prepare("SELECT * FROM book")).createStream(10, Tuple.tuple());
        List<Long> seen = new ArrayList<>();
        Promise<Void> paused = Promise.promise();
        Promise<Void> ended = Promise.promise();
        stream.exceptionHandler(ended::tryFail);
        stream.endHandler(end -> ended.complete());
        stream.handler(row -> {
            seen.add(row.getLong(0));
            if (seen.size() == 25) {
                stream.pause();
                paused.complete();
            }
        });

        await(paused.future());
        assertThat(seen).hasSize(25);
        assertThat(result.pagesRead).isLessThan(6);

        stream.resume();
        await(ended.future());
        assertThat(seen).hasSize(1000).isSorted();
    }

    @Test
    void closingACursorStopsItsQuery() {
        athena.answeringLater(query -> new CompletableFuture<>());
        var cursor = await(connection.prepare("SELECT * FROM book")).cursor();
        var read = cursor.read(10);
        awaitSubmission();

        await(cursor.close());

        assertThat(failureOf(read)).hasMessage("stopped");
        assertThat(athena.stopped).containsExactly("SELECT * FROM book");
    }

    private static List<Long> ids(RowSet<io.vertx.sqlclient.Row> rows) {
        List<Long> ids = new ArrayList<>();
        rows.forEach(row -> ids.add(row.getLong(0)));
        return ids;
    }
}
