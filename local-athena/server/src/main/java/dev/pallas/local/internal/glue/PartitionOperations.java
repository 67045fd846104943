package dev.pallas.local.internal.glue;

import static dev.pallas.local.internal.glue.GlueAnswers.asObject;
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
import dev.pallas.local.internal.http.ApiException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Partitions, and what is known of the values of columns. */
final class PartitionOperations {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final int MAX_PAGE = 1000;

    private final GlueStore store;

    PartitionOperations(GlueStore store) {
        this.store = store;
    }

    Map<String, Function<ObjectNode, JsonNode>> operations() {
        return Map.ofEntries(
                Map.entry(
                        "CreatePartition",
                        in -> done(() -> store.createPartition(database(in), table(in), object(in, "PartitionInput")))),
                Map.entry("BatchCreatePartition", this::batchCreatePartition),
                Map.entry("GetPartition", in -> JSON.objectNode()
                        .set("Partition", store.getPartition(database(in), table(in), texts(in, "PartitionValues")))),
                Map.entry("GetPartitions", this::partitions),
                Map.entry("BatchGetPartition", this::batchGetPartition),
                Map.entry(
                        "UpdatePartition",
                        in -> done(() -> store.updatePartition(
                                database(in),
                                table(in),
                                texts(in, "PartitionValueList"),
                                object(in, "PartitionInput")))),
                Map.entry("BatchUpdatePartition", this::batchUpdatePartition),
                Map.entry(
                        "DeletePartition",
                        in -> done(() -> store.deletePartition(database(in), table(in), texts(in, "PartitionValues")))),
                Map.entry("BatchDeletePartition", this::batchDeletePartition),
                Map.entry("GetColumnStatisticsForTable", in -> getStatistics(in, null)),
                Map.entry("GetColumnStatisticsForPartition", in -> getStatistics(in, texts(in, "PartitionValues"))),
                Map.entry("UpdateColumnStatisticsForTable", in -> updateStatistics(in, null)),
                Map.entry(
                        "UpdateColumnStatisticsForPartition", in -> updateStatistics(in, texts(in, "PartitionValues"))),
                Map.entry("DeleteColumnStatisticsForTable", in -> deleteStatistics(in, null)),
                Map.entry(
                        "DeleteColumnStatisticsForPartition",
                        in -> deleteStatistics(in, texts(in, "PartitionValues"))));
    }

    private ObjectNode partitions(ObjectNode in) {
        var all = store.getPartitions(database(in), table(in), optional(in, "Expression"));
        // a client may ask in segments, which it reads at the same time
        var segments = Math.max(in.path("Segment").path("TotalSegments").asInt(1), 1);
        var segment = in.path("Segment").path("SegmentNumber").asInt(0);
        if (segment >= segments) {
            throw GlueErrors.invalid("The SegmentNumber must be less than TotalSegments.");
        }
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
        return page(
                in, "Partitions", mine, partition -> partition.path("Values").toString(), MAX_PAGE);
    }

    private ObjectNode batchCreatePartition(ObjectNode in) {
        store.getTable(database(in), table(in));
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
        store.getTable(database(in), table(in));
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
        store.getTable(database(in), table(in));
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

    private ObjectNode deleteStatistics(ObjectNode in, @Nullable List<String> partition) {
        return done(() -> store.deleteColumnStatistics(database(in), table(in), partition, text(in, "ColumnName")));
    }
}
