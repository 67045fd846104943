package dev.pallas.local.internal.glue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pallas.local.internal.http.ApiException;
import dev.pallas.local.internal.http.JsonService;
import dev.pallas.local.internal.http.RequestContext;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The operations of the Glue Data Catalog, on the {@link GlueStore}. */
public final class GlueService implements JsonService {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    /** Glue's own limit of a page of databases, tables or versions. */
    private static final int MAX_PAGE = 100;
    /** Glue's own limit of a page of partitions. */
    private static final int MAX_PARTITION_PAGE = 1000;

    private final GlueStore store;

    public GlueService(GlueStore store) {
        this.store = store;
    }

    @Override
    public String targetPrefix() {
        return "AWSGlue";
    }

    @Override
    public JsonNode handle(String operation, ObjectNode in, RequestContext context) {
        return switch (operation) {
            case "CreateDatabase" -> done(() -> store.createDatabase(object(in, "DatabaseInput")));
            case "GetDatabase" -> JSON.objectNode().set("Database", store.getDatabase(text(in, "Name")));
            case "GetDatabases" -> page(in, "DatabaseList", store.listDatabases(), MAX_PAGE);
            case "UpdateDatabase" -> done(() -> store.updateDatabase(text(in, "Name"), object(in, "DatabaseInput")));
            case "DeleteDatabase" -> done(() -> store.deleteDatabase(text(in, "Name")));

            case "CreateTable" -> done(() -> store.createTable(database(in), object(in, "TableInput")));
            case "GetTable" -> JSON.objectNode().set("Table", store.getTable(database(in), text(in, "Name")));
            case "GetTables" -> page(in, "TableList", tables(in), MAX_PAGE);
            case "UpdateTable" ->
                done(() -> store.updateTable(
                        database(in),
                        object(in, "TableInput"),
                        optional(in, "VersionId"),
                        in.path("SkipArchive").asBoolean()));
            case "DeleteTable" -> done(() -> store.deleteTable(database(in), text(in, "Name")));
            case "BatchDeleteTable" -> batchDeleteTable(in);
            case "GetTableVersion" -> tableVersion(in);
            case "GetTableVersions" -> tableVersions(in);

            case "CreatePartition" ->
                done(() -> store.createPartition(database(in), table(in), object(in, "PartitionInput")));
            case "BatchCreatePartition" -> batchCreatePartition(in);
            case "GetPartition" ->
                JSON.objectNode()
                        .set("Partition", store.getPartition(database(in), table(in), texts(in, "PartitionValues")));
            case "GetPartitions" -> partitions(in);
            case "BatchGetPartition" -> batchGetPartition(in);
            case "UpdatePartition" ->
                done(() -> store.updatePartition(
                        database(in), table(in), texts(in, "PartitionValueList"), object(in, "PartitionInput")));
            case "BatchUpdatePartition" -> batchUpdatePartition(in);
            case "DeletePartition" ->
                done(() -> store.deletePartition(database(in), table(in), texts(in, "PartitionValues")));
            case "BatchDeletePartition" -> batchDeletePartition(in);

            case "GetColumnStatisticsForTable" -> getStatistics(in, null);
            case "GetColumnStatisticsForPartition" -> getStatistics(in, texts(in, "PartitionValues"));
            case "UpdateColumnStatisticsForTable" -> updateStatistics(in, null);
            case "UpdateColumnStatisticsForPartition" -> updateStatistics(in, texts(in, "PartitionValues"));
            case "DeleteColumnStatisticsForTable" ->
                done(() -> store.deleteColumnStatistics(database(in), table(in), null, text(in, "ColumnName")));
            case "DeleteColumnStatisticsForPartition" ->
                done(() -> store.deleteColumnStatistics(
                        database(in), table(in), texts(in, "PartitionValues"), text(in, "ColumnName")));
            default ->
                throw new ApiException(
                        400,
                        "UnknownOperationException",
                        "local-athena does not offer the Glue operation " + operation + ".");
        };
    }

