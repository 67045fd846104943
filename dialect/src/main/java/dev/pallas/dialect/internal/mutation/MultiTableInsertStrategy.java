package dev.pallas.dialect.internal.mutation;

import org.hibernate.query.spi.DomainQueryExecutionContext;
import org.hibernate.query.sqm.internal.DomainParameterXref;
import org.hibernate.query.sqm.mutation.spi.MultiTableHandlerBuildResult;
import org.hibernate.query.sqm.mutation.spi.SqmMultiTableInsertStrategy;
import org.hibernate.query.sqm.tree.insert.SqmInsertStatement;

/** HQL inserts into an entity of several tables, without the helper table that carries the rows from one to the next elsewhere. */
public final class MultiTableInsertStrategy implements SqmMultiTableInsertStrategy {
    @Override
    public MultiTableHandlerBuildResult buildHandler(
            SqmInsertStatement<?> statement, DomainParameterXref parameters, DomainQueryExecutionContext context) {
        return new InsertSteps(statement, parameters, context).handler();
    }
}
