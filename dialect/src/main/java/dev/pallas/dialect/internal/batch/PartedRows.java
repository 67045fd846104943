package dev.pallas.dialect.internal.batch;

import java.util.List;
import org.hibernate.engine.jdbc.batch.spi.Batch;
import org.hibernate.engine.jdbc.batch.spi.BatchKey;
import org.hibernate.engine.jdbc.mutation.JdbcValueBindings;
import org.hibernate.engine.jdbc.mutation.ParameterUsage;
import org.hibernate.engine.jdbc.mutation.TableInclusionChecker;
import org.hibernate.engine.jdbc.mutation.group.PreparedStatementDetails;
import org.hibernate.engine.jdbc.mutation.internal.AbstractMutationExecutor;
import org.hibernate.engine.jdbc.mutation.internal.JdbcValueBindingsImpl;
import org.hibernate.engine.jdbc.mutation.internal.ModelMutationHelper;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.sql.model.MutationOperationGroup;
import org.hibernate.sql.model.PreparableMutationOperation;
import org.hibernate.sql.model.ValuesAnalysis;
import org.hibernate.sql.model.jdbc.JdbcValueDescriptor;

/** Adds the rows of one mutation, of one table or several, to its part of a {@link PartedBatch}. */
final class PartedRows extends AbstractMutationExecutor implements JdbcValueBindingsImpl.JdbcValueDescriptorAccess {
    private final MutationOperationGroup group;
    private final List<PreparableMutationOperation> operations;
    private final PartedKey whole;
    private final BatchKey key;
    private final int size;
    private final SharedSessionContractImplementor session;
    private final JdbcValueBindings values;

    /**
     * @param operations those of the group
     * @param key Hibernate's own key of the mutation
     */
    PartedRows(
            MutationOperationGroup group,
            List<PreparableMutationOperation> operations,
            PartedKey whole,
            BatchKey key,
            int size,
            SharedSessionContractImplementor session) {
        this.group = group;
        this.operations = operations;
        this.whole = whole;
        this.key = key;
        this.size = size;
        this.session = session;
        this.values = new JdbcValueBindingsImpl(group.getMutationType(), group.getMutationTarget(), this, session);
    }

    private PartedBatch all() {
        return (PartedBatch) session.getJdbcCoordinator().getBatch(whole, size, () -> {
            throw new IllegalStateException("The statements are those of the parts");
        });
    }

    private Batch part(PartedBatch all) {
        return all.part(
                key,
                () -> ModelMutationHelper.toPreparedStatementGroup(
                        group.getMutationType(), group.getMutationTarget(), null, operations, session));
    }

    private PreparableMutationOperation operation(String table) {
        return operations.size() == 1
                ? operations.get(0)
                : operations.stream()
                        .filter(operation -> operation.getTableDetails().containsTableName(table))
                        .findFirst()
                        .orElseThrow(() -> new IllegalArgumentException("No statement for table " + table));
    }

    @Override
    public String resolvePhysicalTableName(String table) {
        return operation(table).getTableDetails().getTableName();
    }

    @Override
    public JdbcValueDescriptor resolveValueDescriptor(String table, String column, ParameterUsage usage) {
        return operation(table).findValueDescriptor(column, usage);
    }

    @Override
    public JdbcValueBindings getJdbcValueBindings() {
        return values;
    }

    @Override
    public PreparedStatementDetails getPreparedStatementDetails(String table) {
        return part(all()).getStatementGroup().getPreparedStatementDetails(resolvePhysicalTableName(table));
    }

    @Override
    protected void performBatchedOperations(
            ValuesAnalysis analysis, TableInclusionChecker inclusion, Batch.StaleStateMapper stale) {
        var all = all();
        part(all).addToBatch(values, inclusion, stale);
        all.added();
    }

    @Override
    public void release() {
        // the statements are the batch's
    }
}
