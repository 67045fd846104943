package dev.pallas.local.internal.athena;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pallas.local.internal.glue.TableView;
import dev.pallas.local.internal.s3.S3Objects;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Tells clients of Glue the columns and the location of an Iceberg table, which clients look for in its storage descriptor. The engine leaves
 * that out of the catalog, so it is read from the table's own metadata, of which each file never changes.
 */
public final class IcebergStorage implements TableView {
    private static final int KEPT = 1000;

    private final Supplier<S3Objects> objects;
    private final Map<String, ObjectNode> known = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, ObjectNode> eldest) {
            return size() > KEPT;
        }
    };

    public IcebergStorage(Supplier<S3Objects> objects) {
        this.objects = objects;
    }

    @Override
    public void complete(ObjectNode table) {
        if (TableDescription.kind(table) != TableDescription.Kind.ICEBERG) {
            return;
        }
        var metadata = table.path("Parameters").path("metadata_location").asText();
        var told = table.path("StorageDescriptor");
        var storage = (ObjectNode) storage(metadata, table).deepCopy();
        keep(told.path("Columns"), storage.path("Columns"));
        table.set("StorageDescriptor", storage);
    }

    /** What clients noted of the columns in the catalog. */
    private static void keep(JsonNode told, JsonNode columns) {
        for (var before : told) {
            for (var column : columns) {
                if (column.path("Name").asText().equals(before.path("Name").asText())) {
                    if (before.hasNonNull("Comment")) {
                        ((ObjectNode) column).set("Comment", before.get("Comment"));
                    }
                    before.path("Parameters").fields().forEachRemaining(parameter -> {
                        if (!parameter.getKey().startsWith("iceberg.field.")) {
                            column.withObject("/Parameters").set(parameter.getKey(), parameter.getValue());
                        }
                    });
                }
            }
        }
    }

    private JsonNode storage(String metadata, ObjectNode table) {
        synchronized (known) {
            var found = known.get(metadata);
            if (found != null) {
                return found;
            }
        }
        var description = TableDescription.of(table, objects.get());
        var storage = JsonNodeFactory.instance.objectNode();
        var columns = storage.putArray("Columns");
        if (description.icebergColumns().isEmpty()) {
            CatalogOperations.columns(description.columns(), columns);
        }
        description.icebergColumns().forEach(column -> column.describe(columns));
        if (description.location() != null) {
            storage.put("Location", description.location());
        }
        storage.put("Compressed", false).put("NumberOfBuckets", 0);
        storage.putArray("BucketColumns");
        storage.putArray("SortColumns");
        storage.put("StoredAsSubDirectories", false);
        synchronized (known) {
            known.put(metadata, storage);
        }
        return storage;
    }
}
