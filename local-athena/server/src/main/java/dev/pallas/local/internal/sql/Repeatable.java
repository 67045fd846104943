package dev.pallas.local.internal.sql;

import io.trino.sql.parser.SqlBaseParser.FunctionCallContext;
import io.trino.sql.parser.SqlBaseParser.QueryNoWithContext;
import io.trino.sql.parser.SqlBaseParser.SampledRelationContext;
import io.trino.sql.parser.SqlBaseParser.SpecialDateTimeFunctionContext;
import java.util.Locale;
import java.util.Set;
import org.antlr.v4.runtime.tree.ParseTree;

/** Tells whether a query has the same result each time, as long as the tables do not change. */
public final class Repeatable {
    private static final Set<String> FUNCTIONS = Set.of("rand", "random", "shuffle", "uuid", "now");

    private Repeatable() {}

    /** False for random values, samples, the time, and a limit without an order. */
    public static boolean is(QueryText query) {
        return is(query.statement());
    }

    private static boolean is(ParseTree tree) {
        if (tree instanceof SpecialDateTimeFunctionContext) {
            return false;
        }
        if (tree instanceof FunctionCallContext call
                && FUNCTIONS.contains(
                        call.qualifiedName().getText().toLowerCase(Locale.ROOT).replace("\"", ""))) {
            return false;
        }
        if (tree instanceof SampledRelationContext sampled && sampled.TABLESAMPLE() != null) {
            return false;
        }
        if (tree instanceof QueryNoWithContext query
                && query.ORDER() == null
                && (query.LIMIT() != null || query.FETCH() != null || query.OFFSET() != null)) {
            return false;
        }
        for (var i = 0; i < tree.getChildCount(); i++) {
            if (!is(tree.getChild(i))) {
                return false;
            }
        }
        return true;
    }
}
