package dev.pallas.local.storage.api;

import java.nio.ByteBuffer;
import java.util.Map;

/** What the front asks of the server behind it. Called by many threads, which may wait for the answer. */
public interface Backend {
    /**
     * Answers a request of a JSON service.
     *
     * @param target the header {@code X-Amz-Target}: service and operation
     */
    Answer call(String target, byte[] body, Caller caller);

    /**
     * Answers a request of the control API.
     *
     * @param path what follows {@code /_pallas/}
     */
    Answer control(String method, String path, byte[] body);

    /**
     * Counts a request of a client, and tells what shall go wrong with it. Asked once for each request whose signature was accepted.
     *
     * @param service {@code athena}, {@code glue} or {@code s3}
     * @param operation such as {@code GetObject}
     * @param resource bucket and key, a slash between them; empty where there is none
     */
    Fault fault(String service, String operation, String resource);

    /** A client has connected (true), or a connection of one has ended. */
    void connection(boolean opened);

    /**
     * Who asks.
     *
     * @param requestId the id that the answer carries
     * @param accessKeyId whose signature the request carries
     * @param region the region the request was signed for
     * @param client false for this process's own engine
     */
    record Caller(String requestId, String accessKeyId, String region, boolean client) {}

    /** What goes back. */
    record Answer(int status, Map<String, String> headers, ByteBuffer body) {
        public Answer {
            headers = Map.copyOf(headers);
        }
    }
}
