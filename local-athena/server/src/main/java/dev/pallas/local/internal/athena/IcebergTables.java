package dev.pallas.local.internal.athena;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pallas.local.internal.glue.GlueStore;
import dev.pallas.local.internal.http.ApiException;
import dev.pallas.local.internal.s3.S3Objects;
import dev.pallas.local.internal.sql.SqlError;
import dev.pallas.local.internal.sql.TableName;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.iceberg.BaseMetastoreTableOperations;
import org.apache.iceberg.BaseTable;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.exceptions.CommitFailedException;
import org.apache.iceberg.io.FileIO;
import org.jspecify.annotations.Nullable;

/**
 * The Iceberg tables of the catalog, through Iceberg's own library. What changes their description goes this way, and not through the engine,
 * which offers less of it than Athena does: comments, the order of columns, properties, the age at which snapshots end.
 */
final class IcebergTables {
    private final GlueStore glue;
    private final FileIO files;

    IcebergTables(GlueStore glue, S3Objects objects) {
        this.glue = glue;
        this.files = new IcebergFiles(objects);
    }

    Table load(TableName.Resolved name) {
        return new BaseTable(new Operations(name), name.toString());
    }

    /**
     * Makes a table without rows.
     *
     * @throws ApiException if the catalog has one of the name
     */
    void create(
            TableName.Resolved name,
            Schema schema,
            PartitionSpec spec,
            String location,
            Map<String, String> properties) {
        new Operations(name).commit(null, TableMetadata.newTableMetadata(schema, spec, location, properties));
    }

    /** Sets properties by the names that Athena's users write. */
    void describe(TableName.Resolved name, Map<String, String> properties) throws SqlError {
        var update = load(name).updateProperties();
        IcebergProperties.change(properties).forEach(update::set);
        update.commit();
    }

    /** The data files that a statement of the engine added. */
    List<String> added(TableName.Resolved name, String engineQueryId) {
        var added = new ArrayList<String>();
        for (Snapshot snapshot : load(name).snapshots()) {
            if (engineQueryId.equals(snapshot.summary().get("trino_query_id"))) {
                snapshot.addedDataFiles(files)
                        .forEach(file -> added.add(file.path().toString()));
            }
        }
        return added;
    }

    private final class Operations extends BaseMetastoreTableOperations {
        private final TableName.Resolved name;

        Operations(TableName.Resolved name) {
            this.name = name;
        }

        @Override
        protected String tableName() {
            return name.toString();
        }

        @Override
        public FileIO io() {
            return files;
        }

        @Override
        protected void doRefresh() {
            try {
                var parameters = glue.getTable(name.database(), name.table()).path("Parameters");
                refreshFromMetadataLocation(
                        parameters.path(METADATA_LOCATION_PROP).asText());
            } catch (ApiException e) {
                if (currentMetadataLocation() != null) {
                    throw e;
                }
                // it is about to be made
                refreshFromMetadataLocation(null);
            }
        }

        @Override
        protected void doCommit(@Nullable TableMetadata base, TableMetadata metadata) {
            var written = writeNewMetadata(metadata, base == null ? 0 : currentVersion() + 1);
            try {
                if (base == null) {
                    glue.createTable(name.database(), entry(written));
                } else {
                    replace(base, written);
                }
            } catch (ApiException e) {
                files.deleteFile(written);
                if (e.type().equals("ConcurrentModificationException")) {
                    throw new CommitFailedException(e, "Cannot commit: %s changed meanwhile", name);
                }
                throw e;
            }
        }

        private void replace(TableMetadata base, String written) {
            var table = glue.getTable(name.database(), name.table());
            var parameters = table.withObject("/Parameters");
            var current = parameters.path(METADATA_LOCATION_PROP).asText();
            if (!current.equals(base.metadataFileLocation())) {
                files.deleteFile(written);
                throw new CommitFailedException("Cannot commit: %s changed meanwhile", name);
            }
            parameters.put(PREVIOUS_METADATA_LOCATION_PROP, current).put(METADATA_LOCATION_PROP, written);
            // the columns and their comments are from now on those of the new metadata
            table.remove("StorageDescriptor");
            glue.updateTable(name.database(), table, table.path("VersionId").asText());
        }

        private ObjectNode entry(String metadataLocation) {
            var entry = JsonNodeFactory.instance.objectNode();
            entry.put("Name", name.table()).put("TableType", "EXTERNAL_TABLE");
            entry.putObject("Parameters")
                    .put(TABLE_TYPE_PROP, ICEBERG_TABLE_TYPE_VALUE.toUpperCase(Locale.ROOT))
                    .put(METADATA_LOCATION_PROP, metadataLocation);
            return entry;
        }
    }
}
