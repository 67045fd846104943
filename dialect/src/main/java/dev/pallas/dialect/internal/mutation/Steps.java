package dev.pallas.dialect.internal.mutation;

import dev.pallas.dialect.internal.mutation.MutationTranslation.Step;
import java.util.List;
import java.util.Map;
import org.hibernate.metamodel.mapping.MappingModelExpressible;
import org.hibernate.query.spi.DomainQueryExecutionContext;
import org.hibernate.query.sqm.internal.DomainParameterXref;
import org.hibernate.query.sqm.internal.SqmJdbcExecutionContextAdapter;
import org.hibernate.query.sqm.internal.SqmUtil;
import org.hibernate.query.sqm.mutation.internal.MultiTableSqmMutationConverter;
import org.hibernate.query.sqm.mutation.spi.MultiTableHandlerBuildResult;
import org.hibernate.query.sqm.spi.SqmParameterMappingModelResolutionAccess;
import org.hibernate.query.sqm.tree.expression.SqmParameter;
import org.hibernate.sql.ast.tree.MutationStatement;
import org.hibernate.sql.ast.tree.from.TableGroup;
import org.hibernate.sql.exec.spi.JdbcOperationQueryMutation;
import org.hibernate.sql.exec.spi.JdbcParameterBindings;
import org.jspecify.annotations.Nullable;

/** What turns the trees of a bulk statement into statements with parameters. */
final class Steps {
    private Steps() {}

    /** Gives parameters that are not of the query a value for one run. */
    interface MoreParameters {
        void bind(JdbcParameterBindings bindings, DomainQueryExecutionContext run);
    }

    /** The values of the query's parameters for one run. */
    static JdbcParameterBindings bindings(
            MultiTableSqmMutationConverter converter,
            DomainParameterXref parameters,
            DomainQueryExecutionContext context) {
        return binding(converter, parameters).bind(context);
    }

    private static StepsHandler.Binding binding(
            MultiTableSqmMutationConverter converter, DomainParameterXref parameters) {
        var byParameter = SqmUtil.generateJdbcParamsXref(parameters, converter);
        var types = new Types(converter.getSqmParameterMappingModelExpressibleResolutions());
        return of -> SqmUtil.createJdbcParameterBindings(
                of.getQueryParameterBindings(), parameters, byParameter, types, of.getSession());
    }

    static MultiTableHandlerBuildResult handler(
            List<Step> steps,
            MultiTableSqmMutationConverter converter,
            DomainParameterXref parameters,
            DomainQueryExecutionContext context,
            MoreParameters more) {
        var given = binding(converter, parameters);
        StepsHandler.Binding binding = of -> {
            var bindings = given.bind(of);
            more.bind(bindings, of);
            return bindings;
        };
        JdbcParameterBindings bindings = binding.bind(context);
        var operations = steps.stream()
                .map(step -> new StepsHandler.Operation(translate(step.statement(), bindings, context), step.counts()))
                .toList();
        return new MultiTableHandlerBuildResult(new StepsHandler(operations, binding), bindings);
    }

    static JdbcOperationQueryMutation translate(
            MutationStatement statement, JdbcParameterBindings bindings, DomainQueryExecutionContext context) {
        var factory = context.getSession().getFactory();
        return factory.getJdbcServices()
                .getJdbcEnvironment()
                .getSqlAstTranslatorFactory()
                .buildMutationTranslator(factory, statement)
                .translate(bindings, context.getQueryOptions());
    }

    /** How many rows the statement changed. */
    static int execute(
            JdbcOperationQueryMutation statement, JdbcParameterBindings bindings, DomainQueryExecutionContext context) {
        var session = context.getSession();
        return session.getFactory()
                .getJdbcServices()
                .getJdbcMutationExecutor()
                .execute(
                        statement,
                        bindings,
                        sql -> session.getJdbcCoordinator()
                                .getStatementPreparer()
                                .prepareStatement(sql),
                        (index, prepared) -> {},
                        SqmJdbcExecutionContextAdapter.omittingLockingAndPaging(context));
    }

    /** The table of an alias of the entity itself; null for one of a joined entity. */
    static @Nullable String tableOf(TableGroup tables, @Nullable String alias) {
        if (alias == null) {
            return null;
        }
        if (alias.equals(tables.getPrimaryTableReference().getIdentificationVariable())) {
            return tables.getPrimaryTableReference().getTableId();
        }
        return tables.getTableReferenceJoins().stream()
                .map(join -> join.getJoinedTableReference())
                .filter(reference -> alias.equals(reference.getIdentificationVariable()))
                .map(reference -> reference.getTableId())
                .findFirst()
                .orElse(null);
    }

    private record Types(Map<SqmParameter<?>, MappingModelExpressible<?>> resolved)
            implements SqmParameterMappingModelResolutionAccess {
        @Override
        @SuppressWarnings("unchecked") // as Hibernate's own: the map holds for each parameter what its type resolved to
        public <T> @Nullable MappingModelExpressible<T> getResolvedMappingModelType(SqmParameter<T> parameter) {
            return (MappingModelExpressible<T>) resolved.get(parameter);
        }
    }
}
