package dev.pallas.benchmarks;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.regex.Pattern;

/** Statements straight to the engine, with as little around them as its protocol allows. */
final class EngineCalls {
    private static final Pattern NEXT = Pattern.compile("\"nextUri\":\"([^\"]+)\"");

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI endpoint;

    EngineCalls(URI endpoint) {
        this.endpoint = endpoint;
    }

    /** Runs a statement to its end; what it answered last. */
    String run(String sql) throws IOException, InterruptedException {
        var body = send(HttpRequest.newBuilder(endpoint.resolve("/v1/statement"))
                .POST(HttpRequest.BodyPublishers.ofString(sql)));
        for (var next = NEXT.matcher(body); next.find(); next = NEXT.matcher(body)) {
            body = send(HttpRequest.newBuilder(URI.create(next.group(1))));
        }
        if (body.contains("\"error\":")) {
            throw new IOException(body);
        }
        return body;
    }

    private String send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return http.send(request.header("X-Trino-User", "benchmark").build(), HttpResponse.BodyHandlers.ofString())
                .body();
    }
}
