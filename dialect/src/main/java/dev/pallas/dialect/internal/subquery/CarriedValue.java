package dev.pallas.dialect.internal.subquery;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.spi.NavigablePath;
import org.hibernate.sql.ast.SqlAstTranslator;
import org.hibernate.sql.ast.spi.SqlAppender;
import org.hibernate.sql.ast.spi.SqlSelection;
import org.hibernate.sql.ast.tree.SqlAstNode;
import org.hibernate.sql.ast.tree.expression.ColumnReference;
import org.hibernate.sql.ast.tree.expression.Expression;
import org.hibernate.sql.ast.tree.predicate.SelfRenderingPredicate;
import org.hibernate.sql.ast.tree.select.QueryPart;
import org.hibernate.sql.ast.tree.select.QuerySpec;
import org.hibernate.sql.results.internal.SqlSelectionImpl;
import org.jspecify.annotations.Nullable;

/**
 * The value of a scalar subquery that the engine does not tie to the query around it: the subquery's rows, each with the ids of the outer row that it is
 * for, become a table of the subquery, tied to the outer row by those.
 */
public final class CarriedValue {
    private CarriedValue() {}

    /** What renders expressions with columns under other names. */
    public interface Renaming {
        /**
         * Renders with other names.
         *
         * @param names by the columns' texts
         * @param rendering what renders
         */
        void renamed(Map<String, String> names, Runnable rendering);
    }

    /**
     * The same value.
     *
     * @param query a subquery of one value
     * @param around the query that the subquery stands in; null where that is no query
     * @param factory the factory that both belong to
     * @return null where the engine takes the subquery as it is, or cannot be told
     */
    public static @Nullable QuerySpec of(
            QuerySpec query, @Nullable QueryPart around, SessionFactoryImplementor factory) {
        if (!(around instanceof QuerySpec outerQuery)
                || query.hasOffsetOrFetchClause()
                || !query.getGroupByClauseExpressions().isEmpty()
                || Correlation.selectsSubqueries(query)
                || !Correlation.isBeyondEngine(query)) {
            return null;
        }
        var outer = OuterRows.of(Correlation.outerTables(query), OuterRows.present(outerQuery), factory);
        var columns = outer == null ? null : carried(query);
        return outer == null || columns == null ? null : value(query, outer, columns);
    }

    /** The columns of the rows that the value is made of; null where an outer one is both in an aggregate, for each row, and outside of all. */
    private static @Nullable List<ColumnReference> carried(QuerySpec query) {
        var outer = Correlation.outerTables(query);
        var inAggregates = Correlation.aggregatedColumns(query);
        var names =
                inAggregates.stream().map(ColumnReference::getExpressionText).collect(Collectors.toSet());
        var carried = new ArrayList<>(inAggregates);
        for (var column : Correlation.unaggregatedColumns(query)) {
            if (!outer.contains(column.getQualifier())) {
                carried.add(column);
            } else if (names.contains(column.getExpressionText())) {
                return null;
            }
        }
        return carried;
    }

    private static QuerySpec value(QuerySpec query, OuterRows outer, List<ColumnReference> columns) {
        var rows = outer.beside(query.getFromClause());
        rows.applyPredicate(query.getWhereClauseRestrictions());
        var distinct = new LinkedHashMap<String, Expression>();
        columns.forEach(column -> distinct.putIfAbsent(column.getExpressionText(), column));
        Stream.concat(outer.keys().stream(), distinct.values().stream())
                .forEach(value -> rows.getSelectClause().addSqlSelection(new SqlSelectionImpl(value)));

        var keys = outer.keys().size();
        var alias = outer.keys().get(0).getQualifier() + "_rows";
        var value = new QuerySpec(false);
        value.getFromClause().addRoot(outer.table(rows, new NavigablePath(alias), alias));
        for (int key = 0; key < keys; key++) {
            value.applyPredicate(outer.same(alias, key));
        }
        var renamed = new LinkedHashMap<String, String>();
        for (var column : distinct.keySet()) {
            renamed.put(column, alias + "." + OuterRows.column(keys + renamed.size()));
        }
        value.getSelectClause().makeDistinct(query.getSelectClause().isDistinct());
        query.getSelectClause().getSqlSelections().stream()
                .map(SqlSelection::getExpression)
                .map(selected -> renaming(selected, selected, renamed))
                .forEach(selected -> value.getSelectClause().addSqlSelection(new SqlSelectionImpl(selected)));
        var having = query.getHavingClauseRestrictions();
        if (having != null) {
            value.setHavingClauseRestrictions(new SelfRenderingPredicate(renaming(having, null, renamed)));
        }
        return value;
    }

    private static Written renaming(SqlAstNode node, @Nullable Expression typed, Map<String, String> names) {
        return new Written(typed == null ? null : typed.getExpressionType(), List.of(node)) {
            @Override
            void write(SqlAppender sql, SqlAstTranslator<?> walker) {
                ((Renaming) walker).renamed(names, () -> node.accept(walker));
            }
        };
    }
}
