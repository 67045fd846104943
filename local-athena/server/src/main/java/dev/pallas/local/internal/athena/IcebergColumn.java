package dev.pallas.local.internal.athena;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pallas.local.internal.sql.HiveStatement.Column;
import dev.pallas.local.internal.sql.HiveType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A column that an Iceberg table has or had.
 *
 * @param id of the field in the table's metadata
 * @param current whether the table still has it
 */
record IcebergColumn(Column column, int id, boolean optional, boolean current) {
    /** The columns of the current schema in their order, then those that only earlier schemas have, by name. */
    static List<IcebergColumn> of(JsonNode schema, JsonNode schemas) {
        var columns = new ArrayList<IcebergColumn>();
        var names = new HashSet<String>();
        add(schema, true, names, columns);
        schemas.forEach(earlier -> add(earlier, false, names, columns));
        return columns;
    }

    private static void add(JsonNode schema, boolean current, HashSet<String> names, List<IcebergColumn> columns) {
        for (var field : schema.path("fields")) {
            var name = field.path("name").asText().toLowerCase(Locale.ROOT);
            if (names.add(name)) {
                columns.add(new IcebergColumn(
                        new Column(name, HiveType.ofIceberg(field.path("type")), comment(field)),
                        field.path("id").asInt(),
                        !field.path("required").asBoolean(),
                        current));
            }
        }
    }

    private static @Nullable String comment(JsonNode field) {
        return field.hasNonNull("doc") ? field.path("doc").asText() : null;
    }

    /** As the catalog tells it: clients leave out the columns that are not current. */
    void describe(ArrayNode columns) {
        CatalogOperations.columns(List.of(column), columns);
        var json = (ObjectNode) columns.get(columns.size() - 1);
        json.putObject("Parameters")
                .put("iceberg.field.current", String.valueOf(current))
                .put("iceberg.field.id", String.valueOf(id))
                .put("iceberg.field.optional", String.valueOf(optional));
    }
}
