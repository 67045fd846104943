package dev.pallas.local.internal.glue;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pallas.local.internal.journal.Journal;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The one catalog: what the Glue API, the engine and DDL see and change. It holds databases, tables and partitions as the Glue API writes
 * them. Names are kept in lower case. What goes in and what comes out are copies. Safe for use by many threads; every method is atomic.
 *
 * <p>What is missing is an {@code EntityNotFoundException}, what is there already an {@code AlreadyExistsException}, a version that is
 * no longer the current one a {@code ConcurrentModificationException}, each an {@link dev.pallas.local.internal.http.ApiException}.
 */
public final class GlueStore {
    /** A database that no list tells of, for tables that last as long as a statement. */
    public static final String HIDDEN = "$hidden";

    /** What the engine notes of itself in a table that it makes. */
    private static final List<String> ENGINE_NOTES =
            List.of("trino_version", "trino_query_id", "trino_created_by", "presto_version", "presto_query_id");

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final Clock clock;
    private final CatalogState state = new CatalogState();
    private final Journal journal;

    /** A catalog that is gone with the process. */
    public GlueStore(Clock clock) {
        this.clock = clock;
        this.journal = Journal.none(state);
    }

    /**
     * A catalog that is kept in a file.
     *
     * @throws IOException if the file cannot be read or written
     */
    public GlueStore(Clock clock, Path file) throws IOException {
        this.clock = clock;
        this.journal = Journal.open(file, state);
    }

    // ---- databases

    public synchronized ObjectNode createDatabase(ObjectNode databaseInput) {
        var name = name(databaseInput, "database");
        if (state.databases.containsKey(name)) {
            throw GlueErrors.exists("Database already exists.");
        }
        var description = describeDatabase(databaseInput, name);
        description.put("CreateTime", now());
        change(CatalogState.putDatabase(name, description));
        return description.deepCopy();
    }

    public synchronized ObjectNode getDatabase(String name) {
        return database(name).description.deepCopy();
    }

    public synchronized List<ObjectNode> listDatabases() {
        return state.databases.values().stream()
                .filter(database -> !database.description.path("Name").asText().equals(HIDDEN))
                .map(database -> database.description.deepCopy())
                .toList();
    }

    public synchronized void updateDatabase(String name, ObjectNode databaseInput) {
        var database = database(name);
        var description = describeDatabase(databaseInput, lower(name));
        description.set("CreateTime", database.description.get("CreateTime"));
        change(CatalogState.putDatabase(lower(name), description));
    }

    /** Deletes the database and all its tables; what their locations hold stays. */
    public synchronized void deleteDatabase(String name) {
        database(name);
        change(CatalogState.dropDatabase(lower(name)));
    }

    synchronized ObjectNode getTags(String databaseName) {
        return database(databaseName).tags.deepCopy();
    }

    /** Adds tags to those that a database has, or gives them other values, and takes some away. */
    synchronized void updateTags(String databaseName, ObjectNode added, List<String> removed) {
        var tags = database(databaseName).tags.deepCopy();
        tags.setAll(added);
        tags.remove(removed);
        change(CatalogState.putTags(lower(databaseName), tags));
    }

    // ---- tables

    public synchronized ObjectNode createTable(String databaseName, ObjectNode tableInput) {
        var name = name(tableInput, "table");
        if (database(databaseName).tables.containsKey(name)) {
            throw GlueErrors.exists("Table already exists.");
        }
        var description = describeTable(databaseName, name, tableInput);
        description.put("CreateTime", now()).put("UpdateTime", now()).put("VersionId", "0");
        change(CatalogState.putTable(lower(databaseName), name, description, false));
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
        var name = name(tableInput, "table");
        var table = table(databaseName, name);
        var version = table.description.get("VersionId").asText();
        if (expectedVersion != null && !expectedVersion.equals(version)) {
            throw GlueErrors.concurrent("Update table failed due to concurrent modifications.");
        }
        var description = describeTable(databaseName, name, tableInput);
        description.set("CreateTime", table.description.get("CreateTime"));
        description.put("UpdateTime", now()).put("VersionId", String.valueOf(Long.parseLong(version) + 1));
        change(CatalogState.putTable(lower(databaseName), name, description, !skipArchive));
        return description.deepCopy();
    }

