package dev.pallas.local.internal.athena;

import java.util.regex.Pattern;

/** Puts the catalog that users know in the place of the one that the engine has for Iceberg tables. */
final class VisibleNames {
    private static final String INSIDE = "iceberg";
    private static final String VISIBLE = "awsdatacatalog";

    /** An object that has no text of its own. */
    private static final Pattern OBJECT = Pattern.compile("(?:: | )?\\bio\\.trino\\.[\\w.$]+@[0-9a-f]+");
    /** An exception that was wrapped; what it says follows. */
    private static final Pattern EXCEPTION =
            Pattern.compile("(?<![\\w./'\"])(?:java|javax|io\\.trino)\\.[\\w.$]*(?:Exception|Error): ");
    /** A class; it keeps its simple name. */
    private static final Pattern CLASS =
            Pattern.compile("(?<![\\w./'\"])(?:java|io\\.trino)\\.(?:[\\w$]+\\.)+([\\w$]+)");
    /** Where a JSON parser was, on a line of its own. */
    private static final Pattern SOURCE = Pattern.compile("\\s+at \\[Source: .*", Pattern.DOTALL);

    private VisibleNames() {}

    /** A message of the engine with names as users know them, and without those of its parts. */
    static String inMessage(String message) {
        var text = in(message);
        text = OBJECT.matcher(text).replaceAll("");
        text = EXCEPTION.matcher(text).replaceAll("");
        text = CLASS.matcher(text).replaceAll("$1");
        return SOURCE.matcher(text).replaceAll("");
    }

    /** A plan without the line that tells the engine's version, and with names as users know them. */
    static String inPlan(String plan) {
        var end = plan.startsWith("Trino version:") ? plan.indexOf('\n') + 1 : 0;
        return in(plan.substring(end));
    }

    /** The text of a plan with names as users know them. */
    static String in(String text) {
        var at = text.indexOf(INSIDE);
        if (at < 0) {
            return text;
        }
        var visible = new StringBuilder(text.length() + 32);
        var copied = 0;
        while (at >= 0) {
            var end = at + INSIDE.length();
            if (catalog(text, at, end)) {
                visible.append(text, copied, at).append(VISIBLE);
                copied = end;
            }
            at = text.indexOf(INSIDE, end);
        }
        return visible.append(text, copied, text.length()).toString();
    }

    /** Whether the word is a name by itself, with a schema behind it or in quotes. */
    private static boolean catalog(String text, int start, int end) {
        var before = start == 0 ? ' ' : text.charAt(start - 1);
        var after = end == text.length() ? ' ' : text.charAt(end);
        if (Character.isLetterOrDigit(before)
                || before == '_'
                || before == '.'
                || before == '/'
                || before == '-'
                || before == '$') {
            return false;
        }
        return switch (after) {
            case '.', ':' ->
                end + 1 < text.length()
                        && (Character.isLetterOrDigit(text.charAt(end + 1))
                                || text.charAt(end + 1) == '"'
                                || text.charAt(end + 1) == '_');
            case '\'', '"' -> before == after;
            default -> false;
        };
    }
}
