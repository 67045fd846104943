package dev.pallas.driver.internal.result;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pallas.driver.AthenaException;
import dev.pallas.driver.QueryInfo;
import dev.pallas.driver.QueryResult;
import dev.pallas.driver.QueryState;
import dev.pallas.driver.QueryStatistics;
import dev.pallas.driver.ResultFetcher;
import dev.pallas.driver.internal.aws.Pacer;
import dev.pallas.driver.internal.submit.FakeAthena;
import dev.pallas.driver.internal.submit.ManualScheduler;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.athena.model.ColumnInfo;
import software.amazon.awssdk.services.athena.model.EncryptionOption;
import software.amazon.awssdk.services.athena.model.GetQueryResultsResponse;
import software.amazon.awssdk.services.athena.model.QueryExecution;
import software.amazon.awssdk.services.athena.model.Row;

class ResultsTest {
    private static final List<String> HEADER = List.of("a", "b");

    private final ManualScheduler time = new ManualScheduler();
    private final FakeAthena athena = new FakeAthena();
    private FakeS3 s3 = new FakeS3(new byte[0]);
    private ResultFetcher fetcher = ResultFetcher.AUTO;
    private int fetchSize;
    private EncryptionOption encryption = EncryptionOption.SSE_S3;

    private CompletionStage<QueryResult> open(String type, String substatement, String location) {
        var info = new QueryInfo(
                "q",
                QueryState.SUCCEEDED,
                null,
                null,
                null,
                type,
                substatement,
                null,
                null,
                null,
                null,
                location,
                null,
                null,
                null,
                QueryStatistics.NONE);
        var execution = QueryExecution.builder()
                .queryExecutionId("q")
                .resultConfiguration(
                        result -> result.encryptionConfiguration(option -> option.encryptionOption(encryption)))
                .build();
        var results = new Results(
                () -> athena,
                () -> s3,
                new Pacer(Runnable::run, time, time.clock(), () -> 1),
                Runnable::run,
                time,
                fetchSize,
                "http://athena",
                "http://s3",
                new OwnFiles(() -> s3, time, () -> "0123456789abcdef", false));
        return results.open(execution, info, fetcher);
    }

    private QueryResult select() {
        return open("DML", "SELECT", "s3://bucket/prefix/q.csv")
                .toCompletableFuture()
                .join();
    }

    private void answer(String token, List<List<String>> rows, String next) {
        athena.results.put(
                String.valueOf(token),
                GetQueryResultsResponse.builder()
                        .nextToken(next)
                        .resultSet(set -> set.rows(
                                        rows.stream().map(ResultsTest::row).toList())
                                .resultSetMetadata(metadata -> metadata.columnInfo(column("a"), column("b"))))
                        .build());
    }

    private static Row row(List<String> cells) {
        return Row.builder()
                .data(cells.stream()
                        .map(cell -> software.amazon.awssdk.services.athena.model.Datum.builder()
                                .varCharValue(cell)
                                .build())
                        .toList())
                .build();
    }

    private static ColumnInfo column(String name) {
        return ColumnInfo.builder().name(name).type("varchar").build();
    }

    private static List<List<String>> rows(int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(i -> List.of("r" + i, "\"" + i))
                .toList();
    }

    private static <T> List<T> concat(List<? extends T> first, List<? extends T> second) {
        var all = new ArrayList<T>(first);
        all.addAll(second);
        return all;
    }

    private void object(List<List<String>> rows) {
        s3 = new FakeS3(CsvTest.write(concat(List.of(HEADER), rows)).getBytes(StandardCharsets.UTF_8));
    }

    private List<List<String>> read(QueryResult result) {
        var rows = new ArrayList<List<String>>();
        while (true) {
            var next = result.nextPage().toCompletableFuture();
            time.pass(Duration.ofSeconds(30));
            var page = next.join();
            if (page.isEmpty()) {
                return rows;
            }
            assertThat(page.get().rowCount()).isPositive();
            rows.addAll(CsvTest.rows(page.get(), result.columns().size()));
        }
    }

