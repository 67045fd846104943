package dev.pallas.dialect.internal;

import dev.pallas.dialect.internal.mutation.TableMerge;
import dev.pallas.dialect.internal.subquery.Correlation;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.metamodel.mapping.EntityMappingType;
import org.hibernate.persister.internal.SqlFragmentPredicate;
import org.hibernate.query.IllegalQueryOperationException;
import org.hibernate.query.sqm.ComparisonOperator;
import org.hibernate.query.sqm.sql.internal.SqmPathInterpretation;
import org.hibernate.sql.ast.spi.SqlSelection;
import org.hibernate.sql.ast.tree.Statement;
import org.hibernate.sql.ast.tree.delete.DeleteStatement;
import org.hibernate.sql.ast.tree.expression.ColumnReference;
import org.hibernate.sql.ast.tree.expression.SqlTuple;
import org.hibernate.sql.ast.tree.insert.ConflictClause;
import org.hibernate.sql.ast.tree.insert.InsertSelectStatement;
import org.hibernate.sql.ast.tree.predicate.FilterPredicate;
import org.hibernate.sql.ast.tree.predicate.InArrayPredicate;
import org.hibernate.sql.ast.tree.predicate.InSubQueryPredicate;
import org.hibernate.sql.ast.tree.predicate.Predicate;
import org.hibernate.sql.ast.tree.select.QuerySpec;
import org.hibernate.sql.ast.tree.update.Assignment;
import org.hibernate.sql.ast.tree.update.UpdateStatement;
import org.hibernate.sql.exec.spi.JdbcOperation;
import org.hibernate.sql.model.ast.ColumnValueBinding;
import org.hibernate.sql.model.internal.OptionalTableUpdate;
import org.hibernate.sql.model.internal.TableUpdateStandard;
import org.hibernate.sql.results.internal.SqlSelectionImpl;
import org.jspecify.annotations.Nullable;

/**
 * Hibernate's SQL tree in the words of Athena's DML: UPDATE and DELETE know neither aliases nor joins, and what would need them becomes a
 * subquery or a MERGE.
 *
 * @param <T> the operation that a translation results in
 */
public class AthenaSqlAstTranslator<T extends JdbcOperation> extends AthenaQueryTranslator<T> {
    /** Set while a DML statement's own table is read in a subquery, where it does have an alias. */
    private boolean targetIsAliased;

    /**
     * Creates a translator for one statement.
     *
     * @param sessionFactory the factory that the statement belongs to
     * @param statement the statement to translate
     */
    public AthenaSqlAstTranslator(SessionFactoryImplementor sessionFactory, Statement statement) {
        super(sessionFactory, statement);
    }

    @Override
    protected String determineColumnReferenceQualifier(ColumnReference column) {
        return targetIsAliased ? column.getQualifier() : super.determineColumnReferenceQualifier(column);
    }

    @Override
    public void visitFilterFragmentPredicate(FilterPredicate.FilterFragmentPredicate filter) {
        withTargetUnaliased(() -> super.visitFilterFragmentPredicate(filter));
    }

    @Override
    public void visitSqlFragmentPredicate(SqlFragmentPredicate restriction) {
        withTargetUnaliased(() -> super.visitSqlFragmentPredicate(restriction));
    }

    /** Filters and restrictions of the mapping are text, and the alias of a DML statement's table, which it does not have, is part of it. */
    private void withTargetUnaliased(Runnable rendering) {
        var sql = getSqlBuffer();
        var start = sql.length();
        rendering.run();
        var statement = getCurrentDmlStatement();
        var alias = statement == null ? null : statement.getTargetTable().getIdentificationVariable();
        if (alias != null) {
            var qualifier = determineColumnReferenceQualifier(new ColumnReference(alias, "", false, null, null));
            // not at the end of a longer name
            var text = Pattern.compile("(?<!\\w)" + Pattern.quote(alias) + "\\.")
                    .matcher(sql.substring(start))
                    .replaceAll(Matcher.quoteReplacement(qualifier == null ? "" : qualifier + "."));
            sql.setLength(start);
            sql.append(text);
        }
    }

    @Override
    protected void visitDeleteStatementOnly(DeleteStatement statement) {
        if (hasNonTrivialFromClause(statement.getFromClause())
                || Correlation.hasNeedOfIds(statement.getRestriction())) {
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
        } else if (hasNonTrivialFromClause(statement.getFromClause()) || needsIds(statement)) {
            withAliasedTarget(() -> visitUpdateStatementEmulateMerge(withPlainTargets(statement)));
        } else {
            super.visitUpdateStatementOnly(statement);
        }
    }

    private static boolean needsIds(UpdateStatement statement) {
        return Correlation.hasNeedOfIds(statement.getRestriction())
                || statement.getAssignments().stream()
                        .anyMatch(assignment -> Correlation.hasNeedOfIds(assignment.getAssignedValue()));
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
        return new UpdateStatement(
                statement,
                statement.getTargetTable(),
                statement.getMutationTarget(),
                statement.getFromClause(),
                withPlainTargets(statement.getAssignments()),
                statement.getRestriction(),
                statement.getReturningColumns());
    }

    private static List<Assignment> withPlainTargets(List<Assignment> assignments) {
        var plain = new ArrayList<Assignment>();
        for (var assignment : assignments) {
            plain.add(new Assignment(UpdateTargets.plain(assignment.getAssignable()), assignment.getAssignedValue()));
        }
        return plain;
    }

    /** What an insert does on a conflict: the row's own columns are told from those of {@code excluded}, which have their names. */
    @Override
    protected void renderMergeUpdateClause(List<Assignment> assignments, @Nullable Predicate condition) {
        withAliasedTarget(() -> super.renderMergeUpdateClause(withPlainTargets(assignments), condition));
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

    /** Text is cast to no length: that would cut off what is longer, which neither an INSERT nor an UPDATE does. */
    @Override
    protected void renderColumnWrite(ColumnValueBinding binding) {
        var value = binding.getValueExpression();
        var type = value.getExpressionType().getJdbcType();
        if (type.isString() && !type.isWriteExpressionTyped(getDialect())) {
            appendSql("cast(");
            value.accept(this);
            appendSql(" as varchar)");
        } else {
            super.renderColumnWrite(binding);
        }
    }

    /** How entities and collections are loaded many at once, by an array of their ids. */
    @Override
    public void visitInArrayPredicate(InArrayPredicate predicate) {
        appendSql("contains(");
        predicate.getArrayParameter().accept(this);
        appendSql(',');
        predicate.getTestExpression().accept(this);
        appendSql(')');
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
        UndeletedRows.mark(statement);
        var conflict = statement.getConflictClause();
        if (conflict == null) {
            super.visitInsertStatementOnly(statement);
            return;
        }
        if (conflict.getConstraintColumnNames().isEmpty()) {
            statement.setConflictClause(onIdentifier(statement, conflict));
        }
        visitInsertStatementEmulateMerge(statement);
    }

    /** Where nothing is named, an id that is there already is the only conflict that could be. */
    private static ConflictClause onIdentifier(InsertSelectStatement statement, ConflictClause conflict) {
        if (conflict.isDoUpdate() || !(statement.getMutationTarget() instanceof EntityMappingType entity)) {
            throw new IllegalQueryOperationException(Refusals.CONFLICT_WITHOUT_COLUMNS);
        }
        var names = new ArrayList<String>();
        entity.getIdentifierMapping().forEachSelectable((index, column) -> names.add(column.getSelectionExpression()));
        return new ConflictClause(conflict.getConstraintName(), names, List.of(), null);
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
}
