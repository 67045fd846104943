package dev.pallas.local.internal.sql;

import io.trino.sql.parser.SqlBaseParser.ArithmeticUnaryContext;
import io.trino.sql.parser.SqlBaseParser.DecimalLiteralContext;
import io.trino.sql.parser.SqlBaseParser.ExpressionContext;
import io.trino.sql.parser.SqlBaseParser.InlineTableContext;
import io.trino.sql.parser.SqlBaseParser.InsertIntoContext;
import io.trino.sql.parser.SqlBaseParser.IntegerLiteralContext;
import io.trino.sql.parser.SqlBaseParser.ParenthesizedExpressionContext;
import io.trino.sql.parser.SqlBaseParser.RowConstructorContext;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import org.antlr.v4.runtime.tree.ParseTree;
import org.jspecify.annotations.Nullable;

/**
 * In Athena a literal such as {@code 1.25} is a double, and yet {@code INSERT INTO t VALUES (1.25)} fills a column of type float or
 * decimal. The engine does not turn doubles into either on its own, so such literals are written with their column's type.
 */
public final class InsertLiterals {
    private InsertLiterals() {}

    /** Finds the columns of a table, in the order of an INSERT without a column list; null if there is no such table. */
    @FunctionalInterface
    public interface Columns {
        @Nullable
        List<HiveStatement.Column> of(List<String> names);
    }

    /** The INSERT as the engine takes it; the statement itself if nothing is to change. */
    public static String rewrite(QueryText text, Columns tables) {
        if (!(text.statement() instanceof InsertIntoContext insert)
                || !(values(insert) instanceof InlineTableContext values)) {
            return text.sql();
        }
        var rows = values.expression().stream().map(InsertLiterals::items).toList();
        if (rows.stream().noneMatch(row -> row.stream().anyMatch(InsertLiterals::decimal))) {
            return text.sql();
        }
        var columns = tables.of(QueryText.names(insert.qualifiedName()));
        var types = columns == null ? List.<HiveType>of() : types(insert, columns);
        var rewriter = text.rewriter();
        for (var column = 0; column < types.size(); column++) {
            var at = column;
            var items = rows.stream()
                    .filter(row -> at < row.size())
                    .map(row -> row.get(at))
                    .toList();
            if (items.stream().noneMatch(InsertLiterals::decimal)) {
                continue;
            }
            for (var item : items) {
                var literal = number(item) ? literal(item.getText(), types.get(at)) : null;
                if (literal != null) {
                    rewriter.replace(item.getStart(), item.getStop(), literal);
                }
            }
        }
        return rewriter.getText();
    }

    private static ParseTree values(InsertIntoContext insert) {
        var query = insert.query();
        return query.with() == null ? descend(query.queryNoWith().queryTerm()) : query;
    }

    private static List<HiveType> types(InsertIntoContext insert, List<HiveStatement.Column> columns) {
        if (insert.columnAliases() == null) {
            return columns.stream().map(HiveStatement.Column::type).toList();
        }
        var types = new ArrayList<HiveType>();
        for (var alias : insert.columnAliases().identifier()) {
            var name = QueryText.name(alias.getText());
            types.add(columns.stream()
                    .filter(column -> column.name().equals(name))
                    .map(HiveStatement.Column::type)
                    .findFirst()
                    // the engine says that there is no such column
                    .orElse(HiveType.simple("string")));
        }
        return types;
    }

    private static List<ExpressionContext> items(ExpressionContext row) {
        var inner = descend(row);
        if (inner instanceof RowConstructorContext constructor) {
            return constructor.expression();
        }
        if (inner instanceof ParenthesizedExpressionContext parenthesized) {
            return List.of(parenthesized.expression());
        }
        return List.of(row);
    }

    /** The first node below that is more than a wrapper. */
    private static ParseTree descend(ParseTree node) {
        var inner = node;
        while (inner.getChildCount() == 1) {
            if (inner instanceof DecimalLiteralContext || inner instanceof IntegerLiteralContext) {
                return inner;
            }
            inner = inner.getChild(0);
        }
        return inner;
    }

    private static boolean decimal(ExpressionContext item) {
        return unsigned(item) instanceof DecimalLiteralContext;
    }

    private static boolean number(ExpressionContext item) {
        var literal = unsigned(item);
        return literal instanceof DecimalLiteralContext || literal instanceof IntegerLiteralContext;
    }

    private static ParseTree unsigned(ExpressionContext item) {
        var inner = descend(item);
        return inner instanceof ArithmeticUnaryContext signed ? descend(signed.valueExpression()) : inner;
    }

    /** The number as a literal of the type; null to leave it as it is. */
    private static @Nullable String literal(String number, HiveType type) {
        if (type.name().equals("float")) {
            return "REAL '" + number + "'";
        }
        if (!type.name().equals("decimal")) {
            return null;
        }
        var precision = type.argument(0, 10);
        var scale = type.argument(1, 0);
        var value = new BigDecimal(number).setScale(scale, RoundingMode.HALF_UP);
        return value.precision() <= Math.max(precision, scale)
                ? "DECIMAL '" + value.toPlainString() + "'"
                // does not fit: the engine says so
                : "CAST(" + number + " AS decimal(" + precision + "," + scale + "))";
    }
}
