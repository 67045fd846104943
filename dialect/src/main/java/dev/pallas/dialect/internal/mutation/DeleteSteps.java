package dev.pallas.dialect.internal.mutation;

import dev.pallas.dialect.internal.mutation.MutationTranslation.Step;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.hibernate.metamodel.mapping.PluralAttributeMapping;
import org.hibernate.metamodel.mapping.SelectableConsumer;
import org.hibernate.persister.entity.UnionSubclassEntityPersister;
import org.hibernate.query.results.internal.TableGroupImpl;
import org.hibernate.query.sqm.mutation.internal.SqmMutationStrategyHelper;
import org.hibernate.sql.ast.tree.delete.DeleteStatement;
import org.hibernate.sql.ast.tree.expression.ColumnReference;
import org.hibernate.sql.ast.tree.from.NamedTableReference;
import org.hibernate.sql.ast.tree.predicate.Predicate;
import org.hibernate.sql.ast.tree.select.QuerySpec;
import org.hibernate.sql.results.internal.SqlSelectionImpl;

/**
 * The statements of a bulk delete. Tables that the condition does not read go first; then the table of the identifiers, while the condition still
 * sees all that it reads; then the rows of the other tables, which are those that have lost theirs there.
 */
final class DeleteSteps {
    private static final String OWNER_ALIAS = "owner_";

    private final MutationTranslation translation;
    private final List<Step> steps = new ArrayList<>();

    /** By name: the entity's own tables, and those of its collections. */
    private final Map<String, Part> tables = new LinkedHashMap<>();

    private final Map<String, Part> collections = new LinkedHashMap<>();

    DeleteSteps(MutationTranslation translation) {
        this.translation = translation;
    }

    /** A row of the entity or of one of its collections: the key in its table, and what it is equal to in the entity. */
    private record Part(
            NamedTableReference table,
            List<ColumnReference> key,
            boolean isOwnedById,
            MutationTranslation.Selectables owner) {
        String name() {
            return table.getTableExpression();
        }
    }

    /** The steps in order; none where there is no order that would do. */
    List<Step> plan() {
        var entity = translation.entity();
        if (entity.getSoftDeleteMapping() != null) {
            markDeleted();
            return steps;
        }
        var read = translation.reads(List.of()).tables();
        SqmMutationStrategyHelper.visitCollectionTables(entity, this::addCollection);
        entity.visitConstraintOrderedTables(this::addTable);
        return entity instanceof UnionSubclassEntityPersister ? eachForItself(read) : rootInTheMiddle(read);
    }

    private List<Step> rootInTheMiddle(Set<String> read) {
        var root =
                tables.remove(translation.entity().getIdentifierTableDetails().getTableName());
        if (root == null) {
            return List.of();
        }
        parts().filter(part -> !read.contains(part.name())).forEach(part -> deleteMatching(part, false));
        deleteMatching(root, true);
        parts().filter(part -> read.contains(part.name())).forEach(part -> deleteOrphans(part, root));
        return steps;
    }

    private List<Step> eachForItself(Set<String> read) {
        // a row reads itself through a union, which is no table by name: what is named is read by a subquery
        if (parts().anyMatch(part -> read.contains(part.name()))) {
            return List.of();
        }
        collections.forEach((name, part) -> deleteMatching(part, false));
        tables.forEach((name, part) -> deleteMatching(part, true));
        return steps;
    }

    /** Tables of the entity before those of its collections, whose owners may be in any of the former. */
    private Stream<Part> parts() {
        return Stream.concat(tables.values().stream(), collections.values().stream());
    }

    private static NamedTableReference target(String table) {
        return new NamedTableReference(table, MutationTranslation.TARGET_ALIAS);
    }

    private void addTable(String name, Supplier<Consumer<SelectableConsumer>> key) {
        var table = target(name);
        tables.put(
                name,
                new Part(
                        table,
                        MutationTranslation.columnsOf(table, key.get()),
                        true,
                        translation.entity().getIdentifierMapping()::forEachSelectable));
    }

    private void addCollection(PluralAttributeMapping collection) {
        var name = collection.getSeparateCollectionTable();
        if (name != null && !collection.getCollectionDescriptor().isCascadeDeleteEnabled()) {
            var table = target(name);
            var key = collection.getKeyDescriptor();
            collections.put(
                    name,
                    new Part(
                            table,
                            MutationTranslation.columnsOf(table, key::visitKeySelectables),
                            key.getTargetPart().isEntityIdentifierMapping(),
                            key.getTargetPart()::forEachSelectable));
        }
    }

    private void deleteMatching(Part part, boolean counts) {
        var owners = translation.matching(translation.key(part.owner));
        steps.add(new Step(delete(part, MutationTranslation.in(part.key, owners, false)), counts));
    }

    /** Deletes what belongs to no row any more. */
    private void deleteOrphans(Part part, Part root) {
        var left = new QuerySpec(false);
        var columns = new ArrayList<ColumnReference>();
        if (part.isOwnedById()) {
            var owners = new NamedTableReference(root.name(), OWNER_ALIAS);
            root.key.forEach(column ->
                    columns.add(new ColumnReference(owners, column.getColumnExpression(), column.getJdbcMapping())));
            left.getFromClause().addRoot(new TableGroupImpl(null, null, owners, translation.entity()));
        } else {
            part.owner.forEach((index, column) -> {
                var owners = new NamedTableReference(column.getContainingTableExpression(), OWNER_ALIAS);
                if (index == 0) {
                    left.getFromClause().addRoot(new TableGroupImpl(null, null, owners, translation.entity()));
                }
                columns.add(new ColumnReference(owners, column));
            });
        }
        columns.forEach(column -> left.getSelectClause().addSqlSelection(new SqlSelectionImpl(column)));
        steps.add(new Step(delete(part, MutationTranslation.in(part.key, left, true)), false));
    }

    private DeleteStatement delete(Part part, Predicate restriction) {
        return new DeleteStatement(part.table, restriction);
    }

    private void markDeleted() {
        for (var owner : SqmMutationStrategyHelper.softDeleteTargets(translation.entity())) {
            var table = owner.getSoftDeleteTableDetails();
            var mapping = owner.getSoftDeleteMapping();
            if (table == null || mapping == null) {
                continue;
            }
            var reference = target(table.getTableName());
            List<ColumnReference> key = new ArrayList<>();
            table.getKeyDetails().forEachKeyColumn((index, column) -> key.add(new ColumnReference(reference, column)));
            steps.add(new Step(
                    translation.merge(
                            table.getTableName(), key, List.of(mapping.createSoftDeleteAssignment(reference)), false),
                    true));
        }
    }
}
