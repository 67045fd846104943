package dev.pallas.local.internal.athena;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pallas.local.internal.sql.HiveStatement.Column;
import dev.pallas.local.internal.sql.HiveStrings;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Tables and views as the statements that would make them, line by line. */
final class TableText {
    /** A line of three cells without any text. */
    private static final String NOTHING = "\t \t ";

    private static final DateTimeFormatter HIVE_TIME =
            DateTimeFormatter.ofPattern("EEE MMM dd HH:mm:ss 'UTC' yyyy", Locale.ROOT);

    private TableText() {}

    static List<String> hive(TableDescription table) {
        var lines = new ArrayList<String>();
        lines.add("CREATE EXTERNAL TABLE `" + table.name() + "`(");
        columns(table.columns(), lines);
        var parameters = table.parameters();
        var comment = parameters.remove("comment");
        if (comment != null) {
            lines.add("COMMENT " + HiveStrings.quote(comment));
        }
        if (!table.partitionKeys().isEmpty()) {
            lines.add("PARTITIONED BY ( ");
            columns(table.partitionKeys(), lines);
        }
        var storage = table.glue().path("StorageDescriptor");
        if (!storage.path("BucketColumns").isEmpty()) {
            lines.add("CLUSTERED BY ( ");
            var buckets = new ArrayList<String>();
            storage.path("BucketColumns").forEach(column -> buckets.add("  `" + column.asText() + "`"));
            lines.add(String.join(", ", buckets) + ") ");
            lines.add("INTO " + storage.path("NumberOfBuckets").asInt() + " BUCKETS");
        }
        var serde = storage.path("SerdeInfo");
        lines.add("ROW FORMAT SERDE ");
        lines.add("  " + HiveStrings.quote(serde.path("SerializationLibrary").asText()) + " ");
        var serdeParameters = new ArrayList<Map.Entry<String, String>>();
        serde.path("Parameters")
                .fields()
                .forEachRemaining(entry -> serdeParameters.add(
                        Map.entry(entry.getKey(), entry.getValue().asText())));
        // what every table has says nothing
        serdeParameters.removeIf(entry -> entry.equals(Map.entry("serialization.format", "1")));
        if (!serdeParameters.isEmpty()) {
            lines.add("WITH SERDEPROPERTIES ( ");
            properties(serdeParameters, lines);
        }
        lines.add("STORED AS INPUTFORMAT ");
        lines.add("  " + HiveStrings.quote(storage.path("InputFormat").asText()) + " ");
        lines.add("OUTPUTFORMAT ");
        lines.add("  " + HiveStrings.quote(storage.path("OutputFormat").asText()));
        lines.add("LOCATION");
        lines.add("  " + HiveStrings.quote(storage.path("Location").asText()));
        parameters.remove("EXTERNAL");
        if (!parameters.isEmpty()) {
            lines.add("TBLPROPERTIES (");
            properties(List.copyOf(parameters.entrySet()), lines);
        }
        return lines;
    }

    static List<String> iceberg(TableDescription table) {
        var lines = new ArrayList<String>();
        lines.add("CREATE TABLE " + table.database() + "." + table.name() + " (");
        var columns = table.columns();
        for (var i = 0; i < columns.size(); i++) {
            var column = columns.get(i);
            lines.add("  " + column.name() + " " + column.type() + comment(column)
                    + (i + 1 < columns.size() ? "," : ")"));
        }
        var comment = table.icebergProperties().get("comment");
        if (comment != null) {
            lines.add("COMMENT " + HiveStrings.quote(comment));
        }
        if (!table.partitionFields().isEmpty()) {
            lines.add(table.partitionFields().stream()
                    .map(TableDescription.PartitionField::text)
                    .collect(Collectors.joining(", ", "PARTITIONED BY (", ")")));
        }
        lines.add("LOCATION " + HiveStrings.quote(String.valueOf(table.location())));
        lines.add("TBLPROPERTIES (");
        var properties = new LinkedHashMap<String, String>();
        properties.put("table_type", "iceberg");
        properties.putAll(table.icebergProperties());
        properties.remove("comment");
        var last = properties.size();
        for (var property : properties.entrySet()) {
            lines.add("  " + HiveStrings.quote(property.getKey()) + "=" + HiveStrings.quote(property.getValue())
                    + (--last == 0 ? "" : ","));
        }
        lines.add(");");
        return lines;
    }

