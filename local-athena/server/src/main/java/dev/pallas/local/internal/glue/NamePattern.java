package dev.pallas.local.internal.glue;

import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * The pattern of names that GetTables takes. It is a regular expression, in which a star that has nothing to repeat, or only a plain
 * character, is any text: clients write {@code prefix*} and {@code *part*}, as Hive does.
 */
final class NamePattern {
    private NamePattern() {}

    static Pattern of(String expression) {
        var regex = new StringBuilder();
        for (var i = 0; i < expression.length(); i++) {
            var c = expression.charAt(i);
            var before = i == 0 ? '|' : expression.charAt(i - 1);
            if (c == '*' && ".])}\\".indexOf(before) < 0) {
                regex.append('.');
            }
            regex.append(c);
        }
        try {
            return Pattern.compile(regex.toString(), Pattern.CASE_INSENSITIVE);
        } catch (PatternSyntaxException e) {
            throw GlueErrors.invalid("Expression is not a pattern: " + expression);
        }
    }
}
