package dev.pallas.local.internal.athena;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pallas.local.internal.engine.EngineColumn;
import dev.pallas.local.internal.sql.EngineType;
import java.util.Locale;

/** A column of a result as the API describes it. */
record ColumnInfo(String name, String type, int precision, int scale, boolean caseSensitive) {
    static final String CATALOG = "hive";
    static final String NULLABLE = "UNKNOWN";

    private static final int UNBOUNDED_BINARY = 1_073_741_824;

    /** A column of a query. */
    static ColumnInfo of(EngineColumn column) {
        return of(column.name().toLowerCase(Locale.ROOT), EngineType.of(column.type()));
    }

    static ColumnInfo of(String name, EngineType type) {
        return switch (type.name()) {
            case "tinyint" -> new ColumnInfo(name, "tinyint", 3, 0, false);
            case "smallint" -> new ColumnInfo(name, "smallint", 5, 0, false);
            case "integer" -> new ColumnInfo(name, "integer", 10, 0, false);
            case "bigint" -> new ColumnInfo(name, "bigint", 19, 0, false);
            case "real" -> new ColumnInfo(name, "float", 17, 0, false);
            case "double" -> new ColumnInfo(name, "double", 17, 0, false);
            case "varchar", "char" -> new ColumnInfo(name, type.name(), type.length(), 0, true);
            case "varbinary" -> new ColumnInfo(name, "varbinary", UNBOUNDED_BINARY, 0, false);
            case "decimal" -> new ColumnInfo(name, "decimal", type.precision(), type.scale(), false);
            case "timestamp", "timestamp with time zone", "time", "time with time zone" ->
                new ColumnInfo(name, type.name(), 3, 0, false);
            default -> new ColumnInfo(name, type.name(), 0, 0, false);
        };
    }

    /** A column of what SHOW and DESCRIBE tell. */
    static ColumnInfo text(String name) {
        return new ColumnInfo(name, "string", 0, 0, false);
    }

    ObjectNode toJson(ObjectNode node) {
        return node.put("CatalogName", CATALOG)
                .put("SchemaName", "")
                .put("TableName", "")
                .put("Name", name)
                .put("Label", name)
                .put("Type", type)
                .put("Precision", precision)
                .put("Scale", scale)
                .put("Nullable", NULLABLE)
                .put("CaseSensitive", caseSensitive);
    }
}
