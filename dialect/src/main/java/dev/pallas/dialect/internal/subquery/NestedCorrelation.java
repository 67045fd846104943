package dev.pallas.dialect.internal.subquery;

import java.util.stream.Stream;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.sql.ast.tree.expression.Expression;
import org.hibernate.sql.ast.tree.expression.SqlSelectionExpression;
import org.hibernate.sql.ast.tree.expression.SqlTuple;
import org.hibernate.sql.ast.tree.predicate.ExistsPredicate;
import org.hibernate.sql.ast.tree.predicate.InSubQueryPredicate;
import org.hibernate.sql.ast.tree.select.QueryPart;
import org.hibernate.sql.ast.tree.select.QuerySpec;
import org.hibernate.sql.results.internal.SqlSelectionImpl;
import org.jspecify.annotations.Nullable;

/** EXISTS of a subquery that the engine does not tie to the query around it: the ids of the outer row are among those that the rows are for. */
public final class NestedCorrelation {
    private NestedCorrelation() {}

    /**
     * The same condition without correlation.
     *
     * @param exists a condition
     * @param aggregated whether the subquery has aggregates
     * @param around the query that the condition stands in; null where that is no query
     * @param factory the factory that both belong to
     * @return null where the engine takes the condition as it is, or the ids of the outer rows cannot be told
     */
    public static @Nullable InSubQueryPredicate byId(
            ExistsPredicate exists, boolean aggregated, @Nullable QueryPart around, SessionFactoryImplementor factory) {
        if (!(exists.getExpression().getQueryPart() instanceof QuerySpec query)
                || !(around instanceof QuerySpec outerQuery)
                || query.hasOffsetOrFetchClause()) {
            return null;
        }
        var aggregate = aggregated && query.getGroupByClauseExpressions().isEmpty();
        var outer = aggregate || !Correlation.needsIds(query)
                ? null
                : OuterRows.of(Correlation.outerTables(query), OuterRows.present(outerQuery), factory);
        return outer == null ? null : byId(query, outer, exists.isNegated());
    }

    private static InSubQueryPredicate byId(QuerySpec query, OuterRows outer, boolean negated) {
        var rows = outer.beside(query.getFromClause());
        rows.applyPredicate(query.getWhereClauseRestrictions());
        if (!query.getGroupByClauseExpressions().isEmpty()) {
            // the outer columns are the same in all rows of a group, which the engine does not conclude from the ids
            var tables = Correlation.outerTables(query);
            var ofOuter = Correlation.unaggregatedColumns(query).stream()
                    .filter(column -> tables.contains(column.getQualifier()))
                    .distinct();
            rows.setGroupByClauseExpressions(Stream.of(
                            outer.keys().stream(),
                            ofOuter,
                            query.getGroupByClauseExpressions().stream().map(NestedCorrelation::value))
                    .<Expression>flatMap(part -> part)
                    .toList());
            rows.setHavingClauseRestrictions(query.getHavingClauseRestrictions());
        }
        outer.keys().forEach(key -> rows.getSelectClause().addSqlSelection(new SqlSelectionImpl(key)));
        var keys = outer.keys();
        return new InSubQueryPredicate(keys.size() == 1 ? keys.get(0) : new SqlTuple(keys, null), rows, negated);
    }

    /** What a position in the select list stands for. */
    private static Expression value(Expression grouping) {
        return grouping instanceof SqlSelectionExpression selected
                ? selected.getSelection().getExpression()
                : grouping;
    }
}
