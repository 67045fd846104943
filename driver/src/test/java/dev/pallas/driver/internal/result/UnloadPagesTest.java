package dev.pallas.driver.internal.result;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pallas.driver.AthenaException;
import dev.pallas.driver.DataType;
import dev.pallas.driver.Page;
import dev.pallas.driver.internal.parquet.ParquetFileBuilder;
import dev.pallas.driver.internal.sql.Unload;
import dev.pallas.driver.internal.submit.ManualScheduler;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Rows of Parquet files, from a bucket that a test has made. */
class UnloadPagesTest {
    private static final List<DataType> TYPES = List.of(DataType.parse("integer"), DataType.parse("array(varchar)"));
    private static final Unload UNLOAD = new Unload("s3://bucket/pallas/id/", List.of("A", "tags"), TYPES);

    private final ManualScheduler time = new ManualScheduler();
    private int closes;

    private static byte[] file(int rows) {
        var builder = new ParquetFileBuilder(List.of("c0", "c1"), TYPES);
        for (var i = 0; i < rows; i++) {
            builder.add(List.of(i, List.of("it's", String.valueOf(i))));
        }
        return builder.build();
    }

    private UnloadPages pages(FakeS3 s3, int files) {
        var location = Objects.requireNonNull(S3Location.of("s3://bucket/pallas/id/f"));
        return new UnloadPages(
                UNLOAD,
                "q1",
                "http://s3",
                (place, start, end, etag) ->
                        new S3Object(() -> s3, time, place.bucket(), place.key(), start, end, etag),
                Collections.nCopies(files, location),
                () -> closes++);
    }

    private CompletableFuture<Optional<Page>> next(UnloadPages pages) {
        var page = pages.next();
        time.pass(Duration.ofMinutes(1));
        return page;
    }

    private List<Object> read(UnloadPages pages) {
        var rows = new ArrayList<>();
        for (var page = next(pages).join(); page.isPresent(); page = next(pages).join()) {
            for (var row = 0; row < page.get().rowCount(); row++) {
                assertThat(page.get().value(row, 1))
                        .isEqualTo(List.of("it's", String.valueOf(page.get().value(row, 0))));
                rows.add(page.get().value(row, 0));
            }
        }
        return rows;
    }

    private static List<Object> numbers(int rows) {
        return IntStream.range(0, rows).<Object>mapToObj(i -> i).toList();
    }

    @Test
    void readsOneFileAfterTheOther() {
        var expected = new ArrayList<>(numbers(5));
        expected.addAll(numbers(5));

        assertThat(read(pages(new FakeS3(file(5)), 2))).isEqualTo(expected);
        assertThat(read(pages(new FakeS3(file(0)), 3))).isEmpty();
        assertThat(read(pages(new FakeS3(new byte[0]), 0))).isEmpty();
    }

    @Test
    void goesOnWhereAConnectionWasCut() {
        var s3 = new FakeS3(file(40_000));
        s3.cuts.addAll(List.of(10_000, 0, 25_000, 3));

        assertThat(read(pages(s3, 1))).isEqualTo(numbers(40_000));
        assertThat(s3.cuts).isEmpty();
    }

    @Test
    void namesAFileThatIsNotParquet() {
        var s3 = new FakeS3("not a file of Parquet, but long enough".getBytes(StandardCharsets.UTF_8));

        assertThat(next(pages(s3, 1))
                        .handle((page, failure) -> AthenaException.of(failure))
                        .join())
                .hasMessageStartingWith("The file s3://bucket/pallas/id/f is not as UNLOAD should have written it: ")
                .hasMessageEndingWith("[query q1]")
                .extracting(AthenaException::sqlState)
                .isEqualTo("22000");
    }

    @Test
    void namesAFileThatMayNotBeRead() {
        var s3 = new FakeS3(file(1), Optional.of("AccessDenied"));

        assertThat(next(pages(s3, 1))
                        .handle((page, failure) -> AthenaException.of(failure))
                        .join())
                .hasMessageContaining("s3://bucket/pallas/id/f")
                .extracting(AthenaException::queryId)
                .isEqualTo("q1");
    }

    @Test
    void saysWhenItIsNotReadAnyMore() {
        var pages = pages(new FakeS3(file(3)), 2);
        assertThat(next(pages).join()).isPresent();
        pages.close();

        assertThat(closes).isEqualTo(1);
    }
}
