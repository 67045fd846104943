package dev.pallas.local.internal.process;

import dev.pallas.local.internal.faults.ControlApi;
import dev.pallas.local.internal.faults.Counts;
import dev.pallas.local.internal.faults.Faults;
import dev.pallas.local.internal.faults.QueryFaults;
import dev.pallas.local.internal.http.JsonApi;
import dev.pallas.local.storage.api.Backend;
import dev.pallas.local.storage.api.Fault;
import java.time.Clock;

/** What stands behind the HTTP front. */
final class ServerBackend implements Backend {
    private final JsonApi api;
    private final Counts counts = new Counts();
    private final QueryFaults queries = new QueryFaults(counts);
    private final Faults faults;
    private final ControlApi control;

    ServerBackend(JsonApi api, Clock clock) {
        this.api = api;
        faults = new Faults(clock, counts, queries);
        control = new ControlApi(faults, counts);
    }

    /** What goes wrong with queries. */
    QueryFaults queries() {
        return queries;
    }

    @Override
    public Answer call(String target, byte[] body, Caller caller) {
        return api.call(target, body, caller);
    }

    @Override
    public Answer control(String method, String path, byte[] body) {
        return control.answer(method, path, body);
    }

    @Override
    public Fault fault(String service, String operation, String resource) {
        return faults.decide(service, operation, resource);
    }

    @Override
    public void connection(boolean opened) {
        counts.connection(opened);
    }
}
