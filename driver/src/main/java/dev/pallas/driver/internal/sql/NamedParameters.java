package dev.pallas.driver.internal.sql;

import dev.pallas.driver.AthenaException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Turns parameters with names into parameters with places. */
public final class NamedParameters {
    private NamedParameters() {}

    /** A text with {@code ?}, and a value for each. */
    public record Positional(String sql, List<@Nullable Object> values) {}

    /** Throws an AthenaException when names and values do not match. */
    public static Positional of(String sql, Map<String, ? extends @Nullable Object> values) {
        var statement = Statement.parse(sql);
        if (statement.parameterCount() > 0) {
            throw failure("A statement with named parameters takes no marker ?: give the parameter a name, or write ??"
                    + " for a question mark that is no marker.");
        }
        var tokens = statement.tokens();
        var text = new StringBuilder(sql.length());
        var placed = new ArrayList<@Nullable Object>();
        var unused = new TreeSet<String>(values.keySet());
        var copied = 0;
        for (var i = 0; i + 1 < tokens.size(); i++) {
            var name = tokens.get(i + 1);
            if (!isMarker(tokens.get(i), name) || isPart(tokens, i)) {
                continue;
            }
            if (!values.containsKey(name.text())) {
                throw failure("The parameter :" + name.text() + " has no value; "
                        + (values.isEmpty() ? "no values were given." : "given are " + values.keySet() + "."));
            }
            text.append(sql, copied, tokens.get(i).start()).append('?');
            copied = name.end();
            placed.add(values.get(name.text()));
            unused.remove(name.text());
        }
        if (!unused.isEmpty()) {
            throw failure("The statement has no parameter :" + unused.first() + ".");
        }
        return new Positional(text.append(sql, copied, sql.length()).toString(), placed);
    }

    /** A colon with a name directly behind it. */
    private static boolean isMarker(Token colon, Token name) {
        return colon.isSymbol(':')
                && name.kind() == Token.Kind.WORD
                && name.start() == colon.end()
                && Character.isJavaIdentifierStart(name.sql().charAt(name.start()));
    }

    /** Whether a colon belongs to what stands directly before it: {@code ::}, or the key of {@code json_object('a':b)}. */
    private static boolean isPart(List<Token> tokens, int colon) {
        if (colon == 0 || tokens.get(colon - 1).end() != tokens.get(colon).start()) {
            return false;
        }
        var before = tokens.get(colon - 1);
        return before.isSymbol(':')
                || before.isSymbol(')')
                || before.isSymbol(']')
                || before.kind() == Token.Kind.STRING
                || before.kind() == Token.Kind.QUOTED_NAME;
    }

    private static AthenaException failure(String message) {
        return new AthenaException(message, "07001", null, null, false, null);
    }
}
