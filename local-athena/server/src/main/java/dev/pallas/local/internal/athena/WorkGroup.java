package dev.pallas.local.internal.athena;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;

/** A work group as the API keeps it. Changes replace it. */
record WorkGroup(
        String name,
        String state,
        @Nullable String description,
        ObjectNode configuration,
        double created,
        Map<String, String> prepared) {
    static final String AUTO = "AUTO";
    static final String ENGINE_VERSION = "Athena engine version 3";

    /** A new work group. */
    static WorkGroup create(String name, @Nullable String description, ObjectNode configuration, double created) {
        return new WorkGroup(name, "ENABLED", description, configuration, created, new ConcurrentSkipListMap<>());
    }

    boolean enabled() {
        return state.equals("ENABLED");
    }

    /** Whether the settings of the work group override those of a request. */
    boolean enforced() {
        return configuration.path("EnforceWorkGroupConfiguration").asBoolean(false);
    }

    @Nullable
    String outputLocation() {
        var location =
                configuration.path("ResultConfiguration").path("OutputLocation").asText("");
        return location.isEmpty() ? null : location;
    }

    ObjectNode toJson() {
        var json = summary();
        json.set("Configuration", configuration.deepCopy());
        json.remove("EngineVersion");
        return json;
    }

    ObjectNode summary() {
        var json = JsonNodeFactory.instance.objectNode();
        json.put("Name", name).put("State", state);
        if (description != null) {
            json.put("Description", description);
        }
        json.put("CreationTime", created);
        json.set("EngineVersion", engineVersion());
        return json;
    }

    static ObjectNode engineVersion() {
        return JsonNodeFactory.instance
                .objectNode()
                .put("SelectedEngineVersion", AUTO)
                .put("EffectiveEngineVersion", ENGINE_VERSION);
    }
}
