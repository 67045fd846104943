package dev.pallas.local.internal.athena;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pallas.local.internal.glue.GlueStore;
import dev.pallas.local.internal.http.ApiException;
import dev.pallas.local.internal.s3.S3Location;
import dev.pallas.local.internal.s3.S3Objects;
import dev.pallas.local.internal.sql.HiveStatement.Alteration.AddPartitions;
import dev.pallas.local.internal.sql.HiveStatement.Alteration.DropPartitions;
import dev.pallas.local.internal.sql.HiveStatement.Alteration.RenamePartition;
import dev.pallas.local.internal.sql.SqlError;
import dev.pallas.local.internal.sql.TableName;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The partitions of Hive tables. */
final class Partitions {
    /** What a partition value cannot hold as part of a path, besides control characters. */
    private static final String ESCAPED = "\"#%'*/:=?\\{[]^";

    private final GlueStore glue;
    private final S3Objects objects;

    Partitions(GlueStore glue, S3Objects objects) {
        this.glue = glue;
        this.objects = objects;
    }

    void add(TableName.Resolved name, ObjectNode table, AddPartitions add) throws SqlError {
        for (var partition : add.partitions()) {
            var values = values(table, partition.values());
            var location = partition.location() == null ? location(table, values) : partition.location();
            try {
                glue.createPartition(name.database(), name.table(), input(table, values, location));
            } catch (ApiException e) {
                if (!e.type().equals("AlreadyExistsException") || !add.ifNotExists()) {
                    throw e;
                }
            }
        }
    }

    void drop(TableName.Resolved name, ObjectNode table, DropPartitions drop) throws SqlError {
        for (var partition : drop.partitions()) {
            var wanted = partition;
            var keys = keys(table);
            checkKeys(keys, wanted);
            var matching = glue.getPartitions(name.database(), name.table(), null).stream()
                    .map(Partitions::values)
                    .filter(values -> matches(keys, values, wanted))
                    .toList();
            if (matching.isEmpty() && !drop.ifExists()) {
                throw SqlError.semantic("[Error 10006]: Partition not found " + wanted);
            }
            for (var values : matching) {
                glue.deletePartition(name.database(), name.table(), values);
            }
        }
    }

    void rename(TableName.Resolved name, ObjectNode table, RenamePartition rename) throws SqlError {
        var from = values(table, rename.from());
        var partition = glue.getPartition(name.database(), name.table(), from);
        var to = partition.putArray("Values");
        values(table, rename.to()).forEach(to::add);
        glue.updatePartition(name.database(), name.table(), from, partition);
    }

    void move(TableName.Resolved name, ObjectNode table, Map<String, String> spec, String location) throws SqlError {
        var values = values(table, spec);
        var partition = glue.getPartition(name.database(), name.table(), values);
        partition.withObject("/StorageDescriptor").put("Location", location);
        glue.updatePartition(name.database(), name.table(), values, partition);
    }

    /** The partitions as SHOW PARTITIONS names them. */
    List<String> names(TableName.Resolved name, ObjectNode table) {
        var keys = keys(table);
        return glue.getPartitions(name.database(), name.table(), null).stream()
                .map(partition -> path(keys, values(partition)))
                .toList();
    }

    /** Adds the partitions that lie below the table's location as {@code key=value} and that the catalog does not have. */
    List<String> repair(TableName.Resolved name, ObjectNode table) throws SqlError {
        var keys = keys(table);
        var location = table.path("StorageDescriptor").path("Location").asText();
        if (location.isEmpty()) {
            throw HiveErrors.execution("MetaException", "Table " + name.table() + " has no location");
        }
        var root = S3Location.of(location.endsWith("/") ? location : location + "/");
        // a directory may be spelled in more than one way, so the one that is there is kept
        var found = new LinkedHashMap<List<String>, S3Location>();
        for (var object : list(root)) {
            var path = object.location().key().substring(root.key().length());
            var values = valuesOf(keys, path);
            if (values != null) {
                found.putIfAbsent(values, root.resolve(directory(path, keys.size())));
            }
        }
        glue.getPartitions(name.database(), name.table(), null).forEach(partition -> found.remove(values(partition)));
        var told = new ArrayList<String>();
        if (!found.isEmpty()) {
            told.add("Partitions not in metastore:\t"
                    + String.join(
                            "\t",
                            found.keySet().stream()
                                    .map(values -> name.table() + ":" + path(keys, values))
                                    .toList()));
        }
        for (var partition : found.entrySet()) {
            var values = partition.getKey();
            glue.createPartition(
                    name.database(),
                    name.table(),
                    input(table, values, partition.getValue().toString()));
            told.add("Repair: Added partition to metastore " + name.table() + ":" + path(keys, values));
        }
        return told;
    }

