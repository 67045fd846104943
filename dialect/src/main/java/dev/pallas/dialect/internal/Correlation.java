package dev.pallas.dialect.internal;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.hibernate.query.sqm.ComparisonOperator;
import org.hibernate.query.sqm.SetOperator;
import org.hibernate.sql.ast.spi.AbstractSqlAstWalker;
import org.hibernate.sql.ast.tree.SqlAstNode;
import org.hibernate.sql.ast.tree.expression.AggregateFunctionExpression;
import org.hibernate.sql.ast.tree.expression.ColumnReference;
import org.hibernate.sql.ast.tree.expression.FunctionExpression;
import org.hibernate.sql.ast.tree.expression.SelfRenderingExpression;
import org.hibernate.sql.ast.tree.expression.SqlSelectionExpression;
import org.hibernate.sql.ast.tree.from.CorrelatedTableGroup;
import org.hibernate.sql.ast.tree.from.FunctionTableReference;
import org.hibernate.sql.ast.tree.from.NamedTableReference;
import org.hibernate.sql.ast.tree.from.QueryPartTableReference;
import org.hibernate.sql.ast.tree.from.TableGroup;
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

/** What a subquery takes from the query around it. */
final class Correlation extends AbstractSqlAstWalker {
    private final Set<String> tables = new HashSet<>();
    private final Set<String> columnsOf = new HashSet<>();
    private final List<QueryPart> subqueries = new ArrayList<>();
    private int depth;

    private Correlation() {}

    private static Correlation of(SqlAstNode node) {
        var correlation = new Correlation();
        node.accept(correlation);
        return correlation;
    }

    /** Whether a subquery takes anything from the query around it. */
    static boolean isCorrelated(QueryPart query) {
        return !outerTables(query).isEmpty();
    }

    /** The tables of the queries around a subquery that it takes columns of. */
    static Set<String> outerTables(QueryPart query) {
        var whole = of(query);
        var outer = new HashSet<>(whole.columnsOf);
        outer.removeAll(whole.tables);
        return outer;
    }

    /** Whether subqueries in the condition of a subquery take columns of the query around that. */
    static boolean isThroughSubqueries(QuerySpec query) {
        if (query.getWhereClauseRestrictions() == null) {
            return false;
        }
        var own = of(query.getFromClause()).tables;
        return of(query.getWhereClauseRestrictions()).subqueries.stream()
                .anyMatch(subquery -> !own.containsAll(outerTables(subquery)));
    }

    /**
     * The parts of a union, which the engine does not tie to the query around it: a row is in the union where it is in a part.
     *
     * @param subquery a subquery that is read as rows
     * @return the parts; empty where it is not such a union
     */
    static List<SelectStatement> alternatives(SelectStatement subquery) {
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

    private static List<Predicate> conjuncts(Predicate predicate) {
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

    /** Not of a table of the query around, which stands here for what is joined to it. */
    @Override
    public void visitTableGroup(TableGroup group) {
        if (group instanceof CorrelatedTableGroup || group instanceof VirtualTableGroup) {
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
        }
    }

    /** Of what is selected: the walker that this one is would come back here for ever. */
    @Override
    public void visitSqlSelectionExpression(SqlSelectionExpression expression) {
        expression.getSelection().getExpression().accept(this);
    }

    @Override
    public void visitSelfRenderingExpression(SelfRenderingExpression expression) {
        if (expression instanceof FunctionExpression function) {
            function.getArguments().forEach(argument -> argument.accept(this));
        }
        if (expression instanceof AggregateFunctionExpression aggregate && aggregate.getFilter() != null) {
            aggregate.getFilter().accept(this);
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
