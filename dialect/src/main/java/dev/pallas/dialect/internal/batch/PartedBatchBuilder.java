package dev.pallas.dialect.internal.batch;

import java.util.Map;
import java.util.function.Supplier;
import org.hibernate.boot.registry.StandardServiceInitiator;
import org.hibernate.boot.registry.StandardServiceRegistryBuilder;
import org.hibernate.engine.jdbc.batch.internal.BatchBuilderImpl;
import org.hibernate.engine.jdbc.batch.internal.BatchBuilderInitiator;
import org.hibernate.engine.jdbc.batch.spi.Batch;
import org.hibernate.engine.jdbc.batch.spi.BatchBuilder;
import org.hibernate.engine.jdbc.batch.spi.BatchKey;
import org.hibernate.engine.jdbc.mutation.group.PreparedStatementGroup;
import org.hibernate.engine.jdbc.spi.JdbcCoordinator;
import org.hibernate.service.spi.ServiceContributor;
import org.hibernate.service.spi.ServiceRegistryImplementor;

/** Hibernate's own batches, and those of {@link PartedRows}. */
final class PartedBatchBuilder extends BatchBuilderImpl {
    private static final long serialVersionUID = 1L;

    private PartedBatchBuilder(int size) {
        super(size);
    }

    @Override
    public Batch buildBatch(
            BatchKey key, Integer size, Supplier<PreparedStatementGroup> statements, JdbcCoordinator coordinator) {
        return key instanceof PartedKey parted
                ? new PartedBatch(parted, size, coordinator)
                : super.buildBatch(key, size, statements, coordinator);
    }

    /** Offers the builder to Hibernate; one of the application's stays. */
    public static final class Contributor implements ServiceContributor {
        @Override
        public void contribute(StandardServiceRegistryBuilder builder) {
            builder.addInitiator(new Initiator());
        }
    }

    private static final class Initiator implements StandardServiceInitiator<BatchBuilder> {
        @Override
        public Class<BatchBuilder> getServiceInitiated() {
            return BatchBuilder.class;
        }

        @Override
        public BatchBuilder initiateService(Map<String, Object> settings, ServiceRegistryImplementor registry) {
            var builder = BatchBuilderInitiator.INSTANCE.initiateService(settings, registry);
            return builder.getClass() == BatchBuilderImpl.class
                    ? new PartedBatchBuilder(((BatchBuilderImpl) builder).getJdbcBatchSize())
                    : builder;
        }
    }
}
