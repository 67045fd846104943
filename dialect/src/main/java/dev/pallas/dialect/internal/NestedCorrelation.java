package dev.pallas.dialect.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.metamodel.mapping.EntityMappingType;
import org.hibernate.metamodel.mapping.EntityValuedModelPart;
import org.hibernate.metamodel.mapping.PluralAttributeMapping;
import org.hibernate.sql.ast.SqlAstJoinType;
import org.hibernate.sql.ast.spi.SqlSelection;
import org.hibernate.sql.ast.tree.expression.ColumnReference;
import org.hibernate.sql.ast.tree.expression.Expression;
import org.hibernate.sql.ast.tree.expression.SqlSelectionExpression;
import org.hibernate.sql.ast.tree.expression.SqlTuple;
import org.hibernate.sql.ast.tree.expression.SqlTupleContainer;
import org.hibernate.sql.ast.tree.from.NamedTableReference;
import org.hibernate.sql.ast.tree.from.StandardTableGroup;
import org.hibernate.sql.ast.tree.from.TableGroup;
import org.hibernate.sql.ast.tree.from.TableGroupJoin;
import org.hibernate.sql.ast.tree.from.TableGroupProducer;
import org.hibernate.sql.ast.tree.from.TableReferenceJoin;
import org.hibernate.sql.ast.tree.predicate.ExistsPredicate;
import org.hibernate.sql.ast.tree.predicate.InSubQueryPredicate;
import org.hibernate.sql.ast.tree.select.QueryPart;
import org.hibernate.sql.ast.tree.select.QuerySpec;
import org.hibernate.sql.ast.tree.select.SelectStatement;
import org.hibernate.sql.results.internal.SqlSelectionImpl;
import org.jspecify.annotations.Nullable;

/**
 * EXISTS and IN of subqueries that the engine does not tie to the query around them: of groups, and of those whose own subqueries take columns of the
 * outer query. The entities of the outer query are read once more beside the subquery's own, and the outer row is told by its ids.
 */
final class NestedCorrelation {
    private final SessionFactoryImplementor factory;
    private final QuerySpec query;
    private final QuerySpec joined;
    private final List<Expression> keys = new ArrayList<>();

    private NestedCorrelation(SessionFactoryImplementor factory, QuerySpec query) {
        this.factory = factory;
        this.query = query;
        joined = new QuerySpec(false);
    }

    /**
     * The same condition without correlation.
     *
     * @param exists a condition
     * @param aggregated whether the subquery has aggregates
     * @param outer the query that the condition stands in; null where that is no query
     * @param factory the factory that both belong to
     * @return null where the engine takes the condition as it is, or the ids of the outer rows cannot be told
     */
    static @Nullable InSubQueryPredicate byId(
            ExistsPredicate exists, boolean aggregated, @Nullable QueryPart outer, SessionFactoryImplementor factory) {
        var rewrite = of(exists.getExpression(), aggregated, outer, factory);
        return rewrite == null ? null : rewrite.in(List.of(), List.of(), exists.isNegated());
    }

    /**
     * The same condition without correlation; of a negated one nothing is known where a value is null, and rows would not tell.
     *
     * @param in a condition
     * @param aggregated whether the subquery has aggregates
     * @param outer the query that the condition stands in; null where that is no query
     * @param factory the factory that both belong to
     * @return null where the engine takes the condition as it is, or the ids of the outer rows cannot be told
     */
    static @Nullable InSubQueryPredicate byId(
            InSubQueryPredicate in, boolean aggregated, @Nullable QueryPart outer, SessionFactoryImplementor factory) {
        var rewrite = in.isNegated() ? null : of(in.getSubQuery(), aggregated, outer, factory);
        if (rewrite == null || rewrite.query.getGroupByClauseExpressions().isEmpty()) {
            return null;
        }
        var tuple = SqlTupleContainer.getSqlTuple(in.getTestExpression());
        return rewrite.in(
                tuple == null ? List.of(in.getTestExpression()) : tuple.getExpressions(),
                rewrite.query.getSelectClause().getSqlSelections(),
                false);
    }

    private static @Nullable NestedCorrelation of(
            SelectStatement subquery,
            boolean aggregated,
            @Nullable QueryPart outer,
            SessionFactoryImplementor factory) {
        if (!(subquery.getQueryPart() instanceof QuerySpec query)
                || !(outer instanceof QuerySpec around)
                || query.hasOffsetOrFetchClause()) {
            return null;
        }
        var grouped = !query.getGroupByClauseExpressions().isEmpty();
        var tied = grouped ? !Correlation.isCorrelated(query) : aggregated || !Correlation.isThroughSubqueries(query);
        var rewrite = new NestedCorrelation(factory, query);
        return tied || !rewrite.addAll(around) ? null : rewrite;
    }

