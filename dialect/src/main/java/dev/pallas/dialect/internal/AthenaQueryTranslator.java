package dev.pallas.dialect.internal;

import dev.pallas.dialect.internal.function.ComposedAggregate;
import java.util.List;
import org.hibernate.LockMode;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.query.IllegalQueryOperationException;
import org.hibernate.query.common.FetchClauseType;
import org.hibernate.query.common.FrameExclusion;
import org.hibernate.query.common.FrameKind;
import org.hibernate.query.common.FrameMode;
import org.hibernate.query.sqm.function.SelfRenderingFunctionSqlAstExpression;
import org.hibernate.sql.ast.Clause;
import org.hibernate.sql.ast.SqlAstJoinType;
import org.hibernate.sql.ast.tree.Statement;
import org.hibernate.sql.ast.tree.expression.Any;
import org.hibernate.sql.ast.tree.expression.Every;
import org.hibernate.sql.ast.tree.expression.Expression;
import org.hibernate.sql.ast.tree.expression.JdbcParameter;
import org.hibernate.sql.ast.tree.expression.Literal;
import org.hibernate.sql.ast.tree.expression.Over;
import org.hibernate.sql.ast.tree.expression.SqlTupleContainer;
import org.hibernate.sql.ast.tree.expression.Summarization;
import org.hibernate.sql.ast.tree.from.DerivedTableReference;
import org.hibernate.sql.ast.tree.from.FunctionTableReference;
import org.hibernate.sql.ast.tree.from.NamedTableReference;
import org.hibernate.sql.ast.tree.from.QueryPartTableReference;
import org.hibernate.sql.ast.tree.from.TableGroupJoin;
import org.hibernate.sql.ast.tree.predicate.BooleanExpressionPredicate;
import org.hibernate.sql.ast.tree.predicate.ExistsPredicate;
import org.hibernate.sql.ast.tree.predicate.GroupedPredicate;
import org.hibernate.sql.ast.tree.predicate.InListPredicate;
import org.hibernate.sql.ast.tree.predicate.InSubQueryPredicate;
import org.hibernate.sql.ast.tree.predicate.NegatedPredicate;
import org.hibernate.sql.ast.tree.predicate.Predicate;
import org.hibernate.sql.ast.tree.select.QueryGroup;
import org.hibernate.sql.ast.tree.select.QueryPart;
import org.hibernate.sql.ast.tree.select.QuerySpec;
import org.hibernate.sql.ast.tree.select.SelectStatement;
import org.hibernate.sql.ast.tree.select.SortSpecification;
import org.hibernate.sql.exec.spi.JdbcOperation;
import org.jspecify.annotations.Nullable;

/**
 * Queries in the words of Athena's SQL, which is Trino's.
 *
 * <p>What differs from ANSI SQL as Hibernate writes it: numbers carry their type (a bare {@code 0.05} is a DOUBLE in Athena), booleans are
 * ordinary expressions, a row count after OFFSET or FETCH is plain digits, and the engine ties only some subqueries to the query around them.
 *
 * @param <T> the operation that a translation results in
 */
