package dev.pallas.local.internal.sql;

import io.trino.sql.parser.SqlBaseParser.ArrayConstructorContext;
import io.trino.sql.parser.SqlBaseParser.CreateTableAsSelectContext;
import io.trino.sql.parser.SqlBaseParser.ExpressionContext;
import io.trino.sql.parser.SqlBaseParser.NonDefaultPropertyValueContext;
import io.trino.sql.parser.SqlBaseParser.PropertyContext;
import io.trino.sql.parser.SqlBaseParser.StringLiteralContext;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.antlr.v4.runtime.tree.ParseTree;
import org.jspecify.annotations.Nullable;

/**
 * CREATE TABLE AS SELECT: the query is the engine's language, the properties are Athena's own. Says what the engine has to be told.
 *
 * @param sql for the engine
 * @param table the new table
 * @param iceberg whether it is an Iceberg table
 * @param location where its files go; with a slash at the end
 * @param ifNotExists whether a table that is there is no error
 * @param sessionProperties for the engine's session
 */
public record TableFromQuery(
        String sql,
        TableName.Resolved table,
        boolean iceberg,
        String location,
        boolean ifNotExists,
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
        var properties = new Properties(text, tree);
        var iceberg = properties.iceberg();
        var location = directory(properties.location(iceberg, defaultLocation));

        var target = iceberg ? table.iceberg() : table.visible();
        var rewriter = text.rewriter();
        rewriter.replace(tree.qualifiedName().getStart(), tree.qualifiedName().getStop(), target);
        var engineProperties = properties.forEngine(iceberg, location);
        if (tree.properties() == null) {
            rewriter.insertBefore(tree.AS().getSymbol(), "WITH (" + engineProperties + ") ");
        } else {
            rewriter.replace(tree.properties().getStart(), tree.properties().getStop(), "(" + engineProperties + ")");
        }
        return new TableFromQuery(
                rewriter.getText(), table, iceberg, location, tree.EXISTS() != null, properties.session(iceberg));
    }

    private static String directory(String location) {
        return location.endsWith("/") ? location : location + "/";
    }

    /** The properties as the statement gives them. */
    private static final class Properties {
        private final Map<String, ParseTree> values = new LinkedHashMap<>();
        private final QueryText text;

        Properties(QueryText text, CreateTableAsSelectContext tree) throws SqlError {
            this.text = text;
            var properties = tree.properties();
            if (properties != null) {
                for (PropertyContext property : properties.propertyAssignments().property()) {
                    var name = QueryText.name(property.identifier().getText());
                    if (!(property.propertyValue() instanceof NonDefaultPropertyValueContext value)) {
                        throw invalid("Invalid value for property '" + name + "'");
                    }
                    values.put(name, descend(value.expression()));
                }
            }
        }

        boolean iceberg() throws SqlError {
            var type = string("table_type", "HIVE").toUpperCase(Locale.ROOT);
            if (!type.equals("HIVE") && !type.equals("ICEBERG")) {
                throw invalid("Invalid value for table_type: '" + type + "'");
            }
            return type.equals("ICEBERG");
        }

        String location(boolean iceberg, String otherwise) throws SqlError {
            if (iceberg && values.containsKey("external_location")) {
                throw invalid("external_location is not supported for Iceberg tables: use location");
            }
            if (!iceberg && values.containsKey("location")) {
                throw invalid("location is supported for Iceberg tables only: use external_location");
            }
            return string(iceberg ? "location" : "external_location", otherwise);
        }

        String forEngine(boolean iceberg, String location) throws SqlError {
            var properties = new ArrayList<String>();
            var format = string("format", "PARQUET").toUpperCase(Locale.ROOT);
            if (!(iceberg ? ICEBERG_FORMATS : FORMATS).contains(format)) {
                throw invalid("Unsupported storage format: " + format);
            }
            properties.add("format = '" + format + "'");
            properties.add((iceberg ? "location" : "external_location") + " = "
                    // the engine appends to an Iceberg location, two slashes would make another directory of it
                    + TableName.literal(iceberg ? location.substring(0, location.length() - 1) : location));
            for (var name : values.keySet()) {
                var property = property(name, iceberg, format);
                if (property != null) {
                    properties.add(property);
                }
            }
            return String.join(", ", properties);
        }

        private @Nullable String property(String name, boolean iceberg, String format) throws SqlError {
            return switch (name) {
                case "format", "location", "external_location", "table_type" -> null;
                case "is_external" -> {
                    if (iceberg && !source(name).equalsIgnoreCase("false")) {
                        throw invalid("External tables are not supported for Iceberg: is_external must be false");
                    }
                    yield null;
                }
                case "write_compression", "parquet_compression", "orc_compression" -> null;
                case "partitioned_by", "bucketed_by" -> {
                    hiveOnly(name, iceberg);
                    yield name + " = " + array(name);
                }
                case "bucket_count" -> {
                    hiveOnly(name, iceberg);
                    yield name + " = " + source(name);
                }
                case "field_delimiter" -> {
                    if (!format.equals("TEXTFILE")) {
                        throw invalid("field_delimiter is supported for TEXTFILE only");
                    }
                    yield "textfile_field_separator = " + source(name);
                }
                case "partitioning" -> {
                    if (!iceberg) {
                        throw invalid("partitioning is supported for Iceberg tables only: use partitioned_by");
                    }
                    yield name + " = " + array(name);
                }
                default -> {
                    if (!TUNING.contains(name)) {
                        throw new SqlError(
                                "INVALID_TABLE_PROPERTY",
                                "Catalog 'awsdatacatalog' table property '" + name + "' does not exist");
                    }
                    yield null;
                }
            };
        }

        Map<String, String> session(boolean iceberg) throws SqlError {
            for (var name : List.of("write_compression", "parquet_compression", "orc_compression")) {
                if (values.containsKey(name)) {
                    return compression(iceberg, string(name, ""));
                }
            }
            return Map.of();
        }

        private void hiveOnly(String name, boolean iceberg) throws SqlError {
            if (iceberg) {
                throw invalid(name + " is not supported for Iceberg tables: use partitioning");
            }
        }

        private String array(String name) throws SqlError {
            if (values.get(name) instanceof ArrayConstructorContext) {
                return source(name);
            }
            // Athena takes a single name for a list of one
            return "ARRAY[" + TableName.literal(string(name, "")) + "]";
        }

        private String string(String name, String otherwise) throws SqlError {
            var value = values.get(name);
            if (value == null) {
                return otherwise;
            }
            if (!(value instanceof StringLiteralContext)) {
                throw invalid("Invalid value for property '" + name + "': a string is expected");
            }
            var quoted = value.getText();
            return quoted.substring(1, quoted.length() - 1).replace("''", "'");
        }

        private String source(String name) {
            var value = values.get(name);
            return value instanceof org.antlr.v4.runtime.ParserRuleContext rule
                    ? text.source(rule)
                    : String.valueOf(value);
        }

        private static ParseTree descend(ExpressionContext expression) {
            ParseTree inner = expression;
            while (inner.getChildCount() == 1 && !(inner instanceof StringLiteralContext)) {
                inner = inner.getChild(0);
            }
            return inner;
        }

        private static SqlError invalid(String message) {
            return new SqlError("INVALID_TABLE_PROPERTY", message);
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
