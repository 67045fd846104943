package dev.pallas.local.internal.engine;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Trino's client protocol, as it is on the wire: values are what JSON holds. */
final class TrinoClient {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TypeReference<List<List<@Nullable Object>>> ROWS = new TypeReference<>() {};
    private static final String HEADER = "X-Trino-";
    private static final Duration CANCEL_TIMEOUT = Duration.ofSeconds(20);

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .build();
    private final URI endpoint;
    private final Function<String, EngineStats.AtEnd> atEnd;

    /**
     * Makes a client.
     *
     * @param atEnd what the protocol does not tell of a query that has ended, by the query's id
     */
    TrinoClient(URI endpoint, Function<String, EngineStats.AtEnd> atEnd) {
        this.endpoint = endpoint;
        this.atEnd = atEnd;
    }

    Execution start(Engine.Statement statement) {
        return new TrinoExecution(this, () -> send(statementRequest(statement)));
    }

    Answer next(URI uri) throws IOException, InterruptedException {
        return send(request(uri).GET().build());
    }

    void cancel(URI uri) throws IOException, InterruptedException {
        // whoever stops a statement must not wait for an engine that is at a loss
        http.send(request(uri).timeout(CANCEL_TIMEOUT).DELETE().build(), HttpResponse.BodyHandlers.discarding());
    }

    EngineStats.AtEnd atEnd(String queryId) {
        return atEnd.apply(queryId);
    }

    private HttpRequest statementRequest(Engine.Statement statement) {
        var request = request(endpoint.resolve("/v1/statement"))
                .header(HEADER + "Source", "athena")
                .header(HEADER + "Catalog", statement.catalog())
                .header(HEADER + "Time-Zone", "UTC")
                .header(HEADER + "Language", "en-US")
                // without it, types come back in their old forms with 3 fraction digits
                .header(HEADER + "Client-Capabilities", "PATH,PARAMETRIC_DATETIME")
                .POST(HttpRequest.BodyPublishers.ofString(statement.sql()));
        var schema = statement.schema();
        if (schema != null) {
            request.header(HEADER + "Schema", schema);
        }
        statement
                .sessionProperties()
                .forEach((name, value) -> request.header(HEADER + "Session", name + "=" + encode(value)));
        statement
                .preparedStatements()
                .forEach((name, text) ->
                        request.header(HEADER + "Prepared-Statement", encode(name) + "=" + encode(text)));
        return request.build();
    }

    private static HttpRequest.Builder request(URI uri) {
        return HttpRequest.newBuilder(uri).header(HEADER + "User", "athena");
    }

    private Answer send(HttpRequest request) throws IOException, InterruptedException {
        var response = http.send(request, HttpResponse.BodyHandlers.ofInputStream());
        try (var body = response.body()) {
            if (response.statusCode() != 200) {
                throw new IOException("the engine answered with HTTP status " + response.statusCode() + ": "
                        + new String(body.readAllBytes(), StandardCharsets.UTF_8));
            }
            var answer = Answer.read(body, response.headers());
            // a body that is closed before its end takes its connection along, which may be another request's by then
            body.transferTo(OutputStream.nullOutputStream());
            return answer;
        }
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** One answer of the engine: the state of the statement, and perhaps rows of its result. */
    record Answer(
            String id,
            @Nullable URI nextUri,
            @Nullable List<EngineColumn> columns,
            @Nullable List<List<@Nullable Object>> rows,
            @Nullable JsonNode stats,
            @Nullable JsonNode error,
            @Nullable String updateType,
            OptionalLong updateCount,
            Map<String, String> addedPreparedStatements,
            Set<String> removedPreparedStatements) {

        static Answer read(InputStream body, HttpHeaders headers) throws IOException {
            var id = "";
            URI nextUri = null;
            List<EngineColumn> columns = null;
            List<List<@Nullable Object>> rows = null;
            JsonNode stats = null;
            JsonNode error = null;
            String updateType = null;
            var updateCount = OptionalLong.empty();
            try (var parser = JSON.getFactory().createParser(body).disable(JsonParser.Feature.AUTO_CLOSE_SOURCE)) {
                parser.nextToken();
                while (parser.nextToken() == JsonToken.FIELD_NAME) {
                    var name = parser.getCurrentName();
                    if (parser.nextToken() == JsonToken.VALUE_NULL) {
                        continue;
                    }
                    switch (name) {
                        case "id" -> id = parser.getText();
                        case "nextUri" -> nextUri = URI.create(parser.getText());
                        case "columns" -> columns = readColumns(parser);
                        case "data" -> rows = JSON.readValue(parser, ROWS);
                        case "stats" -> stats = JSON.readTree(parser);
                        case "error" -> error = JSON.readTree(parser);
                        case "updateType" -> updateType = parser.getText();
                        case "updateCount" -> updateCount = OptionalLong.of(parser.getLongValue());
                        default -> parser.skipChildren();
                    }
                }
            }
            return new Answer(
                    id,
                    nextUri,
                    columns,
                    rows,
                    stats,
                    error,
                    updateType,
                    updateCount,
                    readPrepared(headers),
                    readRemoved(headers));
        }

        private static List<EngineColumn> readColumns(JsonParser parser) throws IOException {
            var columns = new ArrayList<EngineColumn>();
            JsonNode nodes = JSON.readTree(parser);
            for (var node : nodes) {
                columns.add(new EngineColumn(
                        node.path("name").asText(), node.path("type").asText()));
            }
            return List.copyOf(columns);
        }

        private static Map<String, String> readPrepared(HttpHeaders headers) {
            var prepared = new HashMap<String, String>();
            for (var header : headers.allValues(HEADER + "Added-Prepare")) {
                var equals = header.indexOf('=');
                prepared.put(decode(header.substring(0, equals)), decode(header.substring(equals + 1)));
            }
            return prepared;
        }

        private static Set<String> readRemoved(HttpHeaders headers) {
            var removed = new HashSet<String>();
            headers.allValues(HEADER + "Deallocated-Prepare").forEach(name -> removed.add(decode(name)));
            return removed;
        }

        private static String decode(String text) {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        }
    }
}
