package dev.pallas.dialect.internal.subquery;

import java.util.List;
import org.hibernate.metamodel.mapping.JdbcMappingContainer;
import org.hibernate.query.sqm.ComparisonOperator;
import org.hibernate.sql.ast.tree.expression.Every;
import org.hibernate.sql.ast.tree.expression.Expression;
import org.hibernate.sql.ast.tree.expression.SqlTupleContainer;
import org.hibernate.sql.ast.tree.predicate.ComparisonPredicate;
import org.hibernate.sql.ast.tree.predicate.ExistsPredicate;
import org.hibernate.sql.ast.tree.predicate.InSubQueryPredicate;
import org.hibernate.sql.ast.tree.predicate.Junction;
import org.hibernate.sql.ast.tree.predicate.NullnessPredicate;
import org.hibernate.sql.ast.tree.predicate.Predicate;
import org.hibernate.sql.ast.tree.select.QuerySpec;
import org.hibernate.sql.ast.tree.select.SelectStatement;
import org.jspecify.annotations.Nullable;

/**
 * IN and comparisons with ANY and ALL as EXISTS. The engine takes rows with null parts for others, where SQL does not know; and what it does not tie to
 * the query around it can be said of EXISTS by ids.
 */
public final class AsExists {
    private final QuerySpec query;
    private final List<? extends Expression> tested;
    private final ComparisonOperator operator;
    private final boolean negated;
    private final JdbcMappingContainer type;

    private AsExists(
            QuerySpec query,
            List<? extends Expression> tested,
            ComparisonOperator operator,
            boolean negated,
            JdbcMappingContainer type) {
        this.query = query;
        this.tested = tested;
        this.operator = operator;
        this.negated = negated;
        this.type = type;
    }

    /**
     * Finds out whether it is needed.
     *
     * @param in a condition on a subquery that is rows of its tables, or groups of them
     * @param unknown whether it matters that nothing is known
     * @return null where the engine takes the condition as it is
     */
    public static @Nullable AsExists of(InSubQueryPredicate in, boolean unknown) {
        var tuple = SqlTupleContainer.getSqlTuple(in.getTestExpression());
        if (!(in.getSubQuery().getQueryPart() instanceof QuerySpec query)) {
            return null;
        }
        var tested = tuple == null ? List.of(in.getTestExpression()) : tuple.getExpressions();
        var needed = (tuple != null && (in.isNegated() || unknown)) || Correlation.needsIds(query);
        return needed
                        && tested.size()
                                == query.getSelectClause().getSqlSelections().size()
                ? new AsExists(query, tested, ComparisonOperator.EQUAL, in.isNegated(), in.getExpressionType())
                : null;
    }

    /**
     * Finds out whether it is needed.
     *
     * @param predicate a comparison of one value
     * @param subquery what ANY or ALL is of: rows of its tables, or groups of them
     * @return null where the engine takes the comparison as it is
     */
    public static @Nullable AsExists of(ComparisonPredicate predicate, SelectStatement subquery) {
        // what holds for all rows is what there is no row of that it does not hold for
        var negated = predicate.getRightHandExpression() instanceof Every;
        var operator = predicate.getOperator();
        return subquery.getQueryPart() instanceof QuerySpec query && Correlation.needsIds(query)
                ? new AsExists(
                        query,
                        List.of(predicate.getLeftHandExpression()),
                        negated ? operator.negated() : operator,
                        negated,
                        predicate.getExpressionType())
                : null;
    }

    /** Whether it is said that there is no such row. */
    public boolean isNegated() {
        return negated;
    }

    /** Whether the condition holds: there is such a row; or of a negated one, there is none that is or may be. */
    public ExistsPredicate holds() {
        return exists(negated, negated);
    }

    /** Whether there is such a row. */
    public ExistsPredicate isAny() {
        return exists(false, false);
    }

    /** Whether there is a row that is, or may be, such a row. */
    public ExistsPredicate mayBeAny() {
        return exists(true, false);
    }

    private ExistsPredicate exists(boolean orUnknown, boolean negated) {
        var rows = FirstRows.all(query);
        var grouped = !query.getGroupByClauseExpressions().isEmpty();
        var conditions = new Junction(Junction.Nature.CONJUNCTION);
        if (grouped) {
            rows.setGroupByClauseExpressions(query.getGroupByClauseExpressions());
            if (query.getHavingClauseRestrictions() != null) {
                conditions.add(query.getHavingClauseRestrictions());
            }
        }
        var selections = query.getSelectClause().getSqlSelections();
        for (int part = 0; part < tested.size(); part++) {
            var compared = new ComparisonPredicate(
                    tested.get(part), operator, selections.get(part).getExpression());
            conditions.add(orUnknown ? orUnknown(compared) : compared);
        }
        if (grouped) {
            rows.setHavingClauseRestrictions(conditions);
        } else {
            rows.applyPredicate(conditions);
        }
        return new ExistsPredicate(rows, negated, type);
    }

    private static Predicate orUnknown(ComparisonPredicate compared) {
        var either = new Junction(Junction.Nature.DISJUNCTION);
        either.add(compared);
        either.add(new NullnessPredicate(compared.getLeftHandExpression()));
        either.add(new NullnessPredicate(compared.getRightHandExpression()));
        return either;
    }
}
