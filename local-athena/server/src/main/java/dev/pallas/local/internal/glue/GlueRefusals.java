package dev.pallas.local.internal.glue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pallas.local.internal.http.ApiException;

/** What Glue offers and this catalog does not, and what to do instead. */
final class GlueRefusals {
    private GlueRefusals() {}

    static ApiException operation(String name) {
        return unsupported("local-athena does not offer the Glue operation " + name
                + "; it has databases, tables, partitions, column statistics and tags of databases.");
    }

    /** @throws ApiException if the database would be another's */
    static void checkDatabase(JsonNode input) {
        if (input.has("TargetDatabase") || input.has("FederatedDatabase")) {
            throw unsupported(
                    "local-athena has no resource links and no federated databases; create the database itself.");
        }
    }

    /** @throws ApiException if the table would be another's, or more than an entry of the catalog */
    static void checkTable(JsonNode request) {
        var input = request.path("TableInput");
        if (request.has("OpenTableFormatInput")) {
            throw unsupported("local-athena does not create Iceberg tables through Glue; use CREATE TABLE with"
                    + " TBLPROPERTIES ('table_type'='ICEBERG') in Athena.");
        }
        if (!request.path("PartitionIndexes").isEmpty()) {
            throw unsupported(
                    "local-athena has no partition indexes; leave PartitionIndexes out, all partitions are found"
                            + " as fast.");
        }
        if (input.has("TargetTable")) {
            throw unsupported("local-athena has no resource links; create the table itself.");
        }
        if (input.has("ViewDefinition")) {
            throw unsupported("local-athena has no views of several dialects; use CREATE VIEW in Athena.");
        }
    }

    private static ApiException unsupported(String message) {
        return new ApiException(400, "OperationNotSupportedException", message);
    }
}
