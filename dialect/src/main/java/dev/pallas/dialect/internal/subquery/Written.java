package dev.pallas.dialect.internal.subquery;

import java.util.List;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.metamodel.mapping.JdbcMappingContainer;
import org.hibernate.sql.ast.SqlAstTranslator;
import org.hibernate.sql.ast.spi.SqlAppender;
import org.hibernate.sql.ast.tree.SqlAstNode;
import org.hibernate.sql.ast.tree.expression.SelfRenderingExpression;
import org.jspecify.annotations.Nullable;

/** An expression that writes itself. */
abstract class Written implements SelfRenderingExpression {
    private final @Nullable JdbcMappingContainer type;
    private final List<? extends SqlAstNode> parts;

    /**
     * Creates an expression.
     *
     * @param type its type, where anybody asks for it
     * @param parts what it is made of
     */
    Written(@Nullable JdbcMappingContainer type, List<? extends SqlAstNode> parts) {
        this.type = type;
        this.parts = parts;
    }

    abstract void write(SqlAppender sql, SqlAstTranslator<?> walker);

    final List<? extends SqlAstNode> parts() {
        return parts;
    }

    @Override
    public void renderToSql(SqlAppender sql, SqlAstTranslator<?> walker, SessionFactoryImplementor factory) {
        write(sql, walker);
    }

    @Override
    public @Nullable JdbcMappingContainer getExpressionType() {
        return type;
    }
}
