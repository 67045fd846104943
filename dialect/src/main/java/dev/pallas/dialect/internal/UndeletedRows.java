package dev.pallas.dialect.internal;

import org.hibernate.metamodel.mapping.SoftDeletableModelPart;
import org.hibernate.sql.ast.tree.expression.ColumnReference;
import org.hibernate.sql.ast.tree.expression.SelfRenderingSqlFragmentExpression;
import org.hibernate.sql.ast.tree.insert.InsertSelectStatement;
import org.hibernate.sql.results.internal.SqlSelectionImpl;

/**
 * Marks the rows that HQL inserts as not deleted, where the entity's rows are deleted softly. Hibernate leaves that to the column's default, which
 * Athena does not have: the rows would be there and not be seen.
 */
final class UndeletedRows {
    private UndeletedRows() {}

    static void mark(InsertSelectStatement insert) {
        if (!(insert.getMutationTarget() instanceof SoftDeletableModelPart entity)) {
            return;
        }
        var mapping = entity.getSoftDeleteMapping();
        var table = insert.getTargetTable();
        if (mapping == null
                || !mapping.getTableName().equals(table.getTableExpression())
                || insert.getTargetColumns().stream()
                        .anyMatch(column -> column.getColumnExpression().equals(mapping.getColumnName()))) {
            return;
        }
        var column = new ColumnReference(table, mapping);
        var literal = mapping.createNonDeletedValueBinding(column)
                .getValueExpression()
                .getFragment();
        if (literal == null) {
            // a time of deletion, of which null is right
            return;
        }
        var value = new SelfRenderingSqlFragmentExpression(literal, mapping);
        insert.addTargetColumnReferences(column);
        if (insert.getSourceSelectStatement() == null) {
            insert.getValuesList().forEach(row -> row.getExpressions().add(value));
        } else {
            insert.getSourceSelectStatement()
                    .visitQuerySpecs(query -> query.getSelectClause().addSqlSelection(new SqlSelectionImpl(value)));
        }
    }
}
