package dev.pallas.local.internal.athena;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pallas.local.internal.s3.S3Location;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Work groups and engine versions. */
final class WorkGroupOperations {
    private static final Set<String> NAMES = Set.of("ENABLED", "DISABLED");

    private final WorkGroups workGroups;
    private final AthenaServiceOptions options;

    WorkGroupOperations(WorkGroups workGroups, AthenaServiceOptions options) {
        this.workGroups = workGroups;
        this.options = options;
    }

    Map<String, Operation> operations() {
        return Map.of(
                "CreateWorkGroup", this::create,
                "GetWorkGroup", this::get,
                "ListWorkGroups", this::list,
                "UpdateWorkGroup", this::update,
                "DeleteWorkGroup", this::delete,
                "ListEngineVersions", this::engineVersions);
    }

    private JsonNode create(Request request) {
        var name = request.text("Name", 1, 128);
        if (!name.chars().allMatch(c -> Character.isLetterOrDigit(c) || "._-".indexOf(c) >= 0)) {
            throw AthenaErrors.invalid(
                    "1 validation error detected: Value '" + name
                            + "' at 'name' failed to satisfy constraint: Member must satisfy regular expression pattern: [a-zA-Z0-9._-]{1,128}");
        }
        var configuration = request.structure("Configuration").body().deepCopy();
        checkConfiguration(configuration);
        if (!configuration.has("EnforceWorkGroupConfiguration")) {
            configuration.put("EnforceWorkGroupConfiguration", true);
        }
        if (!configuration.has("PublishCloudWatchMetricsEnabled")) {
            configuration.put("PublishCloudWatchMetricsEnabled", true);
        }
        if (!configuration.has("RequesterPaysEnabled")) {
            configuration.put("RequesterPaysEnabled", false);
        }
        configuration.set("EngineVersion", WorkGroup.engineVersion());
        var description = request.optionalText("Description", 0, 1024);
        workGroups.add(WorkGroup.create(
                name,
                description,
                configuration,
                QueryExecution.seconds(options.clock().instant())));
        return JsonNodeFactory.instance.objectNode();
    }

    private static void checkConfiguration(ObjectNode configuration) {
        var managed = configuration
                .path("ManagedQueryResultsConfiguration")
                .path("Enabled")
                .asBoolean(false);
        if (managed) {
            throw AthenaErrors.invalid(
                    "Managed query results are not supported: give the work group a result location");
        }
        var location =
                configuration.path("ResultConfiguration").path("OutputLocation").asText("");
        if (!location.isEmpty()) {
            checkLocation(location);
        }
    }

    private static void checkLocation(String location) {
        try {
            S3Location.of(location);
        } catch (IllegalArgumentException e) {
            throw AthenaErrors.invalid("outputLocation is not a valid S3 path.");
        }
    }

    private JsonNode get(Request request) {
        var answer = JsonNodeFactory.instance.objectNode();
        answer.set(
                "WorkGroup", workGroups.get(request.text("WorkGroup", 1, 128)).toJson());
        return answer;
    }

    private JsonNode list(Request request) {
        var answer = JsonNodeFactory.instance.objectNode();
        var list = answer.putArray("WorkGroups");
        Paging.page(request, answer, workGroups.list(), 50, 50, group -> list.add(group.summary()));
        return answer;
    }

    private JsonNode update(Request request) {
        var name = request.text("WorkGroup", 1, 128);
        var state = request.optionalText("State");
        if (state != null && !NAMES.contains(state)) {
            throw AthenaErrors.invalid(
                    "1 validation error detected: Value '" + state
                            + "' at 'state' failed to satisfy constraint: Member must satisfy enum value set: [DISABLED, ENABLED]");
        }
        var description = request.optionalText("Description", 0, 1024);
        var updates = request.structure("ConfigurationUpdates");
        var resultUpdates = updates.structure("ResultConfigurationUpdates");
        var location = resultUpdates.optionalText("OutputLocation");
        if (location != null && !location.isEmpty()) {
            checkLocation(location);
        }
        workGroups.replace(name, group -> changed(group, state, description, updates, resultUpdates, location));
        return JsonNodeFactory.instance.objectNode();
    }

    private static WorkGroup changed(
            WorkGroup group,
            @Nullable String state,
            @Nullable String description,
            Request updates,
            Request resultUpdates,
            @Nullable String location) {
        var configuration = group.configuration().deepCopy();
        for (var name : new String[] {
            "EnforceWorkGroupConfiguration",
            "PublishCloudWatchMetricsEnabled",
            "RequesterPaysEnabled",
            "BytesScannedCutoffPerQuery"
        }) {
            if (updates.has(name)) {
                configuration.set(name, updates.node(name));
            }
        }
        var result = configuration.withObject("/ResultConfiguration");
        if (resultUpdates.body().path("RemoveOutputLocation").asBoolean(false)) {
            result.remove("OutputLocation");
        } else if (location != null) {
            result.put("OutputLocation", location);
        }
        return new WorkGroup(
                group.name(),
                state == null ? group.state() : state,
                description == null ? group.description() : description,
                configuration,
                group.created(),
                group.prepared());
    }

    private JsonNode delete(Request request) {
        var name = request.text("WorkGroup", 1, 128);
        if (name.equals(WorkGroups.PRIMARY)) {
            throw AthenaErrors.invalid("The primary WorkGroup cannot be deleted");
        }
        workGroups.remove(name);
        return JsonNodeFactory.instance.objectNode();
    }

    private JsonNode engineVersions(Request request) {
        var answer = JsonNodeFactory.instance.objectNode();
        var versions = answer.putArray("EngineVersions");
        versions.add(WorkGroup.engineVersion());
        versions.addObject()
                .put("SelectedEngineVersion", WorkGroup.ENGINE_VERSION)
                .put("EffectiveEngineVersion", WorkGroup.ENGINE_VERSION);
        return answer;
    }
}
