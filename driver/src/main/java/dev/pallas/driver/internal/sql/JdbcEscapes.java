package dev.pallas.driver.internal.sql;

import dev.pallas.driver.AthenaException;
import dev.pallas.driver.internal.sql.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The escape syntax of JDBC: {@code {d '..'}}, {@code {t '..'}}, {@code {ts '..'}}, {@code {fn name(..)}}, {@code {oj ..}},
 * {@code {escape '..'}} and {@code {limit ..}}.
 */
public final class JdbcEscapes {
    private final String sql;
    private final List<Token> tokens;

    private JdbcEscapes(String sql) {
        this.sql = sql;
        this.tokens = Statement.parse(sql).tokens();
    }

    /**
     * The text with each escape in the engine's own words. Braces that are no escape stay as they are: row patterns have them, too.
     *
     * @throws AthenaException (SQLState 0A000) for an escape of JDBC that is not offered
     */
    public static String translate(String sql) {
        return sql.indexOf('{') < 0 ? sql : new JdbcEscapes(sql).translateAll();
    }

    private String translateAll() {
        if (tokens.isEmpty()) {
            return sql;
        }
        return sql.substring(0, tokens.get(0).start())
                + range(0, tokens.size())
                + sql.substring(tokens.get(tokens.size() - 1).end());
    }

    /** The text of the tokens from {@code from} to {@code to}, the last one excluded. */
    private String range(int from, int to) {
        if (from >= to) {
            return "";
        }
        var result = new StringBuilder();
        var copied = tokens.get(from).start();
        for (var i = from; i < to; i++) {
            var close = tokens.get(i).isSymbol('{') ? closing(i, to) : -1;
            var escape = close < 0 ? null : escape(i + 1, close);
            if (escape != null) {
                result.append(sql, copied, tokens.get(i).start()).append(escape);
                copied = tokens.get(close).end();
                i = close;
            }
        }
        return result.append(sql, copied, tokens.get(to - 1).end()).toString();
    }

    private int closing(int brace, int to) {
        var depth = 0;
        for (var i = brace; i < to; i++) {
            if (tokens.get(i).isSymbol('{')) {
                depth++;
            } else if (tokens.get(i).isSymbol('}') && --depth == 0) {
                return i;
            }
        }
        return -1;
    }

    /** What stands for the tokens between two braces; null if they are no escape. */
    private @Nullable String escape(int from, int to) {
        if (from >= to) {
            return null;
        }
        var word = tokens.get(from);
        if (word.kind() == Kind.MARKER) {
            throw notOffered("call");
        }
        if (word.kind() != Kind.WORD) {
            return null;
        }
        var name = word.text().toLowerCase(Locale.ROOT);
        return switch (name) {
            case "d" -> literal("DATE ", from, to);
            case "t" -> literal("TIME ", from, to);
            case "ts" -> literal("TIMESTAMP ", from, to);
            case "escape" -> literal("ESCAPE ", from, to);
            case "oj" -> range(from + 1, to);
            case "fn" -> function(from + 1, to);
            case "limit" -> limit(from + 1, to);
            case "call" -> throw notOffered(name);
            default -> null;
        };
    }

    private @Nullable String literal(String word, int from, int to) {
        return to == from + 2 && tokens.get(from + 1).kind() == Kind.STRING
                ? word + tokens.get(from + 1).text()
                : null;
    }

    /** {@code limit rows [offset rows]}: the engine wants the offset first. */
    private String limit(int from, int to) {
        for (var i = from; i < to; i++) {
            if (tokens.get(i).isWord("OFFSET")) {
                return "OFFSET " + range(i + 1, to) + " LIMIT " + range(from, i);
            }
        }
        return "LIMIT " + range(from, to);
    }

    private String function(int from, int to) {
        var name = from < to ? tokens.get(from).text() : "";
        if (to == from + 1) {
            // CURRENT_DATE and its like may come without parentheses
            return JdbcFunctions.call(name, List.of()).orElseThrow(() -> notOffered("fn " + name));
        }
        if (!tokens.get(from + 1).isSymbol('(') || !tokens.get(to - 1).isSymbol(')')) {
            throw notOffered("fn " + name);
        }
        var arguments = new ArrayList<String>();
        var depth = 0;
        var start = from + 2;
        for (var i = start; i < to - 1; i++) {
            var token = tokens.get(i);
            if (token.isSymbol('(') || token.isSymbol('[') || token.isSymbol('{')) {
                depth++;
            } else if (token.isSymbol(')') || token.isSymbol(']') || token.isSymbol('}')) {
                depth--;
            } else if (depth == 0 && token.isSymbol(',')) {
                arguments.add(range(start, i));
                start = i + 1;
            }
        }
        if (start < to - 1) {
            arguments.add(range(start, to - 1));
        }
        return JdbcFunctions.call(name, arguments)
                .orElseThrow(() -> notOffered("fn " + name + " with " + arguments.size() + " arguments"));
    }

    private static AthenaException notOffered(String escape) {
        return new AthenaException(
                "The JDBC escape {" + escape
                        + " ..} is not supported: write it in Athena's SQL, or turn escapes off with"
                        + " Statement.setEscapeProcessing(false)",
                "0A000",
                null,
                null,
                false,
                null);
    }
}
