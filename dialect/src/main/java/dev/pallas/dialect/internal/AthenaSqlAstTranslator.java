package dev.pallas.dialect.internal;

import dev.pallas.dialect.internal.function.ComposedAggregate;
import dev.pallas.dialect.internal.mutation.TableMerge;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.LockMode;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.query.IllegalQueryOperationException;
import org.hibernate.query.common.FetchClauseType;
import org.hibernate.query.common.FrameExclusion;
import org.hibernate.query.common.FrameKind;
import org.hibernate.query.common.FrameMode;
import org.hibernate.query.sqm.ComparisonOperator;
import org.hibernate.query.sqm.UnaryArithmeticOperator;
import org.hibernate.query.sqm.function.SelfRenderingFunctionSqlAstExpression;
import org.hibernate.query.sqm.sql.internal.SqmPathInterpretation;
import org.hibernate.query.sqm.tree.expression.Conversion;
import org.hibernate.sql.ast.Clause;
import org.hibernate.sql.ast.SqlAstJoinType;
import org.hibernate.sql.ast.spi.SqlAppender;
import org.hibernate.sql.ast.spi.SqlAstTranslatorWithMerge;
import org.hibernate.sql.ast.spi.SqlSelection;
import org.hibernate.sql.ast.tree.Statement;
import org.hibernate.sql.ast.tree.delete.DeleteStatement;
import org.hibernate.sql.ast.tree.expression.Any;
import org.hibernate.sql.ast.tree.expression.BinaryArithmeticExpression;
import org.hibernate.sql.ast.tree.expression.ColumnReference;
import org.hibernate.sql.ast.tree.expression.Every;
import org.hibernate.sql.ast.tree.expression.Expression;
import org.hibernate.sql.ast.tree.expression.JdbcParameter;
import org.hibernate.sql.ast.tree.expression.Literal;
import org.hibernate.sql.ast.tree.expression.Over;
import org.hibernate.sql.ast.tree.expression.SqlTuple;
import org.hibernate.sql.ast.tree.expression.SqlTupleContainer;
import org.hibernate.sql.ast.tree.expression.Summarization;
import org.hibernate.sql.ast.tree.expression.UnaryOperation;
import org.hibernate.sql.ast.tree.expression.UnparsedNumericLiteral;
import org.hibernate.sql.ast.tree.from.DerivedTableReference;
import org.hibernate.sql.ast.tree.from.FunctionTableReference;
import org.hibernate.sql.ast.tree.from.NamedTableReference;
import org.hibernate.sql.ast.tree.from.QueryPartTableReference;
import org.hibernate.sql.ast.tree.from.TableGroupJoin;
import org.hibernate.sql.ast.tree.insert.ConflictClause;
import org.hibernate.sql.ast.tree.insert.InsertSelectStatement;
import org.hibernate.sql.ast.tree.predicate.BooleanExpressionPredicate;
import org.hibernate.sql.ast.tree.predicate.ExistsPredicate;
import org.hibernate.sql.ast.tree.predicate.InSubQueryPredicate;
import org.hibernate.sql.ast.tree.predicate.Predicate;
import org.hibernate.sql.ast.tree.select.QueryGroup;
import org.hibernate.sql.ast.tree.select.QueryPart;
import org.hibernate.sql.ast.tree.select.QuerySpec;
import org.hibernate.sql.ast.tree.select.SelectStatement;
import org.hibernate.sql.ast.tree.select.SortSpecification;
import org.hibernate.sql.ast.tree.update.Assignment;
import org.hibernate.sql.ast.tree.update.UpdateStatement;
import org.hibernate.sql.exec.spi.JdbcOperation;
import org.hibernate.sql.model.internal.OptionalTableUpdate;
import org.hibernate.sql.model.internal.TableUpdateStandard;
import org.hibernate.sql.results.internal.SqlSelectionImpl;
import org.jspecify.annotations.Nullable;

/**
 * Hibernate's SQL tree in the words of Athena's DML, which is Trino's.
 *
 * <p>What differs from ANSI SQL as Hibernate writes it: numbers carry their type (a bare {@code 0.05} is a DOUBLE in Athena), UPDATE and
 * DELETE know neither aliases nor joins, booleans are ordinary expressions, and a row count after OFFSET or FETCH is plain digits.
 *
 * @param <T> the operation that a translation results in
 */
