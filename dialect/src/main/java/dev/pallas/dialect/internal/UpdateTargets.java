package dev.pallas.dialect.internal;

import java.util.List;
import java.util.Locale;
import org.hibernate.sql.ast.spi.SqlAppender;
import org.hibernate.sql.ast.tree.expression.ColumnReference;
import org.hibernate.sql.ast.tree.update.Assignable;
import org.hibernate.sql.model.ast.ColumnValueBinding;
import org.jspecify.annotations.Nullable;

/**
 * The columns that UPDATE or MERGE set. They are the one place in Athena's SQL where a name is case-sensitive, against the lower case of the
 * catalog, and they take no table alias.
 */
final class UpdateTargets {
    private UpdateTargets() {}

    /** What the column is called where it is set. */
    static String name(ColumnReference column) {
        return column.getColumnExpression().toLowerCase(Locale.ROOT);
    }

    static Assignable plain(Assignable target) {
        var columns =
                target.getColumnReferences().stream().map(UpdateTargets::plain).toList();
        return () -> columns;
    }

    static List<ColumnValueBinding> plain(List<ColumnValueBinding> bindings) {
        return bindings.stream()
                .map(binding ->
                        new ColumnValueBinding(plain(binding.getColumnReference()), binding.getValueExpression()))
                .toList();
    }

    private static ColumnReference plain(ColumnReference column) {
        return new TargetColumn(column);
    }

    private static final class TargetColumn extends ColumnReference {
        TargetColumn(ColumnReference column) {
            super(
                    column.getQualifier(),
                    name(column),
                    column.isColumnExpressionFormula(),
                    null,
                    column.getJdbcMapping());
        }

        @Override
        public void appendColumnForWrite(SqlAppender appender, @Nullable String qualifier) {
            // the source of a MERGE is read under its alias, the target is written without
            super.appendColumnForWrite(appender, "s".equals(qualifier) ? qualifier : null);
        }
    }
}