    private List<S3Objects.S3Entry> list(S3Location root) throws SqlError {
        try {
            return objects.list(root);
        } catch (IOException e) {
            throw HiveErrors.execution("MetaException", "The location " + root + " cannot be read");
        }
    }

    private static String directory(String path, int depth) {
        return String.join("/", List.of(path.split("/", -1)).subList(0, depth)) + "/";
    }

    private static @Nullable List<String> valuesOf(List<String> keys, String path) {
        var parts = path.split("/", -1);
        if (parts.length <= keys.size() || keys.isEmpty()) {
            return null;
        }
        var values = new ArrayList<String>();
        for (var i = 0; i < keys.size(); i++) {
            var equals = parts[i].indexOf('=');
            if (equals < 0 || !parts[i].substring(0, equals).equalsIgnoreCase(keys.get(i))) {
                return null;
            }
            // a plus sign stands for itself in a path
            values.add(URLDecoder.decode(parts[i].substring(equals + 1).replace("+", "%2B"), StandardCharsets.UTF_8));
        }
        return values;
    }

    private static ObjectNode input(ObjectNode table, List<String> values, String location) {
        var input = JsonNodeFactory.instance.objectNode();
        var array = input.putArray("Values");
        values.forEach(array::add);
        var storage = (ObjectNode) table.path("StorageDescriptor").deepCopy();
        input.set("StorageDescriptor", storage.put("Location", location));
        input.putObject("Parameters");
        return input;
    }

    private static String location(ObjectNode table, List<String> values) {
        var location = table.path("StorageDescriptor").path("Location").asText();
        return (location.endsWith("/") ? location : location + "/") + path(keys(table), values) + "/";
    }

    private static String path(List<String> keys, List<String> values) {
        var path = new StringBuilder();
        for (var i = 0; i < keys.size(); i++) {
            path.append(i == 0 ? "" : "/").append(keys.get(i)).append('=');
            escape(path, values.get(i));
        }
        return path.toString();
    }

    private static void escape(StringBuilder path, String value) {
        for (var i = 0; i < value.length(); i++) {
            var c = value.charAt(i);
            if (c < ' ' || c == 0x7f || ESCAPED.indexOf(c) >= 0) {
                path.append(String.format("%%%02X", (int) c));
            } else {
                path.append(c);
            }
        }
    }

    private static List<String> keys(ObjectNode table) {
        var keys = new ArrayList<String>();
        table.path("PartitionKeys").forEach(key -> keys.add(key.path("Name").asText()));
        return keys;
    }

    private static List<String> values(ObjectNode partition) {
        var values = new ArrayList<String>();
        partition.path("Values").forEach(value -> values.add(value.asText()));
        return values;
    }

    private static List<String> values(ObjectNode table, Map<String, String> spec) throws SqlError {
        var keys = keys(table);
        checkKeys(keys, spec);
        var values = new ArrayList<String>();
        for (var key : keys) {
            var value = spec.get(key);
            if (value == null) {
                throw SqlError.semantic(
                        "partition spec " + spec + " doesn't contain all (" + keys.size() + ") partition columns");
            }
            values.add(value);
        }
        return values;
    }

    private static void checkKeys(List<String> keys, Map<String, String> spec) throws SqlError {
        for (var key : spec.keySet()) {
            if (!keys.contains(key)) {
                throw SqlError.semantic(
                        "[Error 10098]: Non-Partition column appears in the partition specification: " + key);
            }
        }
    }

    private static boolean matches(List<String> keys, List<String> values, Map<String, String> spec) {
        return spec.entrySet().stream()
                .allMatch(wanted -> values.get(keys.indexOf(wanted.getKey())).equals(wanted.getValue()));
    }
}
