package dev.pallas.dialect.internal.mutation;

import dev.pallas.dialect.internal.Refusals;
import dev.pallas.dialect.internal.mutation.MutationTranslation.Step;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.hibernate.generator.BeforeExecutionGenerator;
import org.hibernate.generator.EventType;
import org.hibernate.metamodel.mapping.BasicValuedMapping;
import org.hibernate.metamodel.mapping.JdbcMapping;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.persister.entity.mutation.EntityTableMapping;
import org.hibernate.query.IllegalQueryOperationException;
import org.hibernate.query.spi.DomainQueryExecutionContext;
import org.hibernate.query.sqm.internal.DomainParameterXref;
import org.hibernate.query.sqm.mutation.internal.MultiTableSqmMutationConverter;
import org.hibernate.query.sqm.mutation.spi.MultiTableHandlerBuildResult;
import org.hibernate.query.sqm.tree.insert.SqmInsertSelectStatement;
import org.hibernate.query.sqm.tree.insert.SqmInsertStatement;
import org.hibernate.query.sqm.tree.insert.SqmInsertValuesStatement;
import org.hibernate.spi.NavigablePath;
import org.hibernate.sql.ast.tree.cte.CteContainer;
import org.hibernate.sql.ast.tree.expression.ColumnReference;
import org.hibernate.sql.ast.tree.expression.JdbcParameter;
import org.hibernate.sql.ast.tree.expression.SelfRenderingSqlFragmentExpression;
import org.hibernate.sql.ast.tree.from.NamedTableReference;
import org.hibernate.sql.ast.tree.from.QueryPartTableGroup;
import org.hibernate.sql.ast.tree.from.TableGroup;
import org.hibernate.sql.ast.tree.from.ValuesTableGroup;
import org.hibernate.sql.ast.tree.insert.ConflictClause;
import org.hibernate.sql.ast.tree.insert.InsertSelectStatement;
import org.hibernate.sql.ast.tree.insert.Values;
import org.hibernate.sql.ast.tree.predicate.Junction;
import org.hibernate.sql.ast.tree.predicate.NullnessPredicate;
import org.hibernate.sql.ast.tree.predicate.Predicate;
import org.hibernate.sql.ast.tree.select.QueryGroup;
import org.hibernate.sql.ast.tree.select.QueryPart;
import org.hibernate.sql.ast.tree.select.QuerySpec;
import org.hibernate.sql.ast.tree.select.SelectStatement;
import org.hibernate.sql.exec.internal.JdbcParameterBindingImpl;
import org.hibernate.sql.exec.internal.JdbcParameterImpl;
import org.hibernate.sql.exec.spi.JdbcParameterBindings;
import org.hibernate.sql.results.graph.basic.BasicResult;
import org.hibernate.sql.results.internal.SqlSelectionImpl;
import org.hibernate.type.StandardBasicTypes;
import org.jspecify.annotations.Nullable;

/**
 * The statements of an insert: one a table, each with the whole source below it, of which it takes its columns. The table of the identifiers comes last:
 * until then no row of the other tables is one of an entity, so that a source that reads the entity itself sees what was there before.
 */
final class InsertSteps {
    private static final String SOURCE_ALIAS = "s";

    private final DomainParameterXref parameters;
    private final DomainQueryExecutionContext context;
    private final MultiTableSqmMutationConverter converter;
    private final EntityPersister entity;
    private final TableGroup tables;
    private final CteContainer ctes;

    /** What the source's columns are for, in their order. */
    private final List<ColumnReference> targets = new ArrayList<>();

    private final List<Values> values = new ArrayList<>();
    private final @Nullable ConflictClause conflict;
    private @Nullable QueryPart query;

    /** What makes the ids of the rows of a query. */
    private @Nullable BeforeExecutionGenerator numbered;

    /** The ids that are made for rows without one. */
    private final List<JdbcParameter> ids = new ArrayList<>();

