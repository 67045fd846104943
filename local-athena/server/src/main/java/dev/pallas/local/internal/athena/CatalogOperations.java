package dev.pallas.local.internal.athena;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pallas.local.internal.glue.GlueDefaults;
import dev.pallas.local.internal.glue.GlueStore;
import dev.pallas.local.internal.http.ApiException;
import dev.pallas.local.internal.s3.S3Objects;
import dev.pallas.local.internal.sql.HiveStatement.Column;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/** Data catalogs, databases and tables as the Athena API shows them. */
final class CatalogOperations {
    static final String AWS_DATA_CATALOG = "AwsDataCatalog";

    private final GlueStore glue;
    private final S3Objects objects;
    /** The databases of the catalog tpch; none for no such catalog. */
    private final List<String> tpch;

    CatalogOperations(GlueStore glue, S3Objects objects, List<String> tpch) {
        this.glue = glue;
        this.objects = objects;
        this.tpch = tpch;
    }

    Map<String, Operation> operations() {
        return Map.of(
                "ListDataCatalogs", this::listCatalogs,
                "GetDataCatalog", this::getCatalog,
                "ListDatabases", this::listDatabases,
                "GetDatabase", this::getDatabase,
                "ListTableMetadata", this::listTables,
                "GetTableMetadata", this::getTable);
    }

    private JsonNode listCatalogs(Request request) {
        var answer = JsonNodeFactory.instance.objectNode();
        var summaries = answer.putArray("DataCatalogsSummary");
        var names = tpch.isEmpty() ? List.of(AWS_DATA_CATALOG) : List.of(AWS_DATA_CATALOG, TpchCatalog.NAME);
        Paging.page(request, answer, names, name -> summaries
                .addObject()
                .put("CatalogName", name)
                .put("Type", name.equals(AWS_DATA_CATALOG) ? "GLUE" : "HIVE")
                .put("Status", "CREATE_COMPLETE"));
        return answer;
    }

    private JsonNode getCatalog(Request request) {
        var name = request.text("Name");
        if (!awsDataCatalog(name) && !tpchCatalog(name)) {
            throw AthenaErrors.invalid("Data catalog " + name + " was not found");
        }
        var answer = JsonNodeFactory.instance.objectNode();
        var parameters = answer.putObject("DataCatalog")
                .put("Name", awsDataCatalog(name) ? AWS_DATA_CATALOG : TpchCatalog.NAME)
                .put("Type", awsDataCatalog(name) ? "GLUE" : "HIVE")
                .put("Status", "CREATE_COMPLETE")
                .putObject("Parameters");
        if (awsDataCatalog(name)) {
            parameters.put("catalog-id", GlueDefaults.CATALOG_ID);
        }
        return answer;
    }

    private JsonNode listDatabases(Request request) {
        var answer = JsonNodeFactory.instance.objectNode();
        var list = answer.putArray("DatabaseList");
        if (isTpch(request)) {
            Paging.page(request, answer, tpch, name -> list.add(TpchCatalog.database(name)));
            return answer;
        }
        Paging.page(request, answer, glue.listDatabases(), database -> list.add(database(database)));
        return answer;
    }

    private JsonNode getDatabase(Request request) {
        var tpchCatalog = isTpch(request);
        var name = request.text("DatabaseName");
        var answer = JsonNodeFactory.instance.objectNode();
        if (tpchCatalog) {
            checkTpchDatabase(name);
            answer.set("Database", TpchCatalog.database(name.toLowerCase(Locale.ROOT)));
        } else {
            answer.set("Database", database(findDatabase(name)));
        }
        return answer;
    }

    private JsonNode listTables(Request request) {
        var tpchCatalog = isTpch(request);
        var name = request.text("DatabaseName");
        var pattern = expression(request);
        var answer = JsonNodeFactory.instance.objectNode();
        var list = answer.putArray("TableMetadataList");
        if (tpchCatalog) {
            checkTpchDatabase(name);
            var tables = TpchCatalog.tables().stream()
                    .filter(table ->
                            pattern.matcher(table.path("Name").asText()).matches())
                    .toList();
            Paging.page(request, answer, tables, list::add);
            return answer;
        }
        findDatabase(name);
        var tables = glue.listTables(name).stream()
                .filter(table -> pattern.matcher(table.path("Name").asText()).matches())
                .toList();
        Paging.page(request, answer, tables, table -> list.add(table(table)));
        return answer;
    }

    private static Pattern expression(Request request) {
        var expression = request.optionalText("Expression");
        if (expression == null || expression.isEmpty()) {
            return Pattern.compile(".*");
        }
        try {
            // a star alone means any text, as it does in Hive
            return Pattern.compile(expression.equals("*") ? ".*" : expression, Pattern.CASE_INSENSITIVE);
        } catch (PatternSyntaxException e) {
            throw AthenaErrors.invalid("Expression is not a valid regular expression: " + expression);
        }
    }

