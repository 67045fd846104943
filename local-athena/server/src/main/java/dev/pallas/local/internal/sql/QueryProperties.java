package dev.pallas.local.internal.sql;

import io.trino.sql.parser.ParsingException;
import io.trino.sql.parser.SqlBaseParser.ArrayConstructorContext;
import io.trino.sql.parser.SqlBaseParser.CreateTableAsSelectContext;
import io.trino.sql.parser.SqlBaseParser.ExpressionContext;
import io.trino.sql.parser.SqlBaseParser.NonDefaultPropertyValueContext;
import io.trino.sql.parser.SqlBaseParser.PropertiesContext;
import io.trino.sql.parser.SqlBaseParser.StringLiteralContext;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.antlr.v4.runtime.ParserRuleContext;
import org.jspecify.annotations.Nullable;

/** What stands after WITH in CREATE TABLE AS SELECT and in UNLOAD: names with a value in the engine's language. */
public final class QueryProperties {
    private final Map<String, ParserRuleContext> values = new LinkedHashMap<>();
    private final @Nullable QueryText text;

    private QueryProperties(@Nullable QueryText text) {
        this.text = text;
    }

    static QueryProperties none() {
        return new QueryProperties(null);
    }

    /**
     * Reads the text after WITH.
     *
     * @throws ParsingException with a place in another text than the user's
     */
    static QueryProperties of(String source) throws SqlError {
        try {
            var text = QueryText.of("CREATE TABLE t WITH " + source + " AS SELECT 1");
            if (text.statement() instanceof CreateTableAsSelectContext create) {
                return of(text, create.properties());
            }
        } catch (ParsingException e) {
            throw new SqlError("SYNTAX_ERROR", e.getErrorMessage());
        }
        throw new SqlError("SYNTAX_ERROR", "mismatched input in the properties after WITH");
    }

    static QueryProperties of(QueryText text, @Nullable PropertiesContext tree) throws SqlError {
        var properties = new QueryProperties(text);
        if (tree != null) {
            for (var property : tree.propertyAssignments().property()) {
                var name = QueryText.name(property.identifier().getText());
                if (!(property.propertyValue() instanceof NonDefaultPropertyValueContext value)) {
                    throw invalid("Invalid value for property '" + name + "'");
                }
                if (properties.values.put(name, descend(value.expression())) != null) {
                    throw new SqlError("DUPLICATE_PROPERTY", "Duplicate property: " + name);
                }
            }
        }
        return properties;
    }

    Set<String> names() {
        return values.keySet();
    }

    boolean has(String name) {
        return values.containsKey(name);
    }

    /** The elements of a list in the engine's language. */
    String array(String name) throws SqlError {
        if (values.get(name) instanceof ArrayConstructorContext) {
            return source(name);
        }
        // Athena takes a single name for a list of one
        return "ARRAY[" + TableName.literal(string(name, "")) + "]";
    }

    String string(String name, String otherwise) throws SqlError {
        var value = values.get(name);
        if (value == null) {
            return otherwise;
        }
        if (!(value instanceof StringLiteralContext)) {
            throw invalid("Invalid value for property '" + name + "': a string is expected");
        }
        return unquote(value.getText());
    }

    /** The value as it was written. */
    String source(String name) {
        var value = values.get(name);
        return value == null || text == null ? "" : text.source(value);
    }

    /** The text of a value, a string without its quotes. */
    String plain(String name) {
        var value = values.get(name);
        return value instanceof StringLiteralContext ? unquote(value.getText()) : source(name);
    }

    /** One of a few words, in upper case. */
    String choice(String name, String otherwise, Set<String> choices) throws SqlError {
        var value = string(name, otherwise).toUpperCase(Locale.ROOT);
        if (!choices.contains(value)) {
            throw invalid("Invalid value for " + name + ": '" + value + "'. Valid values are: "
                    + String.join(", ", choices.stream().sorted().toList()));
        }
        return value;
    }

    void allow(List<String> known) throws SqlError {
        for (var name : values.keySet()) {
            if (!known.contains(name)) {
                throw unknown(name);
            }
        }
    }

    static SqlError unknown(String name) {
        return invalid("Catalog 'awsdatacatalog' table property '" + name + "' does not exist");
    }

    static SqlError invalid(String message) {
        return new SqlError("INVALID_TABLE_PROPERTY", message);
    }

    static String unquote(String literal) {
        return literal.substring(1, literal.length() - 1).replace("''", "'");
    }

    private static ParserRuleContext descend(ExpressionContext expression) {
        ParserRuleContext inner = expression;
        while (inner.getChildCount() == 1
                && !(inner instanceof StringLiteralContext)
                && inner.getChild(0) instanceof ParserRuleContext child) {
            inner = child;
        }
        return inner;
    }
}
