package dev.pallas.local.internal.glue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pallas.local.internal.sql.EngineType;
import dev.pallas.local.internal.sql.HiveType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * The catalog as the engine needs it, which is stricter than Glue: clients leave out what follows from the rest, and switch features off by
 * parameters that the engine takes for their definition.
 */
final class EngineView {
    private static final String HIVE = "org.apache.hadoop.hive.";
    private static final Pattern VIEW = Pattern.compile("/\\* Presto View: (\\S*) \\*/");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String PROJECTION = "projection.";
    private static final Format TEXT = new Format(
            HIVE + "serde2.lazy.LazySimpleSerDe",
            "org.apache.hadoop.mapred.TextInputFormat",
            HIVE + "ql.io.HiveIgnoreKeyTextOutputFormat");
    private static final Map<String, Format> FORMATS = Map.of(
            "parquet",
            new Format(
                    HIVE + "ql.io.parquet.serde.ParquetHiveSerDe",
                    HIVE + "ql.io.parquet.MapredParquetInputFormat",
                    HIVE + "ql.io.parquet.MapredParquetOutputFormat"),
            "orc",
            new Format(
                    HIVE + "ql.io.orc.OrcSerde", HIVE + "ql.io.orc.OrcInputFormat", HIVE + "ql.io.orc.OrcOutputFormat"),
            "avro",
            new Format(
                    HIVE + "serde2.avro.AvroSerDe",
                    HIVE + "ql.io.avro.AvroContainerInputFormat",
                    HIVE + "ql.io.avro.AvroContainerOutputFormat"),
            "json",
            new Format("org.openx.data.jsonserde.JsonSerDe", TEXT.input(), TEXT.output()));

    private record Format(String serde, String input, String output) {}

    private EngineView() {}

    static void completeTable(ObjectNode table) {
        if (table.get("Parameters") instanceof ObjectNode parameters) {
            parameters.remove(hidden(parameters));
        }
        if (table.path("ViewOriginalText").isTextual()) {
            table.put(
                    "ViewOriginalText",
                    completeView(table.path("ViewOriginalText").asText()));
        }
        if (table.get("StorageDescriptor") instanceof ObjectNode storage) {
            completeFormat(storage, format(table, storage));
            completeColumns(storage.path("Columns"));
        }
        completeColumns(table.path("PartitionKeys"));
    }

    /** Gives a view its own columns; the engine keeps them in its definition only and writes one that is made up. */
    static void describeView(ObjectNode input) {
        var view = VIEW.matcher(input.path("ViewOriginalText").asText());
        if (!view.matches() || !(input.get("StorageDescriptor") instanceof ObjectNode storage)) {
            return;
        }
        try {
            var definition = JSON.readTree(Base64.getDecoder().decode(view.group(1)));
            var columns = storage.putArray("Columns");
            for (var column : definition.path("columns")) {
                var type = HiveType.ofEngine(EngineType.of(column.path("type").asText()))
                        .inCatalog();
                columns.addObject().put("Name", column.path("name").asText()).put("Type", type.toString());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the engine's definition of a view cannot be read", e);
        }
    }

    /** A view that tells no owner is read with the rights of who reads it. */
    private static String completeView(String text) {
        var view = VIEW.matcher(text);
        if (!view.matches()) {
            return text;
        }
        try {
            var decoded = JSON.readTree(Base64.getDecoder().decode(view.group(1)));
            if (decoded instanceof ObjectNode definition && !definition.hasNonNull("owner")) {
                definition.put("runAsInvoker", true);
                return "/* Presto View: " + Base64.getEncoder().encodeToString(JSON.writeValueAsBytes(definition))
                        + " */";
            }
        } catch (IOException | IllegalArgumentException e) {
            // the engine says what is wrong with it
        }
        return text;
    }

    /** What the engine was not shown, and what an update by it would lose. */
    static void restoreHidden(ObjectNode input, JsonNode before) {
        if (input.get("Parameters") instanceof ObjectNode parameters
                && before.get("Parameters") instanceof ObjectNode old) {
            hidden(old).forEach(name -> {
                if (!parameters.has(name)) {
                    parameters.set(name, old.get(name));
                }
            });
        }
    }

    /** The parameters of a projection that is switched off. */
    private static List<String> hidden(ObjectNode parameters) {
        var names = new ArrayList<String>();
        if (!parameters.path(PROJECTION + "enabled").asText().equalsIgnoreCase("true")) {
            parameters.fieldNames().forEachRemaining(name -> {
                if (name.startsWith(PROJECTION)) {
                    names.add(name);
                }
            });
        }
        return names;
    }

    /** A partition is stored as its table is, as far as it does not say. */
    static void completePartition(ObjectNode partition, JsonNode table) {
        if (!(table.get("StorageDescriptor") instanceof ObjectNode whole)) {
            return;
        }
        var storage = partition.get("StorageDescriptor") instanceof ObjectNode own
                ? own
                : partition.putObject("StorageDescriptor");
        var completed = whole.deepCopy();
        completeFormat(completed, format(table, completed));
        for (var member : List.of("InputFormat", "OutputFormat", "SerdeInfo", "Columns")) {
            if (storage.path(member).isEmpty() && !storage.path(member).isTextual()) {
                storage.set(member, completed.path(member).deepCopy());
            }
        }
        if (!storage.path("SerdeInfo").hasNonNull("SerializationLibrary")) {
            storage.set("SerdeInfo", completed.path("SerdeInfo").deepCopy());
        }
        completeColumns(storage.path("Columns"));
    }

    private static Format format(JsonNode table, JsonNode storage) {
        var serde = storage.path("SerdeInfo").path("SerializationLibrary").asText();
        var input = storage.path("InputFormat").asText();
        var classification =
                table.path("Parameters").path("classification").asText().toLowerCase(Locale.ROOT);
        Predicate<Format> bySerde = format -> format.serde().equals(serde);
        Predicate<Format> byInput = format -> format.input().equals(input);
        return FORMATS.values().stream()
                .filter(bySerde)
                .findFirst()
                .or(() -> FORMATS.values().stream()
                        .filter(byInput.and(format -> !input.equals(TEXT.input())))
                        .findFirst())
                .orElseGet(() -> serde.isEmpty() ? FORMATS.getOrDefault(classification, TEXT) : TEXT);
    }

    private static void completeFormat(ObjectNode storage, Format format) {
        if (!storage.hasNonNull("InputFormat")) {
            storage.put("InputFormat", format.input());
        }
        if (!storage.hasNonNull("OutputFormat")) {
            storage.put("OutputFormat", format.output());
        }
        var serde = storage.get("SerdeInfo") instanceof ObjectNode given ? given : storage.putObject("SerdeInfo");
        if (!serde.hasNonNull("SerializationLibrary")) {
            serde.put("SerializationLibrary", format.serde());
        }
        if (!serde.hasNonNull("Parameters")) {
            serde.putObject("Parameters");
        }
    }

    private static void completeColumns(JsonNode columns) {
        for (var column : columns) {
            if (column instanceof ObjectNode node && !node.hasNonNull("Type")) {
                node.put("Type", "string");
            }
        }
    }
}
