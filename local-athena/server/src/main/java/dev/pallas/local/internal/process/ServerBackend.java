package dev.pallas.local.internal.process;

import dev.pallas.local.internal.http.JsonApi;
import dev.pallas.local.storage.api.Backend;
import dev.pallas.local.storage.api.Fault;
import java.nio.ByteBuffer;
import java.util.Map;

/** What stands behind the HTTP front. */
final class ServerBackend implements Backend {
    private final JsonApi api;

    ServerBackend(JsonApi api) {
        this.api = api;
    }

    @Override
    public Answer call(String target, byte[] body, Caller caller) {
        return api.call(target, body, caller);
    }

    @Override
    public Answer control(String method, String path, byte[] body) {
        return new Answer(404, Map.of(), ByteBuffer.allocate(0));
    }

    @Override
    public Fault fault(String service, String operation, String resource) {
        return Fault.NONE;
    }

    @Override
    public void connection(boolean opened) {
        // nobody counts
    }
}
