package dev.pallas.dialect.internal.function;

import java.util.List;
import org.hibernate.dialect.function.array.ArrayAggFunction;
import org.hibernate.metamodel.model.domain.ReturnableType;
import org.hibernate.sql.ast.SqlAstTranslator;
import org.hibernate.sql.ast.spi.SqlAppender;
import org.hibernate.sql.ast.tree.SqlAstNode;
import org.hibernate.sql.ast.tree.predicate.Predicate;
import org.hibernate.sql.ast.tree.select.SortSpecification;
import org.jspecify.annotations.Nullable;

/** {@code array_agg}, over windows too. */
final class AthenaArrayAggFunction extends ArrayAggFunction implements ComposedAggregate {
    AthenaArrayAggFunction() {
        super("array_agg", false, true);
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
        if (over == null) {
            super.render(sql, arguments, filter, withinGroup, type, walker);
        } else {
            compose(new Call(sql, walker, filter, over), arguments, withinGroup == null ? List.of() : withinGroup);
        }
    }

    @Override
    public void compose(Call call, List<? extends SqlAstNode> arguments, List<SortSpecification> withinGroup) {
        WindowedArray.write(call, () -> call.node(arguments.get(0)), withinGroup);
    }
}