    // ---- tables

    private List<ObjectNode> tables(ObjectNode in) {
        var tables = store.listTables(database(in));
        var expression = optional(in, "Expression");
        if (expression == null || expression.isEmpty()) {
            return tables;
        }
        var pattern = Pattern.compile(expression, Pattern.CASE_INSENSITIVE);
        return tables.stream()
                .filter(table -> pattern.matcher(table.path("Name").asText()).matches())
                .toList();
    }

    private ObjectNode batchDeleteTable(ObjectNode in) {
        var errors = JSON.arrayNode();
        texts(in, "TablesToDelete")
                .forEach(name -> collect(
                        errors, error -> error.put("TableName", name), () -> store.deleteTable(database(in), name)));
        return JSON.objectNode().set("Errors", errors);
    }

    private ObjectNode tableVersion(ObjectNode in) {
        var wanted = optional(in, "VersionId");
        for (var version : store.listTableVersions(database(in), text(in, "TableName"))) {
            if (wanted == null || wanted.equals(version.path("VersionId").asText())) {
                return JSON.objectNode().set("TableVersion", version(version));
            }
        }
        throw GlueErrors.notFound("Version " + wanted + " not found.");
    }

    private ObjectNode tableVersions(ObjectNode in) {
        var versions = store.listTableVersions(database(in), text(in, "TableName")).stream()
                .map(GlueService::version)
                .toList();
        return page(in, "TableVersions", versions, MAX_PAGE);
    }

    private static ObjectNode version(ObjectNode table) {
        var version = JSON.objectNode();
        version.set("VersionId", table.get("VersionId"));
        version.set("Table", table);
        return version;
    }

    // ---- partitions

    private ObjectNode partitions(ObjectNode in) {
        var all = store.getPartitions(database(in), table(in), optional(in, "Expression"));
        // a client may ask in segments, which it reads at the same time
        var segments = Math.max(in.path("Segment").path("TotalSegments").asInt(1), 1);
        var segment = in.path("Segment").path("SegmentNumber").asInt(0);
        var mine = new ArrayList<ObjectNode>();
        for (var i = 0; i < all.size(); i++) {
            if (i % segments == segment) {
                mine.add(all.get(i));
            }
        }
        if (in.path("ExcludeColumnSchema").asBoolean()) {
            mine.forEach(partition -> {
                if (partition.get("StorageDescriptor") instanceof ObjectNode storage) {
                    storage.remove("Columns");
                }
            });
        }
        return page(in, "Partitions", mine, MAX_PARTITION_PAGE);
    }

    private ObjectNode batchCreatePartition(ObjectNode in) {
        var errors = JSON.arrayNode();
        for (var input : in.path("PartitionInputList")) {
            collect(
                    errors,
                    error -> error.set("PartitionValues", input.path("Values").deepCopy()),
                    () -> store.createPartition(database(in), table(in), asObject(input)));
        }
        return JSON.objectNode().set("Errors", errors);
    }

    private ObjectNode batchGetPartition(ObjectNode in) {
        var partitions = JSON.arrayNode();
        for (var key : in.path("PartitionsToGet")) {
            try {
                partitions.add(store.getPartition(database(in), table(in), texts(key, "Values")));
            } catch (ApiException e) {
                if (!e.type().equals("EntityNotFoundException")) {
                    throw e;
                }
                // the answer leaves out what is not there
                store.getTable(database(in), table(in));
            }
        }
        var out = JSON.objectNode();
        out.set("Partitions", partitions);
        out.putArray("UnprocessedKeys");
        return out;
    }

    private ObjectNode batchUpdatePartition(ObjectNode in) {
        var errors = JSON.arrayNode();
        for (var entry : in.path("Entries")) {
            collect(
                    errors,
                    error -> error.set(
                            "PartitionValueList",
                            entry.path("PartitionValueList").deepCopy()),
                    () -> store.updatePartition(
                            database(in),
                            table(in),
                            texts(entry, "PartitionValueList"),
                            object(entry, "PartitionInput")));
        }
        return JSON.objectNode().set("Errors", errors);
    }

