package dev.pallas.dialect.internal;

import dev.pallas.dialect.internal.subquery.AsExists;
import dev.pallas.dialect.internal.subquery.CarriedValue;
import dev.pallas.dialect.internal.subquery.Correlation;
import dev.pallas.dialect.internal.subquery.FirstRows;
import dev.pallas.dialect.internal.subquery.NestedCorrelation;
import dev.pallas.dialect.internal.subquery.OuterJoinMatches;
import java.util.List;
import java.util.Map;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.query.IllegalQueryOperationException;
import org.hibernate.sql.ast.Clause;
import org.hibernate.sql.ast.SqlAstJoinType;
import org.hibernate.sql.ast.tree.Statement;
import org.hibernate.sql.ast.tree.expression.Any;
import org.hibernate.sql.ast.tree.expression.ColumnReference;
import org.hibernate.sql.ast.tree.expression.Every;
import org.hibernate.sql.ast.tree.expression.Literal;
import org.hibernate.sql.ast.tree.expression.SqlTupleContainer;
import org.hibernate.sql.ast.tree.from.QueryPartTableReference;
import org.hibernate.sql.ast.tree.from.TableGroupJoin;
import org.hibernate.sql.ast.tree.predicate.BooleanExpressionPredicate;
import org.hibernate.sql.ast.tree.predicate.ComparisonPredicate;
import org.hibernate.sql.ast.tree.predicate.ExistsPredicate;
import org.hibernate.sql.ast.tree.predicate.GroupedPredicate;
import org.hibernate.sql.ast.tree.predicate.InListPredicate;
import org.hibernate.sql.ast.tree.predicate.InSubQueryPredicate;
import org.hibernate.sql.ast.tree.predicate.NegatedPredicate;
import org.hibernate.sql.ast.tree.predicate.Predicate;
import org.hibernate.sql.ast.tree.select.QuerySpec;
import org.hibernate.sql.ast.tree.select.SelectStatement;
import org.hibernate.sql.exec.spi.JdbcOperation;
import org.jspecify.annotations.Nullable;

/**
 * Subqueries in ways that the engine ties to the query around them, which it does for some only.
 *
 * @param <T> the operation that a translation results in
 */
