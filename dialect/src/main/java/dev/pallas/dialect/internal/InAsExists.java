package dev.pallas.dialect.internal;

import java.util.List;
import org.hibernate.query.sqm.ComparisonOperator;
import org.hibernate.sql.ast.tree.expression.Expression;
import org.hibernate.sql.ast.tree.expression.SqlTupleContainer;
import org.hibernate.sql.ast.tree.predicate.ComparisonPredicate;
import org.hibernate.sql.ast.tree.predicate.ExistsPredicate;
import org.hibernate.sql.ast.tree.predicate.InSubQueryPredicate;
import org.hibernate.sql.ast.tree.predicate.Junction;
import org.hibernate.sql.ast.tree.predicate.NullnessPredicate;
import org.hibernate.sql.ast.tree.predicate.Predicate;
import org.hibernate.sql.ast.tree.select.QuerySpec;
import org.jspecify.annotations.Nullable;

/** IN as EXISTS. */
final class InAsExists {
    private InAsExists() {}

    /**
     * IN as: there is a row whose parts all are the same; NOT IN as: there is none whose parts all are, or may be, the same.
     *
     * <p>The engine takes rows with null parts for others, where SQL does not know; and what ties a subquery through its own subqueries to the query
     * around it can be said of EXISTS.
     *
     * @param in a condition on a subquery that is rows of its tables
     * @return null where the engine takes the condition as it is
     */
    static @Nullable ExistsPredicate of(InSubQueryPredicate in) {
        var tuple = SqlTupleContainer.getSqlTuple(in.getTestExpression());
        return in.getSubQuery().getQueryPart() instanceof QuerySpec query
                        && ((in.isNegated() && tuple != null) || Correlation.isThroughSubqueries(query))
                ? of(in, tuple == null ? List.of(in.getTestExpression()) : tuple.getExpressions(), query)
                : null;
    }

    private static @Nullable ExistsPredicate of(
            InSubQueryPredicate in, List<? extends Expression> parts, QuerySpec query) {
        var selections = query.getSelectClause().getSqlSelections();
        if (parts.size() != selections.size()) {
            return null;
        }
        var rows = FirstRows.all(query);
        for (int part = 0; part < parts.size(); part++) {
            var same = new ComparisonPredicate(
                    parts.get(part),
                    ComparisonOperator.EQUAL,
                    selections.get(part).getExpression());
            rows.applyPredicate(in.isNegated() ? orUnknown(same) : same);
        }
        return new ExistsPredicate(rows, in.isNegated(), in.getExpressionType());
    }

    private static Predicate orUnknown(ComparisonPredicate same) {
        var either = new Junction(Junction.Nature.DISJUNCTION);
        either.add(same);
        either.add(new NullnessPredicate(same.getLeftHandExpression()));
        either.add(new NullnessPredicate(same.getRightHandExpression()));
        return either;
    }
}
