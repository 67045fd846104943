package dev.pallas.local.internal.glue;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The one catalog: what the Glue API, the engine and DDL see and change. It holds databases, tables and partitions as the Glue API writes
 * them. Names are kept in lower case. What goes in and what comes out are copies. Safe for use by many threads; every method is atomic.
 *
 * <p>What is missing is an {@code EntityNotFoundException}, what is there already an {@code AlreadyExistsException}, a version that is
 * no longer the current one a {@code ConcurrentModificationException}, each an {@link dev.pallas.local.internal.http.ApiException}.
 */
public final class GlueStore {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final Clock clock;
    private final Map<String, Database> databases = new TreeMap<>();

    public GlueStore(Clock clock) {
        this.clock = clock;
    }

    private static final class Database {
        private ObjectNode description;
        private final Map<String, Table> tables = new TreeMap<>();

        Database(ObjectNode description) {
            this.description = description;
        }
    }

    private static final class Table {
        private ObjectNode description;
        /** Every description there was, by version, oldest first. */
        private final List<ObjectNode> versions = new ArrayList<>();

        private final Map<List<String>, ObjectNode> partitions = new TreeMap<>(GlueStore::compareValues);

        /** Column statistics of the table itself, under the empty list, and of each partition. */
        private final Map<List<String>, Map<String, ObjectNode>> statistics = new HashMap<>();

        Table(ObjectNode description) {
            this.description = description;
        }
    }

    // ---- databases

    public synchronized ObjectNode createDatabase(ObjectNode databaseInput) {
        var name = name(databaseInput, "Name", "database");
        if (databases.containsKey(name)) {
            throw GlueErrors.exists("Database already exists.");
        }
        var description = describeDatabase(databaseInput, name);
        description.put("CreateTime", now());
        databases.put(name, new Database(description));
        return description.deepCopy();
    }

    public synchronized ObjectNode getDatabase(String name) {
        return database(name).description.deepCopy();
    }

    public synchronized List<ObjectNode> listDatabases() {
        return databases.values().stream()
                .map(database -> database.description.deepCopy())
                .toList();
    }

    public synchronized void updateDatabase(String name, ObjectNode databaseInput) {
        var database = database(name);
        var description = describeDatabase(databaseInput, lower(name));
        description.set("CreateTime", database.description.get("CreateTime"));
        database.description = description;
    }

    /** Deletes the database and all its tables; what their locations hold stays. */
    public synchronized void deleteDatabase(String name) {
        database(name);
        databases.remove(lower(name));
    }

    // ---- tables

    public synchronized ObjectNode createTable(String databaseName, ObjectNode tableInput) {
        var database = database(databaseName);
        var name = name(tableInput, "Name", "table");
        if (database.tables.containsKey(name)) {
            throw GlueErrors.exists("Table already exists.");
        }
        var description = describeTable(databaseName, name, tableInput);
        description.put("CreateTime", now()).put("UpdateTime", now()).put("VersionId", "0");
        database.tables.put(name, new Table(description));
        return description.deepCopy();
    }

    public synchronized ObjectNode getTable(String databaseName, String name) {
        return table(databaseName, name).description.deepCopy();
    }

    public synchronized List<ObjectNode> listTables(String databaseName) {
        return database(databaseName).tables.values().stream()
                .map(table -> table.description.deepCopy())
                .toList();
    }

    /**
     * Replaces a table's description and counts its version up.
     *
     * @param expectedVersion the version that the change is based on; null to change whatever is there
     */
    public ObjectNode updateTable(String databaseName, ObjectNode tableInput, @Nullable String expectedVersion) {
        return updateTable(databaseName, tableInput, expectedVersion, false);
    }

    /**
     * Replaces a table's description and counts its version up.
     *
     * @param skipArchive true to not keep the description that is replaced
     */
    synchronized ObjectNode updateTable(
            String databaseName, ObjectNode tableInput, @Nullable String expectedVersion, boolean skipArchive) {
        var name = name(tableInput, "Name", "table");
        var table = table(databaseName, name);
        var version = table.description.get("VersionId").asText();
        if (expectedVersion != null && !expectedVersion.equals(version)) {
            throw GlueErrors.concurrent("Update table failed due to concurrent modifications.");
        }
        var description = describeTable(databaseName, name, tableInput);
        description.set("CreateTime", table.description.get("CreateTime"));
        description.put("UpdateTime", now()).put("VersionId", String.valueOf(Long.parseLong(version) + 1));
        if (!skipArchive) {
            table.versions.add(table.description);
        }
        table.description = description;
        return description.deepCopy();
    }

    /** Deletes the table and its partitions; what their locations hold stays. */
    public synchronized void deleteTable(String databaseName, String name) {
        table(databaseName, name);
        database(databaseName).tables.remove(lower(name));
    }

    /** The table's descriptions, newest first. */
    synchronized List<ObjectNode> listTableVersions(String databaseName, String name) {
        var table = table(databaseName, name);
        var versions = new ArrayList<ObjectNode>();
        versions.add(table.description.deepCopy());
        for (var i = table.versions.size() - 1; i >= 0; i--) {
            versions.add(table.versions.get(i).deepCopy());
        }
        return versions;
    }

    // ---- partitions

    public synchronized void createPartition(String databaseName, String tableName, ObjectNode partitionInput) {
        var table = table(databaseName, tableName);
        var values = values(table, partitionInput);
        if (table.partitions.containsKey(values)) {
            throw GlueErrors.exists("Partition already exists.");
        }
        table.partitions.put(values, describePartition(databaseName, tableName, partitionInput));
    }

