package dev.pallas.dialect.internal.function;

import java.util.List;
import org.hibernate.metamodel.model.domain.ReturnableType;
import org.hibernate.query.sqm.function.AbstractSqmSelfRenderingFunctionDescriptor;
import org.hibernate.query.sqm.function.FunctionKind;
import org.hibernate.query.sqm.produce.function.ArgumentsValidator;
import org.hibernate.query.sqm.produce.function.FunctionReturnTypeResolver;
import org.hibernate.sql.ast.SqlAstTranslator;
import org.hibernate.sql.ast.spi.SqlAppender;
import org.hibernate.sql.ast.tree.SqlAstNode;
import org.hibernate.sql.ast.tree.predicate.Predicate;
import org.hibernate.sql.ast.tree.select.SortSpecification;
import org.jspecify.annotations.Nullable;

/** A composed aggregate that is no kind of one of Hibernate's own functions. */
abstract class ComposedFunction extends AbstractSqmSelfRenderingFunctionDescriptor implements ComposedAggregate {
    ComposedFunction(String name, ArgumentsValidator arguments, FunctionReturnTypeResolver type) {
        super(name, FunctionKind.AGGREGATE, arguments, type, null);
    }

    @Override
    public final void render(
            SqlAppender sql, List<? extends SqlAstNode> arguments, ReturnableType<?> type, SqlAstTranslator<?> walker) {
        render(sql, arguments, null, List.of(), type, walker);
    }

    @Override
    public final void render(
            SqlAppender sql,
            List<? extends SqlAstNode> arguments,
            @Nullable Predicate filter,
            ReturnableType<?> type,
            SqlAstTranslator<?> walker) {
        render(sql, arguments, filter, List.of(), type, walker);
    }

    @Override
    public final void render(
            SqlAppender sql,
            List<? extends SqlAstNode> arguments,
            @Nullable Predicate filter,
            @Nullable List<SortSpecification> withinGroup,
            ReturnableType<?> type,
            SqlAstTranslator<?> walker) {
        ComposedAggregate.super.render(sql, arguments, filter, withinGroup, type, walker);
    }
}
