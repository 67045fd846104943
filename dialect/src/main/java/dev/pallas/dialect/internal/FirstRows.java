package dev.pallas.dialect.internal;

import java.util.List;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.metamodel.mapping.JdbcMappingContainer;
import org.hibernate.query.common.FetchClauseType;
import org.hibernate.sql.ast.SqlAstTranslator;
import org.hibernate.sql.ast.spi.SqlAppender;
import org.hibernate.sql.ast.tree.expression.Expression;
import org.hibernate.sql.ast.tree.expression.Literal;
import org.hibernate.sql.ast.tree.expression.SelfRenderingExpression;
import org.hibernate.sql.ast.tree.expression.SqlSelectionExpression;
import org.hibernate.sql.ast.tree.select.QuerySpec;
import org.hibernate.sql.ast.tree.select.SortSpecification;
import org.hibernate.sql.results.internal.SqlSelectionImpl;
import org.jspecify.annotations.Nullable;

/**
 * The first rows of a correlated subquery, from an array that an aggregate makes of all its rows: the engine ties an aggregate to the query around it
 * by any condition, and LIMIT by equations only.
 */
final class FirstRows {
    private FirstRows() {}

    /**
     * Whether a query with OFFSET or FETCH can be said so.
     *
     * @param query a subquery
     * @param aggregated whether its rows are groups
     * @return true where it can and the engine needs it
     */
    static boolean apply(QuerySpec query, boolean aggregated) {
        return query.hasOffsetOrFetchClause()
                && (query.getFetchClauseExpression() == null || query.getFetchClauseType() == FetchClauseType.ROWS_ONLY)
                && !aggregated
                && !query.getSelectClause().isDistinct()
                && query.getGroupByClauseExpressions().isEmpty()
                && Correlation.isBeyondRanking(query);
    }

    /** The one value of a scalar subquery that fetches one row; null where it fetches more. */
    static @Nullable QuerySpec value(QuerySpec query) {
        var selections = query.getSelectClause().getSqlSelections();
        if (selections.size() != 1
                || !(query.getFetchClauseExpression() instanceof Literal literal)
                || !(literal.getLiteralValue() instanceof Number number)
                || number.intValue() != 1) {
            return null;
        }
        var value = selections.get(0).getExpression();
        return aggregate(query, new Written(value.getExpressionType()) {
            @Override
            void write(SqlAppender sql, SqlAstTranslator<?> walker) {
                sql.appendSql("element_at(array_agg(");
                value.accept(walker);
                order(sql, query.getSortSpecifications(), walker);
                sql.appendSql("),");
                first(sql, query, walker);
                sql.appendSql(')');
            }
        });
    }

    /** All rows in one array, in a query of one row. */
    static QuerySpec rows(QuerySpec query) {
        return aggregate(query, new Written(null) {
            @Override
            void write(SqlAppender sql, SqlAstTranslator<?> walker) {
                sql.appendSql("slice(array_agg(row(");
                var separator = "";
                for (var selection : query.getSelectClause().getSqlSelections()) {
                    sql.appendSql(separator);
                    selection.getExpression().accept(walker);
                    separator = ",";
                }
                sql.appendSql(')');
                order(sql, query.getSortSpecifications(), walker);
                sql.appendSql("),");
                first(sql, query, walker);
                sql.appendSql(',');
                if (query.getFetchClauseExpression() == null) {
                    sql.appendSql(Integer.MAX_VALUE);
                } else {
                    count(sql, query.getFetchClauseExpression(), walker);
                }
                sql.appendSql(')');
            }
        });
    }

    private static QuerySpec aggregate(QuerySpec query, Expression selected) {
        var aggregate = new QuerySpec(query.isRoot());
        query.getFromClause().getRoots().forEach(aggregate.getFromClause()::addRoot);
        aggregate.applyPredicate(query.getWhereClauseRestrictions());
        aggregate.getSelectClause().addSqlSelection(new SqlSelectionImpl(selected));
        return aggregate;
    }

    private static void order(SqlAppender sql, @Nullable List<SortSpecification> sorts, SqlAstTranslator<?> walker) {
        var separator = " order by ";
        for (var sort : sorts == null ? List.<SortSpecification>of() : sorts) {
            sql.appendSql(separator);
            var key = sort.getSortExpression() instanceof SqlSelectionExpression selected
                    ? selected.getSelection().getExpression()
                    : sort.getSortExpression();
            new SortSpecification(key, sort.getSortOrder(), sort.getNullPrecedence()).accept(walker);
            separator = ",";
        }
    }

    private static void first(SqlAppender sql, QuerySpec query, SqlAstTranslator<?> walker) {
        if (query.getOffsetClauseExpression() == null) {
            sql.appendSql('1');
        } else {
            count(sql, query.getOffsetClauseExpression(), walker);
            sql.appendSql("+1");
        }
    }

    private static void count(SqlAppender sql, Expression count, SqlAstTranslator<?> walker) {
        if (count instanceof Literal literal && literal.getLiteralValue() instanceof Number number) {
            sql.appendSql(number.longValue());
        } else {
            count.accept(walker);
        }
    }

    /** An expression that writes itself. */
    private abstract static class Written implements SelfRenderingExpression {
        private final @Nullable JdbcMappingContainer type;

        Written(@Nullable JdbcMappingContainer type) {
            this.type = type;
        }

        abstract void write(SqlAppender sql, SqlAstTranslator<?> walker);

        @Override
        public void renderToSql(SqlAppender sql, SqlAstTranslator<?> walker, SessionFactoryImplementor factory) {
            write(sql, walker);
        }

        @Override
        public @Nullable JdbcMappingContainer getExpressionType() {
            return type;
        }
    }
}
