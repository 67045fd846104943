package dev.pallas.dialect.internal.subquery;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.query.sqm.ComparisonOperator;
import org.hibernate.sql.ast.SqlAstJoinType;
import org.hibernate.sql.ast.tree.expression.ColumnReference;
import org.hibernate.sql.ast.tree.from.DelegatingTableGroup;
import org.hibernate.sql.ast.tree.from.FromClause;
import org.hibernate.sql.ast.tree.from.QueryPartTableGroup;
import org.hibernate.sql.ast.tree.from.TableGroup;
import org.hibernate.sql.ast.tree.from.TableGroupJoin;
import org.hibernate.sql.ast.tree.predicate.ComparisonPredicate;
import org.hibernate.sql.ast.tree.predicate.Junction;
import org.hibernate.sql.ast.tree.select.QueryPart;
import org.hibernate.sql.ast.tree.select.QuerySpec;
import org.hibernate.sql.ast.tree.select.SelectStatement;
import org.hibernate.sql.results.internal.SqlSelectionImpl;
import org.jspecify.annotations.Nullable;

/**
 * A left join on a correlated subquery, which the engine refuses: the ids of the rows that match are read before, and the joined rows are joined to them
 * inside the left join.
 */
public final class OuterJoinMatches {
    private OuterJoinMatches() {}

    /**
     * The same join.
     *
     * @param join a join
     * @param around the query that it is of
     * @param factory the factory that both belong to
     * @return null where the engine takes the join as it is, or the ids of the rows cannot be told
     */
    public static @Nullable TableGroupJoin of(
            TableGroupJoin join, @Nullable QueryPart around, SessionFactoryImplementor factory) {
        if (join.getJoinType() != SqlAstJoinType.LEFT
                || join.getPredicate() == null
                || !(around instanceof QuerySpec query)
                || !Correlation.hasCorrelated(join.getPredicate())) {
            return null;
        }
        var tables = new HashSet<String>();
        for (var condition : Correlation.conjuncts(join.getPredicate())) {
            if (Correlation.hasCorrelated(condition)) {
                tables.addAll(Correlation.outerTables(condition));
            }
        }
        var joined = OuterRows.present(join.getJoinedGroup());
        var own = new HashSet<>(tables);
        own.removeIf(table -> joined.stream().noneMatch(group -> OuterRows.reads(group, table)));
        var present = Stream.concat(joined.stream(), OuterRows.present(query).stream())
                .toList();
        var ownRows = OuterRows.of(own, joined, factory);
        var rows = OuterRows.of(tables, present, factory);
        return ownRows == null || rows == null ? null : of(join, tables, ownRows.keys(), rows, factory);
    }

    private static TableGroupJoin of(
            TableGroupJoin join,
            Set<String> tables,
            List<ColumnReference> ownKeys,
            OuterRows rows,
            SessionFactoryImplementor factory) {
        var matching = rows.beside(new FromClause());
        // an association that is there twice matches once
        matching.getSelectClause().makeDistinct(true);
        var rest = new Junction(Junction.Nature.CONJUNCTION);
        for (var condition : Correlation.conjuncts(join.getPredicate())) {
            if (tables.containsAll(Correlation.outerTables(condition))) {
                matching.applyPredicate(condition);
            }
            if (!Correlation.hasCorrelated(condition)) {
                rest.add(condition);
            }
        }
        var keys = rows.keys();
        keys.forEach(key -> matching.getSelectClause().addSqlSelection(new SqlSelectionImpl(key)));
        var joined = join.getJoinedGroup();
        var alias = joined.getPrimaryTableReference().getIdentificationVariable() + "_matches";
        var names =
                IntStream.range(0, keys.size()).mapToObj(index -> "c" + index).toList();
        var path = join.getNavigablePath().append(alias);
        var matches =
                new QueryPartTableGroup(path, null, new SelectStatement(matching), alias, names, false, true, factory);
        var ofOwn = new Junction(Junction.Nature.CONJUNCTION);
        for (int key = 0; key < keys.size(); key++) {
            (ownKeys.contains(keys.get(key)) ? ofOwn : rest).add(same(alias, names.get(key), keys.get(key)));
        }
        var match = ofOwn.isEmpty()
                ? new TableGroupJoin(path, SqlAstJoinType.CROSS, matches, null)
                : new TableGroupJoin(path, SqlAstJoinType.INNER, matches, ofOwn);
        return new TableGroupJoin(
                join.getNavigablePath(), SqlAstJoinType.LEFT, new Matched(joined, match), rest.isEmpty() ? null : rest);
    }

    private static ComparisonPredicate same(String alias, String name, ColumnReference key) {
        return new ComparisonPredicate(
                new ColumnReference(alias, name, false, null, key.getJdbcMapping()), ComparisonOperator.EQUAL, key);
    }

    /** A joined table with its matches, which belong to no other query. */
    private static final class Matched extends DelegatingTableGroup {
        private final TableGroup joined;
        private final TableGroupJoin matches;

        Matched(TableGroup joined, TableGroupJoin matches) {
            this.joined = joined;
            this.matches = matches;
        }

        @Override
        protected TableGroup getTableGroup() {
            return joined;
        }

        @Override
        public boolean isRealTableGroup() {
            return true;
        }

        @Override
        public List<TableGroupJoin> getNestedTableGroupJoins() {
            return Stream.concat(joined.getNestedTableGroupJoins().stream(), Stream.of(matches))
                    .toList();
        }

        @Override
        public void visitNestedTableGroupJoins(Consumer<TableGroupJoin> consumer) {
            getNestedTableGroupJoins().forEach(consumer);
        }
    }
}
