package dev.pallas.dialect.internal.subquery;

import java.util.List;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.hibernate.query.common.FetchClauseType;
import org.hibernate.sql.ast.SqlAstTranslator;
import org.hibernate.sql.ast.spi.SqlAppender;
import org.hibernate.sql.ast.spi.SqlSelection;
import org.hibernate.sql.ast.tree.expression.Expression;
import org.hibernate.sql.ast.tree.expression.Literal;
import org.hibernate.sql.ast.tree.expression.SqlSelectionExpression;
import org.hibernate.sql.ast.tree.predicate.Junction;
import org.hibernate.sql.ast.tree.select.QuerySpec;
import org.hibernate.sql.ast.tree.select.SortSpecification;
import org.hibernate.sql.results.internal.SqlSelectionImpl;
import org.jspecify.annotations.Nullable;

/**
 * The first rows of a correlated subquery, from an array that an aggregate makes of all its rows: the engine ties an aggregate to the query around it
 * by any condition, and LIMIT by equations only.
 */
public final class FirstRows {
    private FirstRows() {}

    /**
     * Whether a query with OFFSET or FETCH can be said so.
     *
     * @param query a subquery
     * @param aggregated whether its rows are groups
     * @return true where it can and the engine needs it
     */
    public static boolean apply(QuerySpec query, boolean aggregated) {
        return isPlain(query, aggregated) && Correlation.isBeyondRanking(query);
    }

    private static boolean isPlain(QuerySpec query, boolean aggregated) {
        return query.hasOffsetOrFetchClause()
                && (query.getFetchClauseExpression() == null || query.getFetchClauseType() == FetchClauseType.ROWS_ONLY)
                && !aggregated
                && !query.getSelectClause().isDistinct()
                && query.getGroupByClauseExpressions().isEmpty();
    }

    /**
     * The one value of a correlated scalar subquery that fetches one row. Even where the engine can rank rows, it drops the outer row when there is
     * none.
     *
     * @param query a subquery
     * @param aggregated whether its rows are groups
     * @return the same value, as an aggregate; null where the subquery is another
     */
    public static @Nullable QuerySpec value(QuerySpec query, boolean aggregated) {
        if (!isPlain(query, aggregated)
                || query.getSelectClause().getSqlSelections().size() != 1
                || !(query.getFetchClauseExpression() instanceof Literal literal)
                || !(literal.getLiteralValue() instanceof Number number)
                || number.intValue() != 1
                || !Correlation.isCorrelated(query)) {
            return null;
        }
        var value = query.getSelectClause().getSqlSelections().get(0).getExpression();
        return aggregate(query, new Written(value.getExpressionType(), parts(query)) {
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

    /**
     * The first values of a subquery of one column, in one array; null where the subquery is another.
     *
     * @param query a subquery
     * @param aggregated whether its rows are groups
     */
    public static @Nullable QuerySpec values(QuerySpec query, boolean aggregated) {
        var selections = query.getSelectClause().getSqlSelections();
        if (!isPlain(query, aggregated) || selections.size() != 1) {
            return null;
        }
        return slice(query, (sql, walker) -> selections.get(0).getExpression().accept(walker));
    }

    /**
     * Whether a correlated scalar subquery is a group or a distinct value of its rows, if it has any. The engine drops the outer row when it has none.
     */
    public static boolean isGroupOrNone(QuerySpec query) {
        return (query.getSelectClause().isDistinct()
                        || !query.getGroupByClauseExpressions().isEmpty())
                && !query.hasOffsetOrFetchClause()
                && query.getSelectClause().getSqlSelections().size() == 1
                && Correlation.isCorrelated(query);
    }

    /** What a query fetches, where it is a percentage in fractions, which count. */
    public static Expression inFractions(Expression fetch, FetchClauseType type) {
        if (type != FetchClauseType.PERCENT_ONLY && type != FetchClauseType.PERCENT_WITH_TIES) {
            return fetch;
        }
        return new Written(fetch.getExpressionType(), List.of(fetch)) {
            @Override
            void write(SqlAppender sql, SqlAstTranslator<?> walker) {
                sql.appendSql("cast(");
                count(sql, fetch, walker);
                sql.appendSql(" as double)");
            }
        };
    }

    /** All rows that the first of a query are of, in no order. */
    public static QuerySpec all(QuerySpec query) {
        var all = rowsOf(query);
        query.getSelectClause().getSqlSelections().forEach(all.getSelectClause()::addSqlSelection);
        return all;
    }

    /** All rows in one array, in a query of one row. */
    public static QuerySpec rows(QuerySpec query) {
        return slice(query, (sql, walker) -> {
            sql.appendSql("row(");
            var separator = "";
            for (var selection : query.getSelectClause().getSqlSelections()) {
                sql.appendSql(separator);
                selection.getExpression().accept(walker);
                separator = ",";
            }
            sql.appendSql(')');
        });
    }

    private static QuerySpec slice(QuerySpec query, BiConsumer<SqlAppender, SqlAstTranslator<?>> row) {
        return aggregate(query, new Written(null, parts(query)) {
            @Override
            void write(SqlAppender sql, SqlAstTranslator<?> walker) {
                sql.appendSql("slice(array_agg(");
                row.accept(sql, walker);
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
        var aggregate = rowsOf(query);
        aggregate.getSelectClause().addSqlSelection(new SqlSelectionImpl(selected));
        return aggregate;
    }

    private static QuerySpec rowsOf(QuerySpec query) {
        var rows = new QuerySpec(query.isRoot());
        query.getFromClause().getRoots().forEach(rows.getFromClause()::addRoot);
        if (query.getWhereClauseRestrictions() != null) {
            // what is added to the rows' condition is not to be added to the query's
            var condition = new Junction(Junction.Nature.CONJUNCTION);
            condition.add(query.getWhereClauseRestrictions());
            rows.applyPredicate(condition);
        }
        return rows;
    }

    /** What the rows are made of and ordered by. */
    private static List<Expression> parts(QuerySpec query) {
        var selected = query.getSelectClause().getSqlSelections().stream().map(SqlSelection::getExpression);
        return query.hasSortSpecifications()
                ? Stream.concat(selected, query.getSortSpecifications().stream().map(FirstRows::key))
                        .toList()
                : selected.toList();
    }

    private static Expression key(SortSpecification sort) {
        return sort.getSortExpression() instanceof SqlSelectionExpression selected
                ? selected.getSelection().getExpression()
                : sort.getSortExpression();
    }

    private static void order(SqlAppender sql, @Nullable List<SortSpecification> sorts, SqlAstTranslator<?> walker) {
        var separator = " order by ";
        for (var sort : sorts == null ? List.<SortSpecification>of() : sorts) {
            sql.appendSql(separator);
            new SortSpecification(key(sort), sort.getSortOrder(), sort.getNullPrecedence()).accept(walker);
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
}
