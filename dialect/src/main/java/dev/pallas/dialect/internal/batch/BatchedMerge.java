package dev.pallas.dialect.internal.batch;

import org.hibernate.engine.jdbc.batch.spi.BatchKey;
import org.hibernate.sql.model.jdbc.MergeOperation;
import org.jspecify.annotations.Nullable;

/**
 * A MERGE of a row of a table that need not have it, such as a secondary table. Hibernate batches no changes of such tables, nor those of their
 * entity's own table, because elsewhere they are an update that may be followed by an insert; a MERGE is both at once.
 */
public final class BatchedMerge extends MergeOperation {
    /** The same operation, in batches. */
    public BatchedMerge(MergeOperation merge) {
        super(
                merge.getTableDetails(),
                merge.getMutationTarget(),
                merge.getSqlString(),
                merge.getExpectation(),
                merge.getParameterBinders());
    }

    @Override
    public boolean canBeBatched(@Nullable BatchKey key, int size) {
        return key != null && size > 1 && getExpectation().canBeBatched();
    }
}
