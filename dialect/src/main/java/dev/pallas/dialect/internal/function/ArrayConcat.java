package dev.pallas.dialect.internal.function;

import java.util.List;
import org.hibernate.metamodel.model.domain.ReturnableType;
import org.hibernate.query.sqm.function.AbstractSqmSelfRenderingFunctionDescriptor;
import org.hibernate.query.sqm.function.SqmFunctionDescriptor;
import org.hibernate.sql.ast.SqlAstTranslator;
import org.hibernate.sql.ast.spi.SqlAppender;
import org.hibernate.sql.ast.tree.SqlAstNode;
import org.hibernate.sql.ast.tree.expression.FunctionExpression;

/**
 * {@code array_concat}. The operator does for arrays whose type is plain; an array written down may be empty or all null, whose type only an array of
 * arrays makes that of the others.
 */
final class ArrayConcat extends AbstractSqmSelfRenderingFunctionDescriptor {
    private final AbstractSqmSelfRenderingFunctionDescriptor known;

    ArrayConcat(SqmFunctionDescriptor known) {
        this((AbstractSqmSelfRenderingFunctionDescriptor) known);
    }

    private ArrayConcat(AbstractSqmSelfRenderingFunctionDescriptor known) {
        super(
                known.getName(),
                known.getFunctionKind(),
                known.getArgumentsValidator(),
                known.getReturnTypeResolver(),
                known.getArgumentTypeResolver());
        this.known = known;
    }

    @Override
    public String getArgumentListSignature() {
        return known.getArgumentListSignature();
    }

    @Override
    public void render(
            SqlAppender sql, List<? extends SqlAstNode> arguments, ReturnableType<?> type, SqlAstTranslator<?> walker) {
        if (arguments.stream().noneMatch(ArrayConcat::isWrittenDown)) {
            list(sql, arguments, "(", "||", ")", walker);
            return;
        }
        var others = arguments.stream().filter(array -> !isWrittenDown(array)).toList();
        if (!others.isEmpty()) {
            list(sql, others, "case when ", " is not null and ", " is not null then ", walker);
        }
        list(sql, arguments, "flatten(array[", ",", "])", walker);
        if (!others.isEmpty()) {
            sql.appendSql(" end");
        }
    }

    private static boolean isWrittenDown(SqlAstNode node) {
        return node instanceof FunctionExpression function
                && (function.getFunctionName().equals("array")
                        || function.getFunctionName().equals("array_list"));
    }

    private static void list(
            SqlAppender sql,
            List<? extends SqlAstNode> nodes,
            String start,
            String separator,
            String end,
            SqlAstTranslator<?> walker) {
        var before = start;
        for (var node : nodes) {
            sql.appendSql(before);
            node.accept(walker);
            before = separator;
        }
        sql.appendSql(end);
    }
}
