package dev.pallas.dialect.internal.function;

import java.util.List;
import org.hibernate.dialect.Dialect;
import org.hibernate.dialect.function.TimestampaddFunction;
import org.hibernate.metamodel.model.domain.ReturnableType;
import org.hibernate.query.common.TemporalUnit;
import org.hibernate.query.sqm.produce.function.internal.PatternRenderer;
import org.hibernate.sql.ast.SqlAstTranslator;
import org.hibernate.sql.ast.spi.SqlAppender;
import org.hibernate.sql.ast.tree.SqlAstNode;
import org.hibernate.sql.ast.tree.expression.DurationUnit;
import org.hibernate.sql.ast.tree.expression.Expression;
import org.hibernate.type.spi.TypeConfiguration;

/** {@code timestampadd}, for fractions of a second too, which {@code date_add} does not take. */
final class AthenaTimestampaddFunction extends TimestampaddFunction {
    private final Dialect dialect;

    AthenaTimestampaddFunction(Dialect dialect, TypeConfiguration types) {
        super(dialect, types);
        this.dialect = dialect;
    }

    @Override
    public void render(
            SqlAppender sql, List<? extends SqlAstNode> arguments, ReturnableType<?> type, SqlAstTranslator<?> walker) {
        var unit = ((DurationUnit) arguments.get(0)).getUnit();
        var magnitude = ((Expression) arguments.get(1))
                .getExpressionType()
                .getSingleJdbcMapping()
                .getJdbcType();
        if (magnitude.isInteger() || unit == TemporalUnit.NANOSECOND || unit == TemporalUnit.NATIVE) {
            super.render(sql, arguments, type, walker);
            return;
        }
        var kind = TemporalKind.of(arguments.get(2)).type();
        var pattern = unit == TemporalUnit.SECOND
                ? dialect.timestampaddPattern(TemporalUnit.NANOSECOND, kind, null)
                        .replace("?2", "cast(?2*1000000000 as decimal(38,0))")
                : dialect.timestampaddPattern(unit, kind, null).replace("?2", "cast(?2 as bigint)");
        new PatternRenderer(pattern.replace("?1", unit.toString())).render(sql, arguments, walker);
    }
}
