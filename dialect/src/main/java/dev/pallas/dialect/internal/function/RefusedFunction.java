package dev.pallas.dialect.internal.function;

import java.util.List;
import org.hibernate.metamodel.model.domain.ReturnableType;
import org.hibernate.query.IllegalQueryOperationException;
import org.hibernate.query.spi.QueryEngine;
import org.hibernate.query.sqm.function.AbstractSqmSelfRenderingFunctionDescriptor;
import org.hibernate.query.sqm.function.SelfRenderingSqmFunction;
import org.hibernate.query.sqm.produce.function.StandardFunctionReturnTypeResolvers;
import org.hibernate.query.sqm.tree.SqmTypedNode;
import org.hibernate.sql.ast.SqlAstTranslator;
import org.hibernate.sql.ast.spi.SqlAppender;
import org.hibernate.sql.ast.tree.SqlAstNode;
import org.hibernate.type.BasicType;

/** A function that HQL has and Athena cannot have: its use is refused with a reason. */
final class RefusedFunction extends AbstractSqmSelfRenderingFunctionDescriptor {
    private final String reason;

    RefusedFunction(String name, BasicType<?> result, String reason) {
        super(name, null, StandardFunctionReturnTypeResolvers.invariant(result), null);
        this.reason = reason;
    }

    @Override
    protected <T> SelfRenderingSqmFunction<T> generateSqmFunctionExpression(
            List<? extends SqmTypedNode<?>> arguments, ReturnableType<T> implied, QueryEngine engine) {
        throw new IllegalQueryOperationException(reason);
    }

    @Override
    public void render(
            SqlAppender sql, List<? extends SqlAstNode> arguments, ReturnableType<?> type, SqlAstTranslator<?> walker) {
        throw new IllegalQueryOperationException(reason);
    }
}
