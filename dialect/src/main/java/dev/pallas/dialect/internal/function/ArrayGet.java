package dev.pallas.dialect.internal.function;

import dev.pallas.dialect.internal.type.JsonColumns;
import java.util.List;
import org.hibernate.dialect.function.array.DdlTypeHelper;
import org.hibernate.metamodel.model.domain.ReturnableType;
import org.hibernate.query.sqm.function.AbstractSqmSelfRenderingFunctionDescriptor;
import org.hibernate.query.sqm.produce.function.internal.PatternRenderer;
import org.hibernate.sql.ast.SqlAstTranslator;
import org.hibernate.sql.ast.spi.SqlAppender;
import org.hibernate.sql.ast.tree.SqlAstNode;
import org.hibernate.sql.ast.tree.expression.Expression;
import org.hibernate.type.BasicPluralType;
import org.hibernate.type.SqlTypes;

/** An element of an array, which may be one in a JSON document; null beyond its end. */
final class ArrayGet extends RenderedFunction {
    private static final String OF_DOCUMENT = "element_at(cast(json_parse(?1) as array(json)),?2),'$'";

    ArrayGet(AbstractSqmSelfRenderingFunctionDescriptor known) {
        super(known, 2, "element_at(?1,?2)");
    }

    @Override
    public void render(
            SqlAppender sql, List<? extends SqlAstNode> arguments, ReturnableType<?> type, SqlAstTranslator<?> walker) {
        var array = ((Expression) arguments.get(0)).getExpressionType();
        if (array != null
                && array.getJdbcTypeCount() == 1
                && array.getSingleJdbcMapping() instanceof BasicPluralType<?, ?> plural
                && plural.getJdbcType().getDefaultSqlTypeCode() == SqlTypes.JSON_ARRAY) {
            var element = plural.getElementType();
            var types = walker.getSessionFactory().getTypeConfiguration();
            var value = JsonColumns.value(
                    OF_DOCUMENT, element.getJdbcType(), () -> DdlTypeHelper.getCastTypeName(element, types));
            new PatternRenderer(value).render(sql, arguments, walker);
        } else {
            super.render(sql, arguments, type, walker);
        }
    }
}
