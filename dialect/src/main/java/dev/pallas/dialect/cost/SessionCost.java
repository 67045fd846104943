package dev.pallas.dialect.cost;

import java.math.BigDecimal;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.hibernate.SharedSessionContract;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.jspecify.annotations.Nullable;

/**
 * What the queries of one session scan and cost, from the moment at which {@link #track} is called. Like its session, for one thread.
 *
 * <pre>{@code
 * var cost = SessionCost.track(session).budget(new BigDecimal("0.50"));
 * var report = cost.of(() -> session.createSelectionQuery(hql, Line.class).getResultList());
 * cost.total().dollars(SessionCost.PRICE);
 * }</pre>
 *
 * <p>Numbers are the driver's, which has them from Athena: a query that was answered by an earlier result scans nothing. Dollars are an estimate.
 */
public final class SessionCost {
    /** Athena's price in most regions: $5 per terabyte scanned. */
    public static final BigDecimal PRICE = BigDecimal.valueOf(5);

    private BigDecimal price = PRICE;
    private @Nullable BigDecimal budget;
    private Consumer<QueryCost> listener = cost -> {};
    private QueryCost total = QueryCost.NONE;

    SessionCost() {}

    /**
     * Counts from now on.
     *
     * @param session an open session or stateless session, on JDBC
     * @return its cost, which grows as it is used
     */
    public static SessionCost track(SharedSessionContract session) {
        var cost = new SessionCost();
        cost.listenTo((SharedSessionContractImplementor) session);
        return cost;
    }

    void listenTo(SharedSessionContractImplementor session) {
        session.getEventListenerManager().addListener(new JdbcCost(session, this));
    }

    /** What a terabyte scanned costs, in dollars; {@link #PRICE} unless set. */
    public SessionCost price(BigDecimal dollarsPerTerabyte) {
        price = dollarsPerTerabyte;
        return this;
    }

    /** Refuses the next query with a {@link BudgetSpentException} once as many dollars are spent; the query that passes the mark still runs. */
    public SessionCost budget(BigDecimal dollars) {
        budget = dollars;
        return this;
    }

    /** Is told the cost of each statement, or batch of statements, when it has run. */
    public SessionCost onStatement(Consumer<QueryCost> told) {
        listener = listener.andThen(told);
        return this;
    }

    /** Everything since {@link #track}. */
    public QueryCost total() {
        return total;
    }

    /** {@link #total} in dollars. */
    public BigDecimal dollars() {
        return total.dollars(price);
    }

    /**
     * Runs some work.
     *
     * @param work what uses the session
     * @return its value, and what it took
     */
    public <T> Measured<T> of(Supplier<T> work) {
        var before = total;
        var value = work.get();
        return new Measured<>(value, total.minus(before));
    }

    /**
     * What some work gave and took.
     *
     * @param value its value
     * @param cost its cost
     */
    public record Measured<T>(T value, QueryCost cost) {}

    /**
     * For what runs the session's statements: asks whether one more may run.
     *
     * @throws BudgetSpentException if the budget is spent
     */
    public void beforeStatement() {
        var limit = budget;
        if (limit != null && dollars().compareTo(limit) >= 0) {
            throw new BudgetSpentException(limit, dollars());
        }
    }

    /** For what runs the session's statements: adds what one has taken. */
    public void afterStatement(QueryCost taken) {
        total = total.plus(taken);
        listener.accept(taken);
    }
}
