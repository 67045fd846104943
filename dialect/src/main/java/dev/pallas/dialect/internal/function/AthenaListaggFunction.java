package dev.pallas.dialect.internal.function;

import java.util.List;
import org.hibernate.dialect.function.ListaggFunction;
import org.hibernate.metamodel.model.domain.ReturnableType;
import org.hibernate.sql.ast.Clause;
import org.hibernate.sql.ast.SqlAstTranslator;
import org.hibernate.sql.ast.spi.SqlAppender;
import org.hibernate.sql.ast.tree.SqlAstNode;
import org.hibernate.sql.ast.tree.expression.Distinct;
import org.hibernate.sql.ast.tree.expression.Expression;
import org.hibernate.sql.ast.tree.expression.Overflow;
import org.hibernate.sql.ast.tree.predicate.Predicate;
import org.hibernate.sql.ast.tree.select.SortSpecification;
import org.hibernate.type.spi.TypeConfiguration;
import org.jspecify.annotations.Nullable;

/**
 * {@code listagg}. The engine demands WITHIN GROUP and has no FILTER for it; as it skips nulls, a CASE does the same. Over a window, where the engine
 * has none, the values are joined from an array.
 */
final class AthenaListaggFunction extends ListaggFunction implements ComposedAggregate {
    AthenaListaggFunction(TypeConfiguration types) {
        super(null, types);
    }

    @Override
    public void render(
            SqlAppender sql,
            List<? extends SqlAstNode> arguments,
            @Nullable Predicate filter,
            @Nullable List<SortSpecification> withinGroup,
            ReturnableType<?> type,
            SqlAstTranslator<?> walker) {
        var over = walker instanceof Windows windows ? windows.takeWindow() : null;
        if (over != null) {
            compose(new Call(sql, walker, filter, over), arguments, withinGroup == null ? List.of() : withinGroup);
            return;
        }
        var first = arguments.get(0);
        var distinct = first instanceof Distinct;
        var value = distinct ? ((Distinct) first).getExpression() : (Expression) first;
        sql.appendSql(distinct ? "listagg(distinct " : "listagg(");
        if (filter == null) {
            value.accept(walker);
        } else {
            sql.appendSql("case when ");
            walker.getCurrentClauseStack().push(Clause.WHERE);
            filter.accept(walker);
            walker.getCurrentClauseStack().pop();
            sql.appendSql(" then ");
            value.accept(walker);
            sql.appendSql(" end");
        }
        sql.appendSql(',');
        arguments.get(1).accept(walker);
        sql.appendSql(") within group (order by ");
        walker.getCurrentClauseStack().push(Clause.WITHIN_GROUP);
        if (withinGroup == null || withinGroup.isEmpty()) {
            value.accept(walker);
        } else {
            var separator = "";
            for (var sort : withinGroup) {
                sql.appendSql(separator);
                sort.accept(walker);
                separator = ",";
            }
        }
        walker.getCurrentClauseStack().pop();
        sql.appendSql(')');
    }

    @Override
    public void compose(Call call, List<? extends SqlAstNode> arguments, List<SortSpecification> withinGroup) {
        var distinct = arguments.get(0) instanceof Distinct;
        var value = distinct ? ((Distinct) arguments.get(0)).getExpression() : (Expression) arguments.get(0);
        call.text(distinct ? "array_join(array_distinct(" : "array_join(");
        WindowedArray.write(call, () -> call.node(value), withinGroup);
        var separator =
                arguments.get(1) instanceof Overflow overflow ? overflow.getSeparatorExpression() : arguments.get(1);
        call.text(distinct ? ")," : ",").node(separator).text(")");
    }
}
