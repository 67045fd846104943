package dev.pallas.local.internal.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pallas.local.storage.api.Backend.Answer;
import dev.pallas.local.storage.api.Backend.Caller;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JsonApiTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final JsonApi api = new JsonApi();

    JsonApiTest() {
        api.add(new Echo());
    }

    @Test
    void dispatchesByTheTarget() throws IOException {
        var answer = call("Echo.Say", "{\"text\":\"gr\u00fc\u00dfe\"}");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.headers()).containsEntry("Content-Type", "application/x-amz-json-1.1");
        var body = body(answer);
        assertThat(body.path("operation").asText()).isEqualTo("Say");
        assertThat(body.path("text").asText()).isEqualTo("gr\u00fc\u00dfe");
        assertThat(body.path("region").asText()).isEqualTo("eu-west-1");
        assertThat(body.path("key").asText()).isEqualTo("key");
    }

    @Test
    void anEmptyBodyIsAnEmptyRequest() throws IOException {
        assertThat(body(call("Echo.Say", "")).path("text").isNull()).isTrue();
    }

    @Test
    void anErrorHasTypeMessageAndFields() throws IOException {
        var answer = call("Echo.Fail", "{}");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.headers()).containsEntry("x-amzn-errortype", "InvalidRequestException");
        var body = body(answer);
        assertThat(body.path("__type").asText()).isEqualTo("InvalidRequestException");
        assertThat(body.path("message").asText()).isEqualTo("no");
        assertThat(body.path("Message").asText()).isEqualTo("no");
        assertThat(body.path("AthenaErrorCode").asText()).isEqualTo("INVALID_INPUT");
    }

    @Test
    void aBugIsAnInternalErrorThatKeepsItsDetailsInside() throws IOException {
        var answer = call("Echo.Break", "{}");
        assertThat(answer.status()).isEqualTo(500);
        assertThat(answer.headers()).containsEntry("x-amzn-errortype", "InternalServerException");
        assertThat(body(answer).toString()).contains("the-id").doesNotContain("inside");
    }

    @Test
    void whatIsNotThereIsAnUnknownOperation() throws IOException {
        for (var target : new String[] {"Other.Say", "Say", "."}) {
            assertThat(body(call(target, "{}")).path("__type").asText()).isEqualTo("UnknownOperationException");
        }
    }

    @Test
    void whatIsNoJsonObjectIsASerializationError() throws IOException {
        for (var content : new String[] {"{", "[]", "\"x\""}) {
            assertThat(body(call("Echo.Say", content)).path("__type").asText()).isEqualTo("SerializationException");
        }
    }

    private Answer call(String target, String body) {
        return api.call(target, body.getBytes(StandardCharsets.UTF_8), new Caller("the-id", "key", "eu-west-1", true));
    }

    private static JsonNode body(Answer answer) throws IOException {
        return JSON.readTree(answer.body().array());
    }

    private static final class Echo implements JsonService {
        @Override
        public String targetPrefix() {
            return "Echo";
        }

        @Override
        public JsonNode handle(String operation, ObjectNode request, RequestContext context) {
            return switch (operation) {
                case "Fail" ->
                    throw new ApiException(
                            400, "InvalidRequestException", "no", Map.of("AthenaErrorCode", "INVALID_INPUT"));
                case "Break" -> throw new IllegalStateException("inside");
                default ->
                    JSON.createObjectNode()
                            .put("operation", operation)
                            .put(
                                    "text",
                                    request.hasNonNull("text")
                                            ? request.get("text").asText()
                                            : null)
                            .put("region", context.region())
                            .put("key", context.accessKeyId());
            };
        }
    }
}