abstract class AthenaSubqueryTranslator<T extends JdbcOperation> extends AthenaExpressionTranslator<T>
        implements CarriedValue.Renaming {
    /** The subquery that is read as rows, and not for a single value. */
    private @Nullable SelectStatement rowsOf;

    /** Whether a condition is rendered of which the opposite is meant. */
    private boolean negated;

    /** What columns are called where they are carried in a table of a subquery, by their texts. */
    private Map<String, String> columnNames = Map.of();

    /**
     * Creates a translator for one statement.
     *
     * @param sessionFactory the factory that the statement belongs to
     * @param statement the statement to translate
     */
    protected AthenaSubqueryTranslator(SessionFactoryImplementor sessionFactory, Statement statement) {
        super(sessionFactory, statement);
    }

    @Override
    public void visitSelectStatement(SelectStatement statement) {
        if (statement == rowsOf || !(statement.getQueryPart() instanceof QuerySpec query) || query.isRoot()) {
            super.visitSelectStatement(statement);
            return;
        }
        var first = FirstRows.value(query, hasAggregateFunctions(query));
        if (first != null) {
            visitValue(new SelectStatement(statement, first, statement.getDomainResultDescriptors()), first);
        } else if (FirstRows.isGroupOrNone(query)) {
            // the engine drops the outer row where such a subquery is empty; an aggregate of it is never
            appendSql("(select element_at(array_agg(one.v),if(count(*)>1,0,1)) from ");
            visitValue(statement, query);
            appendSql(" one(v))");
        } else {
            visitValue(statement, query);
        }
    }

    private void visitValue(SelectStatement statement, QuerySpec query) {
        var around = isAfterGroups() ? null : getQueryPartStack().getCurrent();
        var carried = CarriedValue.of(query, around, getSessionFactory());
        super.visitSelectStatement(
                carried == null
                        ? statement
                        : new SelectStatement(statement, carried, statement.getDomainResultDescriptors()));
    }

    /** Whether what is rendered is of the groups of a query, which do not have the ids of its rows. */
    private boolean isAfterGroups() {
        return getClauseStack().getCurrent() != Clause.WHERE
                && getClauseStack().getCurrent() != Clause.FROM
                && getQueryPartStack().getCurrent() instanceof QuerySpec query
                && (!query.getGroupByClauseExpressions().isEmpty() || hasAggregateFunctions(query));
    }

    @Override
    public void renamed(Map<String, String> names, Runnable rendering) {
        var before = columnNames;
        columnNames = names;
        try {
            rendering.run();
        } finally {
            columnNames = before;
        }
    }

    @Override
    public void visitColumnReference(ColumnReference column) {
        var name = columnNames.isEmpty() ? null : columnNames.get(column.getExpressionText());
        if (name == null) {
            super.visitColumnReference(column);
        } else {
            appendSql(name);
        }
    }

    @Override
    public void visitExistsPredicate(ExistsPredicate exists) {
        var alternatives = Correlation.alternatives(exists.getExpression());
        if (!alternatives.isEmpty()) {
            visitOneOf(
                    exists.isNegated(),
                    alternatives.stream()
                            .map(rows -> new ExistsPredicate(rows, exists.isNegated(), exists.getExpressionType()))
                            .toList());
            return;
        }
        var byId = NestedCorrelation.byId(
                exists,
                hasAggregates(exists.getExpression()),
                isAfterGroups() ? null : getQueryPartStack().getCurrent(),
                getSessionFactory());
        if (byId != null) {
            rowsOf = byId.getSubQuery();
            super.visitInSubQueryPredicate(byId);
            return;
        }
        var rows = exists;
        if (exists.getExpression().getQueryPart() instanceof QuerySpec query
                && query.getOffsetClauseExpression() == null
                && FirstRows.apply(query, hasAggregateFunctions(query))) {
            // whether there is one does not depend on which comes first
            rows = new ExistsPredicate(FirstRows.all(query), exists.isNegated(), exists.getExpressionType());
        }
        rowsOf = rows.getExpression();
        super.visitExistsPredicate(rows);
    }

    @Override
    public void visitInSubQueryPredicate(InSubQueryPredicate in) {
        if (isOneRow(in.getSubQuery()) && SqlTupleContainer.getSqlTuple(in.getTestExpression()) == null) {
            in.getTestExpression().accept(this);
            appendSql(in.isNegated() ? "<>" : "=");
            in.getSubQuery().accept(this);
            return;
        }
        var exists =
                isPlain(in.getSubQuery()) || isGroups(in.getSubQuery()) ? AsExists.of(in, mattersThatUnknown()) : null;
        if (exists != null) {
            visitAsExists(exists);
            return;
        }
        var alternatives = Correlation.alternatives(in.getSubQuery());
        if (!alternatives.isEmpty()) {
            visitOneOf(
                    in.isNegated(),
                    alternatives.stream()
                            .map(rows -> new InSubQueryPredicate(
                                    in.getTestExpression(), rows, in.isNegated(), in.getExpressionType()))
                            .toList());
            return;
        }
        rowsOf = in.getSubQuery();
        if (in.getSubQuery().getQueryPart() instanceof QuerySpec query && Correlation.isCorrelated(query)) {
            var first = FirstRows.values(query, hasAggregateFunctions(query));
            if (first != null) {
                appendSql(in.isNegated() ? "not(contains(coalesce(" : "(contains(coalesce(");
                visitValue(new SelectStatement(first), first);
                appendSql(",array[]),");
                in.getTestExpression().accept(this);
                appendSql("))");
                return;
            }
            if (!query.hasOffsetOrFetchClause() && query.getSelectClause().isDistinct()) {
                // what is among rows does not depend on how often, and the engine ties no DISTINCT
                query.getSelectClause().makeDistinct(false);
                super.visitInSubQueryPredicate(in);
                query.getSelectClause().makeDistinct(true);
                return;
            }
        }
        super.visitInSubQueryPredicate(in);
    }

    /** Whether a condition that is unknown is told from one that is false: as a value, and under a negation. */
    private boolean mattersThatUnknown() {
        return negated || getClauseStack().getCurrent() == Clause.SELECT;
    }

    private void visitAsExists(AsExists exists) {
        if (!mattersThatUnknown()) {
            visitExistsPredicate(exists.holds());
            return;
        }
        appendSql("case when ");
        visitExistsPredicate(exists.isAny());
        appendSql(exists.isNegated() ? " then false when " : " then true when ");
        visitExistsPredicate(exists.mayBeAny());
        appendSql(exists.isNegated() ? " then null else true end" : " then null else false end");
    }

    @Override
    public void visitRelationalPredicate(ComparisonPredicate predicate) {
        var right = predicate.getRightHandExpression();
        var subquery = right instanceof Any any
                ? any.getSubquery()
                : right instanceof Every every ? every.getSubquery() : null;
        var exists = subquery != null
                        && SqlTupleContainer.getSqlTuple(predicate.getLeftHandExpression()) == null
                        && (isPlain(subquery) || isGroups(subquery))
                ? AsExists.of(predicate, subquery)
                : null;
        if (exists == null) {
            super.visitRelationalPredicate(predicate);
        } else {
            visitAsExists(exists);
        }
    }

    private static boolean isGroups(SelectStatement subquery) {
        return subquery.getQueryPart() instanceof QuerySpec query
                && !query.getGroupByClauseExpressions().isEmpty()
                && !query.hasOffsetOrFetchClause();
    }

    private boolean hasAggregates(SelectStatement subquery) {
        return subquery.getQueryPart() instanceof QuerySpec query && hasAggregateFunctions(query);
    }

    /** NOT of IN is NOT IN, which the engine knows. */
    @Override
    public void visitNegatedPredicate(NegatedPredicate negation) {
        var predicate = negation.getPredicate();
        while (predicate instanceof GroupedPredicate grouped) {
            predicate = grouped.getSubPredicate();
        }
        if (predicate instanceof InSubQueryPredicate in) {
            visitInSubQueryPredicate(new InSubQueryPredicate(
                    in.getTestExpression(), in.getSubQuery(), !in.isNegated(), in.getExpressionType()));
        } else {
            var before = negated;
            negated = true;
            super.visitNegatedPredicate(negation);
            negated = before;
        }
    }

    /** One of several predicates; of negated ones, all. */
    private void visitOneOf(boolean negated, List<? extends Predicate> predicates) {
        var separator = "(";
        for (var predicate : predicates) {
            appendSql(separator);
            predicate.accept(this);
            separator = negated ? " and " : " or ";
        }
        appendSql(CLOSE_PARENTHESIS);
    }

    /** A list of one subquery, as {@code path.in(subquery)} makes it, means its rows, which the engine would take for one value. */
    @Override
    public void visitInListPredicate(InListPredicate in) {
        var list = in.getListExpressions();
        if (list.size() == 1 && list.get(0) instanceof SelectStatement subquery) {
            visitInSubQueryPredicate(
                    new InSubQueryPredicate(in.getTestExpression(), subquery, in.isNegated(), in.getExpressionType()));
        } else {
            super.visitInListPredicate(in);
        }
    }

    @Override
    public void visitAny(Any any) {
        if (isOneRow(any.getSubquery())) {
            any.getSubquery().accept(this);
            return;
        }
        rowsOf = any.getSubquery();
        super.visitAny(any);
    }

    @Override
    public void visitEvery(Every every) {
        if (isOneRow(every.getSubquery())) {
            every.getSubquery().accept(this);
            return;
        }
        rowsOf = every.getSubquery();
        super.visitEvery(every);
    }

    /** Whether a subquery is an aggregate of all its rows: a value, which the engine can tie to the outer query where it cannot tie a set. */
    private boolean isOneRow(SelectStatement statement) {
        return statement.getQueryPart() instanceof QuerySpec query
                && hasAggregateFunctions(query)
                && query.getGroupByClauseExpressions().isEmpty()
                && query.getHavingClauseRestrictions() == null
                && !query.hasOffsetOrFetchClause();
    }

    @Override
    public void visitQueryPartTableReference(QueryPartTableReference reference) {
        rowsOf = reference.getStatement();
        super.visitQueryPartTableReference(reference);
    }

    @Override
    protected void renderTableGroupJoin(TableGroupJoin join, List<TableGroupJoin> collector) {
        if (!(join.getJoinedGroup().getPrimaryTableReference() instanceof QueryPartTableReference reference)
                || !reference.isLateral()
                || !(reference.getQueryPart() instanceof QuerySpec query)
                || !FirstRows.apply(query, hasAggregateFunctions(query))) {
            var matches = OuterJoinMatches.of(join, getQueryPartStack().getCurrent(), getSessionFactory());
            super.renderTableGroupJoin(matches == null ? join : matches, collector);
            return;
        }
        var kind = join.getJoinType() == SqlAstJoinType.LEFT ? " left join " : " join ";
        var rows = reference.getIdentificationVariable() + "_rows";
        appendSql(kind + "lateral ");
        var statement = new SelectStatement(reference.getStatement(), FirstRows.rows(query), List.of());
        rowsOf = statement;
        visitSelectStatement(statement);
        appendSql(" " + rows + "(r) on true" + kind);
        var condition = join.getPredicate();
        appendSql("unnest(" + rows + ".r)");
        renderDerivedTableReferenceIdentificationVariable(reference);
        appendSql(" on true");
        if (condition != null && !condition.isEmpty() && !isTrue(condition)) {
            if (join.getJoinType() == SqlAstJoinType.LEFT) {
                throw new IllegalQueryOperationException(Refusals.LATERAL_LEFT_JOIN);
            }
            // the engine joins UNNEST on nothing but true: a table of one row carries the condition
            appendSql(" join (values 1) " + reference.getIdentificationVariable() + "_on(one) on ");
            condition.accept(this);
        }
    }

    private static boolean isTrue(Predicate predicate) {
        return predicate instanceof BooleanExpressionPredicate truth
                && truth.getExpression() instanceof Literal literal
                && Boolean.TRUE.equals(literal.getLiteralValue());
    }
}
