package dev.pallas.dialect.internal;

import java.util.HashMap;
import java.util.Map;
import org.hibernate.engine.spi.LoadQueryInfluencers;
import org.hibernate.query.spi.QueryOptions;
import org.hibernate.query.spi.QueryParameterBindings;
import org.hibernate.query.sqm.internal.DomainParameterXref;
import org.hibernate.query.sqm.sql.internal.StandardSqmTranslator;
import org.hibernate.query.sqm.tree.SqmStatement;
import org.hibernate.query.sqm.tree.domain.AbstractSqmSpecificPluralPartPath;
import org.hibernate.spi.NavigablePath;
import org.hibernate.sql.ast.spi.SqlAstCreationContext;
import org.hibernate.sql.ast.tree.Statement;
import org.hibernate.sql.ast.tree.expression.Expression;

/**
 * HQL as SQL trees. The greatest index of two collections of one entity would be one lateral join to Hibernate, which names it by the entity and the
 * function only: the second collection gets a subquery.
 *
 * @param <T> the kind of statement
 */
public final class AthenaSqmTranslator<T extends Statement> extends StandardSqmTranslator<T> {
    private final Map<Lateral, NavigablePath> collections = new HashMap<>();

    /** What Hibernate tells lateral joins apart by. */
    private record Lateral(NavigablePath entity, String function, boolean index) {}

    /**
     * Creates a translator for one statement.
     *
     * @param statement the statement
     * @param options of its execution
     * @param parameters its parameters
     * @param bindings their values
     * @param influencers what the session adds
     * @param context the factory's services
     * @param deduplicates whether equal selections become one
     */
    public AthenaSqmTranslator(
            SqmStatement<?> statement,
            QueryOptions options,
            DomainParameterXref parameters,
            QueryParameterBindings bindings,
            LoadQueryInfluencers influencers,
            SqlAstCreationContext context,
            boolean deduplicates) {
        super(statement, options, parameters, bindings, influencers, context, deduplicates);
    }

    @Override
    protected Expression createLateralJoinExpression(
            AbstractSqmSpecificPluralPartPath<?> part, boolean index, String function) {
        var collection = part.getPluralDomainPath().getNavigablePath();
        var first =
                collections.putIfAbsent(new Lateral(part.getNavigablePath().getParent(), function, index), collection);
        return first == null || first.equals(collection)
                ? super.createLateralJoinExpression(part, index, function)
                : createCorrelatedAggregateSubQuery(part, index, function);
    }
}
