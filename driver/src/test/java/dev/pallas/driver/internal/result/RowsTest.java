package dev.pallas.driver.internal.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pallas.driver.AthenaException;
import dev.pallas.driver.AthenaType;
import dev.pallas.driver.Column;
import dev.pallas.driver.Page;
import dev.pallas.driver.QueryInfo;
import dev.pallas.driver.QueryResult;
import dev.pallas.driver.QueryState;
import dev.pallas.driver.Row;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.athena.model.Datum;

class RowsTest {
    private static final List<Column> COLUMNS = List.of(
            column("id", AthenaType.INTEGER),
            column("created_at", AthenaType.DATE),
            column("name", AthenaType.VARCHAR),
            column("name", AthenaType.VARCHAR));

    private static Column column(String name, AthenaType type) {
        return new Column(name, name, type, type.name(), 0, 0);
    }

    private static Page page(List<Column> columns, List<List<@Nullable String>> rows) {
        return new ApiPage(
                columns,
                rows.stream()
                        .map(row -> software.amazon.awssdk.services.athena.model.Row.builder()
                                .data(row.stream()
                                        .map(cell -> Datum.builder()
                                                .varCharValue(cell)
                                                .build())
                                        .toList())
                                .build())
                        .toList());
    }

    @Nested
    class ARow {
        private final List<@Nullable String> cells = new ArrayList<>(List.of("7", "2024-02-29", "first", "second"));

        private Row row() {
            return new PageRow(PageRow.Shape.of(COLUMNS), page(COLUMNS, List.of(cells)), 0);
        }

        record Named(int id, LocalDate createdAt, Object name) {}

        record Wide(long id, @Nullable LocalDate created_at) {}

        record Strange(int nosuch) {}

        record Picky(int id) {
            Picky {
                throw new IllegalArgumentException("never");
            }
        }

        @Test
        void isReadByPlaceAndByName() {
            assertThat(row().get(0)).isEqualTo(7);
            assertThat(row().get("ID", Long.class)).isEqualTo(7L);
            assertThat(row().get("name")).isEqualTo("first");
            assertThatThrownBy(() -> row().get("nosuch"))
                    .isInstanceOf(AthenaException.class)
                    .hasMessage("The result has no column nosuch; it has [id, created_at, name, name].");
        }

        @Test
        void isAMapInTheOrderOfTheColumns() {
            cells.set(1, null);
            assertThat(row().toMap().keySet()).containsExactly("id", "created_at", "name");
            assertThat(row().toMap().get("created_at")).isNull();
        }

        @Test
        void isARecord() {
            assertThat(row().as(Named.class)).isEqualTo(new Named(7, LocalDate.of(2024, 2, 29), "first"));
            cells.set(1, null);
            assertThat(row().as(Wide.class)).isEqualTo(new Wide(7, null));
        }

        @Test
        void isNoRecordThatDoesNotFit() {
            assertThatThrownBy(() -> row().as(Strange.class)).hasMessageStartingWith("The result has no column nosuch");
            assertThatThrownBy(() -> row().as(Picky.class)).hasMessageEndingWith("refuses a row: never");
            cells.set(0, null);
            assertThatThrownBy(() -> row().as(Wide.class)).hasMessageContaining("cannot hold NULL: declare it as Long");
            cells.set(0, "3000000000");
            assertThatThrownBy(() -> row().as(Named.class)).isInstanceOf(AthenaException.class);
        }
    }

    @Nested
    class APublisher {
        private final List<String> events = new ArrayList<>();
        private final List<CompletableFuture<Optional<Page>>> asked = new ArrayList<>();
        private boolean closed;
        private Flow.@Nullable Subscription subscription;

        private final QueryResult result = new QueryResult() {
            @Override
            public QueryInfo info() {
                return QueryInfo.of("q", QueryState.SUCCEEDED, "DML", "SELECT");
            }

            @Override
            public List<Column> columns() {
                return COLUMNS.subList(0, 1);
            }

            @Override
            public OptionalLong updateCount() {
                return OptionalLong.empty();
            }

            @Override
            public CompletionStage<Optional<Page>> nextPage() {
                var next = new CompletableFuture<Optional<Page>>();
                asked.add(next);
                return next;
            }

            @Override
            public void close() {
                closed = true;
            }
        };

        private Flow.Subscription subscribe(CompletionStage<QueryResult> opened, long askAgain) {
            new RowPublisher(() -> opened).subscribe(new Flow.Subscriber<>() {
                @Override
                public void onSubscribe(Flow.Subscription given) {
                    subscription = given;
                }

                @Override
                public void onNext(Row row) {
                    events.add(String.valueOf(row.text(0)));
                    if (askAgain > 0) {
                        subscription.request(askAgain);
                    }
                }

                @Override
                public void onError(Throwable problem) {
                    events.add("error " + problem.getMessage());
                }

                @Override
                public void onComplete() {
                    events.add("end");
                }
            });
            return subscription;
        }

        private void answer(int... values) {
            var rows = IntStream.of(values)
                    .mapToObj(value -> List.<@Nullable String>of(String.valueOf(value)))
                    .toList();
            asked.get(asked.size() - 1)
                    .complete(values.length == 0 ? Optional.empty() : Optional.of(page(result.columns(), rows)));
        }

        @Test
        void givesAsManyRowsAsAreAskedFor() {
            var reader = subscribe(CompletableFuture.completedFuture(result), 0);
            answer(1, 2, 3);
            assertThat(events).isEmpty();
            reader.request(2);
            assertThat(events).containsExactly("1", "2");
            assertThat(asked).hasSize(1);
            reader.request(5);
            answer(4);
            answer();
            assertThat(events).containsExactly("1", "2", "3", "4", "end");
            assertThat(closed).isTrue();
        }

        @Test
        void doesNotGoDeeperWithEachRow() {
            var reader = subscribe(CompletableFuture.completedFuture(result), 1);
            reader.request(1);
            answer(IntStream.range(0, 100_000).toArray());
            answer();
            assertThat(events).hasSize(100_001).last().isEqualTo("end");
        }

        @Test
        void readsNoMoreOnceItIsCancelled() {
            var reader = subscribe(CompletableFuture.completedFuture(result), 0);
            reader.request(1);
            answer(1, 2);
            reader.cancel();
            assertThat(closed).isTrue();
            reader.request(9);
            assertThat(events).containsExactly("1");
        }

        @Test
        void closesAResultThatComesAfterTheCancel() {
            var late = new CompletableFuture<QueryResult>();
            subscribe(late, 0).cancel();
            late.complete(result);
            assertThat(closed).isTrue();
            assertThat(events).isEmpty();
        }

        @Test
        void tellsTheFailureOfTheQueryAndOfAPage() {
            subscribe(CompletableFuture.failedFuture(new AthenaException("no", "42000", null, "q", false, null)), 0);
            assertThat(events).containsExactly("error no");
            events.clear();
            subscribe(CompletableFuture.completedFuture(result), 0).request(1);
            asked.get(0).completeExceptionally(new AthenaException("cut", "08S01", null, "q", true, null));
            assertThat(events).containsExactly("error cut");
            assertThat(closed).isTrue();
        }

        @Test
        void refusesToBeAskedForNothing() {
            subscribe(CompletableFuture.completedFuture(result), 0).request(0);
            assertThat(events).containsExactly("error the number of rows asked for must be positive: 0");
        }

        @Test
        void anEmptyResultEndsWithoutBeingAsked() {
            subscribe(CompletableFuture.completedFuture(result), 0);
            answer();
            assertThat(events).containsExactly("end");
        }
    }
}
