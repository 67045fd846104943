package dev.pallas.driver.internal.result;

import dev.pallas.driver.AthenaException;
import dev.pallas.driver.Page;
import dev.pallas.driver.QueryResult;
import dev.pallas.driver.Row;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The rows of a result as many as each subscriber asks for; the result is opened for each of them. */
public final class RowPublisher implements Flow.Publisher<Row> {
    private final Supplier<? extends CompletionStage<QueryResult>> opener;

    public RowPublisher(Supplier<? extends CompletionStage<QueryResult>> opener) {
        this.opener = opener;
    }

    @Override
    public void subscribe(Flow.Subscriber<? super Row> subscriber) {
        Objects.requireNonNull(subscriber, "subscriber");
        var reading = new Reading(subscriber);
        subscriber.onSubscribe(reading);
        reading.open(opener);
    }

    /**
     * One reader. Whatever happens leaves its trace in a field and calls {@link #drain}, in which one thread at a time acts on all that has
     * happened; so the subscriber is never called by two threads at once, and a row that asks for the next does not go deeper.
     */
    private static final class Reading implements Flow.Subscription {
        private final Flow.Subscriber<? super Row> subscriber;
        private final AtomicLong demand = new AtomicLong();
        private final AtomicInteger events = new AtomicInteger();
        private volatile boolean cancelled;
        private volatile @Nullable Throwable failure;
        private volatile @Nullable QueryResult result;
        /** A page that came, until the thread in {@link #drain} takes it. */
        private volatile @Nullable Page arrived;

        private volatile boolean atEnd;

        // of the thread in drain
        private PageRow.@Nullable Shape shape;
        private @Nullable Page page;
        private int next;
        private boolean asked;
        private boolean over;

        Reading(Flow.Subscriber<? super Row> subscriber) {
            this.subscriber = subscriber;
        }

        void open(Supplier<? extends CompletionStage<QueryResult>> opener) {
            var unused = opener.get().whenComplete((opened, problem) -> {
                if (problem == null) {
                    result = opened;
                } else {
                    failure = AthenaException.of(problem);
                }
                drain();
            });
        }

        @Override
        public void request(long rows) {
            if (rows <= 0) {
                failure = new IllegalArgumentException("the number of rows asked for must be positive: " + rows);
            } else {
                demand.accumulateAndGet(rows, (before, more) -> before + more < 0 ? Long.MAX_VALUE : before + more);
            }
            drain();
        }

        @Override
        public void cancel() {
            cancelled = true;
            drain();
        }

        private void drain() {
            if (events.getAndIncrement() != 0) {
                return;
            }
            int seen;
            do {
                seen = events.get();
                act();
            } while (!events.compareAndSet(seen, 0));
        }

        private void act() {
            var opened = result;
            if (over) {
                if (opened != null) {
                    opened.close();
                }
                return;
            }
            if (cancelled || failure != null) {
                end(opened);
                return;
            }
            if (opened == null) {
                return;
            }
            emit();
            if (cancelled || failure != null) {
                end(opened);
            } else if (page == null && atEnd) {
                end(opened);
            } else if (page == null && !asked) {
                ask(opened);
            }
        }

        private void emit() {
            var came = arrived;
            if (page == null && came != null) {
                arrived = null;
                asked = false;
                page = came;
                next = 0;
            }
            var current = page;
            if (current == null) {
                return;
            }
            var known = shape;
            if (known == null) {
                known = PageRow.Shape.of(Objects.requireNonNull(result).columns());
                shape = known;
            }
            while (next < current.rowCount() && demand.get() > 0 && !cancelled && failure == null) {
                if (demand.get() != Long.MAX_VALUE) {
                    demand.decrementAndGet();
                }
                give(new PageRow(known, current, next++));
            }
            if (next == current.rowCount()) {
                page = null;
            }
        }

        /** A subscriber that throws, against the rules, is told of it as of any failure: there is nobody else to tell. */
        private void give(Row row) {
            try {
                subscriber.onNext(row);
            } catch (RuntimeException | Error e) {
                failure = e;
            }
        }

        private void ask(QueryResult opened) {
            asked = true;
            var unused = opened.nextPage().whenComplete((read, problem) -> {
                if (problem != null) {
                    failure = AthenaException.of(problem);
                } else if (read.isPresent()) {
                    arrived = read.get();
                } else {
                    atEnd = true;
                }
                drain();
            });
        }

        private void end(@Nullable QueryResult opened) {
            over = true;
            if (opened != null) {
                opened.close();
            }
            var problem = failure;
            if (cancelled) {
                return;
            }
            if (problem != null) {
                subscriber.onError(problem);
            } else {
                subscriber.onComplete();
            }
        }
    }
}
