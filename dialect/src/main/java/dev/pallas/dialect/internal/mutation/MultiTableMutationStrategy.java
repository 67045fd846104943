package dev.pallas.dialect.internal.mutation;

import org.hibernate.query.spi.DomainQueryExecutionContext;
import org.hibernate.query.sqm.internal.DomainParameterXref;
import org.hibernate.query.sqm.mutation.internal.inline.InlineMutationStrategy;
import org.hibernate.query.sqm.mutation.spi.MultiTableHandlerBuildResult;
import org.hibernate.query.sqm.mutation.spi.SqmMultiTableMutationStrategy;
import org.hibernate.query.sqm.tree.SqmDeleteOrUpdateStatement;
import org.hibernate.query.sqm.tree.delete.SqmDeleteStatement;
import org.hibernate.query.sqm.tree.update.SqmUpdateStatement;

/**
 * Bulk updates and deletes over several tables, without helper tables and without reading ids: a statement a table, restricted by a subquery that finds
 * the keys. Each statement is a commit of its own, so that they come in an order in which none changes what a later one must still see.
 */
public final class MultiTableMutationStrategy implements SqmMultiTableMutationStrategy {
    private final InlineMutationStrategy byIds;

    /**
     * Creates the strategy.
     *
     * @param byIds what is left where no order would do: reading the ids first
     */
    public MultiTableMutationStrategy(InlineMutationStrategy byIds) {
        this.byIds = byIds;
    }

    @Override
    public MultiTableHandlerBuildResult buildHandler(
            SqmDeleteOrUpdateStatement<?> statement,
            DomainParameterXref parameters,
            DomainQueryExecutionContext context) {
        var translation = new MutationTranslation(statement, parameters, context);
        var steps = statement instanceof SqmDeleteStatement<?>
                ? new DeleteSteps(translation).plan()
                : new UpdateSteps(translation, (SqmUpdateStatement<?>) statement).plan();
        return steps.isEmpty() ? byIds.buildHandler(statement, parameters, context) : translation.handler(steps);
    }
}
