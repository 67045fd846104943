package dev.pallas.local.internal.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.DefaultRequest;
import com.amazonaws.auth.AWS4Signer;
import com.amazonaws.auth.BasicAWSCredentials;
import com.amazonaws.http.HttpMethodName;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** With requests signed by the AWS SDK. */
class JsonServerTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final UUID ID = new UUID(1, 2);

    private final HttpClient http = HttpClient.newHttpClient();
    private JsonServer server;

    @BeforeEach
    void start() throws IOException {
        server = new JsonServer(0, new SignatureVerifier("key", "secret", Clock.systemUTC()), () -> ID);
        server.add(new Echo());
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void dispatchesByTheTarget() throws Exception {
        var response = send("Echo.Say", "{\"text\":\"grüße\"}", "secret");
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type")).contains("application/x-amz-json-1.1");
        assertThat(response.headers().firstValue("x-amzn-RequestId")).contains(ID.toString());
        var body = JSON.readTree(response.body());
        assertThat(body.path("operation").asText()).isEqualTo("Say");
        assertThat(body.path("text").asText()).isEqualTo("grüße");
        assertThat(body.path("region").asText()).isEqualTo("eu-west-1");
        assertThat(body.path("key").asText()).isEqualTo("key");
    }

    @Test
    void anEmptyBodyIsAnEmptyRequest() throws Exception {
        assertThat(JSON.readTree(send("Echo.Say", "", "secret").body())
                        .path("text")
                        .isNull())
                .isTrue();
    }

    @Test
    void anErrorHasTypeMessageAndFields() throws Exception {
        var response = send("Echo.Fail", "{}", "secret");
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.headers().firstValue("x-amzn-errortype")).contains("InvalidRequestException");
        var body = JSON.readTree(response.body());
        assertThat(body.path("__type").asText()).isEqualTo("InvalidRequestException");
        assertThat(body.path("message").asText()).isEqualTo("no");
        assertThat(body.path("Message").asText()).isEqualTo("no");
        assertThat(body.path("AthenaErrorCode").asText()).isEqualTo("INVALID_INPUT");
    }

    @Test
    void aBugIsAnInternalErrorThatKeepsItsDetailsInside() throws Exception {
        var response = send("Echo.Break", "{}", "secret");
        assertThat(response.statusCode()).isEqualTo(500);
        assertThat(response.headers().firstValue("x-amzn-errortype")).contains("InternalServerException");
        assertThat(response.body()).contains(ID.toString()).doesNotContain("inside");
    }

    @Test
    void aWrongSecretIsRefused() throws Exception {
        var response = send("Echo.Say", "{}", "wrong");
        assertThat(response.statusCode()).isEqualTo(403);
        assertThat(JSON.readTree(response.body()).path("__type").asText()).isEqualTo("InvalidSignatureException");
    }

    @Test
    void whatIsNotThereIsAnUnknownOperation() throws Exception {
        for (var target : new String[] {"Other.Say", "Say", "."}) {
            var body = JSON.readTree(send(target, "{}", "secret").body());
            assertThat(body.path("__type").asText()).isEqualTo("UnknownOperationException");
        }
    }

    @Test
    void whatIsNoJsonObjectIsASerializationError() throws Exception {
        for (var content : new String[] {"{", "[]", "\"x\""}) {
            var body = JSON.readTree(send("Echo.Say", content, "secret").body());
            assertThat(body.path("__type").asText()).isEqualTo("SerializationException");
        }
    }

    private HttpResponse<String> send(String target, String body, String secret) throws Exception {
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        var signed = new DefaultRequest<Void>("echo");
        signed.setHttpMethod(HttpMethodName.POST);
        signed.setEndpoint(server.endpoint());
        signed.setResourcePath("/");
        signed.setContent(new ByteArrayInputStream(bytes));
        signed.addHeader("X-Amz-Target", target);
        signed.addHeader("Content-Type", "application/x-amz-json-1.1");
        var signer = new AWS4Signer();
        signer.setServiceName("echo");
        signer.setRegionName("eu-west-1");
        signer.sign(signed, new BasicAWSCredentials("key", secret));
        var request = HttpRequest.newBuilder(URI.create(server.endpoint() + "/"))
                .POST(HttpRequest.BodyPublishers.ofByteArray(bytes));
        for (Map.Entry<String, String> header : signed.getHeaders().entrySet()) {
            if (!header.getKey().equalsIgnoreCase("host")) {
                request.header(header.getKey(), header.getValue());
            }
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
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
