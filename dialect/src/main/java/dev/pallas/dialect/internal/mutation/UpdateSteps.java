package dev.pallas.dialect.internal.mutation;

import dev.pallas.dialect.internal.Refusals;
import dev.pallas.dialect.internal.mutation.MutationTranslation.Step;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.hibernate.persister.entity.UnionSubclassEntityPersister;
import org.hibernate.query.IllegalQueryOperationException;
import org.hibernate.query.sqm.tree.update.SqmUpdateStatement;
import org.hibernate.sql.ast.tree.expression.ColumnReference;
import org.hibernate.sql.ast.tree.expression.Expression;
import org.hibernate.sql.ast.tree.from.NamedTableReference;
import org.hibernate.sql.ast.tree.update.Assignment;

/** The statements of a bulk update: a table whose old values another table's statement reads comes after that one. */
final class UpdateSteps {
    private final MutationTranslation translation;
    private final String hql;

    /** What is set, by table. */
    private final Map<String, List<Assignment>> assignments = new LinkedHashMap<>();

    private final Map<String, List<ColumnReference>> keys = new LinkedHashMap<>();

    UpdateSteps(MutationTranslation translation, SqmUpdateStatement<?> statement) {
        this.translation = translation;
        hql = statement.toHqlString();
    }

    /** The steps in order; none where the condition reads what more than one of them would change. */
    List<Step> plan() {
        var entity = translation.entity();
        var union = entity instanceof UnionSubclassEntityPersister;
        entity.visitConstraintOrderedTables((table, key) -> keys.put(
                table,
                MutationTranslation.columnsOf(
                        new NamedTableReference(table, MutationTranslation.TARGET_ALIAS), key.get())));
        for (var assignment : translation.assignments()) {
            if (union) {
                keys.keySet().forEach(table -> add(table, assignment));
            } else {
                add(tableOf(assignment), assignment);
            }
        }
        var order = ordered();
        var counting = union ? Set.copyOf(order) : order.stream().limit(1).collect(Collectors.toSet());
        return order.stream()
                .map(table -> new Step(
                        translation.merge(
                                table,
                                keys.getOrDefault(table, List.of()),
                                assignments.getOrDefault(table, List.of()),
                                isOptional(table)),
                        counting.contains(table)))
                .toList();
    }

    private void add(String table, Assignment assignment) {
        assignments.computeIfAbsent(table, name -> new ArrayList<>()).add(assignment);
    }

    private String tableOf(Assignment assignment) {
        var tables = new LinkedHashSet<String>();
        for (var column : assignment.getAssignable().getColumnReferences()) {
            var table = translation.tableOf(column.getQualifier());
            if (table == null) {
                throw new IllegalQueryOperationException("An update cannot set a column of a joined entity: " + column);
            }
            tables.add(table);
        }
        if (tables.size() != 1) {
            throw new IllegalQueryOperationException("An update cannot set one attribute in several tables: " + tables);
        }
        return tables.iterator().next();
    }

    private boolean isOptional(String table) {
        var optional = new boolean[1];
        translation
                .entity()
                .forEachMutableTable(mapping -> optional[0] |=
                        mapping.isOptional() && mapping.getTableName().equals(table));
        return optional[0];
    }

    /** Each table before those whose columns its statement reads. */
    private List<String> ordered() {
        Map<String, Set<String>> mustFollow = new LinkedHashMap<>();
        for (var reader : assignments.entrySet()) {
            var reads = translation.reads(values(reader.getValue()));
            for (var writer : assignments.entrySet()) {
                if (!writer.getKey().equals(reader.getKey())
                        && reads.anyOf(writer.getKey(), columns(writer.getValue()))) {
                    mustFollow
                            .computeIfAbsent(writer.getKey(), table -> new HashSet<>())
                            .add(reader.getKey());
                }
            }
        }
        var left = new ArrayList<>(assignments.keySet());
        var order = new ArrayList<String>();
        while (!left.isEmpty()) {
            var next = left.stream()
                    .filter(table -> order.containsAll(mustFollow.getOrDefault(table, Set.of())))
                    .findFirst();
            if (next.isEmpty()) {
                return withoutOrder();
            }
            order.add(next.get());
            left.remove(next.get());
        }
        return order;
    }

    /** Reading the ids first helps where the condition is in the way, not where the values are. */
    private List<String> withoutOrder() {
        var condition = translation.reads(List.of());
        for (var reader : assignments.entrySet()) {
            var reads = translation.reads(
                    translation.matching(values(reader.getValue())).getSelectClause());
            for (var writer : assignments.entrySet()) {
                if (!writer.getKey().equals(reader.getKey())
                        && condition.aliasesOf(writer.getKey()).stream()
                                .anyMatch(alias -> reads.readsAlias(alias, columns(writer.getValue())))) {
                    throw new IllegalQueryOperationException(Refusals.CROSSED_UPDATE.formatted(hql));
                }
            }
        }
        return List.of();
    }

    private static List<Expression> values(List<Assignment> assignments) {
        return assignments.stream().map(Assignment::getAssignedValue).toList();
    }

    private static Set<String> columns(List<Assignment> assignments) {
        var columns = new HashSet<String>();
        for (var assignment : assignments) {
            assignment
                    .getAssignable()
                    .getColumnReferences()
                    .forEach(column -> columns.add(column.getColumnExpression()));
        }
        return columns;
    }
}