abstract class AthenaQueryTranslator<T extends JdbcOperation> extends AthenaExpressionTranslator<T>
        implements ComposedAggregate.Windows {
    /** The window of the function being translated, until that function takes it. */
    private @Nullable Over<?> window;

    /** The subquery that is read as rows, and not for a single value. */
    private @Nullable SelectStatement rowsOf;

    /**
     * Creates a translator for one statement.
     *
     * @param sessionFactory the factory that the statement belongs to
     * @param statement the statement to translate
     */
    protected AthenaQueryTranslator(SessionFactoryImplementor sessionFactory, Statement statement) {
        super(sessionFactory, statement);
    }

    // --- offset and fetch

    @Override
    public void visitQueryGroup(QueryGroup group) {
        if (fetchNeedsWindow(group)) {
            renderFetchByWindow(group);
        } else {
            super.visitQueryGroup(group);
        }
    }

    @Override
    public void visitQuerySpec(QuerySpec query) {
        if (fetchNeedsWindow(query)) {
            renderFetchByWindow(query);
        } else {
            super.visitQuerySpec(query);
        }
    }

    private void renderFetchByWindow(QueryPart part) {
        var fetch = part.getFetchClauseExpression();
        var type = part.getFetchClauseType();
        part.setFetchClauseExpression(FirstRows.inFractions(fetch, type), type);
        emulateFetchOffsetWithWindowFunctions(part, true);
        part.setFetchClauseExpression(fetch, type);
    }

    private boolean fetchNeedsWindow(QueryPart part) {
        return getQueryPartForRowNumbering() != part
                && !isRowsOnlyFetchClauseType(part)
                && (!getDialect().supportsFetchClause(part.getFetchClauseType())
                        // the engine takes WITH TIES only after ORDER BY
                        || (part.getFetchClauseType() == FetchClauseType.ROWS_WITH_TIES
                                && !part.hasSortSpecifications()));
    }

    @Override
    protected void renderOffsetExpression(Expression offset) {
        renderRowCount(offset);
    }

    @Override
    protected void renderFetchExpression(Expression fetch) {
        renderRowCount(fetch);
    }

    private void renderRowCount(Expression count) {
        if (count instanceof Literal literal && literal.getLiteralValue() instanceof Number number) {
            appendSql(number.longValue());
        } else {
            count.accept(this);
        }
    }

    // --- windows and groups

    @Override
    public void visitOver(Over<?> over) {
        var function = over.getExpression();
        if (function instanceof SelfRenderingFunctionSqlAstExpression<?> self
                && self.getFunctionRenderer() instanceof ComposedAggregate) {
            window = over;
            function.accept(this);
            if (window == null) {
                return;
            }
            window = null;
            renderWindow(over);
        } else {
            super.visitOver(WindowFilters.asCase(over));
        }
    }

    @Override
    public @Nullable Runnable takeWindow() {
        var taken = window;
        window = null;
        return taken == null ? null : () -> renderWindow(taken);
    }

    private void renderWindow(Over<?> over) {
        visitOverClause(
                over.getPartitions(),
                over.getOrderList(),
                over.getMode(),
                over.getStartKind(),
                over.getStartExpression(),
                over.getEndKind(),
                over.getEndExpression(),
                over.getExclusion(),
                false);
    }

    @Override
    protected void visitOverClause(
            List<Expression> partitions,
            List<SortSpecification> sorts,
            FrameMode mode,
            FrameKind startKind,
            Expression start,
            FrameKind endKind,
            Expression end,
            FrameExclusion exclusion,
            boolean orderedSetAggregate) {
        if (exclusion != FrameExclusion.NO_OTHERS) {
            throw new IllegalQueryOperationException(Refusals.FRAME_EXCLUSION);
        }
        super.visitOverClause(partitions, sorts, mode, startKind, start, endKind, end, exclusion, orderedSetAggregate);
    }

    @Override
    protected void renderPartitionItem(Expression expression) {
        if (expression instanceof Literal) {
            // a constant makes one group, yet an integer would be taken for a position
            appendSql(getClauseStack().getCurrent() == Clause.PARTITION ? "true" : "()");
        } else if (expression instanceof Summarization summarization) {
            appendSql(summarization.getKind().sqlText());
            var separator = "(";
            for (var grouping : summarization.getGroupings()) {
                appendSql(separator);
                // rollup and cube take columns, not positions
                resolveAliasedExpression(grouping).accept(this);
                separator = ",";
            }
            appendSql(CLOSE_PARENTHESIS);
        } else {
            expression.accept(this);
        }
    }

    // --- subqueries that the engine cannot tie to the query around them

    @Override
    public void visitSelectStatement(SelectStatement statement) {
        if (statement == rowsOf || !(statement.getQueryPart() instanceof QuerySpec query) || query.isRoot()) {
            super.visitSelectStatement(statement);
            return;
        }
        var value = FirstRows.value(query, hasAggregateFunctions(query));
        if (value != null) {
            super.visitSelectStatement(new SelectStatement(statement, value, statement.getDomainResultDescriptors()));
        } else if (FirstRows.isGroupOrNone(query)) {
            // the engine drops the outer row where such a subquery is empty; an aggregate of it is never
            appendSql("(select element_at(array_agg(one.v),if(count(*)>1,0,1)) from ");
            super.visitSelectStatement(statement);
            appendSql(" one(v))");
        } else {
            super.visitSelectStatement(statement);
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
                getQueryPartStack().getCurrent(),
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
        var exists = isPlain(in.getSubQuery()) ? InAsExists.of(in) : null;
        if (exists != null) {
            visitExistsPredicate(exists);
            return;
        }
        var byId = NestedCorrelation.byId(
                in, hasAggregates(in.getSubQuery()), getQueryPartStack().getCurrent(), getSessionFactory());
        if (byId != null) {
            rowsOf = byId.getSubQuery();
            super.visitInSubQueryPredicate(byId);
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
                super.visitSelectStatement(new SelectStatement(first));
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

    private boolean hasAggregates(SelectStatement subquery) {
        return subquery.getQueryPart() instanceof QuerySpec query && hasAggregateFunctions(query);
    }

    /** NOT of IN is NOT IN, which knows of rows with null parts. */
    @Override
    public void visitNegatedPredicate(NegatedPredicate negated) {
        var predicate = negated.getPredicate();
        while (predicate instanceof GroupedPredicate grouped) {
            predicate = grouped.getSubPredicate();
        }
        if (predicate instanceof InSubQueryPredicate in) {
            visitInSubQueryPredicate(new InSubQueryPredicate(
                    in.getTestExpression(), in.getSubQuery(), !in.isNegated(), in.getExpressionType()));
        } else {
            super.visitNegatedPredicate(negated);
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
            super.renderTableGroupJoin(join, collector);
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

    // --- from

    @Override
    public void visitFunctionTableReference(FunctionTableReference reference) {
        reference.getFunctionExpression().accept(this);
        if (!reference.rendersIdentifierVariable()) {
            // the columns of a table function have no names of their own
            renderDerivedTableReferenceIdentificationVariable(reference);
        }
    }

    @Override
    protected void renderDerivedTableReference(DerivedTableReference reference) {
        if (reference instanceof FunctionTableReference && reference.isLateral()) {
            // a table function sees the tables before it without the word
            reference.accept(this);
        } else {
            super.renderDerivedTableReference(reference);
        }
    }

    /** A session as of an instant reads the snapshot of then; one without reads the table as it is. */
    @Override
    protected boolean renderNamedTableReference(NamedTableReference table, LockMode mode) {
        var instant = table.getAsOfTransactionIdentifier();
        if (instant == null) {
            return super.renderNamedTableReference(table, mode);
        }
        appendSql(table.getTableExpression());
        registerAffectedTable(table);
        if (instant instanceof JdbcParameter && getStatementStack().getCurrent() instanceof SelectStatement) {
            appendSql(" for timestamp as of with_timezone(");
            instant.accept(this);
            appendSql(",'UTC')");
        }
        renderTableReferenceIdentificationVariable(table);
        return false;
    }
}
