package dev.pallas.dialect.internal.subquery;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.metamodel.mapping.AuxiliaryMapping;
import org.hibernate.metamodel.mapping.EntityMappingType;
import org.hibernate.metamodel.mapping.EntityValuedModelPart;
import org.hibernate.metamodel.mapping.ModelPart;
import org.hibernate.metamodel.mapping.PluralAttributeMapping;
import org.hibernate.metamodel.mapping.SelectableMapping;
import org.hibernate.metamodel.mapping.SoftDeleteMapping;
import org.hibernate.metamodel.mapping.internal.ManyToManyCollectionPart;
import org.hibernate.metamodel.mapping.internal.OneToManyCollectionPart;
import org.hibernate.query.sqm.ComparisonOperator;
import org.hibernate.spi.NavigablePath;
import org.hibernate.sql.ast.SqlAstJoinType;
import org.hibernate.sql.ast.tree.expression.ColumnReference;
import org.hibernate.sql.ast.tree.from.CorrelatedTableGroup;
import org.hibernate.sql.ast.tree.from.FromClause;
import org.hibernate.sql.ast.tree.from.NamedTableReference;
import org.hibernate.sql.ast.tree.from.QueryPartTableGroup;
import org.hibernate.sql.ast.tree.from.StandardTableGroup;
import org.hibernate.sql.ast.tree.from.TableGroup;
import org.hibernate.sql.ast.tree.from.TableGroupJoin;
import org.hibernate.sql.ast.tree.from.TableGroupProducer;
import org.hibernate.sql.ast.tree.from.TableReferenceJoin;
import org.hibernate.sql.ast.tree.predicate.ComparisonPredicate;
import org.hibernate.sql.ast.tree.predicate.Predicate;
import org.hibernate.sql.ast.tree.select.QuerySpec;
import org.hibernate.sql.ast.tree.select.SelectStatement;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a query that a subquery of it takes columns of, read once more beside the subquery's own. They have the same aliases in both, and each is
 * told by its ids.
 */
final class OuterRows {
    private final SessionFactoryImplementor factory;
    private final List<TableGroup> groups = new ArrayList<>();
    private final List<Predicate> restrictions = new ArrayList<>();
    private final List<ColumnReference> keys = new ArrayList<>();

    private OuterRows(SessionFactoryImplementor factory) {
        this.factory = factory;
    }

    /**
     * Finds the rows of some tables.
     *
     * @param tables aliases
     * @param present what there is a row of, whatever the others
     * @param factory the factory that the query belongs to
     * @return null where a table is not among those, or its rows are not told by ids
     */
    static @Nullable OuterRows of(Set<String> tables, List<TableGroup> present, SessionFactoryImplementor factory) {
        var rows = new OuterRows(factory);
        for (var table : tables) {
            var group = present.stream().filter(one -> reads(one, table)).findFirst();
            if (group.isEmpty() || !rows.add(group.get())) {
                return null;
            }
        }
        return rows;
    }

    /** The tables of a query that there is always a row of. */
    static List<TableGroup> present(QuerySpec query) {
        return query.getFromClause().getRoots().stream()
                .flatMap(OuterRows::withJoined)
                .toList();
    }

    /** A table and what is joined to it without being optional. */
    static List<TableGroup> present(TableGroup group) {
        return withJoined(group).toList();
    }

    private static Stream<TableGroup> withJoined(TableGroup group) {
        return Stream.concat(
                Stream.of(group),
                Stream.concat(group.getTableGroupJoins().stream(), group.getNestedTableGroupJoins().stream())
                        .filter(join -> join.getJoinType() == SqlAstJoinType.INNER
                                || join.getJoinType() == SqlAstJoinType.CROSS)
                        .map(TableGroupJoin::getJoinedGroup)
                        .flatMap(OuterRows::withJoined));
    }

    /** Whether an alias is of a table of a group. */
    static boolean reads(TableGroup group, String table) {
        return group.isInitialized()
                && !group.isVirtual()
                && !(group instanceof CorrelatedTableGroup)
                && (table.equals(group.getPrimaryTableReference().getIdentificationVariable())
                        || group.getTableReferenceJoins().stream()
                                .map(TableReferenceJoin::getJoinedTableReference)
                                .anyMatch(joined -> table.equals(joined.getIdentificationVariable())));
    }

    /** The columns of the ids. */
    List<ColumnReference> keys() {
        return keys;
    }

