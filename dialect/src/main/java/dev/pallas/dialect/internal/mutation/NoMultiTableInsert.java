package dev.pallas.dialect.internal.mutation;

import dev.pallas.dialect.internal.Refusals;
import org.hibernate.query.IllegalQueryOperationException;
import org.hibernate.query.spi.DomainQueryExecutionContext;
import org.hibernate.query.sqm.internal.DomainParameterXref;
import org.hibernate.query.sqm.mutation.spi.MultiTableHandlerBuildResult;
import org.hibernate.query.sqm.mutation.spi.SqmMultiTableInsertStrategy;
import org.hibernate.query.sqm.tree.insert.SqmInsertStatement;

/** Refuses HQL inserts that would need a temporary table to carry ids from one table to the next. */
public final class NoMultiTableInsert implements SqmMultiTableInsertStrategy {
    @Override
    public MultiTableHandlerBuildResult buildHandler(
            SqmInsertStatement<?> statement, DomainParameterXref parameters, DomainQueryExecutionContext context) {
        var entity = statement.getTarget().getModel().getHibernateEntityName();
        throw new IllegalQueryOperationException(Refusals.MULTI_TABLE_INSERT.formatted(entity));
    }
}