    /** Deletes the table and its partitions; what their locations hold stays. */
    public synchronized void deleteTable(String databaseName, String name) {
        table(databaseName, name);
        change(CatalogState.dropTable(lower(databaseName), lower(name)));
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

    /** Drops a description that the table had before; the one it has now stays. */
    synchronized void deleteTableVersion(String databaseName, String name, String version) {
        var table = table(databaseName, name);
        if (table.description.path("VersionId").asText().equals(version)) {
            throw GlueErrors.invalid("Version " + version + " is the current one of table " + lower(name)
                    + ", which only goes with the table.");
        }
        if (table.versions.stream()
                .noneMatch(description -> description.path("VersionId").asText().equals(version))) {
            throw GlueErrors.notFound("Version " + version + " of table " + lower(name) + " not found.");
        }
        change(CatalogState.dropVersion(lower(databaseName), lower(name), version));
    }

    // ---- partitions

    public synchronized void createPartition(String databaseName, String tableName, ObjectNode partitionInput) {
        var table = table(databaseName, tableName);
        var values = values(table, partitionInput);
        if (table.partitions.containsKey(values)) {
            throw GlueErrors.exists("Partition already exists.");
        }
        var description = describePartition(databaseName, tableName, partitionInput);
        change(CatalogState.putPartition(lower(databaseName), lower(tableName), values, description, null));
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
        change(CatalogState.putPartition(lower(databaseName), lower(tableName), newValues, description, values));
    }

    public synchronized void deletePartition(String databaseName, String tableName, List<String> values) {
        partition(table(databaseName, tableName), values);
        change(CatalogState.dropPartition(lower(databaseName), lower(tableName), values));
    }

    // ---- column statistics

    /**
     * Reads what is known of a column's values.
     *
     * @param partition a partition's values, null for the table itself
     */
    synchronized @Nullable ObjectNode getColumnStatistics(
            String databaseName, String tableName, @Nullable List<String> partition, String column) {
        var table = table(databaseName, tableName);
        var known = table.statistics
                .getOrDefault(statisticsKey(table, partition), Map.of())
                .get(lower(column));
        return known == null ? null : known.deepCopy();
    }

    synchronized void putColumnStatistics(
            String databaseName, String tableName, @Nullable List<String> partition, ObjectNode statistics) {
        var key = statisticsKey(table(databaseName, tableName), partition);
        var column = lower(statistics.path("ColumnName").asText());
        change(CatalogState.putStatistics(lower(databaseName), lower(tableName), key, column, statistics.deepCopy()));
    }

    synchronized void deleteColumnStatistics(
            String databaseName, String tableName, @Nullable List<String> partition, String column) {
        var key = statisticsKey(table(databaseName, tableName), partition);
        change(CatalogState.putStatistics(lower(databaseName), lower(tableName), key, lower(column), null));
    }

    private static List<String> statisticsKey(CatalogState.Table table, @Nullable List<String> partition) {
        if (partition == null) {
            return List.of();
        }
        partition(table, partition);
        return List.copyOf(partition);
    }

    // ---- changes and descriptions

    private void change(ObjectNode change) {
        journal.append(change);
        state.apply(change);
        journal.compactIfWorthIt();
    }

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
        GlueDefaults.completeTable(description);
        if (description.get("Parameters") instanceof ObjectNode parameters) {
            parameters.remove(ENGINE_NOTES);
        }
        return description;
    }

    private ObjectNode describePartition(String databaseName, String tableName, ObjectNode input) {
        var description = input.deepCopy();
        description.put("DatabaseName", lower(databaseName)).put("TableName", lower(tableName));
        description.put("CatalogId", GlueDefaults.CATALOG_ID).put("CreationTime", now());
        GlueDefaults.completeStorage(description);
        return description;
    }

    // ---- look-up

    private CatalogState.Database database(String name) {
        var database = state.databases.get(lower(name));
        if (database == null) {
            throw GlueErrors.notFound("Database " + lower(name) + " not found.");
        }
        return database;
    }

    private CatalogState.Table table(String databaseName, String name) {
        var table = database(databaseName).tables.get(lower(name));
        if (table == null) {
            throw GlueErrors.notFound("Table " + lower(name) + " not found.");
        }
        return table;
    }

    private static ObjectNode partition(CatalogState.Table table, List<String> values) {
        var partition = table.partitions.get(values);
        if (partition == null) {
            throw GlueErrors.notFound("Cannot find partition.");
        }
        return partition;
    }

    private static List<String> values(CatalogState.Table table, ObjectNode partitionInput) {
        var values = CatalogState.values(partitionInput.path("Values"));
        if (values.size() != table.description.path("PartitionKeys").size()) {
            throw GlueErrors.invalid("The number of partition keys do not match the number of partition values");
        }
        return values;
    }

    private static String name(ObjectNode input, String what) {
        var name = input.path("Name").asText("");
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

    static ArrayNode array(List<ObjectNode> nodes) {
        return JSON.arrayNode().addAll(nodes);
    }
}
