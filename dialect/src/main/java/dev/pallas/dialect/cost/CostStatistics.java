package dev.pallas.dialect.cost;

import jakarta.persistence.EntityManagerFactory;
import java.lang.ref.WeakReference;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.WeakHashMap;
import java.util.function.Consumer;
import org.hibernate.HibernateException;
import org.hibernate.cfg.StatisticsSettings;
import org.hibernate.engine.jdbc.spi.JdbcServices;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.internal.util.config.ConfigurationHelper;
import org.hibernate.stat.Statistics;
import org.jspecify.annotations.Nullable;

/**
 * What the queries of a session factory scan and cost: all together, and by the text of the query, as Hibernate's {@link Statistics} have their
 * times. Counting begins with the session factory where {@code hibernate.generate_statistics} is on or {@value #SESSION_BUDGET} is set, otherwise with the
 * first call of {@link #of(EntityManagerFactory)}. Works on JDBC and under Hibernate Reactive. Thread-safe.
 */
public final class CostStatistics {
    /** The setting that gives each session a budget, in dollars: once it is spent, the next query is refused with a {@link BudgetSpentException}. */
    public static final String SESSION_BUDGET = "hibernate.athena.session_budget";

    /** The setting that tells what a terabyte scanned costs, in dollars; {@link SessionCost#PRICE} unless set. */
    public static final String PRICE_PER_TERABYTE = "hibernate.athena.price_per_terabyte";

    private final BigDecimal price;
    private final @Nullable BigDecimal budget;
    private volatile boolean counting;

    /** Each held by its session alone, so that a session that nobody closes can still be collected. */
    private final Map<SharedSessionContractImplementor, WeakReference<SessionCost>> sessions = new WeakHashMap<>();

    private final Map<String, QueryCost> queries;
    private QueryCost total = QueryCost.NONE;
    private Consumer<QueryCost> listener = cost -> {};

    CostStatistics(Map<String, Object> settings) {
        price = dollars(PRICE_PER_TERABYTE, settings).orElse(SessionCost.PRICE);
        budget = dollars(SESSION_BUDGET, settings).orElse(null);
        counting = budget != null || ConfigurationHelper.getBoolean(StatisticsSettings.GENERATE_STATISTICS, settings);
        queries = new LatestUsed(ConfigurationHelper.getInt(
                StatisticsSettings.QUERY_STATISTICS_MAX_SIZE, settings, Statistics.DEFAULT_QUERY_STATISTICS_MAX_SIZE));
    }

    private static Optional<BigDecimal> dollars(String setting, Map<String, Object> settings) {
        var value = settings.get(setting);
        if (value == null) {
            return Optional.empty();
        }
        try {
            var dollars = new BigDecimal(value.toString().strip());
            if (dollars.signum() >= 0) {
                return Optional.of(dollars);
            }
        } catch (NumberFormatException notANumber) {
            // told below
        }
        throw new HibernateException(
                "The setting " + setting + " takes an amount of dollars, such as 0.50, and not '" + value + "'");
    }

    /**
     * The statistics of a session factory, which counts from now on if it has not before.
     *
     * @throws HibernateException if the factory's database is not Athena
     */
    public static CostStatistics of(EntityManagerFactory factory) {
        var services = factory.unwrap(SessionFactoryImplementor.class).getJdbcServices();
        var statistics = of(services)
                .orElseThrow(() -> new HibernateException(
                        "The session factory's dialect is " + services.getDialect() + ", and not that of Athena"));
        statistics.counting = true;
        return statistics;
    }

    /** The same for what runs statements: nothing where the database is not Athena. */
    public static Optional<CostStatistics> of(JdbcServices services) {
        return services instanceof CountingJdbcServices counting ? counting.statistics() : Optional.empty();
    }

    /** Whether statements are counted. */
    public boolean isCounting() {
        return counting;
    }

    /** Everything that sessions have run. */
    public synchronized QueryCost total() {
        return total;
    }

    /** {@link #total} in dollars. */
    public BigDecimal dollars() {
        return total().dollars(price);
    }

    /** What a query's runs took together, with what they fetched along: by its HQL, or its SQL where it is native or loads by id. */
    public synchronized QueryCost query(String text) {
        return queries.getOrDefault(text, QueryCost.NONE);
    }

    /** All queries by their texts, of which the latest {@code hibernate.statistics.query_max_size} are kept. */
    public synchronized Map<String, QueryCost> queries() {
        return Map.copyOf(queries);
    }

    /** Is told the cost of each statement, or batch of statements, of any session when it has run, on the session's thread. */
    public synchronized CostStatistics onStatement(Consumer<QueryCost> told) {
        listener = listener.andThen(told);
        return this;
    }

    /** Forgets what has been counted. Budgets of open sessions stay as they are. */
    public synchronized void clear() {
        total = QueryCost.NONE;
        queries.clear();
    }

    /** For what runs statements: begins the account of a session, with its budget; it adds to these statistics. */
    public SessionCost open() {
        var cost = new SessionCost().price(price).onStatement(this::add);
        return budget == null ? cost : cost.budget(budget);
    }

    /** For what runs statements: adds to a query what one of its runs took. The total has it from the session. */
    public synchronized void add(String text, QueryCost taken) {
        if (!taken.equals(QueryCost.NONE)) {
            queries.merge(text, taken, QueryCost::plus);
        }
    }

    private void add(QueryCost taken) {
        Consumer<QueryCost> told;
        synchronized (this) {
            total = total.plus(taken);
            told = listener;
        }
        told.accept(taken);
    }

    /** For what runs statements: the account of a session on JDBC, from its first statement on; null as long as nobody wants to know. */
    public @Nullable SessionCost session(SharedSessionContractImplementor session) {
        if (!counting) {
            return null;
        }
        synchronized (sessions) {
            var known = sessions.get(session);
            var cost = known == null ? null : known.get();
            if (cost == null) {
                cost = open();
                cost.listenTo(session);
                sessions.put(session, new WeakReference<>(cost));
            }
            return cost;
        }
    }

    private static final class LatestUsed extends LinkedHashMap<String, QueryCost> {
        private static final long serialVersionUID = 1L;
        private final int most;

        LatestUsed(int most) {
            super(16, 0.75f, true);
            this.most = most;
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, QueryCost> eldest) {
            return size() > most;
        }
    }
}