    private static AthenaException failure(CompletionStage<?> stage) {
        assertThat(stage.toCompletableFuture()).isCompletedExceptionally();
        return stage.handle((value, failure) -> AthenaException.of(failure))
                .toCompletableFuture()
                .join();
    }

    @Test
    void aSmallResultIsCompleteAfterOneCall() {
        answer(null, List.of(HEADER, Arrays.asList("x", null)), null);
        assertThat(read(select())).containsExactly(Arrays.asList("x", null));
        assertThat(athena.reads).hasSize(1);
        assertThat(s3.ranges).isEmpty();
    }

    @Test
    void aLargeResultGoesOnInS3WithoutReadingARowTwice() {
        answer(null, concat(List.of(HEADER), rows(0, 999)), "more");
        object(rows(0, 20_000));
        assertThat(read(select())).isEqualTo(rows(0, 20_000));
        assertThat(athena.reads).hasSize(1);
        assertThat(s3.ranges).hasSize(1);
    }

    @Test
    void aLargeResultGoesOnPageByPageWhereS3MayNotBeRead() {
        answer(null, concat(List.of(HEADER), rows(0, 2)), "two");
        answer("two", rows(2, 4), "three");
        answer("three", List.of(), null);
        s3 = new FakeS3(new byte[0], Optional.of("AccessDenied"));
        assertThat(read(select())).isEqualTo(rows(0, 4));
        assertThat(athena.reads).hasSize(3);
    }

    @Test
    void theFetcherS3ReadsEveryRowThere() {
        fetcher = ResultFetcher.S3;
        answer(null, List.of(HEADER), "more");
        object(rows(0, 3));
        assertThat(read(select())).isEqualTo(rows(0, 3));
        assertThat(athena.reads).singleElement().matches(read -> read.maxResults() == 1);
    }

    @Test
    void theFetcherS3SaysWhereItMayNotRead() {
        fetcher = ResultFetcher.S3;
        answer(null, List.of(HEADER), null);
        s3 = new FakeS3(new byte[0], Optional.of("AccessDenied"));
        var failure = failure(select().nextPage());
        assertThat(failure.sqlState()).isEqualTo("42501");
        assertThat(failure)
                .hasMessageContaining("s3://bucket/prefix/q.csv")
                .hasMessageContaining("ResultFetcher=GetQueryResults")
                .hasMessageContaining("[query q]");
    }

    @Test
    void theFetcherS3CannotReadWhatTheClientWouldHaveToDecrypt() {
        encryption = EncryptionOption.CSE_KMS;
        fetcher = ResultFetcher.S3;
        assertThat(failure(open("DML", "SELECT", "s3://bucket/q.csv")).sqlState())
                .isEqualTo("0A000");
        fetcher = ResultFetcher.AUTO;
        answer(null, concat(List.of(HEADER), rows(0, 1)), "two");
        answer("two", rows(1, 2), null);
        assertThat(read(select())).isEqualTo(rows(0, 2));
    }

    @Test
    void theFetcherGetQueryResultsReadsNothingInS3() {
        fetcher = ResultFetcher.GET_QUERY_RESULTS;
        answer(null, concat(List.of(HEADER), rows(0, 2)), "two");
        answer("two", rows(2, 3), null);
        assertThat(read(select())).isEqualTo(rows(0, 3));
        assertThat(s3.ranges).isEmpty();
    }

    @Test
    void aConnectionThatIsCutIsTakenUpAtTheMissingByte() {
        fetcher = ResultFetcher.S3;
        answer(null, List.of(HEADER), null);
        object(rows(0, 500));
        s3.cuts.addAll(List.of(0, 11, 0, 3, 1_000));
        assertThat(read(select())).isEqualTo(rows(0, 500));
        assertThat(s3.ranges)
                .extracting(range -> range.substring(0, range.indexOf('-')))
                .containsExactly("bytes=0", "bytes=0", "bytes=11", "bytes=11", "bytes=14", "bytes=1014");
    }

    @Test
    void aConnectionThatNeverBringsAByteFails() {
        fetcher = ResultFetcher.S3;
        answer(null, List.of(HEADER), null);
        object(rows(0, 5));
        for (var i = 0; i < 50; i++) {
            s3.cuts.add(0);
        }
        var next = select().nextPage();
        time.pass(Duration.ofMinutes(1));
        assertThat(failure(next)).hasMessageContaining("http://s3").hasMessageContaining("Connection reset");
    }

