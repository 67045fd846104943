package dev.pallas.dialect.internal.type;

import java.util.function.Function;
import org.hibernate.dialect.Dialect;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.metamodel.mapping.JdbcMappingContainer;
import org.hibernate.sql.ast.Clause;
import org.hibernate.sql.ast.SqlAstTranslator;
import org.hibernate.sql.ast.spi.SqlAppender;
import org.hibernate.sql.ast.tree.expression.Expression;
import org.hibernate.sql.ast.tree.expression.SelfRenderingExpression;

/** An array or a row in the select list, which is selected as JSON text; not so in a common table expression, which Hibernate takes for a query too. */
record NestedSelection(Expression expression, Function<Dialect, ColumnType> type) implements SelfRenderingExpression {
    private static final String PLACE = "\0";

    @Override
    public void renderToSql(SqlAppender sql, SqlAstTranslator<?> walker, SessionFactoryImplementor factory) {
        if (walker.getCurrentClauseStack().findCurrentFirst(clause -> clause == Clause.WITH ? clause : null) != null) {
            expression.accept(walker);
            return;
        }
        var parts =
                type.apply(factory.getJdbcServices().getDialect()).read(PLACE).split(PLACE, 2);
        sql.appendSql(parts[0]);
        expression.accept(walker);
        sql.appendSql(parts[1]);
    }

    @Override
    public JdbcMappingContainer getExpressionType() {
        return expression.getExpressionType();
    }
}
