package dev.pallas.dialect.internal.batch;

import dev.pallas.dialect.AthenaDialect;
import dev.pallas.dialect.cost.CostStatistics;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.hibernate.cfg.BatchSettings;
import org.hibernate.engine.jdbc.batch.spi.BatchKey;
import org.hibernate.engine.jdbc.mutation.MutationExecutor;
import org.hibernate.engine.jdbc.mutation.internal.NoBatchKeyAccess;
import org.hibernate.engine.jdbc.mutation.internal.StandardMutationExecutorService;
import org.hibernate.engine.jdbc.mutation.spi.BatchKeyAccess;
import org.hibernate.engine.jdbc.mutation.spi.MutationExecutorService;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.internal.util.config.ConfigurationHelper;
import org.hibernate.persister.collection.mutation.CollectionMutationTarget;
import org.hibernate.sql.model.MutationOperationGroup;
import org.hibernate.sql.model.MutationType;
import org.hibernate.sql.model.PreparableMutationOperation;
import org.jspecify.annotations.Nullable;

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
        // writes of a flush pass by nothing else that knows their session
        CostStatistics.of(session.getJdbcServices()).ifPresent(statistics -> statistics.session(session));
        if (!(session.getFactory().getJdbcServices().getDialect() instanceof AthenaDialect)) {
            return standard(session).createExecutor(batchKey, operations, session);
        }
        var access = batchKey(batchKey, operations);
        var rows = parted(access, operations, session);
        return rows == null ? standard(session).createExecutor(access, operations, session) : rows;
    }

    private StandardMutationExecutorService standard(SharedSessionContractImplementor session) {
        return bySize.computeIfAbsent(batchSize(session.getFactory()), StandardMutationExecutorService::new);
    }

    /** Null for what has a batch of its own, or goes in no batch. */
    private static @Nullable MutationExecutor parted(
            BatchKeyAccess access, MutationOperationGroup operations, SharedSessionContractImplementor session) {
        var owner = session.getJdbcCoordinator().getJdbcSessionOwner();
        var key = access.getBatchKey();
        if (key == null || !(owner.getJdbcSessionContext().getBatchBuilder() instanceof PartedBatchBuilder)) {
            return null;
        }
        var whole = partedKey(key, operations);
        if (whole == null) {
            return null;
        }
        var ofSession = owner.getJdbcBatchSize();
        var size = ofSession == null ? batchSize(session.getFactory()) : ofSession;
        var prepared = new ArrayList<PreparableMutationOperation>(operations.getNumberOfOperations());
        for (int index = 0; index < operations.getNumberOfOperations(); index++) {
            if (!(operations.getOperation(index) instanceof PreparableMutationOperation operation)
                    || !operation.canBeBatched(key, size)) {
                return null;
            }
            prepared.add(operation);
        }
        return prepared.isEmpty() ? null : new PartedRows(operations, prepared, whole, key, size, session);
    }

    private static @Nullable PartedKey partedKey(BatchKey key, MutationOperationGroup operations) {
        if (operations.getMutationTarget() instanceof CollectionMutationTarget) {
            return operations.getNumberOfOperations() == 1 ? CollectionRole.of(key) : null;
        }
        return operations.getMutationType() == MutationType.DELETE ? EntityRemovals.KEY : null;
    }

    private static BatchKeyAccess batchKey(BatchKeyAccess access, MutationOperationGroup operations) {
        if (operations.getMutationTarget() instanceof CollectionMutationTarget collection
                && collection.getTargetPart().getTemporalMapping() != null) {
            // the row that ends and the row that begins take turns, and a batch that has been executed would get the
            // next
            return NoBatchKeyAccess.INSTANCE;
        }
        return () -> {
            var key = access.getBatchKey();
            return key == null ? null : new StatementsKey(key, statements(operations));
        };
    }

    private static List<String> statements(MutationOperationGroup operations) {
        var statements = new ArrayList<String>(operations.getNumberOfOperations());
        for (int index = 0; index < operations.getNumberOfOperations(); index++) {
            var operation = operations.getOperation(index);
            statements.add(
                    operation instanceof PreparableMutationOperation preparable
                            ? preparable.getSqlString()
                            : operation.getTableDetails().getTableName());
        }
        return statements;
    }

    /** What goes into one batch. The key alone does not tell: an audit inserts a row and ends the one before under the same. */
    private record StatementsKey(BatchKey key, List<String> statements) implements BatchKey {
        @Override
        public String toLoggableString() {
            return key.toLoggableString();
        }
    }

    private static int batchSize(SessionFactoryImplementor factory) {
        var dialect = factory.getJdbcServices().getDialect();
        var ifUnset = dialect instanceof AthenaDialect ? dialect.getDefaultStatementBatchSize() : 1;
        return ConfigurationHelper.getInt(BatchSettings.STATEMENT_BATCH_SIZE, factory.getProperties(), ifUnset);
    }
}
