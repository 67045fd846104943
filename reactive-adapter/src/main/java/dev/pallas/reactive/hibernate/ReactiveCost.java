package dev.pallas.reactive.hibernate;

import dev.pallas.dialect.cost.BudgetSpentException;
import dev.pallas.dialect.cost.CostStatistics;
import dev.pallas.dialect.cost.QueryCost;
import dev.pallas.dialect.cost.SessionCost;
import dev.pallas.reactive.AthenaProperties;
import io.vertx.sqlclient.RowSet;
import java.util.HashSet;
import java.util.Optional;
import java.util.function.Supplier;
import org.hibernate.engine.jdbc.spi.JdbcServices;
import org.jspecify.annotations.Nullable;

/** What the statements of one connection took, which is those of one session. Like its session, for one event loop. */
final class ReactiveCost {
    private final Supplier<JdbcServices> services;
    private @Nullable SessionCost session;

    /**
     * Counts from the first statement on.
     *
     * @param services asked with a statement and no sooner: Hibernate resolves the dialect with the registry locked and waits for a connection meanwhile
     */
    ReactiveCost(Supplier<JdbcServices> services) {
        this.services = services;
    }

    private Optional<CostStatistics> statistics() {
        return CostStatistics.of(services.get());
    }

    /**
     * Asks whether a statement may run.
     *
     * @throws BudgetSpentException if the session's budget is spent
     */
    void beforeStatement() {
        if (session == null) {
            session = statistics()
                    .filter(CostStatistics::isCounting)
                    .map(CostStatistics::open)
                    .orElse(null);
        }
        if (session != null) {
            session.beforeStatement();
        }
    }

    /** Adds what a statement took, or a batch, whose rows may have gone together as one query. */
    void afterStatement(String sql, RowSet<?> results) {
        if (session == null) {
            return;
        }
        var ids = new HashSet<String>();
        var bytes = 0L;
        for (RowSet<?> result = results; result != null; result = result.next()) {
            var info = result.property(AthenaProperties.QUERY_INFO);
            if (info != null && ids.add(info.queryId())) {
                bytes += info.statistics().dataScannedInBytes();
            }
        }
        var taken = QueryCost.of(ids.size(), bytes);
        session.afterStatement(taken);
        statistics().ifPresent(all -> all.add(sql, taken));
    }
}
