package dev.pallas.dialect.internal.mutation;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.hibernate.metamodel.mapping.SelectableConsumer;
import org.hibernate.metamodel.mapping.SelectableMapping;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.query.spi.DomainQueryExecutionContext;
import org.hibernate.query.sqm.internal.DomainParameterXref;
import org.hibernate.query.sqm.mutation.internal.MultiTableSqmMutationConverter;
import org.hibernate.query.sqm.mutation.spi.MultiTableHandlerBuildResult;
import org.hibernate.query.sqm.sql.internal.SqlAstQueryPartProcessingStateImpl;
import org.hibernate.query.sqm.tree.SqmDeleteOrUpdateStatement;
import org.hibernate.query.sqm.tree.update.SqmUpdateStatement;
import org.hibernate.sql.ast.Clause;
import org.hibernate.sql.ast.tree.MutationStatement;
import org.hibernate.sql.ast.tree.SqlAstNode;
import org.hibernate.sql.ast.tree.expression.ColumnReference;
import org.hibernate.sql.ast.tree.expression.Expression;
import org.hibernate.sql.ast.tree.expression.SqlTuple;
import org.hibernate.sql.ast.tree.from.NamedTableReference;
import org.hibernate.sql.ast.tree.from.TableGroup;
import org.hibernate.sql.ast.tree.predicate.InSubQueryPredicate;
import org.hibernate.sql.ast.tree.predicate.Predicate;
import org.hibernate.sql.ast.tree.select.QuerySpec;
import org.hibernate.sql.ast.tree.update.Assignment;
import org.hibernate.sql.ast.tree.update.UpdateStatement;
import org.hibernate.sql.results.internal.SqlSelectionImpl;
import org.jspecify.annotations.Nullable;

/** A bulk update or delete of HQL as SQL trees: its entity's tables, its condition, its assignments. */
final class MutationTranslation {
    /** The alias of a statement's own table. */
    static final String TARGET_ALIAS = "dml_target";

    private final Converter converter;
    private final DomainParameterXref parameters;
    private final DomainQueryExecutionContext context;
    private final EntityPersister entity;
    private final TableGroup tables;
    private final List<Assignment> assignments;
    private final @Nullable Predicate condition;

    MutationTranslation(
            SqmDeleteOrUpdateStatement<?> statement,
            DomainParameterXref parameters,
            DomainQueryExecutionContext context) {
        this.parameters = parameters;
        this.context = context;
        var factory = context.getSession().getFactory();
        entity = factory.getMappingMetamodel()
                .getEntityDescriptor(statement.getTarget().getModel().getHibernateEntityName());
        converter = new Converter(entity, statement, parameters, context);
        tables = converter.getMutatingTableGroup();
        // the ids are asked for first, or the tables that hold them would be pruned
        key(entity.getIdentifierMapping()::forEachSelectable);
        converter.visitJoins();
        assignments = converter.assignments();
        condition = converter.condition();
        converter.pruneTableGroupJoins();
    }

    EntityPersister entity() {
        return entity;
    }

    List<Assignment> assignments() {
        return assignments;
    }

    /** The table of an alias of the entity itself; null for one of a joined entity. */
    @Nullable
    String tableOf(@Nullable String alias) {
        return Steps.tableOf(tables, alias);
    }

    /** What a model part is called by, such as {@code identifier::forEachSelectable}. */
    interface Selectables {
        void forEach(SelectableConsumer consumer);
    }

    /** The columns of a model part of the entity, as the condition's subquery reads them. */
    List<Expression> key(Selectables selectables) {
        var columns = new ArrayList<Expression>();
        selectables.forEach((index, column) -> columns.add(read(column)));
        return columns;
    }

    private ColumnReference read(SelectableMapping column) {
        var table = tables.resolveTableReference(tables.getNavigablePath(), column.getContainingTableExpression());
        return new ColumnReference(table, column);
    }

