package dev.pallas.local.internal.athena;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;

/** Prepared statements of work groups: the same that PREPARE, EXECUTE and DEALLOCATE use. */
final class PreparedStatementOperations {
    private final WorkGroups workGroups;

    PreparedStatementOperations(WorkGroups workGroups) {
        this.workGroups = workGroups;
    }

    Map<String, Operation> operations() {
        return Map.of(
                "CreatePreparedStatement", this::create,
                "GetPreparedStatement", this::get,
                "ListPreparedStatements", this::list,
                "UpdatePreparedStatement", this::update,
                "DeletePreparedStatement", this::delete);
    }

    private JsonNode create(Request request) {
        var group = group(request);
        var name = name(request);
        if (group.prepared().putIfAbsent(name, request.text("QueryStatement", 1, 262_144)) != null) {
            throw AthenaErrors.invalid("Prepared statement " + name + " already exists in workgroup " + group.name());
        }
        return JsonNodeFactory.instance.objectNode();
    }

    private JsonNode get(Request request) {
        var group = group(request);
        var name = name(request);
        var text = existing(group, name);
        var answer = JsonNodeFactory.instance.objectNode();
        statement(answer.putObject("PreparedStatement"), name)
                .put("QueryStatement", text)
                .put("WorkGroupName", group.name());
        return answer;
    }

    private static ObjectNode statement(ObjectNode node, String name) {
        return node.put("StatementName", name);
    }

    private JsonNode list(Request request) {
        var answer = JsonNodeFactory.instance.objectNode();
        var list = answer.putArray("PreparedStatements");
        var names = List.copyOf(group(request).prepared().keySet());
        Paging.page(request, answer, names, 50, 50, name -> statement(list.addObject(), name));
        return answer;
    }

    private JsonNode update(Request request) {
        var group = group(request);
        var name = name(request);
        existing(group, name);
        group.prepared().put(name, request.text("QueryStatement", 1, 262_144));
        return JsonNodeFactory.instance.objectNode();
    }

    private JsonNode delete(Request request) {
        var group = group(request);
        var name = name(request);
        existing(group, name);
        group.prepared().remove(name);
        return JsonNodeFactory.instance.objectNode();
    }

    private WorkGroup group(Request request) {
        return workGroups.get(request.text("WorkGroup", 1, 128));
    }

    private static String name(Request request) {
        return request.text("StatementName", 1, 256);
    }

    private static String existing(WorkGroup group, String name) {
        var text = group.prepared().get(name);
        if (text == null) {
            throw AthenaErrors.notFound(
                    name, "PreparedStatement " + name + " was not found in workGroup " + group.name());
        }
        return text;
    }
}
