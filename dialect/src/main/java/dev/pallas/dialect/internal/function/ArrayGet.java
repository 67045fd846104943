package dev.pallas.dialect.internal.function;

import java.util.List;
import org.hibernate.query.sqm.function.AbstractSqmSelfRenderingFunctionDescriptor;
import org.hibernate.sql.ast.tree.SqlAstNode;
import org.hibernate.sql.ast.tree.expression.Expression;
import org.hibernate.type.SqlTypes;

/** An element of an array, which may be one of embeddables in a JSON document; null beyond its end. */
final class ArrayGet extends RenderedFunction {
    ArrayGet(AbstractSqmSelfRenderingFunctionDescriptor known) {
        super(known, 2, "element_at(?1,?2)", "json_format(element_at(cast(json_parse(?1) as array(json)),?2))");
    }

    @Override
    int form(List<? extends SqlAstNode> arguments) {
        var type = ((Expression) arguments.get(0)).getExpressionType();
        var isJson = type != null
                && type.getJdbcTypeCount() == 1
                && type.getSingleJdbcMapping().getJdbcType().getDefaultSqlTypeCode() == SqlTypes.JSON_ARRAY;
        return isJson ? 1 : 0;
    }
}
