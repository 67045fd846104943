package dev.pallas.dialect.internal.id;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class SortableIdsTest {
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2025-01-01T00:00:00.005Z"));
    private final SortableIds ids = new SortableIds(now::get);

    @Test
    void anIdIsTimeCounterAndNode() {
        assertThat(ids.next(7)).isEqualTo(5L << 22 | 7);
        assertThat(ids.next(7)).isEqualTo(5L << 22 | 1L << 16 | 7);
        now.set(Instant.parse("2025-01-01T00:00:01Z"));
        assertThat(ids.next(SortableIds.MAX_NODE)).isEqualTo(1000L << 22 | 65_535);
    }

    @Test
    void theLastMillisecondIsPositive() {
        now.set(Instant.ofEpochMilli(SortableIds.EPOCH + (1L << 41) - 1));

        assertThat(ids.next(SortableIds.MAX_NODE)).isPositive();
        assertThat(now.get()).isBetween(Instant.parse("2094-01-01T00:00:00Z"), Instant.parse("2095-01-01T00:00:00Z"));
    }

    @Test
    void aBurstUsesTheMillisecondsToCome() {
        var burst = LongStream.range(0, 65).map(index -> ids.next(0)).toArray();

        assertThat(burst[63]).isEqualTo(5L << 22 | 63L << 16);
        assertThat(burst[64]).isEqualTo(6L << 22);
    }

    @Test
    void aClockThatGoesBackDoesNotTakeTheIdsBack() {
        long before = ids.next(0);
        now.set(Instant.parse("2025-01-01T00:00:00.001Z"));

        assertThat(ids.next(0)).isEqualTo(before + (1 << 16));
    }

    @Test
    void nodesDoNotMeet() {
        var other = new SortableIds(now::get);

        assertThat(LongStream.range(0, 1000).map(index -> ids.next(1)).boxed())
                .doesNotContainAnyElementsOf(LongStream.range(0, 1000)
                        .map(index -> other.next(2))
                        .boxed()
                        .toList());
    }

    @Test
    void threadsDoNotMeet() throws InterruptedException, ExecutionException {
        var threads = Executors.newFixedThreadPool(4);
        try {
            Callable<long[]> work =
                    () -> LongStream.range(0, 20_000).map(index -> ids.next(1)).toArray();
            var results = threads.invokeAll(
                    IntStream.range(0, 4).mapToObj(index -> work).toList());
            var all = LongStream.empty();
            for (var result : results) {
                assertThat(result.get()).isSorted();
                all = LongStream.concat(all, LongStream.of(result.get()));
            }
            assertThat(all.distinct().count()).isEqualTo(80_000);
        } finally {
            threads.shutdownNow();
        }
    }
}
