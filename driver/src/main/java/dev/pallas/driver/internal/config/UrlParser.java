package dev.pallas.driver.internal.config;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Reads the forms of a URL: {@code jdbc:athena://Name=value;...}, values taken as they are or in double quotes, optionally with the
 * service's host before the first name; and {@code jdbc:athena:database?Name=value&...}, values percent-decoded. {@code awsathena} is the
 * name in URLs of Amazon's driver 2.x.
 */
public final class UrlParser {
    private static final String EXAMPLE =
            " A URL looks like jdbc:athena://Region=us-east-1;OutputLocation=s3://bucket/prefix/ or"
                    + " jdbc:athena:database?Region=us-east-1.";
    private static final Pattern PREFIX = Pattern.compile("(?:jdbc:)?(?:aws)?athena:", Pattern.CASE_INSENSITIVE);
    private static final Pattern JDBC_PREFIX =
            Pattern.compile("jdbc:(?:aws)?athena:.*", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
    /** The host of a region's own endpoint, as URLs of the drivers 1.x and 2.x name it. */
    private static final Pattern REGIONAL_HOST =
            Pattern.compile("athena\\.([a-z0-9-]+)\\.amazonaws\\.com(?:\\.cn)?(?::443)?", Pattern.CASE_INSENSITIVE);

    private static final Pattern HOST = Pattern.compile("(?:https?://)?([^/=?]+[.:][^/=?]+|localhost)(/[^=?]*)?");

    private final Given given;

    private UrlParser(Given given) {
        this.given = given;
    }

    /** Whether a URL is one of JDBC for this driver. */
    public static boolean isJdbcUrl(String url) {
        return JDBC_PREFIX.matcher(url).matches();
    }

    static Given parse(String url) {
        var prefix = PREFIX.matcher(url);
        if (!prefix.lookingAt()) {
            throw Settings.failure("The URL does not start with jdbc:athena:." + EXAMPLE);
        }
        var given = new Given();
        new UrlParser(given).read(url.substring(prefix.end()));
        return given;
    }

    private void read(String rest) {
        if (rest.startsWith("//")) {
            readAmazonForm(rest.substring(2));
            return;
        }
        var question = rest.indexOf('?');
        var database = question < 0 ? rest : rest.substring(0, question);
        if (database.contains("=") || database.contains(";")) {
            throw Settings.failure("Settings follow // or ? in a URL." + EXAMPLE);
        }
        given.add("Database", decode(database));
        if (question >= 0) {
            readEncodedPairs(rest.substring(question + 1));
        }
    }

    private void readAmazonForm(String rest) {
        var end = rest.indexOf(';');
        var first = end < 0 ? rest : rest.substring(0, end);
        var question = first.indexOf('?');
        var host = question < 0 ? first : first.substring(0, question);
        if (!HOST.matcher(host).matches()) {
            readPairs(rest);
            return;
        }
        if (question >= 0) {
            readEncodedPairs(rest.substring(question + 1));
        } else if (end >= 0) {
            readPairs(rest.substring(end + 1));
        }
        readHost(host);
    }

    /** What settings say wins over the host, and over the path behind it. */
    private void readHost(String text) {
        var parts = HOST.matcher(text);
        if (!parts.matches()) {
            throw new IllegalArgumentException(text);
        }
        var regional = REGIONAL_HOST.matcher(parts.group(1));
        if (regional.matches()) {
            given.addUnlessGiven("Region", regional.group(1).toLowerCase(Locale.ROOT));
        } else {
            var path = parts.group(2) == null ? "" : parts.group(2);
            given.addUnlessGiven("AthenaEndpoint", text.substring(0, text.length() - path.length()));
        }
        if (parts.group(2) != null) {
            readPath(Arrays.stream(parts.group(2).split("/", -1))
                    .filter(part -> !part.isBlank())
                    .toArray(String[]::new));
        }
    }

    /** {@code /catalog/}, {@code /database} or {@code /catalog/database}. */
    private void readPath(String[] path) {
        if (path.length > 2) {
            throw Settings.failure("The path behind the host is at most /catalog/database." + EXAMPLE);
        }
        if (path.length == 2 || (path.length == 1 && path[0].equalsIgnoreCase("AwsDataCatalog"))) {
            given.addUnlessGiven("Catalog", decode(path[0]));
        }
        if (path.length == 2 || (path.length == 1 && !path[0].equalsIgnoreCase("AwsDataCatalog"))) {
            given.addUnlessGiven("Database", decode(path[path.length - 1]));
        }
    }

    private void readEncodedPairs(String pairs) {
        for (var pair : pairs.split("&", -1)) {
            if (!pair.isBlank()) {
                var equals = equalsSign(pair);
                given.add(pair.substring(0, equals).strip(), decode(pair.substring(equals + 1)));
            }
        }
    }

    private void readPairs(String pairs) {
        var position = 0;
        while (position < pairs.length()) {
            var end = endOf(pairs, position);
            var pair = pairs.substring(position, end);
            if (!pair.isBlank()) {
                var equals = equalsSign(pair);
                given.add(pair.substring(0, equals).strip(), unquoted(pair.substring(equals + 1)));
            }
            position = end + 1;
        }
    }

    /** Where the pair ends that begins here: at a semicolon that is not in quotes. */
    private static int endOf(String pairs, int start) {
        var semicolon = pairs.indexOf(';', start);
        var equals = pairs.indexOf('=', start);
        if (equals < 0 || (semicolon >= 0 && semicolon < equals) || !pairs.startsWith("=\"", equals)) {
            return semicolon < 0 ? pairs.length() : semicolon;
        }
        var position = equals + 2;
        while (position < pairs.length()) {
            if (pairs.charAt(position) != '"') {
                position++;
            } else if (pairs.startsWith("\"\"", position)) {
                position += 2;
            } else {
                var end = pairs.indexOf(';', position);
                return end < 0 ? pairs.length() : end;
            }
        }
        throw Settings.failure("A value of the URL begins with a quote that is not closed." + EXAMPLE);
    }

    private static String unquoted(String value) {
        var text = value.strip();
        return text.length() > 1 && text.startsWith("\"") && text.endsWith("\"")
                ? text.substring(1, text.length() - 1).replace("\"\"", "\"")
                : value;
    }

    private static int equalsSign(String pair) {
        var equals = pair.indexOf('=');
        if (equals <= 0) {
            // the pair itself may be part of a secret with a separator in it, so it is not repeated here
            throw Settings.failure("A part of the URL is not of the form Name=value." + EXAMPLE);
        }
        return equals;
    }

    /** Decodes %xx; a plus sign stays one, for it is common in secret keys. */
    private static String decode(String text) {
        if (text.indexOf('%') < 0) {
            return text;
        }
        try {
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw Settings.failure("A value of the URL is not percent-encoded: write % as %25.");
        }
    }
}
