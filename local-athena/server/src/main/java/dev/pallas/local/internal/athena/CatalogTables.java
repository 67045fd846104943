package dev.pallas.local.internal.athena;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pallas.local.internal.glue.GlueStore;
import dev.pallas.local.internal.http.ApiException;
import dev.pallas.local.internal.s3.S3Objects;
import dev.pallas.local.internal.sql.SqlError;
import dev.pallas.local.internal.sql.TableName;
import org.jspecify.annotations.Nullable;

/** Looks tables up in the catalog. */
final class CatalogTables {
    private final GlueStore glue;
    private final S3Objects objects;

    CatalogTables(GlueStore glue, S3Objects objects) {
        this.glue = glue;
        this.objects = objects;
    }

    boolean databaseExists(String database) {
        try {
            glue.getDatabase(database);
            return true;
        } catch (ApiException e) {
            return false;
        }
    }

    /** The table as the catalog has it; null if it is not there. */
    @Nullable
    ObjectNode find(TableName.Resolved name) {
        try {
            return glue.getTable(name.database(), name.table());
        } catch (ApiException e) {
            return null;
        }
    }

    ObjectNode get(TableName.Resolved name) throws SqlError {
        var table = find(name);
        if (table == null) {
            throw databaseExists(name.database())
                    ? HiveErrors.noTable(name.table())
                    : HiveErrors.noDatabase(name.database());
        }
        return table;
    }

    TableDescription describe(TableName.Resolved name) throws SqlError {
        return describe(get(name));
    }

    TableDescription describe(ObjectNode table) {
        return TableDescription.of(table, objects);
    }
}
