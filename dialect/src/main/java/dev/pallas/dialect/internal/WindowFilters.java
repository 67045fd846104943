package dev.pallas.dialect.internal;

import java.util.ArrayList;
import java.util.List;
import org.hibernate.metamodel.mapping.MappingModelExpressible;
import org.hibernate.metamodel.model.domain.ReturnableType;
import org.hibernate.query.sqm.function.SelfRenderingAggregateFunctionSqlAstExpression;
import org.hibernate.query.sqm.function.SelfRenderingFunctionSqlAstExpression;
import org.hibernate.query.sqm.sql.internal.SqmPathInterpretation;
import org.hibernate.sql.ast.tree.SqlAstNode;
import org.hibernate.sql.ast.tree.expression.CaseSearchedExpression;
import org.hibernate.sql.ast.tree.expression.Distinct;
import org.hibernate.sql.ast.tree.expression.Expression;
import org.hibernate.sql.ast.tree.expression.Over;
import org.hibernate.sql.ast.tree.expression.QueryLiteral;
import org.hibernate.sql.ast.tree.expression.SqlTupleContainer;
import org.hibernate.sql.ast.tree.expression.Star;
import org.hibernate.sql.ast.tree.predicate.Predicate;

/** The engine takes no FILTER in window functions; aggregates skip nulls, so a CASE does the same. */
final class WindowFilters {
    private WindowFilters() {}

    static Over<?> asCase(Over<?> over) {
        if (!(over.getExpression() instanceof SelfRenderingAggregateFunctionSqlAstExpression<?> function)
                || function.getFilter() == null) {
            return over;
        }
        return new Over<>(
                withoutFilter(function, function.getFilter()),
                over.getPartitions(),
                over.getOrderList(),
                over.getMode(),
                over.getStartKind(),
                over.getStartExpression(),
                over.getEndKind(),
                over.getEndExpression(),
                over.getExclusion());
    }

    @SuppressWarnings("unchecked") // the same type goes back to where it came from
    private static <T> SelfRenderingFunctionSqlAstExpression<T> withoutFilter(
            SelfRenderingAggregateFunctionSqlAstExpression<T> function, Predicate filter) {
        var arguments = new ArrayList<SqlAstNode>();
        for (var argument : function.getArguments()) {
            arguments.add(filtered(argument, filter, function));
        }
        return new SelfRenderingFunctionSqlAstExpression<>(
                function.getFunctionName(),
                function.getFunctionRenderer(),
                List.copyOf(arguments),
                (ReturnableType<T>) function.getType(),
                function.getExpressionType());
    }

    private static SqlAstNode filtered(
            SqlAstNode argument, Predicate filter, SelfRenderingAggregateFunctionSqlAstExpression<?> function) {
        if (argument instanceof Star) {
            var type = function.getExpressionType().getSingleJdbcMapping();
            return when(filter, new QueryLiteral<>(1L, (org.hibernate.metamodel.mapping.SqlExpressible) type));
        }
        return argument instanceof Distinct distinct
                ? new Distinct(when(filter, distinct.getExpression()))
                : when(filter, (Expression) argument);
    }

    private static CaseSearchedExpression when(Predicate filter, Expression argument) {
        var value = column(argument);
        var type = value.getExpressionType() instanceof MappingModelExpressible<?> mapping ? mapping : null;
        var choice = new CaseSearchedExpression(type);
        choice.when(filter, value);
        return choice;
    }

    /** An entity is counted by a column of its id. */
    private static Expression column(Expression argument) {
        var expression = argument instanceof SqmPathInterpretation<?> path ? path.getSqlExpression() : argument;
        var tuple = SqlTupleContainer.getSqlTuple(expression);
        return tuple == null ? expression : tuple.getExpressions().get(0);
    }
}