    /** The rows that the condition means. */
    QuerySpec matching(List<? extends Expression> selections) {
        var query = new QuerySpec(false);
        query.getFromClause().addRoot(tables);
        if (condition != null) {
            query.applyPredicate(condition);
        }
        selections.forEach(selection -> query.getSelectClause().addSqlSelection(new SqlSelectionImpl(selection)));
        return query;
    }

    /** The names of the columns of a table's key. */
    static List<ColumnReference> columnsOf(NamedTableReference table, Consumer<SelectableConsumer> key) {
        var columns = new ArrayList<ColumnReference>();
        key.accept((index, column) -> columns.add(new ColumnReference(table, column)));
        return columns;
    }

    static Predicate in(List<? extends Expression> columns, QuerySpec subquery, boolean negated) {
        Expression key = columns.size() == 1 ? columns.get(0) : new SqlTuple(columns, null);
        return new InSubQueryPredicate(key, subquery, negated);
    }

    /** What a list of trees and the condition's subquery read, by table and column. */
    ReadColumns reads(List<? extends Expression> values) {
        return reads(matching(values));
    }

    /** What a tree reads. */
    ReadColumns reads(SqlAstNode tree) {
        var reads = new ReadColumns(tables.getPrimaryTableReference());
        tree.accept(reads);
        return reads;
    }

    /** An UPDATE of one table, with values from the rows that the condition means. */
    UpdateStatement merge(
            String table, List<ColumnReference> tableKey, List<Assignment> ofTable, boolean insertsMissingRows) {
        return new TableMerge(
                new NamedTableReference(table, TARGET_ALIAS),
                entity,
                ofTable,
                tableKey,
                key(entity.getIdentifierMapping()::forEachSelectable),
                this::matching,
                insertsMissingRows);
    }

    MultiTableHandlerBuildResult handler(List<Step> steps) {
        return Steps.handler(steps, converter, parameters, context, (bindings, run) -> {});
    }

    /**
     * A statement of one table.
     *
     * @param counts whether its rows are entities that the query counts
     */
    record Step(MutationStatement statement, boolean counts) {}

    private static final class Converter extends MultiTableSqmMutationConverter {
        private final SqmDeleteOrUpdateStatement<?> statement;
        private final EntityPersister entity;
        private final DomainQueryExecutionContext context;

        Converter(
                EntityPersister entity,
                SqmDeleteOrUpdateStatement<?> statement,
                DomainParameterXref parameters,
                DomainQueryExecutionContext context) {
            super(
                    entity,
                    statement,
                    statement.getTarget(),
                    parameters,
                    context.getQueryOptions(),
                    context.getSession().getLoadQueryInfluencers(),
                    context.getQueryParameterBindings(),
                    context.getSession().getFactory().getSqlTranslationEngine());
            this.entity = entity;
            this.statement = statement;
            this.context = context;
            // treats are kept by the state of a query, which the condition becomes
            var condition = new QuerySpec(false);
            condition.getFromClause().addRoot(getMutatingTableGroup());
            pushProcessingState(
                    new SqlAstQueryPartProcessingStateImpl(
                            condition, getCurrentProcessingState(), this, getCurrentClauseStack()::getCurrent, false),
                    getFromClauseIndex());
        }

        void visitJoins() {
            getCurrentClauseStack().push(Clause.FROM);
            consumeExplicitJoins(statement.getTarget(), getMutatingTableGroup());
            getCurrentClauseStack().pop();
        }

        List<Assignment> assignments() {
            if (!(statement instanceof SqmUpdateStatement<?> update)) {
                return List.of();
            }
            var all = new ArrayList<>(visitSetClause(update.getSetClause()));
            addVersionedAssignment(all::add, update);
            return all;
        }

        @Nullable
        Predicate condition() {
            var collected = new ArrayList<Predicate>();
            var given = visitWhereClause(statement.getWhereClause());
            if (given != null) {
                collected.add(given);
            }
            entity.applyBaseRestrictions(
                    collected::add,
                    getMutatingTableGroup(),
                    true,
                    context.getSession().getLoadQueryInfluencers().getEnabledFilters(),
                    false,
                    null,
                    this);
            return collected.stream().reduce(Predicate::combinePredicates).orElse(null);
        }
    }
}
