package dev.pallas.local.internal.glue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pallas.local.internal.http.ApiException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What the operations of the catalog have in common: members of checked requests, pages, and batches. */
final class GlueAnswers {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private GlueAnswers() {}

    static ObjectNode done(Runnable action) {
        action.run();
        return JSON.objectNode();
    }

    /** Runs one action of a batch; an error of its own becomes an entry of the answer. */
    static void collect(ArrayNode errors, Consumer<ObjectNode> describe, Runnable action) {
        try {
            action.run();
        } catch (ApiException e) {
            var error = JSON.objectNode();
            describe.accept(error);
            error.putObject("ErrorDetail").put("ErrorCode", e.type()).put("ErrorMessage", e.getMessage());
            errors.add(error);
        }
    }

    /**
     * One page of a list. The token names the last entry of the page before, so entries that come and go meanwhile make none appear twice or
     * be left out.
     *
     * @param key tells entries apart
     */
    static ObjectNode page(
            ObjectNode in, String member, List<ObjectNode> all, Function<ObjectNode, String> key, int maxPage) {
        var size = in.path("MaxResults").asInt(maxPage);
        var start = start(optional(in, "NextToken"), all, key);
        var end = Math.min(start + size, all.size());
        var out = JSON.objectNode();
        out.set(member, JSON.arrayNode().addAll(all.subList(start, end)));
        if (end < all.size()) {
            var token = end + " " + key.apply(all.get(end - 1));
            out.put(
                    "NextToken",
                    Base64.getUrlEncoder().withoutPadding().encodeToString(token.getBytes(StandardCharsets.UTF_8)));
        }
        return out;
    }

    private static int start(@Nullable String token, List<ObjectNode> all, Function<ObjectNode, String> key) {
        if (token == null || token.isEmpty()) {
            return 0;
        }
        try {
            var text = new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
            var blank = text.indexOf(' ');
            var position = Integer.parseInt(text.substring(0, blank));
            var last = text.substring(blank + 1);
            for (var i = 0; i < all.size(); i++) {
                if (key.apply(all.get(i)).equals(last)) {
                    return i + 1;
                }
            }
            // the entry is gone, and those after it moved up
            return Math.max(0, Math.min(position - 1, all.size()));
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            throw GlueErrors.invalid("The NextToken is not one that was given out.");
        }
    }

    static String database(JsonNode in) {
        return text(in, "DatabaseName");
    }

    static String table(JsonNode in) {
        return text(in, "TableName");
    }

    /** A member that the request must have. */
    static String text(JsonNode in, String member) {
        return in.path(member).asText();
    }

    static @Nullable String optional(JsonNode in, String member) {
        return in.hasNonNull(member) ? in.get(member).asText() : null;
    }

    static List<String> texts(JsonNode in, String member) {
        var texts = new ArrayList<String>();
        in.path(member).forEach(text -> texts.add(text.asText()));
        return texts;
    }

    /** A member that the request must have. */
    static ObjectNode object(JsonNode in, String member) {
        return asObject(in.path(member));
    }

    static ObjectNode asObject(JsonNode node) {
        if (node instanceof ObjectNode object) {
            return object;
        }
        throw new IllegalArgumentException("a member is missing that the table of inputs requires");
    }
}
