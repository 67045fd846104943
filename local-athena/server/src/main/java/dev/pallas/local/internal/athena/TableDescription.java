package dev.pallas.local.internal.athena;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pallas.local.internal.s3.S3Location;
import dev.pallas.local.internal.s3.S3Objects;
import dev.pallas.local.internal.sql.EngineType;
import dev.pallas.local.internal.sql.HiveReader;
import dev.pallas.local.internal.sql.HiveStatement.Column;
import dev.pallas.local.internal.sql.HiveType;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * A table of the catalog with its columns, wherever the kind of table keeps them: the catalog for Hive tables, the table's own metadata for
 * Iceberg tables, the stored definition for views.
 *
 * @param glue as the catalog has it
 * @param columns without partition keys
 * @param partitionFields of an Iceberg table
 * @param icebergColumns the columns that an Iceberg table has and had
 * @param icebergProperties as Athena's users write them
 * @param location where the table's files are, without a slash at the end; null for a view
 */
record TableDescription(
        ObjectNode glue,
        Kind kind,
        List<Column> columns,
        List<Column> partitionKeys,
        List<PartitionField> partitionFields,
        List<IcebergColumn> icebergColumns,
        Map<String, String> icebergProperties,
        @Nullable String location) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String VIEW_PREFIX = "/* Presto View: ";
    private static final String VIEW_SUFFIX = " */";
    private static final Set<String> ENGINE_NOTES = Set.of(
            "presto_query_id",
            "presto_version",
            "presto_view",
            "trino_query_id",
            "trino_version",
            "trino_created_by",
            "STATS_GENERATED_VIA_STATS_TASK",
            "STATS_GENERATED");

    /**
     * How the rows of an Iceberg table are partitioned.
     *
     * @param transform as Iceberg writes it, such as {@code day} or {@code bucket[4]}
     */
    record PartitionField(String name, String transform, String column) {
        /** As CREATE TABLE writes it. */
        String text() {
            var open = transform.indexOf('[');
            if (open >= 0) {
                return transform.substring(0, open) + "(" + transform.substring(open + 1, transform.length() - 1) + ", "
                        + column + ")";
            }
            return transform.equals("identity") ? column : transform + "(" + column + ")";
        }
    }

    enum Kind {
        HIVE,
        ICEBERG,
        VIEW
    }

    static TableDescription of(ObjectNode glue, S3Objects objects) {
        var kind = kind(glue);
        return switch (kind) {
            case HIVE ->
                new TableDescription(
                        glue,
                        kind,
                        columns(glue.path("StorageDescriptor").path("Columns")),
                        columns(glue.path("PartitionKeys")),
                        List.of(),
                        List.of(),
                        Map.of(),
                        directory(
                                glue.path("StorageDescriptor").path("Location").asText("")));
            case ICEBERG -> iceberg(glue, objects);
            case VIEW ->
                new TableDescription(glue, kind, viewColumns(glue), List.of(), List.of(), List.of(), Map.of(), null);
        };
    }

    static Kind kind(ObjectNode glue) {
        if ("VIRTUAL_VIEW".equals(glue.path("TableType").asText())) {
            return Kind.VIEW;
        }
        return "iceberg"
                        .equalsIgnoreCase(
                                glue.path("Parameters").path("table_type").asText())
                ? Kind.ICEBERG
                : Kind.HIVE;
    }

    String name() {
        return glue.path("Name").asText();
    }

    String database() {
        return glue.path("DatabaseName").asText();
    }

    /** Columns and partition keys, as a query sees them. */
    List<Column> allColumns() {
        var all = new ArrayList<Column>(columns);
        all.addAll(partitionKeys);
        return all;
    }

    Map<String, String> parameters() {
        var parameters = new LinkedHashMap<String, String>();
        // what the engine notes for itself is left out
        glue.path("Parameters")
                .fields()
                .forEachRemaining(
                        entry -> parameters.put(entry.getKey(), entry.getValue().asText()));
        parameters.keySet().removeAll(ENGINE_NOTES);
        parameters.putAll(icebergProperties);
        return parameters;
    }

    /** The query of a view, as it was written. */
    String viewSql() {
        return view(glue).path("originalSql").asText();
    }

    /** The location without a slash at the end, as the catalog has it, unless that is all of its path; null for none. */
    static @Nullable String directory(String location) {
        if (location.isEmpty()) {
            return null;
        }
        var path = location.indexOf('/', "s3://".length());
        if (path < 0) {
            return location + "/"; // the root of a bucket
        }
        return location.endsWith("/") && path < location.length() - 1
                ? location.substring(0, location.length() - 1)
                : location;
    }

    private static List<Column> columns(JsonNode glueColumns) {
        var columns = new ArrayList<Column>();
        glueColumns.forEach(column -> columns.add(new Column(
                column.path("Name").asText(),
                type(column.path("Type").asText()),
                column.hasNonNull("Comment") ? column.path("Comment").asText() : null)));
        return columns;
    }

    /** The catalog takes any text for a type. */
    private static HiveType type(String text) {
        try {
            return HiveReader.type(text);
        } catch (IllegalArgumentException e) {
            return HiveType.simple(text.toLowerCase(Locale.ROOT));
        }
    }

    private static List<Column> viewColumns(ObjectNode glue) {
        // clients may have given them comments
        var known = columns(glue.path("StorageDescriptor").path("Columns"));
        var columns = new ArrayList<Column>();
        view(glue)
                .path("columns")
                .forEach(column -> columns.add(new Column(
                        column.path("name").asText(),
                        HiveType.ofEngine(EngineType.of(column.path("type").asText())),
                        comment(known, column.path("name").asText()))));
        return columns.isEmpty() ? known : columns;
    }

    private static @Nullable String comment(List<Column> columns, String name) {
        return columns.stream()
                .filter(column -> column.name().equals(name) && column.comment() != null)
                .findFirst()
                .map(Column::comment)
                .orElse(null);
    }

    private static JsonNode view(ObjectNode glue) {
        var text = glue.path("ViewOriginalText").asText();
        var asWritten = JSON.createObjectNode().put("originalSql", text);
        if (!text.startsWith(VIEW_PREFIX) || !text.endsWith(VIEW_SUFFIX)) {
            return asWritten;
        }
        try {
            return JSON.readTree(Base64.getDecoder()
                    .decode(text.substring(VIEW_PREFIX.length(), text.length() - VIEW_SUFFIX.length())));
        } catch (IOException | IllegalArgumentException e) {
            return asWritten; // the catalog takes any text for a view
        }
    }

    private static TableDescription iceberg(ObjectNode glue, S3Objects objects) {
        var location = glue.path("Parameters").path("metadata_location").asText();
        JsonNode metadata;
        try (var input = objects.open(S3Location.of(location));
                var content = location.endsWith(".gz.metadata.json") ? new GZIPInputStream(input) : input) {
            metadata = JSON.readTree(content);
        } catch (IOException | IllegalArgumentException e) {
            // a table whose files are gone is still in the catalog, with the columns that the catalog has
            return new TableDescription(
                    glue,
                    Kind.ICEBERG,
                    columns(glue.path("StorageDescriptor").path("Columns")),
                    List.of(),
                    List.of(),
                    List.of(),
                    Map.of(),
                    directory(glue.path("StorageDescriptor").path("Location").asText("")));
        }
        var schema = byId(
                metadata.path("schemas"),
                "schema-id",
                metadata.path("current-schema-id").asInt(),
                metadata.path("schema"));
        var fields = IcebergColumn.of(schema, metadata.path("schemas"));
        var known = columns(glue.path("StorageDescriptor").path("Columns"));
        var columns = new ArrayList<Column>();
        var names = new HashMap<Integer, String>();
        for (var field : fields) {
            if (field.current()) {
                var column = field.column();
                names.put(field.id(), column.name());
                // clients may have given it a comment in the catalog
                var comment = comment(known, column.name());
                columns.add(new Column(column.name(), column.type(), comment == null ? column.comment() : comment));
            }
        }
        var spec = byId(
                metadata.path("partition-specs"),
                "spec-id",
                metadata.path("default-spec-id").asInt(),
                metadata);
        var properties = new LinkedHashMap<String, String>();
        metadata.path("properties")
                .fields()
                .forEachRemaining(
                        entry -> properties.put(entry.getKey(), entry.getValue().asText()));
        var partitions = new ArrayList<PartitionField>();
        spec.path("fields")
                .forEach(field -> partitions.add(new PartitionField(
                        field.path("name").asText(),
                        field.path("transform").asText(),
                        names.getOrDefault(field.path("source-id").asInt(), ""))));
        return new TableDescription(
                glue,
                Kind.ICEBERG,
                columns,
                List.of(),
                partitions,
                fields,
                IcebergProperties.written(properties),
                directory(metadata.path("location").asText()));
    }

    private static JsonNode byId(JsonNode list, String idName, int id, JsonNode otherwise) {
        for (var element : list) {
            if (element.path(idName).asInt() == id) {
                return element;
            }
        }
        return otherwise;
    }
}
