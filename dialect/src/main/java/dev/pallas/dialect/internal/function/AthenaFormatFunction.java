package dev.pallas.dialect.internal.function;

import java.util.List;
import org.hibernate.dialect.function.FormatFunction;
import org.hibernate.metamodel.model.domain.ReturnableType;
import org.hibernate.sql.ast.SqlAstTranslator;
import org.hibernate.sql.ast.spi.SqlAppender;
import org.hibernate.sql.ast.tree.SqlAstNode;
import org.hibernate.sql.ast.tree.expression.Format;
import org.hibernate.type.spi.TypeConfiguration;

/** {@code format(x as 'pattern')} by {@code format_datetime}, which takes timestamps only. */
final class AthenaFormatFunction extends FormatFunction {
    AthenaFormatFunction(TypeConfiguration types) {
        super("format_datetime", types);
    }

    @Override
    public void render(
            SqlAppender sql, List<? extends SqlAstNode> arguments, ReturnableType<?> type, SqlAstTranslator<?> walker) {
        var value = arguments.get(0);
        // of a time with an offset column, that column is in the pattern already
        var zoned =
                arguments.get(1) instanceof Format format && format.getFormat().matches(".*[xzZ].*");
        sql.appendSql(zoned ? "format_datetime(with_timezone(cast(" : "format_datetime(cast(");
        if (TemporalKind.of(value) == TemporalKind.TIME) {
            sql.appendSql("cast(");
            value.accept(walker);
            sql.appendSql(" as time(9)) as timestamp(9))");
        } else {
            value.accept(walker);
            sql.appendSql(" as timestamp(6))");
        }
        // columns hold UTC
        sql.appendSql(zoned ? ",'UTC')," : ",");
        arguments.get(1).accept(walker);
        sql.appendSql(')');
    }
}
