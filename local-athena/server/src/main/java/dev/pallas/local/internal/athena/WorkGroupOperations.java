package dev.pallas.local.internal.athena;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pallas.local.internal.athena.Documents.Kind;
import java.time.Clock;
import java.util.Map;

/** Work groups and engine versions. */
final class WorkGroupOperations {
    private final WorkGroups workGroups;
    private final PreparedStatements statements;
    private final Documents documents;
    private final Executions executions;
    private final TagOperations tags;
    private final Clock clock;

    WorkGroupOperations(
            WorkGroups workGroups,
            PreparedStatements statements,
            Documents documents,
            Executions executions,
            TagOperations tags,
            Clock clock) {
        this.workGroups = workGroups;
        this.statements = statements;
        this.documents = documents;
        this.executions = executions;
        this.tags = tags;
        this.clock = clock;
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
        TagOperations.check(request);
        var name = request.text("Name");
        var configuration = WorkGroupSettings.create(request.structure("Configuration"));
        workGroups.add(WorkGroup.create(
                name, request.optionalText("Description"), configuration, QueryExecution.seconds(clock.millis())));
        tags.tagNew(name, request);
        return JsonNodeFactory.instance.objectNode();
    }

    private JsonNode get(Request request) {
        var answer = JsonNodeFactory.instance.objectNode();
        answer.set("WorkGroup", workGroups.get(request.text("WorkGroup")).json());
        return answer;
    }

    private JsonNode list(Request request) {
        var answer = JsonNodeFactory.instance.objectNode();
        var list = answer.putArray("WorkGroups");
        Paging.page(request, answer, workGroups.list(), group -> list.add(group.summary()));
        return answer;
    }

    private JsonNode update(Request request) {
        workGroups.replace(request.text("WorkGroup"), group -> updated(group, request));
        return JsonNodeFactory.instance.objectNode();
    }

    private static WorkGroup updated(WorkGroup group, Request request) {
        var json = group.json().deepCopy();
        if (request.has("State")) {
            json.put("State", request.text("State"));
        }
        if (request.has("Description")) {
            json.put("Description", request.text("Description"));
        }
        if (request.has("ConfigurationUpdates")) {
            json.set(
                    "Configuration",
                    WorkGroupSettings.update(group.configuration(), request.structure("ConfigurationUpdates")));
        }
        return new WorkGroup(json);
    }

    private JsonNode delete(Request request) {
        var name = request.text("WorkGroup");
        if (name.equals(WorkGroups.PRIMARY)) {
            throw AthenaErrors.invalid("The primary WorkGroup cannot be deleted");
        }
        workGroups.get(name);
        if (!request.flag("RecursiveDeleteOption") && !empty(name)) {
            throw AthenaErrors.invalid("WorkGroup " + name + " is not empty");
        }
        workGroups.remove(name);
        statements.removeAll(name);
        documents.removeAll(Kind.NAMED_QUERY, query -> isIn(query, name));
        executions.removeAll(name);
        tags.remove(name);
        return JsonNodeFactory.instance.objectNode();
    }

    private boolean empty(String name) {
        return statements.list(name).isEmpty()
                && documents.list(Kind.NAMED_QUERY, query -> isIn(query, name)).isEmpty()
                && executions.newest(name, Long.MAX_VALUE, 1).isEmpty();
    }

    private static boolean isIn(ObjectNode namedQuery, String workGroup) {
        return namedQuery.path("WorkGroup").asText().equals(workGroup);
    }

    private JsonNode engineVersions(Request request) {
        var answer = JsonNodeFactory.instance.objectNode();
        var versions = answer.putArray("EngineVersions");
        Paging.page(
                request,
                answer,
                WorkGroupSettings.ENGINE_VERSIONS,
                version -> versions.add(WorkGroup.engineVersion(version)));
        return answer;
    }
}