    @Test
    void anObjectOfManyRangesIsReadToItsEnd() {
        fetcher = ResultFetcher.S3;
        answer(null, List.of(HEADER), null);
        object(rows(0, 450_000));
        assertThat(read(select())).isEqualTo(rows(0, 450_000));
        assertThat(s3.ranges.size()).isGreaterThan(2);
    }

    /** What a piece leaves of a record is more or less than there is room for before the next, or more than a piece. */
    @Test
    void recordsOfAnyLengthGoOnInTheNextPiece() {
        fetcher = ResultFetcher.S3;
        answer(null, List.of(HEADER), null);
        var rows = new ArrayList<List<String>>();
        for (var i = 0; i < 400; i++) {
            rows.add(List.of("" + i, "x".repeat(i == 200 ? 1_300_000 : i % 3 == 0 ? 20_000 : 8_000 + i)));
        }
        object(rows);
        assertThat(read(select())).isEqualTo(rows);
    }

    @Test
    void pagesComeAlsoOfARangeThatIsCutAmongThem() {
        fetcher = ResultFetcher.S3;
        answer(null, List.of(HEADER), null);
        object(rows(0, 250_000));
        s3.cuts.addAll(List.of(499_999, 1_234_567, 0, 500_000));
        assertThat(read(select())).isEqualTo(rows(0, 250_000));
    }

    @Test
    void anEmptyObjectIsNoRows() {
        fetcher = ResultFetcher.S3;
        answer(null, List.of(), null);
        assertThat(read(select())).isEmpty();
    }

    @Test
    void showHasNoHeader() {
        answer(null, List.of(HEADER), null);
        assertThat(read(open("DDL", "SHOW_TABLES", "s3://bucket/q.txt")
                        .toCompletableFuture()
                        .join()))
                .containsExactly(HEADER);
    }

    @Test
    void managedResultsHaveTheHeaderOfASelect() {
        answer(null, List.of(HEADER, List.of("x", "y")), null);
        assertThat(read(open("DML", "SELECT", null).toCompletableFuture().join()))
                .containsExactly(List.of("x", "y"));
    }

    @Test
    void aRowOfDescribeIsSplitAtItsTabs() {
        answer(null, List.of(List.of("id                  \tint ")), null);
        assertThat(read(open("UTILITY", "DESCRIBE_TABLE", "s3://bucket/q.txt")
                        .toCompletableFuture()
                        .join()))
                .containsExactly(List.of("id", "int"));
    }

    @Test
    void aWriteTellsItsCountAndHasNoColumns() {
        athena.results.put(
                "null",
                GetQueryResultsResponse.builder()
                        .updateCount(3L)
                        .resultSet(set -> set.resultSetMetadata(metadata -> metadata.columnInfo(
                                ColumnInfo.builder().name("rows").type("bigint").build())))
                        .build());
        var result = open("DML", "CREATE_TABLE_AS_SELECT", "s3://bucket/q")
                .toCompletableFuture()
                .join();
        assertThat(result.updateCount()).hasValue(3);
        assertThat(result.columns()).isEmpty();
        assertThat(read(result)).isEmpty();
    }

    @Test
    void pagesAreAsLargeAsTheReaderWants() {
        fetchSize = 3;
        answer(null, concat(List.of(HEADER), rows(0, 7)), null);
        var result = select();
        var sizes = new ArrayList<Integer>();
        for (var page = result.nextPage().toCompletableFuture().join();
                page.isPresent();
                page = result.nextPage().toCompletableFuture().join()) {
            sizes.add(page.get().rowCount());
        }
        assertThat(sizes).containsExactly(3, 3, 1);
    }

    @Test
    void aClosedResultGivesNoPage() {
        answer(null, concat(List.of(HEADER), rows(0, 7)), null);
        var result = select();
        result.close();
        assertThat(failure(result.nextPage()).sqlState()).isEqualTo("24000");
    }
}
