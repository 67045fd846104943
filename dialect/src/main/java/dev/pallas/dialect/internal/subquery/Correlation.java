package dev.pallas.dialect.internal.subquery;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.hibernate.query.sqm.ComparisonOperator;
import org.hibernate.query.sqm.SetOperator;
import org.hibernate.sql.ast.SqlAstJoinType;
import org.hibernate.sql.ast.spi.AbstractSqlAstWalker;
import org.hibernate.sql.ast.tree.SqlAstNode;
import org.hibernate.sql.ast.tree.expression.AggregateFunctionExpression;
import org.hibernate.sql.ast.tree.expression.ColumnReference;
import org.hibernate.sql.ast.tree.expression.FunctionExpression;
import org.hibernate.sql.ast.tree.expression.OrderedSetAggregateFunctionExpression;
import org.hibernate.sql.ast.tree.expression.SelfRenderingExpression;
import org.hibernate.sql.ast.tree.expression.SqlSelectionExpression;
import org.hibernate.sql.ast.tree.from.CorrelatedTableGroup;
import org.hibernate.sql.ast.tree.from.FromClause;
import org.hibernate.sql.ast.tree.from.FunctionTableReference;
import org.hibernate.sql.ast.tree.from.NamedTableReference;
import org.hibernate.sql.ast.tree.from.QueryPartTableReference;
import org.hibernate.sql.ast.tree.from.TableGroup;
import org.hibernate.sql.ast.tree.from.TableGroupJoin;
import org.hibernate.sql.ast.tree.from.TableReference;
import org.hibernate.sql.ast.tree.from.ValuesTableReference;
import org.hibernate.sql.ast.tree.from.VirtualTableGroup;
import org.hibernate.sql.ast.tree.predicate.ComparisonPredicate;
import org.hibernate.sql.ast.tree.predicate.Junction;
import org.hibernate.sql.ast.tree.predicate.Predicate;
import org.hibernate.sql.ast.tree.select.QueryGroup;
import org.hibernate.sql.ast.tree.select.QueryPart;
import org.hibernate.sql.ast.tree.select.QuerySpec;
import org.hibernate.sql.ast.tree.select.SelectStatement;
import org.jspecify.annotations.Nullable;

/** What a subquery takes from the query around it. */
public final class Correlation extends AbstractSqlAstWalker {
    private final Set<String> tables = new HashSet<>();
    private final Set<String> columnsOf = new HashSet<>();
    private final List<ColumnReference> unaggregated = new ArrayList<>();
    private final List<ColumnReference> aggregated = new ArrayList<>();
    private final List<QueryPart> subqueries = new ArrayList<>();
    private int depth;
    private int aggregates;

    private Correlation() {}

    private static Correlation of(SqlAstNode node) {
        var correlation = new Correlation();
        node.accept(correlation);
        return correlation;
    }

    /** Whether a subquery takes anything from the query around it. */
    public static boolean isCorrelated(QueryPart query) {
        return !outerTables(query).isEmpty();
    }

    /** The tables outside of a subquery, or of a condition and its subqueries, that it takes columns of. */
    static Set<String> outerTables(SqlAstNode node) {
        var whole = of(node);
        var outer = new HashSet<>(whole.columnsOf);
        outer.removeAll(whole.tables);
        return outer;
    }

    /** Whether a condition has a subquery that takes columns of the query that it stands in, or of one around. */
    static boolean hasCorrelated(Predicate condition) {
        return of(condition).subqueries.stream().anyMatch(Correlation::isCorrelated);
    }

    /**
     * Whether a condition or a value has a subquery that the engine must be told the outer rows of by their ids.
     *
     * @param node part of a statement that is no query
     */
    public static boolean hasNeedOfIds(@Nullable SqlAstNode node) {
        return node != null
                && of(node).subqueries.stream().anyMatch(part -> part instanceof QuerySpec query && needsIds(query));
    }

    /** Whether the engine does not tie the rows or groups of a subquery to the query around it. */
    static boolean needsIds(QuerySpec query) {
        return query.getGroupByClauseExpressions().isEmpty() ? isBeyondEngine(query) : isCorrelated(query);
    }

    /**
     * Whether a subquery takes columns of the query around it where the engine does not let it: in its own subqueries, in the condition of an outer join,
     * or in aggregates.
     */
    static boolean isBeyondEngine(QuerySpec query) {
        var outer = outerTables(query);
        if (outer.isEmpty()) {
            return false;
        }
        var own = of(query.getFromClause()).tables;
        return conditions(query).anyMatch(condition -> of(condition).subqueries.stream()
                        .anyMatch(subquery -> !own.containsAll(outerTables(subquery))))
                || joins(query)
                        .anyMatch(join -> join.getJoinType() == SqlAstJoinType.LEFT
                                && join.getPredicate() != null
                                && touches(join.getPredicate(), outer))
                || aggregatedColumns(query).stream().anyMatch(column -> outer.contains(column.getQualifier()));
    }

    /** The columns in the aggregates that a subquery selects or keeps groups by. */
    static List<ColumnReference> aggregatedColumns(QuerySpec query) {
        return ofValues(query).aggregated;
    }

    /** The columns outside of aggregates that a subquery selects or keeps groups by. */
    static List<ColumnReference> unaggregatedColumns(QuerySpec query) {
        return ofValues(query).unaggregated;
    }

    /** Whether what a subquery selects has subqueries itself. */
    static boolean selectsSubqueries(QuerySpec query) {
        return !ofValues(query).subqueries.isEmpty();
    }

    private static Correlation ofValues(QuerySpec query) {
        var values = of(query.getSelectClause());
        if (query.getHavingClauseRestrictions() != null) {
            query.getHavingClauseRestrictions().accept(values);
        }
        return values;
    }

