package dev.pallas.local.internal.athena;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pallas.local.internal.sql.HiveStatement.Column;
import dev.pallas.local.internal.sql.HiveType;
import io.trino.tpch.TpchColumn;
import io.trino.tpch.TpchTable;
import java.util.List;

/** The data catalog {@code tpch} as the Athena API shows it: generated data. */
final class TpchCatalog {
    static final String NAME = "tpch";

    private TpchCatalog() {}

    static ObjectNode database(String name) {
        return JsonNodeFactory.instance.objectNode().put("Name", name);
    }

    static List<ObjectNode> tables() {
        return TpchTable.getTables().stream().map(TpchCatalog::table).toList();
    }

    private static ObjectNode table(TpchTable<?> table) {
        var json = JsonNodeFactory.instance.objectNode();
        json.put("Name", table.getTableName()).put("TableType", "EXTERNAL_TABLE");
        var columns = table.getColumns().stream()
                .map(column -> new Column(column.getSimplifiedColumnName(), type(column), null))
                .toList();
        CatalogOperations.columns(columns, json.putArray("Columns"));
        json.putArray("PartitionKeys");
        json.putObject("Parameters");
        return json;
    }

    /** The types that the engine's generator gives. */
    private static HiveType type(TpchColumn<?> column) {
        var type = column.getType();
        return switch (type.getBase()) {
            case IDENTIFIER -> HiveType.simple("bigint");
            case INTEGER -> HiveType.simple("int");
            case DATE -> HiveType.simple("date");
            case DOUBLE -> HiveType.simple("double");
            case VARCHAR ->
                HiveType.simple("varchar", type.getPrecision().orElseThrow().intValue());
        };
    }
}
