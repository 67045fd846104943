package dev.pallas.driver.internal.config;

import dev.pallas.driver.ResultFetcher;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** From the text of a setting to its value. */
final class Parsers {
    private static final Pattern REGION = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)+");
    private static final Pattern LOCATION = Pattern.compile("s3://[A-Za-z0-9][A-Za-z0-9._\\-]+(/.*)?");

    private Parsers() {}

    static String text(String value) {
        return value;
    }

    static String region(String value) {
        return matching(value.toLowerCase(Locale.ROOT), REGION, "a region looks like us-east-1.");
    }

    static String location(String value) {
        return matching(value, LOCATION, "a location looks like s3://bucket/prefix/.");
    }

    private static String matching(String value, Pattern pattern, String reason) {
        if (!pattern.matcher(value).matches()) {
            throw new IllegalArgumentException(reason);
        }
        return value;
    }

    /** An endpoint; without a scheme it is https. */
    static URI endpoint(String value) {
        return web(value, "https", "an endpoint looks like https://host or http://host:port.");
    }

    /** A proxy's host; without a scheme it is http. */
    static URI proxy(String value) {
        return web(value, "http", "a proxy's host looks like http://host or https://host.");
    }

    private static URI web(String value, String scheme, String reason) {
        var uri = URI.create(value.contains("://") ? value : scheme + "://" + value);
        if (uri.getHost() == null || !List.of("http", "https").contains(uri.getScheme())) {
            throw new IllegalArgumentException(reason);
        }
        return uri;
    }

    /** Patterns of hosts: of a text in which a star stands for any characters. */
    static Set<String> hosts(String value) {
        return Arrays.stream(value.split("\\|", -1))
                .map(String::strip)
                .filter(host -> !host.isEmpty())
                .map(host -> Arrays.stream(host.split("\\*", -1))
                        .map(Pattern::quote)
                        .collect(Collectors.joining(".*", "(?i)", "")))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** name=value, separated by commas. */
    static Map<String, String> tags(String value) {
        var tags = new LinkedHashMap<String, String>();
        for (var pair : value.split(",", -1)) {
            var equals = pair.indexOf('=');
            if (equals <= 0) {
                throw new IllegalArgumentException("it is name=value, separated by commas.");
            }
            tags.put(
                    pair.substring(0, equals).strip(),
                    pair.substring(equals + 1).strip());
        }
        return tags;
    }

    static boolean flag(String value) {
        return switch (value.toLowerCase(Locale.ROOT)) {
            case "true", "1" -> true;
            case "false", "0" -> false;
            default -> throw new IllegalArgumentException("it is TRUE or FALSE.");
        };
    }

    /** Amazon's streaming service gives what GetQueryResults gives. */
    static ResultFetcher fetcher(String value) {
        return value.equalsIgnoreCase("GetQueryResultsStream")
                ? ResultFetcher.GET_QUERY_RESULTS
                : oneOf(ResultFetcher.class, ResultFetcher::settingValue).apply(value);
    }

    static Function<String, Integer> integer(int min, int max) {
        return value -> {
            var reason = "it is a whole number from " + min + " to " + max + ".";
            try {
                var number = Integer.parseInt(value);
                if (number < min || number > max) {
                    throw new IllegalArgumentException(reason);
                }
                return number;
            } catch (NumberFormatException e) {
                throw new IllegalArgumentException(reason, e);
            }
        };
    }

    static Function<String, Duration> millis(int min, int max) {
        var number = integer(min, max);
        return value -> Duration.ofMillis(number.apply(value));
    }

    static Function<String, Duration> seconds(int min, int max) {
        var number = integer(min, max);
        return value -> Duration.ofSeconds(number.apply(value));
    }

    static <E extends Enum<E>> Function<String, E> oneOf(Class<E> type, Function<E, String> name) {
        return value -> Arrays.stream(type.getEnumConstants())
                .filter(constant -> name.apply(constant).equalsIgnoreCase(value))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("it is one of "
                        + String.join(
                                ", ",
                                Arrays.stream(type.getEnumConstants()).map(name).toList()) + "."));
    }
}
