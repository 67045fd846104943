package dev.pallas.local.internal.sql;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * UNLOAD: writes the rows of a query to files.
 *
 * @param query the query, at its place in the statement
 * @param target where the files go
 */
public record Unload(QueryText query, String target, QueryProperties properties) implements AthenaStatement {
    private static final Set<String> FORMATS = Set.of("PARQUET", "ORC", "AVRO", "JSON", "TEXTFILE");
    private static final List<String> NAMES =
            List.of("format", "compression", "compression_level", "field_delimiter", "partitioned_by");

    /** The location of the files; ends with a slash. */
    public String location() {
        return target.endsWith("/") ? target : target + "/";
    }

    /** What the engine's session has to know. */
    public Map<String, String> sessionProperties() throws SqlError {
        return properties.has("compression")
                ? TableFromQuery.compression(false, properties.string("compression", ""))
                : Map.of();
    }

    /** The statement that writes the files, as those of a table of the name. */
    public String sql(TableName.Resolved table) throws SqlError {
        properties.allow(NAMES);
        if (!properties.has("format")) {
            throw QueryProperties.invalid("The property 'format' is required for UNLOAD");
        }
        var format = properties.choice("format", "", FORMATS);
        var engine =
                new StringBuilder("format = '" + format + "', external_location = " + TableName.literal(location()));
        if (properties.has("field_delimiter")) {
            if (!format.equals("TEXTFILE")) {
                throw QueryProperties.invalid("field_delimiter is supported for TEXTFILE only");
            }
            engine.append(", textfile_field_separator = ").append(properties.source("field_delimiter"));
        }
        if (properties.has("partitioned_by")) {
            engine.append(", partitioned_by = ").append(properties.array("partitioned_by"));
        }
        checkLevel();
        return "CREATE TABLE " + table.visible() + " WITH (" + engine + ") AS\n" + query.sql();
    }

    /** A level says how hard to try, which changes no answer. */
    private void checkLevel() throws SqlError {
        if (!properties.has("compression_level")) {
            return;
        }
        if (!properties.string("compression", "").equalsIgnoreCase("zstd")) {
            throw QueryProperties.invalid("compression_level is supported for ZSTD compression only");
        }
        var level = properties.plain("compression_level");
        if (!level.matches("\\d{1,2}") || Integer.parseInt(level) > 22) {
            throw QueryProperties.invalid("compression_level must be from 0 to 22");
        }
    }

    @Override
    public StatementKind kind() {
        return StatementKind.UNLOAD;
    }

    @Override
    public Unload withParameters(List<String> literals) throws SqlError {
        return new Unload(query.withParameters(literals), target, properties);
    }
}
