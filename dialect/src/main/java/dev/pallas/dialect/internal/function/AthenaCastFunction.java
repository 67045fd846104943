package dev.pallas.dialect.internal.function;

import java.util.List;
import org.hibernate.dialect.Dialect;
import org.hibernate.dialect.function.CastFunction;
import org.hibernate.metamodel.mapping.JdbcMapping;
import org.hibernate.metamodel.model.domain.ReturnableType;
import org.hibernate.query.sqm.CastType;
import org.hibernate.sql.ast.SqlAstTranslator;
import org.hibernate.sql.ast.spi.SqlAppender;
import org.hibernate.sql.ast.tree.SqlAstNode;
import org.hibernate.sql.ast.tree.expression.CastTarget;
import org.hibernate.sql.ast.tree.expression.Expression;
import org.hibernate.type.SqlTypes;

/** {@code cast}, between text and bytes too: bytes are UTF-8, and a length cuts them. */
final class AthenaCastFunction extends CastFunction {
    AthenaCastFunction(Dialect dialect) {
        super(dialect, SqlTypes.BOOLEAN);
    }

    @Override
    public void render(
            SqlAppender sql, List<? extends SqlAstNode> arguments, ReturnableType<?> type, SqlAstTranslator<?> walker) {
        var target = (CastTarget) arguments.get(1);
        var toBytes = isBinary(target.getExpressionType().getSingleJdbcMapping());
        if (toBytes && target.getLength() != null) {
            sql.appendSql("substr(");
            super.render(sql, arguments, type, walker);
            sql.appendSql(",1,");
            sql.appendSql(target.getLength());
            sql.appendSql(')');
        } else if (!toBytes
                && isBinary(((Expression) arguments.get(0)).getExpressionType().getSingleJdbcMapping())) {
            sql.appendSql("cast(from_utf8(");
            arguments.get(0).accept(walker);
            sql.appendSql(") as ");
            target.accept(walker);
            sql.appendSql(')');
        } else if (fromText(arguments.get(0))
                && isInstant(target.getExpressionType().getSingleJdbcMapping())) {
            // text may tell an offset, which a cast to a type without a zone would drop
            sql.appendSql("cast(cast(");
            arguments.get(0).accept(walker);
            sql.appendSql(" as timestamp(6) with time zone) at time zone 'UTC' as ");
            target.accept(walker);
            sql.appendSql(')');
        } else {
            super.render(sql, arguments, type, walker);
        }
    }

    private static boolean fromText(SqlAstNode node) {
        return ((Expression) node).getExpressionType().getSingleJdbcMapping().getCastType() == CastType.STRING;
    }

    private static boolean isInstant(JdbcMapping mapping) {
        var code = mapping.getJdbcType().getDdlTypeCode();
        return code == SqlTypes.TIMESTAMP_UTC || code == SqlTypes.TIMESTAMP_WITH_TIMEZONE;
    }

    private static boolean isBinary(JdbcMapping mapping) {
        return mapping.getJdbcType().isBinary();
    }
}
