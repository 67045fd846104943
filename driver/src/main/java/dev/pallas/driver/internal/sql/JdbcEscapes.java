package dev.pallas.driver.internal.sql;

import dev.pallas.driver.AthenaException;
import dev.pallas.driver.internal.sql.Token.Kind;
import java.util.List;
import java.util.Locale;

/** The escape syntax of JDBC: {@code {d '..'}}, {@code {t '..'}} and {@code {ts '..'}}. */
public final class JdbcEscapes {
    private JdbcEscapes() {}

    /**
     * The text with each escape in the engine's own words. Braces that are no escape stay as they are: row patterns have them, too.
     *
     * @throws AthenaException (SQLState 0A000) for an escape of JDBC that is not offered
     */
    public static String translate(String sql) {
        if (sql.indexOf('{') < 0) {
            return sql;
        }
        var tokens = Statement.parse(sql).tokens();
        var result = new StringBuilder(sql.length() + 16);
        var copied = 0;
        for (var i = 0; i + 1 < tokens.size(); i++) {
            if (!tokens.get(i).isSymbol('{')) {
                continue;
            }
            var type = literalType(tokens.get(i + 1));
            if (!type.isEmpty() && isLiteral(tokens, i)) {
                result.append(sql, copied, tokens.get(i).start())
                        .append(type)
                        .append(' ')
                        .append(tokens.get(i + 2).text());
                copied = tokens.get(i + 3).end();
            }
        }
        return result.append(sql, copied, sql.length()).toString();
    }

    private static String literalType(Token word) {
        if (word.kind() == Kind.MARKER) {
            throw notOffered("call");
        }
        if (word.kind() != Kind.WORD) {
            return "";
        }
        var name = word.text().toLowerCase(Locale.ROOT);
        return switch (name) {
            case "d" -> "DATE";
            case "t" -> "TIME";
            case "ts" -> "TIMESTAMP";
            case "fn", "oj", "escape", "limit", "call" -> throw notOffered(name);
            default -> "";
        };
    }

    private static boolean isLiteral(List<Token> tokens, int brace) {
        return brace + 3 < tokens.size()
                && tokens.get(brace + 2).kind() == Kind.STRING
                && tokens.get(brace + 3).isSymbol('}');
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