    private boolean addAll(QuerySpec outer) {
        var groups = outer.getFromClause().getRoots().stream()
                .flatMap(NestedCorrelation::alwaysPresent)
                .toList();
        for (var table : Correlation.outerTables(query)) {
            var group = groups.stream().filter(one -> reads(one, table)).findFirst();
            if (group.isEmpty() || !add(group.get())) {
                return false;
            }
        }
        return true;
    }

    private InSubQueryPredicate in(List<? extends Expression> tested, List<SqlSelection> selected, boolean negated) {
        query.getFromClause().getRoots().forEach(joined.getFromClause()::addRoot);
        joined.applyPredicate(query.getWhereClauseRestrictions());
        if (!query.getGroupByClauseExpressions().isEmpty()) {
            joined.setGroupByClauseExpressions(Stream.concat(
                            keys.stream(),
                            query.getGroupByClauseExpressions().stream().map(NestedCorrelation::value))
                    .toList());
            joined.setHavingClauseRestrictions(query.getHavingClauseRestrictions());
        }
        Stream.concat(keys.stream(), selected.stream().map(SqlSelection::getExpression))
                .forEach(value -> joined.getSelectClause().addSqlSelection(new SqlSelectionImpl(value)));
        var row = Stream.concat(keys.stream(), tested.stream()).toList();
        return new InSubQueryPredicate(row.size() == 1 ? row.get(0) : new SqlTuple(row, null), joined, negated);
    }

    /** What a position in the select list stands for. */
    private static Expression value(Expression grouping) {
        return grouping instanceof SqlSelectionExpression selected
                ? selected.getSelection().getExpression()
                : grouping;
    }

    /** A table and what is joined to it without being optional. */
    private static Stream<TableGroup> alwaysPresent(TableGroup group) {
        return Stream.concat(
                Stream.of(group),
                Stream.concat(group.getTableGroupJoins().stream(), group.getNestedTableGroupJoins().stream())
                        .filter(join -> join.getJoinType() == SqlAstJoinType.INNER
                                || join.getJoinType() == SqlAstJoinType.CROSS)
                        .map(TableGroupJoin::getJoinedGroup)
                        .flatMap(NestedCorrelation::alwaysPresent));
    }

    private static boolean reads(TableGroup group, String table) {
        return group.isInitialized()
                && group.isRealTableGroup()
                && (table.equals(group.getPrimaryTableReference().getIdentificationVariable())
                        || group.getTableReferenceJoins().stream()
                                .map(TableReferenceJoin::getJoinedTableReference)
                                .anyMatch(joined -> table.equals(joined.getIdentificationVariable())));
    }

    /** Whether the rows of a table can be read once more, and be told by ids. */
    private boolean add(TableGroup group) {
        var entity = entity(group);
        if (entity == null || !(group.getPrimaryTableReference() instanceof NamedTableReference)) {
            return false;
        }
        if (joined.getFromClause().getRoots().stream()
                .anyMatch(root -> root.getPrimaryTableReference() == group.getPrimaryTableReference())) {
            return true;
        }
        var path = group.getNavigablePath();
        var again = new StandardTableGroup(
                true,
                path,
                (TableGroupProducer) group.getModelPart(),
                group.getSourceAlias(),
                group.getPrimaryTableReference(),
                null,
                factory);
        group.getTableReferenceJoins().forEach(again::addTableReferenceJoin);
        joined.getFromClause().addRoot(again);
        var id = entity.getIdentifierMapping();
        for (int column = 0; column < id.getJdbcTypeCount(); column++) {
            var key = id.getSelectable(column);
            var table = again.getTableReference(path, key.getContainingTableExpression(), false);
            if (table == null) {
                return false;
            }
            keys.add(new ColumnReference(table, key));
        }
        return true;
    }

    private static @Nullable EntityMappingType entity(TableGroup group) {
        var part = group.getModelPart();
        if (part instanceof PluralAttributeMapping plural) {
            return plural.getElementDescriptor() instanceof EntityValuedModelPart element
                    ? element.getEntityMappingType()
                    : null;
        }
        return part instanceof EntityValuedModelPart entity ? entity.getEntityMappingType() : null;
    }
}
