package dev.pallas.local.internal.athena;

import dev.pallas.local.internal.sql.SqlError;
import dev.pallas.local.internal.sql.TableFromQuery;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.iceberg.TableProperties;
import org.jspecify.annotations.Nullable;

/**
 * The properties that Athena lets an Iceberg table have. They are kept in the table's metadata under Athena's names; those that Iceberg knows
 * by names of its own are kept under these as well.
 */
final class IcebergProperties {
    /** Five days, in seconds. */
    private static final long SNAPSHOT_AGE = 432_000;

    private static final Set<String> FORMATS = Set.of("PARQUET", "ORC", "AVRO");

    private IcebergProperties() {}

    /** The properties of a new table. */
    static Map<String, String> of(Map<String, String> given) throws SqlError {
        var all = new LinkedHashMap<>(given);
        all.remove("table_type");
        all.putIfAbsent("format", "parquet");
        var properties = change(all);
        properties.put(TableProperties.FORMAT_VERSION, "2");
        return properties;
    }

    /** What setting these properties sets in the metadata. */
    static Map<String, String> change(Map<String, String> given) throws SqlError {
        var properties = new LinkedHashMap<String, String>();
        for (var property : given.entrySet()) {
            var name = property.getKey();
            var value = property.getValue();
            check(name, value);
            properties.put(name, value);
            var own = ownName(name);
            if (own != null) {
                properties.put(own, name.equals("format") ? value.toUpperCase(Locale.ROOT) : value);
            }
        }
        return properties;
    }

    /** What unsetting these properties removes from the metadata. */
    static List<String> removed(List<String> names) throws SqlError {
        var removed = new ArrayList<String>();
        for (var name : names) {
            if (name.equals("format") || name.equals("table_type")) {
                throw SqlError.notSupported("The property " + name + " cannot be unset");
            }
            check(name, null);
            removed.add(name);
            var own = ownName(name);
            if (own != null) {
                removed.add(own);
            }
        }
        return removed;
    }

    /** The properties as a user wrote them. */
    static Map<String, String> written(Map<String, String> metadata) {
        var written = new TreeMap<String, String>();
        metadata.forEach((name, value) -> {
            if (known(name) || name.equals("comment")) {
                written.put(name, value);
            }
        });
        var format = metadata.get(TableProperties.DEFAULT_FILE_FORMAT);
        if (format != null) {
            written.putIfAbsent("format", format.toLowerCase(Locale.ROOT));
        }
        return written;
    }

    /** For how long VACUUM keeps a snapshot, in seconds. */
    static long snapshotAge(Map<String, String> metadata) {
        return Long.parseLong(metadata.getOrDefault("vacuum_max_snapshot_age_seconds", String.valueOf(SNAPSHOT_AGE)));
    }

    /** How many snapshots VACUUM keeps however old they are. */
    static int snapshotsToKeep(Map<String, String> metadata) {
        return Integer.parseInt(metadata.getOrDefault("vacuum_min_snapshots_to_keep", "1"));
    }

    private static boolean known(String name) {
        return name.equals("format") || name.equals("write_compression") || TableFromQuery.tuning(name);
    }

    private static @Nullable String ownName(String name) {
        return switch (name) {
            case "format" -> TableProperties.DEFAULT_FILE_FORMAT;
            case "write_compression" -> TableProperties.PARQUET_COMPRESSION;
            case "write_target_data_file_size_bytes" -> TableProperties.WRITE_TARGET_FILE_SIZE_BYTES;
            case "vacuum_max_metadata_files_to_keep" -> TableProperties.METADATA_PREVIOUS_VERSIONS_MAX;
            default -> null;
        };
    }

    private static void check(String name, @Nullable String value) throws SqlError {
        if (!known(name)) {
            throw new SqlError("INVALID_TABLE_PROPERTY", "Unsupported table property key: " + name);
        }
        if (value == null) {
            return;
        }
        if (name.equals("format")) {
            if (!FORMATS.contains(value.toUpperCase(Locale.ROOT))) {
                throw new SqlError("INVALID_TABLE_PROPERTY", "Unsupported format for Iceberg tables: " + value);
            }
        } else if (name.equals("write_compression")) {
            TableFromQuery.compression(true, value);
        } else if (!value.matches("\\d{1,18}")) {
            throw new SqlError("INVALID_TABLE_PROPERTY", "Invalid value for property " + name + ": '" + value + "'");
        }
    }
}
