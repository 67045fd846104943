package dev.pallas.dialect.internal.mutation;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.hibernate.persister.entity.mutation.EntityMutationTarget;
import org.hibernate.query.IllegalQueryOperationException;
import org.hibernate.sql.ast.tree.expression.ColumnReference;
import org.hibernate.sql.ast.tree.expression.Expression;
import org.hibernate.sql.ast.tree.expression.SqlTuple;
import org.hibernate.sql.ast.tree.from.FromClause;
import org.hibernate.sql.ast.tree.from.NamedTableReference;
import org.hibernate.sql.ast.tree.select.QuerySpec;
import org.hibernate.sql.ast.tree.update.Assignment;
import org.hibernate.sql.ast.tree.update.UpdateStatement;

/**
 * An update of one table with values that a query over several tables finds. SQL writes it as a MERGE.
 */
public final class TableMerge extends UpdateStatement {
    private final List<ColumnReference> targets = new ArrayList<>();
    private final List<ColumnReference> key;
    private final QuerySpec source;
    private final boolean insertsMissingRows;

    TableMerge(
            NamedTableReference table,
            EntityMutationTarget entity,
            List<Assignment> assignments,
            List<ColumnReference> key,
            List<Expression> sourceKey,
            Function<List<Expression>, QuerySpec> matching,
            boolean insertsMissingRows) {
        super(null, table, entity, new FromClause(), assignments, null, List.of());
        this.key = key;
        this.insertsMissingRows = insertsMissingRows;
        var values = new ArrayList<Expression>();
        for (var assignment : assignments) {
            var columns = assignment.getAssignable().getColumnReferences();
            targets.addAll(columns);
            if (columns.size() == 1) {
                values.add(assignment.getAssignedValue());
            } else if (assignment.getAssignedValue() instanceof SqlTuple tuple) {
                values.addAll(tuple.getExpressions());
            } else {
                throw new IllegalQueryOperationException(
                        "Several columns cannot be set from one expression: set the attributes one by one.");
            }
        }
        values.addAll(sourceKey);
        source = matching.apply(values);
    }

    /** The columns that are set, in the order in which {@link #source()} has their values. */
    public List<ColumnReference> targets() {
        return targets;
    }

    /** The columns of the table's key; the last columns of {@link #source()} are theirs. */
    public List<ColumnReference> key() {
        return key;
    }

    /** The values and the keys of the rows to change. */
    public QuerySpec source() {
        return source;
    }

    /** Whether rows that the table does not have are inserted, as an optional table needs it. */
    public boolean insertsMissingRows() {
        return insertsMissingRows;
    }
}
