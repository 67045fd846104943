package dev.pallas.local.internal.athena;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pallas.local.internal.athena.Documents.Kind;
import dev.pallas.local.internal.http.ApiException;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;

/** Named queries: texts that are kept for their readers, and never run. */
final class NamedQueryOperations {
    /** Kept with the query, and not told. */
    private static final String TOKEN = "ClientRequestToken";

    private final WorkGroups workGroups;
    private final Documents documents;
    private final Supplier<UUID> ids;

    NamedQueryOperations(WorkGroups workGroups, Documents documents, Supplier<UUID> ids) {
        this.workGroups = workGroups;
        this.documents = documents;
        this.ids = ids;
    }

    Map<String, Operation> operations() {
        return Map.of(
                "CreateNamedQuery", this::create,
                "GetNamedQuery", this::get,
                "BatchGetNamedQuery", this::batchGet,
                "ListNamedQueries", this::list,
                "UpdateNamedQuery", this::update,
                "DeleteNamedQuery", this::delete);
    }

    private JsonNode create(Request request) {
        var group = workGroups.get(request.text("WorkGroup", WorkGroups.PRIMARY));
        QueryOperations.checkToken(request);
        var query = request.body().deepCopy();
        query.put("WorkGroup", group.name());
        // one at a time, so that a token makes one query however many requests carry it
        synchronized (this) {
            var same = documents.list(
                    Kind.NAMED_QUERY, known -> known.path(TOKEN).asText().equals(request.text(TOKEN)));
            if (same.isEmpty()) {
                var id = ids.get().toString();
                documents.add(Kind.NAMED_QUERY, id, query.deepCopy().put("NamedQueryId", id));
                return answer(id);
            }
            var known = same.get(0);
            if (!query.put("NamedQueryId", known.path("NamedQueryId").asText()).equals(known)) {
                throw QueryOperations.otherRequest();
            }
            return answer(known.path("NamedQueryId").asText());
        }
    }

    private static JsonNode answer(String id) {
        return JsonNodeFactory.instance.objectNode().put("NamedQueryId", id);
    }

    private JsonNode get(Request request) {
        var id = request.text("NamedQueryId");
        var query = documents.find(Kind.NAMED_QUERY, id);
        if (query == null) {
            throw notFound(id);
        }
        var answer = JsonNodeFactory.instance.objectNode();
        answer.set("NamedQuery", told(query));
        return answer;
    }

    private static ObjectNode told(ObjectNode query) {
        return query.without(TOKEN);
    }

    private JsonNode batchGet(Request request) {
        var answer = JsonNodeFactory.instance.objectNode();
        var found = answer.putArray("NamedQueries");
        var missing = answer.putArray("UnprocessedNamedQueryIds");
        for (var id : new LinkedHashSet<>(request.texts("NamedQueryIds"))) {
            var query = documents.find(Kind.NAMED_QUERY, id);
            if (query != null) {
                found.add(told(query));
            } else {
                missing.addObject()
                        .put("NamedQueryId", id)
                        .put("ErrorCode", "NAMED_QUERY_NOT_FOUND")
                        .put("ErrorMessage", message(id));
            }
        }
        return answer;
    }

    private JsonNode list(Request request) {
        var group =
                workGroups.get(request.text("WorkGroup", WorkGroups.PRIMARY)).name();
        var answer = JsonNodeFactory.instance.objectNode();
        var list = answer.putArray("NamedQueryIds");
        var queries = documents.list(
                Kind.NAMED_QUERY, query -> query.path("WorkGroup").asText().equals(group));
        Paging.page(request, answer, queries, query -> list.add(query.path("NamedQueryId")));
        return answer;
    }

    private JsonNode update(Request request) {
        var id = request.text("NamedQueryId");
        var updated = documents.update(Kind.NAMED_QUERY, id, query -> query.setAll(request.body()));
        if (!updated) {
            throw notFound(id);
        }
        return JsonNodeFactory.instance.objectNode();
    }

    private JsonNode delete(Request request) {
        var id = request.text("NamedQueryId");
        if (!documents.remove(Kind.NAMED_QUERY, id)) {
            throw notFound(id);
        }
        return JsonNodeFactory.instance.objectNode();
    }

    private static ApiException notFound(String id) {
        return AthenaErrors.invalid(message(id));
    }

    private static String message(String id) {
        return "NamedQuery " + id + " was not found";
    }
}
