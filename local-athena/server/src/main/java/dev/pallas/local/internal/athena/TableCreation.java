package dev.pallas.local.internal.athena;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pallas.local.internal.engine.EngineException;
import dev.pallas.local.internal.glue.GlueStore;
import dev.pallas.local.internal.http.ApiException;
import dev.pallas.local.internal.s3.S3Location;
import dev.pallas.local.internal.sql.HiveStatement.Column;
import dev.pallas.local.internal.sql.HiveStatement.CreateTable;
import dev.pallas.local.internal.sql.HiveStatement.PartitionField;
import dev.pallas.local.internal.sql.SqlError;
import dev.pallas.local.internal.sql.TableFromQuery;
import dev.pallas.local.internal.sql.TableName;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** CREATE TABLE: a Hive table is an entry of the catalog, an Iceberg table is made by the engine. */
final class TableCreation {
    private static final Set<String> ICEBERG_FORMATS = Set.of("parquet", "orc", "avro");
    private static final Set<String> TRANSFORMS = Set.of("year", "month", "day", "hour", "bucket", "truncate");

    private final GlueStore glue;
    private final CatalogTables tables;

    TableCreation(GlueStore glue, CatalogTables tables) {
        this.glue = glue;
        this.tables = tables;
    }

    void create(CreateTable create, TableName.Resolved name, EngineSession session) throws SqlError, EngineException {
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
        if (create.iceberg()) {
            session.update(icebergSql(create, name), Map.of());
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
            if (!e.type().equals("AlreadyExistsException")) {
                throw HiveErrors.execution(e.type(), String.valueOf(e.getMessage()));
            }
            if (!create.ifNotExists()) {
                throw HiveErrors.exists("Table " + name.table() + " already exists");
            }
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
        storage.put("Location", create.location())
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

    private static String icebergSql(CreateTable create, TableName.Resolved name) throws SqlError {
        if (create.rowFormat() != null || create.storedAs() != null || create.buckets() != 0) {
            throw SqlError.semantic(
                    "ROW FORMAT, STORED AS and CLUSTERED BY are not supported for Iceberg tables: use TBLPROPERTIES ('format'='parquet')");
        }
        if (create.columns().isEmpty()) {
            throw SqlError.semantic("An Iceberg table needs columns");
        }
        var sql = new StringBuilder("CREATE TABLE ");
        if (create.ifNotExists()) {
            sql.append("IF NOT EXISTS ");
        }
        sql.append(name.iceberg()).append(" (");
        var separator = "";
        for (var column : create.columns()) {
            sql.append(separator).append(columnSql(column));
            separator = ", ";
        }
        sql.append(")");
        if (create.comment() != null) {
            sql.append(" COMMENT ").append(TableName.literal(create.comment()));
        }
        var location = String.valueOf(create.location());
        sql.append(" WITH (location = ")
                .append(TableName.literal(
                        location.endsWith("/") ? location.substring(0, location.length() - 1) : location))
                .append(", format = ")
                .append(TableName.literal(icebergFormat(create.properties())));
        if (!create.partitions().isEmpty()) {
            var fields = new ArrayList<String>();
            for (var field : create.partitions()) {
                fields.add(TableName.literal(partitionSql(field)));
            }
            sql.append(", partitioning = ARRAY[")
                    .append(String.join(", ", fields))
                    .append("]");
        }
        return sql.append(")").toString();
    }

    static String columnSql(Column column) throws SqlError {
        return TableName.quote(column.name()) + " " + column.type().toIceberg()
                + (column.comment() == null ? "" : " COMMENT " + TableName.literal(column.comment()));
    }

    private static String icebergFormat(Map<String, String> properties) throws SqlError {
        var format = "parquet";
        for (var property : properties.entrySet()) {
            var value = property.getValue().toLowerCase(Locale.ROOT);
            switch (property.getKey()) {
                case "table_type" -> {}
                case "format" -> format = value;
                case "write_compression" -> TableFromQuery.compression(true, value);
                default -> checkTuning(property.getKey());
            }
        }
        if (!ICEBERG_FORMATS.contains(format)) {
            throw new SqlError("INVALID_TABLE_PROPERTY", "Unsupported format for Iceberg tables: " + format);
        }
        return format.toUpperCase(Locale.ROOT);
    }

    static void checkTuning(String property) throws SqlError {
        if (!TableFromQuery.tuning(property)) {
            throw new SqlError("INVALID_TABLE_PROPERTY", "Unsupported table property key: " + property);
        }
    }

    private static String partitionSql(PartitionField field) throws SqlError {
        if (field.type() != null) {
            throw SqlError.semantic("Partition columns of an Iceberg table are columns of the table: write "
                    + field.name() + " without a type");
        }
        var column = plain(field.name()) ? field.name() : TableName.quote(field.name());
        var transform = field.transform();
        if (transform == null) {
            return column;
        }
        var width = transform.width();
        var needsWidth =
                transform.function().equals("bucket") || transform.function().equals("truncate");
        if (!TRANSFORMS.contains(transform.function()) || needsWidth != (width != null)) {
            throw SqlError.semantic("Unsupported partition transform: " + transform.function());
        }
        return transform.function() + "(" + column + (width == null ? "" : ", " + width) + ")";
    }

    private static boolean plain(@Nullable String name) {
        return name != null
                && name.chars().allMatch(c -> c == '_' || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))
                && !Character.isDigit(name.charAt(0));
    }
}
