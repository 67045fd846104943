package dev.pallas.driver.internal.jdbc;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A pattern for names in DatabaseMetaData: {@code %}, {@code _}, and {@code \} before one that is meant as it is. Names are
 * compared without case, as Athena does.
 */
final class LikePattern {
    static final String ESCAPE = "\\";

    private final @Nullable Pattern pattern;

    private LikePattern(@Nullable Pattern pattern) {
        this.pattern = pattern;
    }

    /** {@code null} matches every name. */
    static LikePattern of(@Nullable String text) {
        if (text == null || text.equals("%")) {
            return new LikePattern(null);
        }
        var regex = new StringBuilder();
        for (var i = 0; i < text.length(); i++) {
            var c = text.charAt(i);
            if (c == '\\' && i + 1 < text.length()) {
                regex.append(Pattern.quote(String.valueOf(text.charAt(++i))));
            } else if (c == '%') {
                regex.append(".*");
            } else if (c == '_') {
                regex.append('.');
            } else {
                regex.append(Pattern.quote(String.valueOf(c)));
            }
        }
        return new LikePattern(
                Pattern.compile(regex.toString(), Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.DOTALL));
    }

    /** The one name that a pattern without wildcards matches, in lower case. */
    static Optional<String> single(@Nullable String text) {
        if (text == null || text.isEmpty()) {
            return Optional.empty();
        }
        var name = new StringBuilder();
        for (var i = 0; i < text.length(); i++) {
            var c = text.charAt(i);
            if (c == '%' || c == '_') {
                return Optional.empty();
            }
            name.append(c == '\\' && i + 1 < text.length() ? text.charAt(++i) : c);
        }
        return Optional.of(name.toString().toLowerCase(Locale.ROOT));
    }

    boolean matches(String name) {
        return pattern == null || pattern.matcher(name.toLowerCase(Locale.ROOT)).matches();
    }
}
