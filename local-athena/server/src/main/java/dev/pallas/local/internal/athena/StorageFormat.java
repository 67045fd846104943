package dev.pallas.local.internal.athena;

import dev.pallas.local.internal.sql.HiveStatement.CreateTable;
import dev.pallas.local.internal.sql.HiveStatement.RowFormat;
import dev.pallas.local.internal.sql.SqlError;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How the files of a Hive table are read and written: three classes by name, and what the last of them is told.
 *
 * @param serdeParameters properties of the serde
 */
record StorageFormat(String inputFormat, String outputFormat, String serde, Map<String, String> serdeParameters) {
    private static final String TEXT_INPUT = "org.apache.hadoop.mapred.TextInputFormat";
    private static final String TEXT_OUTPUT = "org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat";
    private static final String IO = "org.apache.hadoop.hive.ql.io.";
    private static final String SERDE2 = "org.apache.hadoop.hive.serde2.";
    private static final String LAZY_SIMPLE = SERDE2 + "lazy.LazySimpleSerDe";
    private static final String HCATALOG_JSON = "org.apache.hive.hcatalog.data.JsonSerDe";
    private static final String OPENX_JSON = "org.openx.data.jsonserde.JsonSerDe";
    private static final String GROK = "com.amazonaws.glue.serde.GrokSerDe";
    private static final String PARQUET = IO + "parquet.serde.ParquetHiveSerDe";
    private static final String ORC = IO + "orc.OrcSerde";
    private static final String AVRO = SERDE2 + "avro.AvroSerDe";

    /** By the name after STORED AS. */
    private static final Map<String, StorageFormat> FORMATS = Map.of(
            "textfile", text(LAZY_SIMPLE),
            "json", text(HCATALOG_JSON),
            "parquet",
                    new StorageFormat(
                            IO + "parquet.MapredParquetInputFormat",
                            IO + "parquet.MapredParquetOutputFormat",
                            PARQUET,
                            Map.of()),
            "orc", new StorageFormat(IO + "orc.OrcInputFormat", IO + "orc.OrcOutputFormat", ORC, Map.of()),
            "avro",
                    new StorageFormat(
                            IO + "avro.AvroContainerInputFormat",
                            IO + "avro.AvroContainerOutputFormat",
                            AVRO,
                            Map.of()),
            "sequencefile",
                    new StorageFormat(
                            "org.apache.hadoop.mapred.SequenceFileInputFormat",
                            IO + "HiveSequenceFileOutputFormat",
                            LAZY_SIMPLE,
                            Map.of()),
            "rcfile",
                    new StorageFormat(
                            IO + "RCFileInputFormat",
                            IO + "RCFileOutputFormat",
                            SERDE2 + "columnar.LazyBinaryColumnarSerDe",
                            Map.of()));

    /** By the class after ROW FORMAT SERDE: what belongs to it unless the statement says otherwise. */
    private static final Map<String, StorageFormat> SERDES = Map.ofEntries(
            Map.entry(LAZY_SIMPLE, text(LAZY_SIMPLE)),
            Map.entry(SERDE2 + "OpenCSVSerde", text(SERDE2 + "OpenCSVSerde")),
            Map.entry(SERDE2 + "RegexSerDe", text(SERDE2 + "RegexSerDe")),
            Map.entry(GROK, text(GROK)),
            Map.entry(HCATALOG_JSON, text(HCATALOG_JSON)),
            Map.entry(
                    OPENX_JSON, new StorageFormat(TEXT_INPUT, IO + "IgnoreKeyTextOutputFormat", OPENX_JSON, Map.of())),
            Map.entry(PARQUET, format("parquet")),
            Map.entry(ORC, format("orc")),
            Map.entry(AVRO, format("avro")),
            Map.entry(
                    SERDE2 + "columnar.ColumnarSerDe",
                    new StorageFormat(
                            IO + "RCFileInputFormat",
                            IO + "RCFileOutputFormat",
                            SERDE2 + "columnar.ColumnarSerDe",
                            Map.of())),
            Map.entry(SERDE2 + "columnar.LazyBinaryColumnarSerDe", format("rcfile")));

    private static StorageFormat text(String serde) {
        return new StorageFormat(TEXT_INPUT, TEXT_OUTPUT, serde, Map.of());
    }

    private static StorageFormat format(String name) {
        var format = FORMATS.get(name);
        if (format == null) {
            throw new IllegalArgumentException("no format " + name);
        }
        return format;
    }

    /** The format of a table that a statement makes. */
    static StorageFormat of(CreateTable statement) throws SqlError {
        var format = format("textfile");
        var parameters = new LinkedHashMap<String, String>();
        var named = storedAs(statement);
        if (named != null) {
            format = named;
        }
        if (statement.rowFormat() instanceof RowFormat.Serde row) {
            var known = SERDES.get(row.library());
            if (known == null) {
                throw SqlError.notSupported(unknownSerde(row.library()));
            }
            format = named == null
                    ? known
                    : new StorageFormat(named.inputFormat, named.outputFormat, known.serde, Map.of());
            parameters.putAll(row.properties());
        } else if (statement.rowFormat() instanceof RowFormat.Delimited row) {
            if (!format.serde.equals(LAZY_SIMPLE)) {
                throw SqlError.semantic("ROW FORMAT DELIMITED is for text: leave it out or use STORED AS TEXTFILE");
            }
            delimited(row, parameters);
        }
        if (!parameters.containsKey("serialization.format")) {
            parameters.put("serialization.format", parameters.getOrDefault("field.delim", "1"));
        }
        return new StorageFormat(format.inputFormat, format.outputFormat, format.serde, parameters);
    }

    private static String unknownSerde(String library) {
        return "Serde " + library
                + " is not supported: the serdes are LazySimpleSerDe, OpenCSVSerde, RegexSerDe, GrokSerDe, "
                + HCATALOG_JSON + ", " + OPENX_JSON + ", ParquetHiveSerDe, OrcSerde, AvroSerDe and those of RCFile";
    }

    private static @Nullable StorageFormat storedAs(CreateTable statement) throws SqlError {
        var storedAs = statement.storedAs();
        if (storedAs == null) {
            return null;
        }
        var name = storedAs.format();
        if (name == null) {
            return new StorageFormat(
                    String.valueOf(storedAs.inputFormat()),
                    String.valueOf(storedAs.outputFormat()),
                    FORMATS.values().stream()
                            .filter(format -> format.inputFormat.equals(storedAs.inputFormat()))
                            .map(StorageFormat::serde)
                            // the text formats share an input format
                            .filter(serde -> !serde.equals(HCATALOG_JSON))
                            .findFirst()
                            .orElse(LAZY_SIMPLE),
                    Map.of());
        }
        var format = FORMATS.get(name.toLowerCase(Locale.ROOT));
        if (format == null) {
            throw SqlError.semantic("Unrecognized file format in STORED AS clause: '" + name + "'");
        }
        return format;
    }

    private static void delimited(RowFormat.Delimited row, Map<String, String> parameters) {
        put(parameters, "field.delim", row.fields());
        put(parameters, "escape.delim", row.escape());
        // Hive spells it so, and so do all who read it
        put(parameters, "colelction.delim", row.items());
        put(parameters, "mapkey.delim", row.keys());
        put(parameters, "line.delim", row.lines());
        put(parameters, "serialization.null.format", row.nullText());
    }

    private static void put(Map<String, String> parameters, String name, @Nullable String value) {
        if (value != null) {
            parameters.put(name, value);
        }
    }
}
