package dev.pallas.reactive.hibernate;

import dev.pallas.dialect.internal.Refusals;
import dev.pallas.dialect.internal.mutation.NumberedInsert;
import dev.pallas.dialect.internal.mutation.StepsHandler;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.hibernate.HibernateException;
import org.hibernate.boot.registry.StandardServiceInitiator;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.metamodel.mapping.EntityMappingType;
import org.hibernate.metamodel.mapping.internal.MappingModelCreationProcess;
import org.hibernate.query.spi.DomainQueryExecutionContext;
import org.hibernate.query.spi.QueryOptions;
import org.hibernate.query.sqm.internal.DomainParameterXref;
import org.hibernate.query.sqm.internal.SqmJdbcExecutionContextAdapter;
import org.hibernate.query.sqm.mutation.internal.SqmMultiTableMutationStrategyProviderInitiator;
import org.hibernate.query.sqm.mutation.spi.MultiTableHandler;
import org.hibernate.query.sqm.mutation.spi.MultiTableHandlerBuildResult;
import org.hibernate.query.sqm.mutation.spi.SqmMultiTableInsertStrategy;
import org.hibernate.query.sqm.mutation.spi.SqmMultiTableMutationStrategy;
import org.hibernate.query.sqm.mutation.spi.SqmMultiTableMutationStrategyProvider;
import org.hibernate.query.sqm.tree.SqmDeleteOrUpdateStatement;
import org.hibernate.query.sqm.tree.insert.SqmInsertStatement;
import org.hibernate.reactive.engine.spi.ReactiveSharedSessionContractImplementor;
import org.hibernate.reactive.id.ReactiveIdentifierGenerator;
import org.hibernate.reactive.provider.service.ReactiveSqmMultiTableMutationStrategyProvider;
import org.hibernate.reactive.query.sqm.mutation.internal.ReactiveHandler;
import org.hibernate.reactive.query.sqm.mutation.spi.ReactiveSqmMultiTableInsertStrategy;
import org.hibernate.reactive.query.sqm.mutation.spi.ReactiveSqmMultiTableMutationStrategy;
import org.hibernate.reactive.session.ReactiveConnectionSupplier;
import org.hibernate.reactive.sql.exec.internal.StandardReactiveJdbcMutationExecutor;
import org.hibernate.reactive.sql.exec.internal.StandardReactiveSelectExecutor;
import org.hibernate.reactive.sql.results.spi.ReactiveListResultsConsumer;
import org.hibernate.reactive.util.impl.CompletionStages;
import org.hibernate.reactive.vertx.VertxInstance;
import org.hibernate.service.spi.ServiceRegistryImplementor;
import org.hibernate.sql.exec.spi.ExecutionContext;
import org.hibernate.sql.exec.spi.JdbcOperationQueryMutation;
import org.hibernate.sql.exec.spi.JdbcParameterBindings;
import org.hibernate.sql.results.internal.RowTransformerSingularReturnImpl;

/** Runs the dialect's inserts and bulk updates and deletes over several tables without blocking: its statements, one after the other. */
final class AthenaBulkMutationInitiator implements StandardServiceInitiator<SqmMultiTableMutationStrategyProvider> {
    static final AthenaBulkMutationInitiator INSTANCE = new AthenaBulkMutationInitiator();

    private AthenaBulkMutationInitiator() {}

    @Override
    public SqmMultiTableMutationStrategyProvider initiateService(
            Map<String, Object> configuration, ServiceRegistryImplementor registry) {
        // a program may have units of Hibernate ORM beside those of Hibernate Reactive
        if (registry.locateServiceBinding(VertxInstance.class) == null) {
            return SqmMultiTableMutationStrategyProviderInitiator.INSTANCE.initiateService(configuration, registry);
        }
        return AthenaConfiguration.isAthena(configuration)
                ? new Provider()
                : new ReactiveSqmMultiTableMutationStrategyProvider();
    }

    @Override
    public Class<SqmMultiTableMutationStrategyProvider> getServiceInitiated() {
        return SqmMultiTableMutationStrategyProvider.class;
    }

    private static final class Provider extends ReactiveSqmMultiTableMutationStrategyProvider {
        private static final long serialVersionUID = 1L;

        @Override
        public SqmMultiTableMutationStrategy createMutationStrategy(
                EntityMappingType entity, MappingModelCreationProcess creationProcess) {
            return new Strategy(entity.getEntityName(), super.createMutationStrategy(entity, creationProcess));
        }

        @Override
        public SqmMultiTableInsertStrategy createInsertStrategy(
                EntityMappingType entity, MappingModelCreationProcess creationProcess) {
            return new Inserts(entity.getEntityName(), super.createInsertStrategy(entity, creationProcess));
        }
    }

