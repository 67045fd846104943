package dev.pallas.local.internal.glue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pallas.local.internal.journal.Journal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What the catalog holds, and the changes that make it: whatever is done to the catalog is one {@link #apply change}, which can be written
 * down and applied again. Nothing is checked here. Not safe for use by many threads.
 */
final class CatalogState implements Journal.State {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    final Map<String, Database> databases = new TreeMap<>();

    /** A database and its tables by name. */
    static final class Database {
        ObjectNode description;
        ObjectNode tags = JSON.objectNode();
        final Map<String, Table> tables = new TreeMap<>();

        Database(ObjectNode description) {
            this.description = description;
        }
    }

    /** A table, what it was before, and its partitions. */
    static final class Table {
        ObjectNode description;
        /** The descriptions it had, oldest first. */
        final List<ObjectNode> versions = new ArrayList<>();

        final Map<List<String>, ObjectNode> partitions = new TreeMap<>(CatalogState::compareValues);
        /** Column statistics of the table itself, under the empty list, and of each partition; by column. */
        final Map<List<String>, Map<String, ObjectNode>> statistics = new HashMap<>();

        Table(ObjectNode description) {
            this.description = description;
        }
    }

    static ObjectNode putDatabase(String database, ObjectNode description) {
        return change("put-database", database).set("value", description);
    }

    static ObjectNode dropDatabase(String database) {
        return change("drop-database", database);
    }

    /**
     * Puts a table.
     *
     * @param archive true to keep the description that is replaced
     */
    static ObjectNode putTable(String database, String table, ObjectNode description, boolean archive) {
        return change("put-table", database)
                .put("table", table)
                .put("archive", archive)
                .set("value", description);
    }

    static ObjectNode dropTable(String database, String table) {
        return change("drop-table", database).put("table", table);
    }

    /** Drops a description that a table had before. */
    static ObjectNode dropVersion(String database, String table, String version) {
        return change("drop-version", database).put("table", table).put("version", version);
    }

    /** Puts the tags of a database, all of them. */
    static ObjectNode putTags(String database, ObjectNode tags) {
        return change("put-tags", database).set("value", tags);
    }

    /**
     * Puts a partition.
     *
     * @param replaced the values of the partition that becomes this one, null for none
     */
    static ObjectNode putPartition(
            String database,
            String table,
            List<String> values,
            ObjectNode description,
            @Nullable List<String> replaced) {
        var change = change("put-partition", database).put("table", table);
        change.set("values", array(values));
        if (replaced != null) {
            change.set("replaced", array(replaced));
        }
        return change.set("value", description);
    }

    static ObjectNode dropPartition(String database, String table, List<String> values) {
        return change("drop-partition", database).put("table", table).set("values", array(values));
    }

    /**
     * Puts or, without a value, removes what is known of a column.
     *
     * @param values a partition's values; empty for the table itself
     */
    static ObjectNode putStatistics(
            String database, String table, List<String> values, String column, @Nullable ObjectNode value) {
        var change = change("put-statistics", database).put("table", table).put("column", column);
        change.set("values", array(values));
        if (value != null) {
            change.set("value", value);
        }
        return change;
    }

    private static ObjectNode change(String kind, String database) {
        return JSON.objectNode().put("change", kind).put("database", database);
    }

    /** Applies a change; one whose database or table is gone changes nothing. */
    @Override
    public void apply(JsonNode change) {
        var name = change.path("database").asText();
        var kind = change.path("change").asText();
        var value = change.get("value") instanceof ObjectNode object ? object : null;
        var database = databases.get(name);
        if (kind.equals("put-database") && value != null) {
            if (database == null) {
                databases.put(name, new Database(value));
            } else {
                database.description = value;
            }
        } else if (kind.equals("drop-database")) {
            databases.remove(name);
        } else if (kind.equals("put-tags") && database != null && value != null) {
            database.tags = value;
        } else if (database != null) {
            applyToTables(database.tables, kind, change, value);
        }
    }

    private static void applyToTables(
            Map<String, Table> tables, String kind, JsonNode change, @Nullable ObjectNode value) {
        var name = change.path("table").asText();
        var table = tables.get(name);
        if (kind.equals("put-table") && value != null) {
            if (table == null) {
                tables.put(name, new Table(value));
            } else {
                if (change.path("archive").asBoolean()) {
                    table.versions.add(table.description);
                }
                table.description = value;
            }
        } else if (kind.equals("drop-table")) {
            tables.remove(name);
        } else if (kind.equals("drop-version") && table != null) {
            var version = change.path("version").asText();
            table.versions.removeIf(
                    description -> description.path("VersionId").asText().equals(version));
        } else if (table != null) {
            applyToPartitions(table, kind, change, value);
        }
    }

    private static void applyToPartitions(Table table, String kind, JsonNode change, @Nullable ObjectNode value) {
        var values = values(change.path("values"));
        switch (kind) {
            case "put-partition" -> {
                var replaced = values(change.path("replaced"));
                if (change.has("replaced") && !replaced.equals(values)) {
                    table.partitions.remove(replaced);
                    var statistics = table.statistics.remove(replaced);
                    if (statistics != null) {
                        table.statistics.put(values, statistics);
                    }
                }
                if (value != null) {
                    table.partitions.put(values, value);
                }
            }
            case "drop-partition" -> {
                table.partitions.remove(values);
                table.statistics.remove(values);
            }
            case "put-statistics" -> {
                var columns = table.statistics.computeIfAbsent(values, none -> new HashMap<>());
                var column = change.path("column").asText();
                if (value == null) {
                    columns.remove(column);
                } else {
                    columns.put(column, value);
                }
            }
            default -> throw new IllegalArgumentException("unknown change: " + kind);
        }
    }

    /** The changes that make this state from nothing. */
    @Override
    public void describe(Consumer<ObjectNode> changes) {
        databases.forEach((databaseName, database) -> {
            changes.accept(putDatabase(databaseName, database.description));
            if (!database.tags.isEmpty()) {
                changes.accept(putTags(databaseName, database.tags));
            }
            database.tables.forEach((name, table) -> describe(databaseName, name, table, changes));
        });
    }

    private static void describe(String database, String name, Table table, Consumer<ObjectNode> changes) {
        table.versions.forEach(version -> changes.accept(putTable(database, name, version, true)));
        changes.accept(putTable(database, name, table.description, true));
        table.partitions.forEach(
                (values, partition) -> changes.accept(putPartition(database, name, values, partition, null)));
        table.statistics.forEach((values, columns) -> columns.forEach(
                (column, value) -> changes.accept(putStatistics(database, name, values, column, value))));
    }

    private static ArrayNode array(List<String> values) {
        var array = JSON.arrayNode();
        values.forEach(array::add);
        return array;
    }

    static List<String> values(JsonNode array) {
        var values = new ArrayList<String>();
        array.forEach(value -> values.add(value.asText()));
        return List.copyOf(values);
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
}
