package dev.pallas.local.internal.glue;

import static dev.pallas.local.internal.glue.GlueAnswers.collect;
import static dev.pallas.local.internal.glue.GlueAnswers.database;
import static dev.pallas.local.internal.glue.GlueAnswers.done;
import static dev.pallas.local.internal.glue.GlueAnswers.object;
import static dev.pallas.local.internal.glue.GlueAnswers.optional;
import static dev.pallas.local.internal.glue.GlueAnswers.page;
import static dev.pallas.local.internal.glue.GlueAnswers.table;
import static dev.pallas.local.internal.glue.GlueAnswers.text;
import static dev.pallas.local.internal.glue.GlueAnswers.texts;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Tables and their versions. */
final class TableOperations {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final int MAX_PAGE = 100;
    private static final int MAX_SEARCH_PAGE = 1000;

    private final GlueStore store;

    TableOperations(GlueStore store) {
        this.store = store;
    }

    Map<String, Function<ObjectNode, JsonNode>> operations() {
        return Map.ofEntries(
                Map.entry("CreateTable", this::create),
                Map.entry("GetTable", in -> JSON.objectNode()
                        .set("Table", store.getTable(database(in), text(in, "Name")))),
                Map.entry("GetTables", in -> page(in, "TableList", matching(in), TableOperations::name, MAX_PAGE)),
                Map.entry("UpdateTable", this::update),
                Map.entry("DeleteTable", in -> done(() -> store.deleteTable(database(in), text(in, "Name")))),
                Map.entry("BatchDeleteTable", this::batchDelete),
                Map.entry("GetTableVersion", this::version),
                Map.entry("GetTableVersions", this::versions),
                Map.entry(
                        "DeleteTableVersion",
                        in -> done(() -> store.deleteTableVersion(database(in), table(in), text(in, "VersionId")))),
                Map.entry("BatchDeleteTableVersion", this::batchDeleteVersion),
                Map.entry("SearchTables", this::search),
                Map.entry("GetPartitionIndexes", this::indexes));
    }

    private static String name(JsonNode table) {
        return text(table, "Name");
    }

    private JsonNode create(ObjectNode in) {
        GlueRefusals.checkTable(in);
        return done(() -> store.createTable(database(in), object(in, "TableInput")));
    }

    private JsonNode update(ObjectNode in) {
        GlueRefusals.checkTable(in);
        return done(() -> store.updateTable(
                database(in),
                object(in, "TableInput"),
                optional(in, "VersionId"),
                in.path("SkipArchive").asBoolean()));
    }

    private List<ObjectNode> matching(ObjectNode in) {
        var tables = store.listTables(database(in));
        var expression = optional(in, "Expression");
        if (expression == null || expression.isEmpty()) {
            return tables;
        }
        var pattern = NamePattern.of(expression);
        return tables.stream()
                .filter(table -> pattern.matcher(name(table)).matches())
                .toList();
    }

    private JsonNode batchDelete(ObjectNode in) {
        store.getDatabase(database(in));
        var errors = JSON.arrayNode();
        texts(in, "TablesToDelete")
                .forEach(name -> collect(
                        errors, error -> error.put("TableName", name), () -> store.deleteTable(database(in), name)));
        return JSON.objectNode().set("Errors", errors);
    }

    private JsonNode version(ObjectNode in) {
        var wanted = optional(in, "VersionId");
        for (var version : store.listTableVersions(database(in), table(in))) {
            if (wanted == null || wanted.equals(text(version, "VersionId"))) {
                return JSON.objectNode().set("TableVersion", version(version.deepCopy(), version));
            }
        }
        throw GlueErrors.notFound("Version " + wanted + " of table " + GlueStore.lower(table(in)) + " not found.");
    }

    private JsonNode versions(ObjectNode in) {
        var versions = store.listTableVersions(database(in), table(in)).stream()
                .map(version -> version(version.deepCopy(), version))
                .toList();
        return page(in, "TableVersions", versions, version -> text(version, "VersionId"), MAX_PAGE);
    }

    private static ObjectNode version(ObjectNode table, JsonNode description) {
        var version = JSON.objectNode();
        version.set("VersionId", description.get("VersionId"));
        version.set("Table", table);
        return version;
    }

    private JsonNode batchDeleteVersion(ObjectNode in) {
        store.getTable(database(in), table(in));
        var errors = JSON.arrayNode();
        texts(in, "VersionIds")
                .forEach(version -> collect(
                        errors,
                        error -> error.put("TableName", table(in)).put("VersionId", version),
                        () -> store.deleteTableVersion(database(in), table(in), version)));
        return JSON.objectNode().set("Errors", errors);
    }

    private JsonNode search(ObjectNode in) {
        var tables = store.listDatabases().stream()
                .flatMap(database -> store.listTables(name(database)).stream())
                .toList();
        return page(
                in,
                "TableList",
                TableSearch.search(in, tables),
                table -> database(table) + "." + name(table),
                MAX_SEARCH_PAGE);
    }

    /** None: an index would change nothing that can be seen. */
    private JsonNode indexes(ObjectNode in) {
        store.getTable(database(in), table(in));
        var none = JSON.objectNode();
        none.putArray("PartitionIndexDescriptorList");
        return none;
    }
}
