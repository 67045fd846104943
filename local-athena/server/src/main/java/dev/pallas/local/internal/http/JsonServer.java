package dev.pallas.local.internal.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.AbstractHandler;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves AWS services that speak JSON 1.1, all on one port: {@code X-Amz-Target} names service and operation. Every request must be signed.
 */
public final class JsonServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(JsonServer.class);
    private static final String CONTENT_TYPE = "application/x-amz-json-1.1";
    private static final ObjectMapper JSON = new ObjectMapper();
    /** Above all that the services accept; what is larger is refused unread. */
    private static final int MAX_BODY = 32 << 20;

    private final Map<String, JsonService> services = new ConcurrentHashMap<>();
    private final SignatureVerifier verifier;
    private final Supplier<UUID> requestIds;
    private final Server server;
    private final ServerConnector connector;

    /**
     * Starts to listen on the loopback interface. Services may be added while it runs.
     *
     * @param port 0 for any free port
     */
    public JsonServer(int port, SignatureVerifier verifier, Supplier<UUID> requestIds) throws IOException {
        this.verifier = verifier;
        this.requestIds = requestIds;
        var threads = new QueuedThreadPool(64, 4);
        threads.setName("api");
        threads.setDaemon(true);
        server = new Server(threads);
        var http = new HttpConfiguration();
        http.setSendServerVersion(false);
        // room for a session token and for long traces
        http.setRequestHeaderSize(64 << 10);
        connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(http));
        connector.setHost(InetAddress.getLoopbackAddress().getHostAddress());
        connector.setPort(port);
        connector.setIdleTimeout(120_000);
        server.addConnector(connector);
        server.setHandler(new Dispatcher());
        server.setStopTimeout(0);
        try {
            server.start();
        } catch (IOException e) {
            throw e;
        } catch (Exception e) {
            throw new IOException("The API server did not start: " + e.getMessage(), e);
        }
    }

    public void add(JsonService service) {
        services.put(service.targetPrefix(), service);
    }

    public URI endpoint() {
        return URI.create("http://" + connector.getHost() + ":" + connector.getLocalPort());
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception e) {
            LOG.warn("The API server did not stop cleanly", e);
        }
    }

    private final class Dispatcher extends AbstractHandler {
        @Override
        public void handle(String target, Request base, HttpServletRequest request, HttpServletResponse response)
                throws IOException {
            base.setHandled(true);
            var requestId = requestIds.get().toString();
            response.setHeader("x-amzn-RequestId", requestId);
            try {
                write(response, 200, JSON.writeValueAsBytes(dispatch(request, requestId)));
            } catch (ApiException e) {
                writeError(response, e);
            } catch (RuntimeException e) {
                // the id ties what the client sees to this line; what happened inside is not its business
                LOG.error("Request {} ({}) failed", requestId, request.getHeader("X-Amz-Target"), e);
                writeError(
                        response,
                        new ApiException(
                                500,
                                "InternalServerException",
                                "An internal error occurred; the log of local-athena tells more of request " + requestId
                                        + "."));
            }
        }
    }

    private JsonNode dispatch(HttpServletRequest request, String requestId) throws IOException {
        var body = readBody(request);
        var signer = verifier.verify(new Signed(request, body));
        var target = request.getHeader("X-Amz-Target");
        var dot = target == null ? -1 : target.lastIndexOf('.');
        var service = target == null || dot < 0 ? null : services.get(target.substring(0, dot));
        if (target == null || service == null || !request.getMethod().equals("POST")) {
            throw new ApiException(400, "UnknownOperationException", "There is no operation " + target + ".");
        }
        var contentType = request.getContentType();
        if (contentType == null || !contentType.startsWith("application/x-amz-json-1.")) {
            throw new ApiException(
                    400,
                    "SerializationException",
                    "The content type must be " + CONTENT_TYPE + ", not " + contentType + ".");
        }
        return service.handle(
                target.substring(dot + 1),
                parse(body),
                new RequestContext(requestId, signer.accessKeyId(), signer.region()));
    }

    private static ObjectNode parse(byte[] body) throws IOException {
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
        }
    }

    private static byte[] readBody(HttpServletRequest request) throws IOException {
        var declared = request.getContentLengthLong();
        if (declared > MAX_BODY) {
            throw tooLarge();
        }
        var body = new ByteArrayOutputStream(Math.max((int) declared, 512));
        var buffer = new byte[8192];
        var in = request.getInputStream();
        for (var n = in.read(buffer); n >= 0; n = in.read(buffer)) {
            body.write(buffer, 0, n);
            if (body.size() > MAX_BODY) {
                throw tooLarge();
            }
        }
        return body.toByteArray();
    }

    private static ApiException tooLarge() {
        return new ApiException(
                413, "RequestEntityTooLargeException", "The body is larger than " + MAX_BODY + " bytes.");
    }

    private static void writeError(HttpServletResponse response, ApiException error) throws IOException {
        var body = JSON.createObjectNode();
        body.put("__type", error.type());
        // the services differ in the spelling, and so do clients
        body.put("message", error.getMessage()).put("Message", error.getMessage());
        error.fields().forEach(body::put);
        response.setHeader("x-amzn-errortype", error.type());
        write(response, error.httpStatus(), JSON.writeValueAsBytes(body));
    }

    private static void write(HttpServletResponse response, int status, byte[] body) throws IOException {
        response.setStatus(status);
        response.setContentType(CONTENT_TYPE);
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }

    private static final class Signed implements SignatureVerifier.SignedRequest {
        private final HttpServletRequest request;
        private final byte[] body;

        Signed(HttpServletRequest request, byte[] body) {
            this.request = request;
            this.body = body;
        }

        @Override
        public String method() {
            return request.getMethod();
        }

        @Override
        public String path() {
            return request.getRequestURI();
        }

        @Override
        public String query() {
            var query = request.getQueryString();
            return query == null ? "" : query;
        }

        @Override
        public List<String> headers(String name) {
            return Collections.list(request.getHeaders(name));
        }

        @Override
        public byte[] body() {
            return body;
        }
    }
}
