package dev.pallas.dialect.internal;

import dev.pallas.dialect.internal.function.ComposedAggregate;
import dev.pallas.dialect.internal.subquery.FirstRows;
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
import org.hibernate.sql.ast.tree.Statement;
import org.hibernate.sql.ast.tree.expression.Expression;
import org.hibernate.sql.ast.tree.expression.JdbcParameter;
import org.hibernate.sql.ast.tree.expression.Literal;
import org.hibernate.sql.ast.tree.expression.Over;
import org.hibernate.sql.ast.tree.expression.Summarization;
import org.hibernate.sql.ast.tree.from.DerivedTableReference;
import org.hibernate.sql.ast.tree.from.FunctionTableReference;
import org.hibernate.sql.ast.tree.from.NamedTableReference;
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
 * ordinary expressions, and a row count after OFFSET or FETCH is plain digits.
 *
 * @param <T> the operation that a translation results in
 */
abstract class AthenaQueryTranslator<T extends JdbcOperation> extends AthenaSubqueryTranslator<T>
        implements ComposedAggregate.Windows {
    /** The window of the function being translated, until that function takes it. */
    private @Nullable Over<?> window;

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
