package dev.pallas.local.internal.athena;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** A work group as GetWorkGroup tells it. */
record WorkGroup(ObjectNode json) {
    static final String AUTO = "AUTO";
    static final String ENGINE_VERSION = "Athena engine version 3";

    /** A new work group. */
    static WorkGroup create(String name, @Nullable String description, ObjectNode configuration, double created) {
        var json = JsonNodeFactory.instance.objectNode();
        json.put("Name", name).put("State", "ENABLED");
        json.set("Configuration", configuration);
        if (description != null) {
            json.put("Description", description);
        }
        json.put("CreationTime", created);
        return new WorkGroup(json);
    }

    String name() {
        return json.path("Name").asText();
    }

    boolean enabled() {
        return json.path("State").asText().equals("ENABLED");
    }

    ObjectNode configuration() {
        return (ObjectNode) json.path("Configuration");
    }

    /** Whether the settings of the work group override those of a request. */
    boolean enforced() {
        return configuration().path("EnforceWorkGroupConfiguration").asBoolean(false);
    }

    /** Whether results are kept by the service, where clients cannot read them but by its API. */
    boolean managesResults() {
        return configuration()
                .path("ManagedQueryResultsConfiguration")
                .path("Enabled")
                .asBoolean(false);
    }

    /** How many bytes a query may scan. */
    OptionalLong cutoff() {
        var cutoff = configuration().path("BytesScannedCutoffPerQuery");
        return cutoff.isNumber() ? OptionalLong.of(cutoff.asLong()) : OptionalLong.empty();
    }

    /** Where and how results are stored; empty if the work group does not say. */
    ObjectNode resultConfiguration() {
        return configuration().path("ResultConfiguration") instanceof ObjectNode result
                ? result
                : JsonNodeFactory.instance.objectNode();
    }

    /** As ListWorkGroups tells it. */
    ObjectNode summary() {
        var summary = JsonNodeFactory.instance.objectNode();
        summary.put("Name", name());
        summary.set("State", json.path("State"));
        summary.put("Description", json.path("Description").asText(""));
        summary.set("CreationTime", json.path("CreationTime"));
        summary.set("EngineVersion", configuration().path("EngineVersion"));
        return summary;
    }

    static ObjectNode engineVersion(String selected) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("SelectedEngineVersion", selected)
                .put("EffectiveEngineVersion", ENGINE_VERSION);
    }
}
