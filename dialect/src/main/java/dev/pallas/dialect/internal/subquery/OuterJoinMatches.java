package dev.pallas.dialect.internal.subquery;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.sql.ast.SqlAstJoinType;
import org.hibernate.sql.ast.tree.from.DelegatingTableGroup;
import org.hibernate.sql.ast.tree.from.FromClause;
import org.hibernate.sql.ast.tree.from.TableGroup;
import org.hibernate.sql.ast.tree.from.TableGroupJoin;
import org.hibernate.sql.ast.tree.predicate.Junction;
import org.hibernate.sql.ast.tree.select.QueryPart;
import org.hibernate.sql.ast.tree.select.QuerySpec;
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
        var present = Stream.concat(joined.stream(), OuterRows.present(query).stream())
                .toList();
        var rows = OuterRows.of(tables, present, factory);
        return rows == null ? null : of(join, tables, joined, rows);
    }

    private static TableGroupJoin of(TableGroupJoin join, Set<String> tables, List<TableGroup> own, OuterRows rows) {
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
        var path = join.getNavigablePath().append(alias);
        var matches = rows.table(matching, path, alias);
        var ofOwn = new Junction(Junction.Nature.CONJUNCTION);
        for (int key = 0; key < keys.size(); key++) {
            var table = keys.get(key).getQualifier();
            (own.stream().anyMatch(group -> OuterRows.reads(group, table)) ? ofOwn : rest).add(rows.same(alias, key));
        }
        var match = ofOwn.isEmpty()
                ? new TableGroupJoin(path, SqlAstJoinType.CROSS, matches, null)
                : new TableGroupJoin(path, SqlAstJoinType.INNER, matches, ofOwn);
        return new TableGroupJoin(
                join.getNavigablePath(), SqlAstJoinType.LEFT, new Matched(joined, match), rest.isEmpty() ? null : rest);
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
