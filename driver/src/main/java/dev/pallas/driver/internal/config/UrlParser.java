package dev.pallas.driver.internal.config;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Reads the two forms of a URL: {@code jdbc:athena://Name=value;...}, values taken as they are, and
 * {@code jdbc:athena:database?Name=value&...}, values percent-decoded.
 */
final class UrlParser {
    private static final String EXAMPLE =
            " A URL looks like jdbc:athena://Region=us-east-1;OutputLocation=s3://bucket/prefix/ or"
                    + " jdbc:athena:database?Region=us-east-1.";

    private UrlParser() {}

    static Map<String, String> parse(String url) {
        var rest = url.startsWith("jdbc:") ? url.substring(5) : url;
        if (!rest.startsWith("athena:")) {
            throw Settings.failure("The URL does not start with jdbc:athena:." + EXAMPLE);
        }
        rest = rest.substring(7);
        Map<String, String> all = new LinkedHashMap<>();
        if (rest.startsWith("//")) {
            addPairs(all, rest.substring(2), ";", false);
        } else {
            var question = rest.indexOf('?');
            var database = question < 0 ? rest : rest.substring(0, question);
            if (database.contains("=") || database.contains(";")) {
                throw Settings.failure("Settings follow // or ? in a URL." + EXAMPLE);
            }
            Settings.add(all, "Database", decode(database));
            if (question >= 0) {
                addPairs(all, rest.substring(question + 1), "&", true);
            }
        }
        return all;
    }

    private static void addPairs(Map<String, String> all, String pairs, String separator, boolean encoded) {
        for (var pair : pairs.split(separator, -1)) {
            if (pair.isBlank()) {
                continue;
            }
            var equals = pair.indexOf('=');
            if (equals <= 0) {
                // the pair itself may be part of a secret with a separator in it, so it is not repeated here
                throw Settings.failure("A part of the URL is not of the form Name=value." + EXAMPLE);
            }
            var value = pair.substring(equals + 1);
            Settings.add(all, pair.substring(0, equals).strip(), encoded ? decode(value) : value);
        }
    }

    /** Decodes %xx; a plus sign stays one, for it is common in secret keys. */
    private static String decode(String text) {
        if (text.indexOf('%') < 0) {
            return text;
        }
        try {
            return java.net.URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw Settings.failure("A value of the URL is not percent-encoded: write % as %25.");
        }
    }
}
