package dev.pallas.dialect.internal.function;

import java.util.List;
import java.util.stream.Stream;
import org.hibernate.metamodel.model.domain.ReturnableType;
import org.hibernate.query.sqm.function.AbstractSqmSelfRenderingFunctionDescriptor;
import org.hibernate.query.sqm.produce.function.internal.PatternRenderer;
import org.hibernate.sql.ast.SqlAstTranslator;
import org.hibernate.sql.ast.spi.SqlAppender;
import org.hibernate.sql.ast.tree.SqlAstNode;

/** A function that Hibernate describes, in patterns of the engine: one for each number of arguments. */
class RenderedFunction extends AbstractSqmSelfRenderingFunctionDescriptor {
    private final AbstractSqmSelfRenderingFunctionDescriptor known;
    private final int least;
    private final List<PatternRenderer> renderers;

    RenderedFunction(AbstractSqmSelfRenderingFunctionDescriptor known, int least, String... patterns) {
        super(
                known.getName(),
                known.getFunctionKind(),
                known.getArgumentsValidator(),
                known.getReturnTypeResolver(),
                known.getArgumentTypeResolver());
        this.known = known;
        this.least = least;
        renderers = Stream.of(patterns).map(PatternRenderer::new).toList();
    }

    /** Which of the patterns renders these arguments. */
    int form(List<? extends SqlAstNode> arguments) {
        return arguments.size() - least;
    }

    @Override
    public String getArgumentListSignature() {
        return known.getArgumentListSignature();
    }

    @Override
    public void render(
            SqlAppender sql, List<? extends SqlAstNode> arguments, ReturnableType<?> type, SqlAstTranslator<?> walker) {
        renderers.get(form(arguments)).render(sql, arguments, walker);
    }
}
