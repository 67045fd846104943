package dev.pallas.dialect.internal.function;

import java.util.List;
import org.hibernate.dialect.function.array.ArrayToStringFunction;
import org.hibernate.metamodel.model.domain.ReturnableType;
import org.hibernate.sql.ast.SqlAstTranslator;
import org.hibernate.sql.ast.spi.SqlAppender;
import org.hibernate.sql.ast.tree.SqlAstNode;
import org.hibernate.sql.ast.tree.expression.Expression;
import org.hibernate.type.BasicPluralType;
import org.hibernate.type.spi.TypeConfiguration;

/** {@code array_to_string} by {@code array_join}, with floating point numbers as Java prints them. */
final class ArrayToString extends ArrayToStringFunction {
    ArrayToString(TypeConfiguration types) {
        super(types);
    }

    @Override
    public void render(
            SqlAppender sql, List<? extends SqlAstNode> arguments, ReturnableType<?> type, SqlAstTranslator<?> walker) {
        var floating = isFloating((Expression) arguments.get(0));
        sql.appendSql(floating ? "array_join(transform(" : "array_join(");
        arguments.get(0).accept(walker);
        if (floating) {
            sql.appendSql(",e_->json_format(cast(e_ as json)))");
        }
        for (var argument : arguments.subList(1, arguments.size())) {
            sql.appendSql(',');
            argument.accept(walker);
        }
        sql.appendSql(')');
    }

    private static boolean isFloating(Expression array) {
        var type = array.getExpressionType();
        return type != null
                && type.getSingleJdbcMapping() instanceof BasicPluralType<?, ?> plural
                && (plural.getElementType().getJavaType() == Double.class
                        || plural.getElementType().getJavaType() == Float.class);
    }
}
