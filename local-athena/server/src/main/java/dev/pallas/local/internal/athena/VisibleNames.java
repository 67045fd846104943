package dev.pallas.local.internal.athena;

/** Puts the catalog that users know in the place of the one that the engine has for Iceberg tables. */
final class VisibleNames {
    private static final String INSIDE = "iceberg";
    private static final String VISIBLE = "awsdatacatalog";

    private VisibleNames() {}

    /** A plan without the line that tells the engine's version, and with names as users know them. */
    static String inPlan(String plan) {
        var end = plan.startsWith("Trino version:") ? plan.indexOf('\n') + 1 : 0;
        return in(plan.substring(end));
    }

    /** The text of a message or a plan with names as users know them. */
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
