package dev.pallas.dialect.cost;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.math.BigDecimal;
import java.util.function.Consumer;

/**
 * Adds up the cost of sessions in Micrometer: {@code athena.queries}, {@code athena.scanned} in bytes and {@code athena.cost}, an estimate in dollars. Give it to
 * {@link SessionCost#onStatement}. For any number of sessions and threads.
 */
public final class AthenaMeters implements Consumer<QueryCost> {
    private final BigDecimal price;
    private final Counter queries;
    private final Counter scanned;
    private final Counter cost;

    /**
     * Registers the meters.
     *
     * @param registry where to
     * @param price what a terabyte scanned costs, in dollars
     * @param tags names and values in turn
     */
    public AthenaMeters(MeterRegistry registry, BigDecimal price, String... tags) {
        this.price = price;
        queries = Counter.builder("athena.queries")
                .description("Queries that Athena ran")
                .tags(Tags.of(tags))
                .register(registry);
        scanned = Counter.builder("athena.scanned")
                .description("What the queries scanned")
                .baseUnit("bytes")
                .tags(Tags.of(tags))
                .register(registry);
        cost = Counter.builder("athena.cost")
                .description("What the queries cost, estimated from what they scanned")
                .baseUnit("dollars")
                .tags(Tags.of(tags))
                .register(registry);
    }

    @Override
    public void accept(QueryCost taken) {
        queries.increment((double) taken.queries());
        scanned.increment((double) taken.bytesScanned());
        cost.increment(taken.dollars(price).doubleValue());
    }
}
