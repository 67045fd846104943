package dev.pallas.driver.internal.sql;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;

/** Names and values in a comment behind a statement, so that Athena's history tells who ran it and why. */
public final class Tags {
    private Tags() {}

    /** On a line of its own: the statement may end with a comment that goes to the end of its line. */
    public static String append(String sql, Map<String, String> tags) {
        if (tags.isEmpty()) {
            return sql;
        }
        return tags.entrySet().stream()
                .map(tag -> encode(tag.getKey()) + "='" + encode(tag.getValue()) + "'")
                .collect(Collectors.joining(",", sql + "\n/* ", " */"));
    }

    /** Percent-encoded: nothing in a tag can end the comment, or hide in it from a reader of the history. */
    static String encode(String text) {
        var encoded = new StringBuilder(text.length());
        for (var b : text.getBytes(StandardCharsets.UTF_8)) {
            var c = (char) (b & 0xff);
            if (c < 0x80 && (Character.isLetterOrDigit(c) || "-_.~/:@ ".indexOf(c) >= 0)) {
                encoded.append(c);
            } else {
                encoded.append(String.format(java.util.Locale.ROOT, "%%%02X", (int) c));
            }
        }
        return encoded.toString();
    }
}
