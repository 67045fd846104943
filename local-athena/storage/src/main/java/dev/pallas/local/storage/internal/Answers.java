package dev.pallas.local.storage.internal;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.pallas.local.storage.api.Backend.Answer;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Writes answers, and errors in the shape that each kind of service gives them. */
final class Answers {
    private static final ObjectMapper JSON = new ObjectMapper();

    private Answers() {}

    static void write(HttpServletResponse response, Answer answer) throws IOException {
        response.setStatus(answer.status());
        answer.headers().forEach(response::setHeader);
        response.setContentLength(answer.body().remaining());
        response.getOutputStream()
                .write(
                        answer.body().array(),
                        answer.body().arrayOffset(),
                        answer.body().remaining());
    }

    static void jsonError(HttpServletResponse response, Refusal refusal) throws IOException {
        response.setStatus(refusal.status());
        response.setContentType(JsonGate.CONTENT_TYPE);
        response.setHeader("x-amzn-errortype", refusal.code());
        // the services differ in the spelling of the message, and so do clients
        var body = JSON.writeValueAsBytes(
                Map.of("__type", refusal.code(), "message", refusal.message(), "Message", refusal.message()));
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }

    static void s3Error(S3Request request, HttpServletResponse response, String requestId, Refusal refusal)
            throws IOException {
        response.setStatus(refusal.status());
        if (request.getMethod().equals("HEAD")) {
            return;
        }
        xml(
                response,
                "<Error><Code>" + refusal.code() + "</Code><Message>" + escape(refusal.message())
                        + "</Message><Resource>" + escape(request.getRequestURI()) + "</Resource><RequestId>"
                        + requestId + "</RequestId></Error>");
    }

    /** @param document without its declaration */
    static void xml(HttpServletResponse response, String document) throws IOException {
        var body = ("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + document).getBytes(StandardCharsets.UTF_8);
        response.setContentType("application/xml");
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }

    static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
