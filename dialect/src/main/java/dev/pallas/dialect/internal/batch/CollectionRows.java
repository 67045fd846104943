package dev.pallas.dialect.internal.batch;

import org.hibernate.engine.jdbc.batch.spi.Batch;
import org.hibernate.engine.jdbc.batch.spi.BatchKey;
import org.hibernate.engine.jdbc.mutation.JdbcValueBindings;
import org.hibernate.engine.jdbc.mutation.TableInclusionChecker;
import org.hibernate.engine.jdbc.mutation.internal.MutationExecutorSingleBatched;
import org.hibernate.engine.jdbc.mutation.internal.PreparedStatementGroupSingleTable;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.sql.model.PreparableMutationOperation;
import org.hibernate.sql.model.ValuesAnalysis;

/** Adds the rows of one step of one collection to the {@link CollectionBatch} of its role. */
final class CollectionRows extends MutationExecutorSingleBatched {
    private final CollectionRole role;
    private final BatchKey key;
    private final int size;
    private final SharedSessionContractImplementor session;

    CollectionRows(
            PreparableMutationOperation operation,
            CollectionRole role,
            BatchKey key,
            int size,
            SharedSessionContractImplementor session) {
        super(operation, key, size, session);
        this.role = role;
        this.key = key;
        this.size = size;
        this.session = session;
    }

    private CollectionBatch all() {
        return (CollectionBatch) session.getJdbcCoordinator().getBatch(role, size, () -> {
            throw new IllegalStateException("The statements are those of the steps");
        });
    }

    private Batch part(CollectionBatch all) {
        return all.part(key, () -> new PreparedStatementGroupSingleTable(getMutationOperation(), session));
    }

    @Override
    protected PreparedStatementGroupSingleTable getStatementGroup() {
        return (PreparedStatementGroupSingleTable) part(all()).getStatementGroup();
    }

    @Override
    protected void performBatchedOperations(
            ValuesAnalysis analysis, TableInclusionChecker inclusion, Batch.StaleStateMapper stale) {
        JdbcValueBindings values = getJdbcValueBindings();
        var all = all();
        part(all).addToBatch(values, inclusion, stale);
        all.added();
    }
}
