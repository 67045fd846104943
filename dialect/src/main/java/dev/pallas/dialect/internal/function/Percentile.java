package dev.pallas.dialect.internal.function;

import java.util.List;
import org.hibernate.dialect.function.InverseDistributionFunction;
import org.hibernate.metamodel.model.domain.ReturnableType;
import org.hibernate.query.IllegalQueryOperationException;
import org.hibernate.query.spi.QueryEngine;
import org.hibernate.query.sqm.function.SelfRenderingSqmOrderedSetAggregateFunction;
import org.hibernate.query.sqm.produce.function.ArgumentTypesValidator;
import org.hibernate.query.sqm.produce.function.FunctionParameterType;
import org.hibernate.query.sqm.produce.function.StandardArgumentsValidators;
import org.hibernate.query.sqm.produce.function.StandardFunctionReturnTypeResolvers;
import org.hibernate.query.sqm.sql.SqmToSqlAstConverter;
import org.hibernate.query.sqm.tree.SqmTypedNode;
import org.hibernate.query.sqm.tree.predicate.SqmPredicate;
import org.hibernate.query.sqm.tree.select.SqmOrderByClause;
import org.hibernate.sql.ast.SqlAstTranslator;
import org.hibernate.sql.ast.spi.SqlAppender;
import org.hibernate.sql.ast.tree.SqlAstNode;
import org.hibernate.sql.ast.tree.predicate.Predicate;
import org.hibernate.sql.ast.tree.select.SortSpecification;
import org.hibernate.type.StandardBasicTypes;
import org.hibernate.type.spi.TypeConfiguration;
import org.jspecify.annotations.Nullable;

/**
 * {@code percentile_cont}, {@code percentile_disc} and {@code mode}, exact: the values of the group are sorted in an array. The engine's own
 * {@code approx_percentile} needs less memory.
 */
final class Percentile extends InverseDistributionFunction implements ComposedAggregate {
    /** Which value of the sorted ones, {@code a}, it is; {@code %s} is the fraction. */
    private enum Kind {
        CONT(
                "if(cardinality(a)>0,a[cast(floor((cardinality(a)-1)*%1$s) as integer)+1]"
                        + "+((cardinality(a)-1)*%1$s-floor((cardinality(a)-1)*%1$s))"
                        + "*(a[cast(ceil((cardinality(a)-1)*%1$s) as integer)+1]-a[cast(floor((cardinality(a)-1)*%1$s) as integer)+1]))"),
        DISC("element_at(a,greatest(cast(ceil(cardinality(a)*%1$s) as integer),1))");

        private final String pick;

        Kind(String pick) {
            this.pick = pick;
        }
    }

    private final @Nullable Kind kind;

    private Percentile(
            String name, @Nullable FunctionParameterType parameter, @Nullable Kind kind, TypeConfiguration types) {
        super(name, parameter, types);
        this.kind = kind;
    }

    static void register(Registrar line) {
        line.registry.register(
                "percentile_cont",
                new Percentile("percentile_cont", FunctionParameterType.NUMERIC, Kind.CONT, line.types));
        line.registry.register(
                "percentile_disc",
                new Percentile("percentile_disc", FunctionParameterType.NUMERIC, Kind.DISC, line.types));
        line.registry.register("mode", new Percentile("mode", null, null, line.types));
        line.registry.register("median", new Median(line));
    }

    @Override
    public void render(
            SqlAppender sql,
            List<? extends SqlAstNode> arguments,
            @Nullable Predicate filter,
            @Nullable List<SortSpecification> withinGroup,
            ReturnableType<?> type,
            SqlAstTranslator<?> walker) {
        ComposedAggregate.super.render(sql, arguments, filter, withinGroup, type, walker);
    }

    /** Between two whole numbers lies no whole number. */
    @Override
    public <T> SelfRenderingSqmOrderedSetAggregateFunction<T> generateSqmOrderedSetAggregateFunctionExpression(
            List<? extends SqmTypedNode<?>> arguments,
            @Nullable SqmPredicate filter,
            SqmOrderByClause order,
            @Nullable ReturnableType<T> implied,
            QueryEngine engine) {
        if (kind != Kind.CONT) {
            return super.generateSqmOrderedSetAggregateFunctionExpression(arguments, filter, order, implied, engine);
        }
        return new SelfRenderingInverseDistributionFunction<>(arguments, filter, order, implied, engine) {
            @Override
            protected ReturnableType<?> determineResultType(SqmToSqlAstConverter converter, TypeConfiguration types) {
                return types.getBasicTypeForJavaType(Double.class);
            }
        };
    }

    @Override
    public void compose(Call call, List<? extends SqlAstNode> arguments, List<SortSpecification> withinGroup) {
        if (withinGroup.size() != 1) {
            throw new IllegalQueryOperationException(
                    getName() + " needs one sort key: 'within group (order by x)' with a single x.");
        }
        var key = withinGroup.get(0);
        if (kind == null) {
            mode(call, key);
        } else {
            call.text("element_at(transform(array[");
            sorted(call, key.getSortExpression(), kind == Kind.CONT);
            var descending = key.getSortOrder() == org.hibernate.query.SortDirection.DESCENDING;
            call.text(descending && kind == Kind.DISC ? "],b->transform(array[reverse(b)],a->" : "],a->");
            pick(call, kind, descending && kind == Kind.CONT ? "1-" : "", arguments.get(0));
            call.text(descending && kind == Kind.DISC ? ")[1]),1)" : "),1)");
        }
    }

    private static void sorted(Call call, SqlAstNode value, boolean asDouble) {
        call.text("array_sort(filter(array_agg(").filtered(() -> {
            call.text(asDouble ? "cast(" : "").node(value).text(asDouble ? " as double)" : "");
        });
        call.end().text(",e_->e_ is not null))");
    }

    private static void pick(Call call, Kind kind, String complement, @Nullable SqlAstNode fraction) {
        var parts = kind.pick.replace("%1$s", "%s").split("%s", -1);
        for (var i = 0; i < parts.length; i++) {
            call.text(parts[i]);
            if (i < parts.length - 1) {
                call.text("(" + complement);
                if (fraction == null) {
                    call.text("DOUBLE '0.5'");
                } else {
                    call.node(fraction);
                }
                call.text(")");
            }
        }
    }

    /** The most frequent value; of several, the one that comes first. */
    private static void mode(Call call, SortSpecification key) {
        var descending = key.getSortOrder() == org.hibernate.query.SortDirection.DESCENDING;
        call.text("element_at(array_sort(map_entries(histogram(")
                .filtered(() -> call.node(key.getSortExpression()))
                .end()
                .text("),(a,b)->case when a[2]>b[2] then -1 when a[2]<b[2] then 1 when a[1]")
                .text(descending ? ">" : "<")
                .text("b[1] then -1 when a[1]=b[1] then 0 else 1 end),1)[1]");
    }

    /** {@code median}, the middle of the sorted values or of the two in the middle. */
    private static final class Median extends ComposedFunction {
        Median(Registrar line) {
            super(
                    "median",
                    new ArgumentTypesValidator(StandardArgumentsValidators.exactly(1), FunctionParameterType.NUMERIC),
                    StandardFunctionReturnTypeResolvers.invariant(line.type(StandardBasicTypes.DOUBLE)));
        }

        @Override
        public void compose(Call call, List<? extends SqlAstNode> arguments, List<SortSpecification> withinGroup) {
            call.text("element_at(transform(array[");
            sorted(call, arguments.get(0), true);
            call.text("],a->");
            pick(call, Kind.CONT, "", null);
            call.text("),1)");
        }
    }
}