    static List<String> view(TableDescription view) {
        var lines = new ArrayList<String>();
        lines.add("CREATE VIEW " + view.database() + "." + view.name() + " AS");
        view.viewSql().lines().forEach(lines::add);
        return lines;
    }

    /** What DESCRIBE FORMATTED tells besides the columns, as Hive lays it out. */
    static void details(TableDescription table, List<String> lines) {
        var glue = table.glue();
        lines.add(NOTHING);
        lines.add("# Detailed Table Information" + NOTHING);
        detail("Database:", table.database(), lines);
        detail("Owner:", glue.path("Owner").asText(), lines);
        detail("CreateTime:", time(glue.path("CreateTime")), lines);
        detail("LastAccessTime:", time(glue.path("LastAccessTime")), lines);
        detail("Protect Mode:", "None", lines);
        detail("Retention:", glue.path("Retention").asText("0"), lines);
        if (table.location() != null) {
            detail("Location:", table.location(), lines);
        }
        detail("Table Type:", glue.path("TableType").asText(), lines);
        lines.add("Table Parameters:" + NOTHING);
        table.parameters().forEach((name, value) -> parameter(name, value, lines));
        if (table.kind() == TableDescription.Kind.HIVE) {
            storage(glue.path("StorageDescriptor"), lines);
        }
    }

    private static void storage(JsonNode storage, List<String> lines) {
        lines.add(NOTHING);
        lines.add("# Storage Information" + NOTHING);
        var serde = storage.path("SerdeInfo");
        detail("SerDe Library:", serde.path("SerializationLibrary").asText(), lines);
        detail("InputFormat:", storage.path("InputFormat").asText(), lines);
        detail("OutputFormat:", storage.path("OutputFormat").asText(), lines);
        detail("Compressed:", storage.path("Compressed").asBoolean() ? "Yes" : "No", lines);
        detail("Num Buckets:", storage.path("NumberOfBuckets").asText("-1"), lines);
        detail("Bucket Columns:", names(storage.path("BucketColumns")), lines);
        var sorted = new ArrayList<String>();
        storage.path("SortColumns")
                .forEach(column -> sorted.add(column.path("Column").asText()));
        detail("Sort Columns:", sorted.toString(), lines);
        if (!serde.path("Parameters").isEmpty()) {
            lines.add("Storage Desc Params:" + NOTHING);
            serde.path("Parameters")
                    .fields()
                    .forEachRemaining(
                            entry -> parameter(entry.getKey(), entry.getValue().asText(), lines));
        }
    }

    private static String names(JsonNode columns) {
        var names = new ArrayList<String>();
        columns.forEach(column -> names.add(column.asText()));
        return names.toString();
    }

    private static String time(JsonNode seconds) {
        return seconds.isNumber()
                ? HIVE_TIME.format(Instant.ofEpochSecond(seconds.asLong()).atZone(ZoneOffset.UTC))
                : "UNKNOWN";
    }

    private static void detail(String name, String value, List<String> lines) {
        lines.add(Shows.pad(name) + "\t" + Shows.pad(value) + "\t ");
    }

    /** What ends a cell or a line is told by its escape. */
    private static void parameter(String name, String value, List<String> lines) {
        var shown = value.replace("\t", "\\t").replace("\n", "\\n").replace("\r", "\\r");
        lines.add("\t" + Shows.pad(name) + "\t" + Shows.pad(shown));
    }

    private static void columns(List<Column> columns, List<String> lines) {
        for (var i = 0; i < columns.size(); i++) {
            var column = columns.get(i);
            lines.add("  `" + column.name() + "` " + column.type() + comment(column)
                    + (i + 1 < columns.size() ? ", " : ")"));
        }
    }

    private static String comment(Column column) {
        return column.comment() == null ? "" : " COMMENT " + HiveStrings.quote(column.comment());
    }

    private static void properties(List<Map.Entry<String, String>> properties, List<String> lines) {
        for (var i = 0; i < properties.size(); i++) {
            var property = properties.get(i);
            lines.add("  " + HiveStrings.quote(property.getKey()) + "=" + HiveStrings.quote(property.getValue())
                    + (i + 1 < properties.size() ? ", " : ")"));
        }
    }
}
