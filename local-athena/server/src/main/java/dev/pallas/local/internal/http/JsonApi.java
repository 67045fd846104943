package dev.pallas.local.internal.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pallas.local.storage.api.Backend.Answer;
import dev.pallas.local.storage.api.Backend.Caller;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hands requests to the AWS services that speak JSON 1.1. */
public final class JsonApi {
    private static final Logger LOG = LoggerFactory.getLogger(JsonApi.class);
    private static final String CONTENT_TYPE = "application/x-amz-json-1.1";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<String, JsonService> services = new ConcurrentHashMap<>();

    /** Services may be added at any time. */
    public void add(JsonService service) {
        services.put(service.targetPrefix(), service);
    }

    /**
     * Answers a request.
     *
     * @param target the header {@code X-Amz-Target}
     */
    public Answer call(String target, byte[] body, Caller caller) {
        try {
            return answer(200, Map.of(), dispatch(target, body, caller));
        } catch (ApiException e) {
            return error(e);
        } catch (RuntimeException e) {
            // the id ties what the client sees to this line; what happened inside is not its business
            LOG.error("Request {} ({}) failed", caller.requestId(), target, e);
            return error(new ApiException(
                    500,
                    "InternalServerException",
                    "An internal error occurred; the log of local-athena tells more of request " + caller.requestId()
                            + "."));
        }
    }

    private JsonNode dispatch(String target, byte[] body, Caller caller) {
        var dot = target.lastIndexOf('.');
        var service = dot < 0 ? null : services.get(target.substring(0, dot));
        if (service == null) {
            throw new ApiException(400, "UnknownOperationException", "There is no operation " + target + ".");
        }
        return service.handle(
                target.substring(dot + 1),
                parse(body),
                new RequestContext(caller.requestId(), caller.accessKeyId(), caller.region(), caller.client()));
    }

    private static ObjectNode parse(byte[] body) {
        try {
            if (body.length == 0) {
                return JSON.createObjectNode();
            }
            if (JSON.readTree(body) instanceof ObjectNode object) {
                return object;
            }
            throw new ApiException(400, "SerializationException", "The body is not a JSON object.");
        } catch (JsonProcessingException e) {
            throw new ApiException(400, "SerializationException", "The body is not JSON: " + e.getOriginalMessage());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Answer error(ApiException error) {
        var body = JSON.createObjectNode();
        body.put("__type", error.type());
        // the services differ in the spelling, and so do clients
        body.put("message", error.getMessage()).put("Message", error.getMessage());
        error.fields().forEach(body::put);
        return answer(error.httpStatus(), Map.of("x-amzn-errortype", error.type()), body);
    }

    private static Answer answer(int status, Map<String, String> headers, JsonNode body) {
        var all = new HashMap<>(headers);
        all.put("Content-Type", CONTENT_TYPE);
        try {
            return new Answer(status, all, ByteBuffer.wrap(JSON.writeValueAsBytes(body)));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