    private static MultiTableHandlerBuildResult reactive(MultiTableHandlerBuildResult built, String refusal) {
        if (built.multiTableHandler() instanceof StepsHandler steps) {
            return new MultiTableHandlerBuildResult(new Handler(steps), built.firstJdbcParameterBindings());
        }
        throw new HibernateException(refusal);
    }

    private static CompletionStage<Integer> run(
            JdbcOperationQueryMutation statement, JdbcParameterBindings bindings, ExecutionContext context) {
        return StandardReactiveJdbcMutationExecutor.INSTANCE.executeReactive(
                statement, bindings, sql -> null, (index, prepared) -> {}, context);
    }

    private record Strategy(String entityName, SqmMultiTableMutationStrategy ofDialect)
            implements ReactiveSqmMultiTableMutationStrategy {
        @Override
        public MultiTableHandlerBuildResult buildHandler(
                SqmDeleteOrUpdateStatement<?> statement,
                DomainParameterXref parameters,
                DomainQueryExecutionContext context) {
            return reactive(
                    ofDialect.buildHandler(statement, parameters, context),
                    "This bulk statement on '" + entityName
                            + "', whose rows are spread over several tables, reads rows that it changes, and cannot work under Hibernate"
                            + " Reactive: Athena has no temporary tables. Load the entities and change them, or use Hibernate ORM for it.");
        }
    }

    private record Inserts(String entityName, SqmMultiTableInsertStrategy ofDialect)
            implements ReactiveSqmMultiTableInsertStrategy {
        @Override
        public MultiTableHandlerBuildResult buildHandler(
                SqmInsertStatement<?> statement, DomainParameterXref parameters, DomainQueryExecutionContext context) {
            var built = ofDialect.buildHandler(statement, parameters, context);
            return built.multiTableHandler() instanceof NumberedInsert numbered
                    ? new MultiTableHandlerBuildResult(new Numbered(numbered), built.firstJdbcParameterBindings())
                    : reactive(built, Refusals.INSERT_SELECT_WITHOUT_ID.formatted(entityName));
        }
    }

    /** Is what a handler of the dialect is, but for how it executes. */
    private interface Delegate extends ReactiveHandler {
        MultiTableHandler ofDialect();

        @Override
        default JdbcParameterBindings createJdbcParameterBindings(DomainQueryExecutionContext context) {
            return ofDialect().createJdbcParameterBindings(context);
        }

        @Override
        default boolean dependsOnParameterBindings() {
            return ofDialect().dependsOnParameterBindings();
        }

        @Override
        default boolean isCompatibleWith(JdbcParameterBindings bindings, QueryOptions options) {
            return ofDialect().isCompatibleWith(bindings, options);
        }
    }

    /** Counts the rows, makes their ids, and inserts. */
    private record Numbered(NumberedInsert ofDialect) implements Delegate {
        @Override
        public CompletionStage<Integer> reactiveExecute(
                JdbcParameterBindings bindings, DomainQueryExecutionContext context) {
            var session = context.getSession();
            var execution = SqmJdbcExecutionContextAdapter.omittingLockingAndPaging(context);
            var count = ofDialect.countQuery(context);
            return ((ReactiveSharedSessionContractImplementor) session)
                    .reactiveAutoFlushIfRequired(count.getAffectedTableNames())
                    .thenCompose(flushed -> StandardReactiveSelectExecutor.INSTANCE.list(
                            count,
                            bindings,
                            execution,
                            RowTransformerSingularReturnImpl.<Number>instance(),
                            null,
                            ReactiveListResultsConsumer.UniqueSemantic.NONE))
                    .thenCompose(counted -> ids(session, counted.get(0).intValue()))
                    .thenCompose(ids -> ids.isEmpty()
                            ? CompletableFuture.completedFuture(0)
                            : run(ofDialect.insert(ids, context), bindings, execution));
        }

        private CompletionStage<List<Object>> ids(SharedSessionContractImplementor session, int number) {
            if (!(ofDialect.generator() instanceof ReactiveIdentifierGenerator<?> reactive)) {
                return CompletableFuture.completedFuture(ofDialect.ids(number, session));
            }
            List<Object> ids = new ArrayList<>();
            return CompletionStages.loop(0, number, row -> reactive.generate((ReactiveConnectionSupplier) session, null)
                            .thenAccept(ids::add))
                    .thenApply(made -> ids);
        }
    }

    private record Handler(StepsHandler ofDialect) implements Delegate {
        @Override
        public CompletionStage<Integer> reactiveExecute(
                JdbcParameterBindings bindings, DomainQueryExecutionContext context) {
            var execution = SqmJdbcExecutionContextAdapter.omittingLockingAndPaging(context);
            CompletionStage<Integer> entities = CompletableFuture.completedFuture(0);
            for (var operation : ofDialect.operations()) {
                entities = entities.thenCompose(before -> run(operation.statement(), bindings, execution)
                        .thenApply(rows -> operation.counts() ? before + rows : before));
            }
            return entities;
        }
    }
}
