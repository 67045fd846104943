package dev.pallas.local.internal.athena;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.pallas.local.internal.athena.Documents.Kind;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** Tags of work groups and data catalogs. */
final class TagOperations {
    private static final Pattern ARN =
            Pattern.compile("arn:aws[a-z-]*:athena:[a-z0-9-]*:(?:\\d{12})?:(workgroup|datacatalog)/(.+)");
    private static final int MOST = 50;
    private static final int PAGE = 75;

    private final WorkGroups workGroups;
    private final List<String> catalogs;
    private final Documents documents;

    TagOperations(WorkGroups workGroups, List<String> catalogs, Documents documents) {
        this.workGroups = workGroups;
        this.catalogs = catalogs;
        this.documents = documents;
    }

    Map<String, Operation> operations() {
        return Map.of(
                "TagResource", this::tag,
                "UntagResource", this::untag,
                "ListTagsForResource", this::list);
    }

    private JsonNode tag(Request request) {
        change(resource(request), tags -> put(tags, request));
        return JsonNodeFactory.instance.objectNode();
    }

    private JsonNode untag(Request request) {
        change(resource(request), tags -> tags.keySet().removeAll(request.texts("TagKeys")));
        return JsonNodeFactory.instance.objectNode();
    }

    private JsonNode list(Request request) {
        var answer = JsonNodeFactory.instance.objectNode();
        var list = answer.putArray("Tags");
        var tags = List.copyOf(tags(resource(request)).entrySet());
        var sized = request.has("MaxResults")
                ? request
                : new Request(request.body().deepCopy().put("MaxResults", PAGE));
        Paging.page(sized, answer, tags, tag -> list.addObject()
                .put("Key", tag.getKey())
                .put("Value", tag.getValue()));
        return answer;
    }

    /** Gives a new work group the tags of the request that makes it. */
    void tagNew(String workGroup, Request request) {
        if (request.has("Tags")) {
            change(workGroupKey(workGroup), tags -> put(tags, request));
        }
    }

    /** Checks the tags of a request before anything is made with them. */
    static void check(Request request) {
        put(new TreeMap<>(), request);
    }

    void remove(String workGroup) {
        documents.remove(Kind.TAGS, workGroupKey(workGroup));
    }

    private static void put(Map<String, String> tags, Request request) {
        for (var tag : request.body().path("Tags")) {
            var key = tag.path("Key").asText("");
            if (key.isEmpty()) {
                throw AthenaErrors.invalid("Tag key must not be null");
            }
            if (key.startsWith("aws:")) {
                throw AthenaErrors.invalid("Tag keys that start with aws: are reserved");
            }
            tags.put(key, tag.path("Value").asText(""));
        }
        if (tags.size() > MOST) {
            throw AthenaErrors.invalid("A resource can have at most " + MOST + " tags");
        }
    }

    private synchronized void change(String resource, Consumer<Map<String, String>> change) {
        var tags = tags(resource);
        change.accept(tags);
        var document = JsonNodeFactory.instance.objectNode();
        tags.forEach(document::put);
        documents.put(Kind.TAGS, resource, document);
    }

    private Map<String, String> tags(String resource) {
        var tags = new TreeMap<String, String>();
        var document = documents.find(Kind.TAGS, resource);
        if (document != null) {
            document.fields()
                    .forEachRemaining(
                            tag -> tags.put(tag.getKey(), tag.getValue().asText()));
        }
        return tags;
    }

    /** The key of the resource that a request names; account and region are whatever the client takes them for, or none. */
    private String resource(Request request) {
        var arn = request.text("ResourceARN");
        var match = ARN.matcher(arn);
        if (!match.matches()) {
            throw AthenaErrors.invalid("Invalid resource ARN: " + arn);
        }
        var name = match.group(2);
        if (match.group(1).equals("workgroup")) {
            if (workGroups.list().stream().noneMatch(group -> group.name().equals(name))) {
                throw AthenaErrors.notFound(arn, "WorkGroup " + name + " is not found.");
            }
            return workGroupKey(name);
        }
        return catalogs.stream()
                .filter(name::equalsIgnoreCase)
                .findFirst()
                .map(catalog -> "datacatalog/" + catalog)
                .orElseThrow(() -> AthenaErrors.notFound(arn, "DataCatalog " + name + " was not found."));
    }

    private static String workGroupKey(String name) {
        return "workgroup/" + name;
    }
}
