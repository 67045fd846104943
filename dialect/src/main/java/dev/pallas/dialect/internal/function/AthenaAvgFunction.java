package dev.pallas.dialect.internal.function;

import java.util.List;
import org.hibernate.dialect.Dialect;
import org.hibernate.dialect.function.AvgFunction;
import org.hibernate.metamodel.model.domain.ReturnableType;
import org.hibernate.sql.ast.Clause;
import org.hibernate.sql.ast.SqlAstNodeRenderingMode;
import org.hibernate.sql.ast.SqlAstTranslator;
import org.hibernate.sql.ast.spi.SqlAppender;
import org.hibernate.sql.ast.tree.SqlAstNode;
import org.hibernate.sql.ast.tree.expression.Distinct;
import org.hibernate.sql.ast.tree.expression.Expression;
import org.hibernate.sql.ast.tree.predicate.Predicate;
import org.hibernate.type.spi.TypeConfiguration;
import org.jspecify.annotations.Nullable;

/** {@code avg}, whose result is a double in Java: the engine's average of a decimal would be rounded to the scale of the column. */
final class AthenaAvgFunction extends AvgFunction {
    AthenaAvgFunction(Dialect dialect, TypeConfiguration types) {
        super(dialect, types, SqlAstNodeRenderingMode.DEFAULT);
    }

    @Override
    public void render(
            SqlAppender sql,
            List<? extends SqlAstNode> arguments,
            @Nullable Predicate filter,
            ReturnableType<?> type,
            SqlAstTranslator<?> walker) {
        var first = arguments.get(0);
        var distinct = first instanceof Distinct;
        var value = distinct ? ((Distinct) first).getExpression() : (Expression) first;
        var mapping = value.getExpressionType() == null
                ? null
                : value.getExpressionType().getSingleJdbcMapping();
        var plain = mapping != null
                && (mapping.getJdbcType().isInteger()
                        || mapping.getJavaTypeDescriptor().getJavaTypeClass() == Double.class);
        sql.appendSql(distinct ? "avg(distinct " : "avg(");
        if (!plain) {
            sql.appendSql("cast(");
        }
        value.accept(walker);
        if (!plain) {
            sql.appendSql(" as double)");
        }
        sql.appendSql(')');
        if (filter != null) {
            walker.getCurrentClauseStack().push(Clause.WHERE);
            sql.appendSql(" filter (where ");
            filter.accept(walker);
            sql.appendSql(')');
            walker.getCurrentClauseStack().pop();
        }
    }
}
