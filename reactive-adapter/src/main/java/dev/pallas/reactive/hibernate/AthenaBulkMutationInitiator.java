package dev.pallas.reactive.hibernate;

import java.util.Map;
import org.hibernate.HibernateException;
import org.hibernate.boot.registry.StandardServiceInitiator;
import org.hibernate.metamodel.mapping.EntityMappingType;
import org.hibernate.metamodel.mapping.internal.MappingModelCreationProcess;
import org.hibernate.query.spi.DomainQueryExecutionContext;
import org.hibernate.query.sqm.internal.DomainParameterXref;
import org.hibernate.query.sqm.mutation.internal.SqmMultiTableMutationStrategyProviderInitiator;
import org.hibernate.query.sqm.mutation.spi.MultiTableHandlerBuildResult;
import org.hibernate.query.sqm.mutation.spi.SqmMultiTableMutationStrategy;
import org.hibernate.query.sqm.mutation.spi.SqmMultiTableMutationStrategyProvider;
import org.hibernate.query.sqm.tree.SqmDeleteOrUpdateStatement;
import org.hibernate.reactive.provider.service.ReactiveSqmMultiTableMutationStrategyProvider;
import org.hibernate.reactive.query.sqm.mutation.spi.ReactiveSqmMultiTableMutationStrategy;
import org.hibernate.reactive.vertx.VertxInstance;
import org.hibernate.service.spi.ServiceRegistryImplementor;

/**
 * Refuses a bulk update or delete over several tables under Hibernate Reactive: its strategies need temporary tables or writes in a
 * common table expression, which Athena lacks, and the dialect's own strategy would block.
 */
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
                ? new RefusingProvider()
                : new ReactiveSqmMultiTableMutationStrategyProvider();
    }

    @Override
    public Class<SqmMultiTableMutationStrategyProvider> getServiceInitiated() {
        return SqmMultiTableMutationStrategyProvider.class;
    }

    private static final class RefusingProvider extends ReactiveSqmMultiTableMutationStrategyProvider {
        private static final long serialVersionUID = 1L;

        @Override
        public SqmMultiTableMutationStrategy createMutationStrategy(
                EntityMappingType entity, MappingModelCreationProcess creationProcess) {
            return new Refusal(entity.getEntityName());
        }
    }

    private record Refusal(String entityName) implements ReactiveSqmMultiTableMutationStrategy {
        @Override
        public MultiTableHandlerBuildResult buildHandler(
                SqmDeleteOrUpdateStatement<?> statement,
                DomainParameterXref parameters,
                DomainQueryExecutionContext context) {
            throw new HibernateException("A bulk update or delete of '" + entityName
                    + "', whose rows are spread over several tables, cannot work under Hibernate Reactive: Athena has no temporary"
                    + " tables. Load the entities and change them, or use Hibernate ORM for it.");
        }
    }
}