    InsertSteps(SqmInsertStatement<?> statement, DomainParameterXref parameters, DomainQueryExecutionContext context) {
        this.parameters = parameters;
        this.context = context;
        var factory = context.getSession().getFactory();
        entity = factory.getMappingMetamodel()
                .getEntityDescriptor(statement.getTarget().getModel().getHibernateEntityName());
        converter = new MultiTableSqmMutationConverter(
                entity,
                statement,
                statement.getTarget(),
                parameters,
                context.getQueryOptions(),
                context.getSession().getLoadQueryInfluencers(),
                context.getQueryParameterBindings(),
                factory.getSqlTranslationEngine());
        tables = converter.getMutatingTableGroup();
        ctes = converter.visitCteContainer(statement);
        var added = converter.visitInsertionTargetPaths(
                (path, columns) -> targets.addAll(columns), statement, entity, tables);
        conflict = converter.visitConflictClause(statement.getConflictClause());
        if (statement instanceof SqmInsertSelectStatement<?> select) {
            if (InsertIds.leavesOut(statement, entity) && entity.getTableMappings().length > 1) {
                throw new IllegalQueryOperationException(
                        Refusals.MULTI_TABLE_INSERT_ID.formatted(entity.getEntityName()));
            }
            numbered = InsertIds.generator(statement, entity);
            query = converter.visitQueryPart(select.getSelectQueryPart());
            query.visitQuerySpecs(part -> added.applySelections(part, factory));
        } else if (statement instanceof SqmInsertValuesStatement<?> rows) {
            for (var row : rows.getValuesList()) {
                var given = converter.visitValues(row);
                added.applyValues(given);
                values.add(given);
            }
            if (InsertIds.generator(statement, entity) != null) {
                values.forEach(this::makeId);
            }
        }
    }

    /** Hibernate's parameter makes an id each time that it is bound: another for each of the tables. */
    private void makeId(Values row) {
        var last = row.getExpressions().size() - 1;
        var id = new JdbcParameterImpl(targets.get(last).getJdbcMapping());
        row.getExpressions().set(last, id);
        ids.add(id);
    }

    private void bindIds(JdbcParameterBindings bindings, DomainQueryExecutionContext run) {
        for (var id : ids) {
            var generator = (BeforeExecutionGenerator) entity.getGenerator();
            var value = generator.generate(run.getSession(), null, null, EventType.INSERT);
            var mapping = id.getExpressionType().getSingleJdbcMapping();
            bindings.addBinding(id, new JdbcParameterBindingImpl(mapping, mapping.convertToRelationalValue(value)));
        }
    }

    MultiTableHandlerBuildResult handler() {
        if (query != null && numbered != null) {
            return withIds(query, numbered);
        }
        var steps = new ArrayList<Step>();
        entity.forEachMutableTable(table -> {
            if (!table.isIdentifierTable() && !table.isInverse()) {
                add(steps, table);
            }
        });
        entity.forEachMutableTable(table -> {
            if (table.isIdentifierTable()) {
                add(steps, table);
            }
        });
        return Steps.handler(steps, converter, parameters, context, this::bindIds);
    }

    /** Hibernate has added the number of the row where the id would be, in each part of a set operation for itself. */
    private MultiTableHandlerBuildResult withIds(QueryPart part, BeforeExecutionGenerator generator) {
        if (part instanceof QueryGroup || !(entity.getIdentifierMapping() instanceof BasicValuedMapping type)) {
            throw new IllegalQueryOperationException(
                    Refusals.INSERT_SELECT_WITHOUT_ID.formatted(entity.getEntityName()));
        }
        var bindings = Steps.bindings(converter, parameters, context);
        var rows = new QuerySpec(true);
        rows.getFromClause().addRoot(source());
        rows.getSelectClause()
                .addSqlSelection(new SqlSelectionImpl(0, new SelfRenderingSqlFragmentExpression("count(*)")));
        var number = context.getSession()
                .getFactory()
                .getTypeConfiguration()
                .getBasicTypeRegistry()
                .resolve(StandardBasicTypes.LONG);
        var count = new SelectStatement(rows, List.of(new BasicResult<>(0, null, number)));
        var handler = new NumberedInsert(bindings, generator, count, ids -> insert(ids, type));
        return new MultiTableHandlerBuildResult(handler, bindings);
    }

    private InsertSelectStatement insert(List<Object> ids, BasicValuedMapping type) {
        var insert = new InsertSelectStatement(
                ctes, (NamedTableReference) tables.getPrimaryTableReference(), entity, List.of());
        insert.addTargetColumnReferences(targets);
        var rows = new QuerySpec(true);
        rows.getFromClause().addRoot(source());
        var last = targets.size() - 1;
        for (var position = 0; position < last; position++) {
            var value = value(position, targets.get(position).getJdbcMapping());
            rows.getSelectClause().addSqlSelection(new SqlSelectionImpl(value));
        }
        rows.getSelectClause().addSqlSelection(new SqlSelectionImpl(new NumberedInsert.IdByNumber(ids, type)));
        insert.setSourceSelectStatement(rows);
        insert.setConflictClause(conflict);
        return insert;
    }