    private static Stream<Predicate> conditions(QuerySpec query) {
        return Stream.concat(
                Stream.ofNullable(query.getWhereClauseRestrictions()),
                joins(query).map(TableGroupJoin::getPredicate).filter(Objects::nonNull));
    }

    private static Stream<TableGroupJoin> joins(QuerySpec query) {
        return query.getFromClause().getRoots().stream().flatMap(Correlation::joins);
    }

    private static Stream<TableGroupJoin> joins(TableGroup group) {
        return Stream.concat(group.getTableGroupJoins().stream(), group.getNestedTableGroupJoins().stream())
                .flatMap(join -> Stream.concat(Stream.of(join), joins(join.getJoinedGroup())));
    }

    /**
     * The parts of a union, which the engine does not tie to the query around it: a row is in the union where it is in a part.
     *
     * @param subquery a subquery that is read as rows
     * @return the parts; empty where it is not such a union
     */
    public static List<SelectStatement> alternatives(SelectStatement subquery) {
        return subquery.getQueryPart() instanceof QueryGroup group
                        && (group.getSetOperator() == SetOperator.UNION
                                || group.getSetOperator() == SetOperator.UNION_ALL)
                        && !group.hasOffsetOrFetchClause()
                        && isCorrelated(group)
                ? group.getQueryParts().stream().map(SelectStatement::new).toList()
                : List.of();
    }

    /**
     * Whether the first rows of a subquery are more than the engine can find: it ranks them when they have an order and all that ties the
     * subquery to the query around it are equations, and refuses every other.
     */
    static boolean isBeyondRanking(QuerySpec query) {
        var outer = outerTables(query);
        if (outer.isEmpty()) {
            return false;
        }
        if (query.getOffsetClauseExpression() != null || !query.hasSortSpecifications()) {
            return true;
        }
        for (var condition : conjuncts(query.getWhereClauseRestrictions())) {
            if (touches(condition, outer) && !isEquation(condition, outer)) {
                return true;
            }
        }
        return false;
    }

    static List<Predicate> conjuncts(Predicate predicate) {
        if (predicate == null) {
            return List.of();
        }
        return predicate instanceof Junction junction && junction.getNature() == Junction.Nature.CONJUNCTION
                ? junction.getPredicates().stream()
                        .flatMap(part -> conjuncts(part).stream())
                        .toList()
                : List.of(predicate);
    }

    private static boolean isEquation(Predicate condition, Set<String> outer) {
        return condition instanceof ComparisonPredicate comparison
                && comparison.getOperator() == ComparisonOperator.EQUAL
                && touches(comparison.getLeftHandExpression(), outer)
                        != touches(comparison.getRightHandExpression(), outer);
    }

    private static boolean touches(SqlAstNode node, Set<String> tables) {
        return of(node).columnsOf.stream().anyMatch(tables::contains);
    }

    /** Not by what the tables accept: one that nobody reads would become one that is read. */
    @Override
    public void visitFromClause(FromClause from) {
        from.getRoots().forEach(this::visitTableGroup);
    }

    /** Not of a table of the query around, which stands here for what is joined to it, nor of one that nobody reads. */
    @Override
    public void visitTableGroup(TableGroup group) {
        if (group instanceof CorrelatedTableGroup || group instanceof VirtualTableGroup || !group.isInitialized()) {
            group.getNestedTableGroupJoins().forEach(join -> join.accept(this));
            group.getTableGroupJoins().forEach(join -> join.accept(this));
        } else {
            super.visitTableGroup(group);
        }
    }

    @Override
    public void visitSelectStatement(SelectStatement statement) {
        if (depth == 0) {
            subqueries.add(statement.getQueryPart());
        }
        depth++;
        super.visitSelectStatement(statement);
        depth--;
    }

    @Override
    public void visitColumnReference(ColumnReference column) {
        if (column.getQualifier() != null) {
            columnsOf.add(column.getQualifier());
            (aggregates > 0 ? aggregated : unaggregated).add(column);
        }
    }

    /** Of what is selected: the walker that this one is would come back here for ever. */
    @Override
    public void visitSqlSelectionExpression(SqlSelectionExpression expression) {
        expression.getSelection().getExpression().accept(this);
    }

    @Override
    public void visitSelfRenderingExpression(SelfRenderingExpression expression) {
        if (expression instanceof Written written) {
            aggregates++;
            written.parts().forEach(part -> part.accept(this));
            aggregates--;
        } else if (expression instanceof AggregateFunctionExpression aggregate) {
            aggregates++;
            aggregate.getArguments().forEach(argument -> argument.accept(this));
            if (aggregate.getFilter() != null) {
                aggregate.getFilter().accept(this);
            }
            if (aggregate instanceof OrderedSetAggregateFunctionExpression ordered
                    && ordered.getWithinGroup() != null) {
                ordered.getWithinGroup().forEach(sort -> sort.accept(this));
            }
            aggregates--;
        } else if (expression instanceof FunctionExpression function) {
            function.getArguments().forEach(argument -> argument.accept(this));
        }
    }

    private void define(TableReference table) {
        if (table.getIdentificationVariable() != null) {
            tables.add(table.getIdentificationVariable());
        }
    }

    @Override
    public void visitNamedTableReference(NamedTableReference table) {
        define(table);
    }

    @Override
    public void visitValuesTableReference(ValuesTableReference table) {
        define(table);
        super.visitValuesTableReference(table);
    }

    @Override
    public void visitQueryPartTableReference(QueryPartTableReference table) {
        define(table);
        super.visitQueryPartTableReference(table);
    }

    @Override
    public void visitFunctionTableReference(FunctionTableReference table) {
        define(table);
        super.visitFunctionTableReference(table);
    }
}
