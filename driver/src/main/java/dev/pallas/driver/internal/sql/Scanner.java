package dev.pallas.driver.internal.sql;

import dev.pallas.driver.internal.sql.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Splits a statement into tokens, as far as is needed to know what is text and what is not. What is not closed ends with the
 * statement: Athena reports the error better than a scanner could.
 */
final class Scanner {
    private final String sql;
    private final boolean backslashEscapes;
    private int position;

    private Scanner(String sql, boolean backslashEscapes) {
        this.sql = sql;
        this.backslashEscapes = backslashEscapes;
    }

    /**
     * @param backslashEscapes whether a backslash in quotes takes the next character with it, as in Athena's DDL (Hive)
     */
    static List<Token> scan(String sql, boolean backslashEscapes) {
        var scanner = new Scanner(sql, backslashEscapes);
        var tokens = new ArrayList<Token>();
        while (scanner.skipBlanksAndComments()) {
            tokens.add(scanner.next());
        }
        return tokens;
    }

    /** The first token of a statement; empty when there is none. */
    static Optional<Token> first(String sql) {
        var scanner = new Scanner(sql, false);
        return scanner.skipBlanksAndComments() ? Optional.of(scanner.next()) : Optional.empty();
    }

    private boolean skipBlanksAndComments() {
        while (position < sql.length()) {
            if (Character.isWhitespace(sql.charAt(position))) {
                position++;
            } else if (sql.startsWith("--", position)) {
                position = endOfLine();
            } else if (sql.startsWith("/*", position)) {
                var end = sql.indexOf("*/", position + 2);
                position = end < 0 ? sql.length() : end + 2;
            } else {
                return true;
            }
        }
        return false;
    }

    private int endOfLine() {
        for (var i = position; i < sql.length(); i++) {
            if (sql.charAt(i) == '\n' || sql.charAt(i) == '\r') {
                return i;
            }
        }
        return sql.length();
    }

    private Token next() {
        var start = position;
        var kind =
                switch (sql.charAt(position)) {
                    case '\'' -> quoted('\'', Kind.STRING);
                    case '"' -> quoted('"', backslashEscapes ? Kind.STRING : Kind.QUOTED_NAME);
                    case '`' -> quoted('`', Kind.QUOTED_NAME);
                    case '?' -> marker();
                    default -> wordOrSymbol();
                };
        return new Token(kind, sql, start, position);
    }

    private Kind quoted(char quote, Kind kind) {
        position++;
        while (position < sql.length()) {
            var c = sql.charAt(position++);
            if (c == '\\' && backslashEscapes && quote != '`') {
                position = Math.min(position + 1, sql.length());
            } else if (c == quote) {
                if (position >= sql.length() || sql.charAt(position) != quote) {
                    break;
                }
                position++;
            }
        }
        return kind;
    }

    private Kind marker() {
        position++;
        if (position < sql.length() && sql.charAt(position) == '?') {
            position++;
            return Kind.ESCAPED_MARKER;
        }
        return Kind.MARKER;
    }

    private Kind wordOrSymbol() {
        if (!isWordPart(sql.charAt(position))) {
            position++;
            return Kind.SYMBOL;
        }
        while (position < sql.length() && isWordPart(sql.charAt(position))) {
            position++;
        }
        return Kind.WORD;
    }

    private static boolean isWordPart(char c) {
        return Character.isLetterOrDigit(c) || c == '_' || c == '$' || c == '@' || Character.isSurrogate(c);
    }
}
