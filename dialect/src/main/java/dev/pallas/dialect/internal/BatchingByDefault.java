package dev.pallas.dialect.internal;

import dev.pallas.dialect.AthenaDialect;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.hibernate.cfg.BatchSettings;
import org.hibernate.engine.jdbc.mutation.MutationExecutor;
import org.hibernate.engine.jdbc.mutation.internal.StandardMutationExecutorService;
import org.hibernate.engine.jdbc.mutation.spi.BatchKeyAccess;
import org.hibernate.engine.jdbc.mutation.spi.MutationExecutorService;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.internal.util.config.ConfigurationHelper;
import org.hibernate.sql.model.MutationOperationGroup;

/**
 * Batches writes to Athena without a setting. Hibernate asks a dialect for its batch size and then takes only the application's, so that
 * each entity would become a statement, at several hundred milliseconds each; here the dialect's answer counts. Other databases of the
 * application get what they would get without this class.
 */
public final class BatchingByDefault implements MutationExecutorService {
    private static final long serialVersionUID = 1L;

    private final transient Map<Integer, StandardMutationExecutorService> bySize = new ConcurrentHashMap<>();

    @Override
    public MutationExecutor createExecutor(
            BatchKeyAccess batchKey, MutationOperationGroup operations, SharedSessionContractImplementor session) {
        return bySize.computeIfAbsent(batchSize(session.getFactory()), StandardMutationExecutorService::new)
                .createExecutor(batchKey, operations, session);
    }

    private static int batchSize(SessionFactoryImplementor factory) {
        var dialect = factory.getJdbcServices().getDialect();
        var ifUnset = dialect instanceof AthenaDialect ? dialect.getDefaultStatementBatchSize() : 1;
        return ConfigurationHelper.getInt(BatchSettings.STATEMENT_BATCH_SIZE, factory.getProperties(), ifUnset);
    }
}