    private void add(List<Step> steps, EntityTableMapping table) {
        var insert = new InsertSelectStatement(
                ctes, new NamedTableReference(table.getTableName(), alias(table)), entity, List.of());
        var rows = new QuerySpec(true);
        rows.getFromClause().addRoot(source());
        var names = new HashSet<String>();
        var present = new Junction(Junction.Nature.DISJUNCTION);
        for (var position = 0; position < targets.size(); position++) {
            var column = targets.get(position);
            if (isOf(column, table) && names.add(column.getColumnExpression())) {
                insert.addTargetColumnReferences(column);
                var value = value(position, column.getJdbcMapping());
                rows.getSelectClause().addSqlSelection(new SqlSelectionImpl(value));
                present.add(new NullnessPredicate(value, true));
            }
        }
        if (table.isOptional()) {
            if (present.isEmpty()) {
                return;
            }
            rows.applyPredicate(present);
        }
        var key = keyPositions();
        table.getKeyDetails().forEachKeyColumn((index, column) -> {
            if (names.add(column.getColumnName())) {
                insert.addTargetColumnReferences(
                        new ColumnReference(insert.getTargetTable(), column.getColumnName(), column.getJdbcMapping()));
                rows.getSelectClause()
                        .addSqlSelection(new SqlSelectionImpl(value(key.get(index), column.getJdbcMapping())));
            }
        });
        insert.setSourceSelectStatement(rows);
        if (conflict != null) {
            insert.setConflictClause(conflict(conflict, table));
        }
        steps.add(new Step(insert, table.isIdentifierTable()));
    }

    /** What a table is called where {@code on conflict} reads it. */
    private String alias(EntityTableMapping table) {
        return targets.stream()
                .filter(column -> isOf(column, table))
                .map(column -> String.valueOf(column.getQualifier()))
                .findFirst()
                .orElse(MutationTranslation.TARGET_ALIAS);
    }

    private boolean isOf(ColumnReference column, EntityTableMapping table) {
        return table.getTableName().equals(Steps.tableOf(tables, column.getQualifier()));
    }

    /** The rows of an entity meet in all its tables by their ids alone. */
    private ConflictClause conflict(ConflictClause whole, EntityTableMapping table) {
        var ids = new HashSet<String>();
        entity.getIdentifierMapping().forEachSelectable((index, id) -> ids.add(id.getSelectionExpression()));
        var named = Set.copyOf(whole.getConstraintColumnNames());
        var ofTable = whole.getAssignments().stream()
                .filter(assignment -> assignment.getAssignable().getColumnReferences().stream()
                        .anyMatch(column -> isOf(column, table)))
                .toList();
        var condition = ofTable.isEmpty() ? null : whole.getPredicate();
        if (!((named.isEmpty() && whole.isDoNothing()) || named.equals(ids))
                || (condition != null && readsOther(condition, table))) {
            throw new IllegalQueryOperationException(Refusals.MULTI_TABLE_CONFLICT.formatted(entity.getEntityName()));
        }
        var key = new ArrayList<String>();
        table.getKeyDetails().forEachKeyColumn((index, column) -> key.add(column.getColumnName()));
        return new ConflictClause(whole.getConstraintName(), key, ofTable, condition);
    }

    private boolean readsOther(Predicate condition, EntityTableMapping table) {
        var reads = new ReadColumns(tables.getPrimaryTableReference());
        condition.accept(reads);
        return reads.aliases().stream()
                .map(alias -> Steps.tableOf(tables, alias))
                .anyMatch(read -> read != null && !read.equals(table.getTableName()));
    }

    /** Where in the source the identifier is, whichever of the tables it was asked for in. */
    private List<Integer> keyPositions() {
        var positions = new ArrayList<Integer>();
        entity.getIdentifierMapping()
                .forEachSelectable((index, id) -> positions.add(IntStream.range(0, targets.size())
                        .filter(position -> isKey(targets.get(position), index))
                        .findFirst()
                        .orElseThrow(() -> new IllegalQueryOperationException(
                                Refusals.MULTI_TABLE_INSERT_ID.formatted(entity.getEntityName())))));
        return positions;
    }

    private boolean isKey(ColumnReference column, int index) {
        var table = Steps.tableOf(tables, column.getQualifier());
        var found = new boolean[1];
        entity.forEachMutableTable(mapping -> {
            if (mapping.getTableName().equals(table)) {
                mapping.getKeyDetails()
                        .forEachKeyColumn((position, key) -> found[0] |=
                                position == index && key.getColumnName().equals(column.getColumnExpression()));
            }
        });
        return found[0];
    }

    private static ColumnReference value(int position, JdbcMapping type) {
        return new ColumnReference(SOURCE_ALIAS, "c" + position, false, null, type);
    }

    private TableGroup source() {
        var factory = context.getSession().getFactory();
        var path = new NavigablePath(entity.getEntityName() + "#source");
        var names = IntStream.range(0, targets.size())
                .mapToObj(position -> "c" + position)
                .toList();
        return query == null
                ? new ValuesTableGroup(path, null, values, SOURCE_ALIAS, names, true, factory)
                : new QueryPartTableGroup(
                        path, null, new SelectStatement(query), SOURCE_ALIAS, names, false, true, factory);
    }
}
