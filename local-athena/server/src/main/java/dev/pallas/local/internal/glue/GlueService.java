package dev.pallas.local.internal.glue;

import static dev.pallas.local.internal.glue.GlueAnswers.done;
import static dev.pallas.local.internal.glue.GlueAnswers.object;
import static dev.pallas.local.internal.glue.GlueAnswers.page;
import static dev.pallas.local.internal.glue.GlueAnswers.text;
import static dev.pallas.local.internal.glue.GlueAnswers.texts;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pallas.local.internal.http.JsonService;
import dev.pallas.local.internal.http.RequestContext;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;

/** The operations of the Glue Data Catalog, on the {@link GlueStore}. There is one catalog, whatever id a request gives it. */
public final class GlueService implements JsonService {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final int MAX_PAGE = 100;
    private static final Pattern DATABASE_ARN = Pattern.compile("arn:[^:]*:glue:[^:]*:[^:]*:database/(.+)");

    private final GlueStore store;
    private final TableView clients;
    private final Map<String, Function<ObjectNode, JsonNode>> operations = new HashMap<>();

    /** @param clients completes what clients, and not the engine, are told of tables */
    public GlueService(GlueStore store, TableView clients) {
        this.store = store;
        this.clients = clients;
        operations.put("CreateDatabase", this::createDatabase);
        operations.put("GetDatabase", in -> JSON.objectNode().set("Database", store.getDatabase(text(in, "Name"))));
        operations.put(
                "GetDatabases",
                in -> page(in, "DatabaseList", store.listDatabases(), database -> text(database, "Name"), MAX_PAGE));
        operations.put("UpdateDatabase", this::updateDatabase);
        operations.put("DeleteDatabase", in -> done(() -> store.deleteDatabase(text(in, "Name"))));
        operations.put("GetCatalog", in -> JSON.objectNode().set("Catalog", catalog()));
        operations.put(
                "GetCatalogs",
                in -> page(in, "CatalogList", List.of(catalog()), each -> text(each, "CatalogId"), MAX_PAGE));
        operations.put("GetCatalogImportStatus", in -> {
            var answer = JSON.objectNode();
            answer.putObject("ImportStatus").put("ImportCompleted", true);
            return answer;
        });
        // Athena's functions of one's own are Lambda functions, which the catalog does not know
        operations.put(
                "GetUserDefinedFunctions", in -> page(in, "UserDefinedFunctions", List.of(), function -> "", MAX_PAGE));
        operations.put("GetTags", in -> JSON.objectNode().set("Tags", store.getTags(tagged(in))));
        operations.put(
                "TagResource", in -> done(() -> store.updateTags(tagged(in), object(in, "TagsToAdd"), List.of())));
        operations.put(
                "UntagResource",
                in -> done(() -> store.updateTags(tagged(in), JSON.objectNode(), texts(in, "TagsToRemove"))));
        operations.putAll(new TableOperations(store).operations());
        operations.putAll(new PartitionOperations(store).operations());
    }

    @Override
    public String targetPrefix() {
        return "AWSGlue";
    }

    @Override
    public JsonNode handle(String operation, ObjectNode request, RequestContext context) {
        var known = operations.get(operation);
        if (known == null) {
            throw GlueRefusals.operation(operation);
        }
        var in = GlueInputs.read(operation, request);
        if (!context.client()) {
            prepare(operation, in);
        }
        var answer = known.apply(in);
        complete(in, answer, context.client());
        return answer;
    }

    /** Makes what the engine writes into the catalog what clients expect there. */
    private void prepare(String operation, ObjectNode in) {
        if (operation.equals("CreateTable") || operation.equals("UpdateTable")) {
            var input = object(in, "TableInput");
            EngineView.describeView(input);
            if (operation.equals("UpdateTable")) {
                EngineView.restoreHidden(input, store.getTable(text(in, "DatabaseName"), text(input, "Name")));
            }
        }
    }

    /** Completes the tables and partitions of an answer, for whom it is. */
    private void complete(ObjectNode in, JsonNode answer, boolean client) {
        TableView view = client ? clients : EngineView::completeTable;
        each(answer, "Table", "TableList", view);
        each(answer, "TableVersion", "TableVersions", version -> each(version, "Table", "", view));
        if (!client && (answer.has("Partition") || answer.has("Partitions"))) {
            var table = store.getTable(text(in, "DatabaseName"), text(in, "TableName"));
            each(answer, "Partition", "Partitions", partition -> EngineView.completePartition(partition, table));
        }
    }

    private static void each(JsonNode answer, String one, String many, TableView view) {
        if (answer.get(one) instanceof ObjectNode node) {
            view.complete(node);
        }
        for (var node : answer.path(many)) {
            if (node instanceof ObjectNode object) {
                view.complete(object);
            }
        }
    }

    private JsonNode createDatabase(ObjectNode in) {
        var input = object(in, "DatabaseInput");
        GlueRefusals.checkDatabase(input);
        store.createDatabase(input);
        if (in.hasNonNull("Tags")) {
            store.updateTags(text(input, "Name"), object(in, "Tags"), List.of());
        }
        return JSON.objectNode();
    }

    private JsonNode updateDatabase(ObjectNode in) {
        GlueRefusals.checkDatabase(object(in, "DatabaseInput"));
        return done(() -> store.updateDatabase(text(in, "Name"), object(in, "DatabaseInput")));
    }

    private static ObjectNode catalog() {
        var catalog = JSON.objectNode();
        catalog.put("CatalogId", GlueDefaults.CATALOG_ID).put("Name", GlueDefaults.CATALOG_ID);
        catalog.put("ResourceArn", "arn:aws:glue:us-east-1:" + GlueDefaults.CATALOG_ID + ":catalog");
        return catalog;
    }

    /** The database that a request about tags is about; nothing else has tags. */
    private static String tagged(ObjectNode in) {
        var matcher = DATABASE_ARN.matcher(text(in, "ResourceArn"));
        if (!matcher.matches()) {
            throw GlueErrors.invalid("Only databases have tags here, not " + text(in, "ResourceArn") + ".");
        }
        return matcher.group(1);
    }
}
