package dev.pallas.dialect.cost;

import dev.pallas.dialect.AthenaDialect;
import dev.pallas.dialect.internal.type.NativeStars;
import java.sql.PreparedStatement;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.hibernate.boot.registry.StandardServiceInitiator;
import org.hibernate.boot.registry.StandardServiceRegistryBuilder;
import org.hibernate.engine.jdbc.internal.JdbcServicesImpl;
import org.hibernate.engine.jdbc.spi.JdbcServices;
import org.hibernate.service.spi.ServiceContributor;
import org.hibernate.service.spi.ServiceRegistryImplementor;
import org.hibernate.sql.exec.internal.JdbcSelectExecutorStandardImpl;
import org.hibernate.sql.exec.internal.StandardJdbcMutationExecutor;
import org.hibernate.sql.exec.spi.ExecutionContext;
import org.hibernate.sql.exec.spi.JdbcMutationExecutor;
import org.hibernate.sql.exec.spi.JdbcOperationQueryMutation;
import org.hibernate.sql.exec.spi.JdbcParameterBindings;
import org.hibernate.sql.exec.spi.JdbcSelect;
import org.hibernate.sql.exec.spi.JdbcSelectExecutor;
import org.hibernate.sql.results.spi.ResultsConsumer;
import org.hibernate.sql.results.spi.RowTransformer;

/**
 * Hibernate's JDBC services, which give Athena's queries to executors that tell {@link CostStatistics} of them: the one place that knows both the session and the
 * query. So native queries are completed here too, see {@link NativeStars}. Other databases of the application get what they would get without this class.
 */
final class CountingJdbcServices extends JdbcServicesImpl {
    private static final long serialVersionUID = 1L;

    private final transient CostStatistics statistics;
    private final transient JdbcSelectExecutor selects = new Selects();
    private final transient JdbcMutationExecutor mutations = new Mutations();

    private CountingJdbcServices(CostStatistics statistics) {
        this.statistics = statistics;
    }

    /** Offers the services to Hibernate. */
    public static final class Contributor implements ServiceContributor {
        @Override
        public void contribute(StandardServiceRegistryBuilder builder) {
            builder.addInitiator(new Initiator());
        }
    }

    private static final class Initiator implements StandardServiceInitiator<JdbcServices> {
        @Override
        public Class<JdbcServices> getServiceInitiated() {
            return JdbcServices.class;
        }

        @Override
        public JdbcServices initiateService(Map<String, Object> settings, ServiceRegistryImplementor registry) {
            return new CountingJdbcServices(new CostStatistics(settings));
        }
    }

    /** Nothing where the database is not Athena. */
    Optional<CostStatistics> statistics() {
        return getDialect() instanceof AthenaDialect ? Optional.of(statistics) : Optional.empty();
    }

    @Override
    public JdbcSelectExecutor getJdbcSelectExecutor() {
        return getDialect() instanceof AthenaDialect ? selects : super.getJdbcSelectExecutor();
    }

    @Override
    public JdbcMutationExecutor getJdbcMutationExecutor() {
        return getDialect() instanceof AthenaDialect ? mutations : super.getJdbcMutationExecutor();
    }

    private <T> T counted(ExecutionContext context, String sql, Supplier<T> run) {
        var session = statistics.session(context.getSession());
        if (session == null) {
            return run.get();
        }
        var before = session.total();
        try {
            return run.get();
        } finally {
            statistics.add(context.getQueryIdentifier(sql), session.total().minus(before));
        }
    }

    private final class Selects extends JdbcSelectExecutorStandardImpl {
        @Override
        public <T, R> T executeQuery(
                JdbcSelect select,
                JdbcParameterBindings bindings,
                ExecutionContext context,
                RowTransformer<R> transformer,
                Class<R> type,
                int estimate,
                StatementCreator creator,
                ResultsConsumer<T, R> consumer) {
            return counted(
                    context,
                    select.getSqlString(),
                    () -> super.executeQuery(
                            NativeStars.spelledOut(select, context.getSession().getFactory()),
                            bindings,
                            context,
                            transformer,
                            type,
                            estimate,
                            creator,
                            consumer));
        }
    }

    private final class Mutations extends StandardJdbcMutationExecutor {
        @Override
        public int execute(
                JdbcOperationQueryMutation mutation,
                JdbcParameterBindings bindings,
                Function<String, PreparedStatement> creator,
                BiConsumer<Integer, PreparedStatement> check,
                ExecutionContext context) {
            return counted(
                    context, mutation.getSqlString(), () -> super.execute(mutation, bindings, creator, check, context));
        }
    }
}
