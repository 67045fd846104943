package dev.pallas.local.internal.glue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** What Glue adds to a description that leaves it out. Clients unbox these members without asking whether they are there. */
public final class GlueDefaults {
    /** The account that all resources belong to. */
    public static final String CATALOG_ID = "000000000000";

    private GlueDefaults() {}

    static void completeTable(ObjectNode table) {
        if (!table.hasNonNull("Retention")) {
            table.put("Retention", 0);
        }
        if (!table.hasNonNull("PartitionKeys")) {
            table.putArray("PartitionKeys");
        }
        completeStorage(table);
    }

    /** Completes the storage descriptor of a table or partition, if it has one. */
    static void completeStorage(ObjectNode description) {
        if (!(description.get("StorageDescriptor") instanceof ObjectNode storage)) {
            return;
        }
        for (var list : List.of("Columns", "BucketColumns", "SortColumns")) {
            if (!storage.hasNonNull(list)) {
                storage.putArray(list);
            }
        }
        for (var flag : List.of("Compressed", "StoredAsSubDirectories")) {
            if (!storage.hasNonNull(flag)) {
                storage.put(flag, false);
            }
        }
        if (!storage.hasNonNull("NumberOfBuckets")) {
            storage.put("NumberOfBuckets", 0);
        }
    }
}
