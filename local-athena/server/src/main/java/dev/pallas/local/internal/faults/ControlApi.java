package dev.pallas.local.internal.faults;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.pallas.local.storage.api.Backend.Answer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Map;

/** The control API: {@code faults} and {@code counts} below {@code /_pallas/}. Called by many threads. */
public final class ControlApi {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Faults faults;
    private final Counts counts;

    public ControlApi(Faults faults, Counts counts) {
        this.faults = faults;
        this.counts = counts;
    }

    /**
     * Answers a request.
     *
     * @param path what follows {@code /_pallas/}
     */
    public Answer answer(String method, String path, byte[] body) {
        try {
            return switch (method + " " + path) {
                case "GET faults" -> answer(200, faults.toJson());
                case "POST faults" -> {
                    faults.change(read(body));
                    yield answer(200, faults.toJson());
                }
                case "DELETE faults" -> {
                    faults.reset();
                    yield answer(200, faults.toJson());
                }
                case "GET counts" -> answer(200, JSON.valueToTree(counts.all()));
                case "DELETE counts" -> {
                    counts.reset();
                    yield answer(200, JSON.valueToTree(counts.all()));
                }
                default ->
                    error(
                            404,
                            "There is no " + method + " /_pallas/" + path
                                    + "; there are GET, POST and DELETE of /_pallas/faults, GET and DELETE of /_pallas/counts.");
            };
        } catch (IllegalArgumentException e) {
            return error(400, "Nothing was changed: " + e.getMessage() + ".");
        }
    }

    private static JsonNode read(byte[] body) {
        try {
            var json = JSON.readTree(body);
            if (!json.isObject()) {
                throw new IllegalArgumentException("the body is no JSON object");
            }
            return json;
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("the body is no JSON: " + e.getOriginalMessage(), e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Answer error(int status, String message) {
        return answer(status, JsonNodeFactory.instance.objectNode().put("message", message));
    }

    private static Answer answer(int status, JsonNode body) {
        try {
            return new Answer(
                    status, Map.of("Content-Type", "application/json"), ByteBuffer.wrap(JSON.writeValueAsBytes(body)));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
