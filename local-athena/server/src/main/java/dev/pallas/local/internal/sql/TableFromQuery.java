package dev.pallas.local.internal.sql;

import io.trino.sql.parser.SqlBaseParser.CreateTableAsSelectContext;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * CREATE TABLE AS SELECT: the query is the engine's language, the properties are Athena's own. Says what the engine has to be told.
 *
 * @param sql for the engine
 * @param table the new table
 * @param iceberg whether it is an Iceberg table
 * @param location where its files go; with a slash at the end
 * @param ifNotExists whether a table that is there is no error
 * @param icebergProperties what the statement says of an Iceberg table, under Athena's names
 * @param sessionProperties for the engine's session
 */
public record TableFromQuery(
        String sql,
        TableName.Resolved table,
        boolean iceberg,
        String location,
        boolean ifNotExists,
        Map<String, String> icebergProperties,
        Map<String, String> sessionProperties) {
    private static final Set<String> FORMATS = Set.of("PARQUET", "ORC", "AVRO", "JSON", "TEXTFILE");
    private static final Set<String> ICEBERG_FORMATS = Set.of("PARQUET", "ORC", "AVRO");

    /** What tunes a table and changes no answer; Iceberg's are for OPTIMIZE and VACUUM. */
    private static final Set<String> TUNING = Set.of(
            "compression_level",
            "optimize_rewrite_data_file_threshold",
            "optimize_rewrite_delete_file_threshold",
            "optimize_rewrite_min_data_file_size_bytes",
            "optimize_rewrite_max_data_file_size_bytes",
            "vacuum_max_snapshot_age_seconds",
            "vacuum_min_snapshots_to_keep",
            "vacuum_max_metadata_files_to_keep",
            "write_target_data_file_size_bytes",
            "parquet_max_block_size_mb");

    public TableFromQuery {
        icebergProperties = Map.copyOf(icebergProperties);
        sessionProperties = Map.copyOf(sessionProperties);
    }

    /**
     * Translates a statement.
     *
     * @param database the database of a table without one
     * @param defaultLocation where the files go if the statement does not say
     */
    public static TableFromQuery of(QueryText text, String database, String defaultLocation) throws SqlError {
        var tree = (CreateTableAsSelectContext) text.statement();
        var names = QueryText.names(tree.qualifiedName());
        var table = new TableName.Resolved(
                names.size() > 1 ? names.get(names.size() - 2) : database, names.get(names.size() - 1));
        var properties = QueryProperties.of(text, tree.properties());
        var iceberg = iceberg(properties);
        var location = directory(location(properties, iceberg, defaultLocation));

        var target = iceberg ? table.iceberg() : table.visible();
        var rewriter = text.rewriter();
        rewriter.replace(tree.qualifiedName().getStart(), tree.qualifiedName().getStop(), target);
        var engineProperties = forEngine(properties, iceberg, location);
        if (tree.properties() == null) {
            rewriter.insertBefore(tree.AS().getSymbol(), "WITH (" + engineProperties + ") ");
        } else {
            rewriter.replace(tree.properties().getStart(), tree.properties().getStop(), "(" + engineProperties + ")");
        }
        return new TableFromQuery(
                rewriter.getText(),
                table,
                iceberg,
                location,
                tree.EXISTS() != null,
                iceberg ? icebergProperties(properties) : Map.of(),
                session(properties, iceberg));
    }

    private static String directory(String location) {
        return location.endsWith("/") ? location : location + "/";
    }

    private static Map<String, String> icebergProperties(QueryProperties properties) {
        var written = new LinkedHashMap<String, String>();
        for (var name : properties.names()) {
            if (TUNING.contains(name) || name.equals("format") || name.equals("write_compression")) {
                written.put(name, properties.plain(name));
            }
        }
        return written;
    }

    private static boolean iceberg(QueryProperties properties) throws SqlError {
        return properties
                .choice("table_type", "HIVE", Set.of("HIVE", "ICEBERG"))
                .equals("ICEBERG");
    }

    private static String location(QueryProperties properties, boolean iceberg, String otherwise) throws SqlError {
        if (iceberg && properties.has("external_location")) {
            throw QueryProperties.invalid("external_location is not supported for Iceberg tables: use location");
        }
        if (!iceberg && properties.has("location")) {
            throw QueryProperties.invalid("location is supported for Iceberg tables only: use external_location");
        }
        return properties.string(iceberg ? "location" : "external_location", otherwise);
    }

    private static String forEngine(QueryProperties properties, boolean iceberg, String location) throws SqlError {
        var all = new ArrayList<String>();
        var format = properties.choice("format", "PARQUET", iceberg ? ICEBERG_FORMATS : FORMATS);
        all.add("format = '" + format + "'");
        all.add((iceberg ? "location" : "external_location") + " = "
                // the engine appends to an Iceberg location, two slashes would make another directory of it
                + TableName.literal(iceberg ? location.substring(0, location.length() - 1) : location));
        for (var name : properties.names()) {
            var property = property(properties, name, iceberg, format);
            if (property != null) {
                all.add(property);
            }
        }
        return String.join(", ", all);
    }

    private static @Nullable String property(QueryProperties properties, String name, boolean iceberg, String format)
            throws SqlError {
        return switch (name) {
            case "format", "location", "external_location", "table_type" -> null;
            case "is_external" -> {
                if (iceberg && !properties.source(name).equalsIgnoreCase("false")) {
                    throw QueryProperties.invalid(
                            "External tables are not supported for Iceberg: is_external must be false");
                }
                yield null;
            }
            case "write_compression", "parquet_compression", "orc_compression" -> null;
            case "partitioned_by", "bucketed_by" -> {
                hiveOnly(name, iceberg);
                yield name + " = " + properties.array(name);
            }
            case "bucket_count" -> {
                hiveOnly(name, iceberg);
                yield name + " = " + properties.source(name);
            }
            case "field_delimiter" -> {
                if (!format.equals("TEXTFILE")) {
                    throw QueryProperties.invalid("field_delimiter is supported for TEXTFILE only");
                }
                yield "textfile_field_separator = " + properties.source(name);
            }
            case "partitioning" -> {
                if (!iceberg) {
                    throw QueryProperties.invalid(
                            "partitioning is supported for Iceberg tables only: use partitioned_by");
                }
                yield name + " = " + properties.array(name);
            }
            default -> {
                if (!TUNING.contains(name)) {
                    throw QueryProperties.unknown(name);
                }
                yield null;
            }
        };
    }

    private static Map<String, String> session(QueryProperties properties, boolean iceberg) throws SqlError {
        for (var name : List.of("write_compression", "parquet_compression", "orc_compression")) {
            if (properties.has(name)) {
                return compression(iceberg, properties.string(name, ""));
            }
        }
        return Map.of();
    }

    private static void hiveOnly(String name, boolean iceberg) throws SqlError {
        if (iceberg) {
            throw QueryProperties.invalid(name + " is not supported for Iceberg tables: use partitioning");
        }
    }

    /** Whether the property tunes a table and changes no answer. */
    public static boolean tuning(String property) {
        return TUNING.contains(property);
    }

    /** The session property that makes the engine compress so. */
    public static Map<String, String> compression(boolean iceberg, String name) throws SqlError {
        var codec = name.toUpperCase(Locale.ROOT);
        codec = codec.equals("UNCOMPRESSED") ? "NONE" : codec.equals("ZLIB") ? "GZIP" : codec;
        if (!Set.of("NONE", "SNAPPY", "GZIP", "ZSTD", "LZ4").contains(codec)) {
            throw new SqlError("INVALID_TABLE_PROPERTY", "Unsupported compression: " + name);
        }
        return Map.of((iceberg ? "iceberg" : "awsdatacatalog") + ".compression_codec", codec);
    }
}
