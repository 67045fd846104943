package dev.pallas.local.internal.athena;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pallas.local.internal.engine.EngineException;
import dev.pallas.local.internal.glue.GlueStore;
import dev.pallas.local.internal.http.ApiException;
import dev.pallas.local.internal.s3.S3Objects;
import dev.pallas.local.internal.sql.HiveStatement.Alteration;
import dev.pallas.local.internal.sql.HiveStatement.Alteration.AddColumns;
import dev.pallas.local.internal.sql.HiveStatement.Alteration.AddPartitions;
import dev.pallas.local.internal.sql.HiveStatement.Alteration.ChangeColumn;
import dev.pallas.local.internal.sql.HiveStatement.Alteration.DropColumn;
import dev.pallas.local.internal.sql.HiveStatement.Alteration.DropPartitions;
import dev.pallas.local.internal.sql.HiveStatement.Alteration.RenamePartition;
import dev.pallas.local.internal.sql.HiveStatement.Alteration.RenameTable;
import dev.pallas.local.internal.sql.HiveStatement.Alteration.ReplaceColumns;
import dev.pallas.local.internal.sql.HiveStatement.Alteration.SetLocation;
import dev.pallas.local.internal.sql.HiveStatement.Alteration.SetProperties;
import dev.pallas.local.internal.sql.HiveStatement.Alteration.UnsetProperties;
import dev.pallas.local.internal.sql.SqlError;
import dev.pallas.local.internal.sql.TableName;

/** ALTER TABLE and MSCK REPAIR TABLE. */
final class TableAlteration {
    private final GlueStore glue;
    private final CatalogTables tables;
    private final Partitions partitions;
    private final IcebergAlteration iceberg;

    TableAlteration(GlueStore glue, S3Objects objects, CatalogTables tables, IcebergTables iceberg) {
        this.glue = glue;
        this.tables = tables;
        this.partitions = new Partitions(glue, objects);
        this.iceberg = new IcebergAlteration(iceberg);
    }

    void alter(TableName.Resolved name, Alteration alteration, EngineSession session) throws SqlError, EngineException {
        var table = tables.get(name);
        switch (TableDescription.kind(table)) {
            case VIEW ->
                throw SqlError.semantic("[Error 10131]: To alter a view you need to use CREATE OR REPLACE VIEW");
            case ICEBERG -> iceberg.alter(name, alteration, session);
            case HIVE -> alterHive(name, table, alteration);
        }
    }

    TextResult repair(TableName.Resolved name) throws SqlError {
        var table = tables.get(name);
        if (TableDescription.kind(table) != TableDescription.Kind.HIVE) {
            throw SqlError.notSupported("MSCK REPAIR TABLE is supported for Hive tables only");
        }
        return TextResult.of("result", partitions.repair(name, table));
    }

    // ---- Hive

    private void alterHive(TableName.Resolved name, ObjectNode table, Alteration alteration) throws SqlError {
        try {
            if (alteration instanceof AddPartitions add) {
                partitions.add(name, table, add);
            } else if (alteration instanceof DropPartitions drop) {
                partitions.drop(name, table, drop);
            } else if (alteration instanceof RenamePartition rename) {
                partitions.rename(name, table, rename);
            } else if (alteration instanceof SetLocation set && set.partition() != null) {
                partitions.move(name, table, set.partition(), set.location());
            } else {
                change(table, alteration);
                glue.updateTable(name.database(), table, table.path("VersionId").asText());
            }
        } catch (ApiException e) {
            throw HiveErrors.execution(e.type(), String.valueOf(e.getMessage()));
        }
    }

    private static void change(ObjectNode table, Alteration alteration) throws SqlError {
        var columns = table.withObject("/StorageDescriptor").withArray("Columns");
        if (alteration instanceof AddColumns add) {
            for (var column : add.columns()) {
                if (index(columns, column.name()) >= 0) {
                    throw SqlError.semantic("[Error 10036]: Duplicate column name: " + column.name());
                }
            }
            TableCreation.columns(add.columns(), columns);
        } else if (alteration instanceof ReplaceColumns replace) {
            columns.removeAll();
            TableCreation.columns(replace.columns(), columns);
        } else if (alteration instanceof ChangeColumn change) {
            changeColumn(columns, change);
        } else if (alteration instanceof SetLocation set) {
            table.withObject("/StorageDescriptor").put("Location", set.location());
        } else if (alteration instanceof SetProperties set) {
            set.properties().forEach(table.withObject("/Parameters")::put);
        } else if (alteration instanceof UnsetProperties unset) {
            unset(table.withObject("/Parameters"), unset);
        } else if (alteration instanceof DropColumn) {
            throw SqlError.notSupported("DROP COLUMN is supported for Iceberg tables only: use REPLACE COLUMNS");
        } else if (alteration instanceof RenameTable) {
            throw SqlError.notSupported("RENAME TO is supported for Iceberg tables only");
        }
    }

    private static void changeColumn(ArrayNode columns, ChangeColumn change) throws SqlError {
        var at = index(columns, change.from());
        if (at < 0) {
            throw SqlError.semantic("Invalid column reference " + change.from());
        }
        var column = change.column();
        var node = (ObjectNode) columns.get(at);
        node.put("Name", column.name()).put("Type", column.type().toString());
        if (column.comment() != null) {
            node.put("Comment", column.comment());
        }
        var after = change.after();
        if (after != null) {
            columns.remove(at);
            var place = after.isEmpty() ? 0 : index(columns, after) + 1;
            if (place == 0 && !after.isEmpty()) {
                throw SqlError.semantic("Invalid column reference " + after);
            }
            columns.insert(place, node);
        }
    }

    private static int index(ArrayNode columns, String name) {
        for (var i = 0; i < columns.size(); i++) {
            if (columns.get(i).path("Name").asText().equals(name)) {
                return i;
            }
        }
        return -1;
    }

    private static void unset(ObjectNode parameters, UnsetProperties unset) throws SqlError {
        for (var key : unset.keys()) {
            if (parameters.remove(key) == null && !unset.ifExists()) {
                throw SqlError.semantic(
                        "Please use the following syntax if not sure whether the property existed or not:"
                                + " ALTER TABLE tableName UNSET TBLPROPERTIES IF EXISTS (key1, key2, ...)");
            }
        }
    }
}
