package dev.pallas.driver.internal.sql;

import java.util.Locale;

/** A token of a statement; {@code start} and {@code end} are offsets in its text. White space and comments are no tokens. */
record Token(Kind kind, String sql, int start, int end) {

    enum Kind {
        /** A keyword, an unquoted name or a number. */
        WORD,
        STRING,
        QUOTED_NAME,
        /** {@code ?} */
        MARKER,
        /** {@code ??}, which stands for a question mark that is no marker. */
        ESCAPED_MARKER,
        SYMBOL
    }

    String text() {
        return sql.substring(start, end);
    }

    boolean isWord(String word) {
        return kind == Kind.WORD && text().toUpperCase(Locale.ROOT).equals(word);
    }

    boolean isSymbol(char symbol) {
        return kind == Kind.SYMBOL && sql.charAt(start) == symbol;
    }

    boolean isName() {
        return kind == Kind.WORD || kind == Kind.QUOTED_NAME;
    }
}
