package dev.pallas.local.internal.sql;

import io.trino.sql.parser.SqlBaseParser.CreateTableAsSelectContext;
import io.trino.sql.parser.SqlBaseParser.CreateViewContext;
import io.trino.sql.parser.SqlBaseParser.DeleteContext;
import io.trino.sql.parser.SqlBaseParser.InsertIntoContext;
import io.trino.sql.parser.SqlBaseParser.MergeContext;
import io.trino.sql.parser.SqlBaseParser.QualifiedNameContext;
import io.trino.sql.parser.SqlBaseParser.TableContext;
import io.trino.sql.parser.SqlBaseParser.TableFunctionCallContext;
import io.trino.sql.parser.SqlBaseParser.TableNameContext;
import io.trino.sql.parser.SqlBaseParser.UpdateContext;
import java.util.ArrayList;
import java.util.Set;
import org.antlr.v4.runtime.tree.ParseTree;
import org.jspecify.annotations.Nullable;

/** What of the engine a user can name: the catalogs that Athena has registered and the functions that Athena has. */
public final class CatalogRules {
    private CatalogRules() {}

    /**
     * Checks every table and every function that a statement names.
     *
     * @param catalogs names in lower case
     * @throws SqlError for the first name that Athena does not know
     */
    public static void check(QueryText text, Set<String> catalogs) throws SqlError {
        FunctionRules.check(text);
        var names = new ArrayList<QualifiedNameContext>();
        QueryText.walk(text.statement(), node -> {
            var name = table(node);
            if (name != null && name.identifier().size() == 3) {
                names.add(name);
            }
        });
        for (var name : names) {
            var catalog = QueryText.names(name).get(0);
            if (!catalogs.contains(catalog)) {
                var start = name.getStart();
                throw SqlError.at(
                        "CATALOG_NOT_FOUND",
                        start.getLine(),
                        start.getCharPositionInLine() + 1,
                        "Catalog '" + catalog + "' does not exist");
            }
        }
    }

    private static @Nullable QualifiedNameContext table(ParseTree node) {
        if (node instanceof TableNameContext table) {
            return table.qualifiedName();
        } else if (node instanceof TableContext table) {
            return table.qualifiedName();
        } else if (node instanceof InsertIntoContext insert) {
            return insert.qualifiedName();
        } else if (node instanceof UpdateContext update) {
            return update.qualifiedName();
        } else if (node instanceof DeleteContext delete) {
            return delete.qualifiedName();
        } else if (node instanceof MergeContext merge) {
            return merge.qualifiedName();
        } else if (node instanceof CreateTableAsSelectContext create) {
            return create.qualifiedName();
        } else if (node instanceof CreateViewContext create) {
            return create.qualifiedName();
        } else if (node instanceof TableFunctionCallContext function) {
            return function.qualifiedName();
        }
        return null;
    }
}
