package dev.pallas.local.internal.glue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** What Glue adds to a description that leaves it out. */
final class GlueDefaults {
    /** The account that all resources belong to. */
    static final String CATALOG_ID = "000000000000";

    private GlueDefaults() {}

    /** Completes a table or partition. Clients unbox these members without asking whether they are there. */
    static void complete(ObjectNode description) {
        if (description.has("TableType") || description.has("PartitionKeys") || description.has("VersionId")) {
            if (!description.hasNonNull("Retention")) {
                description.put("Retention", 0);
            }
        }
        if (description.has("Name") && !description.hasNonNull("PartitionKeys")) {
            description.putArray("PartitionKeys");
        }
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
