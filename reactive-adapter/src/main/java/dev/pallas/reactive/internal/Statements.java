package dev.pallas.reactive.internal;

import java.util.Locale;
import java.util.Set;

/** What kind of statement a text is, told by its first word: enough to know whether it reads. */
final class Statements {
    private static final Set<String> READS = Set.of("SELECT", "WITH", "VALUES", "TABLE", "SHOW", "DESCRIBE", "DESC");

    private Statements() {}

    /** Whether a text can only read. */
    static boolean isRead(String sql) {
        return READS.contains(firstWord(sql));
    }

    private static String firstWord(String sql) {
        var start = skipBlanksAndComments(sql);
        var end = start;
        while (end < sql.length() && Character.isLetter(sql.charAt(end))) {
            end++;
        }
        return sql.substring(start, end).toUpperCase(Locale.ROOT);
    }

    private static int skipBlanksAndComments(String sql) {
        var at = 0;
        while (at < sql.length()) {
            if (Character.isWhitespace(sql.charAt(at)) || sql.charAt(at) == '(') {
                at++;
            } else if (sql.startsWith("--", at)) {
                var end = sql.indexOf('\n', at);
                at = end < 0 ? sql.length() : end + 1;
            } else if (sql.startsWith("/*", at)) {
                var end = sql.indexOf("*/", at + 2);
                at = end < 0 ? sql.length() : end + 2;
            } else {
                break;
            }
        }
        return at;
    }
}