    public synchronized ObjectNode getPartition(String databaseName, String tableName, List<String> values) {
        return partition(table(databaseName, tableName), values).deepCopy();
    }

    /**
     * The partitions in the order of their values.
     *
     * @param expression a condition over the partition keys in the language of Glue's GetPartitions; null or empty for all
     */
    public synchronized List<ObjectNode> getPartitions(
            String databaseName, String tableName, @Nullable String expression) {
        var table = table(databaseName, tableName);
        var filter = PartitionFilter.parse(expression, table.description.path("PartitionKeys"));
        return table.partitions.entrySet().stream()
                .filter(partition -> filter.test(partition.getKey()))
                .map(partition -> partition.getValue().deepCopy())
                .toList();
    }

    /**
     * Replaces a partition.
     *
     * @param values the values of the partition to replace; the input may name others, which moves the partition
     */
    public synchronized void updatePartition(
            String databaseName, String tableName, List<String> values, ObjectNode partitionInput) {
        var table = table(databaseName, tableName);
        var old = partition(table, values);
        var newValues = values(table, partitionInput);
        if (!newValues.equals(values) && table.partitions.containsKey(newValues)) {
            throw GlueErrors.exists("Partition already exists.");
        }
        var description = describePartition(databaseName, tableName, partitionInput);
        description.set("CreationTime", old.get("CreationTime"));
        table.partitions.remove(values);
        table.partitions.put(newValues, description);
        if (!newValues.equals(values)) {
            var statistics = table.statistics.remove(values);
            if (statistics != null) {
                table.statistics.put(newValues, statistics);
            }
        }
    }

    public synchronized void deletePartition(String databaseName, String tableName, List<String> values) {
        var table = table(databaseName, tableName);
        partition(table, values);
        table.partitions.remove(values);
        table.statistics.remove(values);
    }

    // ---- column statistics

    /**
     * Reads what is known of a column's values.
     *
     * @param partition a partition's values, null for the table itself
     */
    synchronized @Nullable ObjectNode getColumnStatistics(
            String databaseName, String tableName, @Nullable List<String> partition, String column) {
        var known = statisticsOf(databaseName, tableName, partition).get(lower(column));
        return known == null ? null : known.deepCopy();
    }

    synchronized void putColumnStatistics(
            String databaseName, String tableName, @Nullable List<String> partition, ObjectNode statistics) {
        statisticsOf(databaseName, tableName, partition)
                .put(lower(statistics.path("ColumnName").asText()), statistics.deepCopy());
    }

    synchronized void deleteColumnStatistics(
            String databaseName, String tableName, @Nullable List<String> partition, String column) {
        statisticsOf(databaseName, tableName, partition).remove(lower(column));
    }

    private Map<String, ObjectNode> statisticsOf(
            String databaseName, String tableName, @Nullable List<String> partition) {
        var table = table(databaseName, tableName);
        if (partition != null) {
            partition(table, partition);
        }
        return table.statistics.computeIfAbsent(
                partition == null ? List.of() : List.copyOf(partition), values -> new HashMap<>());
    }

    // ---- descriptions

    private static ObjectNode describeDatabase(ObjectNode input, String name) {
        var description = input.deepCopy();
        description.put("Name", name).put("CatalogId", GlueDefaults.CATALOG_ID);
        return description;
    }

    private static ObjectNode describeTable(String databaseName, String name, ObjectNode input) {
        var description = input.deepCopy();
        description
                .put("Name", name)
                .put("DatabaseName", lower(databaseName))
                .put("CatalogId", GlueDefaults.CATALOG_ID);
        GlueDefaults.complete(description);
        return description;
    }

    private ObjectNode describePartition(String databaseName, String tableName, ObjectNode input) {
        var description = input.deepCopy();
        description.put("DatabaseName", lower(databaseName)).put("TableName", lower(tableName));
        description.put("CatalogId", GlueDefaults.CATALOG_ID).put("CreationTime", now());
        GlueDefaults.complete(description);
        return description;
    }

    // ---- look-up

    private Database database(String name) {
        var database = databases.get(lower(name));
        if (database == null) {
            throw GlueErrors.notFound("Database " + lower(name) + " not found.");
        }
        return database;
    }

    private Table table(String databaseName, String name) {
        var table = database(databaseName).tables.get(lower(name));
        if (table == null) {
            throw GlueErrors.notFound("Table " + lower(name) + " not found.");
        }
        return table;
    }

    private static ObjectNode partition(Table table, List<String> values) {
        var partition = table.partitions.get(values);
        if (partition == null) {
            throw GlueErrors.notFound("Cannot find partition.");
        }
        return partition;
    }

    private static List<String> values(Table table, ObjectNode partitionInput) {
        var values = new ArrayList<String>();
        partitionInput.path("Values").forEach(value -> values.add(value.asText()));
        var keys = table.description.path("PartitionKeys").size();
        if (values.size() != keys) {
            throw GlueErrors.invalid("The number of partition keys do not match the number of partition values");
        }
        return List.copyOf(values);
    }

    private static String name(ObjectNode input, String member, String what) {
        var name = input.path(member).asText("");
        if (name.isBlank() || name.length() > 255) {
            throw GlueErrors.invalid("The " + what + " name must have 1 to 255 characters.");
        }
        return lower(name);
    }

    static String lower(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    private double now() {
        return clock.millis() / 1000.0;
    }

    private static int compareValues(List<String> left, List<String> right) {
        for (var i = 0; i < Math.min(left.size(), right.size()); i++) {
            var order = left.get(i).compareTo(right.get(i));
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(left.size(), right.size());
    }

    static ArrayNode array(List<ObjectNode> nodes) {
        return JSON.arrayNode().addAll(nodes);
    }
}