    private ObjectNode batchDeletePartition(ObjectNode in) {
        var errors = JSON.arrayNode();
        for (var key : in.path("PartitionsToDelete")) {
            collect(
                    errors,
                    error -> error.set("PartitionValues", key.path("Values").deepCopy()),
                    () -> store.deletePartition(database(in), table(in), texts(key, "Values")));
        }
        return JSON.objectNode().set("Errors", errors);
    }

    // ---- column statistics

    private ObjectNode getStatistics(ObjectNode in, @Nullable List<String> partition) {
        var found = JSON.arrayNode();
        var errors = JSON.arrayNode();
        for (var column : texts(in, "ColumnNames")) {
            var statistics = store.getColumnStatistics(database(in), table(in), partition, column);
            if (statistics != null) {
                found.add(statistics);
            }
        }
        var out = JSON.objectNode();
        out.set("ColumnStatisticsList", found);
        out.set("Errors", errors);
        return out;
    }

    private ObjectNode updateStatistics(ObjectNode in, @Nullable List<String> partition) {
        for (var statistics : in.path("ColumnStatisticsList")) {
            store.putColumnStatistics(database(in), table(in), partition, asObject(statistics));
        }
        var out = JSON.objectNode();
        out.putArray("Errors");
        return out;
    }

    // ---- requests and answers

    private static ObjectNode done(Runnable action) {
        action.run();
        return JSON.objectNode();
    }

    /** Runs one action of a batch; an error of its own becomes an entry of the answer. */
    private static void collect(ArrayNode errors, Consumer<ObjectNode> describe, Runnable action) {
        try {
            action.run();
        } catch (ApiException e) {
            var error = JSON.objectNode();
            describe.accept(error);
            error.putObject("ErrorDetail").put("ErrorCode", e.type()).put("ErrorMessage", e.getMessage());
            errors.add(error);
        }
    }

    /** One page of a list; the token is the position at which the next one starts. */
    private static ObjectNode page(ObjectNode in, String member, List<ObjectNode> all, int maxPage) {
        var size = in.path("MaxResults").asInt(maxPage);
        if (size < 1 || size > maxPage) {
            throw GlueErrors.invalid("MaxResults must be from 1 to " + maxPage + ".");
        }
        var token = optional(in, "NextToken");
        var start = 0;
        if (token != null && !token.isEmpty()) {
            try {
                start = Integer.parseInt(token);
            } catch (NumberFormatException e) {
                throw GlueErrors.invalid("The NextToken is not one that was given out.");
            }
        }
        var from = Math.max(0, Math.min(start, all.size()));
        var end = Math.min(from + size, all.size());
        var out = JSON.objectNode();
        out.set(member, GlueStore.array(all.subList(from, end)));
        if (end < all.size()) {
            out.put("NextToken", String.valueOf(end));
        }
        return out;
    }

    private static String database(JsonNode in) {
        return text(in, "DatabaseName");
    }

    private static String table(JsonNode in) {
        return text(in, "TableName");
    }

    private static String text(JsonNode in, String member) {
        var text = optional(in, member);
        if (text == null) {
            throw GlueErrors.invalid(member + " is missing.");
        }
        return text;
    }

    private static @Nullable String optional(JsonNode in, String member) {
        return in.hasNonNull(member) ? in.get(member).asText() : null;
    }

    private static List<String> texts(JsonNode in, String member) {
        var texts = new ArrayList<String>();
        in.path(member).forEach(text -> texts.add(text.asText()));
        return texts;
    }

    private static ObjectNode object(JsonNode in, String member) {
        return asObject(in.path(member));
    }

    private static ObjectNode asObject(JsonNode node) {
        if (node instanceof ObjectNode object) {
            return object;
        }
        throw GlueErrors.invalid("A member of the request is missing or no structure.");
    }
}
