package dev.pallas.dialect.internal.function;

import java.util.List;
import org.hibernate.query.sqm.produce.function.ArgumentTypesValidator;
import org.hibernate.query.sqm.produce.function.FunctionParameterType;
import org.hibernate.query.sqm.produce.function.StandardArgumentsValidators;
import org.hibernate.query.sqm.produce.function.StandardFunctionReturnTypeResolvers;
import org.hibernate.sql.ast.tree.SqlAstNode;
import org.hibernate.sql.ast.tree.select.SortSpecification;
import org.hibernate.type.StandardBasicTypes;

/**
 * The linear regression aggregates of SQL, {@code regr_count(y, x)} and so on, of which the engine has the slope and the intercept only. A pair counts
 * when neither of its values is null.
 */
final class Regression extends ComposedFunction {
    private Regression(String name, Registrar line) {
        super(
                name,
                new ArgumentTypesValidator(
                        StandardArgumentsValidators.exactly(2),
                        FunctionParameterType.NUMERIC,
                        FunctionParameterType.NUMERIC),
                StandardFunctionReturnTypeResolvers.invariant(line.type(StandardBasicTypes.DOUBLE)));
    }

    static void register(Registrar line) {
        for (var what : List.of("count", "avgx", "avgy", "sxx", "syy", "sxy", "r2")) {
            line.registry.register("regr_" + what, new Regression("regr_" + what, line));
        }
    }

    @Override
    public void compose(Call call, List<? extends SqlAstNode> arguments, List<SortSpecification> withinGroup) {
        var y = arguments.get(0);
        var x = arguments.get(1);
        switch (getName()) {
            case "regr_count" -> ofOne(call.text("cast("), "count", x, y).text(" as double)");
            case "regr_avgx" -> ofOne(call, "avg", x, y);
            case "regr_avgy" -> ofOne(call, "avg", y, x);
            case "regr_sxx" ->
                ofOne(ofOne(call.text("("), "count", x, y).text("*"), "var_pop", x, y)
                        .text(")");
            case "regr_syy" ->
                ofOne(ofOne(call.text("("), "count", y, x).text("*"), "var_pop", y, x)
                        .text(")");
            case "regr_sxy" ->
                ofBoth(ofOne(call.text("("), "count", y, x).text("*"), "covar_pop", y, x)
                        .text(")");
            default -> {
                // on a line parallel to an axis: all of y is explained, or there is nothing to explain it with
                ofOne(call.text("case when "), "var_pop", x, y).text("=0 then null when ");
                ofOne(call, "var_pop", y, x).text("=0 then 1e0 else power(");
                ofBoth(call, "corr", y, x).text(",2) end");
            }
        }
    }

    /** An aggregate of one value of each pair. */
    private static Call ofOne(Call call, String aggregate, SqlAstNode value, SqlAstNode other) {
        return call.text(aggregate + "(")
                .filtered(() -> call.text("if(")
                        .node(other)
                        .text(" is not null,cast(")
                        .node(value)
                        .text(" as double))"))
                .end();
    }

    /** An aggregate of the engine that takes pairs, and leaves out those with a null itself. */
    private static Call ofBoth(Call call, String aggregate, SqlAstNode y, SqlAstNode x) {
        return call.text(aggregate + "(")
                .filtered(() -> call.node(y))
                .text(",")
                .node(x)
                .end();
    }
}
