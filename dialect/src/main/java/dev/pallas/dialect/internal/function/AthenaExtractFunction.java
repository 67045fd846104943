package dev.pallas.dialect.internal.function;

import java.util.List;
import org.hibernate.dialect.Dialect;
import org.hibernate.dialect.function.ExtractFunction;
import org.hibernate.metamodel.model.domain.ReturnableType;
import org.hibernate.query.common.TemporalUnit;
import org.hibernate.query.spi.QueryEngine;
import org.hibernate.query.sqm.function.SelfRenderingSqmFunction;
import org.hibernate.query.sqm.produce.function.internal.PatternRenderer;
import org.hibernate.query.sqm.tree.SqmTypedNode;
import org.hibernate.query.sqm.tree.expression.SqmExtractUnit;
import org.hibernate.sql.ast.SqlAstTranslator;
import org.hibernate.sql.ast.spi.SqlAppender;
import org.hibernate.sql.ast.tree.SqlAstNode;
import org.hibernate.sql.ast.tree.expression.ExtractUnit;
import org.hibernate.type.spi.TypeConfiguration;

/** {@code extract(unit from x)}, for times of day too, whose columns are text. */
// an inherited method of ExtractFunction returns a raw type
@SuppressWarnings("unchecked")
final class AthenaExtractFunction extends ExtractFunction {
    AthenaExtractFunction(Dialect dialect, TypeConfiguration types) {
        super(dialect, types);
    }

    @Override
    public void render(
            SqlAppender sql, List<? extends SqlAstNode> arguments, ReturnableType<?> type, SqlAstTranslator<?> walker) {
        var unit = ((ExtractUnit) arguments.get(0)).getUnit();
        new PatternRenderer(pattern(unit, TemporalKind.of(arguments.get(1)))).render(sql, arguments, walker);
    }

    @Override
    protected <T> SelfRenderingSqmFunction<T> generateSqmFunctionExpression(
            List<? extends SqmTypedNode<?>> arguments, ReturnableType<T> impliedType, QueryEngine engine) {
        var unit = ((SqmExtractUnit<?>) arguments.get(0)).getUnit();
        if (unit != TemporalUnit.NANOSECOND) {
            return super.generateSqmFunctionExpression(arguments, impliedType, engine);
        }
        // Hibernate multiplies the seconds by a float, which is a nanosecond off now and then
        var type = (ReturnableType<T>) engine.getTypeConfiguration().getBasicTypeForJavaType(Long.class);
        return new SelfRenderingSqmFunction<>(
                this,
                this,
                arguments,
                type,
                getArgumentsValidator(),
                getReturnTypeResolver(),
                engine.getCriteriaBuilder(),
                "extract");
    }

    /**
     * The pattern for a unit.
     *
     * @param unit the unit
     * @param kind what it is extracted from
     * @return a pattern of {@code ?2}
     */
    static String pattern(TemporalUnit unit, TemporalKind kind) {
        var value = kind == TemporalKind.TIME ? "cast(?2 as time(9))" : "?2";
        return switch (unit) {
            case DAY_OF_MONTH -> "day(" + value + ")";
            case DAY_OF_YEAR -> "day_of_year(" + value + ")";
            // Hibernate counts from Sunday = 1, the engine from Monday = 1
            case DAY_OF_WEEK -> "(day_of_week(" + value + ")%7+1)";
            // the type that HQL gives seconds
            case SECOND -> "cast(" + secondsText(kind) + " as real)";
            case NANOSECOND -> "cast(cast(" + secondsText(kind) + " as decimal(11,9))*1000000000 as bigint)";
            case EPOCH -> "cast(floor(to_unixtime(cast(?2 as timestamp(6)))) as bigint)";
            default -> unit + "(" + value + ")";
        };
    }

    /** The seconds with their fraction, which {@code extract(second)} drops and the text of the value does not. */
    private static String secondsText(TemporalKind kind) {
        return kind == TemporalKind.TIME
                ? "split_part(?2,':',3)"
                : "split_part(cast(cast(?2 as timestamp(6)) as varchar),':',3)";
    }
}