    private JsonNode getTable(Request request) {
        var tpchCatalog = isTpch(request);
        var database = request.text("DatabaseName");
        var name = request.text("TableName");
        var answer = JsonNodeFactory.instance.objectNode();
        if (tpchCatalog) {
            checkTpchDatabase(database);
            answer.set(
                    "TableMetadata",
                    TpchCatalog.tables().stream()
                            .filter(table -> table.path("Name").asText().equalsIgnoreCase(name))
                            .findFirst()
                            .orElseThrow(() -> AthenaErrors.metadata("Table " + name + " not found.")));
            return answer;
        }
        findDatabase(database);
        ObjectNode table;
        try {
            table = glue.getTable(database, name);
        } catch (ApiException e) {
            throw AthenaErrors.metadata("Entity Not Found");
        }
        answer.set("TableMetadata", table(table));
        return answer;
    }

    // ---- the request's catalog and database

    /** Whether the request is for the catalog tpch; any other than that and AwsDataCatalog is refused. */
    private boolean isTpch(Request request) {
        var name = request.text("CatalogName");
        if (awsDataCatalog(name)) {
            return false;
        }
        if (tpchCatalog(name)) {
            return true;
        }
        throw AthenaErrors.invalid("Data catalog " + name + " was not found");
    }

    private static boolean awsDataCatalog(String name) {
        return name.equalsIgnoreCase(AWS_DATA_CATALOG);
    }

    private boolean tpchCatalog(String name) {
        return !tpch.isEmpty() && name.equalsIgnoreCase(TpchCatalog.NAME);
    }

    private void checkTpchDatabase(String name) {
        if (!tpch.contains(name.toLowerCase(Locale.ROOT))) {
            throw AthenaErrors.metadata("Database " + name + " not found.");
        }
    }

    private ObjectNode findDatabase(String name) {
        try {
            return glue.getDatabase(name);
        } catch (ApiException e) {
            throw AthenaErrors.metadata("Database " + name.toLowerCase(Locale.ROOT) + " not found.");
        }
    }

    // ---- as the API tells it

    private static ObjectNode database(ObjectNode glue) {
        var database = JsonNodeFactory.instance
                .objectNode()
                .put("Name", glue.path("Name").asText());
        if (glue.hasNonNull("Description")) {
            database.put("Description", glue.path("Description").asText());
        }
        if (glue.hasNonNull("Parameters")) {
            database.set("Parameters", glue.path("Parameters"));
        }
        return database;
    }

    private ObjectNode table(ObjectNode glueTable) {
        var table = TableDescription.of(glueTable, objects);
        var json = JsonNodeFactory.instance.objectNode();
        json.put("Name", table.name());
        json.set("CreateTime", glueTable.path("CreateTime"));
        json.put("LastAccessTime", glueTable.path("LastAccessTime").asDouble(0));
        json.put("TableType", glueTable.path("TableType").asText("EXTERNAL_TABLE"));
        columns(table.columns(), json.putArray("Columns"));
        columns(table.partitionKeys(), json.putArray("PartitionKeys"));
        parameters(table, json.putObject("Parameters"));
        return json;
    }

    static void columns(List<Column> columns, ArrayNode target) {
        for (var column : columns) {
            var node = target.addObject()
                    .put("Name", column.name())
                    .put("Type", column.type().toString());
            if (column.comment() != null) {
                node.put("Comment", column.comment());
            }
        }
    }

    private static void parameters(TableDescription table, ObjectNode parameters) {
        var glue = table.glue();
        parameters.setAll(glue.withObject("/Parameters").deepCopy());
        if (parameters.hasNonNull("comment")) {
            var comment = parameters.path("comment").asText();
            parameters.put("comment", String.join(" ", comment.strip().split("\\s+")));
        }
        // what the catalog does not tell is there as well, without a value
        var storage = glue.path("StorageDescriptor");
        parameters.put("location", table.location() == null ? text(storage, "Location") : table.location());
        parameters.put("inputformat", text(storage, "InputFormat"));
        parameters.put("outputformat", text(storage, "OutputFormat"));
        if (table.kind() == TableDescription.Kind.ICEBERG || !storage.has("SerdeInfo")) {
            return;
        }
        var serde = storage.path("SerdeInfo");
        parameters.put("serde.serialization.lib", text(serde, "SerializationLibrary"));
        serde.path("Parameters")
                .fields()
                .forEachRemaining(entry -> parameters.set("serde.param." + entry.getKey(), entry.getValue()));
    }

    private static @Nullable String text(JsonNode node, String name) {
        return node.hasNonNull(name) ? node.path(name).asText() : null;
    }
}
