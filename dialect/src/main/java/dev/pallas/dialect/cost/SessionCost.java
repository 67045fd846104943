package dev.pallas.dialect.cost;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.hibernate.SessionEventListener;
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

    private final SharedSessionContractImplementor session;
    private BigDecimal price = PRICE;
    private @Nullable BigDecimal budget;
    private Consumer<QueryCost> listener = cost -> {};
    private QueryCost total = QueryCost.NONE;

    private SessionCost(SharedSessionContractImplementor session) {
        this.session = session;
    }

    /**
     * Counts from now on.
     *
     * @param session an open session or stateless session, on JDBC
     * @return its cost, which grows as it is used
     */
    public static SessionCost track(SharedSessionContract session) {
        var cost = new SessionCost((SharedSessionContractImplementor) session);
        cost.session.getEventListenerManager().addListener(cost.new Listener());
        return cost;
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

    private final class Listener implements SessionEventListener {
        private static final long serialVersionUID = 1L;

        private transient long queries;
        private transient long bytes;

        @Override
        public void jdbcPrepareStatementStart() {
            var limit = budget;
            if (limit != null && dollars().compareTo(limit) >= 0) {
                throw new BudgetSpentException(limit, dollars());
            }
        }

        @Override
        public void jdbcExecuteStatementStart() {
            beforeStatement();
        }

        @Override
        public void jdbcExecuteStatementEnd() {
            afterStatement();
        }

        @Override
        public void jdbcExecuteBatchStart() {
            beforeStatement();
        }

        @Override
        public void jdbcExecuteBatchEnd() {
            afterStatement();
        }

        private void beforeStatement() {
            queries = read("Queries");
            bytes = read("BytesScanned");
        }

        private void afterStatement() {
            var cost = QueryCost.of(read("Queries") - queries, read("BytesScanned") - bytes);
            total = total.plus(cost);
            listener.accept(cost);
        }

        /** From the connection's client info, which the driver fills and any pool passes on. */
        private long read(String name) {
            try {
                Connection connection =
                        session.getJdbcCoordinator().getLogicalConnection().getPhysicalConnection();
                var number = connection.getClientInfo(name);
                return number == null ? 0 : Long.parseLong(number);
            } catch (SQLException failure) {
                throw session.getJdbcServices()
                        .getSqlExceptionHelper()
                        .convert(failure, "The connection does not tell what its queries cost");
            }
        }
    }
}
