package dev.pallas.dialect.internal.function;

import java.util.List;
import org.hibernate.dialect.function.GenerateSeriesFunction;
import org.hibernate.metamodel.mapping.CollectionPart;
import org.hibernate.query.common.TemporalUnit;
import org.hibernate.query.sqm.tuple.internal.AnonymousTupleTableGroupProducer;
import org.hibernate.sql.ast.SqlAstTranslator;
import org.hibernate.sql.ast.spi.SqlAppender;
import org.hibernate.sql.ast.tree.SqlAstNode;
import org.hibernate.sql.ast.tree.expression.Duration;
import org.hibernate.sql.ast.tree.expression.Expression;
import org.hibernate.type.spi.TypeConfiguration;
import org.jspecify.annotations.Nullable;

/**
 * {@code generate_series} by {@code sequence}, which counts the steps; the engine allows 10,000 of them. A series that would run the wrong way is
 * empty.
 */
final class AthenaGenerateSeries extends GenerateSeriesFunction {
    AthenaGenerateSeries(TypeConfiguration types) {
        super("v", "i", false, types);
    }

    @Override
    protected void renderGenerateSeries(
            SqlAppender sql,
            Expression start,
            Expression stop,
            @Nullable Expression step,
            AnonymousTupleTableGroupProducer tuple,
            String variable,
            SqlAstTranslator<?> walker) {
        var out = new Writer(sql, walker);
        out.write("unnest(");
        var type = start.getExpressionType().getSingleJdbcMapping().getJdbcType();
        if (type.isTemporal() || TemporalKind.of(start) == TemporalKind.TIME) {
            temporal(out, start, stop, step);
        } else if (type.isInteger()) {
            whole(out, start, stop, step);
        } else {
            real(out, start, stop, step);
        }
        out.write(")");
        if (tuple.findSubPart(CollectionPart.Nature.INDEX.getName(), null) != null) {
            out.write(" with ordinality");
        }
    }

    private static void whole(Writer out, Expression start, Expression stop, @Nullable Expression step) {
        if (step == null) {
            out.write("if(", start, "<=", stop, ",sequence(", start, ",", stop, "))");
        } else {
            out.write("if(", step, ">0 and ", start, "<=", stop, " or ", step, "<0 and ", start, ">=", stop, ",");
            out.write("sequence(", start, ",", stop, ",", step, "))");
        }
    }

    private static void real(Writer out, Expression start, Expression stop, @Nullable Expression step) {
        Object by = step == null ? "1" : step;
        out.write("if((", stop, "-", start, ")/", by, ">=0,");
        out.write("transform(sequence(0,cast(floor((", stop, "-", start, ")/", by, ") as bigint)),");
        out.write("i_->", start, "+i_*", by, "))");
    }

    private static void temporal(Writer out, Expression start, Expression stop, @Nullable Expression step) {
        var unit = step instanceof Duration duration ? duration.getUnit() : TemporalUnit.NANOSECOND;
        Object by = step instanceof Duration duration ? duration.getMagnitude() : step == null ? "1" : step;
        var kind = TemporalKind.of(start);
        var from = List.<Object>of("cast(", start, kind == TemporalKind.TIME ? " as time(9))" : " as timestamp(6))");
        var to = List.<Object>of("cast(", stop, kind == TemporalKind.TIME ? " as time(9))" : " as timestamp(6))");
        if (kind == TemporalKind.DATE && unit.isDateUnit()) {
            from = List.of(start);
            to = List.of(stop);
        }
        var nanoseconds = unit == TemporalUnit.NANOSECOND || unit == TemporalUnit.NATIVE;
        var name = nanoseconds ? "millisecond" : unit.toString();
        var count = nanoseconds ? List.of("cast(", by, "/1000000 as bigint)") : List.of(by);
        out.write("if(date_diff('", name, "',", from, ",", to, ")*sign(", count, ")>=0,");
        out.write("transform(sequence(0,date_diff('", name, "',", from, ",", to, ")/", count, "),");
        out.write(kind == TemporalKind.TIMESTAMP ? "i_->" : "i_->cast(");
        out.write("date_add('", name, "',i_*", count, ",", from, ")");
        out.write(
                switch (kind) {
                    case TIMESTAMP -> "";
                    case DATE -> " as date)";
                    case TIME -> " as varchar)";
                });
        out.write("))");
    }

    private record Writer(SqlAppender sql, SqlAstTranslator<?> walker) {
        void write(Object... parts) {
            for (var part : parts) {
                if (part instanceof SqlAstNode node) {
                    node.accept(walker);
                } else if (part instanceof List<?> list) {
                    write(list.toArray());
                } else {
                    sql.appendSql(part.toString());
                }
            }
        }
    }
}
