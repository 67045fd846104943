package dev.pallas.local.internal.sql;

/** Strings of the data definition language. */
public final class HiveStrings {
    private HiveStrings() {}

    /** The text of a string in single or double quotes, its escapes resolved. */
    static String unquote(String quoted) {
        var text = new StringBuilder();
        var end = quoted.length() - 1;
        for (var i = 1; i < end; i++) {
            var c = quoted.charAt(i);
            if (c != '\\' || i + 1 >= end) {
                text.append(c);
                continue;
            }
            if (number(quoted, i + 1, 3, end, 8) >= 0 && quoted.charAt(i + 1) <= '1') {
                text.append((char) number(quoted, i + 1, 3, end, 8));
                i += 3;
            } else if (quoted.charAt(i + 1) == 'u' && number(quoted, i + 2, 4, end, 16) >= 0) {
                text.append((char) number(quoted, i + 2, 4, end, 16));
                i += 5;
            } else {
                i++;
                appendEscape(text, quoted.charAt(i));
            }
        }
        return text.toString();
    }

    private static void appendEscape(StringBuilder text, char escaped) {
        switch (escaped) {
            case '0' -> text.append('\0');
            case 'b' -> text.append('\b');
            case 'n' -> text.append('\n');
            case 'r' -> text.append('\r');
            case 't' -> text.append('\t');
            case 'Z' -> text.append('\u001a');
            // for LIKE these two keep their backslash
            case '%' -> text.append("\\%");
            case '_' -> text.append("\\_");
            default -> text.append(escaped);
        }
    }

    /** The number of so many digits, or -1 if there are none. */
    private static int number(String text, int start, int length, int end, int radix) {
        if (start + length > end) {
            return -1;
        }
        var number = 0;
        for (var i = start; i < start + length; i++) {
            var digit = Character.digit(text.charAt(i), radix);
            if (digit < 0) {
                return -1;
            }
            number = number * radix + digit;
        }
        return number;
    }

    /** A string in single quotes, as SHOW CREATE TABLE prints it. */
    public static String quote(String text) {
        var quoted = new StringBuilder("'");
        for (var i = 0; i < text.length(); i++) {
            var c = text.charAt(i);
            switch (c) {
                case '\'', '\\' -> quoted.append('\\').append(c);
                case '\n' -> quoted.append("\\n");
                case '\r' -> quoted.append("\\r");
                case '\t' -> quoted.append("\\t");
                default -> {
                    if (c < ' ') {
                        quoted.append(String.format("\\%03o", (int) c));
                    } else {
                        quoted.append(c);
                    }
                }
            }
        }
        return quoted.append('\'').toString();
    }
}