public class AthenaSqlAstTranslator<T extends JdbcOperation> extends SqlAstTranslatorWithMerge<T>
        implements ComposedAggregate.Windows {
    /** Set while a DML statement's own table is read in a subquery, where it does have an alias. */
    private boolean targetIsAliased;

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
    public AthenaSqlAstTranslator(SessionFactoryImplementor sessionFactory, Statement statement) {
        super(sessionFactory, statement);
    }

    // --- literals and arithmetic

    @Override
    protected void renderLiteral(Literal literal, boolean castParameter) {
        var numeric = literal.getJdbcMapping().getJdbcType().isNumber();
        if (!numeric || !NumericLiterals.append(this, literal.getLiteralValue())) {
            super.renderLiteral(literal, castParameter);
        }
    }

    @Override
    protected void renderAsLiteral(JdbcParameter parameter, @Nullable Object value) {
        var type = parameter.getExpressionType().getSingleJdbcMapping().getJdbcType();
        if (!type.isNumber() || !NumericLiterals.append(this, value)) {
            super.renderAsLiteral(parameter, value);
        }
    }

    @Override
    public <N extends Number> void visitUnparsedNumericLiteral(UnparsedNumericLiteral<N> literal) {
        var digits = literal.getUnparsedLiteralValue();
        switch (literal.getTypeCategory()) {
            case LONG -> NumericLiterals.append(this, "BIGINT", digits);
            case BIG_INTEGER, BIG_DECIMAL -> NumericLiterals.append(this, "DECIMAL", digits);
            case FLOAT -> NumericLiterals.append(this, "REAL", digits);
            case DOUBLE -> NumericLiterals.append(this, "DOUBLE", digits);
            default -> {
                if (digits.charAt(0) == '-') {
                    NumericLiterals.append(this, "INTEGER", digits);
                } else {
                    appendSql(digits);
                }
            }
        }
    }

    @Override
    public void visitUnaryOperationExpression(UnaryOperation operation) {
        // in parentheses: two signs in a row would start a comment
        appendSql(operation.getOperator() == UnaryArithmeticOperator.UNARY_PLUS ? "(+" : "(-");
        operation.getOperand().accept(this);
        appendSql(CLOSE_PARENTHESIS);
    }

    @Override
    public void visitConversion(Conversion conversion) {
        appendSql(OPEN_PARENTHESIS);
        super.visitConversion(conversion);
        appendSql(CLOSE_PARENTHESIS);
    }

    /** A duration in a larger unit is a whole number of it: what is left over is dropped, once, from the result. */
    @Override
    protected void renderSelectExpression(Expression expression) {
        if (isOfLargerUnit(expression)) {
            appendSql("cast(truncate(");
            super.renderSelectExpression(expression);
            appendSql(") as bigint)");
        } else {
            super.renderSelectExpression(expression);
        }
    }

    private boolean isOfLargerUnit(Expression expression) {
        if (expression instanceof Conversion conversion) {
            var from = conversion.getDuration().getUnit();
            return from.conversionFactor(conversion.getUnit(), getDialect()).startsWith("/");
        }
        return expression instanceof BinaryArithmeticExpression arithmetic
                && (isOfLargerUnit(arithmetic.getLeftHandOperand())
                        || isOfLargerUnit(arithmetic.getRightHandOperand()));
    }

    // --- booleans are expressions

    @Override
    protected void renderExpressionAsClauseItem(Expression expression) {
        expression.accept(this);
    }

    @Override
    public void visitBooleanExpressionPredicate(BooleanExpressionPredicate predicate) {
        if (predicate.isNegated()) {
            appendSql("not(");
            predicate.getExpression().accept(this);
            appendSql(CLOSE_PARENTHESIS);
        } else {
            predicate.getExpression().accept(this);
        }
    }

    // --- offset and fetch

    @Override
    public void visitQueryGroup(QueryGroup group) {
        if (fetchNeedsWindow(group)) {
            emulateFetchOffsetWithWindowFunctions(group, true);
        } else {
            super.visitQueryGroup(group);
        }
    }

    @Override
    public void visitQuerySpec(QuerySpec query) {
        if (fetchNeedsWindow(query)) {
            emulateFetchOffsetWithWindowFunctions(query, true);
        } else {
            super.visitQuerySpec(query);
        }
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
        if (statement != rowsOf
                && statement.getQueryPart() instanceof QuerySpec query
                && !query.isRoot()
                && FirstRows.apply(query, hasAggregateFunctions(query))) {
            var value = FirstRows.value(query);
            if (value != null) {
                super.visitSelectStatement(
                        new SelectStatement(statement, value, statement.getDomainResultDescriptors()));
                return;
            }
        }
        super.visitSelectStatement(statement);
    }

    @Override
    public void visitExistsPredicate(ExistsPredicate exists) {
        if (exists.getExpression().getQueryPart() instanceof QuerySpec query
                && query.getOffsetClauseExpression() == null
                && FirstRows.apply(query, hasAggregateFunctions(query))) {
            // whether there is one does not depend on which comes first
            query.setFetchClauseExpression(null, null);
            query.getSortSpecifications().clear();
        }
        rowsOf = exists.getExpression();
        super.visitExistsPredicate(exists);
    }

    @Override
    public void visitInSubQueryPredicate(InSubQueryPredicate in) {
        if (isOneRow(in.getSubQuery()) && SqlTupleContainer.getSqlTuple(in.getTestExpression()) == null) {
            in.getTestExpression().accept(this);
            appendSql(in.isNegated() ? "<>" : "=");
            in.getSubQuery().accept(this);
            return;
        }
        rowsOf = in.getSubQuery();
        super.visitInSubQueryPredicate(in);
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

    // --- update, delete, insert

    @Override
    protected String determineColumnReferenceQualifier(ColumnReference column) {
        return targetIsAliased ? column.getQualifier() : super.determineColumnReferenceQualifier(column);
    }

    @Override
    protected void visitDeleteStatementOnly(DeleteStatement statement) {
        if (hasNonTrivialFromClause(statement.getFromClause())) {
            renderDeleteClause(statement);
            appendSql(" where ");
            withAliasedTarget(() -> keyInSubquery(statement).accept(this));
        } else {
            super.visitDeleteStatementOnly(statement);
        }
    }

    /** The keys of the rows that a DELETE with joins means, as a subquery over those joins. */
    private Predicate keyInSubquery(DeleteStatement statement) {
        var matching = new QuerySpec(false);
        statement.getFromClause().getRoots().forEach(matching.getFromClause()::addRoot);
        matching.applyPredicate(statement.getRestriction());
        var keys = new ArrayList<ColumnReference>();
        statement
                .getMutationTarget()
                .getIdentifierTableMapping()
                .getKeyDetails()
                .forEachSelectable(0, (index, key) -> {
                    keys.add(new ColumnReference(
                            (String) null, key.getSelectionExpression(), false, null, key.getJdbcMapping()));
                    matching.getSelectClause()
                            .addSqlSelection(
                                    new SqlSelectionImpl(new ColumnReference(statement.getTargetTable(), key)));
                });
        var key = keys.size() == 1 ? keys.get(0) : new SqlTuple(keys, null);
        return new InSubQueryPredicate(key, matching, false);
    }

    @Override
    protected void visitUpdateStatementOnly(UpdateStatement statement) {
        if (statement instanceof TableMerge merge) {
            renderTableMerge(merge);
        } else if (hasNonTrivialFromClause(statement.getFromClause())) {
            withAliasedTarget(() -> visitUpdateStatementEmulateMerge(withPlainTargets(statement)));
        } else {
            super.visitUpdateStatementOnly(statement);
        }
    }

    private void renderTableMerge(TableMerge merge) {
        appendSql("merge into ");
        appendSql(merge.getTargetTable().getTableExpression());
        addAffectedTableName(merge.getTargetTable().getTableExpression());
        appendSql(" t using (");
        merge.source().accept(this);
        appendSql(") s");
        var separator = '(';
        for (int column = 0; column < merge.targets().size() + merge.key().size(); column++) {
            appendSql(separator);
            appendSql("c");
            appendSql(column);
            separator = ',';
        }
        appendSql(CLOSE_PARENTHESIS);
        var joint = " on ";
        for (int column = 0; column < merge.key().size(); column++) {
            appendSql(joint);
            merge.key().get(column).appendReadExpression(this, "t");
            appendSql("=s.c");
            appendSql(merge.targets().size() + column);
            joint = " and ";
        }
        appendSql(" when matched then update set");
        separator = ' ';
        for (int column = 0; column < merge.targets().size(); column++) {
            appendSql(separator);
            appendSql(UpdateTargets.name(merge.targets().get(column)));
            appendSql("=s.c");
            appendSql(column);
            separator = ',';
        }
        if (merge.insertsMissingRows()) {
            renderInsertOfMissing(merge);
        }
    }

    private void renderInsertOfMissing(TableMerge merge) {
        var columns = new ArrayList<>(merge.targets());
        columns.addAll(merge.key());
        appendSql(" when not matched then insert ");
        var separator = '(';
        for (var column : columns) {
            appendSql(separator);
            appendSql(UpdateTargets.name(column));
            separator = ',';
        }
        appendSql(") values ");
        separator = '(';
        for (int column = 0; column < columns.size(); column++) {
            appendSql(separator);
            appendSql("s.c");
            appendSql(column);
            separator = ',';
        }
        appendSql(CLOSE_PARENTHESIS);
    }

    private static UpdateStatement withPlainTargets(UpdateStatement statement) {
        var assignments = new ArrayList<Assignment>();
        for (var assignment : statement.getAssignments()) {
            assignments.add(
                    new Assignment(UpdateTargets.plain(assignment.getAssignable()), assignment.getAssignedValue()));
        }
        return new UpdateStatement(
                statement,
                statement.getTargetTable(),
                statement.getMutationTarget(),
                statement.getFromClause(),
                assignments,
                statement.getRestriction(),
                statement.getReturningColumns());
    }

    @Override
    protected void visitSetAssignment(Assignment assignment) {
        var target = assignment.getAssignable();
        if (target instanceof SqmPathInterpretation<?> path && path.getAffectedTableName() != null) {
            addAffectedTableName(path.getAffectedTableName());
        }
        super.visitSetAssignment(new Assignment(UpdateTargets.plain(target), assignment.getAssignedValue()));
    }

    @Override
    public void visitStandardTableUpdate(TableUpdateStandard update) {
        super.visitStandardTableUpdate(new TableUpdateStandard(
                update.getMutatingTable(),
                update.getMutationTarget(),
                update.getMutationComment(),
                UpdateTargets.plain(update.getValueBindings()),
                update.getKeyBindings(),
                update.getOptimisticLockBindings(),
                update.getWhereFragment(),
                update.getExpectation(),
                update.getReturningColumns()));
    }

    @Override
    protected void renderMergeUpdate(OptionalTableUpdate update) {
        super.renderMergeUpdate(new OptionalTableUpdate(
                update.getMutatingTable(),
                update.getMutationTarget(),
                UpdateTargets.plain(update.getValueBindings()),
                update.getKeyBindings(),
                update.getOptimisticLockBindings()));
    }

    private void withAliasedTarget(Runnable rendering) {
        var before = targetIsAliased;
        targetIsAliased = true;
        try {
            rendering.run();
        } finally {
            targetIsAliased = before;
        }
    }

    @Override
    protected void visitInsertStatementOnly(InsertSelectStatement statement) {
        if (statement.getConflictClause() == null) {
            super.visitInsertStatementOnly(statement);
        } else if (statement.getConflictClause().getConstraintColumnNames().isEmpty()) {
            throw new IllegalQueryOperationException(Refusals.CONFLICT_WITHOUT_COLUMNS);
        } else {
            visitInsertStatementEmulateMerge(statement);
        }
    }

    @Override
    protected void visitConflictClause(@Nullable ConflictClause conflict) {
        // part of the MERGE that the insert became
    }

    @Override
    protected void renderMergeTargetAlias() {
        appendSql("t");
    }

    @Override
    protected void renderMergeSourceAlias() {
        appendSql("s");
    }

    @Override
    protected void renderSelectTupleComparison(List<SqlSelection> left, SqlTuple tuple, ComparisonOperator operator) {
        emulateSelectTupleComparison(left, tuple.getExpressions(), operator, true);
    }

    /** Writes Java numbers as literals that carry their type. */
    private static final class NumericLiterals {
        private NumericLiterals() {}

        static boolean append(SqlAppender sql, @Nullable Object value) {
            if (value instanceof Integer || value instanceof Short || value instanceof Byte) {
                var digits = value.toString();
                if (digits.charAt(0) == '-') {
                    append(sql, "INTEGER", digits);
                } else {
                    sql.appendSql(digits);
                }
            } else if (value instanceof Long) {
                append(sql, "BIGINT", value.toString());
            } else if (value instanceof Float) {
                append(sql, "REAL", value.toString());
            } else if (value instanceof Double) {
                append(sql, "DOUBLE", value.toString());
            } else if (value instanceof BigDecimal decimal) {
                append(sql, "DECIMAL", decimal.toPlainString());
            } else if (value instanceof BigInteger) {
                append(sql, "DECIMAL", value.toString());
            } else {
                return false;
            }
            return true;
        }

        static void append(SqlAppender sql, String type, String digits) {
            sql.appendSql(type);
            sql.appendSql(" '");
            sql.appendSql(digits);
            sql.appendSql('\'');
        }
    }
}
