package dev.pallas.dialect.internal.function;

import java.util.List;
import org.hibernate.dialect.function.HypotheticalSetFunction;
import org.hibernate.metamodel.model.domain.ReturnableType;
import org.hibernate.query.IllegalQueryOperationException;
import org.hibernate.query.SortDirection;
import org.hibernate.sql.ast.SqlAstTranslator;
import org.hibernate.sql.ast.spi.SqlAppender;
import org.hibernate.sql.ast.tree.SqlAstNode;
import org.hibernate.sql.ast.tree.predicate.Predicate;
import org.hibernate.sql.ast.tree.select.SortSpecification;
import org.hibernate.type.BasicTypeReference;
import org.hibernate.type.StandardBasicTypes;
import org.jspecify.annotations.Nullable;

/** {@code rank(5) within group (order by x)} and its like: where a row would stand among the others, which is a count of those before it. */
final class HypotheticalSet extends HypotheticalSetFunction implements ComposedAggregate {
    private HypotheticalSet(String name, BasicTypeReference<?> result, Registrar line) {
        super(name, result, line.types);
    }

    static void register(Registrar line) {
        for (var name : List.of("rank", "dense_rank")) {
            line.registry.register(name, new HypotheticalSet(name, StandardBasicTypes.LONG, line));
        }
        for (var name : List.of("percent_rank", "cume_dist")) {
            line.registry.register(name, new HypotheticalSet(name, StandardBasicTypes.DOUBLE, line));
        }
    }

    @Override
    public void render(
            SqlAppender sql,
            List<? extends SqlAstNode> arguments,
            @Nullable Predicate filter,
            @Nullable List<SortSpecification> withinGroup,
            ReturnableType<?> type,
            SqlAstTranslator<?> walker) {
        if (withinGroup == null || withinGroup.isEmpty()) {
            super.render(sql, arguments, filter, withinGroup, type, walker);
        } else {
            ComposedAggregate.super.render(sql, arguments, filter, withinGroup, type, walker);
        }
    }

    @Override
    public void compose(Call call, List<? extends SqlAstNode> arguments, List<SortSpecification> withinGroup) {
        if (withinGroup.isEmpty()) { // the window function of the same name
            call.text(getName() + "(").end();
            return;
        }
        if (arguments.size() != withinGroup.size()) {
            throw new IllegalQueryOperationException(
                    getName() + " needs as many arguments as sort keys in 'within group (order by ..)'.");
        }
        switch (getName()) {
            case "rank" -> before(call.text("("), arguments, withinGroup, false).text("+1)");
            case "dense_rank" -> {
                call.text("(count(distinct ").filtered(() -> {
                    call.text("case when ");
                    comparison(call, arguments, withinGroup, false);
                    call.text(" then row(");
                    var separator = "";
                    for (var key : withinGroup) {
                        call.text(separator).node(key.getSortExpression());
                        separator = ",";
                    }
                    call.text(") end");
                });
                call.end().text("+1)");
            }
            case "percent_rank" -> {
                before(call.text("coalesce("), arguments, withinGroup, false).text("/nullif(cast(");
                all(call).text(" as double),0),0)");
            }
            default -> {
                before(call.text("((cast("), arguments, withinGroup, true).text(" as double)+1)/(");
                all(call).text("+1))");
            }
        }
    }

    private static Call all(Call call) {
        return call.text("count(").filtered(() -> call.text("1")).end();
    }

    private static Call before(
            Call call, List<? extends SqlAstNode> arguments, List<SortSpecification> keys, boolean orBeside) {
        call.text("count_if(").filtered(() -> comparison(call, arguments, keys, orBeside));
        return call.end();
    }

    /** Whether a row comes before the hypothetical one: the first key that differs decides. */
    private static void comparison(
            Call call, List<? extends SqlAstNode> arguments, List<SortSpecification> keys, boolean orBeside) {
        call.text("case");
        for (var i = 0; i < keys.size(); i++) {
            var key = keys.get(i);
            var value = key.getSortExpression();
            var descending = key.getSortOrder() == SortDirection.DESCENDING;
            var nullsFirst = key.getNullPrecedence() == jakarta.persistence.criteria.Nulls.FIRST;
            call.text(" when (")
                    .node(value)
                    .text(" is null)<>(")
                    .node(arguments.get(i))
                    .text(" is null) then ");
            call.node(value).text(nullsFirst ? " is null" : " is not null");
            call.text(" when ").node(value).text("<>").node(arguments.get(i)).text(" then ");
            call.node(value).text(descending ? ">" : "<").node(arguments.get(i));
        }
        call.text(" else ").text(orBeside ? "true" : "false").text(" end");
    }
}