    /**
     * A query of each of the rows beside each of some tables, that selects nothing yet.
     *
     * @param from the tables
     */
    QuerySpec beside(FromClause from) {
        var query = new QuerySpec(false);
        // joined one to another, so that conditions of later joins see the earlier tables
        var tables = Stream.concat(groups.stream(), from.getRoots().stream()).toList();
        query.getFromClause().addRoot(tables.get(0));
        for (var table : tables.subList(1, tables.size())) {
            tables.get(0)
                    .addTableGroupJoin(new TableGroupJoin(table.getNavigablePath(), SqlAstJoinType.CROSS, table, null));
        }
        restrictions.forEach(query::applyPredicate);
        return query;
    }

    /**
     * A query of the rows as a table.
     *
     * @param rows a query that selects the keys first
     * @param path where the table is joined
     * @param alias the table's
     */
    TableGroup table(QuerySpec rows, NavigablePath path, String alias) {
        var names = IntStream.range(0, rows.getSelectClause().getSqlSelections().size())
                .mapToObj(OuterRows::column)
                .toList();
        return new QueryPartTableGroup(path, null, new SelectStatement(rows), alias, names, false, true, factory);
    }

    /** What a column of such a table is called, by its place. */
    static String column(int place) {
        return "c" + place;
    }

    /** That a key in such a table is that of the row itself. */
    Predicate same(String alias, int key) {
        var own = keys.get(key);
        return new ComparisonPredicate(
                new ColumnReference(alias, column(key), false, null, own.getJdbcMapping()),
                ComparisonOperator.EQUAL,
                own);
    }

    private boolean add(TableGroup group) {
        var ids = ids(group);
        if (ids.isEmpty() || !(group.getPrimaryTableReference() instanceof NamedTableReference)) {
            return false;
        }
        if (groups.stream().anyMatch(one -> one.getPrimaryTableReference() == group.getPrimaryTableReference())) {
            return true;
        }
        var path = group.getNavigablePath();
        var again = new StandardTableGroup(
                true,
                path,
                (TableGroupProducer) group.getModelPart(),
                group.getSourceAlias(),
                group.getPrimaryTableReference(),
                false,
                null,
                table -> false,
                (table, joined) -> null,
                factory);
        group.getTableReferenceJoins().forEach(again::addTableReferenceJoin);
        for (var id : ids) {
            var table = again.getTableReference(path, id.getContainingTableExpression(), false);
            if (table == null) {
                return false;
            }
            keys.add(new ColumnReference(table, id));
        }
        groups.add(again);
        return restrict(group.getModelPart(), again);
    }

    /** What tells the rows of a table, or those that are alike, from one another: an entity's id, or what a collection has and where. */
    private static List<SelectableMapping> ids(TableGroup group) {
        var ids = new ArrayList<SelectableMapping>();
        var part = group.getModelPart();
        if (part instanceof PluralAttributeMapping plural && hasOwnTable(plural)) {
            var index = plural.getIndexDescriptor();
            var element = index == null ? plural.getElementDescriptor() : index;
            if (element.getJdbcTypeCount() == 1 || element instanceof ManyToManyCollectionPart) {
                plural.getKeyDescriptor().getKeyPart().forEachSelectable((position, column) -> ids.add(column));
                element.forEachSelectable((position, column) -> ids.add(column));
            }
        } else {
            entity(part).ifPresent(entity -> entity.getIdentifierMapping()
                    .forEachSelectable((position, column) -> ids.add(column)));
        }
        return ids;
    }

    /** Leaves the rows that are deleted but still there out; where a table has several rows of an entity, an id does not tell them apart. */
    private boolean restrict(ModelPart part, TableGroup group) {
        var kept = kept(part);
        if (!(kept instanceof SoftDeleteMapping deleted)) {
            return kept == null;
        }
        var table = group.getTableReference(group.getNavigablePath(), deleted.getTableName(), false);
        return table != null && restrictions.add(deleted.createNonDeletedRestriction(table));
    }

    private static @Nullable AuxiliaryMapping kept(ModelPart part) {
        if (part instanceof PluralAttributeMapping plural && hasOwnTable(plural)) {
            return plural.getSoftDeleteMapping() == null ? plural.getTemporalMapping() : plural.getSoftDeleteMapping();
        }
        return entity(part).map(EntityMappingType::getAuxiliaryMapping).orElse(null);
    }

    private static boolean hasOwnTable(PluralAttributeMapping plural) {
        return !(plural.getElementDescriptor() instanceof OneToManyCollectionPart);
    }

    private static Optional<EntityMappingType> entity(ModelPart part) {
        var entity = part instanceof PluralAttributeMapping plural ? plural.getElementDescriptor() : part;
        return entity instanceof EntityValuedModelPart valued
                ? Optional.of(valued.getEntityMappingType())
                : Optional.empty();
    }
}
