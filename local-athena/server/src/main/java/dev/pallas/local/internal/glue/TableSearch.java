package dev.pallas.local.internal.glue;

import static dev.pallas.local.internal.glue.GlueAnswers.optional;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** SearchTables: a text that is found in what describes a table, conditions on its members, and an order. */
final class TableSearch {
    private TableSearch() {}

    static List<ObjectNode> search(JsonNode in, List<ObjectNode> tables) {
        var text = optional(in, "SearchText");
        var found = new ArrayList<ObjectNode>();
        for (var table : tables) {
            if ((text == null || mentions(table, text)) && satisfies(table, in.path("Filters"))) {
                found.add(table);
            }
        }
        for (var criterion : in.path("SortCriteria")) {
            var field = optional(criterion, "FieldName");
            Comparator<ObjectNode> order = (left, right) -> compare(member(left, field), member(right, field));
            found.sort("DESC".equals(optional(criterion, "Sort")) ? order.reversed() : order);
        }
        return found;
    }

    /** Whether the text, in any case, is in a name, a description, a comment or a parameter; one in quotes is a whole one of them. */
    private static boolean mentions(JsonNode table, String text) {
        var whole = text.length() > 1 && text.startsWith("\"") && text.endsWith("\"");
        var wanted = GlueStore.lower(whole ? text.substring(1, text.length() - 1) : text);
        return texts(table).stream().anyMatch(each -> whole ? each.equals(wanted) : each.contains(wanted));
    }

    private static List<String> texts(JsonNode table) {
        var texts = new ArrayList<String>();
        add(texts, table, "Name", "DatabaseName", "Description", "Owner");
        for (var column : table.path("StorageDescriptor").path("Columns")) {
            add(texts, column, "Name", "Comment");
        }
        for (var key : table.path("PartitionKeys")) {
            add(texts, key, "Name", "Comment");
        }
        table.path("Parameters").fields().forEachRemaining(entry -> {
            texts.add(GlueStore.lower(entry.getKey()));
            texts.add(GlueStore.lower(entry.getValue().asText()));
        });
        return texts;
    }

    private static void add(List<String> texts, JsonNode of, String... members) {
        for (var member : members) {
            if (of.hasNonNull(member)) {
                texts.add(GlueStore.lower(of.get(member).asText()));
            }
        }
    }

    private static boolean satisfies(JsonNode table, JsonNode filters) {
        for (var filter : filters) {
            var value = member(table, optional(filter, "Key"));
            if (value.isMissingNode()) {
                return false;
            }
            var order = compare(value, filter.path("Value"));
            var comparator = optional(filter, "Comparator");
            var holds =
                    switch (comparator == null ? "EQUALS" : comparator) {
                        case "GREATER_THAN" -> order > 0;
                        case "LESS_THAN" -> order < 0;
                        case "GREATER_THAN_EQUALS" -> order >= 0;
                        case "LESS_THAN_EQUALS" -> order <= 0;
                        default -> order == 0;
                    };
            if (!holds) {
                return false;
            }
        }
        return true;
    }

    /** A member of the table, or one of its parameters. */
    private static JsonNode member(JsonNode table, @Nullable String name) {
        if (name == null) {
            return table.path("Name");
        }
        var member = table.path(name);
        return member.isValueNode() ? member : table.path("Parameters").path(name);
    }

    private static int compare(JsonNode left, JsonNode right) {
        if (left.isNumber()) {
            return Double.compare(left.asDouble(), right.asDouble());
        }
        return left.asText().compareToIgnoreCase(right.asText());
    }
}
