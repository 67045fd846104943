package dev.pallas.local.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Speaks with the server's control API, without a library for JSON: this artifact has no dependencies. */
public final class ControlClient {
    private static final Pattern NUMBER = Pattern.compile("\"([^\"]+)\"\\s*:\\s*(-?\\d+)");

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI base;

    public ControlClient(URI endpoint) {
        base = endpoint.resolve("/_pallas/");
    }

    /**
     * Sends a request and returns the body of the answer.
     *
     * @param body of maps, lists, strings, numbers and booleans; null for none
     * @throws IllegalArgumentException with the server's words, if it refuses
     */
    public String send(String method, String path, @Nullable Object body) {
        var content =
                body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(json(body));
        var request = HttpRequest.newBuilder(base.resolve(path))
                .method(method, content)
                .build();
        try {
            var answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new IllegalArgumentException("local-athena refuses: " + answer.body());
            }
            return answer.body();
        } catch (IOException e) {
            throw new UncheckedIOException("local-athena does not answer at " + base, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("The thread was interrupted while local-athena was asked.", e);
        }
    }

    /** The numbers of a flat JSON object by their names. */
    public static Map<String, Long> numbers(String json) {
        var numbers = new TreeMap<String, Long>();
        var found = NUMBER.matcher(json);
        while (found.find()) {
            numbers.put(found.group(1), Long.valueOf(found.group(2)));
        }
        return numbers;
    }

    static String json(Object value) {
        if (value instanceof Map<?, ?> map) {
            return map.entrySet().stream()
                    .map(entry -> json(String.valueOf(entry.getKey())) + ":" + json(entry.getValue()))
                    .collect(Collectors.joining(",", "{", "}"));
        }
        if (value instanceof List<?> list) {
            return list.stream().map(ControlClient::json).collect(Collectors.joining(",", "[", "]"));
        }
        return value instanceof String text ? quoted(text) : String.valueOf(value);
    }

    private static String quoted(String text) {
        var quoted = new StringBuilder("\"");
        text.chars().forEach(c -> {
            if (c == '"' || c == '\\') {
                quoted.append('\\').append((char) c);
            } else if (c < ' ') {
                quoted.append(String.format("\\u%04x", c));
            } else {
                quoted.append((char) c);
            }
        });
        return quoted.append('"').toString();
    }
}
