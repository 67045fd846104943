package dev.pallas.local.internal.athena;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.List;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The work groups of the account. Safe for use by many threads. */
final class WorkGroups {
    static final String PRIMARY = "primary";

    private final ConcurrentSkipListMap<String, WorkGroup> groups = new ConcurrentSkipListMap<>();

    WorkGroups(@Nullable String primaryOutputLocation, double created) {
        var configuration = JsonNodeFactory.instance.objectNode();
        var result = configuration.putObject("ResultConfiguration");
        if (primaryOutputLocation != null) {
            result.put("OutputLocation", primaryOutputLocation);
        }
        configuration
                .put("EnforceWorkGroupConfiguration", false)
                .put("PublishCloudWatchMetricsEnabled", false)
                .put("RequesterPaysEnabled", false);
        configuration.set("EngineVersion", WorkGroup.engineVersion());
        groups.put(PRIMARY, WorkGroup.create(PRIMARY, null, configuration, created));
    }

    /** The work group, or an InvalidRequestException. */
    WorkGroup get(String name) {
        var group = groups.get(name);
        if (group == null) {
            throw AthenaErrors.invalid("WorkGroup " + name + " is not found.");
        }
        return group;
    }

    List<WorkGroup> list() {
        return List.copyOf(groups.values());
    }

    void add(WorkGroup group) {
        if (groups.putIfAbsent(group.name(), group) != null) {
            throw AthenaErrors.invalid("WorkGroup is already created.");
        }
    }

    void replace(String name, UnaryOperator<WorkGroup> change) {
        get(name);
        groups.computeIfPresent(name, (key, group) -> change.apply(group));
    }

    void remove(String name) {
        get(name);
        groups.remove(name);
    }
}
