package dev.pallas.local.internal.athena;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pallas.local.internal.glue.GlueStore;
import dev.pallas.local.internal.http.ApiException;
import dev.pallas.local.internal.s3.S3Location;
import dev.pallas.local.internal.sql.HiveStatement.Column;
import dev.pallas.local.internal.sql.HiveStatement.CreateTable;
import dev.pallas.local.internal.sql.HiveStatement.PartitionField;
import dev.pallas.local.internal.sql.SqlError;
import dev.pallas.local.internal.sql.TableName;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/** CREATE TABLE: a Hive table is an entry of the catalog, an Iceberg table has metadata of its own besides. */
final class TableCreation {
    private final GlueStore glue;
    private final CatalogTables tables;
    private final IcebergTables iceberg;

    TableCreation(GlueStore glue, CatalogTables tables, IcebergTables iceberg) {
        this.glue = glue;
        this.tables = tables;
        this.iceberg = iceberg;
    }

    void create(CreateTable create, TableName.Resolved name) throws SqlError {
        if (!tables.databaseExists(name.database())) {
            throw HiveErrors.noDatabase(name.database());
        }
        checkLocation(create);
        if (create.iceberg() && create.external()) {
            throw SqlError.semantic(
                    "CREATE EXTERNAL TABLE is not supported for table_type ICEBERG: leave EXTERNAL out");
        }
        if (!create.iceberg() && !create.external()) {
            throw SqlError.semantic(
                    "Only external table creation is supported: write CREATE EXTERNAL TABLE, or TBLPROPERTIES ('table_type'='ICEBERG')");
        }
        checkNames(create);
        if (tables.find(name) != null) {
            if (create.ifNotExists()) {
                return;
            }
            throw HiveErrors.exists("Table " + name.table() + " already exists");
        }
        if (create.iceberg()) {
            createIceberg(create, name);
        } else {
            createHive(create, name);
        }
    }

    private static void checkLocation(CreateTable create) throws SqlError {
        var location = create.location();
        if (location == null) {
            throw SqlError.semantic("Table location can not be null: add LOCATION 's3://bucket/prefix/'");
        }
        try {
            S3Location.of(location);
        } catch (IllegalArgumentException e) {
            throw SqlError.semantic("No FileSystem for location " + location + ": it must be s3://bucket/prefix/");
        }
    }

    private static void checkNames(CreateTable create) throws SqlError {
        var names = new HashSet<String>();
        for (var column : create.columns()) {
            if (!names.add(column.name())) {
                throw SqlError.semantic("[Error 10036]: Duplicate column name: " + column.name());
            }
        }
        for (var field : create.partitions()) {
            if (field.type() != null && !names.add(field.name())) {
                throw SqlError.semantic("[Error 10035]: Column repeated in partitioning columns");
            }
        }
    }

    // ---- Hive

    private void createHive(CreateTable create, TableName.Resolved name) throws SqlError {
        try {
            glue.createTable(name.database(), tableInput(create, name.table()));
        } catch (ApiException e) {
            throw HiveErrors.execution(e.type(), String.valueOf(e.getMessage()));
        }
    }

    private static ObjectNode tableInput(CreateTable create, String name) throws SqlError {
        var format = StorageFormat.of(create);
        var input = JsonNodeFactory.instance.objectNode();
        input.put("Name", name)
                .put("Owner", "hadoop")
                .put("TableType", "EXTERNAL_TABLE")
                .put("Retention", 0);
        var storage = input.putObject("StorageDescriptor");
        columns(create.columns(), storage.putArray("Columns"));
        storage.put("Location", TableDescription.directory(String.valueOf(create.location())))
                .put("InputFormat", format.inputFormat())
                .put("OutputFormat", format.outputFormat())
                .put("Compressed", false)
                .put("NumberOfBuckets", create.buckets() == 0 ? -1 : create.buckets())
                .put("StoredAsSubDirectories", false);
        var serde = storage.putObject("SerdeInfo").put("SerializationLibrary", format.serde());
        var serdeParameters = serde.putObject("Parameters");
        format.serdeParameters().forEach(serdeParameters::put);
        var buckets = storage.putArray("BucketColumns");
        create.bucketColumns().forEach(buckets::add);
        storage.putArray("SortColumns");
        columns(partitionKeys(create.partitions()), input.putArray("PartitionKeys"));
        var parameters = input.putObject("Parameters");
        parameters.put("EXTERNAL", "TRUE");
        create.properties().forEach(parameters::put);
        if (create.comment() != null) {
            parameters.put("comment", create.comment());
        }
        return input;
    }

    private static List<Column> partitionKeys(List<PartitionField> fields) throws SqlError {
        var keys = new ArrayList<Column>();
        for (var field : fields) {
            var type = field.type();
            if (type == null) {
                throw SqlError.semantic("Partition column " + field.name() + " needs a type");
            }
            keys.add(new Column(field.name(), type, field.comment()));
        }
        return keys;
    }

    static void columns(List<Column> columns, ArrayNode target) {
        for (var column : columns) {
            var node = target.addObject()
                    .put("Name", column.name())
                    .put("Type", column.type().toString());
            if (column.comment() != null) {
                node.put("Comment", column.comment());
            }
        }
    }

    // ---- Iceberg

    private void createIceberg(CreateTable create, TableName.Resolved name) throws SqlError {
        if (create.rowFormat() != null || create.storedAs() != null || create.buckets() != 0) {
            throw SqlError.semantic(
                    "ROW FORMAT, STORED AS and CLUSTERED BY are not supported for Iceberg tables: use TBLPROPERTIES ('format'='parquet')");
        }
        if (create.columns().isEmpty()) {
            throw SqlError.semantic("An Iceberg table needs columns");
        }
        var properties = IcebergProperties.of(create.properties());
        if (create.comment() != null) {
            properties.put("comment", create.comment());
        }
        var schema = IcebergSchemas.schema(create.columns());
        var partitions = IcebergSchemas.partitions(schema, create.partitions());
        var location = String.valueOf(create.location());
        try {
            iceberg.create(
                    name,
                    schema,
                    partitions,
                    // Iceberg appends to it, two slashes would make another directory of it
                    location.endsWith("/") ? location.substring(0, location.length() - 1) : location,
                    properties);
        } catch (ApiException e) {
            throw HiveErrors.execution(e.type(), String.valueOf(e.getMessage()));
        }
    }
}
